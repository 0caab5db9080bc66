"""Runs long work in a thread so that the event loop stays free, and short work directly."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_P = ParamSpec("_P")
_T = TypeVar("_T")

MANY = 500
"""From so many facts on, work takes longer (about 5 ms) than the trip to a thread and back."""


async def offload(size: int, work: Callable[_P, _T], /, *given: _P.args, **more: _P.kwargs) -> _T:
    """Run `work` and return its result, in a thread if `size` (facts to go through) is large. It must not touch what the event loop changes."""
    if size < MANY:
        return work(*given, **more)
    return await asyncio.to_thread(work, *given, **more)
