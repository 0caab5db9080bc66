"""Adds a text search to a question back, because the words may not be a name: the articles may use "oil cap" all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.nothing_found import subjects_of
from bot.answers.searches import answer_search
from bot.asking import KINDS, request_of
from bot.asking.interpreting import ANY, MOST_SEARCHED
from bot.catalogue import number, say, say_n
from bot.model.answer import Line, Offer, Section
from bot.model.query import ALWAYS, CHOSEN, Choice, Question, QuoteQuery, RelationQuery, SearchQuery, period_of
from bot.store.search import COUNTED, count_hits, search
from bot.wording import as_typed, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.directory import NameResolver
    from bot.model.answer import Answer, Evidence
    from bot.model.library import Libraries
    from bot.model.query import Query, Request
    from bot.store.database import Database

_OTHERS = 4
"""How many choices of names come before the search."""
_MISSED, _SHOWN = 4, 2
"""How many other questions come before the search below an answer without lines, and how many sentences it shows."""


async def with_search(
    database: Database, request: Request, question: Question, names: NameResolver, libraries: Libraries
) -> Question:
    """Returns the question with a button that searches the articles for the typed words. If they don't have the words, it says so."""
    values = [(name, part.strip()) for name, value in request.options for part in (value, *value.split(","))]
    option, typed = named_in(question.text, values)
    if typed.startswith(CHOSEN):
        return question
    resolution = names.resolve(typed, libraries, KINDS.get((request.command, option), ANY))
    if getattr(resolution, "nameless", False) or any(match.exact for match in getattr(resolution, "matches", ())):
        return question
    return await or_searched(database, question, typed, libraries)


def named_in(text: str, values: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Returns the option, and its value, that a question back quotes; else one that it has. A title in it may have another's words."""
    there = [(name, value) for name, value in values if value and as_typed(value) in text]
    quotes = (pair for pair in there if f"“{as_typed(pair[1])}”" in text)
    return next(quotes, there[0] if there else ("", ""))


async def with_sentences(database: Database, missed: Answer, libraries: Libraries) -> Answer:
    """Returns an answer without lines with the sentences that name what it is about, and the search for them; as it is if there are none."""
    words, period = _words_of(missed.query), period_of(missed.query)
    if not words or len(words) > MOST_SEARCHED:
        return missed
    query = SearchQuery(words, period.since or None, period.until if period.until != ALWAYS.until else None, best=True)
    there = await count_hits(database, libraries, query)
    if not there:
        return missed
    bare = shortened(words.strip('"'), 30)
    shown = await _sentences(database, _narrowed(query, missed.query), libraries)
    offer = Offer(say("Search the articles for “{words}”", words=bare), replace(query, best=False))
    return replace(
        missed,
        headline=f"{missed.headline} {_there_are(there, bare)}",
        sections=(
            *missed.sections,
            *([Section("", tuple(Line("", (one,)) for one in shown), aside=True)] if shown else []),
        ),
        offers=(*missed.offers[:_MISSED], offer),
        opens=tuple({one.source.article: one.source for one in shown}.values()),
    )


async def _sentences(database: Database, ways: Sequence[SearchQuery], libraries: Libraries) -> list[Evidence]:
    """The best sentences of the first of these searches that finds any."""
    for query in ways:
        if hits := (await search(database, libraries, query, _SHOWN)).shown:
            return [hit.evidence for hit in hits]
    return []


def _narrowed(search: SearchQuery, missed: Query) -> list[SearchQuery]:
    """The search for sentences that name both subjects of a query, then, unless it asks what one did to the other, the search itself."""
    subjects = subjects_of(missed)
    about_two = len(subjects) > 1 or (isinstance(missed, QuoteQuery) and bool(missed.words))
    other = f'"{subjects[0].name.split()[-1]}"' if about_two else ""  # "Trump" also stands for Donald Trump
    both = replace(search, words=f"{search.words} {other}")
    narrow = [both] if other and len(both.words) <= MOST_SEARCHED else []
    return narrow if narrow and isinstance(missed, RelationQuery) else [*narrow, search]


def _words_of(query: Query) -> str:
    """The words that a query looks for, or else the name of the last subject that it is about."""
    if isinstance(query, SearchQuery):
        return ""
    if isinstance(query, QuoteQuery) and query.words:
        return query.words
    names = [subject.name for subject in subjects_of(query) if not subject.name.startswith("“")]
    return f'"{names[-1]}"' if names else ""


async def or_searched(database: Database, question: Question, typed: str, libraries: Libraries) -> Question:
    """Returns the question with a search for the typed words, before the other choices if no name is known."""
    words = shortened(as_typed(typed), MOST_SEARCHED).rstrip("…")
    if not any(map(str.isalnum, words)):
        return question
    found = await answer_search(database, SearchQuery(words), libraries)
    if not found.found and not found.offers:
        nowhere = f" {say('Nor does any sentence here have these words.')}" if question.unknown else ""
        return replace(question, text=question.text + nowhere)
    choice, told = await _choice(database, found, libraries)
    if question.unknown:
        return replace(question, text=f"{question.text} {told}", choices=(choice, *question.choices[:_OTHERS]))
    return replace(question, choices=(*question.choices[:_OTHERS], choice))


async def _choice(database: Database, found: Answer, libraries: Libraries) -> tuple[Choice, str]:
    """The search that finds something, for all the words or for the longest that occur; and what it finds, as a sentence."""
    queries = (found.query,) if found.found else (offer.query for offer in found.offers)
    query = max((query for query in queries if isinstance(query, SearchQuery)), key=lambda query: len(query.words))
    words = shortened(query.words, 30)
    label = say("Search the articles for “{words}”", words=words)
    there = await count_hits(database, libraries, query)
    return Choice(label, "", request_of(query)), _there_are(there, words)


def _there_are(hits: int, words: str) -> str:
    if hits > COUNTED:
        return say("Over {n} sentences here have “{words}”.", n=number(COUNTED), words=words)
    return say_n("{n} sentence here has “{words}”.", "{n} sentences here have “{words}”.", hits, words=words)
