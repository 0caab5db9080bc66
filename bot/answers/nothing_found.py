"""Answers for queries that found nothing: what was looked for, and which questions have an answer instead."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.answer import Answer, Offer
from bot.model.query import CompareQuery, QuoteQuery, RelationQuery, SearchQuery, StanceQuery, TimelineQuery, WhoQuery
from bot.store.by_subject import LATEST
from bot.store.counts import MOST_COUNTED, counts
from bot.wording import called, counted, date_words, joined, shortened

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.model.query import Query, Subject
    from bot.store.database import Database

_OFFERS = 5
_NAME = 40
"""Longest name on a button, in characters (labels allow 80; phones show about 38)."""


def described(query: Query) -> str:
    """Returns a query in words: "quotation by Abbas Araghchi about Iran"."""
    match query:
        case StanceQuery(holder, on):
            what = f"stance{f' by {called(holder)}' if holder else ''}{f' on {called(on)}' if on else ''}"
        case TimelineQuery(about):
            what = f"event {'about' if about.kind == 'issue' else 'involving'} {called(about)}"
        case QuoteQuery(speaker, about, words):
            topic = f" about {called(about)}" if about else f" with the words “{words}”" if words else ""
            what = f"quotation{f' by {called(speaker)}' if speaker else ''}{topic}"
        case WhoQuery(name):
            what = f"fact about {called(name)}"
        case CompareQuery(on, actors):
            by = f" by {joined([called(actor) for actor in actors], 'or')}" if actors else ""
            what = f"stance{by} on {called(on)}"
        case RelationQuery(a, b):
            what = (
                f"event between {called(a)} and {called(b)}, nor word of one about the other,"
                if b
                else f"event between {called(a)} and anybody"
            )
        case SearchQuery(words, outlet=outlet):
            what = f"sentence with {searched(words)}{f' in {outlet}' if outlet else ''}"
    return f"{what}{period_words(query)}"


def searched(words: str) -> str:
    """Returns the words of a search in quotation marks, if they have none of their own."""
    return words if any(mark in words for mark in '"“”') else f"“{words}”"


def period_words(query: Query) -> str:
    """Returns the period of a query as it stands behind a noun: " since 1 June 2025 until 30 June 2025"."""
    if isinstance(query, WhoQuery):
        return ""
    ends = (("since", query.since), ("until", query.until))
    return "".join(f" {word} {date_words(day)}" for word, day in ends if day)


def scope(articles: int, *more: str) -> str:
    """Returns how many articles were searched, and what else limits an answer: "From 12 articles; not shown: 2 events without a date"."""
    return "; ".join(part for part in (f"From {counted(articles, 'article')}", *more) if part)


def newest(facts: int, nouns: str) -> str:
    """Returns that an answer has only the newest facts, if it has as many as an answer may have; else nothing."""
    return f"the newest {LATEST} {nouns}: earlier ones with until" if facts >= LATEST else ""


def number_of(found: int, noun: str) -> str:
    """Returns how many there are, as far as they were counted: "12 events", "over 100 events"."""
    return f"over {counted(MOST_COUNTED, noun)}" if found > MOST_COUNTED else counted(found, noun)


def nothing(query: Query, articles: int, others: tuple[Offer, ...], left_out: str = "") -> Answer:
    """Returns an answer without lines: what was looked for, what is not shown, and other questions that have an answer."""
    where = "the one article here" if articles == 1 else f"the {counted(articles, 'article')} here"
    looked = f"No {described(query)} in {where}{f' ({left_out})' if left_out else ''}."
    if articles == 0:
        looked = "The library has no articles yet, so I can't answer."
    there_is = f" I did find {joined([offer.label for offer in others])}." if others else ""
    return Answer(query, looked + there_is, offers=others, scope=scope(articles))


async def offers(database: Database, query: Query, libraries: Libraries) -> tuple[Offer, ...]:
    """Returns further questions that have an answer, with counts: first about the main subject, then about the other one."""
    subjects = subjects_of(query)
    told = await asyncio.gather(*(counts(database, libraries, subject) for subject in subjects))
    found: list[Offer] = []
    for subject, there in zip(subjects, told, strict=True):
        by, about, beside = ("on", "about", "about") if subject.kind == "issue" else ("by", "by", "involving")
        of = (None, subject) if subject.kind == "issue" else (subject, None)
        name = shortened(called(subject), _NAME)
        every: tuple[tuple[int, str, Query], ...] = (
            (there.stances, f"{number_of(there.stances, 'stance')} {by} {name}", StanceQuery(*of)),
            (there.quotations, f"{number_of(there.quotations, 'quotation')} {about} {name}", QuoteQuery(*of)),
            (there.events, f"{number_of(there.events, 'event')} {beside} {name}", TimelineQuery(subject)),
        )
        found += [Offer(label, other) for number, label, other in every if number and not is_same(other, query)]
    return tuple(found[:_OFFERS])


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
