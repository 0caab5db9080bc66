"""Tests a stop of the bot while somebody waits: the answer still comes, or a sentence."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.intake.intake import Intake
from bot.sandbox import Driver, Sandbox
from bot.ui import under_way

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache
    from bot.model.article import Candidate

    Start = Callable[[Sandbox, Path], AbstractAsyncContextManager[Attache]]

TEXT = "Russia condemned the attack on Iran, and its minister said that the strikes broke international law. " * 3


@pytest.mark.parametrize(
    ("seconds", "patience", "said"),
    [(0.5, 60.0, "act:article:file:"), (3_600.0, 0.2, "I was stopped before I had finished this")],
)
async def test_a_stop_leaves_no_command_without_an_answer(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, patience: float, said: str
) -> None:
    begun = asyncio.Event()

    async def slow(self: Intake, _link: str) -> Candidate:
        begun.set()
        await asyncio.sleep(seconds)
        return await self.from_text(TEXT)

    monkeypatch.setattr(Intake, "from_link", slow)
    monkeypatch.setattr(under_way, "FINISH_SECONDS", patience)
    async with Sandbox() as sandbox, Driver(sandbox.url) as driver:
        async with start(sandbox, tmp_path / "attache.db"):
            link = {"link": "https://wire.example/a"}
            added: asyncio.Task[Any] = asyncio.create_task(driver.command("article add", link, user="ed"))
            await begun.wait()
        message = (await added)["message"]
        shown = [each for each in await driver.messages(user="ed") if each["id"] == message["id"]]
        assert said in str(shown)
