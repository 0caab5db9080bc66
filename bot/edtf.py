"""EDTF (ISO 8601-2), dates as precise as a text gives them: a text into a date or an interval, and into the days it may mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

_DATE = re.compile(
    r"""(?P<year>\d{4}) (?:-(?P<month>\d{2}) (?:-(?P<day>\d{2}))? )?
    (?:T [\d:.]+ (?:Z|[+-]\d\d:?\d\d)? )?   # a time of day is read over: no fact is dated more finely than by its day
    (?P<mark>[~?%]?)""",
    re.VERBOSE | re.ASCII,
)
_OPEN = ("", "..")
_MONTHS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (1, 12),  # winter: a year has the end of one and the beginning of the next
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
}
"""The first and last month of EDTF's seasons and quarters, which are written in the place of a month."""


@dataclass(frozen=True, slots=True)
class Point:
    """A date to the year, the month, the season or quarter (21 to 24 and 33 to 36 for `month`) or the day.

    `mark` is "~" where it is approximate, "?" uncertain, "%" both.
    """

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""

    def __str__(self) -> str:
        """The date in EDTF."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]) + self.mark

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and last ISO day it may mean."""
        first, last = _MONTHS.get(self.month, (self.month, self.month)) if self.month else (1, 12)
        end = self.day or calendar.monthrange(self.year, last)[1]
        return f"{self.year:04}-{first:02}-{self.day or 1:02}", f"{self.year:04}-{last:02}-{end:02}"


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date until another; None at an open end."""

    since: Point | None
    until: Point | None

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and last ISO day it may mean; an open end is the first or last day there is."""
        return (
            self.since.bounds[0] if self.since else "0001-01-01",
            self.until.bounds[1] if self.until else "9999-12-31",
        )


def parse(edtf: str | None) -> Point | Interval | None:
    """The date or interval that a text is; None where it is none."""
    if not edtf:
        return None
    if "/" not in edtf:
        return point(edtf)
    ends = edtf.split("/")
    points = [None if end in _OPEN else point(end) for end in ends]
    if len(ends) != 2 or any(one is None and end not in _OPEN for one, end in zip(points, ends, strict=True)):
        return None
    return Interval(*points)


def point(edtf: str) -> Point | None:
    """The single date that a text is; None where it is none, or there is no such day."""
    parts = _DATE.fullmatch(edtf)
    if not parts:
        return None
    year, month, day = (int(parts[name]) if parts[name] else None for name in ("year", "month", "day"))
    if not year or month == 0 or day == 0:
        return None
    if month and month not in _MONTHS and month > 12:
        return None
    if day and month and (month in _MONTHS or day > calendar.monthrange(year, month)[1]):
        return None
    return Point(year, month, day, parts["mark"])


def points(edtf: str) -> tuple[Point, ...]:
    """The single date that a text is, or the given ends of the interval."""
    match parse(edtf):
        case Point() as date:
            return (date,)
        case Interval() as interval:
            return tuple(end for end in (interval.since, interval.until) if end)
        case _:
            return ()


@lru_cache(4_096)
def date_bounds(edtf: str | None) -> tuple[str, str] | None:
    """The first and last ISO day an EDTF date may mean, or None where it means none."""
    date = parse(edtf)
    return date.bounds if date else None
