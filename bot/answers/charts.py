"""Makes the charts of answers: what a picture shows beside the words. None where there is too little for a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.edtf import Interval, date_bounds, parse
from bot.model.chart import (
    CourseChart,
    DayRange,
    EventMark,
    MatrixChart,
    MatrixRow,
    Month,
    MonthsChart,
    Position,
    Side,
    StancePoint,
    StripChart,
)
from bot.model.facts import Expressed, Mode, Polarity
from bot.wording import called, happened_words, joined, named, shortened, type_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.model.answer import Line, ShownEvent, ShownStance
    from bot.model.query import CompareQuery, Subject, TimelineQuery

_EVENTS, _DATES, _PARTIES, _MONTHS = 3, 2, 2, 2
"""The fewest dated events, different dates, parties and months that are worth a picture."""
_NAMED = 2
"""How many reports a name is worth: events with a name, and those told of most, get a label first."""
_POLARITY = {
    Polarity.SUPPORTS: Side.FOR,
    Polarity.OPPOSES: Side.AGAINST,
    Polarity.NEUTRAL: Side.UNCLEAR,
}


def strip_of(query: TimelineQuery, told: Sequence[tuple[Line, list[ShownEvent]]]) -> StripChart | None:
    """Returns the chart of a timeline: of its lines, in order, and the reports of each."""
    marks = tuple(_mark(line, reports) for line, reports in told if days_of(line.date))
    if len(marks) < _EVENTS or len({mark.days for mark in marks}) < _DATES:
        return None
    return StripChart(called(query.about), marks, len(told) - len(marks))


def _mark(line: Line, reports: list[ShownEvent]) -> EventMark:
    first = reports[0]
    known = first.named or first.agents or first.recipients
    weight = _NAMED * first.named + len({event.evidence.source.article for event in reports})
    days = days_of(line.date) or DayRange(None, None)
    return EventMark(days, _in_short(first) if known else "", weight, first.mode is Mode.PLANNED)


def _in_short(event: ShownEvent) -> str:
    """A few words for a label: "met: Abbas Araghchi → Vladimir Putin"."""
    if event.named:
        return f"{event.subject.name} ({type_words(event.type)})"
    sort = happened_words(event)
    sides = [shortened(joined([*map(named, names)]), 60) for names in (event.agents, event.recipients)]
    if sides[0] and sides[1]:
        return f"{sort}: {sides[0]} → {sides[1]}"
    return f"{sort}: {sides[0]}" if sides[0] else f"{sort} → {sides[1]}" if sides[1] else sort


def days_of(edtf: str | None) -> DayRange | None:
    """Returns the days a date may mean; None if it is none, or open at both ends."""
    bounds = date_bounds(edtf)
    date = parse(edtf)
    if bounds is None or date is None:
        return None
    if isinstance(date, Interval):
        first, last = bounds[0] if date.since else None, bounds[1] if date.until else None
        return DayRange(first, last) if first or last else None
    return DayRange(*bounds)


def matrix_of(
    query: CompareQuery,
    told: Sequence[tuple[Subject, list[ShownStance]]],
    side_of: Callable[[list[ShownStance]], Side],
) -> MatrixChart | None:
    """Returns the chart of a comparison: of the actors in order, with their stances, if any; `side_of` says what side stances are on."""
    if sum(bool(held) for _, held in told) < _PARTIES:
        return None
    there = {stance.expressed for _, held in told for stance in held}
    ways = tuple(way for way in Expressed if way in there)
    rows = []
    for actor, held in told:
        by_way = [[stance for stance in held if stance.expressed is way] for way in ways]
        positions = [Position(side_of(some), sentences_of(some)) if some else None for some in by_way]
        rows.append(MatrixRow(named(actor.name), tuple(positions) if held else ()))
    return MatrixChart(called(query.on), ways, tuple(rows))


def sentences_of(held: Iterable[ShownStance]) -> int:
    """Returns the number of sentences that stances rest on."""
    return len({(stance.evidence.source.article, stance.evidence.at) for stance in held})


def months_of(
    actors: tuple[Subject, Subject], counts: Mapping[str, tuple[int, int, int]], unplaced: int
) -> MonthsChart | None:
    """Returns the chart of a relation: by month how many events of cooperation, conflict and neither, and those of no one month."""
    months = tuple(Month(month, *counts[month]) for month in sorted(counts))
    signed = [month for month in months if month.cooperation or month.conflict]
    if len(signed) < _MONTHS or sum(month.cooperation + month.conflict for month in signed) < _EVENTS:
        return None
    return MonthsChart(named(actors[0].name), named(actors[1].name), months, unplaced)


def course_of(holder: Subject, on: Subject, held: Sequence[ShownStance]) -> CourseChart | None:
    """Returns the chart of a position over time: a point for each sentence, by the date of its article."""
    once = {
        (stance.evidence.source.article, stance.evidence.at, stance.polarity, stance.expressed): stance
        for stance in held
    }
    points = tuple(
        StancePoint(days, _POLARITY[stance.polarity], stance.expressed)
        for stance in once.values()
        if (days := days_of(stance.evidence.source.published))
    )
    if len({point.days for point in points}) < _DATES:
        return None
    return CourseChart(named(holder.name), called(on), points, len(once) - len(points))
