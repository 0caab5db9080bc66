"""Numbered migrations under `migrations/` into the tables of an open database: append-only, each one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import FaultError

if TYPE_CHECKING:
    import aiosqlite

MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(connection: aiosqlite.Connection) -> int:
    """Run the migrations the database has not seen; the version it has then, the number of the last one.

    Raises:
        FaultError: the database is from a newer Attaché.
    """
    scripts = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    [[version]] = await connection.execute_fetchall("PRAGMA user_version")
    newest = int(scripts[-1].name[:4])
    if version > newest:
        raise FaultError(
            f"the database was written by a newer Attaché (version {version}, this one knows {newest}): update Attaché"
        )
    for script in scripts:
        number = int(script.name[:4])
        if number > version:
            statements = script.read_text(encoding="utf-8")
            # executescript commits what is open before it begins, so the transaction has to be part of the script
            await connection.executescript(f"BEGIN IMMEDIATE;\n{statements}\nPRAGMA user_version = {number};\nCOMMIT;")
    return newest
