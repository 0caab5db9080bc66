"""All the spellings an entry is found by: name, aliases, offices, and for an event what people remember of it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot import edtf
from bot.names.entry import Spelling
from bot.names.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.names.entry import NameEntry
    from bot.names.normal import Spellings

REMEMBERED = "what happened"
"""Reason of the spelling with all that is remembered of an event: it is compared by the share of words it explains, in any order."""
REMEMBERED_PLACE = 0xFFFF

_TITLE_WEIGHT, _BARE_TITLE_WEIGHT = 0.97, 0.9
"""Weights of an office with its body, and without: "pope" is one person, "president" many, which their equal scores show."""
AS_REMEMBERED = Spelling("", REMEMBERED, 0.92)
"""The spelling of every event besides its name; its text is made from all that is known of the event."""
_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def spellings_of(entry: NameEntry) -> Iterator[Spelling]:
    """Yields every spelling of `entry`, starting with its name, if it has one. The order is stable, so that a place in it identifies a spelling."""
    if entry.named:
        yield Spelling(entry.name, "name")
    for alias in entry.aliases:
        yield Spelling(alias, "alias")
    yield from entry.spellings
    for title in entry.titles:
        for of in (title.of, *title.of_also) if title.of else ():
            yield Spelling(f"{title.title} {of}", "title", _TITLE_WEIGHT, title)
        yield Spelling(title.title, "title", _BARE_TITLE_WEIGHT, title)


def spelling_at(entry: NameEntry, place: int) -> Spelling:
    """Returns the spelling at a place; the text of what is remembered of an event isn't rebuilt."""
    return AS_REMEMBERED if place == REMEMBERED_PLACE else next(islice(spellings_of(entry), place, None))


def plain_spellings(entry: NameEntry, spellings: Spellings) -> dict[str, int]:
    """Returns the plain texts of an entry, each with its place in `spellings_of`; of equal texts the firmest."""
    written = list(spellings_of(entry))
    places: dict[str, int] = {}
    for place in sorted(range(len(written)), key=lambda place: -written[place].weight):
        if text := plain(written[place].text, spellings):
            places.setdefault(text, place)
    if entry.kind == "event" and (text := remembered(entry, spellings)):
        places.setdefault(text, REMEMBERED_PLACE)
    return places


def as_remembered(tokens: list[str], spellings: Spellings) -> list[str]:
    """Words for what happened in looked-up form: synonyms replaced, months by full name."""
    return [spellings.synonyms.get(token, token) for token in tokens]


def with_dates_in_words(text: str, spellings: Spellings) -> str:
    """Replace ISO dates by the words an event is remembered by: "2025-06-22" gives "22 june 2025"."""
    return _ISO.sub(lambda found: " ".join(_in_words(found[0], spellings)), text)


def remembered(entry: NameEntry, spellings: Spellings) -> str:
    """Returns the plain words an event is remembered by; if there are too many, the last participants are left out."""
    parts = (entry.name, *entry.words, *entry.places, *date_words(entry, spellings), *entry.participants)
    tokens = plain(" ".join(parts), spellings).split()
    return " ".join(dict.fromkeys(as_remembered(tokens, spellings)))


def date_words(entry: NameEntry, spellings: Spellings) -> list[str]:
    """Returns the words people date an event by; if the text has no date, the month it was last in the news."""
    return _in_words(entry.date or (entry.latest or "")[:7], spellings)


def _in_words(date: str, spellings: Spellings) -> list[str]:
    """The words of a date: "june", "2025", "22"; for an interval those of both ends."""
    found: list[str] = []
    for point in edtf.points(date):
        month = point.month or 0
        found += [
            str(point.day) if point.day else "",
            spellings.months[month] if month < len(spellings.months) else "",
            f"{point.year:04}",
        ]
    return [word for word in found if word]
