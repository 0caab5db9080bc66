"""Turns typed command options into an interaction's data, checked as Discord's own client does."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.errors import AskError
from bot.sandbox import payloads, permissions
from bot.sandbox.uploads import ATTACHMENT_LIMIT, Upload

if TYPE_CHECKING:
    from bot.sandbox.lookup import Lookup
    from bot.sandbox.world import Json, World

SUB_COMMAND, SUB_GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)


@dataclass(slots=True)
class Resolved:
    """The objects behind the ids that an interaction names."""

    names: Lookup
    guild_id: str | None
    rows: Json = field(default_factory=dict)
    files: list[tuple[str, Json]] = field(default_factory=list)

    def add(self, kind: int, value: Any) -> str:
        """Look up a typed name or id and record its object. Returns the id."""
        finders = {USER: self._user, CHANNEL: self._channel, ROLE: self._role, MENTIONABLE: self._mentionable}
        return finders[kind](str(value))

    def message(self, message_id: str, payload: Json) -> None:
        """Record the message that a context menu was opened on."""
        self.rows.setdefault("messages", {})[message_id] = payload

    def _user(self, value: str) -> str:
        user = self.names.user(value)
        self.rows.setdefault("users", {})[user.id] = payloads.user(user)
        member = self.names.world.guilds[self.guild_id].members.get(user.id) if self.guild_id else None
        if member:
            shown = payloads.member(self.names.world, member, with_user=False)
            may = permissions.in_guild(self.names.world.guilds[self.guild_id or ""], member)
            self.rows.setdefault("members", {})[user.id] = {**shown, "permissions": str(may)}
        return user.id

    def _channel(self, value: str) -> str:
        channel = self.names.channel(value, self.guild_id)
        shown = payloads.channel(self.names.world, channel)
        self.rows.setdefault("channels", {})[channel.id] = {**shown, "permissions": "0"}
        return channel.id

    def _role(self, value: str) -> str:
        role = self.names.role(value, self.guild_id)
        self.rows.setdefault("roles", {})[role.id] = payloads.role(role)
        return role.id

    def _mentionable(self, value: str) -> str:
        try:
            return self._user(value)
        except AskError:
            return self._role(value)


def find_command(commands: list[Json], name: str, kind: int) -> tuple[Json, list[Json]]:
    """Returns the command called `name` ("group sub" if nested), and the groups and sub-commands on the way to it.

    Raises:
        AskError: no such command.
    """
    words = [name] if kind != 1 else name.removeprefix("/").split()
    command = next((each for each in commands if each["type"] == kind and words and each["name"] == words[0]), None)
    if command is None:
        known = ", ".join(sorted(each["name"] for each in commands if each["type"] == kind)) or "none"
        raise AskError(f"there is no command {name!r} here; the commands are: {known}")
    node, path = command, []
    for word in words[1:]:
        node = next(
            (
                each
                for each in node.get("options") or []
                if each["type"] in (SUB_COMMAND, SUB_GROUP) and each["name"] == word
            ),
            {},
        )
        if not node:
            raise AskError(f"/{command['name']} has no sub-command {word!r}")
        path.append(node)
    if any(each["type"] in (SUB_COMMAND, SUB_GROUP) for each in node.get("options") or []):
        subs = ", ".join(each["name"] for each in node["options"])
        raise AskError(f"/{name} needs a sub-command; choose from: {subs}")
    return command, path


def data(
    command: Json,
    path: list[Json],
    typed: Json,
    resolved: Resolved,
    *,
    focused: str | None = None,
    attachments: Json | None = None,
) -> Json:
    """Returns the `data` of a command's interaction.

    Raises:
        AskError: an option is unknown or missing, or its value is invalid.
    """
    declared = {each["name"]: each for each in (path[-1] if path else command).get("options") or []}
    typed = {**typed, **(attachments or {})}
    for name in typed:
        if name not in declared:
            raise AskError(
                f"/{command['name']} has no option {name!r}; its options are: {', '.join(declared) or 'none'}"
            )
    if focused is not None and focused not in declared:
        raise AskError(f"/{command['name']} has no option {focused!r} to complete")
    if focused is None:
        missing = [name for name, each in declared.items() if each.get("required") and name not in typed]
        if missing:
            raise AskError(f"/{command['name']} needs a value for {missing[0]!r}")
    options = [_option(declared[name], typed[name], resolved, name == focused) for name in declared if name in typed]
    for node in reversed(path):
        options = [{"name": node["name"], "type": node["type"], "options": options}]
    shown: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}
    if command.get("guild_id"):
        shown["guild_id"] = command["guild_id"]
    if resolved.rows:
        shown["resolved"] = resolved.rows
    return shown


def completes(command: Json, path: list[Json], name: str) -> bool:
    """True if the bot suggests values for an option."""
    declared = (path[-1] if path else command).get("options") or []
    return any(each["name"] == name and each.get("autocomplete") for each in declared)


def _option(declared: Json, value: Any, resolved: Resolved, focused: bool) -> Json:
    shown: Json = {"name": declared["name"], "type": declared["type"]}
    if focused:
        return {**shown, "value": value if isinstance(value, (int, float)) else str(value), "focused": True}
    return {**shown, "value": _value(declared, value, resolved)}


def _value(declared: Json, value: Any, resolved: Resolved) -> Any:
    name, kind = declared["name"], declared["type"]
    if kind == ATTACHMENT:
        return attachment(name, value, resolved)
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        found = resolved.add(kind, value)
        wanted = declared.get("channel_types")
        if kind == CHANNEL and wanted and resolved.rows["channels"][found]["type"] not in wanted:
            raise AskError(f"{name!r} does not accept that type of channel")
        return found
    value = _plain(name, kind, value)
    choices = declared.get("choices")
    if choices:
        chosen = [each["value"] for each in choices if value in (each["value"], each["name"])]
        if not chosen:
            raise AskError(f"{name!r} must be one of: {', '.join(str(each['name']) for each in choices)}")
        return chosen[0]
    _measure(declared, value)
    return value


def _plain(name: str, kind: int, value: Any) -> Any:
    try:
        if kind == INTEGER:
            return int(value)
        if kind == NUMBER:
            return float(value)
    except (TypeError, ValueError):
        raise AskError(f"{name!r} must be a number, not {value!r}") from None
    if kind == BOOLEAN:
        words = {"true": True, "false": False}
        if not isinstance(value, bool) and str(value).lower() not in words:
            raise AskError(f"{name!r} must be true or false, not {value!r}")
        return value if isinstance(value, bool) else words[str(value).lower()]
    return str(value)


def _measure(declared: Json, value: Any) -> None:
    text = isinstance(value, str)
    size, unit = (len(value), " characters") if text else (value, "")
    low, high = (declared.get(f"{end}_{'length' if text else 'value'}") for end in ("min", "max"))
    if low is not None and size < low:
        raise AskError(f"{declared['name']!r} must be at least {low}{unit}")
    if high is not None and size > high:
        raise AskError(f"{declared['name']!r} must be at most {high}{unit}")
    if text and not 0 < size <= 6000:
        raise AskError(f"{declared['name']!r} must have 1 to 6000 characters")


def given_file(name: str, value: Any) -> Upload:
    """Returns a file given by a user.

    Raises:
        AskError: it is not a file, or larger than a user may send.
    """
    try:
        filename, content = str(value["filename"]), base64.b64decode(value["content_base64"], validate=True)
    except (TypeError, KeyError, binascii.Error):
        raise AskError(f'{name!r} is a file: give {{"filename": …, "content_base64": …}}') from None
    if len(content) > ATTACHMENT_LIMIT:
        raise AskError(f"{filename} is too large: the limit is {ATTACHMENT_LIMIT // 1024 // 1024} MB")
    return Upload(filename, content, str(value.get("content_type") or ""))


def attachment(name: str, value: Any, resolved: Resolved) -> str:
    """Store a file that a user gave to a command or form. Returns its id."""
    shown = resolved.names.keep_upload(given_file(name, value))
    resolved.rows.setdefault("attachments", {})[shown["id"]] = shown
    return str(shown["id"])


def visible_commands(world: World, guild_id: str | None, may: int) -> list[Json]:
    """Returns the commands that a user's client offers in a server (with None: in a direct message)."""
    offered = list(world.commands.get("", {}).values())
    if guild_id:
        offered += world.commands.get(guild_id, {}).values()
    context = 0 if guild_id else 1
    shown = []
    for command in offered:
        contexts = command.get("contexts")
        if contexts is not None and context not in contexts:
            continue
        if contexts is None and context == 1 and command.get("dm_permission") is False:
            continue
        needed = command.get("default_member_permissions")
        if guild_id and needed is not None and (int(needed) == 0 or may & int(needed) != int(needed)) and not may & 8:
            continue
        shown.append(command)
    return shown
