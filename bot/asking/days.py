"""Reads typed dates: the first and last day they may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.asking.day_ranges import day_range
from bot.asking.plain_dates import unquoted
from bot.catalogue import N_, say
from bot.edtf import point
from bot.errors import AskError
from bot.wording import date_words

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


def days(words: str, now: datetime, *, ahead: bool = False) -> tuple[date, date]:
    """Returns the first and last day meant by "2025", "June 2025", "2025-06-23", "3 June", "yesterday", "last week", "5 to 8 June".

    `ahead`: "3 June" means the next one, not the last.

    Raises:
        AskError: the words are not a date.
    """
    try:
        if stated := day_range(words[:60], now.date(), ahead=ahead):
            return stated
        found = _parser(now, ahead=ahead).get_date_data(unquoted(words)[:60]) if _is_known(unquoted(words)) else None
        if found and found.date_obj:
            day = found.date_obj
            year, month = day.year, day.month if found.period != "year" else None
            return _whole(year, month, day.day if found.period not in ("year", "month") else None)
    except (ValueError, OverflowError):
        pass
    if _FISCAL.search(words[:60]):
        raise AskError(
            say(
                "“{words}” begins on another day in each country and firm: give the days it begins and ends, like 2024-10-01 and 2025-09-30.",
                words=words[:60],
            )
        )
    raise AskError(
        say(
            "I can't read “{words}” as a date: write it like 2025-06-23, June 2025 or “two weeks ago”.",
            words=words[:60],
        )
    )


_FISCAL = re.compile(
    r"\bfy\s?[’']?\d|\bfy\b|\b(?:fiscal|financial|tax|budget|school|academic)\s(?:year|quarter|\d)", re.IGNORECASE
)


def load_words(now: datetime) -> None:
    """Load the date parser, so that the first date in figures need not wait: it takes up to seconds on a busy machine."""
    days("6/23/25", now)


def edtf(words: str, now: datetime) -> str:
    """Returns the EDTF date on which an article appeared, as `event_date` reads it.

    Raises:
        AskError: the words are not a date, or the date is in the future.
    """
    period = N_("“{words}” is a period, not a date: give the day, month or year the article appeared.")
    first, made = _date_meant(words, now, period)
    if first > (now + timedelta(days=1)).date():  # it may already be tomorrow where the article appeared
        raise AskError(say("“{words}” is in the future: give the day the article appeared.", words=words[:60]))
    return made


def event_date(words: str, now: datetime) -> str:
    """Returns the EDTF date meant by such words, no more precise than they are: "2025", "2025-06", "2025-06-23". EDTF stays as typed ("2025-06-23~").

    Raises:
        AskError: the words are not a date.
    """
    return _date_meant(words, now, N_("“{words}” is a period, not a date: give a day, month or year."))[1]


def _date_meant(words: str, now: datetime, period: str) -> tuple[date, str]:
    """The first day that such words mean, and the EDTF date. `period`: the message that a period is none."""
    typed = unquoted(words)
    first, last = days(typed.rstrip("~?%"), now)
    if first != last and not _is_whole(first, last):
        raise AskError(say(period, words=words[:60]))
    if stated := point(typed):
        return first, str(stated)
    made = first.isoformat() if first == last else f"{first:%Y}" if _of_year(first, last) else f"{first:%Y-%m}"
    return first, made + ("~" if _ROUGHLY.match(typed) else "")


_ROUGHLY = re.compile(r"(?:about|around|circa)\b", re.IGNORECASE)


def read_as(words: str, day: date) -> str | None:
    """Returns how words for a date were read, in words; None if they are that day in ISO format."""
    typed = unquoted(" ".join(words.split()))
    if typed == day.isoformat():
        return None
    return say("“{words}”, read as {day}", words=typed[:60], day=date_words(day.isoformat()))


def _is_known(words: str) -> bool:
    """True if all words belong to dates and tell a day together: the date library ignores others ("the 1990s") and completes too few ("2nd", "a")."""
    plain = words.casefold().strip()
    told = re.findall(r"[^\W\d_]+", plain)
    most = 2 if any(word.startswith(_MONTHS) for word in told) else 3
    if plain.startswith(("-", "−")) or _EDGE.search(plain) or len(re.findall(r"\d+", _CLOCK.sub("", plain))) > most:
        return False
    return all(word in _WORDS or word.startswith(_NAMES) for word in told) and (
        _FIGURES.search(plain) is not None or any(word in _TELLING or word.startswith(_NAMES) for word in told)
    )


_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:[+-]\d\d:?\d\d)?")
_EDGE = re.compile(r"\b(?:before|after)\b")
"""What begins or ends at a day and is none: "after 2020", "two days before yesterday"."""
_FIGURES = re.compile(r"\d{4}|\d+\D+\d+\D+\d")
"""A year, or day, month and year."""
_TELLING = frozenset(
    ["day", "days", "week", "weeks", "month", "months", "year", "years", "ago", "today", "yesterday", "tomorrow", "now"]
)
"""Words that tell a day, with a number or alone."""
_WORDS = frozenset(
    [
        "st",
        "nd",
        "rd",
        "th",
        "of",
        "the",
        "on",
        "at",
        "in",
        "a",
        "an",
        "and",
        "before",
        "after",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "ago",
        "today",
        "yesterday",
        "tomorrow",
        "now",
        "from",
        "next",
        "last",
        "t",
        "z",
        "utc",
        "gmt",
    ]
) | frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (*_MONTHS, "mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Words in dates, and the beginnings of names of months and days."""


def _is_whole(first: date, last: date) -> bool:
    """True if the days are a whole month or year."""
    return (first, last) in (_whole(first.year, None), _whole(first.year, first.month))


def _of_year(first: date, last: date) -> bool:
    return (first.month, last.month) == (1, 12)


def _whole(year: int | None, month: int | None, day: int | None = None) -> tuple[date, date]:
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
