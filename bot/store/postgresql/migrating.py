"""Runs PostgreSQL's migrations: a baseline that stands for SQLite's 0001 to 0042, then one beside each of SQLite's, of the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import FaultError
from bot.progress import silent, told
from bot.store.migrate import MIGRATIONS, newest

if TYPE_CHECKING:
    from pathlib import Path

    import asyncpg

    from bot.progress import Progress

SCRIPTS = MIGRATIONS / "postgresql"
_VERSION = "CREATE TABLE IF NOT EXISTS attache_version (version BIGINT NOT NULL)"
_LONGEST = 86_400.0
"""Seconds that a migration may take."""
_LOCK = 0x617474616368EA
"""The number of the lock that whoever migrates holds."""


def scripts() -> list[Path]:
    """Returns the migrations in order: the baseline and what follows it."""
    return sorted(SCRIPTS.glob("[0-9]*.sql"))


async def migrate(connection: asyncpg.Connection[Any], progress: Progress = silent) -> int:
    """Run the migrations that the database lacks. Returns its new version, that of the last migration.

    Raises:
        FaultError: the database is from a newer Attaché, or holds another program's tables.
    """
    version, last = await version_of(connection), newest()
    if version > last:
        raise FaultError(
            f"the database belongs to a newer Attaché (its version is {version}, this Attaché supports {last}): update Attaché"
        )
    missing = [script for script in scripts() if int(script.name[:4]) > version]
    for script in told(missing, progress, "preparing the database", len(missing)) if missing else ():
        await _run(connection, int(script.name[:4]), script.read_text(encoding="utf-8"))
    return last


async def version_of(connection: asyncpg.Connection[Any]) -> int:
    """Returns the version of a database; 0 if it is empty.

    Raises:
        FaultError: it holds tables, but not ours.
    """
    if await connection.fetchval("SELECT to_regclass('attache_version')"):
        return int(await connection.fetchval("SELECT coalesce(max(version), 0) FROM attache_version"))
    others = await connection.fetchval(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('articles', 'servers', 'libraries')"
    )
    if others:
        raise FaultError("the database holds another program's tables: give Attaché a database of its own")
    return 0


async def _run(connection: asyncpg.Connection[Any], number: int, script: str) -> None:
    """Run one migration, unless another process that started at the same time already has."""
    async with connection.transaction():
        await connection.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
        await connection.execute(_VERSION)
        if (await connection.fetchval("SELECT coalesce(max(version), 0) FROM attache_version")) < number:
            await connection.execute(script, timeout=_LONGEST)
            await connection.execute("DELETE FROM attache_version")
            await connection.execute("INSERT INTO attache_version (version) VALUES ($1)", number)
