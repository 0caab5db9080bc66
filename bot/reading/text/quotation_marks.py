"""Pairs the quotation marks of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENERS = frozenset(["“", "«", "„", "``"])
_REVERSED = {"„": "“", "»": "«"}
"""Marks that some countries open with, and the one that then closes, which elsewhere opens: `„yes“`, `»yes«`."""
_MARK = re.compile(r"[“”«»„\"]|''|``")
_SINGLE_OPENS = re.compile(
    r"""(?x) (?<![\w’']) (?: ‘ (?=\S) | ' (?=[\w“"(\[—…£$€]) (?! (?:em|til|tis|twas|cos|cause|bout|round|neath|n|\d\d?s?)\b ) )"""
)
"""Not the apostrophe of a word cut short: `'em`, `'90s`."""
_SINGLE_CLOSES = {mark: re.compile(rf"""(?<=[\w.,!?…)”"—-]){mark}(?!\w)""") for mark in "’'"}
_OWNED = re.compile(r"s[’'] [a-z]")
_ENDS_SPEECH = frozenset(".,!?…")


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
    double = _in_double_marks(text, start, end, runs_on, inside)
    return _of_one_style(double, _in_single_marks(text, start, end, runs_on))


def _in_double_marks(text: str, start: int, end: int, runs_on: bool, inside: bool) -> list[Quoted]:
    found: list[Quoted] = []
    opened = start if inside else None
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if _opens(text, match, start, end, opened):
            opened = at
        elif opened is not None:
            if match.end() - opened > 2 * len(mark):
                found.append(Quoted(opened, match.end()))
            opened = None
    if opened is not None and runs_on:
        found.append(Quoted(opened, end, closed=False))
    return found


def _in_single_marks(text: str, start: int, end: int, runs_on: bool) -> list[Quoted]:
    """The parts in ‘British’ or 'typed' marks. What opens and is not closed before the next that opens is an apostrophe."""
    opening = [*(match.start() for match in _SINGLE_OPENS.finditer(text, start, end)), end]
    found: list[Quoted] = []
    for at, then in pairwise(opening):
        last = _closing(text, at, then)
        if last is not None:
            found.append(Quoted(at, last))
        elif at == start and then == end and runs_on:
            found.append(Quoted(at, end, closed=False))
    return found


def _closing(text: str, at: int, end: int) -> int | None:
    """Where a single mark is closed before `end`; not at the apostrophe of an owner, if speech ends further on: `‘It is the workers’ land,’ he said`."""
    closes = _SINGLE_CLOSES["’" if text[at] == "‘" else "'"]
    places = [match.start() for match in closes.finditer(text, at + 2, end)]
    speech = max((place for place in places if text[place - 1] in _ENDS_SPEECH), default=0)
    return next((place + 1 for place in places if place >= speech or not _OWNED.match(text, place - 1)), None)


def _of_one_style(double: list[Quoted], single: list[Quoted]) -> list[Quoted]:
    """The outer marks of a paragraph: single ones only if there are no double ones, or some stand inside them."""
    around = [quote for quote in single if any(_holds(quote, other) for other in near(double, quote.start, quote.end))]
    if double and not around:
        return double
    outer = [
        quote for quote in single if not any(_holds(other, quote) for other in near(double, quote.start, quote.end))
    ]
    alone = [quote for quote in double if not near(outer, quote.start, quote.end)]
    return sorted([*outer, *alone], key=lambda quote: quote.start)


def _holds(outer: Quoted, inner: Quoted) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _opens(text: str, match: re.Match[str], start: int, end: int, opened: int | None) -> bool:
    """True if a mark opens a quotation: curly marks have their direction, straight ones depend on the space around them.

    `opened`: where the quotation began that is still open. In Sweden ”both” are the same.
    """
    mark = match.group()
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    free_left, free_right = before.isspace() or before in "([—–-‘'", after.isspace() or after in ".,;:!?)—–"
    if mark in _OPENERS:
        closes = opened is not None and _REVERSED.get(text[opened]) == mark
        return not closes or (mark == "“" and free_left and not free_right)
    if mark in ("”", "»"):
        return opened is None and free_left and not free_right
    if free_left and not free_right:
        return True
    if free_right and not free_left:
        return False
    return opened is None
