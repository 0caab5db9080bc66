"""Stores readings, one transaction per article and each story once, and reads what is shown of an article."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.catalogue import N_
from bot.catalogue.lazy import Lazy
from bot.errors import StoppedError
from bot.model.article import Origin
from bot.model.library import Filing, FilingOutcome
from bot.store.corrections import as_corrected
from bot.store.duplicates import same_in
from bot.store.event_numbers import numbered_as_before
from bot.store.facts import file_facts
from bot.store.instants import stored
from bot.store.loaded import note
from bot.store.own_copies import join_copies
from bot.store.pictures import keep_picture
from bot.store.reports import join, parted
from bot.store.searched import index_again
from bot.store.servers import require_entered
from bot.store.similar_articles import keep_signature
from bot.store.similarity import signature
from bot.store.touched import LAST_NOTE, note_new, note_touched

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.article import Article, Through
    from bot.model.facts import Reading
    from bot.model.library import Libraries
    from bot.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A stored article: its number, its reader's version and its details, to decide whether it must be read again."""

    id: int
    reader: str
    head: tuple[str | None, ...]


OPENING = 120
"""Characters of the text that are shown if an article has no title."""

NOWHERE = Origin()
"""For an article of which only the text is known."""


def content_hash(text: str) -> str:
    """Hash of a text, ignoring white space: equal hashes mean the same article."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def head(article: Article) -> tuple[str | None, ...]:
    """Returns an article's details, without its text."""
    return (article.title, article.outlet, article.url, article.published, article.picture, article.credit)


_HEAD = ("title", "outlet", "url", "published", "picture", "credit")


async def filed(database: Database, library: str) -> dict[str, StoredArticle]:
    """Returns a library's articles by content hash, including removed ones: what an operator removed must not come back by itself."""
    rows = await database.rows(
        """
        SELECT a.id, a.hash, a.reader, a.title, a.outlet, a.url, a.published, a.credit, p.url AS picture
        FROM articles a LEFT JOIN pictures p ON p.article = a.id WHERE a.library = :library
        """,
        library=library,
    )
    return {row["hash"]: StoredArticle(row["id"], row["reader"], tuple(row[name] for name in _HEAD)) for row in rows}


async def replaced(database: Database, library: str) -> set[str]:
    """Returns the content hashes of earlier versions of a library's articles."""
    rows = await database.rows(
        "SELECT r.hash FROM revisions r JOIN articles a ON a.id = r.article WHERE a.library = :library", library=library
    )
    return {row["hash"] for row in rows}


async def file_reading(
    database: Database, reading: Reading, library: str, now: datetime, origin: Origin = NOWHERE
) -> Filing:
    """File an article with all its facts; what is filed of the same article is joined or replaced, as `FilingOutcome` says.

    Raises:
        StoppedError: the library is of a server that was deleted or left, or what brings the article is gone or paused.
    """
    article = reading.article
    values = _values(reading, library, now, origin)
    signed = await asyncio.to_thread(signature, article.text)
    async with database.transaction() as transaction:
        await require_entered(transaction, library)
        await _require(transaction, library, origin.through)
        await transaction.run("INSERT INTO libraries (id) VALUES (:library) ON CONFLICT DO NOTHING", library=library)
        # Articles of a folder without a link are matched by content hash only: nobody is there to see that two are one story.
        near = signed if origin.page or origin.by else None
        same = await same_in(transaction, article, values["hash"], origin.page, frozenset({library}), near)
        outcome = same.outcome if same else FilingOutcome.NEW
        if same:
            await note_touched(transaction, [same.article])
        number = same.article if same else int(await transaction.value(_INSERT, **values))
        if origin.digest:
            await note(transaction, library, origin.digest, number, reading.reader)
        if outcome == FilingOutcome.COPY:
            await _add_outlet(transaction, number, values)
            await join_copies(transaction, number, library, signed)
            return Filing(number, outcome)
        if outcome == FilingOutcome.REVISION:
            await _keep_revision(transaction, number, values["now"])
        others = await parted(transaction, [number]) if same else []
        if same is None:
            await note_new(transaction, number)
        else:
            await transaction.run(_REVISE if outcome == FilingOutcome.REVISION else _UPDATE, id=number, **values)
        await keep_picture(transaction, number, article.picture, outcome)
        await keep_signature(transaction, number, signed)
        await join_copies(transaction, number, library, signed)
        reading = await numbered_as_before(transaction, number, reading)
        await file_facts(transaction, number, await as_corrected(transaction, number, library, reading))
        await join(transaction, [number], others)
    return Filing(number, outcome)


_THERE = {
    "draft": "DELETE FROM drafts WHERE id = :number AND server = :library RETURNING id",
    "feed": "SELECT id FROM feeds WHERE id = :number AND library = :library AND state = 'active'",
    "article": "SELECT id FROM articles WHERE id = :number AND library = :library AND removed_at IS NULL",
}
_GONE = {
    "draft": N_("This draft is gone: it was added or discarded, or it is more than a day old. Add the article again."),
    "feed": N_("The feed is paused, or was ended or removed: nothing was added."),
    "article": N_("The article was removed meanwhile: nothing was added."),
}


async def _require(transaction: Transaction, library: str, through: Through | None) -> None:
    """Refuse an article that came through something that no longer exists. A draft is deleted when it is filed."""
    if through and not await transaction.value(_THERE[through.kind], number=through.number, library=library):
        raise StoppedError(Lazy(_GONE[through.kind]))


_INSERT = """
    INSERT INTO articles (id, library, hash, page, title, outlet, url, published, dating, text, opening, size, reader,
        topic, filed_by, filed_at, read_at, claimed, credit)
    VALUES ((SELECT last + 1 FROM last_ids WHERE of = 'articles'), :library, :hash, :page, :title, :outlet, :url, :published, :dating, :text, :opening, :size, :reader,
        :topic, :by, :now, :now, :claimed, :credit)
    RETURNING id
"""

# A removed article is restored if a user adds it again, but not because a feed or folder still has it.
_SET = """
        hash = :hash, dating = coalesce(:dating, dating), text = :text,
        opening = :opening, size = :size, reader = :reader, topic = :topic, read_at = :now, claimed = :claimed, filed_by = coalesce(filed_by, :by),
        removed_at = CASE WHEN :by IS NULL THEN removed_at END
"""

_UPDATE = f"""
    UPDATE articles SET page = :page, title = :title, outlet = :outlet, url = :url, published = :published, credit = :credit, {_SET}
    WHERE id = :id AND library = :library
"""  # noqa: S608 - made of a constant; values are parameters

# What an update leaves out is kept. It counts as added now, so that digests tell it again.
_REVISE = f"""
    UPDATE articles SET page = coalesce(:page, page), title = coalesce(:title, title), outlet = coalesce(:outlet, outlet),
        url = coalesce(:url, url), published = coalesce(:published, published), credit = coalesce(:credit, credit), filed_at = :now, {_SET}
    WHERE id = :id AND library = :library
"""  # noqa: S608 - the same


def _values(reading: Reading, library: str, now: datetime, origin: Origin) -> dict[str, Any]:
    article = reading.article
    return {
        "library": library,
        "hash": content_hash(article.text),
        "page": origin.page,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "dating": origin.dating,
        "text": article.text,
        "opening": article.text[:OPENING],
        "size": len(article.text),
        "reader": reading.reader,
        "topic": reading.topic,
        "by": origin.by,
        "now": stored(now),
        "claimed": origin.claimed,
        "credit": article.credit,
    }


async def _add_outlet(transaction: Transaction, number: int, values: dict[str, Any]) -> None:
    """Add an outlet to an article, unless it is listed already."""
    await transaction.run(
        """
        INSERT INTO copies (article, page, outlet, url, title, published, found_at)
        VALUES (:number, coalesce(:page, ''), coalesce(:outlet, ''), :url, :title, :published, :now)
        ON CONFLICT (article, page, outlet) DO UPDATE SET url = excluded.url, title = excluded.title, published = excluded.published
        """,
        number=number,
        **values,
    )
    await transaction.run(
        """
        UPDATE articles SET removed_at = CASE WHEN :by IS NULL THEN removed_at END, more_outlets = (
            SELECT count(DISTINCT lower(c.outlet)) FROM copies c
            WHERE c.article = articles.id AND c.outlet <> '' AND lower(c.outlet) <> lower(coalesce(articles.outlet, '')))
        WHERE id = :number
        """,
        number=number,
        by=values["by"],
    )
    await index_again(transaction, number)


FACTS = """(SELECT count(*) FROM events WHERE article = a.id)
    + (SELECT count(*) FROM stances WHERE article = a.id AND holder IS NOT NULL)
    + (SELECT count(*) FROM quotations WHERE article = a.id AND source IS NOT NULL)"""
"""Number of facts read from an article `a`; a stance or quotation of nobody known is never shown."""


async def _keep_revision(transaction: Transaction, number: int, now: str) -> None:
    """Store an article's current version as a revision."""
    await transaction.run(
        f"""
        INSERT INTO revisions (article, number, title, outlet, url, published, hash, text, facts, filed_at, replaced_at)
        SELECT a.id, (SELECT count(*) + 1 FROM revisions WHERE article = a.id), a.title, a.outlet, a.url, a.published,
            a.hash, a.text, {FACTS}, a.filed_at, :now
        FROM articles a WHERE a.id = :number
        """,  # noqa: S608 - made of a constant; values are parameters
        number=number,
        now=now,
    )


_STATE = LAST_NOTE.within(
    """
    SELECT count(*) AS number, max(id) AS last, max(read_at) AS read_at, count(removed_at) AS removed, max(removed_at) AS removed_at,
        coalesce(({}), 0) AS noted FROM articles
    """
)


async def state(database: Database) -> str:
    """Returns a string that changes whenever an article is added, read again, removed or restored."""
    [row] = await database.rows(_STATE)
    removed = f", {row['removed']} removed, last {row['removed_at']}" if row["removed"] else ""
    return f"{row['number']} articles, last {row['last']}, read {row['read_at']}{removed}, touched {row['noted']}"


async def count_articles(database: Database, libraries: Libraries) -> int:
    """Returns how many articles an asker may see."""
    rows = await database.rows(
        "SELECT sum(shown - hides) FROM libraries WHERE id IN ('everyone', :own)", own=libraries.own
    )
    return int(rows[0][0])
