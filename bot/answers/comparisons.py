"""Answers /compare: who stands where on one subject, by side. Signs and headings show the side, never a colour."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.charts import matrix_of
from bot.answers.nothing_found import nothing, period_words, scope
from bot.answers.stances import LONGEST_LABEL, by_holder, sentences_words, side_count, side_of, side_words, surest, ways
from bot.asking.interpreting import MOST_COMPARED
from bot.catalogue import say, say_n
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.chart import Side
from bot.model.query import StanceQuery, period_of
from bot.store.articles import count_articles
from bot.store.stances import stances
from bot.wording import called, joined, named, sentence_case, shortened

if TYPE_CHECKING:
    from bot.model.answer import ShownStance
    from bot.model.library import Libraries
    from bot.model.query import CompareQuery, Subject
    from bot.store.database import Database

_OFFERED = 3
_SIGN = {Side.FOR: "▲", Side.AGAINST: "▼", Side.BOTH: "◆", Side.UNCLEAR: "○"}


async def answer_compare(database: Database, query: CompareQuery, libraries: Libraries) -> Answer:
    """Returns who supports the subject and who opposes it, each with a sentence: the actors asked about, or the most mentioned ones."""
    asked, period = query.actors[:MOST_COMPARED], period_of(query)
    each = (stances(database, libraries, actor.id, query.on, period) for actor in asked)
    held = asyncio.gather(*each) if asked else None
    articles = await count_articles(database, libraries)
    if held is None:
        anybodys = await stances(database, libraries, None, query.on, period)
        groups = by_holder(stance for stance in anybodys if stance.holder.id != query.on.id)
        found = [(some[0].holder, some) for some in groups[:MOST_COMPARED]]
        left = len(groups) - len(found)
    else:
        found, left = list(zip(asked, await held, strict=True)), 0
    told = [(actor, some) for actor, some in found if some]
    silent = [actor for actor, some in found if not some]
    if not told:
        return nothing(query, articles, ())
    by_side = [pair for pairs in _by_side(told).values() for pair in pairs]
    return Answer(
        query,
        sentence_case(say("{on}{period}: {counts}.", on=called(query.on), period=period_words(query), counts=_counts(told, silent))),
        _sections(query, told, silent),
        scope=scope(
            articles,
            say_n("{n} more holder: see /stance", "{n} more holders: see /stance", left) if left else "",
            behind=(stance.evidence for _, some in told for stance in some),
        ),
        offers=_offers(query, told),
        chart=matrix_of(query, [*by_side, *((actor, []) for actor in silent)], side_of),
        folded=True,
    )  # fmt: skip


def _sections(
    query: CompareQuery, told: list[tuple[Subject, list[ShownStance]]], silent: list[Subject]
) -> tuple[Section, ...]:
    by_side = _by_side(told)
    nowhere = (
        Section(say("· No stance found"), (Line(joined([called(actor) for actor in silent])),)) if silent else None
    )
    shown = [
        Section(f"{_SIGN[side]} {side_words(side)}", tuple(_line(query, *pair) for pair in pairs))
        for side, pairs in by_side.items()
    ]
    return (*shown, *([nowhere] if nowhere else []))


def _by_side(
    told: list[tuple[Subject, list[ShownStance]]],
) -> dict[Side, list[tuple[Subject, list[ShownStance]]]]:
    """The actors by side, in the order of the sides. What office holders say counts as their state's."""
    found: dict[Side, list[tuple[Subject, list[ShownStance]]]] = {side: [] for side in _SIGN}
    for actor, some in told:
        found[side_of(some)].append((actor, some))
    return {side: pairs for side, pairs in found.items() if pairs}


def _line(query: CompareQuery, actor: Subject, held: list[ShownStance]) -> Line:
    text = say("{holder}, {ways}", holder=called(actor), ways=joined(ways(actor, held)))
    asks = StanceQuery(actor, query.on, query.since, query.until)
    return Line(sentence_case(text), (surest(held).evidence,), mark=sentences_words(held), asks=asks)


def _counts(told: list[tuple[Subject, list[ShownStance]]], silent: list[Subject]) -> str:
    counts = [side_count(side, len(pairs)) for side, pairs in _by_side(told).items()]
    return joined([*counts, *([say("nothing found for {n}", n=len(silent))] if silent else [])])


def _offers(query: CompareQuery, told: list[tuple[Subject, list[ShownStance]]]) -> tuple[Offer, ...]:
    on, days = query.on, (query.since, query.until)
    each = [
        Offer(shortened(named(actor.name), LONGEST_LABEL), StanceQuery(actor, on, *days))
        for actor, _ in told[:_OFFERED]
    ]
    return (Offer(say("Everybody"), StanceQuery(None, on, *days)), *each)
