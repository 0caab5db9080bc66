"""How long a picture takes to draw, how large it is, and how much memory the drawing process holds.

    python -m benchmarks.pictures [--rounds 20]

`cpu`: processor time of one drawing in this process, at the median and at most; `asked`: by the clock, from the bot's question to the
picture, in a process of its own as in the bot; the last column is how long the event loop stood still at most meanwhile. Every chart
is drawn anew: pictures that are kept cost nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from bot.charts import process
from bot.charts.drawing import drawn
from bot.charts.studio import Studio
from bot.intake import work
from bot.intake.workers import open_workers
from bot.limits import DRAW_MEMORY, DRAW_SECONDS
from bot.model.chart import (
    CourseChart,
    DayRange,
    EventMark,
    MatrixChart,
    MatrixRow,
    Month,
    MonthsChart,
    Position,
    Side,
    StancePoint,
    StripChart,
    Theme,
)
from bot.model.facts import Expressed

if TYPE_CHECKING:
    from bot.model.chart import Chart

_RANDOM = random.Random(7)
_LABELS = (
    "attack: Israel → Iran",
    "talks: Abbas Araghchi → Vladimir Putin",
    "Strikes on Fordow, Natanz and Isfahan (attack)",
)
_FIRST = date(2025, 6, 1)
_TICK = 0.001


def _days(spread: int) -> DayRange:
    day = _FIRST + timedelta(_RANDOM.randrange(spread))
    vague = timedelta(6 if _RANDOM.random() < 0.2 else 0)
    return DayRange(day.isoformat(), (day + vague).isoformat())


def _strip(number: int, spread: int) -> StripChart:
    return StripChart(
        "Iran",
        tuple(
            EventMark(_days(spread), f"{_RANDOM.choice(_LABELS)} {line}", _RANDOM.randrange(5))
            for line in range(number)
        ),
        undated=7,
    )


def charts() -> dict[str, Chart]:
    """Returns a chart of each kind, and the largest."""
    sides = [Side.FOR, Side.AGAINST, Side.UNCLEAR]
    rows = tuple(
        MatrixRow(f"Ministry of Foreign Affairs of State {number}", (Position(_RANDOM.choice(sides), 3), None))
        for number in range(6)
    )
    months = tuple(Month(f"{2024 + n // 12}-{n % 12 + 1:02}", n % 9, n % 14, n % 3) for n in range(24))
    points = tuple(StancePoint(_days(400), _RANDOM.choice(sides), _RANDOM.choice([*Expressed])) for _ in range(60))
    return {
        "timeline, 12 events of a month": _strip(12, 30),
        "timeline, 60 events of a month": _strip(60, 30),
        "timeline, 250 events of two years": _strip(250, 730),
        "comparison of six actors": MatrixChart(
            "Operation Midnight Hammer", (Expressed.WORDS, Expressed.ACTIONS), rows
        ),
        "relation, 24 months": MonthsChart("Russia", "Iran", months),
        "stance over time, 60 sentences": CourseChart("Russia", "Iran", points),
    }


def _anew(chart: Chart, number: int) -> Chart:
    """The same chart about somebody else, so that it is drawn again."""
    if isinstance(chart, StripChart):
        return replace(chart, about=f"Iran {number}")
    if isinstance(chart, MonthsChart):
        return replace(chart, first=f"Russia {number}")
    return replace(chart, on=f"Iran {number}")


async def _stillness(ended: asyncio.Event) -> float:
    """Returns how much longer than a tick the event loop let us wait at most."""
    most = 0.0
    while not ended.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(_TICK)
        most = max(most, time.perf_counter() - begun - _TICK)
    return most


async def _asked(chart: Chart, rounds: int, studio: Studio) -> tuple[list[float], int, float]:
    """Seconds until each picture was there, how many were given up as too late, and how long the event loop stood still at most."""
    ended, times, late = asyncio.Event(), [], 0
    watching = asyncio.create_task(_stillness(ended))
    for number in range(rounds):
        begun = time.perf_counter()
        drawn_in_time = await studio.draw(_anew(chart, number))
        late += drawn_in_time is None
        times.append(time.perf_counter() - begun)
    ended.set()
    return times, late, await watching


async def _measured(rounds: int) -> list[Figure]:
    slowest, stillest, late = 0.0, 0.0, 0
    async with open_workers(1, DRAW_SECONDS, memory=DRAW_MEMORY, keeps=DRAW_MEMORY, prepare=process.prepare) as workers:
        studio = Studio(workers)
        begun = time.perf_counter()
        while not await studio.draw(_strip(3, 30)):
            pass  # its process is still starting
        print(f"the first picture, with the start of its process: {(time.perf_counter() - begun) * 1_000:.0f} ms")
        for name, chart in charts().items():
            cpu = []
            for number in range(rounds):
                spent = time.process_time()
                image = drawn(_anew(chart, number), Theme.DARK)
                cpu.append(time.process_time() - spent)
            asked, missed, still = await _asked(chart, rounds, studio)
            slowest, stillest, late = max(slowest, *cpu), max(stillest, still), late + missed
            print(
                f"{name:<36} cpu {median(cpu) * 1_000:5.0f} / {max(cpu) * 1_000:4.0f} ms   "
                f"asked {median(asked) * 1_000:5.0f} / {max(asked) * 1_000:4.0f} ms   "
                f"{len(image.png) / 1_000:4.0f} kB   loop still {still * 1_000:3.0f} ms"
            )
        held = await workers.run(work.held) / 1_000_000
        print(f"the drawing process holds {held:.0f} MB")
    return [
        Figure("a picture, processor time at most", slowest * 1_000, "ms"),
        Figure("pictures given up as too late", late, "pictures", 0),
        Figure("event loop still while pictures are drawn, at most", stillest * 1_000, "ms"),
        Figure("memory of the process that draws", held, "MB"),
    ]


def figures(rounds: int = 20) -> list[Figure]:
    """Returns the time of the slowest picture, what it does to the event loop, and the memory of the process that draws."""
    return asyncio.run(_measured(rounds))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How long pictures take.")
    parser.add_argument("--rounds", type=int, default=20, help="drawings of each chart")
    figures(parser.parse_args().rounds)


if __name__ == "__main__":
    main()
