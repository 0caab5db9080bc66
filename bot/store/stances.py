"""Reads a holder's stances, on one subject or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.answer import ShownStance
from bot.model.facts import Expressed, Polarity
from bot.model.query import Subject
from bot.offload import offload
from bot.store.evidence import COLUMNS, SPEAKS, TABLES, VISIBLE, evidence, subject

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

# A state also holds the stances of its office holders: its foreign minister speaks for it.
HELD = f"""f.id IN (
    SELECT id FROM stances WHERE holder = :holder
    UNION SELECT o.id FROM actors c JOIN stances o ON o.holder = c.id AND o.article = c.article
    WHERE c.part_of = :holder AND {SPEAKS})"""  # noqa: S608 - made of a constant; values are parameters

# On an actor: on the actor itself, or on something it did.
_ON_ACTOR = """(f.target_actor = :on OR EXISTS (
    SELECT 1 FROM participants p WHERE p.event = f.target_event AND p.side = 'agent' AND p.actor = :on))"""

# On an event: an event has few stances, so start with them and check the holder after.
_ON_EVENT = f"""f.id IN (
    SELECT o.id FROM events n JOIN stances o ON o.target_event = n.id LEFT JOIN actors c ON c.article = o.article AND c.id = o.holder
    WHERE n.key = :on AND (o.holder = :holder OR c.part_of = :holder AND {SPEAKS}))"""  # noqa: S608 - the same


_SELECT = f"""
    SELECT {COLUMNS}, f.holder, h.name AS holder_name, f.polarity, f.expressed,
        f.target_actor, t.name AS target_name, e.key AS target_key, e.label AS target_label
    FROM stances f {TABLES}
        LEFT JOIN actors h ON h.article = f.article AND h.id = f.holder
        LEFT JOIN actors t ON t.article = f.article AND t.id = f.target_actor
        LEFT JOIN events e ON e.id = f.target_event
    WHERE {VISIBLE} AND {{}}
    ORDER BY f.article, f.start_at, f.id
"""  # noqa: S608 - made of the constants above; values are parameters


async def stances(database: Database, libraries: Libraries, holder: str, on: Subject | None) -> list[ShownStance]:
    """Stances of `holder` and its office holders, in the order they were added."""
    asked = HELD if on is None else f"{HELD} AND {_ON_ACTOR}" if on.kind == "actor" else _ON_EVENT
    rows = await database.rows(_SELECT.format(asked), own=libraries.own, holder=holder, on=on.id if on else None)
    return await offload(len(rows), lambda: [_stance(row) for row in rows])


async def stances_in(database: Database, libraries: Libraries, article: int) -> list[ShownStance]:
    """The stances in one article, highest confidence first."""
    rows = await database.rows(
        _SELECT.format("f.article = :article AND f.holder IS NOT NULL"), own=libraries.own, article=article
    )
    return sorted(map(_stance, rows), key=lambda stance: -stance.evidence.confidence)


def _stance(row: Row) -> ShownStance:
    return ShownStance(
        holder=Subject("actor", row["holder"], row["holder_name"] or row["holder"]),
        on_actor=subject("actor", row["target_actor"], row["target_name"]),
        on_event=subject("event", row["target_key"], row["target_label"]),
        polarity=Polarity(row["polarity"]),
        expressed=Expressed(row["expressed"]),
        evidence=evidence(row),
    )
