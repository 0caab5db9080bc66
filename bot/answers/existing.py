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
from bot.store.events import events_between, has_events
from bot.store.quotations import has_quotations
from bot.store.search import count_hits
from bot.store.stances import has_stances

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.library import Libraries
    from bot.model.query import Query
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
            holders = actors or (None,)
            return any([await has_stances(database, libraries, actor.id if actor else None, on) for actor in holders])
        case RelationQuery(a, b):
            ways = ((a, b), (b, a))
            queries = (*(StanceQuery(*pair) for pair in ways), *(QuoteQuery(*pair) for pair in ways))
            there = [bool(await events_between(database, libraries, one.id, other.id, 1)) for one, other in ways]
            return a.id != b.id and (any(there) or any(await have_answers(database, queries, libraries)))
        case SearchQuery():
            return await count_hits(database, libraries, query) > 0


async def have_answers(database: Database, queries: Iterable[Query], libraries: Libraries) -> list[bool]:
    """Returns for each query whether it has an answer."""
    return await asyncio.gather(*(has_answer(database, query, libraries) for query in queries))
