"""Counts the facts about a subject, kind by kind, as answers count them: decides which questions to offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.events import AT_PLACE, OF_EVENT, OF_ISSUE, SHOWN
from bot.store.evidence import SPEAKS, VISIBLE
from bot.store.issues import LISTED, meant
from bot.store.quotations import ABOUT

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """Stances held, events taken part in, quotations said; of an issue, those on it, beside it and about it."""

    stances: int
    events: int
    quotations: int


_WHOLE = """NOT EXISTS (
    SELECT 1 FROM quotations w JOIN quotation_parts q ON q.quotation = w.id
    WHERE w.article = f.article AND w.source = f.source AND w.sentence = f.sentence AND w.id <> f.id
        AND q.start_at <= f.start_at AND q.end_at >= f.end_at AND q.end_at - q.start_at > f.end_at - f.start_at)"""
"""Excludes fragments of a longer quotation, which is shown instead."""

# Like HELD and OF_ACTOR, but using indexes only and reading no stance or fact twice, because every answer counts them. CROSS JOIN makes
# SQLite start with the actor's facts, whatever it estimates.
_ACTOR = f"""
    WITH speaking AS MATERIALIZED (SELECT c.id, c.article FROM actors c WHERE c.part_of = :about AND c.id <> :about AND {SPEAKS}),
        held AS (
            SELECT article, target_actor, target_event, target_issue FROM stances WHERE holder = :about
            UNION ALL SELECT o.article, o.target_actor, o.target_event, o.target_issue
            FROM speaking CROSS JOIN stances o ON o.holder = speaking.id AND o.article = speaking.article),
        parts AS (
            SELECT event FROM participants WHERE actor = :about
            UNION ALL {AT_PLACE}
            UNION ALL SELECT o.id
            FROM speaking CROSS JOIN participants p ON p.actor = speaking.id
                CROSS JOIN events o ON o.id = p.event AND o.article = speaking.article)
    SELECT
        (SELECT count(*) FROM held CROSS JOIN articles a ON a.id = held.article
            WHERE {VISIBLE} AND coalesce(target_actor, target_event, target_issue) IS NOT NULL) AS stances,
        (SELECT count(DISTINCT f.key) FROM parts CROSS JOIN events f ON f.id = parts.event CROSS JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND {SHOWN}) AS events,
        (SELECT count(*) FROM quotations f CROSS JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND f.source = :about AND {_WHOLE}) AS quotations
"""  # noqa: S608 - made of constants; values are parameters

_EVENT = f"""
    SELECT 0 AS stances, count(DISTINCT f.key) AS events, 0 AS quotations
    FROM events f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND {OF_EVENT} AND {SHOWN}
"""  # noqa: S608 - the same

_ISSUE = f"""
    SELECT
        (SELECT count(*) FROM stances f JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND f.target_issue IN {LISTED} AND f.holder IS NOT NULL) AS stances,
        (SELECT count(DISTINCT f.key) FROM events f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND {OF_ISSUE} AND {SHOWN}) AS events,
        (SELECT count(*) FROM quotations f JOIN articles a ON a.id = f.article
            WHERE {VISIBLE} AND f.source IS NOT NULL AND {ABOUT["issue"]} AND {_WHOLE}) AS quotations
"""  # noqa: S608 - the same


async def counts(database: Database, libraries: Libraries, subject: Subject) -> ActorCounts:
    """Count the facts about a subject that the asker may see."""
    statement = {"actor": _ACTOR, "event": _EVENT, "issue": _ISSUE}[subject.kind]
    ids = await meant(database, subject) if subject.kind == "issue" else subject.id
    [row] = await database.rows(statement, own=libraries.own, about=ids)
    return ActorCounts(row["stances"], row["events"], row["quotations"])
