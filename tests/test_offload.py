"""Tests that long work leaves the loop free, and that short work is done at once."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.offload import MANY, offload


async def test_many_are_looked_through_while_the_loop_goes_on() -> None:
    others = threading.Event()
    asyncio.get_running_loop().call_soon(others.set)
    assert await offload(MANY, others.wait, 10)


async def test_few_are_looked_through_at_once() -> None:
    assert await offload(MANY - 1, threading.get_ident) == threading.get_ident()


@pytest.mark.parametrize("size", [0, MANY])
async def test_a_fault_is_the_callers(size: int) -> None:
    with pytest.raises(ZeroDivisionError):
        await offload(size, divmod, 1, 0)
