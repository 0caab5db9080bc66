"""Tests backups: made while the database is written, checked before they replace anything, and never half there."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.errors import AskError, LaterError, StoppedError
from bot.store import backups
from bot.store.backup_names import by_hand, nightly, nightly_in, of_version, own_folder
from bot.store.backups import DamagedError, back_up, before_migration, checked, drop_old, restore
from bot.store.database import open_database
from bot.store.migrate import newest
from bot.store.single_process import sole_process

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 30, 4, 5, 6, tzinfo=UTC)
SERVER = "INSERT INTO servers (id, joined_at) VALUES (:id, '2026-11-30T00:00:00Z')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "attache.db"


def servers_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return [row[0] for row in opened.execute("SELECT id FROM servers ORDER BY id")]


async def filled(path: Path, *servers: str) -> None:
    async with open_database(path) as database:
        for server in servers:
            async with database.transaction() as transaction:
                await transaction.run(SERVER, id=server)


async def test_a_backup_has_what_was_committed_and_nothing_half_written(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.db"
    async with open_database(path) as database:
        async with database.transaction() as transaction:
            await transaction.run(SERVER, id="1")
        async with database.transaction() as transaction:
            await transaction.run(SERVER, id="2")
            found = await asyncio.to_thread(back_up, path, copy)  # while the second is not committed
        async with database.transaction() as transaction:
            await transaction.run(SERVER, id="3")
    assert servers_in(copy) == ["1"]
    assert (found.articles, found.size) == (0, copy.stat().st_size)
    assert [file.name for file in copy.parent.iterdir()] == ["copy.db"]


# Trap: a stop waited for the whole copy. It may come at the first page, later, or while the copy is checked; nothing is left of it.
@pytest.mark.parametrize("asked", [0, 1, 2, 5])
async def test_a_backup_is_given_up_at_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    await filled(path, "1")
    monkeypatch.setattr(backups, "_STEP", 40)
    monkeypatch.setattr(backups, "_INSTRUCTIONS", 50)
    copy = tmp_path / "elsewhere" / "copy.db"
    calls = iter(range(9_999))
    with pytest.raises(StoppedError, match="given up"):
        back_up(path, copy, lambda: next(calls) >= asked)
    assert list(copy.parent.iterdir()) == []
    assert next(calls) == asked + 1, "it went on after the stop"


async def test_a_backup_comes_back_and_the_replaced_database_is_kept(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    await filled(path, "2")
    path.with_suffix(".names").write_bytes(b"the names of the replaced database")
    _, kept = restore(copy, path, NOW)
    assert servers_in(path) == ["1"]
    assert kept == path.with_name("attache-replaced-2026-11-30-040506.db")
    assert servers_in(kept) == ["1", "2"]
    assert not path.with_suffix(".names").exists()
    await filled(path, "3")  # it opens and is written as before
    assert servers_in(path) == ["1", "3"]
    assert servers_in(copy) == ["1"], "the backup itself stays as it was"


async def test_a_backup_replaces_a_damaged_database_and_one_that_is_gone(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    path.write_bytes(b"no database at all" * 1000)
    log = path.with_name("attache.db-wal")
    log.write_bytes(b"a log that belongs to it")
    _, kept = restore(copy, path, NOW)
    assert servers_in(path) == ["1"]
    assert kept
    assert kept.read_bytes().startswith(b"no database")
    assert not log.exists(), "its log must not be read into the backup"
    path.unlink()
    assert restore(copy, path, NOW)[1] is None
    assert servers_in(path) == ["1"]


def spoilt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8_192:40_960] = b"\xff" * 32_768
    path.write_bytes(data)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(f"PRAGMA user_version = {newest() + 1}")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE cats (name)")
        opened.execute("PRAGMA user_version = 3")


# What is no usable backup must not replace anything.
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.unlink(), "There is no file"),
        (lambda path: path.write_bytes(b""), "is no database of Attaché"),
        (lambda path: path.write_text("hello"), "can't be read as a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:20_000]), "damaged|can't be read"),
        (spoilt, "damaged|can't be read"),
        (newer, "from a newer Attaché"),
        (foreign, "is no database of Attaché"),
    ],
)
async def test_an_unusable_backup_is_refused_and_replaces_nothing(harm, said: str, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    harm(copy)
    with pytest.raises(AskError, match=said):
        restore(copy, path, NOW)
    assert servers_in(path) == ["1"]
    assert {file.name for file in path.parent.glob("attache[.-]*re*")} == set(), "nothing restored or replaced"


async def test_nothing_is_restored_under_a_running_bot_or_another_program(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    with sole_process(path), pytest.raises(AskError, match=r"Another Attaché .*is running"):
        restore(copy, path, NOW)
    await filled(path, "2")
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM servers").fetchone()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AskError, match="Another program has"):
            restore(copy, path, NOW)
    assert servers_in(path) == ["1", "2"]
    with pytest.raises(AskError, match="is the database itself"):
        restore(path, path, NOW)
    with pytest.raises(AskError, match="is the database itself"):
        back_up(path, path)


# Trap: the copy took the place of whatever had the name: a note, a file of the database in use, as root even /dev/null.
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", b"not to be lost", "is no backup"),
        ("var/attache.db-wal", None, "is the database itself"),
        ("var/attache.db-shm", None, "is the database itself"),
        ("var/attache.db.lock", None, "is the database itself"),
        ("pipe", None, "is no backup"),
        ("notes.txt/copy.db", None, "name a folder"),
    ],
)
async def test_a_backup_replaces_nothing_but_a_backup(
    name: str, content: bytes | None, said: str, path: Path, tmp_path: Path
) -> None:
    await filled(path, "1")
    (tmp_path / "notes.txt").write_bytes(b"not to be lost")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(AskError, match=said):
        back_up(path, tmp_path / name)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "notes.txt").read_bytes() == b"not to be lost"


async def test_an_empty_file_may_become_a_backup(path: Path, tmp_path: Path) -> None:
    await filled(path, "1")
    (tmp_path / "copy.db").write_bytes(b"")  # as mktemp makes it
    back_up(path, tmp_path / "copy.db")
    assert servers_in(tmp_path / "copy.db") == ["1"]


async def test_a_link_to_the_database_stays_a_link(path: Path, tmp_path: Path) -> None:
    link, copy = tmp_path / "link.db", tmp_path / "copy.db"
    await filled(path, "1")
    link.symlink_to(path)
    back_up(link, copy)
    await filled(path, "2")
    _, kept = restore(copy, link, NOW)
    assert link.is_symlink()
    assert servers_in(path) == ["1"]
    assert kept == path.with_name("attache-replaced-2026-11-30-040506.db")
    assert servers_in(kept) == ["1", "2"]


async def test_two_restores_of_one_second_keep_both_databases(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    await filled(path, "2")
    kept = [restore(copy, path, NOW)[1] for _ in range(2)]
    assert [servers_in(each) for each in kept if each] == [["1", "2"], ["1"]]


# Trap: Python's `backup` waits for ever, at a start and on a night, and "restore a backup" is bad advice for a database that is in use.
async def test_a_locked_database_is_told_from_a_damaged_one(path: Path, tmp_path: Path, monkeypatch) -> None:
    await filled(path, "1")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **{**named, "timeout": 0.1}))
    with closing(connect(path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute(f"PRAGMA user_version = {newest() - 1}")
        for work in (
            lambda: back_up(path, tmp_path / "copy.db"),
            lambda: checked(path),
            lambda: before_migration(path, tmp_path),
            lambda: restore(path, tmp_path / "other.db", NOW),
        ):
            with pytest.raises(LaterError, match="Another program has locked"):
                work()
    assert [file.name for file in tmp_path.glob("*copy*")] == []


async def test_only_a_damaged_database_is_called_damaged(path: Path) -> None:
    await filled(path)
    newer(path)
    with pytest.raises(AskError) as told:
        checked(path)
    assert not isinstance(told.value, DamagedError)
    path.write_bytes(b"no database" * 1_000)
    with pytest.raises(DamagedError):
        checked(path)


async def test_a_restore_that_fails_leaves_the_database(path: Path, tmp_path: Path, monkeypatch) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    await filled(path, "2")

    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"half of it")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups, "_copy", full)
    with pytest.raises(AskError, match=r"can't be restored: database or disk is full\."):
        restore(copy, path, NOW)
    assert servers_in(path) == ["1", "2"]
    assert list(path.parent.glob("*re*")) == []


async def test_a_backup_that_fails_leaves_the_one_before(path: Path, tmp_path: Path, monkeypatch) -> None:
    copy = tmp_path / "copy.db"
    await filled(path, "1")
    back_up(path, copy)
    await filled(path, "2")
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(AskError, match="no room for a backup"):
        back_up(path, copy)
    monkeypatch.undo()
    monkeypatch.setattr(
        backups, "checked", lambda part, *_stopped: (_ for _ in ()).throw(AskError(f"{part} is damaged: x."))
    )
    with pytest.raises(AskError, match="damaged"):
        back_up(path, copy)
    assert servers_in(copy) == ["1"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "var"]
    with pytest.raises(AskError, match="There is no database"):
        back_up(tmp_path / "none.db", copy)


def test_only_the_oldest_nights_are_deleted(path: Path) -> None:
    path = path.with_name("at[t]ache.db")  # what a pattern would take for letters
    folder = own_folder(path)
    folder.mkdir(parents=True)
    names = [nightly(path, folder, date(2026, 11, day)).name for day in (9, 10, 28, 29)]
    others = ["at[t]ache-version-20.db", "at[t]ache-2026-11-08-120000.db", "attache-2026-11-01.db", "notes.txt"]
    for name in (*names, *others):
        (folder / name).write_text("")
    assert [file.name for file in drop_old(path, folder, 3)] == names[:1]
    assert sorted(file.name for file in folder.iterdir()) == sorted((*names[1:], *others))


def test_what_a_killed_backup_left_is_deleted_once_nobody_writes_it(path: Path) -> None:
    folder = own_folder(path)
    folder.mkdir(parents=True)
    old, fresh, other = (
        folder / name for name in ("attache-2026-11-08.db.7.part", "attache-2026-11-09.db.8.part", "b-1.db.9.part")
    )
    for part in (old, fresh, other):
        part.write_text("")
    for part in (old, other):
        os.utime(part, (0, 0))
    assert drop_old(path, folder, 3) == (old,)
    assert sorted(folder.iterdir()) == [fresh, other]


# Trap: the second bot took the first one's backup for its own, made none, and deleted the first one's as the oldest.
async def test_databases_of_one_name_share_a_folder(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    one, two = (tmp_path / box / "attache.db" for box in ("one", "two"))
    for database, server in ((one, "1"), (two, "2")):
        await filled(database, server)
        assert list(nightly_in(database, shared)) == [], "nobody has asked for a backup yet"
        for place in (
            by_hand(database, shared, NOW),
            of_version(database, shared, 3),
            *(nightly(database, shared, date(2026, 11, day)) for day in (28, 29)),
        ):
            assert not place.exists()
            back_up(database, place)
    unfinished = by_hand(two, shared, NOW).with_name(f"{by_hand(two, shared, NOW).name}.1.part")
    unfinished.write_text("")
    os.utime(unfinished, (0, 0))
    assert drop_old(one, shared, 1) == (nightly(one, shared, date(2026, 11, 28)),)
    assert sorted(servers_in(file)[0] for file in shared.glob("*.db")) == ["1"] * 3 + ["2"] * 4
    assert unfinished.exists()
    assert drop_old(two, shared, 1) == (nightly(two, shared, date(2026, 11, 28)), unfinished)


# Trap: a backup of the first box, restored on a second, would make the two one again.
async def test_a_restored_database_has_backups_of_its_own(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    one, two = (tmp_path / box / "attache.db" for box in ("one", "two"))
    await filled(one, "1")
    made = nightly(one, shared, NOW.date())
    back_up(one, made)
    two.parent.mkdir()
    restore(made, two, NOW)
    assert nightly(two, shared, NOW.date()) != made
    assert list(nightly_in(two, shared)) == []
    assert list(nightly_in(one, shared)) == [made]


def test_a_place_for_the_mark_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "box").write_text("a file where the folder should be")
    with pytest.raises(
        AskError, match=r"The mark of the backups, .*attache\.db\.mark, can't be written: Not a directory\."
    ):
        by_hand(tmp_path / "box" / "attache.db", tmp_path, NOW)


async def test_a_database_is_backed_up_before_it_is_migrated(path: Path, tmp_path: Path) -> None:
    assert before_migration(path, tmp_path) is None, "there is none yet"
    await filled(path, "1")
    assert before_migration(path, tmp_path) is None, "it is up to date"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(f"PRAGMA user_version = {newest() - 1}")
    steps: list[str] = []
    made = before_migration(path, own_folder(path), lambda what, _done, _of: steps.append(what))
    assert steps == ["backing up the database"]
    assert made == path.with_name("backups") / f"attache-version-{newest() - 1}.db"
    assert servers_in(made) == ["1"]
    newer(path)
    assert before_migration(path, tmp_path) is None, "opening it says that it is newer"


async def test_checking_counts_the_articles(path: Path) -> None:
    await filled(path)
    assert checked(path).articles == 0


# Trap: SQLite 3.40 calls a column NULL that is not the first of such a table's key, and so every library with an event
# told after another would have been refused before its migration.
async def test_a_table_without_rowids_whose_key_is_in_another_order_is_no_damage(path: Path) -> None:
    await filled(path)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(
            "CREATE TABLE pairs (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID"
        )
        opened.executemany("INSERT INTO pairs VALUES (?, ?)", [(number, number + 1) for number in range(2_000)])
        opened.commit()
    assert checked(path).articles == 0


async def test_a_column_that_is_null_against_its_table_is_damage(path: Path) -> None:
    await filled(path)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE held (a INTEGER)")
        opened.execute("INSERT INTO held VALUES (NULL)")
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE held (a INTEGER NOT NULL)' WHERE name = 'held'")
        opened.commit()
    with pytest.raises(AskError, match=r"is damaged: NULL value in held\.a\."):
        checked(path)
