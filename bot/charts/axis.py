"""Draws the line of time below a chart, and packs marks above it so that none covers another."""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from bot.charts.canvas import MARGIN, NOTE, SMALL, WIDTH, box_of
from bot.charts.lettering import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.charts.canvas import Box, Canvas
    from bot.charts.scale import TimeScale
    from bot.model.chart import DayRange

_LABELS, _YEARS = 16.0, 30.5
"""How far below the line its labels stand, and the years below them."""
_BETWEEN = 5.0
"""How far apart labels stand at least."""
APART = 1.0
"""How far apart marks stand at least."""
_SIZES = (9.0, 7.5, 6.0, 5.0, 4.0, 3.0)
"""How wide and high the mark of a day may be."""


def span_of(days: DayRange) -> tuple[int, int]:
    """Returns the first and last day that are known, as numbers."""
    return date.fromisoformat(days.start).toordinal(), date.fromisoformat(days.end).toordinal()


def draw_axis(canvas: Canvas, scale: TimeScale, y: float) -> float:
    """Draws the line at a height, its breaks as two strokes, and below it as many labels as have room. Returns where it ends."""
    palette = canvas.palette
    for stretch in scale.stretches:
        canvas.line((stretch.left, y), (stretch.right, y), palette.muted)
    for before, after in pairwise(scale.stretches):
        middle = (before.right + after.left) / 2
        for x in (middle - 2.5, middle + 2.5):
            canvas.line((x - 2.5, y + 5), (x + 2.5, y - 5), palette.muted)
    labels: list[Box] = []
    for tick in scale.ticks():
        if _written(canvas, tick.label, (tick.x, y + _LABELS), labels):
            canvas.line((tick.x, y), (tick.x, y + 4), palette.muted)
        _written(canvas, tick.year, (tick.x, y + _YEARS), labels)
    return max(label.bottom for label in labels)


def _written(canvas: Canvas, label: str, at: tuple[float, float], labels: list[Box]) -> bool:
    """Writes a label below its tick, or a little beside it at the edge, unless another is in the way."""
    wide = width(label, SMALL)
    x = min(max(at[0], MARGIN + wide / 2), WIDTH - MARGIN - wide / 2)
    box = box_of(wide, (x, at[1]), SMALL, "middle")
    if not label or any(
        box.left < other.right + _BETWEEN and other.left < box.right + _BETWEEN and box.meets(other) for other in labels
    ):
        return False
    canvas.text(label, (x, at[1]), NOTE, anchor="middle")
    labels.append(box)
    return True


class Placed(NamedTuple):
    """Where a mark is along the line, and in which lane above it, from 0."""

    left: float
    right: float
    lane: int

    @property
    def middle(self) -> float:
        """The middle of the mark."""
        return (self.left + self.right) / 2


class Packing(NamedTuple):
    """How large marks are, and where each of them goes; None for those without room."""

    size: float
    places: list[Placed | None]

    @property
    def pitch(self) -> float:
        """From one lane to the next."""
        return self.size + APART

    @property
    def lanes(self) -> int:
        """How many lanes are used."""
        return 1 + max((place.lane for place in self.places if place), default=-1)


def packed(scale: TimeScale, days: Sequence[DayRange], high: float, largest: float = _SIZES[0]) -> Packing:
    """Packs marks into lanes of a height together, as large as lets all of them in: the shortest lie lowest, none overlaps another."""
    for size in (size for size in _SIZES if size <= largest):
        places = list(_packed(scale, days, size, int(high // (size + APART)), whole=size > _SIZES[-1]))
        if len(places) == len(days):
            break
    by_mark = dict(places)
    return Packing(size, [by_mark[at] for at in range(len(days))])


def _packed(
    scale: TimeScale, days: Sequence[DayRange], size: float, most: int, *, whole: bool
) -> Iterator[tuple[int, Placed | None]]:
    """Yields the number of each mark with its place; if all have to fit (`whole`), ends at the first that doesn't."""
    ranges = [_range(scale, each, size) for each in days]
    taken: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    ordered = sorted(range(len(days)), key=lambda at: (round(ranges[at][1] - ranges[at][0], 1), ranges[at][0]))
    for each, marks in groupby(ordered, key=lambda at: days[at]):
        # one iterator for all marks of a day: a place that one of them couldn't have, none after it can
        places = product(_asides(scale, each, size), enumerate(taken))
        for at in marks:
            left, right = ranges[at]
            for aside, (lane, others) in places:
                if all(right + aside + APART <= a or b + APART <= left + aside for a, b in others):
                    others.append((left + aside, right + aside))
                    yield at, Placed(left + aside, right + aside, lane)
                    break
            else:
                if whole:
                    return
                yield at, None


def _range(scale: TimeScale, days: DayRange, size: float) -> tuple[float, float]:
    first, last = (scale.x(day) for day in span_of(days))
    half = max(last - first, size) / 2
    return (first + last) / 2 - half, (first + last) / 2 + half


def _asides(scale: TimeScale, days: DayRange, size: float) -> list[float]:
    """How far a day's mark may stand beside its place without leaving its day: nowhere first, then ever further."""
    first, last = span_of(days)
    steps = int((scale.day_width(first) - size) / 2 // (size + APART)) if first == last else 0
    return [0.0, *(sign * step * (size + APART) for step in range(1, steps + 1) for sign in (-1, 1))]
