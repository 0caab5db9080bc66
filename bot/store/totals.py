"""Counts what an operator watches: articles, feeds, digests and their editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store.instants import stored

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.store.database import Database

LATE = timedelta(minutes=10)
"""How long after its time something counts as late: what is due is looked at every few seconds."""

_FEEDS = (
    "SELECT iif(state = 'active' AND failures > 0, 'failing', state) AS state, count(*) AS number FROM feeds GROUP BY 1"
)
_SUBSCRIPTIONS = "SELECT state, count(*) AS number FROM subscriptions GROUP BY state"
_EDITIONS = """
    SELECT e.outcome, count(*) AS number
    FROM subscriptions s CROSS JOIN editions e ON e.subscription = s.id AND e.settled_at >= :since
    GROUP BY e.outcome"""
_LATE_FEEDS = "SELECT count(*) FROM feeds WHERE state = 'active' AND next_at < :late"
_LATE_DIGESTS = "SELECT count(*) FROM subscriptions WHERE state = 'active' AND next_due_at < :late"


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is, and what is late."""

    articles: int
    feeds: Mapping[str, int]
    """By state; "failing" are active ones whose last check failed."""
    late_feeds: int
    subscriptions: Mapping[str, int]
    late_digests: int
    editions: Mapping[str, int]
    """Settled in the last 24 hours, by outcome."""


async def figures(database: Database, now: datetime) -> Figures:
    """Returns the figures of this moment. None of its queries reads facts or articles."""
    late = stored(now - LATE)
    [[articles]] = await database.rows("SELECT coalesce(sum(shown), 0) FROM libraries")
    [[feeds_late]] = await database.rows(_LATE_FEEDS, late=late)
    [[digests_late]] = await database.rows(_LATE_DIGESTS, late=late)
    return Figures(
        articles=articles,
        feeds={row["state"]: row["number"] for row in await database.rows(_FEEDS)},
        late_feeds=feeds_late,
        subscriptions={row["state"]: row["number"] for row in await database.rows(_SUBSCRIPTIONS)},
        late_digests=digests_late,
        editions={
            row["outcome"]: row["number"]
            for row in await database.rows(_EDITIONS, since=stored(now - timedelta(days=1)))
        },
    )
