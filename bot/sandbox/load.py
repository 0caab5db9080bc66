"""One command typed many times over -> how many a second the bot answers, and how long each took."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.sandbox.interactions import OPEN

if TYPE_CHECKING:
    from bot.sandbox.acts import Acts
    from bot.sandbox.world import Json

MOST = 200_000


async def load(acts: Acts, said: Json) -> Json:
    """Type `command` (as for /sandbox/api/commands) `count` times, `at_once` of them under way at any time.

    The commands start inside the sandbox, so that no HTTP client of the load's own is part of what is measured, and what is
    typed is looked up once, as that is the work of a user's own client. A command counts until it is acknowledged.

    Returns:
        count, seconds, per_second, p50_ms, p99_ms, worst_ms, and how often each status came.

    Raises:
        AskError: the command can't be typed, or the numbers make no sense.
    """
    count, at_once = int(said.get("count", 1_000)), int(said.get("at_once", 20))
    if not 1 <= at_once <= count <= MOST:
        raise AskError(f'"count" is at most {MOST}, "at_once" 1 to "count"')
    loop = asyncio.get_running_loop()
    typed = acts.typed(said["command"])
    left = iter(range(count))
    times: list[float] = []
    statuses: Counter[str] = Counter()

    async def type_on() -> None:
        for _ in left:
            began = time.perf_counter()
            one = acts.send(typed)
            await one.wait_until(lambda one=one: one.status != OPEN, loop)  # type: ignore[misc] # mypy doesn't infer the bound one
            times.append((time.perf_counter() - began) * 1000)
            statuses[one.status] += 1

    began = time.perf_counter()
    await asyncio.gather(*(type_on() for _ in range(at_once)))
    seconds = time.perf_counter() - began
    return _figures(times, seconds, statuses)


def _figures(times: list[float], seconds: float, statuses: Counter[str]) -> Json:
    times.sort()
    return {
        "count": len(times),
        "seconds": round(seconds, 3),
        "per_second": round(len(times) / seconds, 1),
        "p50_ms": round(times[len(times) // 2], 3),
        "p99_ms": round(times[int(len(times) * 0.99)], 3),
        "worst_ms": round(times[-1], 3),
        "statuses": dict(statuses),
    }
