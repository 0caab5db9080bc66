"""Tells whether a query has an answer, without making it: every choice that is offered must lead to one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.model.query import (
    CompareQuery,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    TimelineQuery,
    WhoQuery,
    period_of,
)
from bot.store.events import events_between, has_events, partners
from bot.store.quotations import has_quotations
from bot.store.search import count_hits
from bot.store.stances import has_stances

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.library import Libraries
    from bot.model.query import Query, Subject
    from bot.store.database import Database


async def has_answer(database: Database, query: Query, libraries: Libraries) -> bool:
    """Returns true if the articles the user may see answer a query, in any words."""
    period = period_of(query)
    match query:
        case StanceQuery(holder, on):
            return await has_stances(database, libraries, holder.id if holder else None, on, period)
        case TimelineQuery(about):
            return await has_events(database, libraries, about, period)
        case QuoteQuery(speaker, about):
            return await has_quotations(database, libraries, speaker.id if speaker else None, about, period)
        case WhoQuery(name):
            queries: tuple[Query, ...] = (StanceQuery(name), TimelineQuery(name), QuoteQuery(name))
            if name.kind != "actor":
                queries = (TimelineQuery(name), StanceQuery(None, name), QuoteQuery(None, name))
            return any(await have_answers(database, queries, libraries))
        case CompareQuery(on, actors):
            holders: list[str | None] = [actor.id for actor in actors] or [None]
            return any([await has_stances(database, libraries, holder, on, period) for holder in holders])
        case RelationQuery(a, b):
            return await _are_related(database, query, a, b, libraries)
        case SearchQuery():
            return await count_hits(database, libraries, query) > 0


async def _are_related(
    database: Database, query: RelationQuery, a: Subject, b: Subject | None, libraries: Libraries
) -> bool:
    """True if something happened between two actors, or one said something about the other; without `b`, if anything happened between `a` and another."""
    period = period_of(query)
    if b is None:
        return bool(await partners(database, libraries, a, period))
    if a.id == b.id:
        return False
    ways = ((a, b), (b, a))
    if any([await events_between(database, libraries, one.id, other.id, period, 1) for one, other in ways]):
        return True
    stances = [StanceQuery(one, other, query.since, query.until) for one, other in ways]
    quotations = [QuoteQuery(one, other, None, query.since, query.until) for one, other in ways]
    return any(await have_answers(database, (*stances, *quotations), libraries))


async def have_answers(database: Database, queries: Iterable[Query], libraries: Libraries) -> list[bool]:
    """Returns for each query whether it has an answer."""
    return await asyncio.gather(*(has_answer(database, query, libraries) for query in queries))
