"""Tests a kill before each step of filing, of an update, of a deletion and of a migration: what is left is the state before or the state after."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import warnings
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import aiosqlite
import pytest

from bot.store import migrate
from bot.store.articles import file_reading
from bot.store.database import open_database
from bot.store.migrate import newest
from bot.store.servers import purge
from tests.conftest import NOW, Tell, entered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.store.database import Database

    Work = Callable[[Database], Awaitable[object]]

SERVER, OLD_VERSION = "1", 25
TRIED = 8
"""Into how many steps each work is cut."""


def told(words: str) -> Tell:
    article = Tell(f"Iran {words} the attack of Israel. “We will answer,” said Abbas Araghchi.", url="https://wire.example/a", published="2025-06-23")  # fmt: skip
    return (
        article.event("attack", by="israel", to="iran")
        .stance("iran", words, "e1")
        .quotation("abbas-araghchi", "We will answer")
    )


async def nothing(_database: Database) -> None:
    """The database is only opened, and so migrated."""


async def filing(database: Database) -> None:
    await file_reading(database, told("denounced").head(url="https://wire.example/b").reading(), SERVER, NOW)


async def updating(database: Database) -> None:
    await file_reading(database, told("denounced").reading(), SERVER, NOW)


async def deleting(database: Database) -> None:
    await purge(database, SERVER)


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is stored, if it is sound."""
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        names = [name for (name,) in opened.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]  # fmt: skip
        opened.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sentence_words, instance)")
        every = (*names, "event_words", "words")
        stored = {name: sorted(opened.execute(f"SELECT * FROM {name}"), key=repr) for name in every}  # noqa: S608 - names of the schema
        return stored | {"version": list(opened.execute("PRAGMA user_version"))}


def run(path: Path, work: Work, dies_at: int | None = None) -> int:
    """Does the work in a process of its own, which is killed before a step. Returns how it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # other threads of this process hold no lock that the child needs
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        asyncio.run(_work(path, work, dies_at))
    finally:
        os._exit(0)


async def _work(path: Path, work: Work, dies_at: int | None) -> None:
    steps, execute = count(), aiosqlite.Connection._execute

    async def stepping(self: Any, function: Any, *given: Any, **named: Any) -> Any:
        if next(steps) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return await execute(self, function, *given, **named)

    aiosqlite.Connection._execute = stepping  # type: ignore[method-assign] # in this process, which ends here
    async with open_database(path) as database:
        await work(database)
    path.with_suffix(".steps").write_text(str(next(steps)))


@dataclass(frozen=True)
class Trial:
    """A database, and what its undisturbed work makes of it in so many steps."""

    path: Path
    work: Work
    steps: int
    before: dict[str, Any]
    after: dict[str, Any]


@pytest.fixture
def trial(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    work, path, undisturbed = request.param, tmp_path / "attache.db", tmp_path / "undisturbed.db"
    if work is nothing:
        _make_old(path, tmp_path, monkeypatch)
    else:
        asyncio.run(_fill(path))
    shutil.copy(path, undisturbed)
    assert run(undisturbed, work) == 0
    steps = int(undisturbed.with_suffix(".steps").read_text())
    # an old database has no index of its sentences yet, which `rows` looks into
    return Trial(path, work, steps, {} if work is nothing else rows(path), rows(undisturbed))


async def _fill(path: Path) -> None:
    async with open_database(path) as database:
        await entered(database, SERVER, "2")
        for server in (SERVER, "2"):
            await file_reading(database, told("condemned").reading(), server, NOW)


def _make_old(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as an older Attaché left it."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for script in migrate._scripts()[:OLD_VERSION]:
        shutil.copy(script, folder)
    with monkeypatch.context() as older:
        older.setattr(migrate, "MIGRATIONS", folder)

        async def opened() -> None:
            async with open_database(path) as database, database.transaction() as transaction:
                for number in range(50):
                    await transaction.run("INSERT INTO articles (id, library, hash, text, opening, reader, filed_at, read_at) VALUES (:id, 'everyone', :id, 'Iran spoke.', 'Iran', 'r', '2025', '2025')", id=number + 1)  # fmt: skip

        asyncio.run(opened())


@pytest.mark.parametrize("trial", [filing, updating, deleting], indirect=True)
def test_a_kill_leaves_the_state_before_or_after(trial: Trial, tmp_path: Path) -> None:
    assert trial.before != trial.after
    found = []
    for step in range(0, trial.steps, max(1, trial.steps // TRIED)):
        killed = tmp_path / f"{step}.db"
        shutil.copy(trial.path, killed)
        assert run(killed, trial.work, step) == -signal.SIGKILL
        left = rows(killed)
        assert left in (trial.before, trial.after), step
        found.append(left == trial.after)
    assert found[0] is False
    assert run(killed, trial.work) == 0
    notes = {"touched": []}  # done twice, it is noted twice
    assert rows(killed) | notes == trial.after | notes


@pytest.mark.parametrize("trial", [nothing], indirect=True)
def test_a_kill_during_a_migration_is_made_up_for_by_the_next_start(trial: Trial, tmp_path: Path) -> None:
    versions = set()
    for step in range(0, trial.steps, max(1, trial.steps // TRIED)):
        killed = tmp_path / f"{step}.db"
        shutil.copy(trial.path, killed)
        assert run(killed, trial.work, step) == -signal.SIGKILL
        with closing(sqlite3.connect(killed)) as opened:
            versions.add(opened.execute("PRAGMA user_version").fetchone()[0])
        assert run(killed, trial.work) == 0
        assert rows(killed) == trial.after
    assert min(versions) < max(versions) <= newest(), "no kill fell between two migrations"
