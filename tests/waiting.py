"""Waits for an event itself, however long a busy machine takes."""

from __future__ import annotations

import asyncio
import inspect
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_T = TypeVar("_T")

PATIENCE = 300
"""Seconds until a wait fails: far more than the busiest machine needs, so that only our own mistakes end a wait."""
_EVERY = 0.01


async def until(true: Callable[[], Awaitable[_T] | _T]) -> _T:
    """Returns the result of a function, async or not, once it is true."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = true()
            if inspect.isawaitable(found):
                found = await found
            if found:
                return found  # type: ignore[return-value] # awaited by now
            await asyncio.sleep(_EVERY)


def until_true(true: Callable[[], object]) -> None:
    """Waits, without an event loop, until a function returns something true."""
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(_EVERY)
