"""Resolves a matched time expression to its type and value, with one function for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.dates import calendar, durations, relative

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from bot.reading.dates.anchor import Anchor, Value

CASES: Mapping[str, Callable[[re.Match[str], Anchor], Value]] = {
    "iso": calendar.iso, "slashed": calendar.slashed, "md": calendar.month_day, "dm": calendar.day_month, "range_day": calendar.range_start,
    "my": calendar.month_year, "half": calendar.half, "season": calendar.season, "decade": calendar.decade, "century": calendar.century,
    "quarter": calendar.quarter, "ago": relative.ago, "fiscal": calendar.fiscal, "whole_year": calendar.whole_year, "year_ago": relative.year_ago, "closing": calendar.closing, "relative": relative.relative, "beyond": relative.beyond,
    "span": durations.spanning, "some": durations.some, "plural": durations.plural, "lasting": durations.plural, "set": durations.often,
    "deictic": relative.deictic, "vague": relative.vague, "weekend": relative.weekend, "hour": calendar.hour, "clock": calendar.clock, "part": calendar.part,
    "weekday": relative.plain_weekday, "feast": calendar.feast_day, "month": calendar.month, "christ": calendar.christ,
    "spelled": calendar.spelled, "year": calendar.year,
}  # fmt: skip
"""The groups of the grammar's lines, in its order, with the functions that read them."""


def value_of(match: re.Match[str], base: Anchor) -> tuple[str, str] | None:
    """TIMEX3 type and value of a match of `EXPRESSION`, or None if it only looks like a time."""
    kind = next(name for name in CASES if match[name])
    value = CASES[kind](match, base)
    return value if isinstance(value, tuple) or value is None else ("DATE", value)
