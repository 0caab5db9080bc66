"""Moves a library from SQLite's file to a server: every table is copied and compared, row by row, and a move that was ended goes on.

A table that is the same on both sides is not copied again: that is how a move resumes. The words that sentences and events are found
by are made anew, as the two databases keep them in different forms.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from bot.errors import AskError, FaultError
from bot.progress import silent
from bot.store.database import open_database
from bot.store.postgresql.connecting import connected
from bot.store.postgresql.translation import NO_NULL
from bot.store.recollection import EVENT_WORDS, event_row
from bot.store.searched import index_filed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import asyncpg

    from bot.progress import Progress
    from bot.store.address import ServerAddress
    from bot.store.database import Database

    Rows = list[tuple[Any, ...]]

_AT_A_TIME = 5_000
"""Rows that are read at once."""
_ARTICLES = 200
"""Articles whose sentences are indexed in one transaction."""
_WORDS = ("sentence_words", "event_words")
_OURS = ("attache_version", "attache_moving")
_COUNTERS = ("drafts", "feeds", "touched")
"""The tables whose highest number ever given SQLite keeps itself."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """How many rows a table has, and a sum over the hashes of all, which no order of theirs changes."""

    rows: int = 0
    hashes: int = 0

    def with_rows(self, rows: Iterable[tuple[Any, ...]]) -> _Sum:
        number, total = self.rows, self.hashes
        for row in rows:
            number += 1
            total += int.from_bytes(blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).digest())
        return _Sum(number, total % (1 << 128))


async def move(path: Path, server: ServerAddress, progress: Progress = silent) -> dict[str, int]:
    """Copy all that is in a file to a server. Returns how many rows each table has there. The file stays as it is.

    Raises:
        AskError: the server's database holds another library.
        FaultError: the server can't be reached, or what arrived is not what was sent.
    """
    async with (
        open_database(path),
        open_database(server, progress) as database,
        connected(server, answered_in=None) as connection,
    ):
        with closing(_opened(path)) as file:
            await _begin(connection, path)
            names = await _tables(connection)
            found: dict[str, int] = {}
            for done, name in enumerate(names):
                progress("moving the library", done, len(names))
                found[name] = await _moved(file, connection, name)
            await _count_on(file, connection)
            await _make_words(file, database, progress)
            await connection.execute("ANALYZE")  # without, the first searches take ten times as long
            await connection.execute("DROP TABLE attache_moving")
    return found


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


async def _begin(connection: asyncpg.Connection[Any], path: Path) -> None:
    """Note that a move has begun: what is there later is its own, and may be replaced."""
    if await connection.fetchval("SELECT to_regclass('attache_moving')"):
        return
    if await connection.fetchval("SELECT EXISTS (SELECT 1 FROM articles) OR EXISTS (SELECT 1 FROM servers)"):
        raise AskError("The database on the server holds a library already: give an empty one.")
    await connection.execute("CREATE TABLE attache_moving (path TEXT NOT NULL)")
    await connection.execute("INSERT INTO attache_moving (path) VALUES ($1)", str(path))


async def _tables(connection: asyncpg.Connection[Any]) -> list[str]:
    """The tables, each behind those that it refers to."""
    names = {
        row[0]
        for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        if row[0] not in (*_WORDS, *_OURS)
    }
    refers: dict[str, set[str]] = {name: set() for name in names}
    for one, other in await connection.fetch(
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
    ):
        if one in names and one != other:
            refers[one].add(other)
    ordered: list[str] = []
    while names - set(ordered):
        ordered += sorted(name for name in names - set(ordered) if refers[name] <= set(ordered))
    return ordered


async def _moved(file: sqlite3.Connection, connection: asyncpg.Connection[Any], name: str) -> int:
    """Copy one table, unless it is there already. Returns its number of rows."""
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({name})")]
    sent = await asyncio.to_thread(lambda: _summed(_read(file, name, columns)))
    if sent != await _there(connection, name, columns):
        async with connection.transaction():
            await connection.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            await connection.execute(f"TRUNCATE {name} CASCADE")
            rows = (
                row for some in _read(file, name, columns) for row in some
            )  # at once: an article may refer to a later one
            await connection.copy_records_to_table(name, records=rows, columns=columns)
            await connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            await connection.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        if sent != await _there(connection, name, columns):
            raise FaultError(f"the rows of the table {name} are not the same on the server: move again")
    return sent.rows


def _read(file: sqlite3.Connection, name: str, columns: list[str]) -> Iterator[Rows]:
    """The rows of a table, in the order in which they were filed."""
    without = "WITHOUT ROWID" in file.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    order = "" if without else " ORDER BY rowid"
    listed = ", ".join(f'"{column}"' for column in columns)
    if name == "last_ids":
        rows = [*file.execute(f"SELECT {listed} FROM last_ids"), ("touched", _last(file, "touched"))]  # noqa: S608 - names of the schema
        yield rows
        return
    found = file.execute(f"SELECT {listed} FROM {name}{order}")  # noqa: S608 - names of the schema
    while rows := found.fetchmany(_AT_A_TIME):
        yield [tuple(map(_plain, row)) for row in rows]


def _plain(value: Any) -> Any:
    return value.replace("\0", NO_NULL) if isinstance(value, str) else value


def _last(file: sqlite3.Connection, table: str) -> int:
    row = file.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(row[0]) if row else 0


def _summed(batches: Iterable[Rows]) -> _Sum:
    total = _Sum()
    for rows in batches:
        total = total.with_rows(rows)
    return total


async def _there(connection: asyncpg.Connection[Any], name: str, columns: list[str]) -> _Sum:
    total = _Sum()
    listed = ", ".join(f'"{column}"' for column in columns)
    async with connection.transaction():
        rows = await connection.cursor(f"SELECT {listed} FROM {name}")  # noqa: S608 - names of the schema
        while some := await rows.fetch(_AT_A_TIME):
            total = await asyncio.to_thread(total.with_rows, [tuple(row) for row in some])
    return total


async def _count_on(file: sqlite3.Connection, connection: asyncpg.Connection[Any]) -> None:
    """Let numbers go on behind the highest ever given."""
    for table, column in await connection.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'"
    ):
        given = _last(file, table) if table in _COUNTERS else 0
        highest = f"SELECT greatest(coalesce(max({column}), 0), {given}) FROM {table}"  # noqa: S608 - names of the schema
        await connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), ({highest}) + 1, false)"
        )


async def _make_words(file: sqlite3.Connection, database: Database, progress: Progress) -> None:
    """Make the words that events and sentences are found by."""
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM event_words")
        for rows in _read_words(file):
            await transaction.run_many(EVENT_WORDS, [event_row(*row) for row in rows])
    articles = [row[0] for row in file.execute("SELECT article FROM searched ORDER BY article")]
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM sentence_words")
    for first in range(0, len(articles), _ARTICLES):
        progress("indexing the words of all sentences", first, len(articles))
        async with database.transaction() as transaction:
            await index_filed(transaction, articles[first : first + _ARTICLES])


def _read_words(file: sqlite3.Connection) -> Iterator[Rows]:
    found = file.execute("SELECT rowid, library, words FROM event_words ORDER BY rowid")
    while rows := found.fetchmany(_AT_A_TIME):
        yield rows
