"""Removes and restores articles: removed ones are invisible, can be restored for a while, and are then deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.instants import stored
from bot.store.recollection import forget_words, words_of
from bot.store.reports import join, parted
from bot.store.touched import note_touched

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database


async def remove(database: Database, article: int, library: str, now: datetime) -> bool:
    """Hide a library's article. Returns False if there is no such article."""
    async with database.transaction() as transaction:
        await note_touched(transaction, [article])
        removed = await transaction.value(
            "UPDATE articles SET removed_at = :now WHERE id = :id AND library = :library AND removed_at IS NULL RETURNING id",
            id=article,
            library=library,
            now=stored(now),
        )
        await join(transaction, [], await parted(transaction, [article] if removed else []))
    return removed is not None


async def restore(database: Database, article: int, library: str) -> bool:
    """Restore a library's removed article. Returns False if there is none."""
    async with database.transaction() as transaction:
        await note_touched(transaction, [article])
        back = await transaction.value(
            "UPDATE articles SET removed_at = NULL WHERE id = :id AND library = :library AND removed_at IS NOT NULL RETURNING id",
            id=article,
            library=library,
        )
        await join(transaction, [article] if back else [])
    return back is not None


async def numbered(database: Database, library: str, number: int) -> int | None:
    """Returns the id of the article with a number in its library; a removed one counts too."""
    rows = await database.rows(
        "SELECT id FROM articles WHERE library = :library AND number = :number", library=library, number=number
    )
    return int(rows[0]["id"]) if rows else None


async def article_at(database: Database, library: str, page: str) -> int | None:
    """Returns the id of a library's article at a link key, or with a copy there; removed ones count too."""
    rows = await database.rows(
        """
        SELECT id FROM articles WHERE library = :library AND (
            page = :page OR id IN (SELECT article FROM copies WHERE page = :page AND page <> ''))
        ORDER BY page IS NOT :page, removed_at IS NOT NULL, id LIMIT 1
        """,
        library=library,
        page=page,
    )
    return int(rows[0]["id"]) if rows else None


async def purge_removed(database: Database, before: datetime, most: int = 500) -> int:
    """Delete articles that were removed before a moment, at most `most` at a time. Returns how many."""
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            "SELECT id FROM articles WHERE removed_at < :moment ORDER BY removed_at LIMIT :most",
            moment=stored(before),
            most=most,
        )
        words = await words_of(transaction, [row["id"] for row in rows])
        await transaction.run_many("DELETE FROM articles WHERE id = :id", [{"id": row["id"]} for row in rows])
        await forget_words(transaction, words)
    return len(rows)


async def filed_since(database: Database, library: str, moment: datetime) -> int:
    """Returns how many articles were added to a library since a moment, including removed ones."""
    rows = await database.rows(
        "SELECT count(*) FROM articles WHERE library = :library AND filed_at >= :moment",
        library=library,
        moment=stored(moment),
    )
    return int(rows[0][0])


async def size(database: Database, library: str) -> int:
    """Total characters of a library's texts."""
    rows = await database.rows("SELECT coalesce(sum(size), 0) FROM articles WHERE library = :library", library=library)
    return int(rows[0][0])
