"""One command typed many times over -> how many a second the bot answers, and how long each took."""

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
    under_way = _Load(acts, acts.typed(said["command"]), count)
    began = time.perf_counter()
    for _ in range(at_once):
        under_way.type_next()
    await under_way.over
    return _figures(under_way.times, time.perf_counter() - began, under_way.statuses)


class _Load:
    """The commands of one load. Each is typed once one before it has settled: a task of its own would cost as much as a command."""

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
        """Type one more command, if there is one left and the last one could be typed."""
        if not self._left or self.over.done():
            return
        self._left -= 1
        began = time.perf_counter()
        try:
            one = self._acts.send(self._typed)
        except AskError as error:
            self.over.set_exception(error)
            return

        def settled() -> None:  # in a turn of its own: what settles a command may be going through all of them
            self._loop.call_soon(self._settled, one, began)

        if one.status == OPEN:
            one.waiting += (settled,)
        else:
            settled()

    def _settled(self, one: Interaction, began: float) -> None:
        self.times.append((time.perf_counter() - began) * 1000)
        self.statuses[one.status] += 1
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
