"""The pictures of articles into rows and back: links, never the pictures themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.library import FilingOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.database import Database, Transaction


async def keep_picture(transaction: Transaction, article: int, url: str | None, outcome: FilingOutcome) -> None:
    """Keep an article's picture. A revision that brings none keeps the one before; the same words filed again have the head given now."""
    if url:
        await transaction.run(
            "INSERT INTO pictures (article, url) VALUES (:article, :url) ON CONFLICT DO UPDATE SET url = excluded.url",
            article=article,
            url=url,
        )
    elif outcome == FilingOutcome.AGAIN:
        await transaction.run("DELETE FROM pictures WHERE article = :article", article=article)


async def pictures_of(database: Database, articles: Iterable[int]) -> dict[int, str]:
    """The pictures of those articles that have one. Whether one may see an article is for its evidence to say."""
    wanted = ", ".join(str(int(one)) for one in articles)
    rows = await database.rows(f"SELECT article, url FROM pictures WHERE article IN ({wanted})") if wanted else []  # noqa: S608 - whole numbers
    return {row["article"]: row["url"] for row in rows}
