"""Finds the article in a library that is the same as a given one: same text, same link, or similar text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.library import FilingOutcome, Same
from bot.store.similar_articles import similar_articles

if TYPE_CHECKING:
    from bot.model.article import Article
    from bot.store.database import Database, Row, Transaction

UPDATED = 0.8
"""From this similarity on, a text of the same outlet at another link is an update: a paper's daily columns share their frame, but less than this."""

_COLUMNS = "a.id, a.library, a.hash, a.title, a.outlet, a.page, a.opening, a.removed_at"

# CROSS JOIN makes SQLite start with the few candidates, whatever it estimates.
_SAME = f"""
    SELECT {_COLUMNS} FROM (
        SELECT id FROM articles WHERE hash = :hash
        UNION SELECT id FROM articles WHERE library IN (:first, :second) AND page = :page
        UNION SELECT article FROM copies WHERE page = :page AND page <> '') s CROSS JOIN articles a ON a.id = s.id
    WHERE a.library IN (:first, :second)
    ORDER BY a.library = 'everyone', a.hash <> :hash, a.page IS NOT :page, a.id
    LIMIT 1
"""  # noqa: S608 - made of a constant; values are parameters


async def same_in(
    rows: Database | Transaction,
    article: Article,
    words: str,
    page: str | None,
    within: frozenset[str],
    signature: bytes | None = None,
) -> Same | None:
    """Returns the same article in one of at most two libraries, a server's own first, and what adding this one would do.

    Args:
        rows: the database or transaction to search.
        article: the given article.
        words: its content hash.
        page: its link as a key, if any.
        within: the libraries to search.
        signature: its text's signature; None: similar texts are not searched.
    """
    found = await rows.rows(_SAME, hash=words, page=page, first=min(within), second=max(within))
    if found:
        return _same(found[0], _outcome(found[0], article, words, page))
    return await _alike(rows, article, page, within, signature) if signature else None


async def _alike(
    rows: Database | Transaction, article: Article, page: str | None, within: frozenset[str], signature: bytes
) -> Same | None:
    """The most similar article that is the same story, a server's own first."""
    near = await similar_articles(rows, signature, within)
    if not near:
        return None
    listed = ", ".join(str(number) for number, _ in near)
    found = await rows.rows(f"SELECT {_COLUMNS} FROM articles a WHERE a.id IN ({listed})")  # noqa: S608 - whole numbers
    by_id = {row["id"]: row for row in found}
    ranked = sorted(near, key=lambda pair: (by_id[pair[0]]["library"] == "everyone", -pair[1], pair[0]))
    for number, similarity in ranked:
        if outcome := _outcome_of_alike(by_id[number], article, page, similarity):
            return _same(by_id[number], outcome)
    return None


def _same(row: Row, outcome: FilingOutcome) -> Same:
    return Same(
        article=row["id"],
        library=row["library"],
        outcome=outcome,
        title=row["title"],
        outlet=row["outlet"],
        opening=row["opening"],
        removed=row["removed_at"] is not None,
    )


def _outcome(row: Row, article: Article, words: str, page: str | None) -> FilingOutcome:
    if row["hash"] == words:
        return FilingOutcome.COPY if _from_elsewhere(row, article, page) else FilingOutcome.AGAIN
    return FilingOutcome.REVISION if row["page"] == page else FilingOutcome.COPY


def _outcome_of_alike(row: Row, article: Article, page: str | None, similarity: float) -> FilingOutcome | None:
    """What a similar article is: a copy if it is from another outlet; an update if from the same or an unknown outlet; None: another article."""
    if _differ(article.outlet, row["outlet"]):
        return FilingOutcome.COPY
    if page and row["page"]:
        if _site(page) != _site(row["page"]):
            return FilingOutcome.COPY
        return FilingOutcome.REVISION if similarity >= UPDATED else None
    return FilingOutcome.REVISION


def _site(page: str) -> str:
    """The site of a link key."""
    return page.partition("/")[0]


def _from_elsewhere(row: Row, article: Article, page: str | None) -> bool:
    """True if the same text comes from another place: another page, or another outlet whose link shows that the name is not just corrected."""
    if page == row["page"]:
        return False
    return bool(page and row["page"]) or _differ(article.outlet, row["outlet"])


def _differ(first: str | None, other: str | None) -> bool:
    return bool(first and other and first.casefold() != other.casefold())
