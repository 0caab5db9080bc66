"""Reads typed ranges ("5 to 8 June 2025", "May-June", "2024 to now", "since June"): their first and last day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.asking.periods import period
from bot.asking.plain_dates import plain

if TYPE_CHECKING:
    from datetime import date

    Days = tuple[date, date]

_BETWEEN = re.compile(r" (?:to|until|till|through|and) |\s*[–—/]\s*| - |-")
"""What may stand between the two ends of a range."""
_STARTS = re.compile(r"(?:from|between) ")
_OPEN = re.compile(r"(?:since|from) (?P<since>.+)|(?P<from>.+) (?:on|onwards?|to date|so far)")
"""A range that goes on until today."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
"""A day whose month the other end names."""
_OF_MONTH = re.compile(r"[a-z]+ \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]+")
_YEARS = re.compile(r"(?P<hundred>\d\d)(?P<since>\d\d)[-–—/](?P<until>\d\d)")


def day_range(words: str, today: date, *, ahead: bool = False) -> Days | None:
    """Returns the first and last day of a range, or of one day or period; None if the words are neither. `ahead` as in `period`.

    Raises:
        ValueError: no such day exists.
        OverflowError: it lies outside the calendar.
    """
    said = plain(words)
    if (years := _YEARS.fullmatch(said)) and max(int(years["since"]), 12) < int(years["until"]):
        said = f"{years['hundred']}{years['since']}-{years['hundred']}{years['until']}"
    elif stated := period(said, today, ahead=ahead):
        return stated
    if going_on := _OPEN.fullmatch(said):
        begun = period(re.sub(r"^from | onwards?$", "", going_on["since"] or going_on["from"]), today)
        if begun and begun[0] <= today:
            return begun[0], today
    ends = _STARTS.sub("", said, count=1) if _STARTS.match(said) else said
    for between in _BETWEEN.finditer(ends):
        first, last = ends[: between.start()].strip(), ends[between.end() :].strip()
        if first and last and (days := _days(first, last, today, ahead=ahead)):
            return days
    return None


def _days(since: str, until: str, today: date, *, ahead: bool) -> Days | None:
    """From the start of one end to the end of the other: a month or year given once applies to both, and none is later than the other."""
    bare = _DAY.fullmatch(since) or _DAY.fullmatch(_YEAR.sub("", until).strip())
    since, until = _completed(since, until)
    year = _YEAR.search(until)
    last = period(until, today, ahead=ahead)
    if last and year and not _YEAR.search(since) and not re.search(r"\d0s$", since):
        first = period(f"{since} {year[0]}", today) if bare else _same_or_earlier(since, int(year[0]), today, last)
    else:
        first = period(since, today, ahead=ahead)
        if first and last and first[0] > last[1] and not bare and not year and not _YEAR.search(since):
            first = _same_or_earlier(since, last[1].year, today, last)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _completed(since: str, until: str) -> tuple[str, str]:
    """The two ends, the month of one also with the other if that is a mere day: "5", "8 june 2025"; "june 5", "8 2025"."""
    if _DAY.fullmatch(since) and _OF_MONTH.fullmatch(_YEAR.sub("", until).strip()):
        month = re.search(r"(?<!\d)[a-z]{3,}", until)
        return (f"{since} {month[0]}" if month else since), until
    named = re.fullmatch(r"([a-z]{3,}) \d{1,2}(?:st|nd|rd|th)?", since)
    if named and _DAY.fullmatch(_YEAR.sub("", until).strip()):
        return since, f"{named[1]} {until}"
    return since, until


def _same_or_earlier(since: str, year: int, today: date, last: Days) -> Days | None:
    """A start without a year: in the year of the end, or in the one before where it would be later."""
    first = period(f"{since} {year}", today)
    if first and first[0] > last[1]:
        return period(f"{since} {year - 1}", today)
    return first or period(since, today)
