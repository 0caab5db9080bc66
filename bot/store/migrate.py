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


async def migrate(connection: aiosqlite.Connection, progress: Progress = silent) -> int:
    """Run the migrations that the database lacks. Returns its new version, the number of the last migration.

    Raises:
        FaultError: the database is from a newer Attaché.
    """
    scripts = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    [[version]] = await connection.execute_fetchall("PRAGMA user_version")
    newest = int(scripts[-1].name[:4])
    if version > newest:
        raise FaultError(
            f"the database belongs to a newer Attaché (its version is {version}, this Attaché supports {newest}): update Attaché"
        )
    missing = [script for script in scripts if int(script.name[:4]) > version]
    for script in told(missing, progress, "preparing the database", len(missing)) if missing else ():
        await _run(connection, int(script.name[:4]), script.read_text(encoding="utf-8"))
    return newest


async def _run(connection: aiosqlite.Connection, number: int, script: str) -> None:
    """Run one migration, unless another process that started at the same time already has."""
    # not executescript: it commits the open transaction first, so the version could not be checked inside it
    await connection.execute("BEGIN IMMEDIATE")
    try:
        [[version]] = await connection.execute_fetchall("PRAGMA user_version")
        if version < number:
            for statement in _statements(script):
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version = {number}")
        await connection.commit()
    except BaseException:
        await asyncio.shield(connection.rollback())
        raise


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
