"""Tests `attache backup` and `attache restore` as an operator types them, and the backups a running bot makes every night."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.cli import nightly as nights
from bot.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "var" / "attache.db"

    async def opened() -> None:
        async with open_database(made):
            pass

    asyncio.run(opened())
    monkeypatch.setenv("ATTACHE_DATABASE", str(made))
    return made


def test_a_backup_is_made_where_the_operator_says_and_comes_back(path: Path, tmp_path: Path, capsys) -> None:
    copy = tmp_path / "copy.db"
    assert main(["backup", "--to", str(copy)]) == 0
    assert capsys.readouterr().out.startswith(f"{copy}: 0 articles, ")
    assert main(["restore", str(copy)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{path} now has the 0 articles of {copy}."
    assert told[1].startswith(f"The database before is kept as {path.parent}/attache-replaced-")


def test_without_a_place_it_goes_to_the_folder_of_the_nightly_ones(path: Path, capsys) -> None:
    assert main(["backup"]) == 0
    [made] = (path.parent / "backups").iterdir()
    assert str(made) in capsys.readouterr().out


def test_what_cannot_be_done_is_said(path: Path, tmp_path: Path, capsys) -> None:
    assert main(["backup", "--to", str(tmp_path)]) == 1
    assert f"{tmp_path} is a folder" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "none.db")]) == 1
    assert "There is no file" in capsys.readouterr().err
    assert path.exists()


class Clock:
    """Goes on by a quarter of an hour each time somebody sleeps until then."""

    def __init__(self, start: str) -> None:
        self.now = datetime.fromisoformat(start).replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def nights_pass(path: Path, clock: Clock, keep: int, hours: float, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    end = clock.now + timedelta(hours=hours)

    async def sleep(seconds: float) -> None:
        clock.now += timedelta(seconds=seconds)
        if clock.now >= end:
            raise asyncio.CancelledError

    monkeypatch.setattr(nights.asyncio, "sleep", sleep)
    folder = path.parent / "backups"
    with contextlib.suppress(asyncio.CancelledError):
        await nights.back_up_nightly(path, folder, keep, clock)
    monkeypatch.undo()
    return sorted(file.name for file in folder.glob("*")) if folder.exists() else []


def nightly_names(*days: int) -> list[str]:
    return [f"attache-2026-11-{day:02}.db" for day in days]


@pytest.mark.parametrize(
    ("start", "hours", "kept"),
    [
        # before three in the morning none is due
        ("2026-11-20T01:00", 1.5, []),
        ("2026-11-20T01:00", 3, nightly_names(20)),
        # started late in the day: made then, after five minutes
        ("2026-11-20T22:00", 0.05, []),
        ("2026-11-20T22:00", 0.2, nightly_names(20)),
        # once a day, and the last three are kept
        ("2026-11-20T01:00", 24 * 5, nightly_names(22, 23, 24)),
    ],
)
def test_a_running_bot_backs_up_each_day(start: str, hours: float, kept: list[str], path: Path, monkeypatch) -> None:
    assert asyncio.run(nights_pass(path, Clock(start), 3, hours, monkeypatch)) == kept


# Trap: a process that was stopped at night ended only with its backup.
def test_a_stop_ends_the_backup_that_is_being_made(path: Path, monkeypatch) -> None:
    begun, given_up = threading.Event(), threading.Event()

    def copied(_path: Path, _target: Path, stopped: Callable[[], bool]) -> None:
        begun.set()
        while not stopped():
            pass
        given_up.set()

    async def night() -> None:
        monkeypatch.setattr(nights, "FIRST", timedelta(0))
        monkeypatch.setattr(nights, "back_up", copied)
        making = asyncio.create_task(nights.back_up_nightly(path, path.parent / "b", 3, Clock("2026-11-20T04:00")))
        await asyncio.to_thread(begun.wait)
        making.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await making
        await asyncio.to_thread(given_up.wait)

    asyncio.run(night())


def test_a_failed_night_is_logged_and_tried_again(path: Path, monkeypatch, caplog) -> None:
    folder = path.parent / "backups"
    folder.write_text("a file where the folder should be")
    clock = Clock("2026-11-20T04:00")
    with caplog.at_level(logging.ERROR):
        asyncio.run(nights_pass_failing(path, clock, folder, monkeypatch))
    assert "no backup was made tonight" in caplog.text
    with closing(sqlite3.connect(folder / "attache-2026-11-20.db")) as made:
        assert made.execute("PRAGMA user_version").fetchone()[0] > 0


# Trap: whatever was no refusal of ours ended the nights for good, and nobody was told.
def test_a_night_of_unexpected_trouble_is_not_the_last(path: Path, monkeypatch, caplog) -> None:
    failing = iter([True])
    back_up = nights.back_up

    def flaky(database: Path, target: Path, stopped: Callable[[], bool]) -> object:
        if next(failing, False):
            raise PermissionError(13, "Permission denied")
        return back_up(database, target, stopped)

    monkeypatch.setattr(nights, "back_up", flaky)
    with caplog.at_level(logging.ERROR):
        kept = asyncio.run(nights_pass(path, Clock("2026-11-20T04:00"), 3, 1, monkeypatch))
    assert "tonight's backup failed" in caplog.text
    assert kept == nightly_names(20)


async def nights_pass_failing(path: Path, clock: Clock, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = 0

    async def sleep(seconds: float) -> None:
        nonlocal turns
        clock.now += timedelta(seconds=seconds)
        turns += 1
        if turns == 2:
            folder.unlink()
        if turns == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(nights.asyncio, "sleep", sleep)
    with contextlib.suppress(asyncio.CancelledError):
        await nights.back_up_nightly(path, folder, 3, clock)
    monkeypatch.undo()
