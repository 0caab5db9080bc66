"""REST: application commands, global and per server. As in Discord, an unchanged command keeps its id and version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.refusals import Refusal, missing_access, unknown
from bot.sandbox.rest import Reply, RestRequest, route

if TYPE_CHECKING:
    from bot.sandbox.world import Json

GLOBAL = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
LIMITS = {1: 100, 2: 15, 3: 15}
_OPTION_KEYS_KEPT_WHEN_FALSE = ("min_value", "max_value", "min_length", "max_length")


def _scope(request: RestRequest, application_id: str, guild_id: str = "") -> dict[str, Json]:
    world = request.core.world
    if application_id != world.application_id:
        raise Refusal(403, 20012, "You are not authorized to perform this action on this application")
    if guild_id and (guild_id not in world.guilds or not world.guilds[guild_id].bot_joined):
        raise missing_access()
    return world.commands.setdefault(guild_id, {})


def _normal(request: RestRequest, sent: Json, guild_id: str) -> Json:
    """A command as Discord stores it, without id and version."""
    kind = sent.get("type") or 1
    needed = sent.get("default_member_permissions")
    kept: Json = {
        "application_id": request.core.world.application_id,
        "type": kind,
        "name": sent["name"],
        "name_localizations": sent.get("name_localizations"),
        "description": sent.get("description") or "",
        "description_localizations": sent.get("description_localizations"),
        "default_member_permissions": None if needed is None else str(needed),
        "dm_permission": sent.get("dm_permission") is not False,
        "contexts": sent.get("contexts"),
        "integration_types": sent.get("integration_types") or [0],
        "nsfw": bool(sent.get("nsfw")),
    }
    if kind == 1 and sent.get("options"):
        kept["options"] = [_option(option) for option in sent["options"]]
    if guild_id:
        kept["guild_id"] = guild_id
    return kept


def _option(sent: Json) -> Json:
    kept = {
        key: value
        for key, value in sent.items()
        if value is not None and (value not in (False, [], {}) or key in _OPTION_KEYS_KEPT_WHEN_FALSE)
    }
    for key in ("options", "choices"):
        if kept.get(key):
            kept[key] = [
                _option(each) if key == "options" else {k: v for k, v in each.items() if v is not None}
                for each in kept[key]
            ]
    return kept


def _put(request: RestRequest, scope: dict[str, Json], sent: Json, guild_id: str) -> tuple[Json, bool]:
    """Add or change one command by type and name. Returns it, and True if it is new."""
    kept = _normal(request, sent, guild_id)
    old = next((each for each in scope.values() if (each["type"], each["name"]) == (kept["type"], kept["name"])), None)
    if old and {**kept, "id": old["id"], "version": old["version"]} == old:
        return old, False
    fresh = request.core.clock.snowflake()
    return {**kept, "id": old["id"] if old else fresh, "version": fresh}, old is None


def _too_many(commands: list[Json]) -> None:
    for kind, limit in LIMITS.items():
        if sum(each["type"] == kind for each in commands) > limit:
            raise Refusal(400, 30032, f"Maximum number of application commands reached ({limit}).")


def _synced(request: RestRequest) -> None:
    request.core.events.send("commands", {})
    request.core.changed()


@route("GET", GLOBAL)
@route("GET", IN_GUILD)
def listed(request: RestRequest, *ids: str) -> Reply:
    """List all commands of a scope."""
    scope = _scope(request, *ids)
    localized = request.query.get("with_localizations") == "true"
    return 200, [each if localized else _unlocalized(each) for each in scope.values()]


def _unlocalized(command: Json) -> Json:
    return {key: value for key, value in command.items() if not key.endswith("_localizations")}


@route("PUT", GLOBAL, checked_as="commands")
@route("PUT", IN_GUILD, checked_as="commands")
def overwrite(request: RestRequest, *ids: str) -> Reply:
    """Replace all commands of a scope."""
    scope, guild_id = _scope(request, *ids), ids[1] if len(ids) > 1 else ""
    put = [_put(request, scope, sent, guild_id)[0] for sent in request.body or []]
    _too_many(put)
    scope.clear()
    scope.update({each["id"]: each for each in put})
    _synced(request)
    return 200, put


@route("POST", GLOBAL, checked_as="command")
@route("POST", IN_GUILD, checked_as="command")
def create(request: RestRequest, *ids: str) -> Reply:
    """Add one command, or change the one with the same type and name."""
    scope, guild_id = _scope(request, *ids), ids[1] if len(ids) > 1 else ""
    put, new = _put(request, scope, request.form, guild_id)
    _too_many([*(each for each in scope.values() if each["id"] != put["id"]), put])
    scope[put["id"]] = put
    _synced(request)
    return 201 if new else 200, put


@route("GET", GLOBAL + "/{command_id}")
@route("GET", IN_GUILD + "/{command_id}")
def get(request: RestRequest, *ids: str) -> Reply:
    """Returns one command."""
    return 200, _one(_scope(request, *ids[:-1]), ids[-1])


@route("PATCH", GLOBAL + "/{command_id}", checked_as="command_edit")
@route("PATCH", IN_GUILD + "/{command_id}", checked_as="command_edit")
def patch(request: RestRequest, *ids: str) -> Reply:
    """Change one command."""
    scope = _scope(request, *ids[:-1])
    old = _one(scope, ids[-1])
    kept = _normal(request, {**old, **request.form}, old.get("guild_id", ""))
    scope[old["id"]] = {**kept, "id": old["id"], "version": request.core.clock.snowflake()}
    _synced(request)
    return 200, scope[old["id"]]


@route("DELETE", GLOBAL + "/{command_id}")
@route("DELETE", IN_GUILD + "/{command_id}")
def delete(request: RestRequest, *ids: str) -> Reply:
    """Remove one command."""
    scope = _scope(request, *ids[:-1])
    del scope[_one(scope, ids[-1])["id"]]
    _synced(request)
    return 204, None


def _one(scope: dict[str, Json], command_id: str) -> Json:
    if command_id not in scope:
        raise unknown("application command")
    return scope[command_id]
