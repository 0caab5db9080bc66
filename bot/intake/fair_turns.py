"""Gives turns at shared processes in rotation over the servers that wait, so that the many articles of one keep no other's waiting."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_server: ContextVar[str] = ContextVar("server", default="")


def work_for(server: str) -> None:
    """What the current task, and any that it starts, asks for from now on is this server's work. Without it, work is the operator's."""
    _server.set(server)


class Turns:
    """So many turns at a time. Who waits stands in its server's line; the lines are served in rotation."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._lines: dict[str, deque[asyncio.Future[None]]] = {}
        """Those that wait, of each server; the server whose turn is next comes first."""

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn; it lasts as long as the block."""
        await self._take()
        try:
            yield
        finally:
            self._pass_on()

    @property
    def are_waited_for(self) -> bool:
        """True if somebody waits for a turn."""
        return any(not called.done() for line in self._lines.values() for called in line)

    async def _take(self) -> None:
        if self._free:
            self._free -= 1
            return
        called = asyncio.get_running_loop().create_future()
        self._lines.setdefault(_server.get(), deque()).append(called)
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():  # it was called and cancelled in one go: the turn is the next one's
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._lines:
            server, line = next(iter(self._lines.items()))
            called = line.popleft()
            del self._lines[server]
            if line:
                self._lines[server] = line  # last: the others come before its next
            if not called.done():
                called.set_result(None)
                return
        self._free += 1
