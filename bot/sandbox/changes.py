"""A change to the world -> made, and told to the gateway and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads
from bot.sandbox.connection import GUILD_MEMBERS, GUILDS
from bot.sandbox.permissions import VIEW
from bot.sandbox.world import Channel, Guild, Json, Member, Overwrite, Role, Thread

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


def _tell(sandbox: Sandbox, guild: Guild, event: str, data: Json, intents: int = GUILDS) -> None:
    if guild.bot_joined and not guild.unavailable:
        sandbox.gateway.dispatch(event, data, guild_id=guild.id, intents=intents)
    sandbox.changed("state")


def _set(noun: Any, changed: Json, *names: str) -> None:
    for name in names:
        if name in changed:
            setattr(noun, name, changed[name])


def add_channel(sandbox: Sandbox, guild: Guild, channel: Channel) -> Channel:
    """Open a channel."""
    sandbox.world.add_channel(channel)
    _tell(sandbox, guild, "CHANNEL_CREATE", payloads.channel(sandbox.world, channel))
    return channel


def change_channel(sandbox: Sandbox, guild: Guild, channel: Channel, changed: Json) -> Channel:
    """Change a channel or a thread; `changed` holds attributes by name."""
    _set(channel, changed, "name", "topic", "position", "nsfw", "slowmode", "parent_id", "type", "tags")
    if channel.thread:
        _set(
            channel.thread,
            {**changed, "tags": changed.get("applied_tags", channel.thread.tags)},
            "archived",
            "locked",
            "tags",
        )
        _set(channel.thread, changed, "auto_archive_minutes")
        _tell(sandbox, guild, "THREAD_UPDATE", payloads.thread_for_bot(sandbox.world, channel))
    else:
        _tell(sandbox, guild, "CHANNEL_UPDATE", payloads.channel(sandbox.world, channel))
    return channel


def remove_channel(sandbox: Sandbox, guild: Guild | None, channel: Channel) -> None:
    """Delete a channel with its threads, or a thread."""
    for gone in sandbox.world.remove_channel(channel):
        if guild is None:
            continue
        if gone.is_thread:
            shown: Json = {"id": gone.id, "guild_id": guild.id, "parent_id": gone.parent_id, "type": gone.type}
            _tell(sandbox, guild, "THREAD_DELETE", shown)
        else:
            _tell(sandbox, guild, "CHANNEL_DELETE", payloads.channel(sandbox.world, gone))
    sandbox.changed("state")


def set_overwrite(sandbox: Sandbox, guild: Guild, channel: Channel, overwrite: Overwrite) -> None:
    """Allow and deny a role or member things in a channel."""
    channel.overwrites[overwrite.id] = overwrite
    change_channel(sandbox, guild, channel, {})


def remove_overwrite(sandbox: Sandbox, guild: Guild, channel: Channel, overwrite_id: str) -> None:
    """Take an overwrite away."""
    channel.overwrites.pop(overwrite_id, None)
    change_channel(sandbox, guild, channel, {})


def add_thread(sandbox: Sandbox, guild: Guild, parent: Channel, name: str, kind: int, **more: Any) -> Channel:
    """Open a thread or a forum post, owned and joined by the bot unless `owner` says another.

    Args:
        sandbox: where.
        guild: the parent's server.
        parent: the channel it hangs on.
        name: its name.
        kind: its channel type.
        more: `id`, `owner`, `tags`, `auto_archive_minutes`, `slowmode`.
    """
    owner = more.get("owner") or sandbox.world.application_id
    thread = Thread(owner, sandbox.clock.iso(), members=[owner], tags=more.get("tags") or [])
    thread.auto_archive_minutes = more.get("auto_archive_minutes") or 4320
    channel = Channel(more.get("id") or sandbox.clock.snowflake(), kind, name, guild.id, parent.id, thread=thread)
    channel.slowmode = more.get("slowmode") or 0
    sandbox.world.add_channel(channel)
    parent.last_message_id = channel.id
    if sandbox.bot_may(channel) & VIEW:
        _tell(
            sandbox, guild, "THREAD_CREATE", {**payloads.thread_for_bot(sandbox.world, channel), "newly_created": True}
        )
    sandbox.changed("state")
    return channel


def add_role(sandbox: Sandbox, guild: Guild, role: Role) -> Role:
    """Make a role."""
    guild.roles[role.id] = role
    _tell(sandbox, guild, "GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": payloads.role(role)})
    return role


def change_role(sandbox: Sandbox, guild: Guild, role: Role, changed: Json) -> Role:
    """Change a role."""
    _set(role, changed, "name", "permissions", "color", "position", "hoist", "mentionable")
    _tell(sandbox, guild, "GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": payloads.role(role)})
    return role


def remove_role(sandbox: Sandbox, guild: Guild, role: Role) -> None:
    """Delete a role; its members lose it."""
    del guild.roles[role.id]
    for member in guild.members.values():
        if role.id in member.roles:
            member.roles.remove(role.id)
    _tell(sandbox, guild, "GUILD_ROLE_DELETE", {"guild_id": guild.id, "role_id": role.id})


def set_member(
    sandbox: Sandbox, guild: Guild, user_id: str, roles: list[str] | None, nick: str | None = None
) -> Member:
    """Let a user join, or change a member's roles."""
    member = guild.members.get(user_id)
    event = "GUILD_MEMBER_UPDATE" if member else "GUILD_MEMBER_ADD"
    if member is None:
        member = guild.members[user_id] = Member(user_id, joined_at=sandbox.clock.iso())
    if roles is not None:
        member.roles = roles
    member.nick = nick or member.nick
    about_me = event == "GUILD_MEMBER_UPDATE" and user_id == sandbox.world.application_id
    data = {**payloads.member(sandbox.world, member), "guild_id": guild.id}
    _tell(sandbox, guild, event, data, 0 if about_me else GUILD_MEMBERS)
    return member


def remove_member(sandbox: Sandbox, guild: Guild, user_id: str) -> None:
    """A user leaves or is removed; for the bot, this is the server's removal."""
    if user_id == sandbox.world.application_id:
        leave_guild(sandbox, guild)
        return
    guild.members.pop(user_id, None)
    data = {"guild_id": guild.id, "user": payloads.user(sandbox.world.users[user_id])}
    _tell(sandbox, guild, "GUILD_MEMBER_REMOVE", data, GUILD_MEMBERS)


def join_guild(sandbox: Sandbox, guild: Guild) -> None:
    """Put the bot (back) into a server."""
    world = sandbox.world
    guild.bot_joined = True
    world.guilds[guild.id] = guild
    guild.members.setdefault(world.application_id, Member(world.application_id, joined_at=sandbox.clock.iso()))
    # Clients tell joining from the end of an outage by this: only a server that was known before says whether it is unavailable.
    joining = {key: value for key, value in sandbox.gateway.guild_create(guild).items() if key != "unavailable"}
    _tell(sandbox, guild, "GUILD_CREATE", joining)


def leave_guild(sandbox: Sandbox, guild: Guild) -> None:
    """Remove the bot from a server. Its commands for that server go with it."""
    _tell(sandbox, guild, "GUILD_DELETE", {"id": guild.id})
    guild.bot_joined = False
    guild.members.pop(sandbox.world.application_id, None)
    sandbox.world.commands.pop(guild.id, None)
    sandbox.changed("state")


def set_outage(sandbox: Sandbox, guild: Guild, unavailable: bool) -> None:
    """Begin or end an outage of a server."""
    if guild.unavailable == unavailable:
        return
    if unavailable:
        _tell(sandbox, guild, "GUILD_DELETE", {"id": guild.id, "unavailable": True})
        guild.unavailable = True
    else:
        guild.unavailable = False
        _tell(sandbox, guild, "GUILD_CREATE", sandbox.gateway.guild_create(guild))
    sandbox.changed("state")


def change_guild(sandbox: Sandbox, guild: Guild, changed: Json) -> None:
    """Rename a server, or give it another owner or locale."""
    _set(guild, changed, "name", "owner_id", "locale")
    _tell(sandbox, guild, "GUILD_UPDATE", payloads.guild(guild))
