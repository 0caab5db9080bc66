"""Answers /relation: what two actors did to each other and said about each other, and their cooperation and conflict by month."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.charts import months_of
from bot.answers.nothing_found import nothing, period_words, scope
from bot.answers.quotes import said_words
from bot.answers.stances import position_words, surest
from bot.answers.timelines import event_line, latest_first
from bot.catalogue import N_, say, say_n
from bot.edtf import date_bounds
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.facts import EventType
from bot.model.query import QuoteQuery, StanceQuery, period_of
from bot.store.articles import count_articles
from bot.store.events import events_between
from bot.store.quotations import quotations
from bot.store.stances import stances
from bot.wording import called, date_words, named, sentence_case, shortened, without_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import ShownEvent, ShownQuotation, ShownStance
    from bot.model.library import Libraries
    from bot.model.query import RelationQuery, Subject
    from bot.store.database import Database

# PLOVER's quad codes: verbal and material cooperation, verbal and material conflict. A request is neither here: PLOVER
# calls it conflict, but readers don't if an ally asks for help.
_COOPERATION = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.RETREAT}
)
_CONFLICT = frozenset(
    {
        EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST,
        EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT,
    }
)  # fmt: skip
_SORTS = {"▲": N_("▲ {n} cooperation"), "▼": N_("▼ {n} conflict"), "○": N_("○ {n} other")}
_MONTHS, _EACH = 6, 2
"""How many months, and how many events of each direction, a page has."""
_HELD, _SAID = 50, 10
"""On how many of the newest stances a position rests, and how many of the newest quotations are read for the one shown."""


async def answer_relation(database: Database, query: RelationQuery, libraries: Libraries) -> Answer:
    """Returns what each did to the other and said about it, and their cooperation and conflict by month."""
    first, second, period = query.a, query.b, period_of(query)
    articles = await count_articles(database, libraries)
    if second is None:
        return nothing(query, articles, ())
    there, back = await asyncio.gather(
        events_between(database, libraries, first.id, second.id, period),
        events_between(database, libraries, second.id, first.id, period),
    )
    held, others = await asyncio.gather(
        stances(database, libraries, first.id, second, period, _HELD),
        stances(database, libraries, second.id, first, period, _HELD),
    )
    said, answered = await asyncio.gather(
        quotations(database, libraries, first.id, second, period, _SAID),
        quotations(database, libraries, second.id, first, period, _SAID),
    )
    both = {event.subject.id for event in there} & {event.subject.id for event in back}
    between = {event.subject.id: event for event in (*there, *back)}
    months = _months(between.values())
    sections = (
        _done(say("Together"), [event for event in there if event.subject.id in both]),
        _done(_toward(first, second), [event for event in there if event.subject.id not in both]),
        _done(_toward(second, first), [event for event in back if event.subject.id not in both]),
        _said(first, second, held, said),
        _said(second, first, others, answered),
        _by_month(months),
    )
    shown = tuple(section for section in sections if section.lines)
    if not shown:
        return nothing(query, articles, ())
    behind = [evidence for section in shown for line in section.lines for evidence in line.evidence]
    return Answer(
        query,
        sentence_case(
            say(
                "{a} and {b}{period}: {events}.",
                a=called(first),
                b=called(second),
                period=period_words(query),
                events=_summary((*there, *back)),
            )
        ),
        tuple(Section(section.heading, tuple(map(without_sentences, section.lines))) for section in shown),
        scope=scope(articles, behind=behind),
        offers=_offers(query, second, (bool(held), bool(others), bool(said), bool(answered))),
        opens=tuple({evidence.source.article: evidence.source for evidence in behind}.values()),
        chart=months_of((first, second), _counts(months), len(between) - sum(map(len, months.values()))),
    )


def _short(subject: Subject) -> str:
    return shortened(named(subject.name), 30)


def _on(speaker: Subject, other: Subject) -> str:
    """Words for what one says about the other: "Iran on the United States"."""
    return say("{speaker} on {on}", speaker=_short(speaker), on=shortened(called(other), 34))


def _toward(doer: Subject, other: Subject) -> str:
    return f"{_short(doer)} → {_short(other)}"


def _summary(told: Iterable[ShownEvent]) -> str:
    events = {event.subject.id: event for event in told}.values()
    return _signs(events) or say("no event between them, only statements")


def _signs(events: Iterable[ShownEvent]) -> str:
    """How many events of each sign: "▲ 3 cooperation, ▼ 1 conflict"."""
    number = Counter(map(_sign, events))
    return ", ".join(say(sort, n=number[sign]) for sign, sort in _SORTS.items() if number[sign])


def _sign(event: ShownEvent) -> str:
    return "▲" if event.type in _COOPERATION else "▼" if event.type in _CONFLICT else "○"


def _months(events: Iterable[ShownEvent]) -> dict[str, list[ShownEvent]]:
    """The events of each month. An event without a date counts for its article's month, one that spans months for none."""
    months: dict[str, list[ShownEvent]] = {}
    for event in events:
        bounds = date_bounds(event.date) or date_bounds(event.evidence.source.published)
        if bounds and bounds[0][:7] == bounds[1][:7]:
            months.setdefault(bounds[0][:7], []).append(event)
    return months


def _by_month(months: dict[str, list[ShownEvent]]) -> Section:
    """The events of the latest months, one line per month."""
    latest = sorted(months.items(), reverse=True)[:_MONTHS] if len(months) > 1 else []  # one is told by the headline
    return Section(
        say("By month"), tuple(Line(_signs(some), date=month, when=date_words(month)) for month, some in latest)
    )


def _counts(months: dict[str, list[ShownEvent]]) -> dict[str, tuple[int, int, int]]:
    """How many events of cooperation, conflict and neither a month has."""
    number = {month: Counter(map(_sign, some)) for month, some in months.items()}
    return {month: (signs["▲"], signs["▼"], signs["○"]) for month, signs in number.items()}


def _done(heading: str, told: list[ShownEvent]) -> Section:
    """The latest events of one direction, each with its sign. Of each sign that there is at least one is among them."""
    grouped = latest_first(told)
    firsts = {_sign(some[0]): some for some in reversed(grouped)}
    shown = sorted((firsts.values()), key=grouped.index)
    shown += [some for some in grouped if some not in shown][: max(0, _EACH - len(shown))]
    shown.sort(key=grouped.index)
    if len(grouped) > len(shown):
        heading = f"{heading}, {say_n('{n} event', '{n} events', len(grouped))}"
    return Section(heading, tuple(_signed(some) for some in shown))


def _signed(told: list[ShownEvent]) -> Line:
    line = event_line(told, brief=True)
    return replace(line, text=f"{_sign(told[0])} {line.text}")


def _said(speaker: Subject, on: Subject, held: list[ShownStance], said: list[ShownQuotation]) -> Section:
    """The position, and the newest quotations about the other actor."""
    lines = []
    if held:
        lines.append(Line(sentence_case(position_words(speaker, on, held)), (surest(held).evidence,)))
    if said:
        lines.append(Line(said_words(said[0]), (said[0].evidence,)))
    return Section(_on(speaker, on), tuple(lines))


def _offers(query: RelationQuery, second: Subject, there: tuple[bool, bool, bool, bool]) -> tuple[Offer, ...]:
    first, days = query.a, (query.since, query.until)
    every = (
        Offer(say("Stance: {who}", who=_on(first, second)), StanceQuery(first, second, *days)),
        Offer(say("Stance: {who}", who=_on(second, first)), StanceQuery(second, first, *days)),
        Offer(say("Quotes: {who}", who=_on(first, second)), QuoteQuery(first, second, None, *days)),
        Offer(say("Quotes: {who}", who=_on(second, first)), QuoteQuery(second, first, None, *days)),
    )
    return tuple(offer for offer, found in zip(every, there, strict=True) if found)
