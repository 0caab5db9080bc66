"""A matched time expression into its value, counted from an anchor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reading.date_grammar import (
    DAY,
    DAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    SEASONS,
    SHORT,
    SHORT_DAYS,
    TENS,
    UNITS,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions count from.

    Attributes:
        day: the published day; None where it is not known to the day.
        precise: False where that day is only known about.
        year: the last year the article itself named.
        narrative: the article tells of years long before it was published: by "in June" it means the last year named.
        last: the last day the article named: what "the next day" counts from.
    """

    day: date | None
    precise: bool = True
    year: int | None = None
    narrative: bool = False
    last: date | None = None


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    return MONTHS.index(name) + 1 if name in MONTHS else SHORT[name[:4] if name.startswith("sept") else name[:3]]


def _weekday(name: str) -> int:
    name = name.lower().rstrip(".")
    return DAYS.index(name) if name in DAYS else SHORT_DAYS[name]


def _count(word: str | None) -> int | None:
    word = (word or "").lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _day(year: str | int | None, month: int, day: int) -> str | None:
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return None
    return f"{int(year):04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"


def value_of(match: re.Match[str], base: Anchor, future: bool) -> tuple[str, str] | None:
    """Type and value of a match, or None where it is no time after all. Each kind of expression is one case."""
    for name, read in _CASES:
        if match[name]:
            value = read(match, base, future)
            return value if isinstance(value, tuple) or value is None else ("DATE", value)
    return None


_Read = str | tuple[str, str] | None


def _iso(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    year, month, number = m["iso"].split("-")
    return _day(year, int(month), int(number)) if 1 <= int(month) <= 12 else None


def _slashed(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    month, number, year = (int(part) for part in m["slashed"].split("/"))
    if month > 12:
        month, number = number, month
    full = year if year > 99 else (1900 + year if year > 50 else 2000 + year)
    return _day(full, month, number) if 1 <= month <= 12 else None


def _nearest_year(month: int, number: int, base: Anchor, future: bool) -> int | None:
    """The year that puts a month and day at most half a year from the anchor; before it unless the text looks ahead."""
    day = base.day
    if base.narrative and base.year is not None:
        return base.year
    if day is None:
        return None
    years = [day.year - 1, day.year, day.year + 1]
    best = min(years, key=lambda year: abs((date(year, month, min(number, 28)) - day).days))
    if not future and date(best, month, min(number, 28)) > day + timedelta(days=45):
        best -= 1
    if future and date(best, month, min(number, 28)) < day - timedelta(days=31):
        best += 1
    return best


def _month_day(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    month, number = _month(m["md_month"]), int(m["md_day"])
    return _day(m["md_year"] or _nearest_year(month, number, base, future), month, number)


def _day_month(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    month, number = _month(m["dm_month"]), int(m["dm_day"])
    return _day(m["dm_year"] or _nearest_year(month, number, base, future), month, number)


def _month_year(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return f"{m['my_year']}-{_month(m['my_month']):02}"


def _season(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    which, season = m["season_which"].lower(), SEASONS[m["season"].lower()]
    if m["season"].lower() == "fall" and which == "the" and not m["season_year"]:
        return None
    year = (
        int(m["season_year"]) if m["season_year"] else day.year + {"last": -1, "next": 1}.get(which, 0) if day else None
    )
    return f"{year}-{season}" if year else f"XXXX-{season}"


def _bare_season(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return f"{m['bare_season_year']}-{SEASONS[m['bare_season'].lower()]}"


def _decade(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    year = m["decade_year"]
    if len(year) == 2:
        if not re.search(r"(?i)the|early|late|mid|['’]", m["decade"]):
            return None
        year = "19" + year if int(year) >= 30 else "20" + year
    return year[:3]


def _quarter(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    number = int(m["quarter_number"]) if m["quarter_number"] else ORDINALS[m["quarter_which"].lower()]
    year = m["quarter_year"] or (day.year if day else "XXXX")
    return f"{year}-Q{number}"


def _shift(day: date, count: int, unit: str) -> str:
    """A day moved by a number of units, no finer than the unit."""
    unit = unit.lower()
    if unit in ("day", "night"):
        return (day + timedelta(days=count)).isoformat()
    if unit == "week":
        moved = (day + timedelta(weeks=count)).isocalendar()
        return f"{moved[0]}-W{moved[1]:02}"
    if unit in ("month", "quarter"):
        months = day.year * 12 + day.month - 1 + count * (3 if unit == "quarter" else 1)
        year, month = months // 12, months % 12 + 1
        return f"{year:04}-{month:02}" if unit == "month" else f"{year:04}-Q{(month + 2) // 3}"
    if unit == "year":
        return f"{day.year + count:04}"
    if unit == "decade":
        return f"{(day.year + 10 * count) // 10}"
    if unit.startswith("centur"):
        return f"{(day.year + 100 * count) // 100}"
    return "PAST_REF" if count < 0 else "FUTURE_REF"


def _ago(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    count, way = _count(m["ago_number"]), m["ago_way"].lower()
    sign = -1 if way in ("ago", "earlier", "before now") else 1
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if count is None or day is None:
        return vague
    if way in ("earlier", "later"):
        value = _shift(base.last, sign * count, m["ago_unit"]) if base.last else vague
        return vague if value[:4].isdigit() and value > day.isoformat()[: len(value)] else value
    return _shift(day, sign * count, m["ago_unit"])


def _relative(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    which, unit = m["rel_which"].lower(), m["rel_unit"].lower()
    way = -1 if re.search("last|past|previous", which) else 1 if re.search("next|following|coming", which) else 0
    if m["rel_weekday"] and re.match(DAY, unit, re.IGNORECASE):
        return _on_weekday(_weekday(m["rel_weekday"]), day, way, future)
    if m["rel_month"]:
        month = _month(m["rel_month"])
        if day is None:
            return f"XXXX-{month:02}"
        year = day.year - (way < 0 and month >= day.month) + (way > 0 and month <= day.month)
        return f"{year}-{month:02}"
    if unit in ("morning", "afternoon", "evening", "night"):
        moved = (day + timedelta(days=way)) if day else None
        return ("TIME", f"{moved.isoformat()}T{PARTS[unit]}") if moved else None
    if day is None:
        return {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[way]
    if unit == "weekend":
        moved_week = (day + timedelta(weeks=way)).isocalendar()
        return f"{moved_week[0]}-W{moved_week[1]:02}-WE"
    if which in ("the past", "past") and unit in ("week", "month", "year", "decade", "century", "quarter"):
        return "DURATION", _length(1, unit)
    return _shift(day, way, unit)


def _length(count: int | None, unit: str) -> str:
    code = UNITS[{"centurie": "century"}.get(unit.lower(), unit.lower())]
    number = "X" if count is None else str(count)
    if code == "E":
        return f"P{int(number) * 10 if number.isdigit() else 'X'}Y" if number.isdigit() else "PXE"
    if code == "C":
        return f"P{int(number) * 100}Y" if number.isdigit() else "PXC"
    if code == "Q":
        return f"P{int(number) * 3}M" if number.isdigit() else "PXM"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"


def _spanning(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return "DURATION", _length(_count(m["span_number"]), m["span_unit"])


def _lasting(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return "DURATION", _length(_count(m["long_number"]), m["long_unit"])


def _same(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    """`the next day`, `that year`: counted from the last day the text named."""
    way, unit = (m["same_way"] or "same").lower(), m["same_unit"].lower()
    plain = m["same"].lower().split()[0] == "the" and not m["same_way"]
    if base.last is None or plain:
        return None
    return _shift(base.last, {"same": 0, "next": 1, "following": 1, "previous": -1}[way], unit)


def _vague(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    word = m["vague"].lower()
    if word.endswith("quarter"):
        return _shift(base.day, -1, "quarter") if base.day else None
    return "PRESENT_REF" if word == "current" else "FUTURE_REF" if word == "soon" else "PAST_REF"


def _before_christ(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return f"BC{int(m['bc_year']):04}"


def _spelled(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    if not m["spelled_tens"]:
        return "2000"
    return str(1900 + TENS[m["spelled_tens"].lower()] + NUMBERS.get((m["spelled_one"] or "zero").lower(), 0))


def _set(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    plain = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y"}.get(
        m["set"].lower()
    )
    unit = (m["set_unit"] or m["set_each"] or "").lower()
    if plain:
        return "SET", plain
    if unit in UNITS:
        return "SET", _length(1, unit)
    if unit in PARTS:
        return "SET", "P1D"
    return "SET", f"XXXX-WXX-{_weekday(unit) + 1}"


def _deictic(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    word, part = m["today"].lower(), (m["today_part"] or "").lower()
    plain = {
        "now": "PRESENT_REF",
        "currently": "PRESENT_REF",
        "recently": "PAST_REF",
        "previously": "PAST_REF",
        "formerly": "PAST_REF",
    }
    if word in plain:
        return plain[word]
    if word.endswith("present"):
        return "PRESENT_REF" if word.startswith("at") else None
    if word.endswith(("future", "past")):
        return "FUTURE_REF" if word.endswith("future") else "PAST_REF"
    if word in ("overnight", "this time"):
        return None
    if word == "the weekend":
        return _shift_weekend(day)
    if day is None:
        return {"today": "PRESENT_REF", "tonight": "PRESENT_REF", "yesterday": "PAST_REF", "tomorrow": "FUTURE_REF"}[
            word
        ]
    moved = day + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "tonight":
        return "TIME", f"{moved.isoformat()}TNI"
    return ("TIME", f"{moved.isoformat()}T{PARTS[part]}") if part else moved.isoformat()


def _shift_weekend(day: date | None) -> _Read:
    if day is None:
        return "PAST_REF"
    week = (day - timedelta(days=2)).isocalendar()
    return f"{week[0]}-W{week[1]:02}-WE"


def _on_weekday(number: int, day: date | None, way: int, future: bool) -> str:
    """The nearest such day: the last one (the published day included), or the next one where the text looks ahead."""
    if day is None:
        return f"XXXX-WXX-{number + 1}"
    if way > 0 or (way == 0 and future):
        return (day + timedelta(days=(number - day.weekday()) % 7 or (7 if way > 0 else 0))).isoformat()
    return (day - timedelta(days=(day.weekday() - number) % 7 or (7 if way < 0 else 0))).isoformat()


def _plain_weekday(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    value = _on_weekday(_weekday(m["weekday"]), day, 0, future)
    part = (m["weekday_part"] or "").lower()
    return ("TIME", f"{value}T{PARTS[part]}") if part else value


def _plain_month(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    month = _month(m["month"] or m["risky_month"])
    year = _nearest_year(month, 15, base, future)
    return f"{year}-{month:02}" if year else f"XXXX-{month:02}"


def _clock(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    hour, _, minute = re.sub(r"[^\d:]", "", m["clock"]).partition(":")
    half = (m["clock_half"] or "").lower()[:1]
    number = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    if number > 23 or int(minute or 0) > 59:
        return None
    return "TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{number:02}:{int(minute or 0):02}"


def _part(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    name = (m["part_name"] or m["part_point"]).lower()
    return "TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{PARTS[name]}"


def _year(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return m["year"]


_CASES = (
    ("iso", _iso), ("slashed", _slashed), ("md_month", _month_day), ("dm_month", _day_month), ("my_month", _month_year), ("season", _season),
    ("bare_season", _bare_season), ("decade", _decade), ("quarter", _quarter), ("ago_number", _ago), ("rel_which", _relative),
    ("same", _same), ("vague", _vague), ("before_christ", _before_christ), ("spelled", _spelled), ("span_number", _spanning), ("long_number", _lasting), ("set", _set), ("today", _deictic), ("weekday", _plain_weekday),
    ("month", _plain_month), ("risky_month", _plain_month), ("clock", _clock), ("part", _part), ("year", _year),
)  # fmt: skip
