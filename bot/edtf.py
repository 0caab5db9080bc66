"""Dates in EDTF (ISO 8601-2), as precise as a text gives them: parses them, and tells the days they may mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

_DATE = re.compile(
    r"""(?P<year>\d{4}) (?:-(?P<month>\d{2}) (?:-(?P<day>\d{2}))? )?
    (?:T [\d:.]+ (?:Z|[+-]\d\d:?\d\d)? )?   # the time of day is ignored: facts are dated by day at most
    (?P<mark>[~?%]?)""",
    re.VERBOSE | re.ASCII,
)
_OPEN = ("", "..")
_MONTHS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (1, 12),  # winter spans the end of one year and the start of the next, so any month
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
}
"""First and last month of EDTF's seasons and quarters. EDTF writes their codes in place of a month."""


@dataclass(frozen=True, slots=True)
class Point:
    """A date precise to the year, season or quarter (`month` 21 to 24 or 33 to 36), month or day.

    `mark` is "~" for approximate, "?" for uncertain, "%" for both.
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
        """The first and last day it may mean, in ISO format."""
        first, last = _MONTHS.get(self.month, (self.month, self.month)) if self.month else (1, 12)
        end = self.day or calendar.monthrange(self.year, last)[1]
        return f"{self.year:04}-{first:02}-{self.day or 1:02}", f"{self.year:04}-{last:02}-{end:02}"


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; None for an open end."""

    since: Point | None
    until: Point | None

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and last day it may mean, in ISO format; for an open end, the first or last day that Python knows."""
        return (
            self.since.bounds[0] if self.since else "0001-01-01",
            self.until.bounds[1] if self.until else "9999-12-31",
        )


def parse(edtf: str | None) -> Point | Interval | None:
    """Returns the date or interval a text stands for; None if it is neither."""
    if not edtf:
        return None
    if "/" not in edtf:
        return point(edtf)
    ends = edtf.split("/")
    points = [None if end in _OPEN else point(end) for end in ends]
    if len(ends) != 2 or any(date is None and end not in _OPEN for date, end in zip(points, ends, strict=True)):
        return None
    return Interval(*points)


def point(edtf: str) -> Point | None:
    """Returns the single date a text stands for; None if it is not a date, or no such day exists."""
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
    """Returns the single date a text stands for, or the closed ends of its interval."""
    match parse(edtf):
        case Point() as date:
            return (date,)
        case Interval() as interval:
            return tuple(end for end in (interval.since, interval.until) if end)
        case _:
            return ()


@lru_cache(4_096)
def date_bounds(edtf: str | None) -> tuple[str, str] | None:
    """Returns the first and last day an EDTF date may mean, in ISO format; None if it is not a date."""
    date = parse(edtf)
    return date.bounds if date else None
