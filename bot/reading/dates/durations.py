"""Resolves durations ("for a week") and repeated times ("every day") to TIMEX3 values."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.reading.dates.words import (
    DAYS,
    MONTHS,
    PARTS,
    SEASONS,
    SHORT,
    SHORT_DAYS,
    UNITS,
    amount,
    day_number,
    month_number,
)

if TYPE_CHECKING:
    import re

    from bot.reading.dates.anchor import Anchor, Value

_FINER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24)}
_MANY = {"E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3)}
_WORDS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "hourly": "PT1H",
}  # fmt: skip


def length(count: Fraction | None, unit: str) -> str:
    """Returns a TIMEX3 duration: `P3M`, `PT5H30M`; `PXW` if the number is open."""
    code = UNITS[unit.lower()]
    if count is None:
        return _written("X", {"E": "E", "C": "C", "Q": "M"}.get(code, code))
    if code in _MANY:
        code, times = _MANY[code]
        count *= times
    whole, rest = divmod(count, 1)
    if rest and code in _FINER:
        finer, times = _FINER[code]
        small = round(rest * times)
        lead = _written(str(whole), code) if whole else "P"
        return lead + (_written(str(small), finer)[2:] if lead.startswith("PT") else _written(str(small), finer)[1:])
    return _written(str(whole) if not rest else f"{float(count):g}", code)


def _written(number: str, code: str) -> str:
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"


def spanning(m: re.Match[str], base: Anchor) -> Value:
    """`the past three months`, `two to three weeks`, `a year and a half`."""
    unit, words = m["span_unit"], m.group().lower()
    if unit.lower() == "quarter" and not m["span_lead"] and words.split()[0] in ("a", "three", "three-quarters"):
        return None  # "three quarters of the food"
    if words == "one day" and base.ahead:
        return "FUTURE_REF"
    count = amount(m["span_low"] or m["span_number"])
    half = words.endswith("and a half") and count is not None and count.denominator == 1
    return "DURATION", length(count + Fraction(1, 2) if half and count else count, m["span_unit"])


def some(m: re.Match[str], base: Anchor) -> tuple[str, str]:
    """`for a week`, `in a year and a half`."""
    half = m.group().lower().endswith("and a half")
    return "DURATION", length(Fraction(3, 2) if half else Fraction(1), m["some_unit"])


def plural(m: re.Match[str], base: Anchor) -> tuple[str, str]:
    """`for weeks`, `months-long`: the number is open."""
    word = m.group().lower()
    unit = m["plural_unit"] or m["lasting_unit"]
    return "DURATION", length(Fraction(1) if word == f"{unit.lower()}-long" else None, unit)


def often(m: re.Match[str], base: Anchor) -> tuple[str, str]:
    """`every day`, `each July`, `Monday nights`, `weekly`, `$33 million a year`."""
    if m["set_word"]:
        return "SET", _WORDS[m["set_word"].lower()]
    if m["set_days"]:
        part = m.group().lower().rpartition(" ")[2].rstrip("s")
        return "SET", f"XXXX-WXX-{day_number(m['set_days']) + 1}" + (f"T{PARTS[part]}" if part in PARTS else "")
    word = (m["set_each"] or m["set_per"] or m["set_rate"]).lower()
    first, _, part = word.replace("\n", " ").partition(" ")
    if first in UNITS:
        return "SET", length(Fraction(1), first)
    if first in PARTS:
        return "SET", f"XXXX-XX-XXT{PARTS[first]}"
    if first in SEASONS:
        return "SET", f"XXXX-{SEASONS[first]}"
    if first in DAYS or first.rstrip(".") in SHORT_DAYS:
        return "SET", f"XXXX-WXX-{day_number(first) + 1}" + (f"T{PARTS[part]}" if part in PARTS else "")
    return "SET", f"XXXX-{month_number(first):02}" if first in MONTHS or first.rstrip(".") in SHORT else "P1D"
