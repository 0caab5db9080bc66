"""Answers about the most frequent actor and issue, in libraries of growing size: the time for each command that asks, pages included.

    python -m benchmarks.answers             # 2,000, 20,000 and 200,000 facts: about thirty seconds
    python -m benchmarks.answers 1000000
    python -m benchmarks.answers 10000 1000000 --keep FOLDER

Facts are drawn as in `benchmarks.editions`: one actor takes part in about a tenth of them, and one issue is named in about a tenth of the articles.
Times are processor time of the whole process at the median and the 99th percentile: the cost of an answer, not its waiting. "All pages" grow with what there is to show, because page breaks depend on the length
of every line, up to the 250 facts an answer is made of. Filing is that of the user's own article with its facts.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.editions import FIRST, Library
from benchmarks.figure import Figure
from bot.answers import answer
from bot.cli.runner import answer_first
from bot.intake.documents import article
from bot.intake.work import reader
from bot.knowledge.shipped import SEEDS
from bot.model.library import EVERYONE, Libraries
from bot.model.query import (
    OLDEST,
    CompareQuery,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.render import answer_page, answer_pages
from bot.store.articles import file_reading
from bot.store.database import open_database
from bot.store.searched import index_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import Reading
    from bot.model.query import Query
    from bot.store.database import Database

SIZES = (2_000, 20_000, 200_000)
TIMES = 100
FILED = 60
MOST, RARE = Subject("actor", "actor-0", "Actor 0"), Subject("actor", "actor-2000", "Actor 2000")
SECOND = Subject("actor", "actor-1", "Actor 1")
ISSUE = Subject("issue", "i.plan-n0", "plan 0")
DAWN = Subject("event", "e.dawn", "Operation Dawn")
ASKED: dict[str, Query] = {
    "/stance on an event": StanceQuery(MOST, DAWN),
    "/stance on a rare actor": StanceQuery(MOST, RARE),
    "/timeline of an event": TimelineQuery(DAWN),
    "/quote about a rare actor": QuoteQuery(MOST, RARE),
    "/stance, all pages": StanceQuery(MOST),
    "/timeline, all pages": TimelineQuery(MOST),
    "/quote, all pages": QuoteQuery(MOST),
    "/who": WhoQuery(MOST),
    "/compare": CompareQuery(MOST),
    "/timeline of an issue": TimelineQuery(ISSUE),
    "/timeline of an issue, oldest first": TimelineQuery(ISSUE, order=OLDEST),
    "/stance on an issue": StanceQuery(None, ISSUE),
    "/stance of one on an issue": StanceQuery(MOST, ISSUE),
    "/quote about an issue": QuoteQuery(None, ISSUE),
    "/who of an issue": WhoQuery(ISSUE),
    "/compare on an issue": CompareQuery(ISSUE),
    "/relation": RelationQuery(MOST, SECOND),
    "/search, newest first": SearchQuery("sanction harbour"),
    "/search, best first": SearchQuery("sanction harbour", best=True),
    "/search for a rare number": SearchQuery('"number 7" struck', since="2025-06-01"),
}


async def name_an_event(database: Database) -> None:
    """Give the actor a stance on a named event, and put every second event before the next."""
    async with database.transaction() as transaction:
        first = await transaction.value(
            "SELECT min(target.id) FROM events target JOIN stances f ON f.article = target.article WHERE f.holder = 'actor-0'"
        )
        await transaction.run("UPDATE events SET key = 'e.dawn', name = 'Operation Dawn' WHERE id = :id", id=first)
        await transaction.run(
            "UPDATE stances SET target_event = :id WHERE holder = 'actor-0' AND article = (SELECT article FROM events WHERE id = :id)",
            id=first,
        )
        await transaction.run(
            "INSERT INTO event_order SELECT f.id, f.id + 1 FROM events f JOIN events n ON n.id = f.id + 1 WHERE f.id % 2 = 0"
        )


async def index_words(database: Database) -> None:
    """Index the words of all sentences, as a start does with a library of before."""
    async with database.transaction() as transaction:
        await transaction.run("INSERT INTO unsearched SELECT id FROM articles")
    await index_all(database)


async def took(database: Database, query: Query) -> tuple[float, float, int]:
    """Returns the milliseconds for an answer with its first page, at the median and the 99th percentile, and the number of pages."""
    times = []
    for _ in range(TIMES):
        start = time.process_time()
        found = await answer(database, query, Libraries())
        answer_page(found, 0)
        times.append((time.process_time() - start) * 1_000)
    return median(times), quantiles(times, n=100)[98], answer_pages(found)


async def filing(database: Database, reading: Reading) -> float:
    """Returns the milliseconds to file the user's own article, each time with other words, in the middle of several."""
    times = []
    async with database.transaction() as transaction:  # of a library that is kept: a further copy costs more
        await transaction.run("DELETE FROM articles WHERE text <> ''")
    for number in range(FILED):
        new = replace(reading.article, text=f"{reading.article.text} {number}")
        start = time.process_time()
        await file_reading(database, replace(reading, article=new), EVERYONE, FIRST)
        times.append(time.process_time() - start)
    return median(times) * 1_000


async def library(database: Database, facts: int) -> None:
    """Generate a library, unless it is kept from before."""
    if await database.rows("SELECT 1 FROM articles LIMIT 1"):
        return
    start = time.perf_counter()
    await Library(facts).fill(database)
    await name_an_event(database)
    await index_words(database)
    print(f"{facts:,} facts generated in {time.perf_counter() - start:.0f} s", flush=True)


async def measure(sizes: Sequence[int], keep: Path | None) -> list[Figure]:
    """Print a column for each library size. Returns the 99th percentile of each command at each of them."""
    reading = reader().read(article(SEEDS / "russia-iran.md"))
    columns: list[list[tuple[float, float, int]]] = []
    filed: list[float] = []
    for facts in sizes:
        with tempfile.TemporaryDirectory() as folder:
            async with open_database((keep or Path(folder)) / f"{facts}.db") as database:
                await library(database, facts)
                answer_first()
                columns.append([await took(database, query) for query in ASKED.values()])
                filed.append(await filing(database, reading))
    print(f"{'facts in the library':38}" + "".join(f"{facts:>34,}" for facts in sizes))
    for name, cells in zip(ASKED, zip(*columns, strict=True), strict=True):
        row = (f"{middle:10.2f} p99 {most:6.2f} ms {pages:4} pages" for middle, most, pages in cells)
        print(f"{name:38}" + "".join(row))
    print(f"{'filing one article':38}" + "".join(f"{ms:10.2f} ms{'':21}" for ms in filed))
    return [
        *(
            Figure(f"processor time of {name}, p99, {facts:,} facts", most, "ms")
            for facts, cells in zip(sizes, columns, strict=True)
            for name, (_, most, _) in zip(ASKED, cells, strict=True)
        ),
        *(Figure(f"filing one article, {facts:,} facts", ms, "ms") for facts, ms in zip(sizes, filed, strict=True)),
    ]


def figures(sizes: Sequence[int] = SIZES, keep: Path | None = None) -> list[Figure]:
    """Returns the processor time of each command at each size."""
    return asyncio.run(measure(sizes, keep))


def main() -> None:
    """Measure at the given sizes, or at three."""
    parser = argparse.ArgumentParser(description="The time for answers as the library grows.")
    parser.add_argument("facts", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--keep", type=Path, help="keep the libraries in this folder, and reuse them")
    given = parser.parse_args()
    figures(given.facts, given.keep)


if __name__ == "__main__":
    main()
