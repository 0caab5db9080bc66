"""Tells whether an office was held on a date, with the reason in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.names.entry import Title
    from bot.names.normal import Spellings

_YEAR, _DAY = re.compile(r"(?:19|20)\d\d"), re.compile(r"0?[1-9]|[12]\d|3[01]")
_FORMER = 0.88
"""Score factor of an office not held on the date: enough to ask about, never to take."""


@dataclass(frozen=True, slots=True)
class When:
    """When an office is meant to be held: an ISO date (day, month or year; None: today), or `former`: no longer."""

    on: str | None = None
    former: bool = False


TODAY = When()


def when(tokens: list[str], spellings: Spellings) -> tuple[When, list[str]]:
    """Returns the time an office was held, taken from the typed words, and the remaining words: "ex president of france", "uk pm june 2016".

    A date needs a year; month and day must be next to it.
    """
    years = [at for at, token in enumerate(tokens) if _YEAR.fullmatch(token)]
    used = {at for at, token in enumerate(tokens) if token in spellings.former}
    former, on = bool(used), None
    if len(years) == 1:
        [at] = years
        on = tokens[at]
        used.add(at)
        near = [other for other in (at - 1, at + 1, at - 2, at + 2) if 0 <= other < len(tokens)]
        numbers = {other: number for other in near if (number := _month(tokens[other], spellings))}
        if numbers:
            month = next(iter(numbers))
            used.add(month)
            on += f"-{numbers[month]:02}"
            day = next((day for day in (month - 1, month + 1) if day in near and _DAY.fullmatch(tokens[day])), None)
            if day is not None:
                used.add(day)
                on += f"-{int(tokens[day]):02}"
    return When(on, former), [token for at, token in enumerate(tokens) if at not in used]


def _month(token: str, spellings: Spellings) -> int:
    """The number of a month by name; 0 for another word."""
    name = spellings.synonyms.get(token, token)
    return spellings.months.index(name) if name in spellings.months else 0


def holding_of(terms: list[Title], asked: When, spellings: Spellings) -> tuple[float, str]:
    """Like `holding`, for all terms of one office: the term that fits best; someone in office again is not a former holder."""
    if asked.former and asked.on is None and not all(term.until for term in terms):
        terms = [term for term in terms if not term.until]
    return max((holding(term, asked, spellings) for term in terms), key=itemgetter(0))


def holding(title: Title, asked: When, spellings: Spellings) -> tuple[float, str]:
    """Returns how well `title` fits the time, 0 to 1, and the reason in words.

    Office dates may be years or months: they are compared to the shorter precision, so that "2025" covers the whole year.
    """
    on = asked.on
    if on is None:
        if title.until:
            return 1.0 if asked.former else _FORMER, f"title held until {_said(title.until, spellings)}"
        worth = _FORMER if asked.former else 1.0
        return worth, f"title held since {_said(title.since, spellings)}" if title.since else "title held now"
    begun = not title.since or on[: len(title.since)] >= title.since[: len(on)]
    ended = bool(title.until) and on[: len(title.until or "")] > (title.until or "")[: len(on)]
    if begun and not ended:
        return 1.0, f"title held in {_said(on[:7], spellings)}"
    return _FORMER, f"title not held in {_said(on[:7], spellings)}"


def _said(date: str, spellings: Spellings) -> str:
    """An ISO day, month or year in words: "June 2025"."""
    year, _, rest = date.partition("-")
    month = int(rest[:2]) if rest[:2].isdecimal() else 0
    return f"{spellings.months[month].capitalize()} {year}" if 0 < month < len(spellings.months) else year
