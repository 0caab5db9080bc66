"""The database on a PostgreSQL server: connections that read, one that writes, and `transaction()` around writes.

As on SQLite there is one writer at a time, of all processes: whoever begins to write waits for the lock of the transaction before.
Readers see the last committed state.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.progress import silent
from bot.store.access import BUSY_SECONDS, Database, Transaction
from bot.store.dialects import TwoDialects
from bot.store.postgresql.connecting import pool_of
from bot.store.postgresql.errors import TROUBLE, is_away, told
from bot.store.postgresql.migrating import migrate
from bot.store.postgresql.translation import in_postgresql, translated_rows
from bot.store.sqlite_errors import Alarm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    import asyncpg

    from bot.progress import Progress
    from bot.store.access import Row
    from bot.store.address import ServerAddress


_READERS = 8
"""Connections that read."""
WRITERS_LOCK = 0x617474616368E9
"""The number of the lock that whoever writes holds: "attaché"."""


_SIZE = TwoDialects("SELECT 0", "SELECT pg_database_size(current_database())")


class PostgresTransaction(Transaction):
    """Statements that take effect together, or not at all."""

    makes_words = True

    def __init__(self, connection: asyncpg.Connection[Any]) -> None:
        self._writer = connection

    async def run(self, sql: str, **values: object) -> None:
        """Run one statement, ignoring its result."""
        await self.rows(sql, **values)

    async def run_many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        """Run one statement for each row of values."""
        listed = list(rows)
        if listed:
            text, values = translated_rows(sql, listed)
            await self._writer.executemany(text, values)

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns the rows a statement returns, within this transaction."""
        text, arguments = await in_postgresql(sql, values)
        found: list[Row] = await self._writer.fetch(text, *arguments)
        return found


class PostgresDatabase(Database):
    """An open database. `async with open_server(server) as database:`."""

    def __init__(self, readers: asyncpg.Pool[Any], writers: asyncpg.Pool[Any]) -> None:
        self._readers = readers
        self._writers = writers
        self._writing = asyncio.Lock()
        self._steady: asyncpg.Connection[Any] | None = None
        self._steadily = asyncio.Lock()
        self._alarm = Alarm()

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns what a query returns, from the last committed state. A line that broke is tried once more.

        Raises:
            AskError: the server can't be reached, or the like; the sentence says so.
        """
        text, arguments = await in_postgresql(sql, values)
        try:
            return await self._fetched(text, arguments)
        except TROUBLE as error:
            raise (told(self._alarm, error, reading=True) or error) from error

    async def _fetched(self, text: str, arguments: list[Any]) -> list[Row]:
        found: list[Row]
        if self._steady is not None:
            async with self._steadily:
                found = await self._steady.fetch(text, *arguments)
            return found
        try:
            found = await self._readers.fetch(text, *arguments)
        except TROUBLE as error:
            if not is_away(error) or isinstance(error, TimeoutError):
                raise
            found = await self._readers.fetch(text, *arguments)
        return found

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Begin, and commit at the end; any error, a cancellation too, rolls back.

        Raises:
            LaterError: another program writes, or the server can't be reached.
            StorageError: its disk is full, or the like.
        """
        asked = time.monotonic()
        async with self._writing:
            try:
                async with self._writers.acquire() as connection:
                    try:
                        await connection.execute(_begin(asked))
                        yield PostgresTransaction(connection)
                        await connection.execute("COMMIT")
                    except BaseException:
                        await _roll_back(connection)
                        raise
            except TROUBLE as error:
                raise (told(self._alarm, error) or error) from error

    @asynccontextmanager
    async def steady(self) -> AsyncIterator[None]:
        """Let all queries inside this block see one state, whatever is written meanwhile. For a start: it holds for everyone's queries."""
        async with self._readers.acquire() as connection:
            await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            self._steady = connection
            try:
                yield
            finally:
                self._steady = None
                async with self._steadily:
                    await _roll_back(connection)

    def check(self) -> None:
        """Nothing to check: a server's database can't be replaced under an open connection."""

    async def size(self) -> int:
        """Returns how many bytes the database takes on the server."""
        [row] = await self.rows(_SIZE)
        return int(row[0])


def _begin(asked: float) -> str:
    """Begins to write. The wait for another program counts from the caller's start, even if the caller first waited here."""
    left = max(0.1, BUSY_SECONDS - (time.monotonic() - asked))
    return f"BEGIN; SET LOCAL lock_timeout = {left * 1_000:.0f}; SELECT pg_advisory_xact_lock({WRITERS_LOCK}); SET LOCAL lock_timeout = 0"


async def _roll_back(connection: asyncpg.Connection[Any]) -> None:
    with contextlib.suppress(*TROUBLE):  # a broken line: the server rolls back by itself
        if not connection.is_closed():
            await asyncio.shield(connection.execute("ROLLBACK"))


@asynccontextmanager
async def open_server(server: ServerAddress, progress: Progress = silent) -> AsyncIterator[PostgresDatabase]:
    """Connect to a database on a server, running migrations if needed; disconnect at the end.

    Raises:
        FaultError: it can't be reached, or was written by a newer Attaché.
    """
    async with AsyncExitStack() as stack:
        writers = await stack.enter_async_context(pool_of(server, 1))
        async with writers.acquire() as connection:
            await migrate(connection, progress)
        readers = await stack.enter_async_context(pool_of(server, _READERS, default_transaction_read_only="on"))
        yield PostgresDatabase(readers, writers)
