"""Tests that a transaction takes effect wholly or not at all, in sequence, and that readers see only what is committed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from bot.errors import AskError, FaultError, LaterError, StorageError
from bot.store.database import BUSY_SECONDS, open_database
from bot.store.single_process import is_held, sole_process
from tests.databases import REFUSED
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store.database import Database, Transaction


async def add(transaction: Transaction, server: str) -> None:
    await transaction.run("INSERT INTO servers (id, joined_at) VALUES (:id, '')", id=server)


async def servers(database: Database) -> set[str]:
    return {row["id"] for row in await database.rows("SELECT id FROM servers")}


async def test_committed_changes_are_visible(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, "1")
        assert await transaction.value("SELECT count(*) FROM servers") == 1
    assert await servers(database) == {"1"}


async def test_a_reader_sees_only_what_is_committed(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, "1")
        assert await servers(database) == set()


async def test_an_error_rolls_back_and_comes_through(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as transaction:
            await add(transaction, "1")
            _ = 1 / 0
    assert await servers(database) == set()


async def test_a_cancellation_rolls_back(database: Database) -> None:
    async def never_ending() -> None:
        async with database.transaction() as transaction:
            await add(transaction, "1")
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ending())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as transaction:
        await add(transaction, "2")
    assert await servers(database) == {"2"}


# A cancellation may arrive during BEGIN, a statement or COMMIT: in each case, the next transaction can begin.
@pytest.mark.parametrize("steps", range(12))
async def test_a_cancellation_at_any_step_leaves_no_transaction_open(database: Database, steps: int) -> None:
    async def three() -> None:
        async with database.transaction() as transaction:
            for server in "123":
                await add(transaction, server)

    task = asyncio.create_task(three())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with database.transaction() as transaction:
        await add(transaction, "9")
    assert await servers(database) in ({"9"}, {"1", "2", "3", "9"})


async def test_a_commit_that_is_refused_leaves_no_transaction_open(database: Database) -> None:
    with pytest.raises(REFUSED):
        async with database.transaction() as transaction:
            await transaction.run(
                "INSERT INTO articles (id, library, hash, text, opening, reader, filed_at, read_at) VALUES (1, 'everyone', '', '', '', '', '', '')"
            )
            await transaction.run(  # only COMMIT notices that there is no such sentence
                "INSERT INTO quotations (article, kind, sentence, start_at, end_at, confidence, rule, reader) VALUES (1, 'direct', 1, 0, 1, 1.0, '', '')"
            )
    async with database.transaction() as transaction:
        await add(transaction, "1")
    assert await servers(database) == {"1"}


async def test_two_writers_queue(database: Database) -> None:
    order: list[str] = []

    async def in_turn(name: str) -> None:
        async with database.transaction() as transaction:
            order.append(f"{name} begins")
            await asyncio.sleep(0.01)
            await add(transaction, name)
            order.append(f"{name} ends")

    await asyncio.gather(in_turn("1"), in_turn("2"), in_turn("3"))
    assert order == [f"{name} {what}" for name in "123" for what in ("begins", "ends")]
    assert await servers(database) == {"1", "2", "3"}


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises((sqlite3.OperationalError, asyncpg.ReadOnlySQLTransactionError), match=r"read-?only"):
        await database.rows("INSERT INTO servers (id, joined_at) VALUES ('1', '') RETURNING id")


# ---- What other programs, the disk or a person can do to the file ----


async def write(database: Database, server: str = "1") -> None:
    async with database.transaction() as transaction:
        await add(transaction, server)


@pytest.mark.sqlite_only
async def test_another_programs_lock_is_answered_in_time_by_whoever_waits(database: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "attache.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    said = await asyncio.gather(*(write(database, str(number)) for number in range(5)), return_exceptions=True)
    assert [type(row) for row in said] == [LaterError] * 5
    assert "another program" in str(said[0])
    assert time.monotonic() - begun < BUSY_SECONDS + 5 * 0.1 + PATIENCE / 100
    other.execute("COMMIT")
    other.close()
    await write(database)
    assert await servers(database) == {"1"}


def delete(path: Path) -> None:
    path.unlink()


def replace_by_another(path: Path) -> None:
    copy = path.with_suffix(".copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


def move_away(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))


def move_its_folder_away(path: Path) -> None:
    path.parent.rename(path.parent.with_suffix(".moved"))


@pytest.mark.parametrize("happens", [delete, replace_by_another, move_away, move_its_folder_away])
async def test_a_file_that_is_gone_is_an_alarm_and_nothing_is_said_to_be_kept(
    happens: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "folder" / "attache.db"
    async with open_database(path) as database:
        await write(database)
        happens(path)
        with pytest.raises(StorageError, match="deleted or replaced while I was running"):
            await write(database, "2")
        with pytest.raises(StorageError):
            database.check()
    assert [record.levelname for record in caplog.records] == ["CRITICAL"], "once, not each time"


@pytest.mark.sqlite_only
async def test_a_file_lost_during_a_write_is_an_error(database: Database, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        async with database.transaction() as transaction:
            await add(transaction, "1")
            (tmp_path / "attache.db").unlink()


async def fill(database: Database) -> None:
    [[pages]] = await database._writer.execute_fetchall("PRAGMA page_count")
    await database._writer.execute(f"PRAGMA max_page_count = {pages}")


async def forbid(database: Database) -> None:
    await database._writer.execute("PRAGMA query_only = ON")


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("trouble", "says"), [(fill, "the disk is full"), (forbid, "not allowed to write")])
async def test_disk_errors_become_sentences(
    database: Database, trouble: Callable[[Database], Awaitable[None]], says: str, caplog: pytest.LogCaptureFixture
) -> None:
    await trouble(database)
    with pytest.raises(StorageError, match=says):
        async with database.transaction() as transaction:
            for number in range(10_000):
                await add(transaction, str(number))
    assert "CRITICAL" in caplog.text
    assert await servers(database) == set()


async def test_a_damaged_file_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "attache.db"
    async with open_database(path) as database, database.transaction() as transaction:
        for number in range(10_000):
            await add(transaction, str(number))
    raw = bytearray(path.read_bytes())
    raw[8_192:] = b"\x00\xff" * ((len(raw) - 8_192) // 2)
    path.write_bytes(raw)
    with pytest.raises((StorageError, FaultError), match=r"damaged|can't be used"):
        async with open_database(path) as database:
            await database.rows("SELECT * FROM servers")


async def test_our_own_mistakes_are_not_reported_as_disk_errors(database: Database) -> None:
    with pytest.raises((sqlite3.OperationalError, asyncpg.UndefinedTableError), match="nowhere"):
        await database.rows("SELECT * FROM nowhere")
    with pytest.raises(REFUSED):
        await write(database, "no number")


async def test_two_bots_do_not_share_a_database(tmp_path: Path) -> None:
    path = tmp_path / "new" / "attache.db"
    assert not is_held(path)
    with sole_process(path):
        assert is_held(path)
        says = rf"Another Attaché \(process {os.getpid()}\) is running on .*attache\.db"
        with pytest.raises(AskError, match=says), sole_process(path):
            pytest.fail("there are two")
        with sole_process(tmp_path / "other.db"):
            pass
    with sole_process(path):
        pass


def test_asking_whether_a_bot_runs_changes_nothing_and_stops_no_start(tmp_path: Path) -> None:
    path = tmp_path / "attache.db"
    assert not is_held(path)
    assert list(tmp_path.iterdir()) == []
    with sole_process(path):
        pass
    lock = tmp_path / "attache.db.lock"
    before = lock.read_bytes()
    with lock.open("rb") as other:  # somebody else asks at the same time, and then is done
        fcntl.flock(other, fcntl.LOCK_SH)
        assert not is_held(path)
        threading.Timer(0.05, fcntl.flock, (other, fcntl.LOCK_UN)).start()
        assert lock.read_bytes() == before
        with sole_process(path):
            pass


def no_folder(path: Path) -> Path:
    (path / "file").write_bytes(b"")
    return path / "file" / "attache.db"


def no_database(path: Path) -> Path:
    (path / "a.txt").write_bytes(b"These are words, and no database. " * 99)
    return path / "a.txt"


@pytest.mark.parametrize("place", [Path, no_folder, no_database])
def test_a_path_that_cannot_be_used_is_one_sentence(place: Callable[[Path], Path], tmp_path: Path) -> None:
    environment = {**os.environ, "ATTACHE_DATABASE": str(place(tmp_path)), "PYTHONWARNINGS": "error::ResourceWarning"}
    command = [sys.executable, "-m", "bot", "article", "list"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"attache: the database {place(tmp_path)} can't be used: ")
    assert "ATTACHE_DATABASE to " in done.stderr, "it says what to do"
    assert len(done.stderr.splitlines()) == 1
