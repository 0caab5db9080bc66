"""Encodes a request and a page in the hundred characters of a button's id, decodes them, and parses typed lines.

A button carries its whole question, so it works after a restart and nothing is stored per message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.catalogue import N_, say
from bot.errors import AskError
from bot.model.query import (
    CHOSEN,
    CompareQuery,
    Query,
    QuoteQuery,
    RelationQuery,
    Request,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)

LIMIT = 100
"""Longest custom id, in characters (Discord's limit)."""

OPTIONS = {
    "stance": ("holder", "on", "since", "until"),
    "timeline": ("about", "since", "until", "order"),
    "quote": ("speaker", "about", "since", "until"),
    "search": ("words", "since", "until", "outlet"),
    "who": ("name",),
    "compare": ("on", "actors", "since", "until"),
    "relation": ("a", "b", "since", "until"),
}
"""The question commands, and their options in the order a button carries them."""

CARRIED = {"search": ("order", "start")}
"""What only buttons ask for, behind the options."""
BEST = "b"
"""The order of a search that is not newest first."""

TURN, CHOOSE, OFFER, WRONG, UNSURE, BACK = "t", "c", "o", "w", "u", "b"
"""What a button does: turn the page, choose a reading, ask something else, say that a line of the page is wrong, show what is less sure,
show again the answer whose place another took."""

OLDER = N_("This button is from an older answer: run the command again.")

_SEPARATOR = "|"
_DAY = "~"
"""Marks a day in a button's id, written as a hexadecimal number: it takes six characters, in ISO it takes ten."""
_ISO, _PACKED = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), re.compile(rf"{_DAY}[1-9a-f][0-9a-f]{{4,5}}")
_PERIOD = ("since", "until")
_FORM = re.compile(
    r"ask:(?P<does>[tcowub])(?P<place>\d):(?P<page>\d{1,4}):(?P<command>[a-z]+):(?P<values>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button asks for."""

    does: str
    request: Request
    page: int


def encode(request: Request, does: str = TURN, page: int = 0, place: int = 0) -> str:
    """Returns a custom id. `place` (0 to 9) keeps ids in one message distinct if two buttons ask the same.

    Values that do not fit are cut, the longest first. It happens only if an ambiguous name stands beside one of over fifty characters.
    """
    values = [
        _packed(option, (request.get(option) or "").replace(_SEPARATOR, "¦")) for option in carried(request.command)
    ]
    head = f"ask:{does}{place}:{page}:{request.command}:"
    while len(head) + len(_SEPARATOR.join(values)) > LIMIT:
        longest = max(range(len(values)), key=lambda at: len(values[at]))
        values[longest] = values[longest][:-1]
    return head + _SEPARATOR.join(values)


def decode(custom_id: str) -> Press:
    """Returns what a custom id asks for.

    Raises:
        AskError: the id does not have our form (from an older version, or made up).
    """
    parts = _FORM.fullmatch(custom_id)
    if not parts or parts["command"] not in OPTIONS:
        raise AskError(say(OLDER))
    named = zip(carried(parts["command"]), parts["values"].split(_SEPARATOR), strict=False)
    request = Request(parts["command"], tuple((option, _unpacked(option, value)) for option, value in named if value))
    return Press(parts["does"], request, int(parts["page"]))


def _packed(option: str, value: str) -> str:
    """A day in half the room; anything else as it is."""
    if option not in _PERIOD or not _ISO.fullmatch(value):
        return value
    try:
        packed = f"{_DAY}{date.fromisoformat(value).toordinal():x}"
    except ValueError:  # there is no such day: the answer says so
        return value
    return packed if _PACKED.fullmatch(packed) else value


def _unpacked(option: str, value: str) -> str:
    try:
        return (
            date.fromordinal(int(value[1:], 16)).isoformat()
            if option in _PERIOD and _PACKED.fullmatch(value)
            else value
        )
    except (ValueError, OverflowError):  # made up
        return value


def request_of(query: Query) -> Request:
    """Returns the request that means exactly this query."""
    values: tuple[Subject | str | None, ...]
    match query:
        case StanceQuery(holder, on, since, until):
            command, values = "stance", (holder, on, since, until)
        case TimelineQuery(about, since, until, order):
            command, values = "timeline", (about, since, until, order)
        case QuoteQuery(speaker, about, words, since, until):
            command, values = "quote", (speaker, about or (f'"{words}"' if words else None), since, until)
        case WhoQuery(name):
            command, values = "who", (name,)
        case CompareQuery(on, actors, since, until):
            command, values = "compare", (on, ",".join(map(_value, actors)) or None, since, until)
        case RelationQuery(a, b, since, until):
            command, values = "relation", (a, b, since, until)
        case SearchQuery(words, since, until, outlet, best, start):
            order, begins = BEST if best else None, encode_number(start) if start else None
            command, values = "search", (words, since, until, outlet, order, begins)
    named = zip(carried(command), values, strict=True)
    return Request(command, tuple((option, _value(value)) for option, value in named if value))


def carried(command: str) -> tuple[str, ...]:
    """Returns the options of a command that a button carries, in order."""
    return (*OPTIONS[command], *CARRIED.get(command, ()))


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode_number(number: int) -> str:
    """Returns a whole number in the fewest signs that `int(…, 36)` reads."""
    rest, digits = abs(number), ""
    while rest or not digits:
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if number < 0 else digits


def _value(value: Subject | str) -> str:
    return f"{CHOSEN}{value.id}" if isinstance(value, Subject) else value


def parse(line: str) -> Request:
    """Returns the request in a typed line, such as `/stance holder:Rusia on:midnite hamer`.

    Raises:
        AskError: the command is unknown, or words belong to none of its options.
    """
    words = re.fullmatch(r"\s*/?(\w+)\s*(.*)", line, re.DOTALL)
    command = words[1].lower() if words else ""
    if not words or command not in OPTIONS:
        names = ", ".join(f"/{name}" for name in OPTIONS)
        raise AskError(f"“{line[:60]}” is not a command: use {names}.")
    known = OPTIONS[command]
    parts = re.split(rf"(?:^|\s)({'|'.join(known)}):", words[2])
    if stray := parts[0].strip():
        raise AskError(f"I don't understand “{stray[:60]}”: /{command} takes {', '.join(f'{name}:' for name in known)}")
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return Request(command, tuple((option, value.strip()) for option, value in pairs if value.strip()))
