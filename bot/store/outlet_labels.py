"""Stores what the editors of a server call an outlet: "trusted", "state-owned", or their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.instants import stored
from bot.store.servers import enter

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database


async def outlet_labels(database: Database, server: str) -> dict[str, str]:
    """Returns a server's labels by outlet, in the order of their names."""
    rows = await database.rows(
        "SELECT outlet, label FROM outlet_labels WHERE server = :server ORDER BY lower(outlet), outlet", server=server
    )
    return {row["outlet"]: row["label"] for row in rows}


async def label_outlet(database: Database, server: str, outlet: str, label: str, by: str, now: datetime) -> None:
    """Set an outlet's label."""
    async with database.transaction() as transaction:
        await enter(transaction, server, now)
        await transaction.run(
            """INSERT INTO outlet_labels (server, outlet, label, made_by, made_at) VALUES (:server, :outlet, :label, :by, :now)
            ON CONFLICT (server, outlet) DO UPDATE SET label = excluded.label, made_by = excluded.made_by, made_at = excluded.made_at""",
            server=server,
            outlet=outlet,
            label=label,
            by=by,
            now=stored(now),
        )


async def unlabel_outlet(database: Database, server: str, outlet: str) -> None:
    """Remove an outlet's label, if it has one."""
    async with database.transaction() as transaction:
        await transaction.run(
            "DELETE FROM outlet_labels WHERE server = :server AND outlet = :outlet", server=server, outlet=outlet
        )
