"""Translates PostgreSQL's errors into ours: what the user reads, and what the operator finds in the log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import asyncpg

from bot.catalogue import N_
from bot.catalogue.lazy import Lazy
from bot.errors import AskError, LaterError
from bot.store.sqlite_errors import BUSY, DAMAGED, READONLY

if TYPE_CHECKING:
    from bot.store.sqlite_errors import Alarm

log = logging.getLogger(__name__)

_AWAY = N_("The database can't be reached at the moment: try again in a moment.")
_TOO_LONG = N_("This can't be stored: a word or name in it is too long.")
_FULL = N_(
    "Nothing can be stored at the moment: the database server's disk is full. Ask the bot's operator to free some space."
)

TROUBLE = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError)
"""What a statement, or a connection, may raise."""
_BROKEN = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
_CLOSED = ("clos", "released back to the pool")
"""What asyncpg says of a connection that ended before it was asked."""
_STORAGE = (
    (asyncpg.DiskFullError, _FULL),
    (asyncpg.InsufficientPrivilegeError, READONLY),
    (asyncpg.DataCorruptedError, DAMAGED),
    (asyncpg.IndexCorruptedError, DAMAGED),
)


def is_away(error: BaseException) -> bool:
    """True if the server can't be reached, or the line to it broke: a new connection may help."""
    return isinstance(error, _BROKEN) or (
        isinstance(error, asyncpg.InterfaceError) and any(words in str(error) for words in _CLOSED)
    )


def told(alarm: Alarm, error: BaseException, *, reading: bool = False) -> AskError | None:
    """Returns the error to raise in place of PostgreSQL's; None if the statement itself is wrong, such as one that writes while `reading`."""
    if isinstance(error, asyncpg.LockNotAvailableError | asyncpg.DeadlockDetectedError):
        log.warning("the database is locked by another program: %s", error)
        return LaterError(Lazy(BUSY))
    if is_away(error):
        alarm.raised(_AWAY, error)
        return LaterError(Lazy(_AWAY))
    if isinstance(error, asyncpg.ReadOnlySQLTransactionError):
        return None if reading else alarm.raised(READONLY, error)
    if isinstance(error, asyncpg.ProgramLimitExceededError):
        log.warning("too long for the database: %s", error)
        return AskError(Lazy(_TOO_LONG))
    sentence = next((words for kind, words in _STORAGE if isinstance(error, kind)), None)
    return alarm.raised(sentence, error) if sentence else None
