"""Opens connections to a PostgreSQL server, and closes them."""

from __future__ import annotations

import contextlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import asyncpg

from bot.errors import FaultError
from bot.store.postgresql.errors import TROUBLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store.address import ServerAddress

_PATIENCE = 5.0
"""Seconds to connect in."""
ANSWERED_IN = 30.0
"""Seconds that a statement may take. A line that was cut without a word is found out by it."""
_STATEMENTS = 1_000
"""Prepared statements that a connection keeps."""


async def _prepared(connection: asyncpg.Connection[Any]) -> None:
    """Let sums be whole numbers, as SQLite's are."""
    await connection.set_type_codec("numeric", encoder=str, decoder=_number, schema="pg_catalog")


def _number(written: str) -> int | float:
    return float(written) if set(written) - set("-0123456789") else int(written)


async def _as_it_is(_connection: asyncpg.Connection[Any]) -> None:
    """Leave a connection as it is: no statement of ours changes its settings for longer than a transaction."""


@asynccontextmanager
async def pool_of(server: ServerAddress, most: int, **settings: str) -> AsyncIterator[asyncpg.Pool[Any]]:
    """Connections to a server, up to `most`, opened again when they break.

    Raises:
        FaultError: the server can't be reached, or refuses us.
    """
    pool = asyncpg.create_pool(
        server.dsn,
        min_size=0,  # else the pool logs each try to open one again
        max_size=most,
        init=_prepared,
        reset=_as_it_is,
        timeout=_PATIENCE,
        command_timeout=ANSWERED_IN,
        statement_cache_size=_STATEMENTS,
        max_cached_statement_lifetime=0,
        max_cacheable_statement_size=0,
        max_inactive_connection_lifetime=0,
        server_settings={"application_name": "attache", **settings},
    )
    try:
        await _reached(pool, server)
        yield pool
        await pool.close()
    finally:
        pool.terminate()


async def _reached(pool: asyncpg.Pool[Any], server: ServerAddress) -> None:
    """Open the first connection."""
    try:
        await pool
        async with pool.acquire():
            pass
    except (*TROUBLE, ValueError) as error:
        raise FaultError(f"the database {server} can't be used: {_reason(error)}") from error


@asynccontextmanager
async def connected(
    server: ServerAddress, name: str = "attache", answered_in: float | None = ANSWERED_IN
) -> AsyncIterator[asyncpg.Connection[Any]]:
    """One connection, under a name that the server shows; closed at the end. A statement may take so many seconds; None: any time.

    Raises:
        FaultError: the server can't be reached, or refuses us.
    """
    try:
        connection = await asyncpg.connect(
            server.dsn, timeout=_PATIENCE, command_timeout=answered_in, server_settings={"application_name": name}
        )
    except (*TROUBLE, ValueError) as error:
        raise FaultError(f"the database {server} can't be used: {_reason(error)}") from error
    try:
        yield connection
    finally:
        with contextlib.suppress(*TROUBLE):
            await connection.close(timeout=_PATIENCE)


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__
