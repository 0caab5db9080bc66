"""Keeps a second bot off a database on a server, by a lock that the server gives back when the process ends or the line breaks."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bot.errors import AskError, FaultError
from bot.store.postgresql.connecting import connected
from bot.store.postgresql.errors import TROUBLE

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    import asyncpg

    from bot.store.address import ServerAddress

log = logging.getLogger(__name__)

_LOCK = 0x617474616368EB
"""The number of the lock that a running bot holds."""
_LOOK = 5.0
"""Seconds between two looks whether the line still stands, and two tries to take the lock again."""
_HOLDER = """
    SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32) | l.objid::bigint = $1
"""


@contextmanager
def sole_process(server: ServerAddress) -> Iterator[None]:
    """Hold the lock inside this block. It is taken again when the line to the server broke.

    Raises:
        AskError: another process holds it.
        FaultError: the server can't be reached.
    """
    taken: Future[None] = Future()
    over = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_hold(server, taken, over)), name="the only bot", daemon=True)
    thread.start()
    try:
        taken.result()
        yield
    finally:
        over.set()
        thread.join()


async def _hold(server: ServerAddress, taken: Future[None], over: threading.Event) -> None:
    while not over.is_set():
        try:
            async with connected(server, f"attache {os.getpid()} on {socket.gethostname()}"[:63]) as connection:
                await _take(connection, server)
                if not taken.done():
                    taken.set_result(None)
                while not over.is_set():
                    await asyncio.to_thread(over.wait, _LOOK)
                    await connection.fetchval("SELECT 1")
        except BaseException as error:
            if not taken.done():
                taken.set_exception(error)
                return
            if not isinstance(error, (*TROUBLE, AskError, FaultError)):
                raise
            log.warning("the lock that keeps other bots off the database is lost: %s", error)
            await asyncio.to_thread(over.wait, _LOOK)


async def _take(connection: asyncpg.Connection[Any], server: ServerAddress) -> None:
    if await connection.fetchval(f"SELECT pg_try_advisory_lock({_LOCK})"):
        return
    other = str(await holder(connection) or "").removeprefix("attache ")
    process = f" (process {other})" if other else ""
    raise AskError(
        f"Another Attaché{process} is running on {server}: stop it first, or set ATTACHE_DATABASE to another database."
    )


async def holder(connection: asyncpg.Connection[Any]) -> str | None:
    """Returns the name under which a running bot is connected; None if there is none."""
    name: str | None = await connection.fetchval(_HOLDER, _LOCK)
    return name


def is_held(server: ServerAddress) -> bool:
    """Returns True if a bot is running on this database. Changes nothing.

    Raises:
        FaultError: the server can't be reached.
    """

    async def asked() -> bool:
        async with connected(server, "attache") as connection:
            return await holder(connection) is not None

    held: bool = in_a_thread(asked())
    return held


def in_a_thread(work: Coroutine[Any, Any, Any]) -> Any:
    """Run work in an event loop of its own, whether or not one is running here. Returns its result."""
    done: Future[Any] = Future()

    def run() -> None:
        try:
            done.set_result(asyncio.run(work))
        except BaseException as error:  # whoever waits raises it
            done.set_exception(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return done.result()
