"""Tests that turns go round the servers that wait, that each is used by one, and that none is lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.fair_turns import Turns, work_for

pytestmark = pytest.mark.asyncio


async def _waits(turns: Turns, server: str, had: list[str]) -> None:
    work_for(server)
    async with turns.turn():
        had.append(server)
        await asyncio.sleep(0)


async def _settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_servers_that_wait_come_in_rotation() -> None:
    turns, had = Turns(1), list[str]()
    await asyncio.gather(*(_waits(turns, server, had) for server in "aaaabbc"))
    assert "".join(had) == "aabcaba"  # the first a found nobody waiting


async def test_a_servers_own_work_stays_in_its_order() -> None:
    turns, had = Turns(1), list[str]()

    async def one(number: int) -> None:
        async with turns.turn():
            had.append(str(number))
            await asyncio.sleep(0)

    await asyncio.gather(*(one(number) for number in range(4)))
    assert had == ["0", "1", "2", "3"]


async def test_what_a_task_starts_is_work_of_its_server() -> None:
    turns, had = Turns(1), list[str]()

    async def starts_two(server: str) -> None:
        work_for(server)
        await asyncio.gather(*(asyncio.create_task(named(server)) for _ in range(2)))

    async def named(server: str) -> None:
        async with turns.turn():
            had.append(server)
            await asyncio.sleep(0)

    async with turns.turn():
        both = asyncio.gather(starts_two("a"), starts_two("b"))
        await _settled()
    await both
    assert had == ["a", "b", "a", "b"]


# Trap: a turn was passed to a task that was cancelled before it woke, and nobody had it ever after.
async def test_a_turn_passed_to_a_cancelled_task_goes_to_the_next() -> None:
    turns, had = Turns(1), list[str]()
    async with turns.turn():
        left = asyncio.create_task(_waits(turns, "a", had))
        stays = asyncio.create_task(_waits(turns, "b", had))
        await _settled()
    left.cancel()  # the turn is its own by now
    await stays
    with suppress(asyncio.CancelledError):
        await left
    await _waits(turns, "c", had)
    assert had == ["b", "c"]


@given(
    count=st.integers(1, 3),
    waits=st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 4)), max_size=12),
)
async def test_no_more_work_at_a_time_than_there_are_turns_and_none_is_lost(
    count: int, waits: list[tuple[str, bool, int]]
) -> None:
    turns, under_way, most = Turns(count), 0, 0

    async def one(server: str) -> None:
        nonlocal under_way, most
        work_for(server)
        async with turns.turn():
            under_way += 1
            most = max(most, under_way)
            try:
                await asyncio.sleep(0)
            finally:
                under_way -= 1

    async def cancelled(task: asyncio.Task[None], after: int) -> None:
        for _ in range(after):
            await asyncio.sleep(0)
        task.cancel()

    tasks = [asyncio.create_task(one(server)) for server, _, _ in waits]
    cancels = [cancelled(task, after) for task, (_, leaves, after) in zip(tasks, waits, strict=True) if leaves]
    await asyncio.gather(*tasks, *cancels, return_exceptions=True)
    assert most <= count
    async with asyncio.timeout(5):
        await asyncio.gather(*(one("later") for _ in range(count + 1)))
    assert most <= count
