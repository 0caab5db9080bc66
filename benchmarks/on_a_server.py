"""Answers and filing on SQLite and on a PostgreSQL server, from the same library: it is generated in a file and moved.

    python -m benchmarks.on_a_server postgresql://postgres@localhost/empty 20000

Times are those that an asker waits: of one command after the other, with the first page, at the median and the 99th percentile.
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

from benchmarks.answers import ASKED, FILED, TIMES, library
from benchmarks.editions import FIRST
from bot.answers import answer
from bot.intake.documents import article
from bot.intake.work import reader
from bot.knowledge.shipped import SEEDS
from bot.model.library import EVERYONE, Libraries
from bot.render import answer_page
from bot.store.address import ServerAddress, address
from bot.store.articles import file_reading
from bot.store.database import open_database
from bot.store.postgresql.moving import move

if TYPE_CHECKING:
    from bot.model.facts import Reading
    from bot.store.database import Database

    Times = tuple[float, float]


async def waits(database: Database, reading: Reading) -> dict[str, Times]:
    """Returns the milliseconds for each command, and for filing, at the median and the 99th percentile."""
    found: dict[str, list[float]] = {}
    for name, query in ASKED.items():
        for _ in range(TIMES):
            start = time.perf_counter()
            answer_page(await answer(database, query, Libraries()), 0)
            found.setdefault(name, []).append(time.perf_counter() - start)
    for number in range(FILED):
        new = replace(reading.article, text=f"{reading.article.text} {number}")
        start = time.perf_counter()
        await file_reading(database, replace(reading, article=new), EVERYONE, FIRST)
        found.setdefault("filing one article", []).append(time.perf_counter() - start)
    return {name: (median(times) * 1_000, quantiles(times, n=100)[98] * 1_000) for name, times in found.items()}


async def measure(server: ServerAddress, facts: int) -> None:
    """Print the times on both."""
    reading = reader().read(article(SEEDS / "russia-iran.md"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        async with open_database(path) as database:
            await library(database, facts)
        start = time.perf_counter()
        rows = sum((await move(path, server)).values())
        print(f"{rows:,} rows moved and compared in {time.perf_counter() - start:.0f} s", flush=True)
        async with open_database(path) as database:
            in_a_file = await waits(database, reading)
        async with open_database(server) as database:
            there = await waits(database, reading)
    print(f"{'':38}{'SQLite':>24}{'PostgreSQL':>24}")
    for name, (middle, most) in in_a_file.items():
        one, other = f"{middle:.1f} p99 {most:.1f} ms", f"{there[name][0]:.1f} p99 {there[name][1]:.1f} ms"
        print(f"{name:38}{one:>24}{other:>24}")


def main() -> None:
    """Measure a library of the given size."""
    parser = argparse.ArgumentParser(description="The time for answers on SQLite and on PostgreSQL.")
    parser.add_argument("server", help="the address of an empty database")
    parser.add_argument("facts", type=int, nargs="?", default=20_000)
    given = parser.parse_args()
    server = address(given.server)
    if not isinstance(server, ServerAddress):
        parser.error("give an address: postgresql://user:password@host/name")
    asyncio.run(measure(server, given.facts))


if __name__ == "__main__":
    main()
