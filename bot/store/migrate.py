"""Runs the numbered migrations in `migrations/`: append-only, each in one transaction."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import FaultError
from bot.progress import silent, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    import aiosqlite

    from bot.progress import Progress

MIGRATIONS = Path(__file__).parent / "migrations"


def newest() -> int:
    """Returns the version of a database that is up to date: the number of the last migration."""
    return _number(_scripts()[-1])


def _scripts() -> list[Path]:
    return sorted(MIGRATIONS.glob("[0-9]*.sql"))


def _number(script: Path) -> int:
    return int(script.name[:4])


async def migrate(connection: aiosqlite.Connection, progress: Progress = silent) -> int:
    """Run the migrations that the database lacks. Returns its new version, the number of the last migration.

    Raises:
        FaultError: the database is from a newer Attaché.
    """
    [[version]] = await connection.execute_fetchall("PRAGMA user_version")
    last = newest()
    if version > last:
        raise FaultError(
            f"the database belongs to a newer Attaché (its version is {version}, this Attaché supports {last}): update Attaché"
        )
    missing = [script for script in _scripts() if _number(script) > version]
    for script in told(missing, progress, "preparing the database", len(missing)) if missing else ():
        await _run(connection, _number(script), script.read_text(encoding="utf-8"))
    return last


async def _run(connection: aiosqlite.Connection, number: int, script: str) -> None:
    """Run one migration, unless another process that started at the same time already has."""
    # not executescript: it commits the open transaction first, so the version could not be checked inside it
    await connection.execute("BEGIN IMMEDIATE")
    try:
        await _remember_tables(connection)
        [[version]] = await connection.execute_fetchall("PRAGMA user_version")
        if version < number:
            for statement in _statements(script):
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version = {number}")
        await connection.commit()
    except BaseException:
        await asyncio.shield(connection.rollback())
        raise


async def _remember_tables(connection: aiosqlite.Connection) -> None:
    """Let the connection read anew what tables there are, if another process changed them: DROP COLUMN only looks at those it remembers."""
    await connection.execute_fetchall("SELECT 1 FROM sqlite_schema LIMIT 1")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; a statement ends with the line of its semicolon."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
