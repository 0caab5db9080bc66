"""Answers /compare: who stands where on one subject, by side. Signs and headings show the side, never a colour."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.charts import matrix_of
from bot.answers.nothing_found import nothing, period_words, scope
from bot.answers.stances import by_holder, sides, surest, ways
from bot.asking.interpreting import MOST_COMPARED
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.query import StanceQuery, period_of
from bot.store.articles import count_articles
from bot.store.stances import stances
from bot.wording import called, counted, date_words, joined, sentence_case, shortened

if TYPE_CHECKING:
    from bot.model.answer import ShownStance
    from bot.model.library import Libraries
    from bot.model.query import CompareQuery, Subject
    from bot.store.database import Database

_OFFERED = 4
_SIGN = {"For": "▲", "Against": "▼", "Both for and against": "◆", "On no clear side": "○"}


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
        f"{sentence_case(called(query.on))}{period_words(query)}: {_counts(told, silent)}.",
        _sections(told, silent),
        scope=scope(articles, f"{counted(left, 'more holder')}: see /stance" if left else ""),
        offers=_offers(query, told),
        opens=tuple({stance.evidence.source.article: stance.evidence.source for _, some in told for stance in (surest(some),)}.values()),
        chart=matrix_of(query, [*by_side, *((actor, []) for actor in silent)], _side),
    )  # fmt: skip


def _sections(told: list[tuple[Subject, list[ShownStance]]], silent: list[Subject]) -> tuple[Section, ...]:
    by_side = _by_side(told)
    nowhere = Section("· No stance found", (Line(joined([called(actor) for actor in silent])),)) if silent else None
    shown = [Section(f"{_SIGN[side]} {side}", tuple(_line(*pair) for pair in pairs)) for side, pairs in by_side.items()]
    return (*shown, *([nowhere] if nowhere else []))


def _by_side(
    told: list[tuple[Subject, list[ShownStance]]],
) -> dict[str, list[tuple[Subject, list[ShownStance]]]]:
    """The actors by side, in the order of the sides. What office holders say counts as their state's."""
    found: dict[str, list[tuple[Subject, list[ShownStance]]]] = {side: [] for side in _SIGN}
    for actor, some in told:
        found[_side(some)].append((actor, some))
    return {side: pairs for side, pairs in found.items() if pairs}


def _side(held: list[ShownStance]) -> str:
    return next(side for side, holders in sides(held, together=True) if holders)


def _line(actor: Subject, held: list[ShownStance]) -> Line:
    sentences = len({(stance.evidence.source.article, stance.evidence.at) for stance in held})
    last = max((stance.evidence.source.published or "" for stance in held), default="")
    mark = f"{counted(sentences, 'sentence')}{f', last {date_words(last)}' if last else ''}" if sentences > 1 else None
    return Line(f"{sentence_case(called(actor))}, {joined(ways(held))}", (surest(held).evidence,), mark=mark)


def _counts(told: list[tuple[Subject, list[ShownStance]]], silent: list[Subject]) -> str:
    counts = [f"{len(pairs)} {side.lower()}" for side, pairs in _by_side(told).items()]
    return joined([*counts, *([f"nothing found for {len(silent)}"] if silent else [])])


def _offers(query: CompareQuery, told: list[tuple[Subject, list[ShownStance]]]) -> tuple[Offer, ...]:
    on, days = query.on, (query.since, query.until)
    each = [Offer(shortened(actor.name, 30), StanceQuery(actor, on, *days)) for actor, _ in told[:_OFFERED]]
    return (*each, Offer("Everybody", StanceQuery(None, on, *days)))
