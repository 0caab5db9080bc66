"""Answers /search: sentences with the words, one screen at a time; if there are none, what to try instead."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.nothing_found import described, period_words, scope, searched
from bot.catalogue import N_, number, say, say_n
from bot.model.answer import Answer, Line, Offer, PageTurn, Section
from bot.model.query import SearchQuery
from bot.store.articles import count_articles
from bot.store.search import COUNTED, LOOKED_AT, count_hits, search, spelled_like
from bot.store.search_terms import terms
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.library import Libraries
    from bot.store.database import Database
    from bot.store.search import SearchHits
    from bot.store.search_terms import Term

ON_A_PAGE = 3
"""Sentences on a page: one phone screen, which always fits a message."""
_TRIED = 3
"""How many single words are tried if no sentence has all of them: the longest, which tell most."""
_TRY = N_("Try fewer words, another word for it, or the beginning of one with a star: sanction*.")


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
        say(
            "{sentences} with {words}, {order}.",
            sentences=sentence_count(found.number),
            words=searched(query.words),
            order=_order(query, found.number),
        ),
        (Section("", tuple(Line("", (hit.evidence,)) for hit in found.shown)),),
        readings=_filters(query),
        scope=scope(articles),
        offers=_offers(query, found.number),
        turns=_turns(query, found) if found.number > ON_A_PAGE else (),
        opens=tuple({hit.evidence.source.article: hit.evidence.source for hit in found.shown}.values()),
    )


def sentence_count(found: int) -> str:
    """Returns how many sentences there are, as far as they were counted: "3 sentences", "Over 1,000 sentences"."""
    if found > COUNTED:
        return say("Over {n} sentences", n=number(COUNTED))
    return say_n("{n} sentence", "{n} sentences", found)


def _order(query: SearchQuery, number: int) -> str:
    if not query.best:
        return say("newest first")
    return say("best first") if number <= LOOKED_AT else say("the best of the newest {n} first", n=LOOKED_AT)


def _filters(query: SearchQuery) -> tuple[str, ...]:
    """Returns the filters of a search as a note: "in Reuters since 1 June 2025"."""
    outlet = say("in {outlet}", outlet=query.outlet) if query.outlet else ""
    narrowed = f"{outlet}{period_words(query)}".strip()
    return (narrowed,) if narrowed else ()


def _offers(query: SearchQuery, number: int) -> tuple[Offer, ...]:
    """Offers the other order, if it makes a difference."""
    if number < 2:
        return ()
    other = replace(query, best=not query.best, start=0)
    return (Offer(say("Newest first") if query.best else say("Best match first"), other),)


def _turns(query: SearchQuery, found: SearchHits) -> tuple[PageTurn, PageTurn]:
    first, last = found.shown[0].place, found.shown[-1].place
    if query.best:
        start = query.start
        before, behind = replace(query, start=max(start - ON_A_PAGE, 0)), replace(query, start=start + ON_A_PAGE)
        labels = (say("◀ Better"), say("More ▶"))
    else:
        before, behind = replace(query, start=-first), replace(query, start=last)
        labels = (say("◀ Newer"), say("Older ▶"))
    pages = (before if found.before else None, behind if found.behind else None)
    return PageTurn(labels[0], pages[0]), PageTurn(labels[1], pages[1])


async def _nothing(database: Database, query: SearchQuery, libraries: Libraries, articles: int) -> Answer:
    """Returns what was looked for, and other searches that find something: with the right spelling, then wider ones."""
    wider = [replace(query, since=None, until=None, outlet=None, start=0)] if _filters(query) else []
    asked = terms(query.words)
    longest = sorted(asked, key=lambda term: len(term.shown), reverse=True)[:_TRIED]
    single = [replace(query, words=term.shown, start=0) for term in asked if term in longest] if len(asked) > 1 else []
    mended = await _mended(database, query, libraries, asked)
    tried = list(dict.fromkeys([*mended, *wider, *single]))
    numbers = await asyncio.gather(*(count_hits(database, libraries, each) for each in tried))
    offers = []
    for each, there in zip(tried, numbers, strict=True):
        sentences, words = sentence_count(there), searched(shortened(each.words, 30))
        anywhere = say("{sentences} at any time and from any outlet", sentences=sentences)
        label = anywhere if each in wider else say("{sentences} with {words}", sentences=sentences, words=words)
        offers += [Offer(label, each)] if there else []
    looked = say_n(
        "No {what} in the one article here.", "No {what} in the {n} articles here.", articles, what=described(query)
    )
    if articles == 0:
        looked = say("The library has no articles yet, so there is nothing to search.")
    return Answer(query, looked, (Section("", absent=say(_TRY)),), offers=tuple(offers))


async def _mended(
    database: Database, query: SearchQuery, libraries: Libraries, asked: Sequence[Term]
) -> list[SearchQuery]:
    """The search with the right spelling of each word that no sentence has; and, of several words, with that word alone."""
    plain = [term.shown for term in asked[:_TRIED] if len(term.words) == 1 and not term.beginning]
    found = await asyncio.gather(*(_spelled(database, libraries, word) for word in plain))
    spelled = {word: other for word, other in zip(plain, found, strict=True) if other}
    if not spelled:
        return []
    whole = " ".join(spelled.get(term.shown, term.shown) for term in asked)
    return [replace(query, words=words, start=0) for words in dict.fromkeys((whole, *spelled.values()))]


async def _spelled(database: Database, libraries: Libraries, word: str) -> str | None:
    """The right spelling of a word that no sentence has, if sentences have that."""
    there = await count_hits(database, libraries, SearchQuery(word))
    return None if there else await spelled_like(database, libraries, word)
