"""Tests that Discord never counts more requests in a second than allowed, however the network delays them, and that a steady network costs nothing."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.digests.spacing import Pace

SHARE = 49


class Virtual(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next scheduled call, so that a minute takes no time."""

    _now = 0.0

    def time(self) -> float:
        """The time of this clock."""
        return self._now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self._now = max(self._now, self._scheduled[0]._when)
        super()._run_once()


async def sent(out: list[float], back: list[float], number: int) -> list[float]:
    """When Discord counts each request: `out` seconds after it left and `back` before its answer."""
    pace, counted = Pace(SHARE), list[float]()
    loop = asyncio.get_running_loop()

    async def one(place: int) -> None:
        with await pace.turn():
            await asyncio.sleep(out[place % len(out)])
            counted.append(loop.time())
            await asyncio.sleep(back[place % len(back)])

    await asyncio.gather(*map(one, range(number)))
    return sorted(counted)


def most_in_a_second(times: list[float]) -> int:
    return max(sum(start <= other < start + 1 for other in times) for start in times)


chance = random.Random(7)  # noqa: S311 - delays of a test
LINES = [
    ([0.001], [0.001]),
    ([0.1], [0.1]),
    # jitter of a bad connection, in both directions
    ([chance.uniform(0.01, 0.3) for _ in range(97)], [0.01]),
    ([0.01], [chance.uniform(0.01, 0.3) for _ in range(89)]),
    # a stall: many arrive at once
    ([0.5 if place % 200 >= 170 else 0.01 for place in range(600)], [0.01]),
]


@pytest.mark.parametrize(("out", "back"), LINES, ids=["quick", "steady", "jitter there", "jitter back", "stalls"])
def test_no_second_holds_more_than_discord_takes(out: list[float], back: list[float]) -> None:
    with asyncio.Runner(loop_factory=Virtual) as runner:
        times = runner.run(sent(out, back, 600))
    assert most_in_a_second(times) <= SHARE + 1


@pytest.mark.parametrize(("out", "back"), LINES[:2], ids=["quick", "steady"])
def test_a_steady_line_brings_ninety_five_percent_of_the_limit(out: list[float], back: list[float]) -> None:
    with asyncio.Runner(loop_factory=Virtual) as runner:
        times = runner.run(sent(out, back, 600))
    assert (len(times) - 1) / (times[-1] - times[0]) >= 0.95 * 50


def test_one_that_hangs_gives_its_place_back() -> None:
    with asyncio.Runner(loop_factory=Virtual) as runner:
        times = runner.run(sent([60.0 if place < 49 else 0.01 for place in range(200)], [0.01], 200))
    assert times[100] < 12
