"""REST: a server, its channels, roles and members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads, permissions, world_changes
from bot.sandbox.permissions import BITS
from bot.sandbox.refusals import missing_permissions, unknown
from bot.sandbox.rest import Reply, RestRequest, route
from bot.sandbox.rest.access import guild_for_bot
from bot.sandbox.rest.channels import overwrite_from
from bot.sandbox.world import TEXT, Channel, Guild, Json, Member, Role

if TYPE_CHECKING:
    from bot.sandbox.core import Core

GUILD = "/guilds/{guild_id}"


def _require(core: Core, guild: Guild, needed: int) -> None:
    me = guild.members.get(core.world.application_id)
    if me is None or permissions.in_guild(guild, me) & needed != needed:
        raise missing_permissions()


@route("GET", GUILD)
def get(request: RestRequest, guild_id: str) -> Reply:
    """Returns the server."""
    guild = guild_for_bot(request.core, guild_id)
    shown = payloads.guild(guild)
    if request.query.get("with_counts") in ("true", "1", "True"):
        shown |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 0}
    return 200, shown


@route("GET", GUILD + "/channels")
def channels(request: RestRequest, guild_id: str) -> Reply:
    """List its channels, without threads."""
    guild = guild_for_bot(request.core, guild_id)
    return 200, [payloads.channel(request.core.world, each) for each in guild.channels.values()]


@route("POST", GUILD + "/channels")
def create_channel(request: RestRequest, guild_id: str) -> Reply:
    """Create a channel."""
    core, asked = request.core, request.form
    guild = guild_for_bot(core, guild_id)
    _require(core, guild, BITS["MANAGE_CHANNELS"])
    channel = Channel(core.clock.snowflake(), int(asked.get("type") or TEXT), asked["name"], guild.id)
    channel.parent_id, channel.topic = asked.get("parent_id"), asked.get("topic")
    channel.position = asked["position"] if asked.get("position") is not None else len(guild.channels)
    channel.nsfw, channel.slowmode = bool(asked.get("nsfw")), asked.get("rate_limit_per_user") or 0
    channel.overwrites = {
        str(each["id"]): overwrite_from(str(each["id"]), each) for each in asked.get("permission_overwrites") or []
    }
    world_changes.add_channel(core, guild, channel)
    return 201, payloads.channel(core.world, channel)


@route("GET", GUILD + "/roles")
def roles(request: RestRequest, guild_id: str) -> Reply:
    """List its roles."""
    return 200, [payloads.role(each) for each in guild_for_bot(request.core, guild_id).roles.values()]


@route("GET", GUILD + "/roles/{role_id}")
def get_role(request: RestRequest, guild_id: str, role_id: str) -> Reply:
    """Returns one role."""
    return 200, payloads.role(_role(guild_for_bot(request.core, guild_id), role_id))


@route("POST", GUILD + "/roles")
def create_role(request: RestRequest, guild_id: str) -> Reply:
    """Create a role."""
    core = request.core
    guild = guild_for_bot(core, guild_id)
    _require(core, guild, BITS["MANAGE_ROLES"])
    role = Role(core.clock.snowflake(), "new role")
    _settings(role, request.form)
    return 200, payloads.role(world_changes.add_role(core, guild, role))


@route("PATCH", GUILD + "/roles/{role_id}")
def patch_role(request: RestRequest, guild_id: str, role_id: str) -> Reply:
    """Change a role below the bot's own highest."""
    core = request.core
    guild = guild_for_bot(core, guild_id)
    _require(core, guild, BITS["MANAGE_ROLES"])
    role = _role(guild, role_id)
    _below_me(core, guild, role)
    _settings(role, request.form)
    return 200, payloads.role(world_changes.change_role(core, guild, role, {}))


@route("DELETE", GUILD + "/roles/{role_id}")
def delete_role(request: RestRequest, guild_id: str, role_id: str) -> Reply:
    """Delete a role below the bot's own highest."""
    core = request.core
    guild = guild_for_bot(core, guild_id)
    _require(core, guild, BITS["MANAGE_ROLES"])
    role = _role(guild, role_id)
    _below_me(core, guild, role)
    world_changes.remove_role(core, guild, role)
    return 204, None


def _settings(role: Role, asked: Json) -> None:
    role.name = asked.get("name") or role.name
    role.permissions = int(asked["permissions"]) if asked.get("permissions") is not None else role.permissions
    role.color = asked["color"] if asked.get("color") is not None else role.color
    role.hoist = bool(asked.get("hoist", role.hoist))
    role.mentionable = bool(asked.get("mentionable", role.mentionable))


def _role(guild: Guild, role_id: str) -> Role:
    if role_id not in guild.roles:
        raise unknown("Role")
    return guild.roles[role_id]


def _below_me(core: Core, guild: Guild, role: Role) -> None:
    """Refuse a role at or above the bot's highest, unless the bot owns the server."""
    me = guild.members[core.world.application_id]
    highest = max((guild.roles[each].position for each in me.roles if each in guild.roles), default=0)
    if guild.owner_id != me.user_id and role.position >= highest:
        raise missing_permissions()


@route("GET", GUILD + "/members")
def members(request: RestRequest, guild_id: str) -> Reply:
    """List its members, by id."""
    guild, world = guild_for_bot(request.core, guild_id), request.core.world
    limit, after = int(request.query.get("limit", 1)), int(request.query.get("after", 0))
    found = sorted(
        (each for each in guild.members.values() if int(each.user_id) > after), key=lambda each: int(each.user_id)
    )
    return 200, [payloads.member(world, each) for each in found[:limit]]


@route("GET", GUILD + "/members/search")
def search_members(request: RestRequest, guild_id: str) -> Reply:
    """Find members whose name or nickname starts with the query."""
    guild, world = guild_for_bot(request.core, guild_id), request.core.world
    start, limit = str(request.query.get("query", "")).lower(), int(request.query.get("limit", 1))
    found = [
        each
        for each in guild.members.values()
        if any(name.lower().startswith(start) for name in (world.users[each.user_id].name, each.nick or "") if name)
    ]
    return 200, [payloads.member(world, each) for each in found[:limit]]


@route("GET", GUILD + "/members/{user_id}")
def get_member(request: RestRequest, guild_id: str, user_id: str) -> Reply:
    """Returns one member."""
    return 200, payloads.member(request.core.world, _member(request, guild_for_bot(request.core, guild_id), user_id))


@route("PUT", GUILD + "/members/{user_id}/roles/{role_id}")
def add_member_role(request: RestRequest, guild_id: str, user_id: str, role_id: str) -> Reply:
    """Give a member a role."""
    guild, member = _to_change(request, guild_id, user_id, role_id)
    world_changes.set_member(
        request.core, guild, user_id, [*(each for each in member.roles if each != role_id), role_id]
    )
    return 204, None


@route("DELETE", GUILD + "/members/{user_id}/roles/{role_id}")
def remove_member_role(request: RestRequest, guild_id: str, user_id: str, role_id: str) -> Reply:
    """Remove a role from a member."""
    guild, member = _to_change(request, guild_id, user_id, role_id)
    world_changes.set_member(request.core, guild, user_id, [each for each in member.roles if each != role_id])
    return 204, None


def _to_change(request: RestRequest, guild_id: str, user_id: str, role_id: str) -> tuple[Guild, Member]:
    guild = guild_for_bot(request.core, guild_id)
    _require(request.core, guild, BITS["MANAGE_ROLES"])
    _below_me(request.core, guild, _role(guild, role_id))
    return guild, _member(request, guild, user_id)


def _member(request: RestRequest, guild: Guild, user_id: str) -> Member:
    if user_id == "@me":
        user_id = request.core.world.application_id
    if user_id not in guild.members:
        raise unknown("Member" if user_id in request.core.world.users else "User")
    return guild.members[user_id]


@route("DELETE", "/users/@me/guilds/{guild_id}")
def leave(request: RestRequest, guild_id: str) -> Reply:
    """Remove the bot from a server."""
    world_changes.leave_guild(request.core, guild_for_bot(request.core, guild_id))
    return 204, None
