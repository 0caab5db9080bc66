"""Tests the bot with its database on a PostgreSQL server: it files, answers, keeps all over a restart, and says in words that the line to the server is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import Sandbox
from tests.databases import HAS_SERVER, NO_SERVER
from tests.journeys.attache.conftest import started
from tests.journeys.attache.newsroom.conftest import RAID, Patient, button, words
from tests.store.postgresql.proxy import Line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.databases import Servers

pytestmark = pytest.mark.skipif(not HAS_SERVER, reason=NO_SERVER)

GENERAL = "100000000000001101"
AWAY = "The database can't be reached at the moment: try again in a moment."


@pytest.fixture
async def line(postgresql: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    """A line to an empty database."""
    monkeypatch.chdir(tmp_path)
    async with postgresql.database(empty=True) as server, Line(server, postgresql.folder) as line:
        yield line


async def add(driver: Patient, text: str) -> dict[str, Any]:
    """Adds an article as an editor does, with a form and a look at it."""
    form = await driver.command("article add", user="ed")
    shown = await driver.submit(form["interaction_id"], {"text": text}, user="ed")
    return await driver.press(shown["message"], button(shown, "Add"), user="ed")


async def test_what_is_added_is_answered_and_kept_over_a_restart(line: Line) -> None:
    async with Sandbox() as sandbox, Patient(sandbox.url) as driver:
        async with started(sandbox, line.server):
            assert "Opposes Operation Midnight Hammer" in words(await driver.command("stance", {"holder": "Russia"}))
            await add(driver, RAID)
        async with started(sandbox, line.server):
            assert "Opposes “raid on Tuesday”" in words(await driver.command("stance", {"holder": "Norway"}))
            assert "The raid was a crime" in words(await driver.command("quote", {"speaker": "Nordlund"}))
            assert "embargo" in words(await driver.command("search", {"words": "embargoes"}))


async def test_a_cut_line_is_said_by_each_command_and_mends_without_a_restart(line: Line) -> None:
    async with Sandbox() as sandbox, Patient(sandbox.url) as driver, started(sandbox, line.server):
        await line.cut()
        for name, options in (
            ("stance", {"holder": "Russia"}),
            ("search", {"words": "attack"}),
            ("settings notices", {"channel": GENERAL}),
            ("digest subscribe", {"zone": "Europe/Oslo"}),
        ):
            assert AWAY in words(await driver.command(name, options, user="ed")), name
        await line.mend()
        assert "Opposes Operation Midnight Hammer" in words(await driver.command("stance", {"holder": "Russia"}))
        shown = await driver.command("settings notices", {"channel": GENERAL}, user="ed")
        assert "Notices: in #general." in words(shown)
