"""Says in words what a picture shows, for those who don't see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.catalogue import say, say_n
from bot.charts import captions
from bot.edtf import date_bounds
from bot.model.chart import CourseChart, MatrixChart, MonthsChart, Side, StripChart
from bot.wording import date_words, joined, shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.chart import Chart, DayRange, EventMark, MatrixRow

LONGEST = 600
"""Longest description, in characters: a screen reader says all of it (Discord allows 1,024)."""
_NAME = 60
_DAY = len("2025-06-23")
_FOREMOST = 3
"""How many events of a timeline are named."""


def alt_of(chart: Chart) -> str:
    """Returns the description of a chart."""
    match chart:
        case StripChart():
            told = _strip(chart)
        case MatrixChart():
            told = _matrix(chart)
        case MonthsChart():
            told = _months(chart)
        case CourseChart():
            told = _course(chart)
    return shortened(told, LONGEST)


def _name(text: str) -> str:
    return shortened(unmarked(text), _NAME) or "…"


def _strip(chart: StripChart) -> str:
    months = Counter(mark.days.start[:7] for mark in chart.marks if mark.days.start[:7] == mark.days.end[:7])
    busiest, number = min(months.items(), key=lambda pair: (-pair[1], pair[0])) if months else ("", 0)
    dated = say_n("{n} dated event", "{n} dated events", len(chart.marks))
    told = say(
        "Timeline of {about}: {events} {period}",
        about=_name(chart.about),
        events=dated,
        period=_period(mark.days for mark in chart.marks),
    )
    if len(chart.marks) / 3 < number < len(chart.marks):
        told = say("{told}, most of them in {month} ({n})", told=told, month=date_words(busiest), n=number)
    first: dict[str, EventMark] = {}
    for mark in sorted(chart.marks, key=lambda mark: (-mark.weight, mark.days.start)):
        first.setdefault(mark.label, mark)
    foremost = [mark for label, mark in first.items() if label][:_FOREMOST]
    named = "; ".join(f"{_name(mark.label)} ({_days(mark.days)})" for mark in foremost)
    parts = [f"{told}."]
    if named:
        parts.append(say("Among them {events}.", events=named))
    if chart.undated:
        parts.append(
            say_n("{n} event without a date not drawn.", "{n} events without a date not drawn.", chart.undated)
        )
    return " ".join(parts)


def _days(days: DayRange) -> str:
    first, last = _ends(days)
    if first == last:
        return date_words(first)
    return say("{since} to {until}", since=date_words(first), until=date_words(last))


def _ends(days: DayRange) -> tuple[str, str]:
    """The two ends of a range, no more exact than it is: days, or months or years if the range consists of whole ones."""
    first, last = days.start, days.end
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4], last[:4]
    if first.endswith("-01") and last == _last_day(last[:7]):
        return first[:7], last[:7]
    return first, last


def _last_day(month: str) -> str:
    """The last day of a month."""
    bounds = date_bounds(month)
    return bounds[1] if bounds else ""


def _period(every: Iterable[DayRange]) -> str:
    days = list(every)
    (first, alone), (_, last) = (
        _ends(min(days, key=lambda each: each.start)),
        _ends(max(days, key=lambda each: each.end)),
    )
    if first == alone == last:
        one = date_words(first)
        return say("on {day}", day=one) if len(first) == _DAY else say("in {period}", period=one)
    return say("from {since} to {until}", since=date_words(first), until=date_words(last))


def _matrix(chart: MatrixChart) -> str:
    rows = "; ".join(_row(chart, row) for row in chart.rows)
    return say("Table of who stands where on {on}. {rows}.", on=_name(chart.on), rows=rows)


def _row(chart: MatrixChart, row: MatrixRow) -> str:
    told = [
        f"{captions.side_words(position.side)} {captions.way_words(way)}"
        for way, position in zip(chart.ways, row.positions, strict=False)
        if position
    ]
    return f"{_name(row.name)}: {', '.join(told) or captions.no_stance()}"


def _months(chart: MonthsChart) -> str:
    told = "; ".join(
        f"{date_words(month.month)}: {joined(counts)}"
        for month in reversed(chart.months)
        if (
            counts := [
                f"{n} {word}"
                for n, word in ((month.cooperation, captions.cooperation()), (month.conflict, captions.conflict()))
                if n
            ]
        )
    )
    return say(
        "Bars by month for {a} and {b}, events of cooperation above and of conflict below, latest first. {months}.",
        a=_name(chart.first),
        b=_name(chart.second),
        months=told,
    )


def _course(chart: CourseChart) -> str:
    parts = []
    for side in (Side.FOR, Side.UNCLEAR, Side.AGAINST):
        days = [point.days for point in chart.points if point.side is side]
        if days:
            number = say_n("{n} sentence", "{n} sentences", len(days))
            parts.append(f"{captions.side_words(side)}: {number} {_period(days)}")
    return say(
        "{holder} on {on} over time, by the date of the article. {sides}.",
        holder=_name(chart.holder),
        on=_name(chart.on),
        sides="; ".join(parts),
    )
