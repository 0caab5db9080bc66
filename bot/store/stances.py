"""Reads a holder's stances, on one subject or all, or everybody's on one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.answer import ShownStance
from bot.model.facts import Expressed, Polarity
from bot.model.query import Subject
from bot.offload import offload
from bot.store.evidence import COLUMNS, SPEAKS, TABLES, VISIBLE, evidence, subject
from bot.store.issues import LISTED, meant

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

# A state also holds the stances of its office holders: its foreign minister speaks for it.
HELD = f"""f.id IN (
    SELECT id FROM stances WHERE holder = :holder
    UNION SELECT o.id FROM actors c JOIN stances o ON o.holder = c.id AND o.article = c.article
    WHERE c.part_of = :holder AND {SPEAKS})"""  # noqa: S608 - made of a constant; values are parameters

# On an actor: on the actor itself, or on something it did.
_ON = {
    "actor": """(f.target_actor = :on OR EXISTS (
    SELECT 1 FROM participants p WHERE p.event = f.target_event AND p.side = 'agent' AND p.actor = :on))""",
    "issue": f"f.target_issue IN {LISTED}",
}

# On an event: an event has few stances, so start with them and check the holder after.
_ON_EVENT = f"""f.id IN (
    SELECT o.id FROM events n JOIN stances o ON o.target_event = n.id LEFT JOIN actors c ON c.article = o.article AND c.id = o.holder
    WHERE n.key = :on AND (o.holder = :holder OR c.part_of = :holder AND {SPEAKS}))"""  # noqa: S608 - the same

# By anybody: one subquery per index.
_ANYBODYS = {
    "actor": """f.holder IS NOT NULL AND f.id IN (
        SELECT id FROM stances WHERE target_actor = :on
        UNION SELECT o.id FROM participants p JOIN stances o ON o.target_event = p.event WHERE p.actor = :on AND p.side = 'agent')""",
    "event": "f.holder IS NOT NULL AND f.id IN (SELECT o.id FROM events n JOIN stances o ON o.target_event = n.id WHERE n.key = :on)",
    "issue": f"f.holder IS NOT NULL AND f.target_issue IN {LISTED}",
}


_SELECT = f"""
    SELECT {COLUMNS}, f.holder, h.name AS holder_name, f.polarity, f.expressed,
        f.target_actor, t.name AS target_name, e.key AS target_key, e.label AS target_label, i.id AS target_issue, i.name AS issue_name
    FROM stances f {TABLES}
        LEFT JOIN actors h ON h.article = f.article AND h.id = f.holder
        LEFT JOIN actors t ON t.article = f.article AND t.id = f.target_actor
        LEFT JOIN events e ON e.id = f.target_event
        LEFT JOIN issues i ON i.article = f.article AND i.id = f.target_issue
    WHERE {VISIBLE} AND {{}}
    ORDER BY f.article, f.start_at, f.id
"""  # noqa: S608 - made of the constants above; values are parameters

_EXISTS = f"""
    SELECT EXISTS (SELECT 1 FROM stances f JOIN articles a ON a.id = f.article
        WHERE {VISIBLE} AND coalesce(f.target_actor, f.target_event, f.target_issue) IS NOT NULL AND {{}})
"""  # noqa: S608 - the same


async def stances(
    database: Database, libraries: Libraries, holder: str | None, on: Subject | None
) -> list[ShownStance]:
    """Stances of `holder` and its office holders, or of anybody on one subject, in the order they were added."""
    asked, values = await _condition(database, holder, on)
    rows = await database.rows(_SELECT.format(asked), own=libraries.own, **values)
    return await offload(len(rows), lambda: [_stance(row) for row in rows])


async def has_stances(database: Database, libraries: Libraries, holder: str | None, on: Subject | None) -> bool:
    """True if there is a stance that such an answer shows."""
    asked, values = await _condition(database, holder, on)
    [row] = await database.rows(_EXISTS.format(asked), own=libraries.own, **values)
    return bool(row[0])


async def _condition(database: Database, holder: str | None, on: Subject | None) -> tuple[str, dict[str, str | None]]:
    """The condition on a stance `f`, and its values."""
    if holder is None:
        asked = _ANYBODYS[on.kind] if on else "FALSE"
    else:
        asked = f"{HELD} AND {_ON[on.kind]}" if on and on.kind != "event" else _ON_EVENT if on else HELD
    values = {"holder": holder, "on": on.id if on else None}
    if on and on.kind == "issue":
        values["about"] = await meant(database, on)
    return asked, values


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
        on_issue=subject("issue", row["target_issue"], row["issue_name"]),
        polarity=Polarity(row["polarity"]),
        expressed=Expressed(row["expressed"]),
        evidence=evidence(row),
    )
