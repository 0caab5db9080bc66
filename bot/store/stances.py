"""Reads a holder's stances, on one subject or all, or everybody's on one subject."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.model.answer import ShownStance
from bot.model.facts import Expressed, Polarity
from bot.model.query import ALWAYS, Period, Subject
from bot.offload import offload
from bot.store.by_subject import LATEST, newest_ids
from bot.store.evidence import COLUMNS, STANDING, TABLES, VISIBLE, evidence, subject

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

_TABLE = "stances_by_subject x"
# By a holder or who speaks for it, and by anybody. An event has few stances: these are found first and sorted after.
_BY_HOLDER = newest_ids("stance", _TABLE, "x.holder = :holder AND x.target = :target")
_BY_ANYBODY = newest_ids("stance", _TABLE, "x.target = :target AND x.target <> '' AND x.own = 1")
_ON_EVENT = newest_ids(
    "stance",
    f"events n CROSS JOIN stances o ON o.target_event = n.id CROSS JOIN {_TABLE} ON x.stance = o.id AND x.target = ''",
    "n.key = :target AND {}",
)


_SELECT = f"""
    SELECT {COLUMNS}, f.holder, h.name AS holder_name, f.polarity, f.expressed,
        f.target_actor, t.name AS target_name, e.key AS target_key, e.label AS target_label, i.id AS target_issue, i.name AS issue_name
    FROM stances f {TABLES}
        LEFT JOIN actors h ON h.article = f.article AND h.id = f.holder
        LEFT JOIN actors t ON t.article = f.article AND t.id = f.target_actor
        LEFT JOIN events e ON e.id = f.target_event
        LEFT JOIN issues i ON i.article = f.article AND i.id = f.target_issue
    WHERE {{visible}} AND {{which}}
    ORDER BY f.article, f.start_at, f.id
"""  # noqa: S608 - made of the constants above; values are parameters


_HOLDERS = """
    SELECT x.holder AS id FROM stances_by_subject x WHERE x.target = '' AND x.stance IN ({})
    GROUP BY x.holder ORDER BY count(*) DESC, x.holder
"""
_TARGETS = """
    SELECT coalesce(e.key, nullif(x.target, '')) AS id FROM stances_by_subject x CROSS JOIN stances o ON o.id = x.stance
        LEFT JOIN events e ON e.id = o.target_event AND x.target = ''
    WHERE (substr(x.target, 1, 2) <> 'i.' OR x.target = o.target_issue) AND x.holder = :holder AND coalesce(e.key, nullif(x.target, '')) IS NOT NULL AND x.stance IN ({})
    GROUP BY 1 ORDER BY count(*) DESC, 1
"""


async def stances(
    database: Database,
    libraries: Libraries,
    holder: str | None,
    on: Subject | None,
    period: Period = ALWAYS,
    most: int = LATEST,
) -> list[ShownStance]:
    """Returns the newest stances of `holder` and its office holders, or of anybody on one subject, in the order they were added."""
    asked, values = _picked(holder, on)
    rows = await database.rows(
        _SELECT.format(visible=VISIBLE, which=f"f.id IN ({asked})"),
        own=libraries.own,
        most=most,
        **asdict(period),
        **values,
    )
    return await offload(len(rows), lambda: [_stance(row) for row in rows])


async def has_stances(
    database: Database, libraries: Libraries, holder: str | None, on: Subject | None, period: Period = ALWAYS
) -> bool:
    """True if there is a stance that such an answer shows."""
    asked, values = _picked(holder, on)
    return bool(await database.rows(asked, own=libraries.own, most=1, **asdict(period), **values))


async def holders_on(database: Database, libraries: Libraries, on: Subject, period: Period = ALWAYS) -> list[str]:
    """Returns the ids of those who hold the newest stances on a subject, those with most of them first."""
    return await _ids(database, libraries, _HOLDERS, _picked(None, on), period)


async def held_on(database: Database, libraries: Libraries, holder: Subject, period: Period = ALWAYS) -> list[str]:
    """Returns the ids of what a holder's newest stances are on, those with most of them first."""
    return await _ids(database, libraries, _TARGETS, _picked(holder.id, None), period)


async def _ids(
    database: Database, libraries: Libraries, of: str, picked: tuple[str, dict[str, str | None]], period: Period
) -> list[str]:
    asked, values = picked
    rows = await database.rows(of.format(asked), own=libraries.own, most=LATEST, **asdict(period), **values)
    return [row["id"] for row in rows]


def _picked(holder: str | None, on: Subject | None) -> tuple[str, dict[str, str | None]]:
    """The statement that finds the ids of the stances asked for, and its values."""
    values = {"holder": holder, "target": on.id if on else ""}
    if on and on.kind == "event":
        return _ON_EVENT.format("x.holder = :holder" if holder else "x.own = 1"), values
    return (_BY_HOLDER if holder else _BY_ANYBODY), values


async def stances_in(database: Database, libraries: Libraries, article: int) -> list[ShownStance]:
    """Returns the stances in one article, highest confidence first."""
    rows = await database.rows(
        _SELECT.format(visible=STANDING, which="f.article = :article AND f.holder IS NOT NULL"),
        own=libraries.own,
        article=article,
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
