"""A load test: runs one command many times, and tells how many per second the bot answers and how fast."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.sandbox.interactions import OPEN

if TYPE_CHECKING:
    from bot.sandbox.interactions import Interaction
    from bot.sandbox.user_actions import TypedCommand, UserActions
    from bot.sandbox.world import Json

MOST = 200_000


async def load(acts: UserActions, said: Json) -> Json:
    """Run `command` (as for /sandbox/api/commands) `count` times, `at_once` of them at any time.

    Commands start inside the sandbox, so that no HTTP client is part of the measurement. Names are looked up once, because
    that is the work of a user's client. A command is measured until it is acknowledged.

    Returns:
        count, seconds, per_second, p50_ms, p99_ms, worst_ms, and the number of each status.

    Raises:
        AskError: the command or the numbers are invalid.
    """
    count, at_once = int(said.get("count", 1_000)), int(said.get("at_once", 20))
    if not 1 <= at_once <= count <= MOST:
        raise AskError(f'"count" must be at most {MOST}, and "at_once" from 1 to "count"')
    under_way = _Load(acts, acts.typed(said["command"]), count)
    began = time.perf_counter()
    for _ in range(at_once):
        under_way.type_next()
    await under_way.over
    return _figures(under_way.times, time.perf_counter() - began, under_way.statuses)


class _Load:
    """The commands of one load test. Each starts when an earlier one has finished, without a task of its own, which would cost as much as the command."""

    def __init__(self, acts: UserActions, typed: TypedCommand, count: int) -> None:
        self._acts = acts
        self._typed = typed
        self._count = count
        self._left = count
        self.times: list[float] = []
        self.statuses: Counter[str] = Counter()
        self._loop = asyncio.get_running_loop()
        self.over: asyncio.Future[None] = self._loop.create_future()

    def type_next(self) -> None:
        """Start one more command, if any is left and the previous one could be started."""
        if not self._left or self.over.done():
            return
        self._left -= 1
        began = time.perf_counter()
        try:
            interaction = self._acts.send(self._typed)
        except AskError as error:
            self.over.set_exception(error)
            return

        def settled() -> None:  # in a later turn: the caller may be iterating over all interactions
            self._loop.call_soon(self._settled, interaction, began)

        if interaction.status == OPEN:
            interaction.waiting += (settled,)
        else:
            settled()

    def _settled(self, interaction: Interaction, began: float) -> None:
        self.times.append((time.perf_counter() - began) * 1000)
        self.statuses[interaction.status] += 1
        if len(self.times) == self._count and not self.over.done():
            self.over.set_result(None)
        self.type_next()


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
