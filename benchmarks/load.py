"""How many commands a second one bot answers in time, and what 300 a second do to it: waiting, errors, the event loop, memory.

    python -m benchmarks.load                                     # 1,000 articles, 20 s each
    python -m benchmarks.load --articles 50000 --seconds 300      # a million facts, five minutes: the floor
    python -m benchmarks.load --database FILE

The sandbox, the bot and the driver are separate processes. Commands arrive at their times, whether or not earlier ones are answered, each
about other subjects, one name in four mistyped (`benchmarks.asker`). First at growing rates, until more than one in a hundred waits longer
than `P99`; then `RATE` a second. Times are those of the one who types. Who finds `WAITING` commands unanswered is not served: an error.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import libraries
from benchmarks.asker import Asker
from benchmarks.attache import attache, quantile
from benchmarks.figure import Figure
from benchmarks.processes import has_command, p99, resident, sandbox
from bot.sandbox import Driver

if TYPE_CHECKING:
    from benchmarks.attache import RunningBot

ARTICLES, SECONDS, STEP = 1_000, 20.0, 10.0
RATE, P99, LAG = 300, 100.0, 20.0
"""Commands a second, milliseconds at the 99th percentile, and milliseconds that the event loop may be late at its own."""
STEPS = (10, 20, 40, 60, 80, 100, 150, 200, 300)
WARM = 200
WAITING = 900
"""Commands under way: what arrives in the three seconds that Discord waits."""


@dataclass
class Wave:
    """What became of the commands of one rate."""

    rate: int
    seconds: float
    times: list[float] = field(default_factory=list)
    """Milliseconds until each was answered."""
    ends: Counter[str] = field(default_factory=Counter)
    answered: float = 0.0
    """Answered a second, until the last was."""
    lag: float = 0.0
    """Milliseconds that the event loop was late, at the 99th percentile."""

    @property
    def errors(self) -> int:
        """How many were not answered."""
        return sum(self.ends.values()) - self.ends["answered"]

    @property
    def in_time(self) -> bool:
        """Whether all were answered, ninety-nine in a hundred fast."""
        return not self.errors and p99(self.times) <= P99

    def line(self) -> str:
        """Returns what is printed of it."""
        ends = ", ".join(f"{number:,} {end}" for end, number in self.ends.items())
        return (
            f"load: {self.rate:3} a second for {self.seconds:.0f} s: {ends}; p50 {median(self.times or [0]):6.1f} ms, "
            f"p99 {p99(self.times):7.1f} ms; loop late by {self.lag:6.1f} ms at p99; {self.answered:.0f} answered a second"
        )


def figures(
    articles: int = ARTICLES, seconds: float = SECONDS, step: float = STEP, database: str | None = None
) -> list[Figure]:
    """Returns what one bot carries on a library of so many articles, or on a database that is there."""
    where = database or str(libraries.library(articles))
    size = "the database given" if database else libraries.said(articles)
    return asyncio.run(_measured(where, size, seconds, step))


async def _measured(database: str, size: str, seconds: float, step: float) -> list[Figure]:
    async with sandbox() as place, attache(*place, database) as bot, Driver(place[0]) as driver:
        await has_command(driver, "relation")
        asker = Asker()
        for _ in range(WARM):
            await _ask(driver, asker, Wave(0, 0.0))
        carried = await _carried(driver, bot, asker, step)
        full = await _wave(driver, bot, asker, RATE, seconds)
        held = resident(bot.pid)
    print(f"load: the bot holds {held:.0f} MB", flush=True)
    return [
        Figure(f"commands a second with p99 under {P99:g} ms, {size}", carried.rate, "a second", RATE, more=True),
        *([Figure(f"event loop late meanwhile, p99, {size}", carried.lag, "ms", LAG)] if carried.rate else []),
        Figure(f"{RATE} commands a second for {seconds:g} s: p50, {size}", median(full.times or [0]), "ms"),
        Figure(f"{RATE} commands a second for {seconds:g} s: p99, {size}", p99(full.times), "ms", P99),
        Figure(f"{RATE} commands a second for {seconds:g} s: errors, {size}", full.errors, "commands", 0),
        Figure(f"{RATE} commands a second for {seconds:g} s: answered, {size}", full.answered, "a second", more=True),
        Figure(f"event loop late at {RATE} a second, p99, {size}", full.lag, "ms", LAG),
        Figure(f"memory under load, {size}", held, "MB"),
    ]  # fmt: skip


async def _carried(driver: Driver, bot: RunningBot, asker: Asker, seconds: float) -> Wave:
    """Returns the greatest rate whose commands are all answered in time; no rate if none is."""
    carried = Wave(0, seconds)
    for rate in STEPS:
        tried = await _wave(driver, bot, asker, rate, seconds)
        if not tried.in_time:
            break
        carried = tried
    return carried


async def _wave(driver: Driver, bot: RunningBot, asker: Asker, rate: int, seconds: float) -> Wave:
    """Returns what became of commands that arrive at a rate for so many seconds."""
    wave, under_way = Wave(rate, seconds), set[asyncio.Task[None]]()
    before, begun = await bot.lags(), time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(begun + number / rate - time.perf_counter())
        if len(under_way) >= WAITING:
            wave.ends["not served"] += 1
            continue
        task = asyncio.create_task(_ask(driver, asker, wave))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    wave.answered = wave.ends["answered"] / (time.perf_counter() - begun)
    wave.lag = quantile(before, await bot.lags(), 0.99) * 1_000
    print(wave.line(), flush=True)
    return wave


async def _ask(driver: Driver, asker: Asker, wave: Wave) -> None:
    name, options = asker.command()
    begun = time.perf_counter()
    shown = await driver.command(name, options)
    wave.times.append((time.perf_counter() - begun) * 1_000)
    wave.ends[str(shown["status"])] += 1


def main() -> None:
    """Measure on one library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="articles in the library")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"how long {RATE} a second arrive")
    parser.add_argument("--step", type=float, default=STEP, help="how long each lower rate is tried")
    parser.add_argument("--database", help="a library that is there: its file or address")
    given = parser.parse_args()
    figures(given.articles, given.seconds, given.step, given.database)


if __name__ == "__main__":
    main()
