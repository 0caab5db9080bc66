"""The words of pictures: titles, keys and notes. They are short, because a phone is 360 points wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import N_, number, say
from bot.model.chart import Side
from bot.model.facts import Expressed
from bot.wording import short_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.chart import CourseChart, MatrixChart, Month, MonthsChart, Position, StripChart

_SIDES = {Side.FOR: N_("for"), Side.BOTH: N_("both"), Side.UNCLEAR: N_("no clear side"), Side.AGAINST: N_("against")}
_WAYS = {
    Expressed.WORDS: N_("in words"),
    Expressed.ACTIONS: N_("in actions"),
    Expressed.INACTION: N_("through inaction"),
}
_COLUMNS = {Expressed.WORDS: N_("words"), Expressed.ACTIONS: N_("actions"), Expressed.INACTION: N_("inaction")}
NOTHING = "–"


def side_words(side: Side) -> str:
    """Returns the words for a side: "for", "no clear side"."""
    return say(_SIDES[side])


def band_words(side: Side) -> str:
    """Returns the same in less room: "unclear"."""
    return say("unclear") if side is Side.UNCLEAR else side_words(side)


def way_words(way: Expressed) -> str:
    """Returns how stances are expressed: "in actions"."""
    return say(_WAYS[way])


def column_words(way: Expressed) -> str:
    """Returns the same as the head of a column: "actions"."""
    return say(_COLUMNS[way])


def cooperation() -> str:
    """Returns what bars above the line count."""
    return say("cooperation")


def conflict() -> str:
    """Returns what bars below the line count."""
    return say("conflict")


def no_stance() -> str:
    """Returns what stands in place of a stance that there is not."""
    return say("no stance found")


def strip_title(chart: StripChart) -> str:
    """Returns the title of a timeline."""
    return say("Timeline of {about}", about=chart.about)


def strip_notes(chart: StripChart, unseen: int) -> list[str]:
    """Returns what the marks of a timeline mean, as far as it needs saying, and what isn't drawn."""
    vague = any(mark.days.first != mark.days.last for mark in chart.marks)
    return [
        say("one mark an event"),
        *([say("bar: some day within it")] if vague else []),
        *([say("hollow: planned")] if any(mark.planned for mark in chart.marks) else []),
        *([say("{n} undated not drawn", n=number(chart.undated))] if chart.undated else []),
        *([say("{n} more without room", n=number(unseen))] if unseen else []),
    ]


def matrix_title(chart: MatrixChart) -> str:
    """Returns the title of a comparison."""
    return say("Stances on {on}", on=chart.on)


def position_words(position: Position) -> str:
    """Returns the words beside a sign: "against (3)", for three sentences."""
    side = band_words(position.side)
    return f"{side} ({position.sentences})" if position.sentences > 1 else side


def months_title(chart: MonthsChart) -> str:
    """Returns the title of a relation."""
    return say("{some} and {last}", some=chart.first, last=chart.second)


def months_notes(chart: MonthsChart, drawn: Sequence[Month]) -> list[str]:
    """Returns what the bars count, and what isn't drawn."""
    earlier = sum(
        m.cooperation + m.conflict + m.other for m in chart.months if m.month[: len(drawn[0].month)] < drawn[0].month
    )
    other = sum(month.other for month in drawn)
    missing = [
        say("{n} of neither kind", n=number(other)) if other else "",
        say("{n} earlier", n=number(earlier)) if earlier else "",
        say("{n} of no one month", n=number(chart.unplaced)) if chart.unplaced else "",
    ]
    left = [part for part in missing if part]
    by_year = len(drawn[0].month) == len("2020")
    return [
        say("number of events by year") if by_year else say("number of events by month"),
        *([say("not drawn: {what}", what=", ".join(left))] if left else []),
    ]


def month_name(month: str) -> str:
    """Returns a month's short name; nothing for a year."""
    return "" if len(month) == len("2020") else short_month(int(month[5:]))


def course_title(chart: CourseChart) -> str:
    """Returns the title of a stance over time."""
    return say("{speaker} on {on}", speaker=chart.holder, on=chart.on)


def course_notes(chart: CourseChart, unseen: int) -> list[str]:
    """Returns what a mark is, and what isn't drawn."""
    return [
        say("one mark a sentence, by its article’s date"),
        *([say("{n} of undated articles not drawn", n=number(chart.undated))] if chart.undated else []),
        *([say("{n} more without room", n=number(unseen))] if unseen else []),
    ]
