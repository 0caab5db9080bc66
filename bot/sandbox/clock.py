"""A clock that can be moved forward, with the snowflakes and alarms that depend on it."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

DISCORD_EPOCH_MS = 1_420_070_400_000
"""Start of 2015, from which snowflakes count time."""

ALARM_SECONDS = 0.02
"""Alarms this close together go off together: thousands are set per second."""

Alarm = tuple[float, int, Callable[[], None]]


class Clock:
    """Sandbox time: the machine's clock plus every second it was advanced."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._numbers = itertools.count()
        self._alarms: list[Alarm] = []
        self._timer: asyncio.TimerHandle | None = None
        self._last_snowflake = 0

    def now(self) -> float:
        """Returns the current sandbox time, in seconds since 1970."""
        return time.time() + self._ahead

    def iso(self) -> str:
        """Returns the current time as Discord writes it: ISO 8601, UTC, six decimals."""
        return iso(self.now())

    def snowflake(self) -> str:
        """Returns a new id with the current time in it; each is greater than the previous."""
        fresh = int(self.now() * 1000 - DISCORD_EPOCH_MS) << 22
        self._last_snowflake = max(self._last_snowflake + 1, fresh)
        return str(self._last_snowflake)

    def advance(self, seconds: float) -> None:
        """Move time forward and ring every alarm that falls due."""
        if seconds < 0:
            raise ValueError("time can only be moved forward: give seconds >= 0")
        self._ahead += seconds
        self._ring()

    def ring_at(self, when: float, ring: Callable[[], None]) -> None:
        """Call `ring` once sandbox time reaches `when`. It can't be cancelled: `ring` must check whether it still matters."""
        heapq.heappush(self._alarms, (when, next(self._numbers), ring))
        if self._alarms[0][0] == when:
            self._set_timer()

    def close(self) -> None:
        """Drop every alarm."""
        self._alarms.clear()
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _set_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._alarms:
            wait = max(ALARM_SECONDS, self._alarms[0][0] - self.now())
            self._timer = asyncio.get_running_loop().call_later(wait, self._ring)

    def _ring(self) -> None:
        now = self.now()
        while self._alarms and self._alarms[0][0] <= now:
            heapq.heappop(self._alarms)[2]()
        self._set_timer()


class Watch:
    """One alarm for many items that fall due in order: the clock holds one alarm, however many wait.

    `due(now)` handles what is due and returns the time of the next item, or None.
    """

    def __init__(self, clock: Clock, due: Callable[[float], float | None]) -> None:
        self._clock = clock
        self._due = due
        self._set = False

    def until(self, when: float) -> None:
        """Add an item due at `when`, not earlier than any item already waiting."""
        if not self._set:
            self._set = True
            self._clock.ring_at(when, self._ring)

    def _ring(self) -> None:
        self._set = False
        then = self._due(self._clock.now())
        if then is not None:
            self.until(then)


def iso(seconds: float) -> str:
    """Returns the seconds since 1970 in Discord's time format."""
    whole = int(seconds)
    return f"{_to_the_second(whole)}.{int((seconds - whole) * 1_000_000):06d}+00:00"


@lru_cache(maxsize=64)
def _to_the_second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
