"""What a database can be asked, whichever it is: queries, and transactions around writes. Statements use only `:name` parameters."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractAsyncContextManager

Row = sqlite3.Row
"""A row by the names and numbers of its columns; PostgreSQL's rows can be asked the same."""
BUSY_SECONDS = 2.0
"""How long we wait for another program's lock. Discord waits 3 seconds for an answer."""


class Reads(Protocol):
    """What may be asked: the last committed state, or what a transaction sees."""

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns the rows a query returns."""


class Transaction(ABC):
    """Statements that take effect together, or not at all."""

    makes_words = False
    """True if whoever stores a text makes the words it is found by; SQLite's index makes its own."""

    @abstractmethod
    async def run(self, sql: str, **values: object) -> None:
        """Run one statement, ignoring its result."""

    @abstractmethod
    async def run_many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        """Run one statement for each row of values."""

    @abstractmethod
    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns the rows a statement returns, within this transaction."""

    async def value(self, sql: str, **values: object) -> Any:
        """Returns the first column of the first row, or None."""
        rows = await self.rows(sql, **values)
        return rows[0][0] if rows else None


class Database(ABC):
    """An open database. `async with open_database(where) as database:`."""

    @abstractmethod
    async def rows(self, sql: str, **values: object) -> list[Row]:
        """Returns what a query returns, from the last committed state.

        Raises:
            AskError: the database is locked, damaged or can't be reached; the sentence says so.
        """

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin, and commit at the end; any error, a cancellation too, rolls back.

        Raises:
            LaterError: another program locks the database, or it can't be reached.
            StorageError: it is gone, the disk is full, or the like.
        """

    @abstractmethod
    def steady(self) -> AbstractAsyncContextManager[None]:
        """Let all queries inside this block see one state, whatever is written meanwhile. For a start: it holds for everyone's queries."""

    @abstractmethod
    def check(self) -> None:
        """Check that what is written is kept.

        Raises:
            StorageError: it would be lost when the bot stops.
        """

    @abstractmethod
    async def size(self) -> int:
        """Returns how many bytes the database takes."""
