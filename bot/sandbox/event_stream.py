"""Server-sent events for the page; each listener gets only what its user may see."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import orjson
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.world import Json

WAITING_EVENTS = 1_000
"""A listener with this many unread events is disconnected; its page reloads when it returns."""


class Events:
    """The open event streams."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[bytes | None], str | None] = {}
        self._closed = False

    @property
    def listened(self) -> bool:
        """True if anybody is listening."""
        return bool(self._listeners)

    def send(self, name: str, data: Json, *, seen_by: Callable[[str], bool] | None = None) -> None:
        """Send an event to all listeners, or to those whose user passes `seen_by`; a listener without a user gets all events."""
        packed: bytes | None = None
        for queue, user in list(self._listeners.items()):
            if user is not None and seen_by is not None and not seen_by(user):
                continue
            packed = packed or b"event: %b\ndata: %b\n\n" % (name.encode(), orjson.dumps(data))
            if queue.qsize() >= WAITING_EVENTS:
                del self._listeners[queue]
                queue.put_nowait(None)
            else:
                queue.put_nowait(packed)

    async def stream(self, request: web.BaseRequest, user: str | None) -> web.StreamResponse:
        """Serve one listener until it disconnects."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners[queue] = user
        try:
            await response.prepare(request)
            await response.write(b": hello\n\n")
            while not self._closed:
                chunk = await self._next(queue)
                if chunk is None:
                    break
                await response.write(chunk)
        except ConnectionError:
            pass
        finally:
            self._listeners.pop(queue, None)
        return response

    async def _next(self, queue: asyncio.Queue[bytes | None]) -> bytes | None:
        """The next event, or a periodic comment that reveals dead connections."""
        try:
            return await asyncio.wait_for(queue.get(), 15)
        except TimeoutError:
            return b": still here\n\n"

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for queue in list(self._listeners):
            queue.put_nowait(None)
