"""Reads typed days and periods ("3 June", "the 1990s", "last week", "Q2 2025", "early May"): their first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.asking.plain_dates import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    Days = tuple[date, date]

_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
_MONTHS = ("", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90, "noughties": 0}  # fmt: skip
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each season, in the north; a winter is named after the year it begins in."""
_PARTS = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}

_PARTS_OF_WEEK = ((0, 2), (1, 3), (3, 6))
"""Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday."""

_NAMED_DAYS = {
    "today": 0,
    "now": 0,
    "present": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
} | {
    f"{which}{part}": days
    for part in ("morning", "afternoon", "evening", "night")
    for which, days in (("this ", 0), ("yesterday ", -1), ("last ", -1), ("tomorrow ", 1))
}

_N = rf"(?P<n>\d{{1,4}}|{'|'.join((*_NUMBERS[1:], *_TENS))}|an?|a couple of|couple of|half an?)"
_UNITS = "minute|hour|day|week|fortnight|month|quarter|year|decade|century"
_UNIT = rf"(?P<unit>{_UNITS})s?"
_YEAR = r"(?P<year>\d{4})"
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"
_MONTH = rf"(?P<month>{'|'.join(f'{month[:3]}(?:{month[3:]}|t)?' for month in _MONTHS[1:])})"
_PART = rf"(?P<part>{'|'.join(_PARTS)})"
_WHICH = r"(?P<which>this|current|last|past|previous|next|coming)"


def period(words: str, today: date, *, ahead: bool = False) -> Days | None:
    """Returns the first and last day of a period; None if the words are no period. `ahead`: a weekday or month means the next one, not the last.

    Raises:
        ValueError: no such period exists.
        OverflowError: it lies outside the calendar.
    """
    said_plainly = plain(words)
    for pattern, read in _READERS.items():
        if found := re.fullmatch(pattern, said_plainly):
            said = {name: words or "" for name, words in found.groupdict().items()}
            days = read(said, today, ahead)
            if ahead and days and days[1] < today and said.get("year") == said.get("which") == "":
                return read(said | {"year": str(days[0].year + 1)}, today, ahead)
            return days
    return None


_DAYS_OF = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _number(said: str) -> float:
    """The number that words mean; "half a" is 0.5."""
    if said.isdecimal():
        if not int(said):
            raise ValueError(said)
        return int(said)
    if said.startswith("half"):
        return 0.5
    if said in _TENS:
        return _TENS[said]
    return 2 if "couple" in said else _NUMBERS.index(said) if said in _NUMBERS else 1


def _back(day: date, number: float, unit: str) -> date:
    """The day so many units earlier; in a shorter month, its last day."""
    if unit in _DAYS_OF:
        return day - timedelta(days=round(number * _DAYS_OF[unit] + 0.49))
    months = round(number * _MONTHS_OF[unit])
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months(year: int, month: int, number: int) -> Days:
    """So many whole months, starting with the given one."""
    years, last = divmod(month + number - 2, 12)
    return date(year, month, 1), date(year + years, last + 1, monthrange(year + years, last + 1)[1])


def _week(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _unit(day: date, unit: str) -> Days:
    """The week, month, quarter, year or decade a day is in."""
    match unit:
        case "day":
            return day, day
        case "week":
            return _week(day)
        case "month":
            return _months(day.year, day.month, 1)
        case "quarter":
            return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case "year":
            return _months(day.year, 1, 12)
        case _:
            return _years(day.year // 10 * 10, 10)


def _years(first: int, number: int) -> Days:
    return date(first, 1, 1), date(first + number - 1, 12, 31)


def _third(days: Days, part: str) -> Days:
    """The early, middle or late part of a period: of a week or month some days, of a year four months, of more years a third of them."""
    if not part:
        return days
    first, last = days
    third, length = _PARTS[part], (last - first).days + 1
    if length > 366:
        number = last.year - first.year + 1
        begin, end = (-(-number * at // 3) for at in (third, third + 1))
        return _years(first.year + begin, end - begin)
    if length > 31:
        return _months(first.year, first.month + 4 * third, 4) if length > 300 else days
    if length <= 7:
        begin, end = _PARTS_OF_WEEK[third]
        return (first + timedelta(days=begin), first + timedelta(days=end)) if length == 7 else days
    start = first + timedelta(days=10 * third)
    return start, last if third == 2 else start + timedelta(days=9)


def _decade(said: dict[str, str], today: date, _ahead: bool) -> Days:
    short = _DECADES.get(said["word"], int(said["tens"] or 0))
    century = int(said["century"] or 0) * 100
    if not said["century"]:
        century = 2000 if 2000 + short <= today.year else 1900
    return _third(_years(century + short, 10), said["part"])


def _hundreds(said: dict[str, str], _today: date, _ahead: bool) -> Days:
    """Reads "the 1800s", a hundred years; "the 2000s" are ten."""
    return _third(_years(int(said["hundred"]) * 100, 100), said["part"])


def _century(said: dict[str, str], _today: date, _ahead: bool) -> Days:
    return _third(_years((int(said["n"]) - 1) * 100 + 1, 100), said["part"])


def _rolling(said: dict[str, str], today: date, ahead: bool) -> Days:
    """Reads so many days up to today; ahead, so many after today lead to one day."""
    number = _number(said.get("n", "") or "one")
    if said.get("coming") or (ahead and "coming" in said):
        day = _back(today, -number, said["unit"])
        return day, day
    return _back(today, number, said["unit"]), today


def _ago(said: dict[str, str], today: date, _ahead: bool) -> Days:
    day = _back(today, _number(said.get("n", "") or "one"), said["unit"])
    return day, day


def _named_day(said: dict[str, str], today: date, _ahead: bool) -> Days:
    day = today + timedelta(days=_NAMED_DAYS[said["named"]])
    return day, day


def _before_last(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads "the week before last"."""
    if said["unit"] == "weekend":
        first, last = _weekend({"which": "last"}, today, False)
        return first - timedelta(days=7), last - timedelta(days=7)
    return _unit(_back(_unit(today, said["unit"])[0], 2, said["unit"]), said["unit"])


def _so_far(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads "earlier this year", "month to date"."""
    return _unit(today, said["unit"])[0], today


def _year_so_far(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads "2024 year to date": up to the same day of that year."""
    year = int(said["before"] or said["behind"])
    last = min(today.day, monthrange(year, today.month)[1])
    return date(year, 1, 1), date(year, today.month, last)


def _months_of_year(said: dict[str, str], _today: date, _ahead: bool) -> Days:
    """Reads "first nine months of 2025", "last two months of 2025"."""
    number = round(_number(said["n"]))
    if number > 12:
        raise ValueError(said)
    return _months(int(said["year"]), 1 if said["end"] == "first" else 13 - number, number)


def _calendar(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads "last week", "this year", "end of next month"."""
    step = {"this": 0, "current": 0, "next": -1, "coming": -1}.get(said["which"], 1)
    return _third(_unit(_back(_unit(today, said["unit"])[0], step, said["unit"]), said["unit"]), said["part"])


def _weekend(said: dict[str, str], today: date, _ahead: bool) -> Days:
    weeks = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(said["which"], 0)
    saturday = _week(today)[0] + timedelta(days=5 + 7 * weeks)
    return saturday, saturday + timedelta(days=1)


def _weekday(said: dict[str, str], today: date, ahead: bool) -> Days:
    [number] = [at for at, name in enumerate(_WEEKDAYS) if name.startswith(said["day"][:3])]
    ahead = ahead or said["which"] in ("next", "coming")
    days = (number - today.weekday()) % 7 if ahead else (today.weekday() - number) % 7
    days = days or (7 if said["which"] not in ("", "this", "current") or ahead else 0)
    day = today + timedelta(days=days if ahead else -days)
    return day, day


def _portion(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads a quarter or half of a year; without a year, the latest one that has begun."""
    half = said["unit"].startswith("h")
    size, count = (6, 2) if half else (3, 4)
    number = int(said["n"]) if said["n"].isdecimal() else _ORDINALS[said["n"]]
    number = count if number < 0 else number
    if number > count:
        raise ValueError(said)
    year = today.year - (said["which"] in ("last", "previous"))
    if said["year"]:
        year = int(said["year"])
    elif not said["which"] and date(year, (number - 1) * size + 1, 1) > today:
        year -= 1
    return _months(year, (number - 1) * size + 1, size)


def _season(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads a season; without a year, the latest one that has begun ("this") or is over ("last")."""
    month = _SEASONS[said["season"]]
    if said["year"]:
        return _months(int(said["year"]), month, 3)
    year = today.year + (said["which"] in ("this", "current", "next", "coming"))
    while True:
        first, last = _months(year, month, 3)
        if first <= today if said["which"] not in ("last", "past", "previous") else last < today:
            return first, last
        year -= 1


def _month(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads a month or part of one; without a year, the latest one that has begun."""
    number, year = _month_number(said["month"]), int(said["year"] or today.year)
    if not said["year"] and (
        (said["which"] in ("last", "past", "previous") and number >= today.month) or number > today.month
    ):
        year -= 1
    return _third(_months(year, number, 1), said["part"])


def _day(said: dict[str, str], today: date, ahead: bool) -> Days:
    """Reads a day of a month; without a year, the latest one so far, or the next one."""
    month = _month_number(said["month"])
    if said["year"]:
        day = date(int(said["year"]), month, int(said["n"]))
        return day, day
    for year in range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1):
        if int(said["n"]) <= monthrange(year, month)[1]:
            day = date(year, month, int(said["n"]))
            if day >= today if ahead else day <= today:
                return day, day
    raise ValueError(said)


def _in_month(said: dict[str, str], today: date, ahead: bool) -> Days:
    """Reads the first, ... or last day or week of a month: its first week is its first seven days."""
    first, last = _month(said | {"which": "", "part": ""}, today, ahead)
    length, number = 7 if said["unit"] == "week" else 1, _ORDINALS[said["n"]]
    begin = last - timedelta(days=length - 1) if number < 0 else first + timedelta(days=length * (number - 1))
    return begin, begin + timedelta(days=length - 1)


def _week_of(said: dict[str, str], today: date, ahead: bool) -> Days | None:
    """Reads "week of 2 June", "weekend of 7 June"."""
    found = re.fullmatch(_DATED, said["of"]) or re.fullmatch(_DATED_MONTH_FIRST, said["of"])
    if not found:
        return None
    monday, sunday = _week(_day({name: words or "" for name, words in found.groupdict().items()}, today, ahead)[0])
    return (sunday - timedelta(days=1), sunday) if said["end"] else (monday, sunday)


def _calendar_day(said: dict[str, str], today: date, _ahead: bool) -> Days:
    """Reads a date in figures, its year first, or with dots its day first; a month or a year alone is the whole of it."""
    year, month = int(said["year"]), int(said["month"] or 0)
    if len(said["year"]) == 2:
        year += 2000 if 2000 + year <= today.year + 1 else 1900
    if not said["month"]:
        return _years(year, 1)
    if not said["day"]:
        return _months(year, month, 1)
    day = date(year, month, int(said["day"]))
    return day, day


def _month_number(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS) if at and month.startswith(name[:3]))


def _of_year(said: dict[str, str], _today: date, _ahead: bool) -> Days:
    return _third(_years(int(said["year"]), 1), said["part"])


def _numbered_week(said: dict[str, str], today: date, _ahead: bool) -> Days:
    return _week(date.fromisocalendar(int(said["year"] or today.year), int(said["n"]), 1))


_OF_MONTH = r"(?P<n>\d{1,2})(?:st|nd|rd|th)?"
_NAME_OF_DAY = rf"(?:(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|{'|'.join(_WEEKDAYS)}) )?"
_DATED = rf"{_NAME_OF_DAY}(?:{_OF_MONTH} (?:of )?{_MONTH}(?: {_YEAR})?)"
_DATED_MONTH_FIRST = rf"{_NAME_OF_DAY}(?:{_MONTH} {_OF_MONTH}(?: {_YEAR})?)"

_READERS: dict[str, Callable[[dict[str, str], date, bool], Days | None]] = {
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?": _calendar_day,
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)": _calendar_day,
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)": _calendar_day,
    rf"(?P<named>{'|'.join(_NAMED_DAYS)})": _named_day,
    rf"(?:{_PART} )?(?P<hundred>1\d)00s": _hundreds,
    rf"(?:{_PART} )?(?:(?P<century>1[0-9]|20)?(?P<tens>\d0)s|(?P<word>{'|'.join(_DECADES)}))": _decade,
    rf"(?:{_PART} )?(?P<n>\d{{1,2}})(?:st|nd|rd|th) century": _century,
    rf"(?:last|past|previous) {_N} {_UNIT}": _rolling,
    rf"past {_UNIT}|(?:last|previous) (?P<fortnight>fortnight)": lambda said, today, ahead: _rolling(said | {"unit": said["unit"] or said["fortnight"]}, today, ahead),
    rf"(?P<coming>in )?{_N} {_UNIT}": _rolling,
    rf"{_N} {_UNIT} ago": _ago,
    rf"(?P<unit>{_UNITS}) ago": _ago,
    rf"(?:{_PART} )?{_WHICH} (?P<unit>week|month|quarter|year|decade)": _calendar,
    rf"{_PART} (?P<which>)(?P<unit>week|month|quarter|year|decade)": lambda said, today, ahead: _calendar(said | {"which": "this"}, today, ahead),
    r"(?P<unit>week|weekend|month|quarter|year|decade) before last": _before_last,
    r"(?P<before>\d{4}) year to date|year to date (?P<behind>\d{4})": _year_so_far,
    rf"(?P<end>first|last) {_N} months?(?: of)? {_YEAR}": _months_of_year,
    r"(?:earlier )?(?:this )?(?P<unit>week|month|quarter|year|decade) (?:to date|so far)|(?:earlier|so far) this (?P<earlier>week|month|quarter|year|decade)": lambda said, today, ahead: _so_far({"unit": said["unit"] or said["earlier"]}, today, ahead),
    rf"(?:{_WHICH} )?weekend": _weekend,
    rf"(?:{_WHICH} )?(?P<day>mon|tues?|wed|thu(?:rs)?|fri|sat|sun|{'|'.join(_WEEKDAYS)})": _weekday,
    rf"(?P<which>)(?P<unit>[qh]) ?(?P<n>\d)(?:[ /]*(?:of )?{_YEAR})?": _portion,
    rf"(?P<which>){_YEAR}[ /]?(?P<unit>[qh])(?P<n>\d)": _portion,
    rf"(?P<which>)(?P<n>\d)(?P<unit>[qh])(?: {_YEAR})?": _portion,
    rf"(?P<n>{'|'.join(_ORDINALS)}) (?P<unit>quarter|half)(?:(?: of)? (?:(?P<which>this|last|previous) year|{_YEAR}))?": _portion,
    rf"(?:{_WHICH} )?{_SEASON}(?: (?:of )?{_YEAR}(?:[/-]\d\d(?:\d\d)?)?)?": _season,
    rf"(?:{_PART} )?(?:{_WHICH} )?{_MONTH}(?: (?:of )?{_YEAR})?": _month,
    _DATED: _day,
    _DATED_MONTH_FIRST: _day,
    rf"(?P<n>{'|'.join(_ORDINALS)}) (?P<unit>day|week) of {_MONTH}(?: {_YEAR})?": _in_month,
    rf"{_PART} {_YEAR}": _of_year,
    rf"(?:week|w|kw|cw) ?(?P<n>\d{{1,2}})(?: (?:of )?{_YEAR})?": _numbered_week,
    rf"{_YEAR}[ -]?w(?P<n>\d{{1,2}})": _numbered_week,
    r"week(?:(?P<end>end) of| of| beginning| starting) (?P<of>.+)": _week_of,
}  # fmt: skip
"""The function that reads each form of words."""
