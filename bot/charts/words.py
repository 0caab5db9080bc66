"""The words of pictures: titles, keys and notes. They are short, because a phone is 360 points wide."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from bot.model.chart import Side
from bot.model.facts import Expressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.chart import CourseChart, MatrixChart, Month, MonthsChart, Position, StripChart

SIDES = {Side.FOR: "for", Side.BOTH: "both", Side.UNCLEAR: "no clear side", Side.AGAINST: "against"}
WAYS = {Expressed.WORDS: "in words", Expressed.ACTIONS: "in actions", Expressed.INACTION: "through inaction"}
COLUMNS = {Expressed.WORDS: "words", Expressed.ACTIONS: "actions", Expressed.INACTION: "inaction"}
BANDS = {**SIDES, Side.UNCLEAR: "unclear"}
COOPERATION, CONFLICT = "cooperation", "conflict"
NO_STANCE, NOTHING = "no stance found", "–"


def strip_title(chart: StripChart) -> str:
    """Returns the title of a timeline."""
    return f"Timeline of {chart.about}"


def strip_notes(chart: StripChart, unseen: int) -> list[str]:
    """Returns what the marks of a timeline mean, as far as it needs saying, and what isn't drawn."""
    vague = any(mark.days.first != mark.days.last for mark in chart.marks)
    elsewhere = chart.here and any(mark.line not in chart.here for mark in chart.marks)
    return [
        "one mark an event",
        *(["bar: some day within it"] if vague else []),
        *(["hollow: planned"] if any(mark.planned for mark in chart.marks) else []),
        *(["pale: on other pages"] if elsewhere else []),
        *([f"{chart.undated} undated not drawn"] if chart.undated else []),
        *([f"{unseen} more without room"] if unseen else []),
    ]


def matrix_title(chart: MatrixChart) -> str:
    """Returns the title of a comparison."""
    return f"Stances on {chart.on}"


def position_words(position: Position) -> str:
    """Returns the words beside a sign: "against (3)", for three sentences."""
    side = BANDS[position.side]
    return f"{side} ({position.sentences})" if position.sentences > 1 else side


def months_title(chart: MonthsChart) -> str:
    """Returns the title of a relation."""
    return f"{chart.first} and {chart.second}"


def months_notes(chart: MonthsChart, drawn: Sequence[Month]) -> list[str]:
    """Returns what the bars count, and what isn't drawn."""
    earlier = sum(m.cooperation + m.conflict + m.other for m in chart.months if m.month < drawn[0].month)
    other = sum(month.other for month in drawn)
    missing = [
        f"{other} of neither kind" if other else "",
        f"{earlier} earlier" if earlier else "",
        f"{chart.unplaced} of no one month" if chart.unplaced else "",
    ]
    left = [part for part in missing if part]
    return ["number of events by month", *([f"not drawn: {', '.join(left)}"] if left else [])]


def month_name(month: str) -> str:
    """Returns a month's short name."""
    return calendar.month_abbr[int(month[5:])]


def course_title(chart: CourseChart) -> str:
    """Returns the title of a stance over time."""
    return f"{chart.holder} on {chart.on}"


def course_notes(chart: CourseChart, unseen: int) -> list[str]:
    """Returns what a mark is, and what isn't drawn."""
    return [
        "one mark a sentence, by its article’s date",
        *([f"{chart.undated} of undated articles not drawn"] if chart.undated else []),
        *([f"{unseen} more without room"] if unseen else []),
    ]
