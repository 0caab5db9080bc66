"""What editions told, and the current state of the articles they were based on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.model.subscription import ToldFact
from bot.store.evidence import STANDING, VISIBLE
from bot.store.instants import stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model.library import Libraries
    from bot.model.subscription import Subscription
    from bot.store.database import Database


_ARRIVED = "subscription = :id AND outcome = 'sent' AND due_at < :moment"

_TOLD = f"""
    SELECT t.kind, t.key, t.as_of, e.channel, e.message FROM editions e CROSS JOIN told t ON t.edition = e.id
    WHERE {_ARRIVED} AND settled_at >= min(:since, coalesce(
        (SELECT settled_at FROM editions WHERE {_ARRIVED} AND kind <> 'flash' ORDER BY settled_at DESC LIMIT 1), :since))
    ORDER BY e.due_at, t.kind, t.key
"""  # noqa: S608 - made of a constant; values are parameters


async def told_before(database: Database, subscription: int, moment: datetime, since: datetime) -> list[ToldFact]:
    """Facts told by a subscription's editions that were due before one moment and arrived after another, always including the last digest's."""
    rows = await database.rows(_TOLD, id=subscription, moment=stored(moment), since=stored(since))
    return [ToldFact(*row) for row in rows]


_BESIDE = """
    SELECT t.kind, t.key, t.as_of FROM subscriptions s CROSS JOIN editions e ON e.subscription = s.id CROSS JOIN told t ON t.edition = e.id
    WHERE s.server = :server AND s.channel = :channel AND s.id <> :id AND e.outcome IN ('claimed', 'sent', 'unknown')
        AND e.sending_at >= :since AND (:before IS NULL OR e.sending_at < :before)
    ORDER BY e.sending_at, t.kind, t.key
"""


async def told_beside(
    database: Database, subscription: Subscription, since: datetime, before: datetime | None = None
) -> list[ToldFact]:
    """Facts told by other subscriptions of the same channel in editions that left after one moment, and before another; None: until now."""
    rows = await database.rows(
        _BESIDE,
        server=subscription.server,
        channel=subscription.channel,
        id=subscription.id,
        since=stored(since),
        before=stored(before) if before else None,
    )
    return [ToldFact(row["kind"], row["key"], row["as_of"]) for row in rows]


async def text_hashes(database: Database, libraries: Libraries, articles: Iterable[int]) -> dict[int, str]:
    """Returns the hash of each article's text; articles that are gone or invisible are left out."""
    listed = ", ".join(str(int(number)) for number in articles)
    rows = await database.rows(
        f"SELECT a.id, a.hash FROM articles a WHERE {STANDING} AND a.id IN ({listed})",  # noqa: S608 - a constant and whole numbers
        own=libraries.own,
    )
    return {row["id"]: row["hash"] for row in rows}


async def texts_there(database: Database, libraries: Libraries, hashes: Iterable[str]) -> set[str]:
    """Returns those of these hashes that are of the text of a visible article."""
    rows = await database.rows(
        f"SELECT a.hash FROM articles a WHERE {STANDING} AND a.hash IN (SELECT value FROM json_each(:asked))",  # noqa: S608 - a constant
        own=libraries.own,
        asked=json.dumps(sorted(hashes)),
    )
    return {row["hash"] for row in rows}


async def own_copies(database: Database, libraries: Libraries, articles: Iterable[int]) -> dict[int, int]:
    """Returns the server's own copies of articles, each with the article it is a copy of."""
    rows = await database.rows(
        f"SELECT a.id, a.twin FROM articles a WHERE {VISIBLE} AND a.twin IN (SELECT value FROM json_each(:asked))",  # noqa: S608 - a constant
        own=libraries.own,
        asked=json.dumps(sorted(articles)),
    )
    return {row["id"]: row["twin"] for row in rows}


async def sentences_of(database: Database, libraries: Libraries, articles: Iterable[int]) -> dict[int, list[str]]:
    """Returns the sentences of articles, in order."""
    listed = ", ".join(str(int(number)) for number in articles)
    rows = await database.rows(
        f"SELECT s.article, s.words FROM articles a JOIN sentences s ON s.article = a.id WHERE {STANDING} AND a.id IN ({listed}) ORDER BY s.article, s.number",  # noqa: S608 - a constant and whole numbers
        own=libraries.own,
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["article"], []).append(row["words"])
    return found
