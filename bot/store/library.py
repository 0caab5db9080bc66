"""Reads the visible articles: a page of them, those with certain words, or one with everything stored about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.model.article import Article, Origin
from bot.model.library import Copy, FactCounts, Held, Listed, Revision
from bot.model.outlets import SATIRE
from bot.model.topics import Topic
from bot.store.articles import count_articles
from bot.store.evidence import SEEN, STANDING, VISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.library import Libraries
    from bot.store.database import Database, Row

_LISTED = """
    a.id, a.number, a.library, a.title, a.outlet, a.more_outlets, a.url, a.published, a.opening, a.filed_at,
    (SELECT count(*) FROM events WHERE article = a.id) AS events,
    (SELECT count(*) FROM stances WHERE article = a.id AND holder IS NOT NULL) AS stances,
    (SELECT count(*) FROM quotations WHERE article = a.id AND source IS NOT NULL) AS quotations
"""

OWN = f"{SEEN} AND a.library = :own"
"""Only a server's own articles, which it may change."""

# Without an index on the library, SQLite walks the articles from the newest and stops when it has enough.
_NEWEST = VISIBLE.replace("a.library", "(a.library || '')", 1)

# Every word, anywhere in what users remember an article by.
_WORDS = """NOT EXISTS (SELECT 1 FROM json_each(:words) w WHERE
    lower(coalesce(a.title, '') || ' ' || a.opening || ' ' || coalesce(a.outlet, '') || ' ' || coalesce(a.published, ''))
        NOT LIKE '%' || w.value || '%' ESCAPE '\\')"""

EVERY = 1 << 60
"""More articles than any library has."""


async def listing(  # noqa: PLR0913 - all the ways to select from a list
    database: Database,
    libraries: Libraries,
    words: Iterable[str] = (),
    limit: int = 10,
    after: int = 0,
    *,
    own: bool = False,
    deep: int = EVERY,
) -> list[Listed]:
    """Returns the visible articles with all these words in title, opening, outlet or date, newest first.

    Args:
        database: the database to search.
        libraries: whose articles may be seen.
        words: in lower case.
        limit: the maximum number.
        after: how many to skip.
        own: only the server's own articles.
        deep: search only this many of the newest articles.
    """
    rows = await database.rows(
        f"""
        SELECT {_LISTED} FROM articles a WHERE a.id IN (
            SELECT a.id FROM articles a
            WHERE {OWN if own else _NEWEST} AND {_WORDS} AND a.id > (SELECT max(id) FROM articles) - :deep
            ORDER BY a.id DESC LIMIT :limit OFFSET :after)
        ORDER BY a.id DESC
        """,  # noqa: S608 - made of constants; values are parameters
        own=libraries.own,
        words=_json(words),
        limit=limit,
        after=after,
        deep=deep,
    )
    return [_listed(row) for row in rows]


async def count_listed(
    database: Database, libraries: Libraries, words: Iterable[str] = (), *, own: bool = False
) -> int:
    """Returns how many articles such a list has."""
    looked_for = list(words)
    if not looked_for and not own and not await _hides_outlets(database, libraries):
        return await count_articles(database, libraries)
    matching = f" AND {_WORDS}" if looked_for else ""
    rows = await database.rows(
        f"SELECT count(*) FROM articles a WHERE {OWN if own else VISIBLE}{matching}",  # noqa: S608 - the same
        own=libraries.own,
        words=_json(looked_for),
    )
    return int(rows[0][0])


async def _hides_outlets(database: Database, libraries: Libraries) -> bool:
    """True if a server's editors call an outlet satire."""
    asked = "SELECT EXISTS (SELECT 1 FROM outlet_labels WHERE server = :own AND label = :label)"
    [[hides]] = await database.rows(asked, own=libraries.own, label=SATIRE)
    return bool(hides)


async def held(database: Database, libraries: Libraries, article: int) -> Held | None:
    """Returns a visible article with everything stored about it, or None."""
    rows = await database.rows(
        f"SELECT {_LISTED}, a.text, a.page, a.dating, a.claimed, a.credit, a.filed_by, a.reader, a.read_at, a.topic, p.url AS picture FROM articles a LEFT JOIN pictures p ON p.article = a.id WHERE {STANDING} AND a.id = :id",  # noqa: S608 - the same
        own=libraries.own,
        id=article,
    )
    if not rows:
        return None
    row = rows[0]
    copies = await database.rows(
        "SELECT outlet, url FROM copies WHERE article = :id ORDER BY found_at, outlet", id=article
    )
    revisions = await database.rows(
        "SELECT title, text, facts, filed_at, replaced_at FROM revisions WHERE article = :id ORDER BY number",
        id=article,
    )
    return Held(
        listed=_listed(row),
        article=Article(
            str(article),
            row["text"],
            row["title"],
            row["outlet"],
            row["url"],
            row["published"],
            row["picture"],
            row["credit"],
        ),
        origin=Origin(row["page"], row["dating"], row["filed_by"], claimed=row["claimed"]),
        reader=row["reader"],
        read_at=row["read_at"],
        copies=tuple(Copy(copy["outlet"] or None, copy["url"]) for copy in copies),
        revisions=tuple(Revision(*revision) for revision in revisions),
        topic=Topic(row["topic"]) if row["topic"] else None,
    )


def _listed(row: Row) -> Listed:
    return Listed(
        id=row["id"],
        number=row["number"],
        library=row["library"],
        title=row["title"],
        outlet=row["outlet"],
        more_outlets=row["more_outlets"],
        url=row["url"],
        published=row["published"],
        opening=row["opening"],
        filed_at=row["filed_at"],
        counts=FactCounts(row["events"], row["stances"], row["quotations"]),
    )


def _json(words: Iterable[str]) -> str:
    """Words as a parameter of `_WORDS`, with wildcards escaped."""
    escaped = (word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words)
    return json.dumps(list(escaped))
