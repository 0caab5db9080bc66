"""Counts what a library contains, as far as the newest articles show it."""

from __future__ import annotations

from collections import Counter
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
    SELECT a.outlet, a.credit, a.filed_at, {FACTS} AS facts FROM articles a WHERE {_NEWEST} ORDER BY a.id DESC LIMIT {_LATELY}
"""  # noqa: S608 - made of constants; values are parameters
_OUTLETS = f"SELECT a.outlet FROM articles a WHERE {_NEWEST} ORDER BY a.id DESC LIMIT {_LATELY}"  # noqa: S608 - the same
_OWN = f"SELECT count(*) FROM (SELECT 1 FROM articles a WHERE {SEEN} AND a.library = :own AND a.library <> 'everyone' LIMIT 10001)"  # noqa: S608 - the same


async def overview(database: Database, libraries: Libraries) -> Overview:
    """Returns how many articles the user may see, and what the newest of them are."""
    rows = await database.rows(_OF_LATE, own=libraries.own)
    [own] = await database.rows(_OWN, own=libraries.own)
    outlets = Counter(row["outlet"] for row in rows if row["outlet"])
    whose = Counter(row["credit"] for row in rows if row["credit"])
    return Overview(
        articles=await count_articles(database, libraries),
        own=int(own[0]),
        looked_at=len(rows),
        facts=sum(row["facts"] for row in rows),
        outlets=_by_number(outlets),
        credits=_by_number(whose),
        latest=str(rows[0]["filed_at"]) if rows else None,
    )


async def late_outlets(database: Database, libraries: Libraries) -> list[str]:
    """Returns the outlets of the newest articles that the user may see, those of most of them first."""
    rows = await database.rows(_OUTLETS, own=libraries.own)
    return [name for name, _ in _by_number(Counter(row["outlet"] for row in rows if row["outlet"]))]


def _by_number(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The names and their numbers, most first."""
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
