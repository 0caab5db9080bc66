"""The words of time expressions: months, days, units, numbers, parts of the day, and feasts with their rules."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1) if name != "may"} | {"sept": 9}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
}  # fmt: skip
PARTS = {
    "morning": "MO", "dawn": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF", "evening": "EV", "night": "NI",
    "midnight": "NI", "overnight": "NI",
}  # fmt: skip
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
LARGE = {"couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000}
NUMBERS = {
    **{word: number for number, word in enumerate([*ONES, *TEENS], 1)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    "a": 1, "an": 1, "zero": 0,
}  # fmt: skip
_FIRST = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = {word: number for number, word in enumerate(_FIRST, 1)} | {
    f"twenty-{word}": 20 + number for number, word in enumerate(_FIRST[:9], 1)
}


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its abbreviation ("Sept.")."""
    name = name.lower().rstrip(".")
    return MONTHS.index(name) + 1 if name in MONTHS else SHORT[name]


def day_number(name: str) -> int:
    """0 (Monday) to 6 for a weekday's name or its abbreviation."""
    name = name.lower().rstrip(".")
    return DAYS.index(name) if name in DAYS else SHORT_DAYS[name]


def amount(words: str | None) -> Fraction | None:
    """Returns the number meant by "two and a half", "2 1/2", "twenty-four", "a hundred" or "half a"; None if it is open ("several")."""
    rest = re.sub(r"[-\s]+", " ", (words or "").lower()).strip()
    half = Fraction(1, 2) if re.search(r"\bhalf\b", rest) else Fraction(0)
    rest = re.sub(r" ?and (?:a )?half$|^half an?$|^half(?: of)?$|^(?:full|whole) ", "", rest).removesuffix(" of")
    if not rest:
        return half or None
    if match := re.fullmatch(r"(?:(\d+) )?(\d)/(\d)", rest):
        return Fraction(int(match[1] or 0)) + Fraction(int(match[2]), int(match[3]) or 1)
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", rest):
        return Fraction(rest.replace(",", "")) + half
    total, known = 0, True
    for word in rest.split():
        if word in LARGE:
            total = max(total, 1) * LARGE[word]
        elif word in NUMBERS:
            total += NUMBERS[word] if not (word in ("a", "an") and total) else 0
        else:
            known = word == "and" and known
    return total + half if known and total else None


FEASTS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31), "bastille day": (7, 14),
    "armistice day": (11, 11),
}  # fmt: skip
_FROM_EASTER = {
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
}
_ON_A_WEEKDAY = {
    "thanksgiving day": relativedelta(month=11, day=1, weekday=TH(4)),
    "thanksgiving": relativedelta(month=11, day=1, weekday=TH(4)),
    "labor day": relativedelta(month=9, day=1, weekday=MO(1)),
    "memorial day": relativedelta(month=5, day=31, weekday=MO(-1)),
    "martin luther king day": relativedelta(month=1, day=1, weekday=MO(3)),
}
MOVING = (*_FROM_EASTER, *_ON_A_WEEKDAY)


def feast(name: str, year: int) -> date:
    """Returns the day of a feast of `FEASTS` or `MOVING` in a year."""
    name = re.sub(r"\s+", " ", name.lower().replace("’", "'"))
    if name in FEASTS:
        return date(year, *FEASTS[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    return date(year, 1, 1) + _ON_A_WEEKDAY[name]


TRIGGERS = frozenset(
    [
        *MONTHS, *SHORT, *DAYS, *SHORT_DAYS, *SEASONS, *PARTS, *UNITS, *(f"{unit}s" for unit in UNITS), *(f"{day}s" for day in DAYS),
        *(f"{part}s" for part in PARTS),
        *["today", "tonight", "yesterday", "tomorrow", "now", "currently", "current", "nowadays", "present", "recently", "recent", "future", "past", "term", "possible", "ahead"],
        *["weekend", "half", "period", "fiscal", "financial", "calendar", "daily", "weekly", "monthly", "yearly", "hourly", "nightly", "nineteen", "thousand", "o'clock"],
        *["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties", "christmas", "easter", "halloween", "thanksgiving", "friday"],
    ]
)  # fmt: skip
"""Every time expression has one of these words or a digit."""
STARTERS = TRIGGERS | frozenset(
    [
        *ONES, *TEENS, *TENS, *LARGE, *ORDINALS, *(name.split()[0] for name in (*FEASTS, *MOVING)),
        *["the", "a", "an", "early", "late", "mid", "middle", "earlier", "later", "beginning", "start", "end", "very", "this", "last", "next", "that", "past", "coming", "previous"],
        *["preceding", "following", "same", "about", "around", "roughly", "approximately", "almost", "nearly", "over", "under", "at", "up", "close", "no", "more", "less", "fewer"],
        *["several", "many", "few", "couple", "these", "each", "every", "per", "right", "as", "circa", "c", "ca", "comparable", "corresponding", "latest", "sometime", "full"],
        *["year-ago", "year-earlier"],
    ]
)  # fmt: skip
"""The words that a time expression can begin with."""
