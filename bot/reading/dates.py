"""The time expressions of a sentence into TIMEX3 types and values, resolved from the day the article was published.

Nothing is invented: what the text and the published day do not fix stays open (`XXXX-06-22`), and words that only
look like times ("Midnight" in a name, "$60") are none. Values are TIMEX3; `to_edtf` says which of them are calendar dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.model import Span, TimeExpression

_MONTHS = [
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
_SHORT = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "quarter": "Q",
    "weekend": "WE",
    "night": "D",
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_NUMBERS |= {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "a couple of": 2,
    "dozen": 12,
    "half a": 0,
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "noon": "MI",
    "midday": "MI",
    "midnight": "NI",
    "dawn": "MO",
    "overnight": "NI",
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})\b\.?)"
_DAY = rf"(?:(?:{'|'.join(_DAYS)})|(?:{'|'.join(_SHORT_DAYS)})\b\.?)"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted((word for word in _NUMBERS if word not in ('zero', 'half a', 'a', 'an')), key=len, reverse=True))})"
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|century|centurie|quarter|weekend)"
_PART = r"(?:morning|afternoon|evening|night)"
_MOD = r"(?:(?:early|late|mid|the[ \n]beginning[ \n]of|the[ \n]end[ \n]of|the[ \n]start[ \n]of|the[ \n]middle[ \n]of)[- \n])"

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_PLAIN_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_NARRATIVE_YEARS = 5
_EXPRESSION = re.compile(
    rf"""(?ix) (?<![\w$€£/.])(?<!\D[-–]) (?:
    (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}) (?!\d)
  | (?P<slashed>\d{{1,2}}/\d{{1,2}}/\d{{2,4}})
  | (?:{_DAY},?[ \n])? (?:the[ \n])? (?P<md_month>{_MONTH})[ \n](?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|[ \n]percent|%|,\d{{3}}) (?:,?[ \n](?P<md_year>[12]\d{{3}})\b)?
  | (?:{_DAY},?[ \n])? (?:the[ \n])? (?P<dm_day>\d{{1,2}})(?:st|nd|rd|th)?(?:[ \n]of)?[ \n](?P<dm_month>{_MONTH})\b (?:,?[ \n](?P<dm_year>[12]\d{{3}})\b)?
  | (?P<my_mod>{_MOD})?(?P<my_month>{_MONTH}),?(?:[ \n]of)?[ \n](?P<my_year>[12]\d{{3}})\b
  | (?P<season_mod>{_MOD})?(?P<season_which>last|next|this|the)[ \n](?P<season>spring|summer|autumn|fall|winter)\b(?:[ \n](?:of[ \n])?(?P<season_year>[12]\d{{3}}))?
  | (?P<bare_season>spring|summer|autumn|fall|winter)[ \n](?:of[ \n])?(?P<bare_season_year>[12]\d{{3}})\b
  | (?P<decade>(?:(?:the|early|late|mid)[- \n])*(?:'|’)?(?P<decade_year>(?:1[5-9]|20)?\d0)(?:'|’)?s)\b
  | (?P<quarter>(?:the[ \n])?(?P<quarter_which>first|second|third|fourth)[- \n]quarter|Q(?P<quarter_number>[1-4]))(?:[ \n](?:of[ \n])?(?P<quarter_year>[12]\d{{3}}))?\b
  | (?P<ago_number>{_NUMBER}|an?|several|a[ \n]few|a[ \n]couple[ \n]of)[ \n](?P<ago_unit>{_UNIT})s?[ \n](?P<ago_way>ago|earlier|before[ \n]now|later|from[ \n]now|hence)\b
  | (?P<rel_which>last|next|this|the[ \n](?:past|coming)|later[ \n]this|earlier[ \n]this|late[ \n]last|early[ \n]next|early[ \n]this|past)[ \n](?P<rel_unit>week(?:end)?|month|year|day|night|quarter|decade|century|{_PART}|(?P<rel_weekday>{_DAY})(?:[ \n]{_PART})?|(?P<rel_month>{_MONTH}))\b(?!s)
  | (?P<span_lead>(?:the|these)[ \n](?:past|last|next|coming|first)|for|within|over|during)[ \n](?:(?:about|nearly|almost|over|around|more[ \n]than|at[ \n]least|up[ \n]to|the[ \n](?:past|last|next|coming))[ \n])*(?P<span_number>{_NUMBER}|several|few|a[ \n]few|many|an?)[ \n](?P<span_unit>{_UNIT})s?\b(?![ \n](?:ago|old))
  | (?P<same>(?:the|that)[ \n](?:very[ \n])?(?:(?P<same_way>same|next|following|previous)[ \n])?(?P<same_unit>day|week|month|year))\b
  | (?P<vague>recent[ \n](?:years|months|weeks|days|decades)|the[ \n](?:latest[ \n]|current[ \n])?quarter|current|recent|soon)\b(?!-)
  | (?P<before_christ>(?P<bc_year>\d{{1,4}})[ \n]B\.?C\.?(?:E\.?)?)\b
  | (?P<spelled>nineteen[ \n](?P<spelled_tens>{"|".join(_TENS)})(?:[- \n](?P<spelled_one>one|two|three|four|five|six|seven|eight|nine)\b)?|(?:the[ \n]year[ \n])two[ \n]thousand)\b
  | (?P<long_number>{_NUMBER})(?:[ \n](?:full|straight|consecutive|more))?[- \n](?P<long_unit>{_UNIT})s?\b(?![ \n](?:ago|old)|-old)
  | (?P<set>every[ \n](?P<set_unit>{_UNIT}|{_DAY}|{_PART})|(?:each|per)[ \n](?P<set_each>{_UNIT})|daily|weekly|monthly|annually|yearly)\b
  | (?P<today>today|tonight|yesterday|tomorrow|now|currently|recently|(?:at[ \n])?present(?!\w)|the[ \n]weekend|previously|formerly|(?:in[ \n])?the[ \n]future|(?:in[ \n])?the[ \n]past|overnight|this[ \n]time)\b(?:[ \n](?P<today_part>{_PART}))?(?!-)
  | (?P<weekday_mod>late|early)?[ \n]?(?P<weekday>(?:{"|".join(_DAYS)}|(?:{"|".join(_SHORT_DAYS)})\.))\b(?:[ \n](?P<weekday_part>{_PART}))?(?!s)
  | (?P<month_mod>{_MOD})?(?P<month>(?:{"|".join(month for month in _MONTHS if month not in ("may", "march"))}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.))\b
  | (?:(?<=[Ii]n[ \n])|(?:early|late|mid)[- \n])(?P<risky_month>May|March)\b
  | (?P<clock>\d{{1,2}}(?::(?P<clock_minute>\d{{2}}))?[ \n]?(?P<clock_half>[ap]\.?m\b\.?)|\b\d{{1,2}}:\d{{2}}\b)
  | (?P<part>(?:in[ \n]the|the)[ \n](?P<part_name>morning|afternoon|evening)|at[ \n](?P<part_point>night|noon|midnight|dawn))\b
  | (?P<year_mod>{_MOD})?(?P<year>1[5-9]\d\d|20\d\d)\b(?!,\d{{3}}|[ \n](?:people|votes|dollars|troops|men|women|miles|feet|km|kilomet|meters|metres|jobs|tons|tonnes|million|billion|shares|percent|points|words|square|pounds)|%|[’']?s\b)
    )""",
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


def anchor(published: str | None) -> Anchor:
    """The anchor an EDTF publication date gives: none where it is coarser than a day."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})([~?%]?)(?:T.*)?", published or "")
    try:
        return Anchor(date(int(match[1]), int(match[2]), int(match[3])), not match[4]) if match else Anchor(None)
    except ValueError:
        return Anchor(None)


def anchored(text: str, published: str | None) -> Anchor:
    """The anchor of an article: its published day, and whether it is a narrative of the past, by the years it names."""
    base = anchor(published)
    years = [int(year) for year in _PLAIN_YEAR.findall(text)]
    recent = [year for year in years if base.day is None or base.day.year - year <= 1]
    return replace(base, narrative=len(years) >= _NARRATIVE_YEARS and not recent)


def dates(text: str, start: int, end: int, base: Anchor, *, future: bool = False) -> list[TimeExpression]:
    """The time expressions of the sentence `text[start:end]`. `future`: its verb speaks of what is to come."""
    found: list[TimeExpression] = []
    for match in _EXPRESSION.finditer(text, start, end):
        read = _read(match, base, future)
        if read is None:
            continue
        first, last = _trimmed(match)
        if text[first].islower() or not _in_name(text, first, match):
            expression = TimeExpression(Span(first, last), *read)
            before = found[-1] if found else None
            if before and _one_moment(text, before, expression):
                time = before.value.partition("T")[2]
                expression = TimeExpression(Span(before.span.start, last), "TIME", f"{expression.value[:10]}T{time}")
                found.pop()
            found.append(expression)
            base = moved(base, expression)
    return found


def moved(base: Anchor, expression: TimeExpression) -> Anchor:
    """The anchor for what follows an expression."""
    match = re.match(r"(\d{4})(?:-(\d{2})-(\d{2}))?", expression.value)
    if not match or expression.type not in ("DATE", "TIME"):
        return base
    last = base.last
    if match[2]:
        last = date(int(match[1]), int(match[2]), int(match[3]))
    return replace(base, year=int(match[1]), last=last)


_WITH_ARTICLE = ("rel_which", "same", "decade", "vague", "quarter", "season_which", "span_lead")


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The span of a match without a leading "in", "for", or a "the" that does not belong to it."""
    words = match.group()
    first = match.start() + len(words) - len(words.lstrip())
    lead = re.match(r"(?i)(?:the|in|for|within|over|during|at)\s(?=\w)", words.lstrip())
    kept = any((match[group] or "").lower().startswith(("the", "that")) for group in _WITH_ARTICLE)
    return first + (lead.end() if lead and not kept else 0), match.end()


def _one_moment(text: str, before: TimeExpression, expression: TimeExpression) -> bool:
    """`10 p.m. on Wednesday`: a time of day and the day."""
    between = text[before.span.end : expression.span.start]
    whole = re.fullmatch(r"\d{4}-\d{2}-\d{2}|XXXX-.*", expression.value) is not None
    return (
        before.type == "TIME"
        and "T" in before.value
        and whole
        and bool(re.fullmatch(r",?\s(?:[A-Z]{3,4}\s)?(?:on\s)?", between))
    )


def _in_name(text: str, first: int, match: re.Match[str]) -> bool:
    """`Bloody Sunday`, `May Day`, `Mr. March`: a capitalised word before one that is a name besides."""
    if not (match["weekday"] or match["month"] or match["part"]):
        return False
    before = re.search(r"([A-Z][\w’']+) $", text[max(0, first - 30) : first])
    return bool(
        before
        and before[1]
        in ("Black", "Bloody", "Good", "Super", "Easter", "Ash", "Palm", "Cyber", "Mr", "Ms", "President", "Operation")
    )


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    return _MONTHS.index(name) + 1 if name in _MONTHS else _SHORT[name[:4] if name.startswith("sept") else name[:3]]


def _weekday(name: str) -> int:
    name = name.lower().rstrip(".")
    return _DAYS.index(name) if name in _DAYS else _SHORT_DAYS[name]


def _count(word: str | None) -> int | None:
    word = (word or "").lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _day(year: str | int | None, month: int, day: int) -> str | None:
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return None
    return f"{int(year):04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"


def _read(match: re.Match[str], base: Anchor, future: bool) -> tuple[str, str] | None:
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
    which, season = m["season_which"].lower(), _SEASONS[m["season"].lower()]
    if m["season"].lower() == "fall" and which == "the" and not m["season_year"]:
        return None
    year = (
        int(m["season_year"]) if m["season_year"] else day.year + {"last": -1, "next": 1}.get(which, 0) if day else None
    )
    return f"{year}-{season}" if year else f"XXXX-{season}"


def _bare_season(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return f"{m['bare_season_year']}-{_SEASONS[m['bare_season'].lower()]}"


def _decade(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    year = m["decade_year"]
    if len(year) == 2:
        if not re.search(r"(?i)the|early|late|mid|['’]", m["decade"]):
            return None
        year = "19" + year if int(year) >= 30 else "20" + year
    return year[:3]


def _quarter(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    number = int(m["quarter_number"]) if m["quarter_number"] else _ORDINALS[m["quarter_which"].lower()]
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
        return _shift(base.last or day, sign * count, m["ago_unit"])
    return _shift(day, sign * count, m["ago_unit"])


def _relative(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    day = base.day
    which, unit = m["rel_which"].lower(), m["rel_unit"].lower()
    way = -1 if re.search("last|past|previous", which) else 1 if re.search("next|following|coming", which) else 0
    if m["rel_weekday"] and re.match(_DAY, unit, re.IGNORECASE):
        return _on_weekday(_weekday(m["rel_weekday"]), day, way, future)
    if m["rel_month"]:
        month = _month(m["rel_month"])
        if day is None:
            return f"XXXX-{month:02}"
        year = day.year - (way < 0 and month >= day.month) + (way > 0 and month <= day.month)
        return f"{year}-{month:02}"
    if unit in ("morning", "afternoon", "evening", "night"):
        moved = (day + timedelta(days=way)) if day else None
        return ("TIME", f"{moved.isoformat()}T{_PARTS[unit]}") if moved else None
    if day is None:
        return {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[way]
    if unit == "weekend":
        moved_week = (day + timedelta(weeks=way)).isocalendar()
        return f"{moved_week[0]}-W{moved_week[1]:02}-WE"
    if which in ("the past", "past") and unit in ("week", "month", "year", "decade", "century", "quarter"):
        return "DURATION", _length(1, unit)
    return _shift(day, way, unit)


def _length(count: int | None, unit: str) -> str:
    code = _UNITS[{"centurie": "century"}.get(unit.lower(), unit.lower())]
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
    return str(1900 + _TENS[m["spelled_tens"].lower()] + _NUMBERS.get((m["spelled_one"] or "zero").lower(), 0))


def _set(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    plain = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y"}.get(
        m["set"].lower()
    )
    unit = (m["set_unit"] or m["set_each"] or "").lower()
    if plain:
        return "SET", plain
    if unit in _UNITS:
        return "SET", _length(1, unit)
    if unit in _PARTS:
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
    return ("TIME", f"{moved.isoformat()}T{_PARTS[part]}") if part else moved.isoformat()


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
    return ("TIME", f"{value}T{_PARTS[part]}") if part else value


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
    return "TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{_PARTS[name]}"


def _year(m: re.Match[str], base: Anchor, future: bool) -> _Read:
    return m["year"]


_CASES = (
    ("iso", _iso), ("slashed", _slashed), ("md_month", _month_day), ("dm_month", _day_month), ("my_month", _month_year), ("season", _season),
    ("bare_season", _bare_season), ("decade", _decade), ("quarter", _quarter), ("ago_number", _ago), ("rel_which", _relative),
    ("same", _same), ("vague", _vague), ("before_christ", _before_christ), ("spelled", _spelled), ("span_number", _spanning), ("long_number", _lasting), ("set", _set), ("today", _deictic), ("weekday", _plain_weekday),
    ("month", _plain_month), ("risky_month", _plain_month), ("clock", _clock), ("part", _part), ("year", _year),
)  # fmt: skip


def to_edtf(value: str, precise: bool = True) -> str | None:
    """A TIMEX3 calendar value as an EDTF date (a week as an interval of days), or None where it is none. `~` where not precise."""
    value = value.split("T", maxsplit=1)[0]
    edtf: str | None = None
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        edtf = value
    elif re.fullmatch(r"\d{3}", value):
        edtf = value + "X"
    elif match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        try:
            first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        except ValueError:
            return None
        return f"{first.isoformat()}/{(first + timedelta(days=1 if match[3] else 6)).isoformat()}"
    elif match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        edtf = f"{match[1]}-{ {'SP': 21, 'SU': 22, 'FA': 23, 'WI': 24}[match[2]] }"
    elif match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        edtf = f"{match[1]}-{32 + int(match[2])}"
    return edtf + ("" if precise else "~") if edtf else None
