"""Servers into rows and back: what each has set, when it was joined and left, and all of its data away for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StoppedError
from bot.model.library import EVERYONE, Server
from bot.store.instants import stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.store.database import Database, Row, Transaction

_COLUMNS = "id, editors_role, notice_channel, joined_at, left_at"


async def server(database: Database, server_id: str) -> Server | None:
    """What a server has set, or None where nothing of it is kept."""
    rows = await database.rows(f"SELECT {_COLUMNS} FROM servers WHERE id = :id", id=server_id)  # noqa: S608 - a constant
    return _server(rows[0]) if rows else None


async def enter(transaction: Transaction, server_id: str, now: datetime) -> None:
    """Make sure that a server has a row: what belongs to it hangs on that."""
    await transaction.run(
        "INSERT INTO servers (id, joined_at) VALUES (:id, :now) ON CONFLICT DO NOTHING", id=server_id, now=stored(now)
    )


async def require_entered(transaction: Transaction, library: str) -> None:
    """See to it that a library is everyone's, or of a server that the bot is in and something is kept of.

    Raises:
        StoppedError: it is not: the server's data was deleted, or the bot was removed, while something was done for it.
    """
    if library != EVERYONE and not await transaction.value(
        "SELECT id FROM servers WHERE id = :id AND left_at IS NULL", id=library
    ):
        raise StoppedError("What was kept of this server was deleted meanwhile: nothing was done.")


async def joined(database: Database, server_ids: Iterable[str], now: datetime) -> None:
    """The bot is in these servers: new ones begin, those that were left are back with all they had."""
    async with database.transaction() as transaction:
        await transaction.run_many(
            """
            INSERT INTO servers (id, joined_at) VALUES (:id, :now)
            ON CONFLICT (id) DO UPDATE SET joined_at = excluded.joined_at, left_at = NULL WHERE left_at IS NOT NULL
            """,
            [{"id": one, "now": stored(now)} for one in server_ids],
        )


async def left(database: Database, server_id: str, now: datetime) -> None:
    """The bot was removed from a server; leaving twice does not begin the days of grace anew."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE servers SET left_at = coalesce(left_at, :now) WHERE id = :id", id=server_id, now=stored(now)
        )


async def present(database: Database) -> set[str]:
    """The servers the bot was in when it last looked."""
    return {row["id"] for row in await database.rows("SELECT id FROM servers WHERE left_at IS NULL")}


async def set_editors_role(database: Database, server_id: str, role: str | None, now: datetime) -> None:
    """Who besides those who may manage the server may edit; None takes it back."""
    async with database.transaction() as transaction:
        await enter(transaction, server_id, now)
        await transaction.run("UPDATE servers SET editors_role = :role WHERE id = :id", id=server_id, role=role)


async def set_notice_channel(database: Database, server_id: str, channel: str | None, now: datetime) -> None:
    """Where the server's editors are told what needs them; None takes it back."""
    async with database.transaction() as transaction:
        await enter(transaction, server_id, now)
        await transaction.run(
            "UPDATE servers SET notice_channel = :channel WHERE id = :id", id=server_id, channel=channel
        )


async def left_before(database: Database, moment: datetime) -> list[str]:
    """Servers that were left before a moment, and libraries of those that nothing else is kept of."""
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
    """Everything of a server away, in one transaction; whether there was anything.

    `left_before`: only if it was left before then, for it may have come back since one looked.
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
    """How many articles of its own are kept for a server."""
    rows = await database.rows("SELECT count(*) FROM articles WHERE library = :id", id=server_id)
    return int(rows[0][0])


def _server(row: Row) -> Server:
    return Server(row["id"], row["joined_at"], row["left_at"], row["editors_role"], row["notice_channel"])
