"""Tests that a running bot knows the names in what a command does beside it, in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from bot.sandbox import Driver, Sandbox
from tests.lending import ARTICLE as SEED
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.attache.test_restart import Start

ARTICLE = "Viktor Zhdanovich, the mayor of Lvov, condemned the strike. “We will rebuild,” said Zhdanovich."


async def attache(database: Path, *arguments: str) -> str:
    """What a command prints."""
    environment = {**os.environ, "ATTACHE_DATABASE": str(database), "ATTACHE_SEEDS": str(SEED)}
    command = [sys.executable, "-m", "bot", *arguments]
    running = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, errors = await running.communicate()
    assert running.returncode == 0, errors.decode()
    return out.decode()


def number_of(database: Path) -> int:
    """The number of the article, as `attache article list` prints it."""
    with closing(sqlite3.connect(database)) as connection:
        [[number]] = connection.execute("SELECT number FROM articles WHERE text LIKE 'Viktor%'").fetchall()
    return int(number)


async def test_names_come_and_go_with_what_a_command_loads_and_removes(start: Start, tmp_path: Path) -> None:
    database, file = tmp_path / "attache.db", tmp_path / "a.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    async with Sandbox() as sandbox, Driver(sandbox.url) as driver, start(sandbox, database):

        async def offered() -> list[str]:
            choices = await driver.complete("quote", "speaker", "zhdan")
            return [choice["name"] for choice in choices if "Zhdanovich" in choice["name"]]

        assert not await offered()
        assert await attache(database, "load", str(file)) == "1 article added.\n"
        await until(offered)
        answer = (await driver.command("quote", {"speaker": "Zhdanovich"}))["message"]
        assert "We will rebuild" in str(answer)
        await attache(database, "article", "remove", str(number_of(database)))

        async def gone() -> bool:
            return not await offered()

        await until(gone)
