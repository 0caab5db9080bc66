"""Access to the database: with SQLite one connection that writes, one that reads, and `transaction()` around writes.

aiosqlite runs one call at a time but does not know whose transaction a call belongs to, so writers hold a lock. Readers have
their own connection and, in WAL mode, see the last committed state. Statements use only `:name` parameters.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiosqlite

from bot.errors import FaultError
from bot.progress import silent
from bot.store.access import BUSY_SECONDS, Database, Reads, Row, Transaction
from bot.store.address import ServerAddress
from bot.store.migrate import migrate
from bot.store.single_process import ELSEWHERE
from bot.store.sqlite_errors import LOST, Alarm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from bot.progress import Progress

__all__ = ["BUSY_SECONDS", "Database", "Reads", "Row", "Transaction", "open_database"]

_SWITCH_TRIES = 100
_TRY_SECONDS = 0.1
"""How long one try to get it lasts."""
_MAPPED = 128 << 20
"""Bytes of the file that the reader maps into memory. SQLite's default cache of 2 MB is too small for the facts of an actor in the
news, and is dropped whenever an article is added. Mapped pages belong to the system's cache, which shrinks when memory is short."""


class SqliteTransaction(Transaction):
    """Statements that take effect together, or not at all."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, **values: object) -> None:
        """Run one statement, ignoring its result."""
        await self._connection.execute(sql, values)

    async def run_many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        """Run one statement for each row of values."""
        await self._connection.executemany(sql, rows)

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns the rows a statement returns, within this transaction."""
        return list(await self._connection.execute_fetchall(sql, values))


class SqliteDatabase(Database):
    """A file of SQLite's."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._path = path
        self._file = _identity(path)
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()
        self._alarm = Alarm()

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns what a query returns, from the last committed state.

        Raises:
            AskError: the database is locked or damaged; the sentence says so.
        """
        try:
            return list(await self._reader.execute_fetchall(sql, values))
        except sqlite3.Error as error:
            raise (self._alarm.told(error, reading=True) or error) from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Begin, and commit at the end; any error, a cancellation too, rolls back.

        Raises:
            LaterError: another program locks the database.
            StorageError: the file is gone, the disk is full, or the like.
        """
        asked = time.monotonic()
        async with self._writing:
            self.check()
            # A cancelled BEGIN may still begin, and a COMMIT refused by a deferred key leaves the transaction open: roll back both.
            try:
                await self._begin(asked)
                yield SqliteTransaction(self._writer)
                await self._writer.commit()
            except sqlite3.Error as error:
                await self._roll_back()
                raise (self._alarm.told(error) or error) from error
            except BaseException:
                await self._roll_back()
                raise
            self.check()

    @asynccontextmanager
    async def steady(self) -> AsyncIterator[None]:
        """Let all queries inside this block see one state, whatever is written meanwhile. For a start: it holds for everyone's queries."""
        await self._reader.execute("BEGIN")
        try:
            yield
        finally:
            await self._reader.commit()

    async def _begin(self, asked: float) -> None:
        """Begin to write. The wait for another program counts from the caller's start, even if the caller first waited here."""
        while True:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() - asked > BUSY_SECONDS:
                    raise
            else:
                return

    async def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):  # a full disk may refuse this too; SQLite then rolls back by itself
            await asyncio.shield(self._writer.rollback())

    def check(self) -> None:
        """Check that the open file is still the one at its path: anything written to another file is lost when the bot stops.

        Raises:
            StorageError: it was deleted or replaced.
        """
        if _identity(self._path) != self._file:
            raise self._alarm.raised(LOST, self._path)

    async def size(self) -> int:
        """Returns how many bytes the file and its write-ahead log take."""
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())


def _identity(path: Path) -> tuple[int, int] | None:
    """The file's identity, which tells it from another file that took its name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@asynccontextmanager
async def open_database(where: Path | ServerAddress, progress: Progress = silent) -> AsyncIterator[Database]:
    """Open the database, creating the file and running migrations if needed; close it at the end.

    Raises:
        FaultError: it can't be opened or reached, is not a database, or was written by a newer Attaché.
    """
    async with AsyncExitStack() as stack:
        if isinstance(where, ServerAddress):
            from bot.store.postgresql.database import open_server  # noqa: PLC0415 - its packages cost a bot on SQLite memory

            yield await stack.enter_async_context(open_server(where, progress))
            return
        path = where
        try:
            await asyncio.to_thread(_try_to_open, path)
            writer = await stack.enter_async_context(_connect(path))
            await migrate(writer, progress)
            reader = await stack.enter_async_context(_connect(path))
            await reader.execute("PRAGMA query_only = ON")
            await reader.execute(f"PRAGMA mmap_size = {_MAPPED}")
            await reader.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1_000:.0f}")
            await writer.execute(f"PRAGMA busy_timeout = {_TRY_SECONDS * 1_000:.0f}")
        except (sqlite3.DatabaseError, OSError) as error:
            raise FaultError(f"the database {path} can't be used: {_reason(error)}") from error
        yield SqliteDatabase(path, writer, reader)


def _reason(error: sqlite3.DatabaseError | OSError) -> str:
    """Why the file can't be opened, and what to do about it."""
    if isinstance(error, IsADirectoryError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror}. {ELSEWHERE}"
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if kind in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return (
            f"{error}. Set ATTACHE_DATABASE to another file or, if it is yours, restore a backup with attache restore"
        )
    return f"{error}. {ELSEWHERE}" if kind in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) else str(error)


def _try_to_open(path: Path) -> None:
    """Raise what opening would raise, before aiosqlite starts a thread that would end in a traceback."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError("it is a folder: set ATTACHE_DATABASE to a file")
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA schema_version")
    finally:
        connection.close()


@asynccontextmanager
async def _connect(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(path, isolation_level=None, cached_statements=256) as connection:
        connection.row_factory = sqlite3.Row
        await connection.execute("PRAGMA busy_timeout = 5000")
        await _write_ahead(connection)
        await connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a crash can't corrupt the database
        await connection.execute("PRAGMA foreign_keys = ON")
        yield connection


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Switch to WAL. Here SQLite does not wait for another process doing the same, as it does elsewhere, so we retry."""
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
