"""Translates SQLite's errors into ours: what the user reads, and what the operator finds in the log."""

from __future__ import annotations

import logging
import sqlite3
import time

from bot.catalogue import N_
from bot.catalogue.lazy import Lazy
from bot.errors import AskError, LaterError, StorageError

log = logging.getLogger(__name__)

LOST = N_(
    "Nothing can be stored at the moment: the database file was deleted or replaced while I was running. Ask the bot's operator to restart me."
)
BUSY = N_("The database is in use by another program: try again in a moment.")
READONLY = N_(
    "Nothing can be stored at the moment: I am not allowed to write to the database. Ask the bot's operator to check its permissions."
)
DAMAGED = N_("The database is damaged. Ask the bot's operator to restore a backup.")
_SENTENCES = {
    sqlite3.SQLITE_FULL: N_(
        "Nothing can be stored at the moment: the disk is full. Ask the bot's operator to free some space."
    ),
    sqlite3.SQLITE_READONLY: READONLY,
    sqlite3.SQLITE_IOERR: N_(
        "Nothing can be stored at the moment: the disk reports errors. Ask the bot's operator to check it."
    ),
    sqlite3.SQLITE_CANTOPEN: N_(
        "Nothing can be stored at the moment: the database can't be opened. Ask the bot's operator to check its folder."
    ),
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_PRIMARY = 0xFF
"""The bits of an error code that name its kind (sqlite.org/rescode.html, "Result Codes versus Error Codes")."""
_QUIET_SECONDS = 60.0
"""Seconds between two log records of the same trouble."""


class Alarm:
    """Logs trouble with the storage as critical, the same trouble at most once a minute."""

    def __init__(self) -> None:
        self._logged: dict[str, float] = {}

    def raised(self, sentence: str, cause: object) -> StorageError:
        """Log the trouble. Returns the error to raise."""
        now = time.monotonic()
        if now - self._logged.get(sentence, -_QUIET_SECONDS) >= _QUIET_SECONDS:
            self._logged[sentence] = now
            log.critical("%s (%s)", sentence, cause)
        return StorageError(Lazy(sentence))

    def told(self, error: sqlite3.Error, *, reading: bool = False) -> AskError | None:
        """Returns the error to raise in place of SQLite's; None if the statement itself is wrong, such as one that writes while `reading`."""
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            log.warning("the database is locked by another program: %s", error)
            return LaterError(Lazy(BUSY))
        sentence = None if reading and code == sqlite3.SQLITE_READONLY else _SENTENCES.get(code)
        return self.raised(sentence, error) if sentence else None
