"""Looks at a database on a server without changing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.postgresql.connecting import connected
from bot.store.postgresql.migrating import version_of
from bot.store.postgresql.single_process import holder, in_a_thread

if TYPE_CHECKING:
    from bot.store.address import ServerAddress


@dataclass(frozen=True, slots=True)
class Looked:
    """What is on a server: the version of its tables (0: there are none), what it holds, and whether a bot is running on it."""

    program: str
    version: int
    articles: int
    size: int
    held: bool


def looked_at(server: ServerAddress) -> Looked:
    """Returns what is there.

    Raises:
        FaultError: the server can't be reached, or the database holds another program's tables.
    """

    async def asked() -> Looked:
        async with connected(server) as connection:
            version = await version_of(connection)
            return Looked(
                program=str(await connection.fetchval("SHOW server_version")),
                version=version,
                articles=int(await connection.fetchval("SELECT count(*) FROM articles")) if version else 0,
                size=int(await connection.fetchval("SELECT pg_database_size(current_database())")),
                held=await holder(connection) is not None,
            )

    found: Looked = in_a_thread(asked())
    return found
