"""The one door to the database: a connection that writes, one that reads, and `transaction()` between them.

aiosqlite runs one call at a time but knows nothing of whose transaction a call belongs to, so writers hold a lock; readers have a
connection of their own and, in WAL mode, see the last committed state. Statements use `:name` parameters only, so that another
database is a second adapter of the same statements.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiosqlite

from bot.errors import FaultError
from bot.store.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

Row = sqlite3.Row
_SWITCH_TRIES = 100
_MAPPED = 128 << 20
"""Bytes of the file that the reader sees without copying them: SQLite's own 2 MB of pages are too few for the facts of an actor in the
news, and are thrown away whenever an article is filed. They are the system's cache, given back where memory is short."""


class Transaction:
    """Statements that take effect together, or not at all."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, **values: object) -> None:
        """One statement, its result thrown away."""
        await self._connection.execute(sql, values)

    async def run_many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        """One statement for each row of values."""
        await self._connection.executemany(sql, rows)

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """What a statement returns, as this transaction sees it."""
        return list(await self._connection.execute_fetchall(sql, values))

    async def value(self, sql: str, **values: object) -> Any:
        """The first column of the first row, or None."""
        rows = await self.rows(sql, **values)
        return rows[0][0] if rows else None


class Database:
    """An open database. `async with open_database(path) as database:`."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """What a query returns, from the last committed state."""
        return list(await self._reader.execute_fetchall(sql, values))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Begin, and commit at the end; any error, a cancellation too, rolls back."""
        async with self._writing:
            # A cancelled BEGIN may begin all the same, and a COMMIT that a deferred key refuses leaves all open: both are rolled back.
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield Transaction(self._writer)
                await self._writer.commit()
            except BaseException:
                await asyncio.shield(self._writer.rollback())
                raise


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open the file, making it and bringing its tables up to date where needed; closed at the end.

    Raises:
        FaultError: the file can't be opened, is no database, or was written by a newer Attaché.
    """
    async with AsyncExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            writer = await stack.enter_async_context(_connect(path))
            await migrate(writer)
            reader = await stack.enter_async_context(_connect(path))
            await reader.execute("PRAGMA query_only = ON")
            await reader.execute(f"PRAGMA mmap_size = {_MAPPED}")
        except (sqlite3.DatabaseError, OSError) as error:
            raise FaultError(f"the database {path} can't be used: {error}") from error
        yield Database(writer, reader)


@asynccontextmanager
async def _connect(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(path, isolation_level=None, cached_statements=256) as connection:
        connection.row_factory = sqlite3.Row
        await connection.execute("PRAGMA busy_timeout = 5000")
        await _write_ahead(connection)
        await connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a crash loses no consistency
        await connection.execute("PRAGMA foreign_keys = ON")
        yield connection


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Switch to WAL. SQLite doesn't wait here as it does elsewhere while another process that starts does the same, so we do."""
    for _ in range(_SWITCH_TRIES):
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            await asyncio.sleep(0.05)
        else:
            return
    await connection.execute("PRAGMA journal_mode = WAL")
