"""Changes the world, and tells the gateway and the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads
from bot.sandbox.permissions import VIEW
from bot.sandbox.session import GUILD_MEMBERS, GUILDS
from bot.sandbox.world import Channel, Guild, Json, Member, Overwrite, Role, Thread

if TYPE_CHECKING:
    from bot.sandbox.core import Core


def _tell(core: Core, guild: Guild, event: str, data: Json, intents: int = GUILDS) -> None:
    if guild.bot_joined and not guild.unavailable:
        core.gateway.dispatch(event, data, guild_id=guild.id, intents=intents)
    core.changed("state")


def _set(noun: Any, changed: Json, *names: str) -> None:
    for name in names:
        if name in changed:
            setattr(noun, name, changed[name])


def add_channel(core: Core, guild: Guild, channel: Channel) -> Channel:
    """Add a channel."""
    core.world.add_channel(channel)
    _tell(core, guild, "CHANNEL_CREATE", payloads.channel(core.world, channel))
    return channel


def change_channel(core: Core, guild: Guild, channel: Channel, changed: Json) -> Channel:
    """Change a channel or thread; `changed` holds attributes by name."""
    _set(channel, changed, "name", "topic", "position", "nsfw", "slowmode", "parent_id", "type", "tags", "require_tag")
    if channel.thread:
        _change_thread(core, guild, channel, channel.thread, changed)
        if core.bot_may(channel) & VIEW:
            _tell(core, guild, "THREAD_UPDATE", payloads.thread_for_bot(core.world, channel))
        core.changed("state")
    else:
        _tell(core, guild, "CHANNEL_UPDATE", payloads.channel(core.world, channel))
    return channel


def _change_thread(core: Core, guild: Guild, channel: Channel, thread: Thread, changed: Json) -> None:
    was = thread.archived, thread.auto_archive_minutes
    tags = changed.get("applied_tags", thread.tags)
    _set(thread, {**changed, "tags": tags}, "archived", "locked", "tags", "auto_archive_minutes")
    if thread.archived != was[0]:
        thread.turned_at = core.clock.iso()
    if (thread.archived, thread.auto_archive_minutes) != was:
        thread_active(core, guild, channel)


def thread_active(core: Core, guild: Guild, channel: Channel) -> None:
    """Restart a thread's time until it is archived: somebody wrote in it, opened it, or changed its time."""
    core.archiving.active(channel, partial(_archive, core, guild))


def _archive(core: Core, guild: Guild, channel: Channel) -> None:
    if core.world.channels.get(channel.id) is channel:
        change_channel(core, guild, channel, {"archived": True})


def watch_threads(core: Core) -> None:
    """Watch all open threads of a loaded world."""
    for guild in core.world.guilds.values():
        for channel in guild.threads.values():
            if channel.thread and not channel.thread.active_at:
                channel.thread.active_at = core.clock.now()
            core.archiving.watch(channel, partial(_archive, core, guild))


def remove_channel(core: Core, guild: Guild | None, channel: Channel) -> None:
    """Delete a channel with its threads, or a thread."""
    for gone in core.world.remove_channel(channel):
        if guild is None:
            continue
        if gone.is_thread:
            shown: Json = {"id": gone.id, "guild_id": guild.id, "parent_id": gone.parent_id, "type": gone.type}
            _tell(core, guild, "THREAD_DELETE", shown)
        else:
            _tell(core, guild, "CHANNEL_DELETE", payloads.channel(core.world, gone))
    core.changed("state")


def set_overwrite(core: Core, guild: Guild, channel: Channel, overwrite: Overwrite) -> None:
    """Set a role's or member's permissions in a channel."""
    channel.overwrites[overwrite.id] = overwrite
    change_channel(core, guild, channel, {})


def remove_overwrite(core: Core, guild: Guild, channel: Channel, overwrite_id: str) -> None:
    """Remove a permission overwrite."""
    channel.overwrites.pop(overwrite_id, None)
    change_channel(core, guild, channel, {})


def add_thread(core: Core, guild: Guild, parent: Channel, name: str, kind: int, **more: Any) -> Channel:
    """Open a thread or forum post, owned and joined by the bot unless `owner` is given.

    Args:
        core: the shared parts.
        guild: the parent's server.
        parent: the channel it belongs to.
        name: its name.
        kind: its channel type.
        more: `id`, `owner`, `tags`, `auto_archive_minutes`, `slowmode`.
    """
    owner = more.get("owner") or core.world.application_id
    thread = Thread(owner, core.clock.iso(), members=[owner], tags=more.get("tags") or [])
    thread.auto_archive_minutes = more.get("auto_archive_minutes") or 4320
    channel = Channel(more.get("id") or core.clock.snowflake(), kind, name, guild.id, parent.id, thread=thread)
    channel.slowmode = more.get("slowmode") or 0
    core.world.add_channel(channel)
    thread_active(core, guild, channel)
    parent.last_message_id = channel.id
    if core.bot_may(channel) & VIEW:
        _tell(core, guild, "THREAD_CREATE", {**payloads.thread_for_bot(core.world, channel), "newly_created": True})
    core.changed("state")
    return channel


def set_thread_member(core: Core, guild: Guild, channel: Channel, user_id: str, *, there: bool) -> None:
    """Add a user to a thread, or remove one. The bot is told about other users only with the members intent."""
    thread = channel.thread
    if thread is None or (user_id in thread.members) == there:
        return
    saw = core.bot_may(channel) & VIEW
    thread.members = [*thread.members, user_id] if there else [member for member in thread.members if member != user_id]
    own = user_id == core.world.application_id
    update: Json = {"id": channel.id, "guild_id": guild.id, "member_count": min(len(thread.members), 50)}
    if own and there and not saw:
        _tell(core, guild, "THREAD_CREATE", payloads.thread_for_bot(core.world, channel))
    elif own or saw:
        if there:
            update["added_members"] = [payloads.thread_member(channel, user_id)]
        else:
            update["removed_member_ids"] = [user_id]
        _tell(core, guild, "THREAD_MEMBERS_UPDATE", update, GUILDS if own else GUILD_MEMBERS)
    core.changed("state")


def add_role(core: Core, guild: Guild, role: Role) -> Role:
    """Add a role."""
    guild.roles[role.id] = role
    _tell(core, guild, "GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": payloads.role(role)})
    return role


def change_role(core: Core, guild: Guild, role: Role, changed: Json) -> Role:
    """Change a role."""
    _set(role, changed, "name", "permissions", "color", "position", "hoist", "mentionable")
    _tell(core, guild, "GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": payloads.role(role)})
    return role


def remove_role(core: Core, guild: Guild, role: Role) -> None:
    """Delete a role, also from its members."""
    del guild.roles[role.id]
    for member in guild.members.values():
        if role.id in member.roles:
            member.roles.remove(role.id)
    _tell(core, guild, "GUILD_ROLE_DELETE", {"guild_id": guild.id, "role_id": role.id})


def set_member(core: Core, guild: Guild, user_id: str, roles: list[str] | None, nick: str | None = None) -> Member:
    """Add a user to a server, or change a member's roles."""
    member = guild.members.get(user_id)
    event = "GUILD_MEMBER_UPDATE" if member else "GUILD_MEMBER_ADD"
    if member is None:
        member = guild.members[user_id] = Member(user_id, joined_at=core.clock.iso())
    if roles is not None:
        member.roles = roles
    member.nick = nick or member.nick
    about_me = event == "GUILD_MEMBER_UPDATE" and user_id == core.world.application_id
    data = {**payloads.member(core.world, member), "guild_id": guild.id}
    _tell(core, guild, event, data, 0 if about_me else GUILD_MEMBERS)
    return member


def remove_member(core: Core, guild: Guild, user_id: str) -> None:
    """Remove a user from a server; removing the bot means it left the server."""
    if user_id == core.world.application_id:
        leave_guild(core, guild)
        return
    guild.members.pop(user_id, None)
    data = {"guild_id": guild.id, "user": payloads.user(core.world.users[user_id])}
    _tell(core, guild, "GUILD_MEMBER_REMOVE", data, GUILD_MEMBERS)


def join_guild(core: Core, guild: Guild) -> None:
    """Add the bot to a server, again if need be."""
    world = core.world
    guild.bot_joined = True
    world.guilds[guild.id] = guild
    guild.members.setdefault(world.application_id, Member(world.application_id, joined_at=core.clock.iso()))
    # Clients tell a join from the end of an outage by this: only a server they knew before has `unavailable` set.
    joining = {key: value for key, value in core.gateway.guild_create(guild).items() if key != "unavailable"}
    _tell(core, guild, "GUILD_CREATE", joining)


def leave_guild(core: Core, guild: Guild) -> None:
    """Remove the bot from a server, with its commands for that server."""
    _tell(core, guild, "GUILD_DELETE", {"id": guild.id})
    guild.bot_joined = False
    guild.members.pop(core.world.application_id, None)
    core.world.commands.pop(guild.id, None)
    core.changed("state")


def set_outage(core: Core, guild: Guild, unavailable: bool) -> None:
    """Start or end a server's outage."""
    if guild.unavailable == unavailable:
        return
    if unavailable:
        _tell(core, guild, "GUILD_DELETE", {"id": guild.id, "unavailable": True})
        guild.unavailable = True
    else:
        guild.unavailable = False
        _tell(core, guild, "GUILD_CREATE", core.gateway.guild_create(guild))
    core.changed("state")


def change_guild(core: Core, guild: Guild, changed: Json) -> None:
    """Change a server's name, owner or locale."""
    _set(guild, changed, "name", "owner_id", "locale")
    _tell(core, guild, "GUILD_UPDATE", payloads.guild(guild))
