"""Reads typed dates: the first and last day they may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.edtf import point
from bot.errors import AskError

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def days(words: str, now: datetime, *, ahead: bool = False) -> tuple[date, date]:
    """Returns the first and last day meant by "2025", "June 2025", "2025-06-23", "3 June", "yesterday", "two weeks ago".

    `ahead`: "3 June" means the next one, not the last.

    Raises:
        AskError: the words are not a date.
    """
    try:
        if iso := _ISO.fullmatch(words.strip()):
            return _whole(*(int(part) if part else None for part in iso.groups()))
        found = _parser(now, ahead=ahead).get_date_data(words.strip()[:60])
        if found.date_obj:
            day = found.date_obj
            year, month = day.year, day.month if found.period != "year" else None
            return _whole(year, month, day.day if found.period not in ("year", "month") else None)
    except (ValueError, OverflowError):
        pass
    raise AskError(f"I can't read “{words[:60]}” as a date: write it like 2025-06-23, June 2025 or “two weeks ago”.")


def edtf(words: str, now: datetime) -> str:
    """Returns the EDTF date meant by such words, no more precise than they are: "2025", "2025-06", "2025-06-23". EDTF stays as typed ("2025-06-23~").

    Raises:
        AskError: the words are not a date, or the date is in the future.
    """
    typed = words.strip()
    first, last = days(typed.rstrip("~?%"), now)
    if stated := point(typed):
        made = str(stated)
    else:
        made = first.isoformat() if first == last else f"{first:%Y}" if _of_year(first, last) else f"{first:%Y-%m}"
    if first > (now + timedelta(days=1)).date():  # it may already be tomorrow where the article appeared
        raise AskError(f"“{words[:60]}” is in the future: give the day the article appeared.")
    return made


def _of_year(first: date, last: date) -> bool:
    return (first.month, last.month) == (1, 12)


def _whole(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    """The first and last day of a year, a month or a day."""
    first = date(year or 0, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


@cache
def _cached_parser(today: datetime, *, ahead: bool) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - a slow import that only dates in words need

    settings = {
        "RELATIVE_BASE": today,
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)


def _parser(now: datetime, *, ahead: bool) -> DateDataParser:
    """One cached parser per day: making it is slow, and "yesterday" depends only on the day."""
    return _cached_parser(datetime(now.year, now.month, now.day), ahead=ahead)  # noqa: DTZ001 - dateparser compares naive ones
