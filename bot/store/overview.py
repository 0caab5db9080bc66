"""Counts what a library contains, as far as the newest articles show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.library import Overview
from bot.store.articles import FACTS, count_articles
from bot.store.evidence import SEEN, VISIBLE

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database

_LATELY = 500
"""How many of the newest articles have their facts and outlets counted."""

# Without an index on the library, SQLite walks the articles from the newest and stops when it has enough.
_NEWEST = VISIBLE.replace("a.library", "(a.library || '')", 1)
_OF_LATE = f"""
    SELECT a.outlet, a.filed_at, {FACTS} AS facts FROM articles a WHERE {_NEWEST} ORDER BY a.id DESC LIMIT {_LATELY}
"""  # noqa: S608 - made of constants; values are parameters
_OWN = f"SELECT count(*) FROM (SELECT 1 FROM articles a WHERE {SEEN} AND a.library = :own AND a.library <> 'everyone' LIMIT 10001)"  # noqa: S608 - the same


async def overview(database: Database, libraries: Libraries) -> Overview:
    """Returns how many articles the user may see, and what the newest of them are."""
    rows = await database.rows(_OF_LATE, own=libraries.own)
    [own] = await database.rows(_OWN, own=libraries.own)
    outlets: dict[str, int] = {}
    for row in rows:
        if row["outlet"]:
            outlets[row["outlet"]] = outlets.get(row["outlet"], 0) + 1
    return Overview(
        articles=await count_articles(database, libraries),
        own=int(own[0]),
        looked_at=len(rows),
        facts=sum(row["facts"] for row in rows),
        outlets=tuple(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))),
        latest=str(rows[0]["filed_at"]) if rows else None,
    )
