"""Checks request bodies against Discord's rules that its OpenAPI description lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.rules import commands, messages
from bot.sandbox.rules.components import in_modal
from bot.sandbox.rules.form import Found, bad, keys, length, required, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.refusals import Violation
    from bot.sandbox.uploads import Uploads
    from bot.sandbox.world import Json

ARCHIVE_MINUTES = (60, 1_440, 4_320, 10_080)
_THREAD = words("name auto_archive_duration rate_limit_per_user applied_tags message type invitable")


def check(kind: str, body: Any, uploads: Uploads) -> list[Violation]:
    """Returns the violations in a body of one kind (see `KINDS`)."""
    try:
        return list(KINDS[kind](body, uploads))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if not isinstance(body, dict):
            return [bad((), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")]
        # some value has the wrong type: only the description can say which
        return [bad((), "BASE_TYPE_INVALID", f"the body is malformed: {error}")]


def edit(body: Any, uploads: Uploads, *, v2: bool) -> list[Violation]:
    """Returns the violations in an edit of a message that has (`v2`) or lacks Components V2."""
    try:
        return list(messages.message(body, uploads, messages.EDIT, edit=True, v2=v2))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [bad((), "BASE_TYPE_INVALID", f"the body is malformed: {error}")]


def _message(body: Json, uploads: Uploads) -> Found:
    yield from messages.message(body or {}, uploads, messages.CREATE)


def _follow_up(body: Json, uploads: Uploads) -> Found:
    yield from messages.message(body or {}, uploads, messages.FOLLOW_UP)


def _commands(body: Any, uploads: Uploads) -> Found:
    if not isinstance(body, list):
        yield bad((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    yield from commands.commands(body)


def _command(body: Json, uploads: Uploads) -> Found:
    yield from commands.command(body)


def _command_edit(body: Json, uploads: Uploads) -> Found:
    yield from commands.command(body, partial=True)


def _callback(body: Json, uploads: Uploads) -> Found:
    """Check an interaction callback, by its type."""
    yield from keys(body, words("type data"), ())
    kind, data = body.get("type"), body.get("data") or {}
    if kind == 4:
        yield from messages.message(data, uploads, messages.ANSWER, ("data",))
    elif kind == 5:
        yield from keys(data, words("flags tts allowed_mentions"), ("data",))
    elif kind == 8:
        yield from keys(data, words("choices"), ("data",))
        yield from commands.choices(data.get("choices") or [], ("data", "choices"))
    elif kind == 9:
        yield from _modal(data)
    elif kind not in (1, 6, 7):
        yield bad(("type",), "BASE_TYPE_CHOICES", "A callback's type must be one of (1, 4, 5, 6, 7, 8, 9).")


def _modal(data: Json) -> Found:
    path = ("data",)
    yield from keys(data, words("custom_id title components"), path)
    yield from required(data, ("custom_id", "title", "components"), path)
    yield from length(data.get("custom_id"), 1, 100, (*path, "custom_id"))
    yield from length(data.get("title"), 1, 45, (*path, "title"))
    yield from in_modal(data.get("components") or [], (*path, "components"))


def _thread(body: Json, uploads: Uploads) -> Found:
    yield from keys(body, _THREAD, ())
    yield from required(body, ("name",), ())
    yield from length(body.get("name"), 1, 100, ("name",))
    if body.get("auto_archive_duration") not in (None, *ARCHIVE_MINUTES):
        yield bad(("auto_archive_duration",), "BASE_TYPE_CHOICES", f"Value must be one of {ARCHIVE_MINUTES}.")
    if body.get("message") is not None:
        yield from messages.message(body["message"], uploads, messages.POST, ("message",))


KINDS: dict[str, Callable[[Any, Any], Found]] = {
    "message": _message,
    "follow_up": _follow_up,
    "callback": _callback,
    "commands": _commands,
    "command": _command,
    "command_edit": _command_edit,
    "thread": _thread,
}
"""The check for each kind of body. Edits are checked elsewhere, where the edited message is at hand."""
