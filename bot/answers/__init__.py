"""Answers queries from the library: what was found, what was not, and what else can be asked. Independent of Discord."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.answers.comparisons import answer_compare
from bot.answers.dossiers import answer_who
from bot.answers.existing import have_answers
from bot.answers.nothing_found import offers
from bot.answers.quotes import SEARCHED, answer_quote
from bot.answers.relations import answer_relation
from bot.answers.searches import answer_search
from bot.answers.stances import answer_stance
from bot.answers.timelines import answer_timeline
from bot.answers.unsure import answer_unsure
from bot.model.query import (
    OLDEST,
    CompareQuery,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    TimelineQuery,
    WhoQuery,
    period_of,
)
from bot.offload import offload
from bot.store.articles import count_articles
from bot.store.by_subject import LATEST
from bot.store.events import events
from bot.store.quotations import quotations
from bot.store.stances import stances
from bot.store.unsure import count_unsure, unsure_facts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.model.answer import Answer, Offer
    from bot.model.library import Libraries
    from bot.model.query import Query
    from bot.names import NameEntry
    from bot.store.database import Database

    Q = TypeVar("Q", StanceQuery, TimelineQuery, QuoteQuery)
    Fact = TypeVar("Fact")

__all__ = ["answer", "have_answers", "less_sure", "offers"]


async def answer(database: Database, query: Query, libraries: Libraries, known: Sequence[NameEntry] = ()) -> Answer:
    """Returns the answer to a query, from the articles the user may see. `known`: what the directory knows of whom it is about."""
    period = period_of(query)
    match query:
        case StanceQuery(holder, on):
            held = stances(database, libraries, holder.id if holder else None, on, period)
            return await _with_unsure(
                database, query, libraries, _answer(database, query, libraries, held, answer_stance)
            )
        case TimelineQuery(about, order=order):
            told = events(database, libraries, about, period, oldest=order == OLDEST)
            return await _answer(database, query, libraries, told, answer_timeline)
        case QuoteQuery(speaker, about, words):
            most = SEARCHED if words else LATEST
            said = quotations(database, libraries, speaker.id if speaker else None, about, period, most)
            return await _with_unsure(
                database, query, libraries, _answer(database, query, libraries, said, answer_quote)
            )
        case WhoQuery():
            return await answer_who(database, query, libraries, known)
        case CompareQuery():
            return await answer_compare(database, query, libraries)
        case RelationQuery():
            return await answer_relation(database, query, libraries)
        case SearchQuery():
            return await answer_search(database, query, libraries)


async def less_sure(database: Database, query: Query, libraries: Libraries) -> Answer:
    """Returns what the articles may say besides the answer to a query, not surely enough to count."""
    if not isinstance(query, StanceQuery | QuoteQuery):
        return answer_unsure(query, [])
    return answer_unsure(query, await unsure_facts(database, libraries, query))


async def _with_unsure(
    database: Database, query: StanceQuery | QuoteQuery, libraries: Libraries, made: Awaitable[Answer]
) -> Answer:
    """The answer with the number of sentences that may say more."""
    found, unsure = await asyncio.gather(made, count_unsure(database, libraries, query))
    return replace(found, unsure=unsure)


async def _answer(
    database: Database,
    query: Q,
    libraries: Libraries,
    facts: Awaitable[list[Fact]],
    made: Callable[[Q, list[Fact], int, tuple[Offer, ...]], Answer],
) -> Answer:
    """Runs the queries for facts, articles and offers concurrently and makes the answer from them."""
    found, articles, others = await asyncio.gather(
        facts, count_articles(database, libraries), offers(database, query, libraries)
    )
    return await offload(len(found), made, query, found, articles, others)
