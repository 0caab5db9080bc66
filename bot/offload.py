"""Long work into a thread, so that others are answered meanwhile; short work at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_P = ParamSpec("_P")
_T = TypeVar("_T")

MANY = 500
"""Facts from which on looking through them takes longer than handing them to a thread and back: some five milliseconds."""


async def offload(size: int, work: Callable[_P, _T], /, *given: _P.args, **more: _P.kwargs) -> _T:
    """What `work` makes of so many facts. It must touch nothing that the loop changes."""
    if size < MANY:
        return work(*given, **more)
    return await asyncio.to_thread(work, *given, **more)
