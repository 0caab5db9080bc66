"""Stores servers: settings, when the bot joined and left, and the deletion of all their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue.lazy import lazy
from bot.errors import StoppedError
from bot.model.chart import Theme
from bot.model.library import EVERYONE, Server
from bot.store.instants import stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.store.database import Database, Row, Transaction

_OFF = "off"
_COLUMNS = "id, editors_role, notice_channel, pictures, joined_at, left_at"


async def server(database: Database, server_id: str) -> Server | None:
    """Returns a server's settings, or None if nothing is stored."""
    rows = await database.rows(f"SELECT {_COLUMNS} FROM servers WHERE id = :id", id=server_id)  # noqa: S608 - a constant
    return _server(rows[0]) if rows else None


async def enter(transaction: Transaction, server_id: str, now: datetime) -> None:
    """Create a server's row if it is missing: its other data refers to it."""
    await transaction.run(
        "INSERT INTO servers (id, joined_at) VALUES (:id, :now) ON CONFLICT DO NOTHING", id=server_id, now=stored(now)
    )


async def begin(database: Database, library: str, now: datetime) -> None:
    """Create the row of a library's server before something slow is done for it: if the row is gone at the end, its data was deleted meanwhile."""
    if library != EVERYONE:
        async with database.transaction() as transaction:
            await enter(transaction, library, now)


async def require_entered(transaction: Transaction, library: str) -> None:
    """Check that a library is everyone's, or that the bot is in its server and the server has a row.

    Raises:
        StoppedError: the server's data was deleted, or the bot was removed from it, meanwhile.
    """
    if library != EVERYONE and not await transaction.value(
        "SELECT id FROM servers WHERE id = :id AND left_at IS NULL", id=library
    ):
        raise StoppedError(lazy("This server's data was deleted meanwhile: nothing was done."))


async def joined(database: Database, server_ids: Iterable[str], now: datetime) -> None:
    """Record that the bot is in these servers: new ones get a row, those it had left are active again with all their data."""
    async with database.transaction() as transaction:
        await transaction.run_many(
            """
            INSERT INTO servers (id, joined_at) VALUES (:id, :now)
            ON CONFLICT (id) DO UPDATE SET joined_at = excluded.joined_at, left_at = NULL WHERE servers.left_at IS NOT NULL
            """,
            [{"id": server, "now": stored(now)} for server in server_ids],
        )


async def left(database: Database, server_id: str, now: datetime) -> None:
    """Record that the bot left a server; leaving twice does not restart the grace period."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE servers SET left_at = coalesce(left_at, :now) WHERE id = :id", id=server_id, now=stored(now)
        )


async def present(database: Database) -> set[str]:
    """Returns the servers the bot was in when it last checked."""
    return {row["id"] for row in await database.rows("SELECT id FROM servers WHERE left_at IS NULL")}


async def set_editors_role(database: Database, server_id: str, role: str | None, now: datetime) -> None:
    """Set the role that may edit besides those with Manage Server; None removes it."""
    async with database.transaction() as transaction:
        await enter(transaction, server_id, now)
        await transaction.run("UPDATE servers SET editors_role = :role WHERE id = :id", id=server_id, role=role)


async def set_notice_channel(database: Database, server_id: str, channel: str | None, now: datetime) -> None:
    """Set the channel for editor notices; None removes it."""
    async with database.transaction() as transaction:
        await enter(transaction, server_id, now)
        await transaction.run(
            "UPDATE servers SET notice_channel = :channel WHERE id = :id", id=server_id, channel=channel
        )


async def set_pictures(database: Database, server_id: str, theme: Theme | None, now: datetime) -> None:
    """Set the colours of pictures; None: no pictures."""
    async with database.transaction() as transaction:
        await enter(transaction, server_id, now)
        await transaction.run("UPDATE servers SET pictures = :shown WHERE id = :id", id=server_id, shown=theme or _OFF)


async def left_before(database: Database, moment: datetime) -> list[str]:
    """Returns the servers that the bot left before a moment, and libraries of servers without a row."""
    rows = await database.rows(
        """
        SELECT id FROM (
            SELECT id, left_at FROM servers WHERE left_at < :moment
            UNION ALL SELECT id, '' FROM libraries WHERE id <> 'everyone' AND id NOT IN (SELECT id FROM servers))
        ORDER BY left_at
        """,
        moment=stored(moment),
    )
    return [row["id"] for row in rows]


async def purge(database: Database, server_id: str, left_before: datetime | None = None) -> bool:
    """Delete everything of a server in one transaction. Returns False if there was nothing.

    `left_before`: only if the bot left before then, because it may have come back meanwhile.
    """
    async with database.transaction() as transaction:
        if left_before is not None and await transaction.value(
            "SELECT 1 FROM servers WHERE id = :id AND coalesce(left_at >= :moment, TRUE)",
            id=server_id,
            moment=stored(left_before),
        ):
            return False
        library = await transaction.value("DELETE FROM libraries WHERE id = :id RETURNING id", id=server_id)
        row = await transaction.value("DELETE FROM servers WHERE id = :id RETURNING id", id=server_id)
    return library is not None or row is not None


async def kept(database: Database, server_id: str) -> int:
    """Returns how many articles of its own a server has."""
    rows = await database.rows("SELECT count(*) FROM articles WHERE library = :id", id=server_id)
    return int(rows[0][0])


def _server(row: Row) -> Server:
    theme = None if row["pictures"] == _OFF else Theme(row["pictures"])
    return Server(row["id"], row["joined_at"], row["left_at"], row["editors_role"], row["notice_channel"], theme)
