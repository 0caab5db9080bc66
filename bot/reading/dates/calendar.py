"""Resolves calendar expressions ("22 June", "Q3 2024", "the 1990s") to TIMEX3 values. Each docstring has examples of what its function reads."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.reading.dates.anchor import quarter_of, shift, year_for
from bot.reading.dates.words import NUMBERS, ORDINALS, PARTS, SEASONS, TENS, feast, month_number

if TYPE_CHECKING:
    from bot.reading.dates.anchor import Anchor, Value

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def day_of(year: str | int | None, month: int, number: int) -> str | None:
    """Returns the value of a day, with the year open if it isn't known; None if there is no such day."""
    try:
        date(int(year or 2000), month, number)
    except ValueError:
        return None
    return f"{int(year):04}-{month:02}-{number:02}" if year else f"XXXX-{month:02}-{number:02}"


def _named(words: str | None, base: Anchor) -> int | None:
    """The year meant by "this year", "of that year", "the following year"."""
    which = (words or "").lower()
    if re.search(r"that|same|following|previous|the", which) and base.year:
        return base.year + bool(re.search("following|next", which)) - ("previous" in which)
    if base.day is None:
        return None
    return base.day.year + bool(re.search("next|following", which)) - bool(re.search("last|previous", which))


def spelled_year(words: str) -> int:
    """`nineteen ninety-four`, `two thousand and eight`."""
    rest = re.split(r"[-\s]+", words.lower().replace("the year ", ""))
    if rest[0] == "two":
        return 2000 + sum(NUMBERS.get(word, 0) for word in rest[2:])
    return 1900 + sum(NUMBERS.get(word, 0) for word in rest[1:])


def iso(m: re.Match[str], base: Anchor) -> Value:
    """`2025-06-22`."""
    year, month, number = m["iso"].split("-")
    return day_of(year, int(month), int(number))


def slashed(m: re.Match[str], base: Anchor) -> Value:
    """`6/22/2025`, or day first if only that gives a month."""
    month, number, year = (int(part) for part in m["slashed"].split("/"))
    if month > 12:
        month, number = number, month
    full = year if year > 99 else (1900 + year if year > 50 else 2000 + year)
    return day_of(full, month, number)


def month_day(m: re.Match[str], base: Anchor) -> Value:
    """`June 22`, `last Oct. 23`, `March eighth`, `July 25 of that year`."""
    month = month_number(m["md_month"])
    number = int(m["md_day"]) if m["md_day"] else ORDINALS[m["md_nth"].lower()]
    which = (m["md_which"] or "").lower()
    if which and base.day and (here := day_of(base.day.year, month, number)):
        day = base.day.isoformat()
        year = base.day.year - (which == "last" and here >= day) + (which == "next" and here <= day)
        return day_of(year, month, number)
    return day_of(
        m["md_year"] or (_named(m["md_of"], base) if m["md_of"] else year_for(month, number, base)), month, number
    )


def day_month(m: re.Match[str], base: Anchor) -> Value:
    """`22 June`, `the 19th of October 1950`."""
    month, number = month_number(m["dm_month"]), int(m["dm_day"])
    return day_of(
        m["dm_year"] or (_named(m["dm_of"], base) if m["dm_of"] else year_for(month, number, base)), month, number
    )


def range_start(m: re.Match[str], base: Anchor) -> Value:
    """Returns the 22 of `22-25 April 1951`."""
    month, number = month_number(m["range_month"]), int(m["range_day"])
    return (
        day_of(m["range_year"] or year_for(month, number, base), month, number)
        if number < int(m["range_last"])
        else None
    )


def month_year(m: re.Match[str], base: Anchor) -> Value:
    """`late March 2003`, `June last year`, `January nineteen ninety-seven`."""
    if (m["my_year"] or "").endswith("BC"):
        return f"BC{int(m['my_year'][:-3]):04}-{month_number(m['my_month']):02}"
    year = m["my_year"] or (spelled_year(m["my_spelled"]) if m["my_spelled"] else _named(m["my_of"], base)) or "XXXX"
    return f"{year}-{month_number(m['my_month']):02}"


def half(m: re.Match[str], base: Anchor) -> Value:
    """`the second half of 2024`, `the first two quarters of 1990`."""
    year = m["half_year"] or _named(m["half_of"], base) or "XXXX"
    return f"{year}-H{1 if m['half_which'].lower() == 'first' else 2}"


def season(m: re.Match[str], base: Anchor) -> Value:
    """`the spring of 2024`, `last summer`, `in winter`; "spring" and "fall" alone are as often verbs."""
    which, name = (m["season_which"] or "").lower(), m["season_name"].lower()
    before = m.string[max(0, m.start() - 8) : m.start()].lower()
    placed = re.search(
        r"\b(?:in|since|until|during|by|through)[ \n]$", before
    ) is not None or m.group().lower().startswith(("early", "late", "mid", "the early", "the late", "the mid"))
    year: str | int | None = m["season_year"] or (spelled_year(m["season_spelled"]) if m["season_spelled"] else None)
    if isinstance(year, str) and year.endswith("BC"):
        return f"BC{int(year[:-3]):04}-{SEASONS[name]}"
    if not year and not which and not placed:
        return None
    if not year and which == "the" and name in ("fall", "spring") and not placed:
        return None
    if not year and base.narrative:
        year = base.year
    elif not year and base.day:
        year = _season_year(which, SEASONS[name], base.day)
    return f"{year or 'XXXX'}-{SEASONS[name]}"


def _season_year(which: str, code: str, day: date) -> int:
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if which == "last":
        return day.year - (day.month <= begins + 2)
    if which == "next":
        return day.year + (day.month >= begins)
    return day.year - (code == "WI" and day.month < 6)


def decade(m: re.Match[str], base: Anchor) -> Value:
    """`the late 1990s`, `the '90s`, `the nineties`."""
    if m["decade_word"]:
        if not m.group().lower().startswith("the"):
            return None
        number = next(n for n, word in enumerate(TENS, 2) if m["decade_word"].lower() == word[:-1] + "ies")
        return f"{19 if number > 2 else 20}{number}"
    year = m["decade_year"]
    if len(year) == 2:
        if not re.search(r"(?i)the|early|late|mid|['’]", m["decade"]):
            return None
        year = ("19" if int(year) >= 30 else "20") + year
    return year[:3]


def century(m: re.Match[str], base: Anchor) -> Value:
    """`the 20th century`: 19."""
    number = int(m["century_number"]) if m["century_number"] else ORDINALS[m["century_word"].lower()]
    return f"{number - 1:02}" if 1 <= number <= 30 else None


def quarter(m: re.Match[str], base: Anchor) -> Value:
    """`the third quarter`, `this year's first quarter`, `the year-ago period`, with which figures are compared."""
    bare, which = (m["quarter_bare"] or "").lower(), (m["quarter_which"] or "").lower()
    before, latest, past = m["quarter_ago"], (m["quarter_latest"] or "").lower(), m["quarter_past"]
    if not (m["quarter_number"] or which or before or m["quarter_before"] or latest or past or m["quarter_of"]):
        if bare != "quarter" or not m["quarter_the"] or m.string[m.end() : m.end() + 4].lower() == " of ":
            return None
        return base.quarter or (quarter_of(base.day, 1) if base.day else None)
    if bare == "period" and not (before or m["quarter_before"] or latest or past):
        return None
    if m["quarter_number"] or which:
        number = int(m["quarter_number"]) if m["quarter_number"] else _QUARTERS[which]
        said = m["quarter_of"] or m["quarter_year_of"]
        value = f"{m['quarter_year'] or m['quarter_before'] or _named(said, base) or 'XXXX'}-Q{number}"
        told = m["quarter_year"] or m["quarter_before"] or said or base.ahead
        if not told and base.day and value > quarter_of(base.day):  # one that hasn't begun yet is last year's
            value = f"{base.day.year - 1}-Q{number}"
    elif latest == "current":
        value = quarter_of(base.day) if base.day else "PRESENT_REF"
    else:
        value = base.quarter or (quarter_of(base.day, 1) if base.day else "XXXX-QX")
        year = m["quarter_before"] or (_named(m["quarter_of"], base) if m["quarter_of"] else None)
        value = f"{year}{value[4:]}" if year else value
    return f"{int(value[:4]) - 1}{value[4:]}" if (before or past) and value[:4].isdigit() else value


def fiscal(m: re.Match[str], base: Anchor) -> Value:
    """`fiscal 1988`, `the current fiscal year`, `the full year`."""
    if m["fiscal_year"]:
        return m["fiscal_year"]
    follows = m.string[m.end() : m.end() + 8].lower()
    if follows.startswith((" ended", " ending")):
        return "DURATION", "P1Y"
    if base.day is None:
        return None
    which = (m["fiscal_which"] or "").lower()
    return str(base.day.year + {"last": -1, "latest": -1, "previous": -1, "next": 1}.get(which, 0))


def whole_year(m: re.Match[str], base: Anchor) -> Value:
    """`for the year ended Sept. 30` is a duration, `for the year` a date."""
    if m.group()[-4].isupper():
        return None  # "Person of the Year"
    if re.match(r"\s+end(?:ed|ing)", m.string[m.end() : m.end() + 8]):
        return "DURATION", "P1Y"
    if base.narrative:
        return str(base.year) if base.year else None
    return str(base.day.year) if base.day else None


def closing(m: re.Match[str], base: Anchor) -> Value:
    """`the end of the month`, `year end`, `later in the day`."""
    unit = (m["closing_unit"] or m["closing_short"] or m["closing_in"]).lower()
    if base.narrative and base.year and unit in ("year", "month"):
        return str(base.year) if unit == "year" else f"{base.year}-{base.month:02}" if base.month else None
    day = base.last if base.narrative else base.day
    return shift(day, 0, unit) if day else None


def feast_day(m: re.Match[str], base: Anchor) -> Value:
    """`Thanksgiving`, `last Christmas`: the nearest one, before the anchor unless the text is about the future."""
    name, which = m["feast_name"].replace("\n", " "), (m["feast_which"] or "").lower()
    if m["feast_year"]:
        return feast(name, int(m["feast_year"])).isoformat()
    there = feast(name, 2000)
    year = year_for(there.month, there.day, base)
    if year is None:
        return None
    day = feast(name, year)
    if which and base.day:
        year += (which == "next" and day <= base.day) - (which == "last" and day >= base.day)
    return feast(name, year).isoformat()


def month(m: re.Match[str], base: Anchor) -> Value:
    """`early March`, `in May`."""
    number = month_number(m["month_name"] or m["month_phased"] or m["month_risky"])
    year = year_for(number, None, base)
    return f"{year}-{number:02}" if year else f"XXXX-{number:02}"


def christ(m: re.Match[str], base: Anchor) -> Value:
    """`480 BC`."""
    return f"BC{int(m['christ_year']):04}"


def spelled(m: re.Match[str], base: Anchor) -> Value:
    """`nineteen ninety-four`, `the year two thousand`; "two thousand" alone is an amount."""
    if m.group().lower().startswith("two"):
        return None
    return str(spelled_year(m.group()))


def year(m: re.Match[str], base: Anchor) -> Value:
    """`early 2025`; a number before 1900 is a year only after words like "in": "1846 were taken to hospital"."""
    before = m.string[max(0, m.start() - 8) : m.start()].lower()
    if (
        int(m["year_number"]) < 1900
        and m["year"] == m["year_number"]
        and not re.search(
            r"(?:\b(?:in|since|until|by|of|from|around|to|between|the|before|after|late|early)[ \n]|[-–(])$", before
        )
    ):
        return None
    return m["year_number"]


def hour(m: re.Match[str], base: Anchor) -> Value:
    """`4 in the morning`."""
    number = int(m["hour"].split()[0])
    later = 12 if m["hour_part"].lower() != "morning" and number < 12 else 0
    return ("TIME", f"{_today(base)}T{number + later:02}:00") if 1 <= number <= 12 else None


def clock(m: re.Match[str], base: Anchor) -> Value:
    """`5 p.m.`, `17:05`."""
    half_day, hour = (m["clock_half"] or "").lower(), int(m["clock_hour"])
    minute = int(m["clock_minute"] or 0)
    if half_day:
        hour = hour % 12 + (12 if half_day == "p" else 0)
    elif not m["clock_minute"] and "clock" not in m.group().lower():
        return None
    if "." in m.group().split("m")[0].rstrip(".") and not half_day:  # "at 5.30" is as likely an amount
        return None
    if hour > 23 or minute > 59:
        return None
    return "TIME", f"{_today(base)}T{hour:02}:{minute:02}"


def part(m: re.Match[str], base: Anchor) -> Value:
    """`the morning`, `noon`, `that night`."""
    name, lead = m["part_name"].lower(), m.group().lower()
    before = m.string[max(0, m.start() - 7) : m.start()].lower()
    if name in ("morning", "afternoon", "evening", "night") and not lead.startswith(
        ("the", "mid", "that", "early", "late")
    ):
        return None
    of_day = re.match(r"\s+of\s+(?:\d|the\s\d|[A-Z][a-z]+\.?\s\d)", m.string[m.end() : m.end() + 20]) is not None
    placed = lead != "the night" and before.endswith(("in ", "during ", "by ", "until "))
    if (
        lead.startswith(("the", "early", "late"))
        and not (of_day or placed)
        and name not in ("noon", "midday", "midnight", "overnight")
    ):
        return None
    day = base.last.isoformat() if lead.startswith("that") and base.last else _today(base)
    return "TIME", f"{day}T" + ("12:00" if name in ("noon", "midday") else PARTS[name])


def _today(base: Anchor) -> str:
    """The day of a time of day: the last one mentioned, else that of the publication."""
    day = base.last or base.day
    return day.isoformat() if day else "XXXX-XX-XX"
