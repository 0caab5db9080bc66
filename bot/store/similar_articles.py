"""Finds similar articles by the bands their signatures share, and stores signatures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.store.similarity import ALIKE, VERSION, bands, similar

if TYPE_CHECKING:
    from bot.store.database import Database, Transaction

_MOST = 50
"""The most candidates compared, those with the most shared bands first."""

_CANDIDATES = """
    SELECT s.article, s.hashes FROM (
        SELECT b.article, count(*) AS shared FROM bands b JOIN articles a ON a.id = b.article
        WHERE b.band IN (SELECT value FROM json_each(:bands)) AND (:within IS NULL OR a.library IN (SELECT value FROM json_each(:within)))
        GROUP BY b.article ORDER BY shared DESC, b.article LIMIT :most) c
    JOIN signatures s ON s.article = c.article AND s.version = :version
    ORDER BY c.shared DESC, s.article
"""


async def similar_articles(
    rows: Database | Transaction, signature: bytes, within: frozenset[str] | None = None
) -> list[tuple[int, float]]:
    """Articles that tell the same story as (number, similarity), most similar first.

    Args:
        rows: the database or transaction to search.
        signature: of the given text.
        within: the libraries to search; None: all.
    """
    found = await rows.rows(
        _CANDIDATES,
        bands=json.dumps(bands(signature)),
        within=json.dumps(sorted(within)) if within is not None else None,
        most=_MOST,
        version=VERSION,
    )
    compared = [(int(row["article"]), similar(signature, row["hashes"])) for row in found]
    return sorted((pair for pair in compared if pair[1] >= ALIKE), key=lambda pair: (-pair[1], pair[0]))


async def keep_signature(transaction: Transaction, article: int, signature: bytes | None) -> None:
    """Store the signature of an article's current text; None for a text too short to have one."""
    await transaction.run("DELETE FROM signatures WHERE article = :article", article=article)
    await transaction.run("DELETE FROM bands WHERE article = :article", article=article)
    if signature is None:
        return
    await transaction.run(
        "INSERT INTO signatures (article, version, hashes) VALUES (:article, :version, :hashes)",
        article=article,
        version=VERSION,
        hashes=signature,
    )
    await transaction.run_many(
        "INSERT INTO bands (band, article) VALUES (:band, :article)",
        [{"band": band, "article": article} for band in sorted(set(bands(signature)))],
    )
