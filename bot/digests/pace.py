"""Requests into turns: no more in any second than a share of what Discord allows, evenly spaced."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

GLOBAL_LIMIT = 50
"""Requests a second Discord allows a bot over all (docs: topics/rate-limits). Answers to interactions do not count."""
SHARE = 49
"""Of these, what editions may take; the rest is left for whatever else the bot asks of Discord."""
_REMEMBERED = 200
"""Answers of which the quickest counts."""
_STUCK = 5.0
"""Seconds after which a request that has no answer makes room: it waits for a limit of its own channel, or for an outage."""


class Pace:
    """A place in any second is kept from when a request leaves until a second after Discord may have counted it at the latest.

    Discord counts a request somewhere between its leaving and its answer: after the quickest way there, before the quickest way back. So of
    what an answer takes, only what it takes longer than the quickest has to be waited for, and a line that is slow but steady costs nothing.
    """

    def __init__(self, share: int = SHARE) -> None:
        self._places = asyncio.Semaphore(share)
        self._gap = 1 / (share + 1)
        self._next = 0.0
        self._took: deque[float] = deque(maxlen=_REMEMBERED)

    async def turn(self) -> AbstractContextManager[None]:
        """Wait for one's turn, then make the request inside: `with await pace.turn(): ...`."""
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
        place, begun = _Place(self._places), loop.time()
        stuck = loop.call_later(_STUCK, place.leave)
        try:
            yield
        finally:
            stuck.cancel()
            self._took.append(loop.time() - begun)
            loop.call_later(1.0 - min(self._took), place.leave)


class _Place:
    """One place, given back once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._taken = True

    def leave(self) -> None:
        """Give it back."""
        if self._taken:
            self._taken = False
            self._places.release()
