"""How long the bot takes to be ready, and the memory it holds then, in libraries of several sizes.

    python -m benchmarks.start                         # the first start, then one article, and 1,000
    python -m benchmarks.start 50000                   # generates the library first, unless it is kept
    python -m benchmarks.start --database FILE         # one that is there

`ready` is from the start of the process until Discord knows the commands and every name can be asked about (`attache run` then says
that it is in Discord). The median of several starts; the first start has no database yet. Memory is looked at once the worker has loaded.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import libraries
from benchmarks.attache import attache
from benchmarks.figure import Figure
from benchmarks.processes import children, family, resident, sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.attache import RunningBot

SIZES = (0, 1_000)
READY, IDLE = 2.0, 120.0
"""Seconds until it is ready, and MB that the bot's own process holds idle: the most that will do."""
STARTS = 5
LOADED, EVERY, SAME = 150.0, 1.0, 3
"""MB that a worker holds only when it has loaded the reader, seconds between two looks, and how many of them must see the same."""


def figures(sizes: Sequence[int] = SIZES, starts: int = STARTS, database: str | None = None) -> list[Figure]:
    """Returns the seconds until the bot is ready, and its memory, for each size; with `database`, for that one alone."""
    if database:
        return asyncio.run(_started(database, "the database given", starts))
    measured = asyncio.run(_first())
    for size in sizes:
        measured += asyncio.run(_started(str(libraries.library(size)), libraries.said(size or 1), starts))
    return measured


async def _first() -> list[Figure]:
    """The very first start."""
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox() as place, attache(*place, str(Path(folder) / "attache.db")) as bot:
            print(f"start: the first {bot.ready:.2f} s", flush=True)
            return [Figure("ready, first start", bot.ready, "s")]


async def _started(database: str, size: str, starts: int) -> list[Figure]:
    """Several starts on a database, and the memory after the last."""
    took, busy = [], []
    async with sandbox() as place:
        for number in range(starts):
            async with attache(*place, database) as bot:
                took.append(bot.ready)
                busy.append(bot.busy)
                held = await _idle(bot) if number == starts - 1 else (0.0, 0.0)
            print(f"start: {size}: {bot.ready:.2f} s, {bot.busy:.2f} of a processor", flush=True)
    print(f"memory: {size}: {held[0]:.0f} MB, with its workers {held[1]:.0f} MB", flush=True)
    return [
        Figure(f"ready, {size}", median(took), "s", READY),
        Figure(f"processor time until ready, {size}", median(busy), "s"),
        Figure(f"memory idle, {size}", held[0], "MB", IDLE),
        Figure(f"memory idle with its workers, {size}", held[1], "MB"),
    ]


async def _idle(bot: RunningBot) -> tuple[float, float]:
    """Returns the memory of a bot, alone and with its processes, once the one that reads is there and nothing grows any more."""
    seen: list[float] = []
    for _ in range(120):
        await asyncio.sleep(EVERY)
        workers = [resident(child) for child in children(bot.pid)]
        seen = [*seen[1 - SAME :], family(bot.pid)]
        if max(workers, default=0.0) > LOADED and len(seen) == SAME and max(seen) - min(seen) < 1:
            break
    return resident(bot.pid), family(bot.pid)


def main() -> None:
    """Measure at the given sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), help="articles in the library")
    parser.add_argument("--starts", type=int, default=STARTS, help="starts of each")
    parser.add_argument("--database", help="a library that is there: its file or address")
    given = parser.parse_args()
    figures(given.sizes, given.starts, given.database)


if __name__ == "__main__":
    main()
