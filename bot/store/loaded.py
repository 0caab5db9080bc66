"""Stores which of the operator's files were loaded, by a hash of their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Database, Transaction


async def loaded_by(database: Database, library: str, reader: str) -> set[str]:
    """Returns the hashes of a library's files that this version of the reader has read."""
    rows = await database.rows(
        "SELECT digest FROM loaded WHERE library = :library AND reader = :reader", library=library, reader=reader
    )
    return {row["digest"] for row in rows}


async def is_loaded(database: Database, article: int) -> bool:
    """True if an article was loaded from a file."""
    return bool(await database.rows("SELECT 1 FROM loaded WHERE article = :article LIMIT 1", article=article))


async def note(transaction: Transaction, library: str, digest: str, article: int, reader: str) -> None:
    """Record that a file was loaded as an article."""
    await transaction.run(
        """
        INSERT INTO loaded (library, digest, article, reader) VALUES (:library, :digest, :article, :reader)
        ON CONFLICT (library, digest) DO UPDATE SET article = excluded.article, reader = excluded.reader
        """,
        library=library,
        digest=digest,
        article=article,
        reader=reader,
    )
