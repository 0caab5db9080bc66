"""Keeps what relative time expressions count from, which changes as an article mentions further days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.reading.dates.patterns import PLAIN_YEAR

if TYPE_CHECKING:
    from bot.model.facts import TimeExpression

Value = str | tuple[str, str] | None
"""The value of a DATE, or a type and a value, or None for something that only looks like a time."""

_NARRATIVE_YEARS = 5
_OLD = 2
_RECENT = timedelta(days=60)
"""A day without a year that is at most so many days before the publication belongs to the news, whatever year was mentioned last."""
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
"""The years that an article can be from or count from; other years are kept as they are printed."""
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
_LATE_IN_YEAR, _EARLY_IN_YEAR = 10, 3
_MIDDLE = 15
"""The day of a month that stands for all of it."""
_MOST, _FEW = 0.8, 0.1
_NEWS = re.compile(
    r"(?i)\b(?:yesterday|today|tonight|tomorrow|(?:this|last|next) week|(?:on|since|until) (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
"""Words that count from the day of writing: a text with many of them is news, however many years it mentions."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative time expressions count from.

    Attributes:
        day: the day of publication; None if it isn't known to the day.
        precise: False if that day is approximate.
        narrative: the article is about years long before its publication: "in June" then means the last year mentioned.
        year, month: the last that the article mentioned.
        told: the last year that the paragraph mentioned.
        last: the last day that the article mentioned, from which "the next day" counts.
        quarter: the quarter (`1989-Q3`) that figures are about, from which "a year ago" next to figures counts.
        ahead: the text at the expression is about the future ("will", "due"): a month or weekday alone is the next one.
        behind: the text at the expression tells what happened: a month alone is not to come.
        figures: the sentence compares figures (money, per cent).
    """

    day: date | None
    precise: bool = True
    narrative: bool = False
    year: int | None = None
    month: int | None = None
    told: int | None = None
    last: date | None = None
    quarter: str | None = None
    ahead: bool = False
    behind: bool = False
    figures: bool = False


def anchor(published: str | None) -> Anchor:
    """Returns the anchor for an EDTF publication date; it has no day if the date is less precise."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})([~?%]?)(?:T.*)?", published or "")
    if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return Anchor(None)
    try:
        return Anchor(date(int(match[1]), int(match[2]), int(match[3])), not match[4])
    except ValueError:
        return Anchor(None)


def anchored(text: str, published: str | None) -> Anchor:
    """Returns the anchor of an article: its day of publication, and if it is a narrative about the past, judging by the years it mentions."""
    base = anchor(published)
    years = [int(year) for year in PLAIN_YEAR.findall(text)]
    old = [year for year in years if base.day is not None and base.day.year - year >= _OLD]
    told = len(years) >= _NARRATIVE_YEARS and (base.day is None or len(old) >= _MOST * len(years))
    return replace(base, narrative=told and len(_NEWS.findall(text)) <= _FEW * len(years))


def moved(base: Anchor, expression: TimeExpression) -> Anchor:
    """Returns the anchor for the text after an expression."""
    value = expression.value
    if expression.type == "DURATION" and re.fullmatch(r"P([2-9]|1\d)M|P1Y", value):
        return replace(base, quarter=None)  # "the first nine months": figures are now about those
    match = re.match(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(Q\d)))?(?![\d-]|-?[A-SU-Z])", value)
    if not match or expression.type not in ("DATE", "TIME") or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return base
    year, last = int(match[1]), base.last
    if match[3]:
        named = date(year, int(match[2]), int(match[3]))
        last = named if base.day is None or named <= base.day else last  # what is told has been
    elif last and last.year != year:
        last = None
    quarter = value if match[4] and _current(value, base.day) else base.quarter
    return replace(base, year=year, told=year, month=int(match[2]) if match[2] else None, last=last, quarter=quarter)


def _current(quarter: str, day: date | None) -> bool:
    """True if figures published on `day` can be about `quarter`; quarters four or more back are the baseline of the comparison."""
    return day is None or quarter_of(day, 4) < quarter <= quarter_of(day)


def quarter_of(day: date, back: int = 0) -> str:
    """Returns the quarter of a day, or the one `back` quarters before."""
    number = day.year * 4 + (day.month - 1) // 3 - back
    return f"{number // 4}-Q{number % 4 + 1}"


def shift(day: date, count: int, unit: str) -> str:
    """Returns a day moved by a number of units, as a TIMEX3 value no finer than the unit.

    `PAST_REF` or `FUTURE_REF` for units below a day, and beyond the calendar.
    """
    unit, vague = unit.lower(), "PAST_REF" if count < 0 else "FUTURE_REF"
    if unit in ("day", "night", "week", "weekend"):
        try:
            moved_day = day + timedelta(days=count * (7 if unit.startswith("week") else 1))
        except OverflowError:
            return vague
        if unit in ("day", "night"):
            return moved_day.isoformat()
        week = moved_day.isocalendar()
        return f"{week[0]:04}-W{week[1]:02}" + ("-WE" if unit == "weekend" else "")
    months = day.year * 12 + day.month - 1 + count * _MONTHS_IN.get(unit, 0)
    year = months // 12
    if unit not in _MONTHS_IN or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return vague
    if unit == "month":
        return f"{year:04}-{months % 12 + 1:02}"
    if unit == "quarter":
        return f"{year:04}-Q{months % 12 // 3 + 1}"
    return f"{year:04}"[: {"decade": 3, "year": 4}.get(unit, 2)]


def weekday(number: int, day: date | None, way: int, ahead: bool) -> str:
    """Returns the nearest day with this weekday: the last one (or the anchor itself), or the next if the text is about the future."""
    if day is None:
        return f"XXXX-WXX-{number + 1}"
    if way > 0 or (way == 0 and ahead):
        return (day + timedelta(days=(number - day.weekday()) % 7 or (7 if way > 0 else 0))).isoformat()
    return (day - timedelta(days=(day.weekday() - number) % 7 or (7 if way < 0 else 0))).isoformat()


def year_for(month: int, number: int | None, base: Anchor) -> int | None:
    """Returns the year of a month, or of a day in it, without one: the one nearest to the anchor, before it unless the text is about the future.

    In a narrative, or for a day that doesn't belong to the news if the paragraph has just mentioned an earlier year, it
    is the last year mentioned, or the next one once the months have passed December. A month alone is the nearest:
    a year that stands before it is as often that of something else (`he joined in 1985`).
    """
    if base.narrative:
        return _told_year(month, base)
    day = base.day
    if day is None:
        return None
    of_month = min(number or _MIDDLE, 28)
    best = min((day.year - 1, day.year, day.year + 1), key=lambda year: abs((date(year, month, of_month) - day).days))
    first = date(best, month, of_month)
    if not base.ahead and (
        first > day + timedelta(days=45)
        or (base.behind and number is None and (first.year, first.month) > (day.year, day.month))
    ):
        best -= 1
    if base.ahead and first < day - timedelta(days=31):
        best += 1
    of_the_news = number is None or base.ahead or day - _RECENT <= date(best, month, of_month)
    if not of_the_news and base.told is not None and base.told < best:
        return _told_year(month, base)
    return best


def _told_year(month: int, base: Anchor) -> int | None:
    """The last year that the text mentioned, or the one after it once the months have passed December."""
    rolled = base.month is not None and base.month >= _LATE_IN_YEAR and month <= _EARLY_IN_YEAR
    return base.year + rolled if base.year is not None else None
