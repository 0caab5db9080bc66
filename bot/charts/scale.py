"""Places days on a line. Where long empty stretches would squeeze the rest together, the line is broken, and shown as broken."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.wording import short_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BREAK = 22.0
"""How wide a broken stretch is."""
_NARROWEST = 38.0
"""How wide a stretch is at least."""
_PADDING = 7.0
_BREAKS = 3
"""Most breaks; with more the line would be a list."""
_CLOSE = 5.0
"""Days closer than this can't be told apart."""
_MANY_CLOSE = 0.25
"""Share of neighbours too close to tell apart from which on a break is worth it."""
_BY_DAYS = 0.8
"""How much of its room a part has for the days that something happened on; the rest it has for its length."""
_LONG = 0.12
"""Share of a stretch that has to be empty to be left out."""
_DAY_LABEL, _MONTH_LABEL, _YEAR_LABEL = 46.0, 32.0, 38.0
"""How far apart the labels of days, months and years stand at least."""

Span = tuple[int, int]
"""First and last day, as numbers (`date.toordinal`)."""


@dataclass(frozen=True, slots=True)
class ScalePart:
    """An unbroken part of the line: its first and last day, and where they are."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Returns where a day is."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        inside = min(max((day - self.first) / (self.last - self.first), 0.0), 1.0)
        return self.left + _PADDING + inside * (self.right - self.left - 2 * _PADDING)

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return (self.right - self.left - 2 * _PADDING) / max(self.last - self.first, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day of the line; `year` is set where it has to be said."""

    x: float
    label: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The line: its unbroken stretches, from left to right."""

    stretches: tuple[ScalePart, ...]

    def x(self, day: int) -> float:
        """Returns where a day is."""
        return self._stretch(day).x(day)

    def day_width(self, day: int) -> float:
        """Returns how wide a day is there."""
        return self._stretch(day).day_width

    def _stretch(self, day: int) -> ScalePart:
        at = bisect_right([stretch.first for stretch in self.stretches], day) - 1
        return self.stretches[max(at, 0)]

    def ticks(self) -> tuple[Tick, ...]:
        """Returns the days to label, from left to right."""
        return tuple(tick for stretch in self.stretches for tick in _ticks(stretch))


def time_scale(spans: Sequence[Span], left: float, right: float) -> TimeScale:
    """Returns a scale on which all spans have room between two places."""
    covered = _merged(spans)
    days = sorted({day for span in spans for day in span})
    cuts: frozenset[int] = frozenset()
    while True:
        scale = TimeScale(_laid_out(_stretches(covered, cuts), days, left, right))
        cut = _next_cut(covered, cuts) if len(cuts) < _BREAKS and _squeezed(scale, days) else None
        if cut is None:
            return scale
        cuts |= {cut}


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The stretches of time that spans cover, without overlaps."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _stretches(covered: list[Span], cuts: frozenset[int]) -> list[Span]:
    """The covered time, broken before the parts of these numbers."""
    starts = [0, *sorted(cuts)]
    ends = [*starts[1:], len(covered)]
    return [(covered[start][0], covered[end - 1][1]) for start, end in zip(starts, ends, strict=True)]


def _laid_out(spans: list[Span], days: list[int], left: float, right: float) -> tuple[ScalePart, ...]:
    """Gives each stretch room for its length and for its days."""
    length = sum(last - first + 1 for first, last in spans)
    room = right - left - _BREAK * (len(spans) - 1) - _NARROWEST * len(spans)
    made, at = [], left
    for first, last in spans:
        there = sum(first <= day <= last for day in days) / len(days)
        wide = _NARROWEST + room * (_BY_DAYS * there + (1 - _BY_DAYS) * (last - first + 1) / length)
        made.append(ScalePart(first, last, at, at + wide))
        at += wide + _BREAK
    return tuple(made)


def _squeezed(scale: TimeScale, days: list[int]) -> bool:
    """True if many days can't be told apart."""
    places = [scale.x(day) for day in days]
    close = sum(after - before < _CLOSE for before, after in pairwise(places))
    return close > _MANY_CLOSE * (len(days) - 1)


def _next_cut(covered: list[Span], cuts: frozenset[int]) -> int | None:
    """The longest empty time that fills much of its stretch; None if there is none."""
    gaps = {at: covered[at][0] - covered[at - 1][1] for at in range(1, len(covered)) if at not in cuts}
    spans = _stretches(covered, cuts)
    worth = {
        at: gap
        for at, gap in gaps.items()
        for first, last in spans
        if first <= covered[at][0] <= last and gap > _LONG * (last - first)
    }
    return max(worth, key=worth.__getitem__) if worth else None


def _ticks(stretch: ScalePart) -> Iterator[Tick]:
    """The labelled days of a stretch: years if they have room, else months, else days."""
    labelled = list(_days_to_label(stretch, stretch.day_width))
    if len(labelled) < 2:  # too short for beginnings of weeks, months or years
        labelled = _own_label(stretch)
    said = ""
    for day, label in labelled:
        year = str(date.fromordinal(day).year)
        yield Tick(stretch.x(day), label, "" if year in (said, label) else year)
        said = year


def _days_to_label(stretch: ScalePart, per_day: float) -> Iterator[tuple[int, str]]:
    first, last = date.fromordinal(stretch.first), date.fromordinal(stretch.last)
    for step, dates in ((1, range(1, 32)), (2, range(1, 32, 2)), (7, (1, 8, 15, 22)), (14, (1, 15))):
        if per_day * step >= _DAY_LABEL:
            for day in range(stretch.first, stretch.last + 1):
                if date.fromordinal(day).day in dates:
                    yield day, _day_label(date.fromordinal(day))
            return
    for step in (1, 2, 3, 6):
        if per_day * 30 * step >= _MONTH_LABEL:
            for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
                day = date(month // 12, month % 12 + 1, 1).toordinal()
                if month % 12 % step == 0 and stretch.first <= day <= stretch.last:
                    yield day, short_month(month % 12 + 1)
            return
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100, 200) if per_day * 365 * step >= _YEAR_LABEL), 500)
    for year in range(first.year, last.year + 1):
        day = date(year, 1, 1).toordinal()
        if year % step == 0 and stretch.first <= day <= stretch.last:
            yield day, str(year)


def _own_label(stretch: ScalePart) -> list[tuple[int, str]]:
    """The year or month that a part is, or its first and last day."""
    first, last = date.fromordinal(stretch.first), date.fromordinal(stretch.last)
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1] and first.year == last.year
    if whole and (first.month, last.month) == (1, 12):
        return [(stretch.first, str(first.year))]
    if whole and first.month == last.month:
        return [(stretch.first, short_month(first.month))]
    return [(day, _day_label(date.fromordinal(day))) for day in sorted({stretch.first, stretch.last})]


def _day_label(day: date) -> str:
    return f"{day.day} {short_month(day.month)}"
