"""An article in hand into the one in a library that is the same: by its words, by its link, or by a link another outlet has it under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Outcome, Same

if TYPE_CHECKING:
    from bot.model import Article
    from bot.store.database import Database, Row, Transaction

_SAME = """
    SELECT a.id, a.library, a.hash, a.title, a.outlet, a.page, a.opening, a.removed_at FROM articles a
    WHERE a.library IN (:first, :second) AND a.id IN (
        SELECT id FROM articles WHERE hash = :hash
        UNION SELECT id FROM articles WHERE library IN (:first, :second) AND page = :page
        UNION SELECT article FROM copies WHERE page = :page AND page <> '')
    ORDER BY a.library = 'everyone', a.hash <> :hash, a.page IS NOT :page, a.id
    LIMIT 1
"""


async def same_in(
    rows: Database | Transaction, article: Article, words: str, page: str | None, within: frozenset[str]
) -> Same | None:
    """The same article in one of at most two libraries, a server's own first; and what filing this one would come to.

    Args:
        rows: where to look.
        article: the one in hand.
        words: its content hash.
        page: its link as a key, if it has one.
        within: the libraries it may be in.
    """
    found = await rows.rows(_SAME, hash=words, page=page, first=min(within), second=max(within))
    if not found:
        return None
    row = found[0]
    return Same(
        article=row["id"],
        library=row["library"],
        outcome=_outcome(row, article, words, page),
        title=row["title"],
        outlet=row["outlet"],
        opening=row["opening"],
        removed=row["removed_at"] is not None,
    )


def _outcome(row: Row, article: Article, words: str, page: str | None) -> Outcome:
    if row["hash"] == words:
        return Outcome.COPY if _from_elsewhere(row, article, page) else Outcome.AGAIN
    return Outcome.REVISION if row["page"] == page else Outcome.COPY


def _from_elsewhere(row: Row, article: Article, page: str | None) -> bool:
    """Whether the same words come from another place: another page; or another outlet, where a link says that it is no mended name."""
    if page == row["page"]:
        return False
    return bool(page and row["page"]) or _differ(article.outlet, row["outlet"])


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.casefold() != other.casefold())
