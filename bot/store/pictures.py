"""Stores the links of articles' pictures, never the pictures themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.library import FilingOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.database import Database, Transaction


async def keep_picture(transaction: Transaction, article: int, url: str | None, outcome: FilingOutcome) -> None:
    """Store an article's picture. A revision without one keeps the old picture; the same text added again takes the new details."""
    if url:
        await transaction.run(
            "INSERT INTO pictures (article, url) VALUES (:article, :url) ON CONFLICT (article) DO UPDATE SET url = excluded.url",
            article=article,
            url=url,
        )
    elif outcome == FilingOutcome.AGAIN:
        await transaction.run("DELETE FROM pictures WHERE article = :article", article=article)


async def pictures_of(database: Database, articles: Iterable[int]) -> dict[int, str]:
    """Returns the pictures of these articles. The caller must check that the articles are visible."""
    wanted = ", ".join(str(int(number)) for number in articles)
    rows = await database.rows(f"SELECT article, url FROM pictures WHERE article IN ({wanted})") if wanted else []  # noqa: S608 - whole numbers
    return {row["article"]: row["url"] for row in rows}
