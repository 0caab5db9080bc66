"""Writes typed words for dates in one plain form: lower case, units in full, no marks or articles that mean nothing."""

from __future__ import annotations

import re

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_UNITS = {
    "minute": "minutes mins min",
    "hour": "hours hrs hr h",
    "day": "days d",
    "week": "weeks wks wk w",
    "fortnight": "fortnights",
    "month": "months mths mth mos mo m",
    "quarter": "quarters",
    "year": "years yrs yr y",
    "decade": "decades",
    "century": "centuries",
}
_UNIT_OF = {short: unit for unit, all_short in _UNITS.items() for short in all_short.split()}
_SHORT = re.compile(rf"(?<![\w.,])(\d+)\s?({'|'.join(_UNIT_OF)})\b")
"""A number and a unit: "14d", "2 wks"."""
_SHORT_YEAR = re.compile(rf"\b(?:((?:{_MONTHS})[a-z]*)\s?[’']|([qh]\d|\d[qh])(?:\s?[’'/-]\s?|\s?))(\d\d)\b(?!\d)")
"""A year without its century, behind a month, quarter or half: "Jun ’25", "H2 25", "2H25"."""
_YEAR_AHEAD = re.compile(r"\b(\d\d)(?=[qh]\d\b)")
"""The same before a quarter or half: "25H2"."""
_HALF_AHEAD = re.compile(r"\b(\d)([hq])[ /-]?(?=\d{4}\b)")
"""A half or quarter whose number is first: "2H 2025". Without a year, "2h" is two hours."""
_MONTHS_OF_YEAR = re.compile(r"\b(\d{1,2})m[ ’'/-]?(\d{4}|\d\d)\b")
"""How reports of firms call the first months of a year: "9M25"."""
_TO_DATE = re.compile(r"\b(?P<unit>[ymqw])td\b")
_UNIT_TO_DATE = {"y": "year to date", "m": "month to date", "q": "quarter to date", "w": "week to date"}
_FOR_NOTHING = frozenset({"the", "in", "during", "over", "within", "for", "on", "about", "around", "circa"})
_COMING = re.compile(r"in (?=(?:\d{1,3}|an?|[a-z]+) (?:minute|hour|day|week|fortnight|month|quarter|year|decade)s?\b)")
"""What makes a number of days one to come: "in two weeks"."""
_MARKS = "\"'“”„‘’«»`"


def unquoted(words: str) -> str:
    """Returns words without the quotation marks around them."""
    bare = words.strip()
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] in _MARKS and bare[-1] in _MARKS else bare


def _whole_year(year: str) -> str:
    """Returns a year with its century: two digits mean 1969 to 2068, as elsewhere."""
    return year if len(year) > 2 else f"{19 if year > '68' else 20}{year}"


def plain(words: str) -> str:
    """Returns words for a date in plain form: "the mid-1990's" becomes "mid 1990s", "14d" becomes "14 day", "Jun ’25" becomes "jun 2025"."""
    said = _SHORT_YEAR.sub(lambda found: f"{found[1] or found[2]} {_whole_year(found[3])}", unquoted(words).casefold())
    said = _HALF_AHEAD.sub(r"\2\1 ", _YEAR_AHEAD.sub(lambda found: _whole_year(found[1]), said))
    said = _MONTHS_OF_YEAR.sub(lambda found: f"first {found[1]} months {_whole_year(found[2])}", said)
    said = _TO_DATE.sub(lambda found: _UNIT_TO_DATE[found["unit"]], re.sub(r"\b([ymqw])\.t\.d\b\.?", r"\1td", said))
    said = re.sub(r"(?<=[a-z])-to-(?=[a-z])", " to ", said)
    said = re.sub(r"[’']", "", said)
    said = re.sub(r"\b(mid|early|late)-", r"\1 ", said)
    said = re.sub(r"(?<=[a-z])\.|(?<=[a-z]{3})-(?=\d)|(?<=\b[qh]\d)-(?=\d{4})|(?<=^\d{4})-(?=[qh]\d$)|,", " ", said)
    said = _SHORT.sub(lambda found: f"{found[1]} {_UNIT_OF[found[2]]}", " ".join(said.split()))
    coming = "in " if _COMING.match(said) else ""
    return coming + " ".join(word for word in said.split() if word not in _FOR_NOTHING)
