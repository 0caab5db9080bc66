"""The databases that tests run on: SQLite's, and where `pgserver` is installed one on a PostgreSQL server, which it brings."""

from __future__ import annotations

import importlib.util
import os
import warnings
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from sqlite3 import IntegrityError
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from bot.store.address import ServerAddress
from bot.store.database import open_database
from bot.store.dialects import TwoDialects

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.store.database import Database

ON_BOTH = ("tests/store/", "tests/digests/", "tests/feeds/", "tests/directory/test_keeping_up")
"""Where the tests are that run on both."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"
HAS_SERVER = importlib.util.find_spec("pgserver") is not None
NO_SERVER = "no test runs on PostgreSQL: pip install pgserver"
BOTH = (SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.skipif(not HAS_SERVER, reason=NO_SERVER)))
REFUSED = (IntegrityError, asyncpg.IntegrityConstraintViolationError)
"""What a database raises for a row that its rules refuse."""
_TEMPLATE = "attache_template"
_IN_A_HURRY = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
"""What a server does that tests need not wait for."""


_TABLES = TwoDialects(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    """
    SELECT tablename AS name FROM pg_tables
    WHERE schemaname = current_schema() AND tablename NOT IN ('event_words', 'sentence_words', 'attache_version')
    """,
)


@dataclass
class Servers:
    """A server, and new databases on it."""

    folder: str
    _number: Iterator[int] = field(default_factory=lambda: count(1))
    _made: bool = False

    def named(self, name: str) -> ServerAddress:
        """The address of a database."""
        return ServerAddress(f"postgresql://postgres@/{name}?host={self.folder}")

    @asynccontextmanager
    async def database(self, *, empty: bool = False) -> AsyncIterator[ServerAddress]:
        """A database for a test, with all tables or `empty`; dropped behind it."""
        name = f"test_{os.getpid()}_{next(self._number)}"
        first = await asyncpg.connect(self.named("postgres").dsn)
        try:
            if not self._made:
                await self._make(first)
            template = "template0" if empty else _TEMPLATE
            await first.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
            try:
                yield self.named(name)
            finally:
                await first.execute(f"DROP DATABASE {name} WITH (FORCE)")
        finally:
            await first.close()

    async def _make(self, connection: asyncpg.Connection) -> None:
        """The database that others are copies of: running the migrations takes twenty times as long."""
        for setting in _IN_A_HURRY:
            await connection.execute(f"ALTER SYSTEM SET {setting} = off")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.execute(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0")
        async with open_database(self.named(_TEMPLATE)):
            pass
        self._made = True


@contextmanager
def running_server() -> Iterator[Servers]:
    """Run a server, and stop it. Where we are root it runs as another user, who may not look into the folders of pytest."""
    with TemporaryDirectory(prefix="attache-postgresql-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder:
        Path(folder).chmod(0o755)
        with _running(Path(folder) / "data") as servers:
            yield servers


@contextmanager
def _running(folder: Path) -> Iterator[Servers]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it imports
        import pgserver  # noqa: PLC0415 - it may not be installed

        running = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield Servers(parse_qs(urlsplit(running.get_uri()).query)["host"][0])
    finally:
        running.cleanup()


async def tables(database: Database) -> list[str]:
    """The names of a database's tables, without those for full text search and those that a database keeps for itself."""
    return [row["name"] for row in await database.rows(_TABLES)]
