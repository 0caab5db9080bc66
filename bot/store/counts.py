"""How many facts there are to do with a subject, kind by kind, as the answers count them: what is worth offering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.events import OF_ACTOR, OF_EVENT
from bot.store.evidence import VISIBLE
from bot.store.quotations import SPOKEN
from bot.store.stances import HELD

if TYPE_CHECKING:
    from bot.model import Libraries, Subject
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Counts:
    """Stances held, events taken part in, quotations said."""

    stances: int
    events: int
    quotations: int


_TOLD = "f.mode IN ('actual', 'planned')"
"""What a timeline shows."""

_WHOLE = """NOT EXISTS (
    SELECT 1 FROM quotations w JOIN quotation_parts q ON q.quotation = w.id
    WHERE w.article = f.article AND w.source = f.source AND w.sentence = f.sentence AND w.id <> f.id
        AND q.start_at <= f.start_at AND q.end_at >= f.end_at AND q.end_at - q.start_at > f.end_at - f.start_at)"""
"""Not a fragment of a longer quotation, which shows it."""

_ACTOR = f"""
    SELECT
        (SELECT count(*) FROM stances f JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND {HELD} AND coalesce(f.target_actor, f.target_event) IS NOT NULL) AS stances,
        (SELECT count(DISTINCT f.key) FROM events f JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND {OF_ACTOR} AND {_TOLD}) AS events,
        (SELECT count(*) FROM quotations f JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND {SPOKEN} AND f.source = :about AND {_WHOLE}) AS quotations
"""  # noqa: S608 - made of constants; values are parameters

_EVENT = f"""
    SELECT 0 AS stances, count(DISTINCT f.key) AS events, 0 AS quotations
    FROM events f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND {OF_EVENT} AND {_TOLD}
"""  # noqa: S608 - the same


async def counts(database: Database, libraries: Libraries, subject: Subject) -> Counts:
    """What the asker may see to do with a subject."""
    statement = _ACTOR if subject.kind == "actor" else _EVENT
    [row] = await database.rows(statement, own=libraries.own, about=subject.id, holder=subject.id)
    return Counts(row["stances"], row["events"], row["quotations"])
