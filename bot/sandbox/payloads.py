"""Nouns of the world -> the JSON objects Discord sends for them."""

from __future__ import annotations

from functools import lru_cache

from bot.sandbox import permissions
from bot.sandbox.world import (
    CATEGORY,
    DM,
    FORUM,
    HAS_MESSAGES,
    PRIVATE_THREAD,
    Channel,
    Guild,
    Json,
    Member,
    Role,
    Thread,
    User,
    World,
)

REQUIRE_TAG = 1 << 4
"""A forum's flag: its posts must have a tag."""


def user(one: User) -> Json:
    """A user object; it is shared, and so never changed."""
    return _user(one.id, one.name, one.display_name, one.bot, one.color)


@lru_cache(maxsize=1_000)
def _user(user_id: str, name: str, display_name: str | None, bot: bool, color: int) -> Json:
    return {
        "id": user_id,
        "username": name,
        "global_name": None if bot else display_name or name,
        "avatar": None,
        "discriminator": "0000" if bot else "0",
        "public_flags": 0,
        "flags": 0,
        "bot": bot,
        "banner": None,
        "accent_color": color,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def own_user(one: User) -> Json:
    """The bot's user as the bot sees it."""
    return {**user(one), "mfa_enabled": True, "locale": one.locale, "verified": True, "email": None}


def application(world: World) -> Json:
    """The bot's application as the bot sees it."""
    owner = world.users.get(world.owner_id, world.bot)
    return {
        "id": world.application_id,
        "name": world.application_name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(owner),
        "approximate_guild_count": sum(guild.bot_joined for guild in world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def role(one: Role) -> Json:
    """A role object."""
    return {
        "id": one.id,
        "name": one.name,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": one.color,
        "colors": {"primary_color": one.color, "secondary_color": None, "tertiary_color": None},
        "hoist": one.hoist,
        "managed": one.managed,
        "mentionable": one.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(world: World, one: Member, *, with_user: bool = True) -> Json:
    """A member object; a message's author carries it without the user."""
    shown: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": one.joined_at,
        "nick": one.nick,
        "pending": False,
        "premium_since": None,
        "roles": one.roles,
        "mute": False,
        "deaf": False,
    }
    if with_user:
        shown["user"] = user(world.users[one.user_id])
    return shown


def channel(world: World, one: Channel) -> Json:
    """A channel object of whichever kind."""
    shown: Json = {"id": one.id, "type": one.type, "flags": 0}
    if one.type in HAS_MESSAGES or one.type == FORUM:
        shown["last_message_id"] = one.last_message_id
    if one.type == DM:
        shown["recipients"] = [user(world.users[one.recipient_id])] if one.recipient_id else []
        return shown
    shown |= {"guild_id": one.guild_id, "name": one.name, "parent_id": one.parent_id}
    if one.thread is not None:
        return shown | _thread(one, one.thread)
    shown |= {
        "position": one.position,
        "nsfw": one.nsfw,
        "permission_overwrites": [
            {"id": each.id, "type": each.type, "allow": str(each.allow), "deny": str(each.deny)}
            for each in one.overwrites.values()
        ],
    }
    if one.type != CATEGORY:
        shown |= {"topic": one.topic, "rate_limit_per_user": one.slowmode}
    if one.type == FORUM:
        shown |= {
            "flags": REQUIRE_TAG if one.require_tag else 0,
            "available_tags": one.tags,
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_auto_archive_duration": 4320,
            "default_thread_rate_limit_per_user": 0,
        }
    return shown


def _thread(one: Channel, thread: Thread) -> Json:
    metadata: Json = {
        "archived": thread.archived,
        "archive_timestamp": thread.created_at,
        "auto_archive_duration": thread.auto_archive_minutes,
        "locked": thread.locked,
        "create_timestamp": thread.created_at,
    }
    if one.type == PRIVATE_THREAD:
        metadata["invitable"] = True
    return {
        "owner_id": thread.owner_id,
        "rate_limit_per_user": one.slowmode,
        "thread_metadata": metadata,
        "message_count": min(thread.sent, 50),
        "member_count": min(len(thread.members), 50),
        "total_message_sent": thread.sent,
        "applied_tags": thread.tags,
    }


def guild(one: Guild) -> Json:
    """A server as REST shows it."""
    nothing = (
        "icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id",
        "afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code",
        "rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data",
    )  # fmt: skip
    return {
        "id": one.id,
        "name": one.name,
        **dict.fromkeys(nothing),
        "features": ["COMMUNITY", "NEWS"],
        "owner_id": one.owner_id,
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": [role(each) for each in one.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


def guild_create(world: World, one: Guild) -> Json:
    """A server as the gateway sends it: with its channels, active threads and (without the member intent) the bot's own membership."""
    me = one.members.get(world.application_id)
    return {
        **guild(one),
        "joined_at": (me or Member(world.application_id)).joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "voice_states": [],
        "members": [member(world, me)] if me else [],
        "channels": [channel(world, each) for each in one.channels.values()],
        "threads": [
            thread_for_bot(world, each)
            for each in one.threads.values()
            if each.thread and not each.thread.archived and me and permissions.in_channel(one, each, me)
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def thread_for_bot(world: World, one: Channel) -> Json:
    """A thread with the bot's membership where it has one."""
    shown = channel(world, one)
    if one.thread and world.application_id in one.thread.members:
        shown["member"] = {
            "id": one.id,
            "user_id": world.application_id,
            "join_timestamp": one.thread.created_at,
            "flags": 0,
        }
    return shown


def interaction_channel(world: World, one: Channel, may: int) -> Json:
    """The channel an interaction came from, with what its user may do there."""
    return {**channel(world, one), "permissions": str(may)}


def permissions_in(world: World, one: Channel, user_id: str) -> int:
    """What a user may do in a channel; nothing where they are no member."""
    home = world.guild_of(one)
    if home is None:
        return permissions.IN_A_DM if user_id in (one.recipient_id, world.application_id) else 0
    found = home.members.get(user_id)
    return permissions.in_channel(home, one, found) if found else 0
