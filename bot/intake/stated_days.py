"""Parses dates stated in pages, feeds and files to the day that the publisher means, or None if that is unclear."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from dateutil import parser as dateutil_parser

from bot.edtf import date_bounds

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 100
"""The most characters of a date; longer text isn't one."""
_EARLIEST = date(1900, 1, 1)
_NULL = date(1970, 1, 1)
"""What programs write without a date: the zero of their clock."""
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})-?([1-7])(?!\d)")
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?!\d)")
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_CLOCK = re.compile(r"(\d{10})(?:\.\d+)?|(\d{13})")
_SHORT_YEAR = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2}[\s-][a-z]{3})[a-z]*[\s-](\d{2})(?=\s+\d{1,2}:\d{2})", re.IGNORECASE
)
"""A day with a year of two digits before a time of day, as in RFC 822."""
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAY_IN_WORDS = re.compile(
    r"(?<![\w/.-])(\d{1,2})(?:\.|er|º)?\s(?:de\s)?([^\W\d_]{3,10})\.?,?\s(?:de\s|del\s|г\.\s)?((?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "uk")
"""Languages besides English whose names of months are known."""
_LETTERS = re.compile(r"[a-zA-Z]{3}")
_MONTH_FIRST = frozenset({"en-us", "es-us", "en-ph", "en-fm", "en-pw"})
"""Languages with countries that write the month before the day (unicode.org/cldr, short dates)."""


def stated_day(stated: str, language: str | None = None, today: str | None = None) -> str | None:
    """Returns the ISO day of a stated date in its publisher's time zone: an evening in New York is not the next day.

    Args:
        stated: in digits, as in ISO 8601 and RFC 822, or with a month in words.
        language: of the page or feed, as in HTML's `lang`; it tells 4 June from 6 April.
        today: ISO day; a date more than a day later doesn't count. None: this machine's.
    """
    text = " ".join(stated.split()).strip(" ,;")
    if not text or len(text) > _LONGEST:
        return None
    latest = _latest(today)
    for form, read in _FORMS:
        if found := form.match(text):
            return _plausible(_tried(read, found), latest)
    if found := _SHORT_YEAR.match(text):
        return _plausible(_in_words(f"{found[1].replace('-', ' ')} {_century(int(found[2]), latest)}"), latest)
    if found := _YEAR_LAST.match(text):
        return _of_two(found, language, latest)
    elsewhere = _DAY_IN_WORDS.search(text)
    return _plausible(_in_words(text) or (elsewhere and _in_words(in_english(elsewhere[0]))) or None, latest)


def in_english(text: str) -> str:
    """Returns a text with the dates of other languages as in English: "le 21 avril 2025" has "21 April 2025"."""
    months = _months()
    return _DAY_IN_WORDS.sub(
        lambda found: f"{found[1]} {months[found[2].lower()]} {found[3]}" if found[2].lower() in months else found[0],
        text,
    )


@lru_cache(maxsize=1)
def _months() -> dict[str, str]:
    """The English names of months by their names in other languages."""
    from babel.dates import get_month_names  # noqa: PLC0415 - few dates need it, and it takes a tenth of a second

    found = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found[name.rstrip(".").lower()] = str(get_month_names("wide", locale="en")[number])
    return found


def is_ahead(published: str, today: str | None = None) -> bool:
    """True if an EDTF date begins more than a day after today, so that nothing was published then. `today` as in `stated_day`."""
    begins = date_bounds(published)
    return begins is not None and begins[0] > _latest(today).isoformat()


def _latest(today: str | None) -> date:
    return (date.fromisoformat(today) if today else datetime.now(UTC).date()) + timedelta(days=1)


def _century(year: int, latest: date) -> int:
    """The latest year that ends in two digits and isn't ahead."""
    return 2000 + year if 2000 + year <= latest.year else 1900 + year


def _tried(read: Callable[[re.Match[str]], date], found: re.Match[str]) -> date | None:
    try:
        return read(found)
    except (ValueError, OverflowError, OSError):
        return None


def _plausible(day: date | None, latest: date) -> str | None:
    return day.isoformat() if day and _EARLIEST <= day <= latest and day != _NULL else None


def _numbers(found: re.Match[str], *groups: int) -> date:
    year, month, day = (int(found[group]) for group in groups)
    return date(year, month, day)


def _by_clock(found: re.Match[str]) -> date:
    return datetime.fromtimestamp(int(found[1]) if found[1] else int(found[2]) / 1_000, UTC).date()


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
    (_YEAR_FIRST, lambda found: _numbers(found, 1, 3, 4)),
    (_WEEK, lambda found: date.fromisocalendar(int(found[1]), int(found[2]), int(found[3]))),
    (_ORDINAL, lambda found: datetime.strptime(found[0], "%Y-%j").replace(tzinfo=UTC).date()),
    (_EAST, lambda found: _numbers(found, 1, 2, 3)),
    (re.compile(rf"(?:{_CLOCK.pattern})\Z"), _by_clock),
    (_COMPACT, lambda found: _numbers(found, 1, 2, 3)),
)


def _of_two(found: re.Match[str], language: str | None, latest: date) -> str | None:
    """The day of "06/04/2025": by the custom of the language, else the only possible one; None if both are possible."""
    month_first = _plausible(_tried(lambda found: _numbers(found, 4, 1, 3), found), latest)
    day_first = _plausible(_tried(lambda found: _numbers(found, 4, 3, 1), found), latest)
    if found[2] == ".":
        return day_first
    manner = (language or "").replace("_", "-").lower()
    if manner in _MONTH_FIRST:
        return month_first or day_first
    if manner and manner != "en":
        return day_first or month_first
    if month_first and day_first and month_first != day_first:
        return None
    return month_first or day_first


def _in_words(text: str) -> date | None:
    """The day of a date with an English month. dateutil completes dates from a default; two different defaults show what was missing."""
    if not _LETTERS.search(text) or not _HAS_YEAR.search(text):
        return None
    days = set()
    for default in (datetime(2000, 1, 1), datetime(2004, 2, 2)):  # noqa: DTZ001 - zones are left as they are written
        try:
            days.add(dateutil_parser.parse(text, default=default, ignoretz=True).date())
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    return days.pop() if len(days) == 1 else None
