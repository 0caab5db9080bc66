"""How many facts there are to do with an actor, kind by kind: what is worth offering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.evidence import VISIBLE

if TYPE_CHECKING:
    from bot.model import Libraries, Subject
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Counts:
    """Stances held, events taken part in, quotations said."""

    stances: int
    events: int
    quotations: int


_ACTOR = f"""
    SELECT
        (SELECT count(*) FROM stances f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND f.holder = :subject) AS stances,
        (SELECT count(DISTINCT p.event) FROM participants p JOIN events f ON f.id = p.event JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND p.actor = :subject) AS events,
        (SELECT count(*) FROM quotations f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND f.source = :subject) AS quotations
"""  # noqa: S608 - made of a constant; values are parameters

_EVENT = f"""
    SELECT 0 AS stances, count(*) AS events, 0 AS quotations
    FROM events f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND f.key = :subject
"""  # noqa: S608 - the same


async def counts(database: Database, libraries: Libraries, subject: Subject) -> Counts:
    """What the asker may see to do with a subject."""
    statement = _ACTOR if subject.kind == "actor" else _EVENT
    [row] = await database.rows(statement, own=libraries.own, subject=subject.id)
    return Counts(row["stances"], row["events"], row["quotations"])
