"""Resolves expressions that count from a day ("two weeks ago", "next March", "the following morning") to TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.reading.dates.anchor import shift, weekday
from bot.reading.dates.durations import length
from bot.reading.dates.words import PARTS, amount, day_number, month_number

if TYPE_CHECKING:
    from bot.reading.dates.anchor import Anchor, Value


def ago(m: re.Match[str], base: Anchor) -> Value:
    """`two weeks ago`, which counts from the publication, and `two weeks later`, which counts from the last day mentioned."""
    count, way, unit = amount(m["ago_number"]), m["ago_way"].lower(), m["ago_unit"].lower()
    sign = -1 if way in ("ago", "earlier", "previously", "before now") else 1
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if base.figures and base.quarter and count == 1 and unit == "year" and sign < 0:
        return f"{int(base.quarter[:4]) - 1}{base.quarter[4:]}"
    told = way in ("earlier", "later", "previously")
    if told and not base.last and unit in ("year", "decade") and base.year and count and base.narrative:
        return str(base.year + sign * int(count) * (10 if unit == "decade" else 1))
    day = base.last if told and (base.last or way == "later" or base.narrative) else base.day
    if count is None or day is None:
        return vague
    if count.denominator != 1:
        unit, count = (
            {"year": "month", "week": "day", "decade": "year"}.get(unit, "hour"),
            count * {"year": 12, "week": 7, "decade": 10}.get(unit, 24),
        )
    value = shift(day, sign * int(count), unit)
    if base.day and way == "later" and value[:4].isdigit() and value > base.day.isoformat()[: len(value)]:
        return vague
    return value


def year_ago(m: re.Match[str], base: Anchor) -> Value:
    """`compared with a year-ago loss`: a year before the quarter that the figures are about."""
    if base.quarter:
        return f"{int(base.quarter[:4]) - 1}{base.quarter[4:]}"
    return str(base.day.year - 1) if base.day else "PAST_REF"


def _way(which: str) -> int:
    return (
        -1
        if re.search("last|past|previous|preceding", which)
        else 1
        if re.search("next|following|coming", which)
        else 0
    )


def relative(m: re.Match[str], base: Anchor) -> Value:
    """`last week`, `that day`, `the previous Friday`, `next March`, `the following morning`."""
    which, unit = m["rel_which"].lower().replace("\n", " "), m["rel_unit"].lower()
    way = _way(which)
    told = re.search("that|same|following|previous|preceding", which) is not None or which.startswith("the next")
    day = (base.last if told or base.narrative else base.day) or (None if told else base.day)
    if unit == "quarter" and told and not way:
        return base.quarter
    if m["rel_weekday"]:
        value = weekday(day_number(m["rel_weekday"]), day or base.day, way, base.ahead)
        part = unit.rpartition(" ")[2]
        return ("TIME", f"{value}T{PARTS[part]}") if part in PARTS else value
    if m["rel_month"]:
        return _month(month_number(m["rel_month"]), way, day or base.day)
    if unit in ("morning", "afternoon", "evening", "night"):
        moved = day + timedelta(days=way) if day else None
        return ("TIME", f"{moved.isoformat()}T{PARTS[unit]}") if moved else None
    if re.fullmatch("(?:the )?(?:past|coming)", which) and unit != "day":
        return "DURATION", length(amount("one"), "week" if unit == "weekend" else unit)
    if day is None:
        return _told(way, unit, base) if told else {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[way]
    return shift(day, way, unit)


def _told(way: int, unit: str, base: Anchor) -> Value:
    """`that year`, `the following month` after the article has mentioned only a year or a month."""
    if unit in ("year", "decade") and base.year:
        return shift(date(base.year, 1, 1), way, unit)
    if unit == "month" and base.year and base.month:
        return shift(date(base.year, base.month, 1), way, unit)
    return None


def _month(month: int, way: int, day: date | None) -> Value:
    """`last March`: never last month, which would be "last month"."""
    if day is None:
        return f"XXXX-{month:02}"
    year = day.year - (way < 0 and month >= day.month - 1) + (way > 0 and month <= day.month)
    return f"{year}-{month:02}"


def deictic(m: re.Match[str], base: Anchor) -> Value:
    """`yesterday`, `tonight`, `now`, `current`."""
    if m["present"]:
        return "PRESENT_REF"
    word, part = m["deictic_word"].lower(), (m["deictic_part"] or "").lower()
    if base.day is None:
        return {"yesterday": "PAST_REF", "tomorrow": "FUTURE_REF"}.get(word, "PRESENT_REF")
    moved = (base.day + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))).isoformat()
    if word == "tonight":
        return "TIME", f"{moved}TNI"
    return ("TIME", f"{moved}T{PARTS[part]}") if part else moved


def beyond(m: re.Match[str], base: Anchor) -> Value:
    """`the day before yesterday`, `the Friday before last`, `Tuesday last week`."""
    if base.day is None:
        return None
    if m["beyond_day"]:
        return (base.day + timedelta(days=-2 if m["beyond_day"].lower().startswith("before") else 2)).isoformat()
    if m["beyond_before"]:
        last = date.fromisoformat(weekday(day_number(m["beyond_before"]), base.day, -1, False))
        return (last - timedelta(days=7)).isoformat()
    weeks = {"last": -1, "this": 0, "next": 1}[m["beyond_week"].lower()]
    monday = base.day - timedelta(days=base.day.weekday()) + timedelta(weeks=weeks)
    return (monday + timedelta(days=day_number(m["beyond_weekday"]))).isoformat()


def vague(m: re.Match[str], base: Anchor) -> Value:
    """`recently`, `in coming weeks`, `the future`: times without a day."""
    return "PAST_REF" if re.search(r"recent|past", m.group(), re.IGNORECASE) else "FUTURE_REF"


def weekend(m: re.Match[str], base: Anchor) -> Value:
    """`over the weekend`: the last or current one; the next one if the text is about the future."""
    if base.day is None:
        return "FUTURE_REF" if base.ahead else "PAST_REF"
    week = (base.day if base.ahead else base.day - timedelta(days=5)).isocalendar()
    if not base.ahead and base.day.weekday() >= 5:
        week = base.day.isocalendar()
    return f"{week[0]}-W{week[1]:02}-WE"


def plain_weekday(m: re.Match[str], base: Anchor) -> Value:
    """`Friday`, `early Friday morning`: counts from the last day mentioned in a narrative, else from the publication."""
    value = weekday(day_number(m["weekday_name"]), base.day, 0, base.ahead)
    part = (m["weekday_part"] or "").lower()
    return ("TIME", f"{value}T{PARTS[part]}") if part else value
