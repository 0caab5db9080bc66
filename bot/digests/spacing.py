"""Spaces requests evenly and keeps them within a share of Discord's global rate limit."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

GLOBAL_LIMIT = 50
"""Requests per second that Discord allows a bot in total (docs: topics/rate-limits). Answers to interactions don't count."""
SHARE = 49
"""Requests per second for editions; the rest is for the bot's other requests."""
_REMEMBERED = 200
"""Recent answers among which the fastest counts."""
_STUCK = 5.0
"""Seconds after which an unanswered request frees its place: it waits for its channel's limit, or for an outage to end."""


class Pace:
    """Limits requests per second. A request keeps its place until one second after the latest moment Discord may have counted it.

    Discord counts a request some time between sending and answer. The fastest recent round trip is travel time in which it can't be
    counting, so only time beyond that has to be waited for: a slow but steady connection costs nothing.
    """

    def __init__(self, share: int = SHARE) -> None:
        self._places = asyncio.Semaphore(share)
        self._gap = 1 / (share + 1)
        self._next = 0.0
        self._took: deque[float] = deque(maxlen=_REMEMBERED)

    async def turn(self) -> AbstractContextManager[None]:
        """Wait for a turn, then make the request inside: `with await pace.turn(): ...`."""
        await self._places.acquire()
        loop = asyncio.get_running_loop()
        start = max(loop.time(), self._next)
        self._next = start + self._gap
        try:
            await asyncio.sleep(start - loop.time())
        except BaseException:
            self._places.release()
            raise
        return self._counted(loop)

    @contextmanager
    def _counted(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        place, started = _Place(self._places), loop.time()
        stuck = loop.call_later(_STUCK, place.leave)
        try:
            yield
        finally:
            stuck.cancel()
            self._took.append(loop.time() - started)
            loop.call_later(1.0 - min(self._took), place.leave)


class _Place:
    """One place in the limit, released once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._taken = True

    def leave(self) -> None:
        """Release the place."""
        if self._taken:
            self._taken = False
            self._places.release()
