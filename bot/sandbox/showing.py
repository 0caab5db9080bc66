"""The world as one JSON object, from which the sandbox's page is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads, permissions
from bot.sandbox.permissions import VIEW

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.world import Channel, Guild, Json


def state(core: Core) -> Json:
    """Returns the whole world except messages."""
    world = core.world
    commands = {scope: list(each.values()) for scope, each in world.commands.items()}
    return {
        "application": {"id": world.application_id, "name": world.application_name},
        "users": [
            {
                "id": user.id,
                "name": user.name,
                "display_name": user.display_name or user.name,
                "avatar_color": f"#{user.color:06x}",
            }
            for user in world.users.values()
            if not user.bot
        ],
        "guilds": [guild(core, each) for each in world.guilds.values()],
        "dms": [{"channel_id": dm.id, "user_id": dm.recipient_id} for dm in world.dms.values()],
        "commands": {"global": commands.pop("", []), "guilds": commands},
        "bot_connected": core.gateway.connected,
        "bot_awaited": core.gateway.awaited,
        "clock": core.clock.iso(),
    }


def guild(core: Core, entity: Guild) -> Json:
    """Returns a server with its roles, members, channels and threads."""
    return {
        "id": entity.id,
        "name": entity.name,
        "unavailable": entity.unavailable,
        "bot_joined": entity.bot_joined,
        "owner_id": entity.owner_id,
        "roles": [
            {
                "id": role.id,
                "name": role.name,
                "color": role.color,
                "permissions": str(role.permissions),
                "position": role.position,
            }
            for role in entity.roles.values()
        ],
        "members": [
            {
                "user_id": member.user_id,
                "roles": member.roles,
                "nick": member.nick,
                "permissions": str(permissions.in_guild(entity, member)),
            }
            for member in entity.members.values()
        ],
        "channels": [_channel(core, each) for each in sorted(entity.channels.values(), key=lambda each: each.position)],
        "threads": [_channel(core, each) for each in entity.threads.values()],
    }


def _channel(core: Core, entity: Channel) -> Json:
    world = core.world
    shown: Json = {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "parent_id": entity.parent_id,
        "position": entity.position,
        "topic": entity.topic,
        "overwrites": [
            {"id": each.id, "type": each.type, "allow": str(each.allow), "deny": str(each.deny)}
            for each in entity.overwrites.values()
        ],
        "viewers": [user for user in world.users if payloads.permissions_in(world, entity, user) & VIEW],
        "tags": entity.tags,
    }
    if entity.thread:
        shown |= {
            "archived": entity.thread.archived,
            "locked": entity.thread.locked,
            "applied_tags": entity.thread.tags,
        }
    return shown
