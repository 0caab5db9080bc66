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
_SHORT_YEAR = re.compile(rf"\b((?:{_MONTHS})[a-z]*|[qh]\d)\s?[’'](\d\d)\b")
"""A year without its century, behind a month, quarter or half: "Jun ’25"."""
_FOR_NOTHING = frozenset({"the", "in", "during", "over", "within", "for", "on", "about", "around", "circa"})
_COMING = re.compile(r"in (?=(?:\d{1,3}|an?|[a-z]+) (?:minute|hour|day|week|fortnight|month|quarter|year|decade)s?\b)")
"""What makes a number of days one to come: "in two weeks"."""
_MARKS = "\"'“”„‘’«»`"


def unquoted(words: str) -> str:
    """Returns words without the quotation marks around them."""
    bare = words.strip()
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] in _MARKS and bare[-1] in _MARKS else bare


def plain(words: str) -> str:
    """Returns words for a date in plain form: "the mid-1990's" becomes "mid 1990s", "14d" becomes "14 day", "Jun ’25" becomes "jun 2025"."""
    said = _SHORT_YEAR.sub(r"\1 20\2", unquoted(words).casefold())
    said = re.sub(r"[’']", "", said)
    said = re.sub(r"\b(mid|early|late)-", r"\1 ", said)
    said = re.sub(r"(?<=[a-z])\.|(?<=[a-z]{3})-(?=\d)|(?<=\b[qh]\d)-(?=\d{4})|(?<=^\d{4})-(?=[qh]\d$)|,", " ", said)
    said = _SHORT.sub(lambda found: f"{found[1]} {_UNIT_OF[found[2]]}", " ".join(said.split()))
    coming = "in " if _COMING.match(said) else ""
    return coming + " ".join(word for word in said.split() if word not in _FOR_NOTHING)
