"""Keeps which article of everyone's a server's own article is a copy of: in that server, its own is shown instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.model.article import Article
from bot.model.library import EVERYONE
from bot.store.duplicates import same_in
from bot.store.similar_articles import similar_articles
from bot.store.touched import note_touched

if TYPE_CHECKING:
    from bot.store.database import Transaction

# Without a link and a user who looked at it, an article is a copy only by its text: nobody saw that two are one story.
_OWN = f"""
    SELECT a.id, a.hash, a.page, a.outlet, a.twin, s.hashes AS signature FROM articles a
        LEFT JOIN signatures s ON s.article = a.id AND (a.page IS NOT NULL OR a.filed_by IS NOT NULL)
    WHERE a.library <> '{EVERYONE}' AND a.id IN (SELECT value FROM json_each(:asked))
"""  # noqa: S608 - made of a constant; values are parameters

# One look-up for each library: the index of pages begins with it.
_MAY_BE_COPIES = """
    WITH it AS (SELECT hash, page FROM articles WHERE id = :id), pages AS (
        SELECT page FROM it WHERE page IS NOT NULL UNION SELECT page FROM copies WHERE article = :id AND page <> '')
    SELECT a.id FROM it CROSS JOIN articles a ON a.hash = it.hash
    UNION SELECT a.id FROM pages p CROSS JOIN libraries l CROSS JOIN articles a ON a.library = l.id AND a.page = p.page
    UNION SELECT id FROM articles WHERE twin = :id
"""
"""The articles that may be copies of one of everyone's, or were."""


async def join_copies(transaction: Transaction, article: int, library: str, signature: bytes | None) -> None:
    """Note what a server's article that was just stored is a copy of; or which servers' articles are copies of everyone's.

    The result is the same whichever came first. A removed article counts, too: it may be restored.
    """
    some = [article]
    if library == EVERYONE:
        some = [row["id"] for row in await transaction.rows(_MAY_BE_COPIES, id=article)]
        some += [number for number, _ in await similar_articles(transaction, signature)] if signature else []
    for row in await transaction.rows(_OWN, asked=json.dumps(some)):
        own = Article(str(row["id"]), "", outlet=row["outlet"])
        same = await same_in(transaction, own, row["hash"], row["page"], frozenset({EVERYONE}), row["signature"])
        twin = same.article if same else None
        if twin != row["twin"]:
            beside = await transaction.rows("SELECT id FROM articles WHERE twin = :twin", twin=twin)
            await note_touched(transaction, [row["id"], *(other["id"] for other in beside)])
            await transaction.run("UPDATE articles SET twin = :twin WHERE id = :id", id=row["id"], twin=twin)
