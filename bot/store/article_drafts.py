"""Stores drafts: articles between preview and filing, kept across restarts."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.model.article import Article, Origin
from bot.model.library import Draft
from bot.store.instants import stored
from bot.store.servers import require_entered

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database, Row


async def keep(database: Database, draft: Draft, now: datetime) -> Draft:
    """Store a draft. Returns it with its number.

    Raises:
        StoppedError: the server's data was deleted while the article was fetched.
    """
    async with database.transaction() as transaction:
        await require_entered(transaction, draft.server)
        number = await transaction.value(
            """
            INSERT INTO drafts (server, made_by, made_at, title, outlet, url, published, picture, text, page, dating, notes, claimed, credit)
            VALUES (:server, :made_by, :now, :title, :outlet, :url, :published, :picture, :text, :page, :dating, :notes, :claimed, :credit)
            RETURNING id
            """,
            now=stored(now),
            **_values(draft),
        )
    return replace(draft, id=int(number))


async def change(database: Database, draft: Draft) -> None:
    """Update a draft; if it is gone, nothing happens."""
    async with database.transaction() as transaction:
        await transaction.run(
            """
            UPDATE drafts SET title = :title, outlet = :outlet, url = :url, published = :published, picture = :picture, text = :text,
                page = :page, dating = :dating, notes = :notes, claimed = :claimed, credit = :credit
            WHERE id = :id AND server = :server AND made_by = :made_by
            """,
            id=draft.id,
            **_values(draft),
        )


async def draft(database: Database, number: int, server: str, made_by: str) -> Draft | None:
    """Returns a user's draft in a server, or None."""
    rows = await database.rows(
        "SELECT * FROM drafts WHERE id = :id AND server = :server AND made_by = :made_by",
        id=number,
        server=server,
        made_by=made_by,
    )
    return _draft(rows[0]) if rows else None


async def drop(database: Database, number: int) -> bool:
    """Delete a draft. Returns False if it was gone: of two users who press Add at once, one loses."""
    async with database.transaction() as transaction:
        return await transaction.value("DELETE FROM drafts WHERE id = :id RETURNING id", id=number) is not None


async def prune(database: Database, before: datetime) -> int:
    """Delete drafts made before a moment. Returns how many."""
    async with database.transaction() as transaction:
        return len(
            await transaction.rows("DELETE FROM drafts WHERE made_at < :moment RETURNING id", moment=stored(before))
        )


def _values(draft: Draft) -> dict[str, Any]:
    article, origin = draft.article, draft.origin
    return {
        "server": draft.server,
        "made_by": draft.made_by,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "picture": article.picture,
        "text": article.text,
        "page": origin.page,
        "dating": origin.dating,
        "notes": json.dumps(draft.notes),
        "claimed": origin.claimed,
        "credit": article.credit,
    }


def _draft(row: Row) -> Draft:
    return Draft(
        id=row["id"],
        server=row["server"],
        made_by=row["made_by"],
        article=Article(
            sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest()[:12],
            row["text"],
            row["title"],
            row["outlet"],
            row["url"],
            row["published"],
            row["picture"],
            row["credit"],
        ),
        origin=Origin(row["page"], row["dating"], row["made_by"], claimed=row["claimed"]),
        notes=tuple(json.loads(row["notes"])),
    )
