"""Answers /timeline: dated events by date, undated ones where the order of their text puts them, marked as undated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import groupby
from typing import TYPE_CHECKING

from bot.answers.charts import strip_of
from bot.answers.event_wording import deed_words, says_nothing_of_its_own, voice_words
from bot.answers.figures import differing
from bot.answers.nothing_found import nothing, period_words, scope
from bot.answers.reports import outlet_words, reports_of, side_by_side
from bot.catalogue import say, say_n
from bot.edtf import date_bounds
from bot.model.answer import Answer, Line, Offer, Section, ShownEvent
from bot.model.facts import MUTUAL, Mode
from bot.model.query import OLDEST
from bot.store.by_subject import LATEST
from bot.wording import called, date_words, joined, mode_words, shortened

if TYPE_CHECKING:
    from bot.model.query import TimelineQuery

_SHOWN = (Mode.ACTUAL, Mode.PLANNED)
_LONG_PAST = 60
"""Days before its article after which an event is background: undated events that follow it in the text are not placed at its date."""
_Place = tuple[str, str, int]
"""The day an event is placed at, its article's day, and the article."""
_UNKNOWN = "9999-99-99"
"""Sorts after every date: for undated events of undated articles."""


def answer_timeline(query: TimelineQuery, told: list[ShownEvent], articles: int, others: tuple[Offer, ...]) -> Answer:
    """Returns the events involving the subject, in order."""
    kept = {event.subject.id for event in told if event.mode in _SHOWN and _within(event, query)}
    shown = [event for event in told if event.mode in _SHOWN and event.subject.id in kept]
    left = _left_out(told, query, kept)
    if not shown:
        return nothing(query, articles, others, left)
    told_once: dict[Line, list[ShownEvent]] = {}
    for some in _told_together(_in_order(shown, query.order)):
        if not all(says_nothing_of_its_own(event, shown) for event in some):
            told_once.setdefault(event_line(some), some)
    lines = tuple(told_once)
    return Answer(
        query,
        _headline(query, lines),
        (Section("", lines),),
        scope=scope(articles, left, behind=(event.evidence for event in shown)),
        offers=(*_onward(query, shown, len(lines)), *others),
        chart=strip_of(query, tuple(told_once.items())),
        folded=True,
    )


def _onward(query: TimelineQuery, shown: list[ShownEvent], lines: int) -> tuple[Offer, ...]:
    """The same timeline turned round, and what is beyond the events that one answer shows."""
    oldest = query.order == OLDEST
    turned = replace(query, order=None if oldest else OLDEST)
    label = say("Latest first") if oldest else say("Oldest first")
    turn = [Offer(label, turned)] if lines > 1 and _can_be_turned(shown) else []
    days = [bounds[0] for event in shown if (bounds := date_bounds(event.date))]
    if len(shown) < LATEST or not days:
        return tuple(turn)
    beyond = replace(query, since=max(days)) if oldest else replace(query, until=min(days))
    return (
        (Offer(say("Later events") if oldest else say("Earlier events"), beyond), *turn)
        if beyond != query
        else tuple(turn)
    )


def _headline(query: TimelineQuery, lines: tuple[Line, ...]) -> str:
    dated = sum(line.date is not None for line in lines)
    if len(lines) == 1:
        known = "" if dated else say("undated")
    elif dated == len(lines):
        known = say("all dated")
    elif dated:
        known = say("{n} dated, the others in the order of the text", n=dated)
    else:
        known = say("none dated, in the order of the text")
    first = (say("oldest first") if query.order == OLDEST else say("latest first")) if dated > 1 else ""
    events = ", ".join(filter(None, (say_n("{n} event", "{n} events", len(lines)), known, first)))
    return say(
        "Timeline of {about}{period}: {events}.", about=called(query.about), period=period_words(query), events=events
    )


def _left_out(told: list[ShownEvent], query: TimelineQuery, kept: set[str]) -> str:
    """What the timeline does not show, in words."""
    unreal = sum(event.mode not in _SHOWN for event in told)
    lost = [
        event
        for event in told
        if event.mode in _SHOWN
        and not event.date
        and not event.evidence.source.published
        and event.subject.id not in kept
    ]
    undated = len(lost) if query.since or query.until else 0
    parts = [
        say_n("{n} denied or hypothetical event", "{n} denied or hypothetical events", unreal) if unreal else "",
        say_n("{n} event without a date", "{n} events without a date", undated) if undated else "",
    ]
    parts = [part for part in parts if part]
    return say("not shown: {events}", events=joined(parts)) if parts else ""


def _within(event: ShownEvent, query: TimelineQuery) -> bool:
    """True if the event may have happened in the period asked for: an undated one by its article's day, which its line says; false for those of undated articles."""
    if not query.since and not query.until:
        return True
    bounds = date_bounds(event.date) or date_bounds(event.evidence.source.published)
    return bounds is not None and (query.since or "") <= bounds[1] and bounds[0] <= (query.until or _UNKNOWN)


def _can_be_turned(told: list[ShownEvent]) -> bool:
    """True if the other order is another one: events of one day, or none, of an article keep the order of its text in both."""
    places = {place for place, _ in _placed(told)}
    unknown = {place for place in places if place[0] == _UNKNOWN}  # these come last in both
    return len(places - unknown) > 1 or len(unknown) > 1


def _in_order(told: list[ShownEvent], order: str | None) -> list[ShownEvent]:
    """Sorts by date, the latest first unless the oldest are asked for. One day's events of an article keep the order of the text.

    What nobody can place comes last.
    """

    def key(pair: tuple[_Place, ShownEvent]) -> tuple[bool, _Place]:
        return (pair[0][0] != _UNKNOWN) != (order == OLDEST), pair[0]

    return [event for _, event in sorted(_placed(told), key=key, reverse=order != OLDEST)]


def _placed(told: list[ShownEvent]) -> list[tuple[_Place, ShownEvent]]:
    """The events in text order with the day of each, and of its article.

    An undated event follows the dated one before it in its text, or takes its article's date if that one is long past.
    """
    placed: list[tuple[_Place, ShownEvent]] = []
    for article, group in groupby(told, key=lambda event: event.evidence.source.article):
        ordered = _as_the_text_orders(list(group))
        published = date_bounds(ordered[0].evidence.source.published)
        anchor = next(
            (bounds[0] for event in ordered if (bounds := date_bounds(event.date))),
            published[0] if published else _UNKNOWN,
        )
        earliest = _days_before(published[0], _LONG_PAST) if published else ""
        for event in ordered:
            bounds = date_bounds(event.date)
            anchor = bounds[0] if bounds else anchor if anchor >= earliest or not published else published[0]
            placed.append(((anchor, published[0] if published else _UNKNOWN, article), event))
    return placed


def _days_before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days)).isoformat() if day >= "0002" else day


def _as_the_text_orders(told: list[ShownEvent]) -> list[ShownEvent]:
    """One article's events in text order, but each after those the text puts before it. A cycle keeps the text order."""
    places = {event.subject.id: place for place, event in enumerate(told)}
    before = [
        {places[earlier.id] for earlier in event.after if earlier.id in places and earlier.id != event.subject.id}
        for event in told
    ]
    behind: dict[int, list[int]] = {}
    for place, earlier in enumerate(before):
        for predecessor in earlier:
            behind.setdefault(predecessor, []).append(place)
    ready, left, ordered = (
        [place for place, earlier in enumerate(before) if not earlier],
        dict.fromkeys(range(len(told))),
        [],
    )
    while left:
        place = heappop(ready) if ready else next(iter(left))
        if place not in left:
            continue
        del left[place]
        ordered.append(told[place])
        for later in behind.get(place, ()):
            before[later].discard(place)
            if not before[later]:
                heappush(ready, later)
    return ordered


def _told_together(told: list[ShownEvent]) -> list[list[ShownEvent]]:
    """Groups the reports of one event. The group is placed by its most informative report: one that happened, has a date and says who took part."""
    by_event: dict[str, list[tuple[bool, int, int, int, int]]] = {}
    once = _told_again(told)
    for place, event in enumerate(told):
        nameless = (not event.agents) + (not event.recipients)
        by_event.setdefault(once.get(event.subject.id, event.subject.id), []).append(
            (event.mode != Mode.ACTUAL, _vague(event.date), nameless, event.evidence.source.article, place)
        )
    ranked = sorted((sorted(places) for places in by_event.values()), key=lambda places: places[0][-1])
    return [[told[place] for *_, place in places] for places in ranked]


def _told_again(told: list[ShownEvent]) -> dict[str, str]:
    """Returns for an event an earlier one of its article in which the same parties did the same thing together on that day.

    "Israel and Iran agreed to a ceasefire. The ceasefire between Israel and Iran took effect": either may be named first.
    """
    first: dict[tuple[object, ...], str] = {}
    once: dict[str, str] = {}
    for event in told:
        parties = frozenset((*event.agents, *event.recipients))
        if event.type in MUTUAL and event.date and len(parties) > 1 and not event.named:
            same = (event.evidence.source.article, event.type, event.mode, event.date, parties)
            once[event.subject.id] = first.setdefault(same, once.get(event.subject.id, event.subject.id))
    return once


def latest_first(told: list[ShownEvent]) -> list[list[ShownEvent]]:
    """Returns the reports of each event, the latest event first; those without a date by their article's, before none at all."""

    def day(reports: list[ShownEvent]) -> str:
        bounds = date_bounds(reports[0].date) or date_bounds(reports[0].evidence.source.published)
        return bounds[0] if bounds else ""

    return sorted(_told_together(told), key=day, reverse=True)


def _vague(edtf: str | None) -> int:
    """Returns how many days a date may mean; for no date, more than any date."""
    bounds = date_bounds(edtf)
    return (date.fromisoformat(bounds[1]) - date.fromisoformat(bounds[0])).days if bounds else date.max.toordinal()


def event_line(tellings: list[ShownEvent], *, brief: bool = False) -> Line:
    """Returns the line of one event: its date, name or type, place in the order (unless `brief`), and sentences."""
    first = tellings[0]
    text = deed_words(first)
    marks = (
        mode_words(first.mode),
        voice_words(first),
        say("after {event}", event=shortened(first.after[0].name, 60)) if first.after and not brief else "",
        say("in {place}", place=first.place) if first.place and first.place not in text else "",
        reports_of([event.evidence.source for event in tellings]),
    )
    return Line(
        text,
        tuple({(event.evidence.source.article, event.evidence.at): event.evidence for event in tellings}.values()),
        date=first.date,
        when=date_words(first.date) if first.date else say("undated"),
        mark="; ".join(mark for mark in marks if mark) or None,
        differ=(*_dates(tellings), *differing(event.evidence for event in tellings)),
    )


def _dates(tellings: list[ShownEvent]) -> tuple[str, ...]:
    """Returns the dates of an event and who gives them, if reports differ: "dates: 22 June 2025 (A), 23 June 2025 (B)". A month agrees with any day in it."""
    every = {event.date: bounds for event in tellings if (bounds := date_bounds(event.date))}
    said: dict[str, list[str]] = {}
    for event in sorted(tellings, key=lambda event: every.get(event.date, ("", ""))):
        own = every.get(event.date)
        if own is None or any(other != own and own[0] <= other[0] and other[1] <= own[1] for other in every.values()):
            continue
        outlets = said.setdefault(date_words(event.date), [])
        if (name := outlet_words(event.evidence.source.outlet)) not in outlets:
            outlets.append(name)
    return (side_by_side(say("dates"), list(said.items())),) if len(said) > 1 else ()
