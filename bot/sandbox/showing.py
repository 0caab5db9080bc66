"""The world -> the one JSON object the sandbox's page draws itself from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads, permissions
from bot.sandbox.permissions import VIEW

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.world import Channel, Guild, Json


def state(core: Core) -> Json:
    """Everything but messages."""
    world = core.world
    commands = {scope: list(each.values()) for scope, each in world.commands.items()}
    return {
        "application": {"id": world.application_id, "name": world.application_name},
        "users": [
            {
                "id": one.id,
                "name": one.name,
                "display_name": one.display_name or one.name,
                "avatar_color": f"#{one.color:06x}",
            }
            for one in world.users.values()
            if not one.bot
        ],
        "guilds": [guild(core, each) for each in world.guilds.values()],
        "dms": [{"channel_id": one.id, "user_id": one.recipient_id} for one in world.dms.values()],
        "commands": {"global": commands.pop("", []), "guilds": commands},
        "bot_connected": core.gateway.connected,
        "clock": core.clock.iso(),
    }


def guild(core: Core, one: Guild) -> Json:
    """A server with its roles, members, channels and threads."""
    return {
        "id": one.id,
        "name": one.name,
        "unavailable": one.unavailable,
        "bot_joined": one.bot_joined,
        "owner_id": one.owner_id,
        "roles": [
            {
                "id": role.id,
                "name": role.name,
                "color": role.color,
                "permissions": str(role.permissions),
                "position": role.position,
            }
            for role in one.roles.values()
        ],
        "members": [
            {
                "user_id": member.user_id,
                "roles": member.roles,
                "nick": member.nick,
                "permissions": str(permissions.in_guild(one, member)),
            }
            for member in one.members.values()
        ],
        "channels": [_channel(core, each) for each in sorted(one.channels.values(), key=lambda each: each.position)],
        "threads": [_channel(core, each) for each in one.threads.values()],
    }


def _channel(core: Core, one: Channel) -> Json:
    world = core.world
    shown: Json = {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "parent_id": one.parent_id,
        "position": one.position,
        "topic": one.topic,
        "overwrites": [
            {"id": each.id, "type": each.type, "allow": str(each.allow), "deny": str(each.deny)}
            for each in one.overwrites.values()
        ],
        "viewers": [user for user in world.users if payloads.permissions_in(world, one, user) & VIEW],
        "tags": one.tags,
    }
    if one.thread:
        shown |= {"archived": one.thread.archived, "locked": one.thread.locked, "applied_tags": one.thread.tags}
    return shown
