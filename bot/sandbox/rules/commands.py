"""Rules for application commands: names, options, choices, order, sizes, locales."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bot.sandbox.options import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUB_COMMAND,
    SUB_GROUP,
    USER,
)
from bot.sandbox.rules.form import Found, bad, count, duplicates, keys, length, required, within, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.refusals import Path
    from bot.sandbox.world import Json

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
MAX_COMMANDS = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_COMMAND_TEXT = 8_000
LOCALES = words(
    "ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi "
    "zh-CN zh-TW"
)
COMMAND = words(
    "id application_id guild_id version type name name_localizations description description_localizations options "
    "default_member_permissions dm_permission contexts integration_types nsfw handler"
)
_OPTION = "type name name_localizations description description_localizations required"
_OPTION_KEYS = {
    SUB_COMMAND: words(f"{_OPTION} options"),
    SUB_GROUP: words(f"{_OPTION} options"),
    STRING: words(f"{_OPTION} autocomplete choices min_length max_length"),
    INTEGER: words(f"{_OPTION} autocomplete choices min_value max_value"),
    NUMBER: words(f"{_OPTION} autocomplete choices min_value max_value"),
    CHANNEL: words(f"{_OPTION} channel_types"),
    **dict.fromkeys((BOOLEAN, USER, ROLE, MENTIONABLE, ATTACHMENT), words(_OPTION)),
}
_NAME_EXTRA = "-_'"
_MARKS = ("DEVANAGARI", "THAI")


def commands(rows: list[Json], path: Path = ()) -> Found:
    """Check a whole set of commands."""
    for kind, limit in MAX_COMMANDS.items():
        if sum((row.get("type") or 1) == kind for row in rows) > limit:
            yield bad(path, "APPLICATION_COMMANDS_MAX", f"Maximum number of application commands reached ({limit}).")
    for position, row in enumerate(rows):
        yield from command(row, (*path, position))
    for position in duplicates([(row.get("type") or 1, row.get("name")) for row in rows]):
        yield bad(
            (*path, position, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
        )


def command(row: Json, path: Path = (), *, partial: bool = False) -> Found:
    """Check one command; a `partial` one contains only what it changes."""
    yield from keys(row, COMMAND, path)
    kind = row.get("type") or CHAT_INPUT
    if not partial:
        yield from required(row, ("name",), path)
    if kind == CHAT_INPUT:
        yield from _name(row.get("name"), (*path, "name"))
        if not partial or "description" in row:
            yield from length(row.get("description") or "", 1, 100, (*path, "description"))
        yield from _options(row.get("options") or [], (*path, "options"), depth=0)
    else:
        yield from length(row.get("name"), 1, 32, (*path, "name"))
        for key in ("description", "options"):
            if row.get(key):
                yield bad((*path, key), "APPLICATION_COMMAND_CONTEXT_MENU", f"A context menu can't have a {key}.")
    yield from _localized(row, path, slash=kind == CHAT_INPUT)
    for key in ("contexts", "integration_types"):
        if row.get(key) == []:
            yield bad((*path, key), "BASE_TYPE_BAD_LENGTH", "Must be 1 or more in length.")
    if sum(_texts(row)) > MAX_COMMAND_TEXT:
        reason = f"Command exceeds maximum size ({MAX_COMMAND_TEXT}): all names, descriptions and values together"
        yield bad(path, "APPLICATION_COMMAND_TOO_LARGE", reason)


def _name(name: object, path: Path) -> Found:
    """Check a name: lower-case letters, digits and - _ ' in any script; Devanagari and Thai with combining marks."""
    if name is None:
        return
    if (
        not isinstance(name, str)
        or not 1 <= len(name) <= 32
        or not all(_fits(char) for char in name)
        or name != name.lower()
    ):
        reason = "Command name is invalid: 1 to 32 lower-case letters, digits, - and _, no spaces"
        yield bad(path, "APPLICATION_COMMAND_INVALID_NAME", reason)


def _fits(char: str) -> bool:
    category = unicodedata.category(char)
    return (
        char in _NAME_EXTRA
        or category[0] in "LN"
        or (category[0] == "M" and unicodedata.name(char, "").startswith(_MARKS))
    )


def _localized(row: Json, path: Path, *, slash: bool) -> Found:
    for key in ("name_localizations", "description_localizations"):
        for locale, text in (row.get(key) or {}).items():
            here = (*path, key, locale)
            if locale not in LOCALES:
                yield bad(here, "BASE_TYPE_CHOICES", f"{locale!r} is not a Discord locale.")
            elif key == "name_localizations" and slash:
                yield from _name(text, here)
            else:
                yield from length(text, 1, 100 if key[0] == "d" else 32, here)


def _options(options: list[Json], path: Path, depth: int) -> Found:
    yield from count(options, 0, 25, path)
    nested = [each.get("type") in (SUB_COMMAND, SUB_GROUP) for each in options]
    if any(nested) and not all(nested):
        yield bad(path, "APPLICATION_COMMAND_OPTIONS_MIXED", "Sub-commands and other options can't be mixed.")
    optional_seen = False
    for position, option in enumerate(options):
        here = (*path, position)
        yield from _option(option, here, depth)
        needed = bool(option.get("required"))
        if needed and optional_seen:
            reason = "Required options must be placed before non-required options"
            yield bad((*here, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", reason)
        optional_seen = optional_seen or not needed
    for position in duplicates([option.get("name") for option in options]):
        yield bad(
            (*path, position, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists"
        )


def _option(option: Json, path: Path, depth: int) -> Found:
    kind = option.get("type")
    if kind not in _OPTION_KEYS:
        yield bad((*path, "type"), "BASE_TYPE_CHOICES", "An option's type must be 1 to 11.")
        return
    yield from keys(
        {key: value for key, value in option.items() if value not in (None, [], False)}, _OPTION_KEYS[kind], path
    )
    yield from required(option, ("name",), path)
    yield from _name(option.get("name"), (*path, "name"))
    yield from length(option.get("description") or "", 1, 100, (*path, "description"))
    yield from _localized(option, path, slash=True)
    if kind in (SUB_COMMAND, SUB_GROUP):
        yield from _sub(option, path, depth)
        return
    yield from _choices(option, path)
    yield from within(option.get("min_length"), 0, 6000, (*path, "min_length"))
    yield from within(option.get("max_length"), 1, 6000, (*path, "max_length"))
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        if option.get(low) is not None and option.get(high) is not None and option[low] > option[high]:
            yield bad((*path, low), "APPLICATION_COMMAND_OPTION_RANGE", f"{low} must not exceed {high}.")


def _sub(option: Json, path: Path, depth: int) -> Found:
    inner = option.get("options") or []
    if (option["type"] == SUB_GROUP and depth) or depth > 1:
        yield bad(
            (*path, "type"),
            "APPLICATION_COMMAND_OPTIONS_DEPTH",
            "Groups can contain only sub-commands; sub-commands can't be nested.",
        )
    if option["type"] == SUB_GROUP and any(each.get("type") != SUB_COMMAND for each in inner):
        yield bad((*path, "options"), "APPLICATION_COMMAND_OPTIONS_GROUP", "A group can contain only sub-commands.")
    if option["type"] == SUB_COMMAND and any(each.get("type") in (SUB_COMMAND, SUB_GROUP) for each in inner):
        yield bad((*path, "options"), "APPLICATION_COMMAND_OPTIONS_DEPTH", "A sub-command can't contain sub-commands.")
    yield from _options(inner, (*path, "options"), depth + 1)


def _choices(option: Json, path: Path) -> Found:
    rows = option.get("choices") or []
    if rows and option.get("autocomplete"):
        reason = "An option can't have both choices and autocomplete"
        yield bad((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", reason)
    yield from choices(rows, (*path, "choices"), option["type"])
    for position in duplicates([row.get("name") for row in rows]):
        yield bad(
            (*path, "choices", position, "name"),
            "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
            "Option choice name already exists",
        )


def choices(rows: list[Json], path: Path, kind: int | None = None) -> Found:
    """Check the choices of an option (of type `kind`), or those offered by autocomplete."""
    yield from count(rows, 0, 25, path)
    for position, row in enumerate(rows):
        here = (*path, position)
        yield from keys(row, words("name name_localizations value"), here)
        yield from required(row, ("name", "value"), here)
        yield from length(row.get("name"), 1, 100, (*here, "name"))
        yield from _localized({"description_localizations": row.get("name_localizations")}, here, slash=False)
        value = row.get("value")
        if kind in (INTEGER, NUMBER) and not isinstance(value, (int, float)):
            yield bad((*here, "value"), "NUMBER_TYPE_COERCE", "The choices of a number option must be numbers.")
        elif kind == STRING or isinstance(value, str):
            yield from length(value, 1, 100, (*here, "value"))
        elif isinstance(value, (int, float)):
            yield from within(value, -(2**53), 2**53, (*here, "value"))


def _texts(row: Json) -> Iterator[int]:
    """Lengths that count towards a command's size; of translations only the longest."""
    for key in ("name", "description"):
        yield max(len(text) for text in (row.get(key) or "", *(row.get(f"{key}_localizations") or {}).values()))
    for choice in row.get("choices") or []:
        yield len(str(choice.get("name"))) + len(str(choice.get("value")))
    for option in row.get("options") or []:
        yield from _texts(option)
