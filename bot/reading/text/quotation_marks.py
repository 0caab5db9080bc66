"""Pairs the quotation marks of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENERS = {"“": "”", "«": "»", "„": "”", "``": "''"}
_MARK = re.compile(r"[“”«»„\"]|''|``")
_SINGLE = re.compile(r"(?<![\w’])‘(?=\S)(?P<inner>[^‘\n]{1,600}?[\w.,!?…])’(?!\w)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text in quotation marks, including the marks.

    `closed` is False if it continues in the next paragraph, `marked` if the paragraph is set off and has no marks.
    """

    start: int
    end: int
    closed: bool = True
    marked: bool = True

    @property
    def span(self) -> Span:
        """Its place in the article."""
        return Span(self.start, self.end)


def near(quotes: Sequence[Quoted], first: int, last: int) -> Sequence[Quoted]:
    """Returns the quoted texts that overlap the range between two offsets; `quotes` are in order."""
    return quotes[
        bisect_right(quotes, first, key=lambda quote: quote.end) : bisect_left(
            quotes, last, key=lambda quote: quote.start
        )
    ]


def goes_on_without_mark(text: str, start: int, end: int) -> bool:
    """True if the first mark of a paragraph closes a quotation, which then began in the paragraph before."""
    first = _MARK.search(text, start, end)
    return first is not None and first.group() in ("”", "»") and first.start() > start


def quoted_stretches(text: str, start: int, end: int, runs_on: bool, inside: bool = False) -> list[Quoted]:
    """Returns the quoted parts of the paragraph `text[start:end]`, in order, without overlaps.

    An opening mark without a closing one before the next opening mark is ignored, unless the paragraph ends first
    and `runs_on` (the next paragraph begins with a mark, or goes on without one): so an unpaired mark spoils one quotation, at most one paragraph.
    `inside`: the paragraph itself goes on so.
    """
    found: list[Quoted] = []
    opened = start if inside else None
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        opens = _opens(text, match, start, end, opened is not None)
        if opens:
            opened = at
        elif opened is not None:
            if match.end() - opened > 2 * len(mark):
                found.append(Quoted(opened, match.end()))
            opened = None
    if opened is not None and runs_on:
        found.append(Quoted(opened, end, closed=False))
    return found or [Quoted(*match.span()) for match in _SINGLE.finditer(text, start, end)]


def _opens(text: str, match: re.Match[str], start: int, end: int, inside: bool) -> bool:
    """True if a mark opens a quotation: curly marks have their direction, straight ones depend on the space around them."""
    mark = match.group()
    if mark in _OPENERS:
        return True
    if mark in ("”", "»"):
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    free_left, free_right = before.isspace() or before in "([—–-‘'", after.isspace() or after in ".,;:!?)—–"
    if free_left and not free_right:
        return True
    if free_right and not free_left:
        return False
    return not inside
