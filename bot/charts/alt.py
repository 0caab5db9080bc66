"""Says in words what a picture shows, for those who don't see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.charts import words
from bot.model.chart import CourseChart, MatrixChart, MonthsChart, Side, StripChart
from bot.wording import counted, date_words, joined, shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.chart import Chart, DayRange, EventMark, MatrixRow

LONGEST = 600
"""Longest description, in characters: a screen reader says all of it (Discord allows 1,024)."""
_NAME = 60
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
    most = (
        f", most of them in {date_words(busiest)} ({number})"
        if len(chart.marks) / 3 < number < len(chart.marks)
        else ""
    )
    undated = f" {counted(chart.undated, 'event')} without a date not drawn." if chart.undated else ""
    first: dict[str, EventMark] = {}
    for mark in sorted(chart.marks, key=lambda mark: (-mark.weight, mark.days.start)):
        first.setdefault(mark.label, mark)
    foremost = [mark for label, mark in first.items() if label][:_FOREMOST]
    told = "; ".join(f"{_name(mark.label)} ({_days(mark.days)})" for mark in foremost)
    among = f" Among them {told}." if told else ""
    period = _period(mark.days for mark in chart.marks)
    return (
        f"Timeline of {_name(chart.about)}: {counted(len(chart.marks), 'dated event')} {period}{most}.{among}{undated}"
    )


def _days(days: DayRange) -> str:
    return date_words(days.start) if days.start == days.end else f"{date_words(days.start)} to {date_words(days.end)}"


def _period(every: Iterable[DayRange]) -> str:
    days = list(every)
    first, last = min(each.start for each in days), max(each.end for each in days)
    return f"on {date_words(first)}" if first == last else f"from {date_words(first)} to {date_words(last)}"


def _matrix(chart: MatrixChart) -> str:
    rows = "; ".join(_row(chart, row) for row in chart.rows)
    return f"Table of who stands where on {_name(chart.on)}. {rows}."


def _row(chart: MatrixChart, row: MatrixRow) -> str:
    told = [
        f"{words.SIDES[position.side]} {words.WAYS[way]}"
        for way, position in zip(chart.ways, row.positions, strict=False)
        if position
    ]
    return f"{_name(row.name)}: {', '.join(told) or words.NO_STANCE}"


def _months(chart: MonthsChart) -> str:
    told = "; ".join(
        f"{date_words(month.month)}: {joined(counts)}"
        for month in reversed(chart.months)
        if (
            counts := [
                f"{n} {word}"
                for n, word in ((month.cooperation, words.COOPERATION), (month.conflict, words.CONFLICT))
                if n
            ]
        )
    )
    return f"Bars by month for {_name(chart.first)} and {_name(chart.second)}, events of cooperation above and of conflict below, latest first. {told}."


def _course(chart: CourseChart) -> str:
    parts = []
    for side in (Side.FOR, Side.UNCLEAR, Side.AGAINST):
        days = [point.days for point in chart.points if point.side is side]
        if days:
            parts.append(f"{words.SIDES[side]}: {counted(len(days), 'sentence')} {_period(days)}")
    return f"{_name(chart.holder)} on {_name(chart.on)} over time, by the date of the article. {'; '.join(parts)}."
