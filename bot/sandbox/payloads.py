"""The world's objects as Discord's JSON."""

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
"""Forum flag: every post must have a tag."""


def user(entity: User) -> Json:
    """Returns a user object. It is cached and shared: never change it."""
    return _user(entity.id, entity.name, entity.display_name, entity.bot, entity.color)


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


def own_user(entity: User) -> Json:
    """Returns the bot's user as the bot sees it."""
    return {**user(entity), "mfa_enabled": True, "locale": entity.locale, "verified": True, "email": None}


def application(world: World) -> Json:
    """Returns the bot's application as the bot sees it."""
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


def role(entity: Role) -> Json:
    """Returns a role object."""
    return {
        "id": entity.id,
        "name": entity.name,
        "permissions": str(entity.permissions),
        "position": entity.position,
        "color": entity.color,
        "colors": {"primary_color": entity.color, "secondary_color": None, "tertiary_color": None},
        "hoist": entity.hoist,
        "managed": entity.managed,
        "mentionable": entity.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(world: World, entity: Member, *, with_user: bool = True) -> Json:
    """Returns a member object; `with_user=False` for the author of a message."""
    shown: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": entity.joined_at,
        "nick": entity.nick,
        "pending": False,
        "premium_since": None,
        "roles": entity.roles,
        "mute": False,
        "deaf": False,
    }
    if with_user:
        shown["user"] = user(world.users[entity.user_id])
    return shown


def channel(world: World, entity: Channel) -> Json:
    """Returns a channel object of any type."""
    shown: Json = {"id": entity.id, "type": entity.type, "flags": 0}
    if entity.type in HAS_MESSAGES or entity.type == FORUM:
        shown["last_message_id"] = entity.last_message_id
    if entity.type == DM:
        shown["recipients"] = [user(world.users[entity.recipient_id])] if entity.recipient_id else []
        return shown
    shown |= {"guild_id": entity.guild_id, "name": entity.name, "parent_id": entity.parent_id}
    if entity.thread is not None:
        return shown | _thread(entity, entity.thread)
    shown |= {
        "position": entity.position,
        "nsfw": entity.nsfw,
        "permission_overwrites": [
            {"id": each.id, "type": each.type, "allow": str(each.allow), "deny": str(each.deny)}
            for each in entity.overwrites.values()
        ],
    }
    if entity.type != CATEGORY:
        shown |= {"topic": entity.topic, "rate_limit_per_user": entity.slowmode}
    if entity.type == FORUM:
        shown |= {
            "flags": REQUIRE_TAG if entity.require_tag else 0,
            "available_tags": entity.tags,
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_auto_archive_duration": 4320,
            "default_thread_rate_limit_per_user": 0,
        }
    return shown


def _thread(entity: Channel, thread: Thread) -> Json:
    metadata: Json = {
        "archived": thread.archived,
        "archive_timestamp": thread.turned_at or thread.created_at,
        "auto_archive_duration": thread.auto_archive_minutes,
        "locked": thread.locked,
        "create_timestamp": thread.created_at,
    }
    if entity.type == PRIVATE_THREAD:
        metadata["invitable"] = True
    return {
        "owner_id": thread.owner_id,
        "rate_limit_per_user": entity.slowmode,
        "thread_metadata": metadata,
        "message_count": min(thread.sent, 50),
        "member_count": min(len(thread.members), 50),
        "total_message_sent": thread.sent,
        "applied_tags": thread.tags,
    }


def guild(entity: Guild) -> Json:
    """Returns a server as REST returns it."""
    nothing = (
        "icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id",
        "afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code",
        "rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data",
    )  # fmt: skip
    return {
        "id": entity.id,
        "name": entity.name,
        **dict.fromkeys(nothing),
        "features": ["COMMUNITY", "NEWS"],
        "owner_id": entity.owner_id,
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": [role(each) for each in entity.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": entity.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }


def guild_create(world: World, entity: Guild) -> Json:
    """Returns a server as the gateway sends it: with channels, active threads and, without the members intent, only the bot's own membership."""
    me = entity.members.get(world.application_id)
    return {
        **guild(entity),
        "joined_at": (me or Member(world.application_id)).joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(entity.members),
        "voice_states": [],
        "members": [member(world, me)] if me else [],
        "channels": [channel(world, each) for each in entity.channels.values()],
        "threads": [
            thread_for_bot(world, each)
            for each in entity.threads.values()
            if each.thread and not each.thread.archived and me and permissions.in_channel(entity, each, me)
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def thread_for_bot(world: World, entity: Channel) -> Json:
    """Returns a thread, with the bot's membership if it has joined."""
    shown = channel(world, entity)
    if entity.thread and world.application_id in entity.thread.members:
        shown["member"] = thread_member(entity, world.application_id)
    return shown


def thread_member(entity: Channel, user_id: str) -> Json:
    """Returns a user's membership of a thread. When they joined is not stored, so they count as members since the thread was created."""
    joined = entity.thread.created_at if entity.thread else ""
    return {"id": entity.id, "user_id": user_id, "join_timestamp": joined, "flags": 0}


def interaction_channel(world: World, entity: Channel, may: int) -> Json:
    """Returns the channel of an interaction, with its user's permissions there."""
    return {**channel(world, entity), "permissions": str(may)}


def permissions_in(world: World, entity: Channel, user_id: str) -> int:
    """Returns a user's permissions in a channel; 0 if they are not a member."""
    home = world.guild_of(entity)
    if home is None:
        return permissions.IN_A_DM if user_id in (entity.recipient_id, world.application_id) else 0
    found = home.members.get(user_id)
    return permissions.in_channel(home, entity, found) if found else 0
