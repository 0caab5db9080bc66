"""Answers /search: sentences with the words, one screen at a time; if there are none, what to try instead."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.nothing_found import described, scope, searched
from bot.model.answer import Answer, Line, Offer, PageTurn, Section
from bot.store.articles import count_articles
from bot.store.search import COUNTED, LOOKED_AT, count_hits, search
from bot.store.search_terms import terms
from bot.wording import counted, shortened

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.model.query import SearchQuery
    from bot.store.database import Database
    from bot.store.search import SearchHits

ON_A_PAGE = 5
"""Sentences on a page: one phone screen, which always fits a message."""
_TRIED = 3
"""How many single words are tried if no sentence has all of them."""
_TRY = "Try fewer words, another word for it, or the beginning of one with a star: sanction*."


async def answer_search(database: Database, query: SearchQuery, libraries: Libraries) -> Answer:
    """Returns a page of the sentences found, or what to search for instead."""
    found, articles = await asyncio.gather(
        search(database, libraries, query, ON_A_PAGE), count_articles(database, libraries)
    )
    if not found.number:
        return await _nothing(database, query, libraries, articles)
    if not found.shown:  # the sentences of this page no longer exist
        query = replace(query, start=0)
        found = await search(database, libraries, query, ON_A_PAGE)
    return Answer(
        query,
        f"{_number(found.number)} with {searched(query.words)}, {_order(query, found.number)}.",
        (Section("", tuple(Line("", (hit.evidence,)) for hit in found.shown)),),
        readings=_filters(query),
        scope=scope(articles),
        offers=_offers(query, found.number),
        turns=_turns(query, found) if found.number > ON_A_PAGE else (),
        opens=tuple({hit.evidence.source.article: hit.evidence.source for hit in found.shown}.values()),
    )


def _number(number: int) -> str:
    return f"Over {counted(COUNTED, 'sentence')}" if number > COUNTED else counted(number, "sentence")


def _order(query: SearchQuery, number: int) -> str:
    if not query.best:
        return "newest first"
    return "best first" if number <= LOOKED_AT else f"the best of the newest {LOOKED_AT} first"


def _filters(query: SearchQuery) -> tuple[str, ...]:
    """Returns the filters of a search as a note: "in Reuters since 1 June 2025"."""
    narrowed = described(query).removeprefix(described(replace(query, since=None, until=None, outlet=None))).strip()
    return (narrowed,) if narrowed else ()


def _offers(query: SearchQuery, number: int) -> tuple[Offer, ...]:
    """Offers the other order, if it makes a difference."""
    if number < 2:
        return ()
    other = replace(query, best=not query.best, start=0)
    return (Offer("Newest first" if query.best else "Best match first", other),)


def _turns(query: SearchQuery, found: SearchHits) -> tuple[PageTurn, PageTurn]:
    first, last = found.shown[0].place, found.shown[-1].place
    if query.best:
        start = query.start
        before, behind = replace(query, start=max(start - ON_A_PAGE, 0)), replace(query, start=start + ON_A_PAGE)
        labels = ("◀ Better", "More ▶")
    else:
        before, behind = replace(query, start=-first), replace(query, start=last)
        labels = ("◀ Newer", "Older ▶")
    pages = (before if found.before else None, behind if found.behind else None)
    return PageTurn(labels[0], pages[0]), PageTurn(labels[1], pages[1])


async def _nothing(database: Database, query: SearchQuery, libraries: Libraries, articles: int) -> Answer:
    """Returns what was looked for, and wider searches that find something."""
    wider = [replace(query, since=None, until=None, outlet=None, start=0)] if _filters(query) else []
    asked = terms(query.words)
    single = [replace(query, words=term.shown, start=0) for term in asked[:_TRIED]] if len(asked) > 1 else []
    tried = [*wider, *single]
    numbers = await asyncio.gather(*(count_hits(database, libraries, each) for each in tried))
    offers = []
    for each, number in zip(tried, numbers, strict=True):
        where = "at any time and from any outlet" if each in wider else f"with {searched(shortened(each.words, 30))}"
        offers += [Offer(f"{_number(number)} {where}", each)] if number else []
    where = "the one article" if articles == 1 else f"the {counted(articles, 'article')}"
    looked = f"No {described(query)} in {where} here."
    if articles == 0:
        looked = "The library has no articles yet, so there is nothing to search."
    return Answer(query, looked, (Section("", absent=_TRY),), scope=scope(articles), offers=tuple(offers))
