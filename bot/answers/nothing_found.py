"""Answers for queries that found nothing: what was looked for, and which questions have an answer instead."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue import number, say, say_as, say_n
from bot.model.answer import Answer, Offer
from bot.model.query import (
    CompareQuery,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.store.by_subject import LATEST
from bot.store.counts import MOST_COUNTED, counts
from bot.wording import called, date_words, joined, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.answer import Evidence
    from bot.model.library import Libraries
    from bot.model.query import Query
    from bot.store.counts import ActorCounts
    from bot.store.database import Database

_OFFERS = 5
_NAME = 40
"""Longest name on a button, in characters (labels allow 80; phones show about 38)."""


def described(query: Query) -> str:
    """Returns a query in words: "quotation by Abbas Araghchi about Iran"."""
    match query:
        case StanceQuery(holder, on):
            what = _stance([holder] if holder else [], on)
        case TimelineQuery(Subject(kind="issue") as about):
            what = say("event about {about}", about=called(about))
        case TimelineQuery(about):
            what = say("event involving {about}", about=called(about))
        case QuoteQuery(speaker, about, words):
            what = _quotation(speaker, about, words)
        case WhoQuery(name):
            what = say("fact about {about}", about=called(name))
        case CompareQuery(on, actors):
            what = _stance(actors, on)
        case RelationQuery(a, None):
            what = say("event between {a} and anybody", a=called(a))
        case RelationQuery(a, Subject() as b):
            what = say("event between {a} and {b}, nor word of one about the other,", a=called(a), b=called(b))
        case SearchQuery(words, outlet=outlet):
            what = say("sentence with {words}", words=searched(words))
            if outlet:
                what = say("sentence with {words} in {outlet}", words=searched(words), outlet=outlet)
    return f"{what}{period_words(query)}"


def _stance(holders: Sequence[Subject], on: Subject | None) -> str:
    by = joined([called(holder) for holder in holders], "or")
    if by and on:
        return say("stance by {holder} on {on}", holder=by, on=called(on))
    if on:
        return say("stance on {on}", on=called(on))
    return say("stance by {holder}", holder=by) if by else say("stance")


def _quotation(speaker: Subject | None, about: Subject | None, words: str | None) -> str:
    by = called(speaker) if speaker else ""
    if about and by:
        return say("quotation by {speaker} about {about}", speaker=by, about=called(about))
    if about:
        return say("quotation about {about}", about=called(about))
    if words and by:
        return say("quotation by {speaker} with the words “{words}”", speaker=by, words=words)
    if words:
        return say("quotation with the words “{words}”", words=words)
    return say("quotation by {speaker}", speaker=by) if by else say("quotation")


def searched(words: str) -> str:
    """Returns the words of a search in quotation marks, if they have none of their own."""
    return words if any(mark in words for mark in '"“”') else say("“{words}”", words=words)


def period_words(query: Query) -> str:
    """Returns the period of a query as it stands behind a noun: " since 1 June 2025 until 30 June 2025"."""
    if isinstance(query, WhoQuery):
        return ""
    since = f" {say_as('a day', 'since {day}', day=date_words(query.since))}" if query.since else ""
    until = f" {say_as('a day', 'until {day}', day=date_words(query.until))}" if query.until else ""
    return since + until


def scope(articles: int, *more: str, behind: Iterable[Evidence] = ()) -> str:
    """Returns on how many of the articles an answer rests, and what else limits it: "From 2 of 12 articles; not shown: 2 events without a date".

    `behind`: all sentences it rests on; without them, how many articles were searched.
    """
    number_behind = len({evidence.source.article for evidence in behind})
    if not number_behind:
        said = say_n("{n} article searched", "{n} articles searched", articles)
    elif number_behind < articles:
        said = say_n(
            "From {number} of {n} article", "From {number} of {n} articles", articles, number=number(number_behind)
        )
    else:
        said = say_n("From {n} article", "From {n} articles", articles)
    return "; ".join(part for part in (said, *more) if part)


def newest(facts: int, message: str) -> str:
    """Returns the message that an answer has only the newest `n` facts, if it has as many as an answer may have; else nothing."""
    return say(message, n=LATEST) if facts >= LATEST else ""


def number_of(found: int) -> str:
    """Returns how many there are, as far as they were counted: "12", "over 100"."""
    return say("over {n}", n=number(MOST_COUNTED)) if found > MOST_COUNTED else number(found)


def nothing(query: Query, articles: int, others: tuple[Offer, ...], left_out: str = "") -> Answer:
    """Returns an answer without lines: what was looked for, what is not shown, and other questions that have an answer."""
    what = f"{described(query)} ({left_out})" if left_out else described(query)
    looked = say_n("No {what} in the one article here.", "No {what} in the {n} articles here.", articles, what=what)
    if articles == 0:
        looked = say("The library has no articles yet, so I can't answer.")
    there_is = f" {say('I did find {what}.', what=joined([offer.label for offer in others]))}" if others else ""
    return Answer(query, looked + there_is, offers=others)


async def offers(database: Database, query: Query, libraries: Libraries, *, brief: bool = False) -> tuple[Offer, ...]:
    """Returns further questions that have an answer, with counts: first about the main subject, then about the other one.

    `brief`: without the name, which stands above.
    """
    subjects = subjects_of(query)
    told = await asyncio.gather(*(counts(database, libraries, subject) for subject in subjects))
    found: list[Offer] = []
    for subject, there in zip(subjects, told, strict=True):
        of = (None, subject) if subject.kind == "issue" else (subject, None)
        short = _brief(there)
        labels = short if brief else _named(subject, there)
        below = short if subject is subjects[0] else ("", "", "")
        numbers = (there.stances, there.quotations, there.events)
        every: tuple[Query, ...] = (StanceQuery(*of), QuoteQuery(*of), TimelineQuery(subject))
        found += [
            Offer(label, other, less)
            for number, label, less, other in zip(numbers, labels, below, every, strict=True)
            if number and not is_same(other, query)
        ]
    return tuple(found[:_OFFERS])


def _brief(there: ActorCounts) -> tuple[str, str, str]:
    """How many stances, quotations and events there are: "3 events", so that all stand in one row on a phone."""
    return (
        say_n("{number} stance", "{number} stances", there.stances, number=number_of(there.stances)),
        say_n("{number} quotation", "{number} quotations", there.quotations, number=number_of(there.quotations)),
        say_n("{number} event", "{number} events", there.events, number=number_of(there.events)),
    )


def _named(subject: Subject, there: ActorCounts) -> tuple[str, str, str]:
    """The same with whose they are."""
    name = shortened(called(subject), _NAME)
    stances, quotations, events = map(number_of, (there.stances, there.quotations, there.events))
    if subject.kind == "issue":
        return (
            say_n("{number} stance on {name}", "{number} stances on {name}", there.stances, number=stances, name=name),
            say_n(
                "{number} quotation about {name}",
                "{number} quotations about {name}",
                there.quotations,
                number=quotations,
                name=name,
            ),
            say_n(
                "{number} event about {name}", "{number} events about {name}", there.events, number=events, name=name
            ),
        )
    return (
        say_n("{number} stance by {name}", "{number} stances by {name}", there.stances, number=stances, name=name),
        say_n(
            "{number} quotation by {name}",
            "{number} quotations by {name}",
            there.quotations,
            number=quotations,
            name=name,
        ),
        say_n(
            "{number} event involving {name}",
            "{number} events involving {name}",
            there.events,
            number=events,
            name=name,
        ),
    )


def is_same(one: Query, other: Query) -> bool:
    """True if two queries have the same answer; a timeline can be read in either order."""
    if isinstance(one, TimelineQuery) and isinstance(other, TimelineQuery):
        return replace(one, order=None) == replace(other, order=None)
    return one == other


def subjects_of(query: Query) -> tuple[Subject, ...]:
    """Returns the subjects that a query names, each once, the main one first."""
    match query:
        case StanceQuery(first, second) | QuoteQuery(first, second):
            pass
        case TimelineQuery(first):
            second = None
        case WhoQuery(first) | CompareQuery(first):
            second = None
        case RelationQuery(first, second):
            pass
        case SearchQuery():
            first = second = None
    return tuple(dict.fromkeys(subject for subject in (first, second) if subject))
