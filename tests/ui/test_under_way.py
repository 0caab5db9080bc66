"""Tests that a stop waits for answers, breaks off what takes too long with a sentence, and begins nothing new."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.errors import LaterError
from bot.ui import under_way
from bot.ui.under_way import UnderWay
from tests.waiting import PATIENCE


class Told:
    """What was said to whom."""

    def __init__(self) -> None:
        self.said: list[tuple[Any, str]] = []

    async def explain(self, interaction: Any, error: BaseException) -> None:
        self.said.append((interaction, str(error)))


def answering(interactions: UnderWay, interaction: Any, until: asyncio.Event) -> asyncio.Task[str]:
    async def answer() -> str:
        interactions.add(interaction)
        await until.wait()
        return "answered"

    return asyncio.create_task(answer())


async def test_a_stop_waits_for_an_answer() -> None:
    interactions, told, until = UnderWay(), Told(), asyncio.Event()
    task = answering(interactions, "one", until)
    await asyncio.sleep(0)
    stop = asyncio.create_task(interactions.finish(told.explain))
    await asyncio.sleep(0)
    assert not stop.done()
    until.set()
    await stop
    assert (task.result(), told.said) == ("answered", [])


async def test_what_takes_too_long_is_broken_off_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "FINISH_SECONDS", 0.01)
    interactions, told, until = UnderWay(), Told(), asyncio.Event()
    slow, fast = (answering(interactions, name, event) for name, event in (("slow", asyncio.Event()), ("fast", until)))
    await asyncio.sleep(0)
    until.set()
    await interactions.finish(told.explain)
    assert slow.cancelled()
    assert fast.result() == "answered"
    assert told.said == [("slow", under_way.NOT_FINISHED)]


# Trap: if Discord can't be reached, its library tries for minutes, and whatever stops the bot kills it before the desk is closed.
async def test_a_stop_does_not_wait_for_a_sentence_that_cannot_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "FINISH_SECONDS", 0.01)
    monkeypatch.setattr(under_way, "EXPLAIN_SECONDS", 0.01)
    interactions = UnderWay()
    given_up = asyncio.Event()

    async def explain(_interaction: Any, _error: BaseException) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()

    answering(interactions, "slow", asyncio.Event())
    await asyncio.sleep(0)
    await asyncio.wait_for(interactions.finish(explain), PATIENCE)
    await asyncio.wait_for(given_up.wait(), PATIENCE)


async def test_nothing_new_is_begun_during_a_stop() -> None:
    interactions = UnderWay()
    await interactions.finish(Told().explain)
    with pytest.raises(LaterError, match="try again"):
        interactions.add("late")  # type: ignore[arg-type]
