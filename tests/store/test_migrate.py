"""Tests that migrations update any older database once and wholly, and refuse a newer one."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import aiosqlite
import pytest

from bot.errors import FaultError
from bot.store import migrate
from bot.store.database import open_database

if TYPE_CHECKING:
    from pathlib import Path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def tables(path: Path) -> set[str]:
    return {str(name) for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "folder" / "attache.db"


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped first migration and the test's own."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    first = min(migrate.MIGRATIONS.glob("0001*.sql"))
    (folder / first.name).write_bytes(first.read_bytes())
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    return folder


async def opened(path: Path) -> None:
    async with open_database(path):
        pass


async def test_a_fresh_file_gets_every_table_and_its_folder(path: Path) -> None:
    await opened(path)
    newest = max(int(script.name[:4]) for script in migrate.MIGRATIONS.glob("*.sql"))
    assert rows(path, "PRAGMA user_version") == [(newest,)]
    assert {"libraries", "articles", "sentences", "actors", "events", "stances", "quotations"} <= tables(path)
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


async def test_every_table_is_strict(path: Path) -> None:
    await opened(path)
    loose = rows(
        path,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict",
    )
    assert loose == []


async def test_opening_again_changes_nothing(path: Path) -> None:
    await opened(path)
    before = rows(path, "SELECT * FROM sqlite_master")
    await opened(path)
    assert rows(path, "SELECT * FROM sqlite_master") == before


async def test_only_what_is_new_is_run(path: Path, migrations: Path) -> None:
    await opened(path)
    (migrations / "0002_more.sql").write_text("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;")
    await opened(path)
    await opened(path)
    assert "more" in tables(path)
    assert rows(path, "PRAGMA user_version") == [(2,)]


async def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    await opened(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    with pytest.raises(FaultError, match=r"newer Attaché.*9999.*update Attaché"):
        await opened(path)
    assert rows(path, "PRAGMA user_version") == [(9999,)]


async def test_half_a_migration_rolls_back(path: Path, migrations: Path) -> None:
    await opened(path)
    broken = migrations / "0002_broken.sql"
    broken.write_text("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO no_such_table VALUES (1);")
    with pytest.raises(FaultError, match="no_such_table"):
        await opened(path)
    assert "half" not in tables(path)
    assert rows(path, "PRAGMA user_version") == [(1,)]
    broken.write_text("CREATE TABLE whole (id INTEGER PRIMARY KEY) STRICT;")
    await opened(path)
    assert "whole" in tables(path)


async def test_two_first_starts_at_once_both_succeed(path: Path) -> None:
    path.parent.mkdir(parents=True)
    await asyncio.gather(*(opened(path) for _ in range(8)))


# SQLite looks for a column to drop in the tables it remembers, which another process has changed since.
async def test_a_column_that_another_process_added_meanwhile_can_be_dropped(path: Path, migrations: Path) -> None:
    await opened(path)
    async with aiosqlite.connect(path, isolation_level=None) as slow:
        await slow.execute_fetchall("SELECT * FROM articles")
        (migrations / "0002_add.sql").write_text("ALTER TABLE articles ADD COLUMN colour TEXT;")
        await opened(path)
        (migrations / "0003_drop.sql").write_text("ALTER TABLE articles DROP COLUMN colour;")
        assert await migrate.migrate(slow) == 3
    assert "colour" not in {name for _, name, *_ in rows(path, "PRAGMA table_info(articles)")}


async def test_a_file_that_is_no_database_is_refused_by_name(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("This is a shopping list, and a long one. " * 100)
    with pytest.raises(FaultError, match=r"attache\.db can't be used: file is not a database\. .*attache restore$"):
        await opened(path)


async def test_a_folder_that_cannot_be_made_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FaultError, match="can't be used"):
        await opened(tmp_path / "file" / "attache.db")


def test_no_two_migrations_have_one_number() -> None:
    numbers = [script.name[:4] for script in migrate.MIGRATIONS.glob("[0-9]*.sql")]
    assert len(set(numbers)) == len(numbers), "the later one would never be run"


async def opened_before(migration: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a database as it was before a migration."""
    before = tmp_path / "before"
    before.mkdir()
    for script in migrate.MIGRATIONS.glob("[0-9]*.sql"):
        if script.name < migration:
            (before / script.name).write_bytes(script.read_bytes())
    with monkeypatch.context() as older:
        older.setattr(migrate, "MIGRATIONS", before)
        await opened(path)


# Numbers used to be global: a second server's first article was the fourth. Existing ones are numbered in the order
# they were filed.
async def test_existing_articles_are_numbered_per_library(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened_before("0023", path, tmp_path, monkeypatch)
    add = "INSERT INTO articles (library, hash, text, opening, reader, filed_at, read_at) VALUES (?, ?, '', '', '', '', '')"
    with closing(sqlite3.connect(path)) as connection:
        for server in ("1", "2"):
            connection.execute("INSERT INTO servers (id, joined_at) VALUES (?, '')", (server,))
            connection.execute("INSERT INTO libraries (id) VALUES (?)", (server,))
        connection.executemany(add, [("1", "a"), ("2", "b"), ("everyone", "c"), ("2", "d"), ("1", "e")])
        connection.commit()
    await opened(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(add, [("2", "f"), ("everyone", "g")])
        connection.execute("DELETE FROM articles WHERE hash = 'f'")
        connection.execute(add, ("2", "h"))
        connection.commit()
    assert rows(path, "SELECT library, number, hash FROM articles ORDER BY library, number") == [
        ("1", 1, "a"),
        ("1", 2, "e"),
        ("2", 1, "b"),
        ("2", 2, "d"),
        ("2", 4, "h"),
        ("everyone", 1, "c"),
        ("everyone", 2, "g"),
    ]


# A server's own article was hidden by everyone's: from now on it is the other way round, and merges and reports that passed it over are made up for.
async def test_servers_own_copies_are_seen_again(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened_before("0043", path, tmp_path, monkeypatch)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO servers (id, joined_at) VALUES ('1', '')")
        connection.execute("INSERT INTO libraries (id) VALUES ('1')")
        for number, (library, words, twin, removed) in enumerate(
            [
                ("everyone", "a", None, None),
                ("1", "a", 1, None),
                ("1", "b", None, None),
                ("everyone", "c", None, "2026"),
                ("1", "c", 4, None),
            ],
            1,
        ):
            connection.execute(
                "INSERT INTO articles (id, library, hash, twin, removed_at, text, opening, reader, filed_at, read_at) VALUES (?, ?, ?, ?, ?, '', '', '', '', '')",
                (number, library, words, twin, removed),
            )
        connection.execute(
            "INSERT INTO corrections (id, library, article, kind, sentence, start_at, end_at, who, target, mistake, subject_kind, subject, subject_name, claim, state, made_at)"
            " VALUES (1, '1', 3, 'event', '', 0, 0, '', '', 'same', 'actor', 'x', 'X', '', 'applied', '')"
        )
        connection.execute("INSERT INTO reports_joined (version, upto) VALUES ('2', 1000)")
        connection.commit()
    await opened(path)
    assert rows(path, "SELECT id, shown, hides FROM libraries ORDER BY id") == [("1", 3, 1), ("everyone", 1, 0)]
    assert rows(path, "SELECT article, correction FROM to_read_again") == [(2, 1), (5, 1)]
    assert rows(path, "SELECT upto FROM reports_joined") == [(1,)]
