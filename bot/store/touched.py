"""Notes which articles were touched (filed, changed, hidden or shown), so that every process with names in memory can follow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.dialects import TwoDialects
from bot.store.name_entries import entries_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.store.database import Database, Transaction

LAST_NOTE = TwoDialects(
    "SELECT seq FROM sqlite_sequence WHERE name = 'touched'", "SELECT last FROM last_ids WHERE of = 'touched'"
)
"""A statement for the number of the last note ever made."""
KEPT = 10_000
"""How many notes are kept; followers look every few seconds."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an article told about a name before it was touched."""

    id: str
    library: str
    kind: str
    facts: int


@dataclass(frozen=True, slots=True)
class Touched:
    """The articles touched up to a note, and what each told before its first note."""

    upto: int
    articles: frozenset[int] = frozenset()
    before: tuple[Told, ...] = ()


async def note_new(transaction: Transaction, article: int) -> None:
    """Note an article that was just filed."""
    await _note(transaction, article, [])


async def note_touched(transaction: Transaction, articles: Iterable[int]) -> None:
    """Note articles that are about to be changed, hidden or shown, with what they tell until then; and servers' own copies of them, which then tell more or less."""
    for article in await _with_copies(transaction, articles):
        told = await entries_in(transaction, {}, [article])
        await _note(transaction, article, [[entry.id, entry.kind, entry.facts] for entry in told.values()])


async def _with_copies(transaction: Transaction, articles: Iterable[int]) -> list[int]:
    """These articles, and the servers' copies of them or of what they themselves are copies of."""
    asked = list(articles)
    rows = await transaction.rows(
        """
        SELECT id FROM articles WHERE twin IN (
            SELECT value FROM json_each(:asked) UNION SELECT a.twin FROM json_each(:asked) JOIN articles a ON a.id = value WHERE a.twin IS NOT NULL)
        """,
        asked=json.dumps(asked),
    )
    return list(dict.fromkeys((*asked, *(row["id"] for row in rows))))


async def _note(transaction: Transaction, article: int, before: Sequence[Sequence[str | int]]) -> None:
    await transaction.run(
        "INSERT INTO touched (article, before) SELECT id, :before FROM articles WHERE id = :article",
        article=article,
        before=json.dumps(before),
    )


async def last_note(database: Database) -> int:
    """Returns the number of the last note ever made; 0 if there is none."""
    rows = await database.rows(LAST_NOTE)
    return int(rows[0][0]) if rows else 0


async def touched_since(database: Database, note: int) -> Touched:
    """Returns the articles touched after a note."""
    upto = await last_note(database)
    if upto <= note:
        return Touched(note)
    rows = await database.rows(
        """
        SELECT t.article, a.library, t.before FROM touched t JOIN articles a ON a.id = t.article
        WHERE t.number > :note AND t.number <= :upto ORDER BY t.number DESC
        """,
        note=note,
        upto=upto,
    )
    first = {row["article"]: row for row in rows}  # the earliest note of each
    told = (
        Told(name, row["library"], kind, facts)
        for row in first.values()
        for name, kind, facts in json.loads(row["before"])
    )
    return Touched(upto, frozenset(first), tuple(told))


async def are_touched_since(database: Database, articles: Iterable[int], note: int) -> bool:
    """Returns True if one of these articles was touched after a note."""
    rows = await database.rows(
        "SELECT EXISTS (SELECT 1 FROM touched WHERE number > :note AND article IN (SELECT value FROM json_each(:asked)))",
        note=note,
        asked=json.dumps(list(articles)),
    )
    return bool(rows[0][0])


async def forget_notes(database: Database, known: int) -> None:
    """Delete old notes up to `known`."""
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM touched WHERE number <= :upto", upto=known - KEPT)
