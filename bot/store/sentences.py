"""Finds the current sentences at places in articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.model.answer import SentenceInContext
from bot.store.evidence import OUTLET, STANDING, opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import Evidence
    from bot.model.article import Span
    from bot.model.library import Libraries
    from bot.store.database import Database

_AT = f"""
    SELECT a.id AS article, a.title, {OUTLET}, a.url, a.published, a.opening,
        s.words AS sentence, s.start_at AS sentence_start, s.end_at AS sentence_end,
        coalesce(b.words, '') AS before, coalesce(n.words, '') AS after
    FROM articles a JOIN sentences s ON s.article = a.id
        LEFT JOIN sentences b ON b.article = s.article AND b.number = s.number - 1 AND b.kind = 'body'
        LEFT JOIN sentences n ON n.article = s.article AND n.number = s.number + 1 AND n.kind = 'body'
    WHERE {STANDING} AND a.hash = (SELECT hash FROM articles WHERE id = :article) ORDER BY a.id <> :article, abs(s.start_at - :start) LIMIT 1
"""  # noqa: S608 - made of a constant; values are parameters


_IN = f"""
    SELECT a.id AS article, a.title, {OUTLET}, a.url, a.published, a.opening,
        s.words AS sentence, s.start_at AS sentence_start, s.end_at AS sentence_end
    FROM articles a JOIN sentences s ON s.article = a.id
    WHERE {STANDING} AND a.id IN (SELECT value FROM json_each(:articles)) AND s.kind = 'body' ORDER BY a.id, s.number
"""  # noqa: S608 - the same


async def evidence_in(database: Database, libraries: Libraries, articles: Iterable[int]) -> list[Evidence]:
    """Returns every sentence of articles, in order."""
    rows = await database.rows(_IN, own=libraries.own, articles=json.dumps(sorted(articles)))
    return [opening(row) for row in rows]


async def sentences_at(
    database: Database, libraries: Libraries, places: Iterable[tuple[int, Span]]
) -> list[SentenceInContext | None]:
    """For each (article, span) the sentence there, or nearest to it; None if the article is gone or invisible.

    Where it was removed and another with the same text is there, that is meant: everyone's, or the server's own.
    """
    found: list[SentenceInContext | None] = []
    for article, span in places:
        rows = await database.rows(_AT, own=libraries.own, article=article, start=span.start)
        found.append(SentenceInContext(opening(rows[0]), rows[0]["before"], rows[0]["after"]) if rows else None)
    return found
