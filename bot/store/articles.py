"""Readings into rows, one transaction an article; and what of an article is shown beside a fact."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.store.facts import file_facts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Article, Libraries, Reading
    from bot.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Filed:
    """An article that is in the library: its number, its reader's version and its head, to tell whether it has to be read again."""

    id: int
    reader: str
    head: tuple[str | None, ...]


OPENING = 120
"""Characters of an article that stand for a title it has not."""


def content_hash(text: str) -> str:
    """The same words are the same article, however they are spaced."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def head(article: Article) -> tuple[str | None, ...]:
    """What an article says of itself beside its text."""
    return (article.title, article.outlet, article.url, article.published)


async def filed(database: Database, library: str) -> dict[str, Filed]:
    """The articles of one library by content hash."""
    rows = await database.rows(
        "SELECT id, hash, reader, title, outlet, url, published FROM articles WHERE library = :library", library=library
    )
    return {
        row["hash"]: Filed(row["id"], row["reader"], (row["title"], row["outlet"], row["url"], row["published"]))
        for row in rows
    }


async def file_reading(database: Database, reading: Reading, library: str, now: datetime) -> int:
    """File an article with all its facts, or replace what was filed of the same text; its number."""
    async with database.transaction() as transaction:
        await transaction.run("INSERT INTO libraries (id) VALUES (:library) ON CONFLICT DO NOTHING", library=library)
        number = await _file_article(transaction, reading, library, now)
        await file_facts(transaction, number, reading)
    return number


async def _file_article(transaction: Transaction, reading: Reading, library: str, now: datetime) -> int:
    article = reading.article
    number = await transaction.value(
        """
        INSERT INTO articles (library, hash, title, outlet, url, published, text, opening, reader, filed_at, read_at)
        VALUES (:library, :hash, :title, :outlet, :url, :published, :text, :opening, :reader, :now, :now)
        ON CONFLICT (library, hash) DO UPDATE SET
            title = excluded.title, outlet = excluded.outlet, url = excluded.url, published = excluded.published,
            text = excluded.text, opening = excluded.opening, read_at = excluded.read_at, reader = excluded.reader
        RETURNING id
        """,
        library=library,
        hash=content_hash(article.text),
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
        text=article.text,
        opening=article.text[:OPENING],
        reader=reading.reader,
        now=now.isoformat(timespec="microseconds"),
    )
    return int(number)


async def state(database: Database) -> str:
    """A few words that change whenever an article is filed, read again or removed."""
    [row] = await database.rows("SELECT count(*) AS number, max(id) AS last, max(read_at) AS read_at FROM articles")
    return f"{row['number']} articles, last {row['last']}, read {row['read_at']}"


async def count_articles(database: Database, libraries: Libraries) -> int:
    """How many articles an asker may see."""
    rows = await database.rows("SELECT count(*) FROM articles WHERE library IN ('everyone', :own)", own=libraries.own)
    return int(rows[0][0])
