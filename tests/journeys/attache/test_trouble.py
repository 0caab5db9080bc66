"""Tests that every command gets an answer in words while the database is locked, read-only or deleted."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import Driver, Sandbox
from tests.journeys.attache.newsroom.conftest import RAID, Patient, words
from tests.store.test_database import delete, forbid, replace_by_another

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.app import Attache
    from tests.journeys.attache.newsroom.conftest import Start

GENERAL = "100000000000001101"


class Troubled:
    """A running bot whose database gets into trouble."""

    def __init__(self, path: Path, bot: Attache, driver: Driver) -> None:
        self.path, self.bot, self.driver = path, bot, driver
        self.other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    async def befalls(self, trouble: str) -> None:
        match trouble:
            case "locked":
                await asyncio.to_thread(self.other.execute, "BEGIN EXCLUSIVE")  # the bot may be writing just now
            case "read only":
                await forbid(self.bot.desk.database)
            case "deleted":
                delete(self.path)
            case "replaced":
                replace_by_another(self.path)

    async def said(self) -> dict[str, str]:
        """Returns the answer of each command that writes; the preview of an article is long, and grows the file."""
        said = {}
        for name, options in (
            ("settings notices", {"channel": GENERAL}),
            ("digest subscribe", {"zone": "Europe/Oslo"}),
        ):
            said[name] = answer(await self.driver.command(name, options, user="ed"))
        form = await self.driver.command("article add", user="ed")
        said["article add"] = answer(await self.driver.submit(form["interaction_id"], {"text": RAID * 8}, user="ed"))
        return said


def answer(shown: dict[str, Any]) -> str:
    assert shown["status"] in ("answered", "deferred"), shown
    return words(shown)


@pytest.fixture
async def troubled(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Troubled]:
    monkeypatch.setattr(
        "bot.store.database.BUSY_SECONDS", 0.5
    )  # on a busy machine two seconds and Discord's three are near
    path = tmp_path / "attache.db"
    async with Sandbox() as sandbox, Patient(sandbox.url) as driver, start(sandbox, path) as bot:
        await driver.command("settings notices", {"channel": GENERAL}, user="ed")
        yield Troubled(path, bot, driver)


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ("locked", "The database is in use by another program: try again in a moment."),
        ("read only", "I am not allowed to write to the database. Ask the bot's operator to check its permissions."),
        ("deleted", "the database file was deleted or replaced while I was running."),
        ("replaced", "the database file was deleted or replaced while I was running."),
    ],
)
async def test_each_command_is_answered_with_the_reason(troubled: Troubled, trouble: str, reason: str) -> None:
    await troubled.befalls(trouble)
    said = await troubled.said()
    assert {name: text for name, text in said.items() if reason not in text} == {}
    stance = await troubled.driver.command("stance", {"holder": "Russia"})
    assert "Opposes Operation Midnight Hammer" in words(stance), "what only reads goes on"
    if trouble == "locked":
        troubled.other.execute("COMMIT")
        shown = await troubled.driver.command("settings notices", {"channel": GENERAL}, user="ed")
        assert "Notices: in #general." in words(shown)
    troubled.other.close()
