"""Stores what was agreed with the hubs of feeds (WebSub)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.feed import FeedHub
from bot.store.instants import moment, moment_or_none, stored

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database, Row

_READ = "JOIN feeds f ON f.id = h.feed WHERE f.state = 'active' AND f.library NOT IN (SELECT id FROM servers WHERE left_at IS NOT NULL)"
"""Of feeds that are read."""


async def asked(database: Database, hub: FeedHub) -> None:
    """Store that a hub is asked; what was agreed with it before holds until it answers."""
    async with database.transaction() as transaction:
        await transaction.run(
            """
            INSERT INTO feed_hubs (feed, hub, topic, token, secret, asked_at, until)
            SELECT id, :hub, :topic, :token, :secret, :asked_at, :until FROM feeds WHERE id = :feed
            ON CONFLICT (feed) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, token = excluded.token,
                secret = excluded.secret, asked_at = excluded.asked_at, until = excluded.until
            """,
            feed=hub.feed,
            hub=hub.hub,
            topic=hub.topic,
            token=hub.token,
            secret=hub.secret,
            asked_at=stored(hub.asked_at),
            until=stored(hub.until) if hub.until else None,
        )


async def agreed(database: Database, token: str, until: datetime | None) -> None:
    """Store until when a hub tells of new entries; None: it refuses."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE feed_hubs SET until = :until WHERE token = :token",
            until=stored(until) if until else None,
            token=token,
        )


async def of_feed(database: Database, feed: int) -> FeedHub | None:
    """Returns what was agreed for a feed, or None."""
    rows = await database.rows("SELECT * FROM feed_hubs WHERE feed = :feed", feed=feed)
    return _hub(rows[0]) if rows else None


async def by_token(database: Database, token: str) -> FeedHub | None:
    """Returns what was agreed under a token, if its feed is read; None otherwise."""
    rows = await database.rows(f"SELECT h.* FROM feed_hubs h {_READ} AND h.token = :token", token=token)  # noqa: S608 - a constant
    return _hub(rows[0]) if rows else None


async def ending(database: Database, before: datetime, asked_before: datetime) -> list[FeedHub]:
    """Returns what ends before a moment, or was not agreed, and was asked before another; of feeds that are read."""
    rows = await database.rows(
        f"SELECT h.* FROM feed_hubs h {_READ} AND coalesce(h.until, '') < :before AND h.asked_at < :asked ORDER BY h.asked_at LIMIT 50",  # noqa: S608 - a constant
        before=stored(before),
        asked=stored(asked_before),
    )
    return [_hub(row) for row in rows]


async def checked_at(database: Database, feed: int) -> datetime | None:
    """Returns when a feed was checked last; None if never."""
    rows = await database.rows("SELECT checked_at FROM feeds WHERE id = :feed", feed=feed)
    return moment_or_none(rows[0]["checked_at"]) if rows else None


async def hasten(database: Database, feed: int, due: datetime) -> None:
    """Make a feed due at a moment, unless it is due earlier."""
    async with database.transaction() as transaction:
        await transaction.run("UPDATE feeds SET next_at = min(next_at, :due) WHERE id = :id", id=feed, due=stored(due))


def _hub(row: Row) -> FeedHub:
    return FeedHub(
        row["feed"],
        row["hub"],
        row["topic"],
        row["token"],
        row["secret"],
        moment(row["asked_at"]),
        moment_or_none(row["until"]),
    )
