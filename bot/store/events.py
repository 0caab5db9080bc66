"""Reads the events an actor took part in, the reports of one event, or what happened beside an issue, with the order that texts give them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bot.model.answer import ShownEvent
from bot.model.facts import EventType, Mode
from bot.model.query import ALWAYS, Period, Subject
from bot.offload import offload
from bot.store.by_subject import LATEST
from bot.store.evidence import COLUMNS, SPEAKS, STANDING, TABLES, VISIBLE, evidence

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

# The rows of the reports asked for: of an actor's events, or those told with an issue, the latest, or the earliest, so many as an answer shows,
# with their other reports.
_OF_SUBJECT = f"""
    WITH its AS MATERIALIZED (
        SELECT x.event FROM events_by_subject x CROSS JOIN articles a ON a.id = x.article
        WHERE x.subject = :about AND x.day <= :until AND x.last >= :since AND {VISIBLE}
        ORDER BY x.day {{order}}, x.event {{order}} LIMIT :most)
    SELECT event FROM its
    UNION SELECT o.id FROM its CROSS JOIN events e ON e.id = its.event CROSS JOIN events o ON o.key = e.key"""  # noqa: S608 - made of constants; values are parameters

# An event's `:about`: its reports, and the events a text puts before or after it. One subquery per index: with OR, SQLite would scan all events.
OF_EVENT = f"""
    WITH its AS MATERIALIZED (
        SELECT e.id FROM events e CROSS JOIN articles a ON a.id = e.article WHERE e.key = :about AND {VISIBLE} ORDER BY e.id DESC LIMIT :most)
    SELECT id FROM its
    UNION SELECT o.earlier FROM its CROSS JOIN event_order o ON o.later = its.id
    UNION SELECT o.later FROM its CROSS JOIN event_order o ON o.earlier = its.id"""  # noqa: S608 - made of a constant; values are parameters

_PICKED = {"actor": _OF_SUBJECT, "event": OF_EVENT, "issue": _OF_SUBJECT}


_SEPARATOR = "\x1f"

_NAMES = """(SELECT group_concat(c.name, char(31)) FROM participants p JOIN actors c ON c.article = f.article AND c.id = p.actor
    WHERE p.event = f.id AND p.side = '{}')"""


_SELECT = f"""
    SELECT {COLUMNS}, f.id, f.key, f.name, f.label, f.type, f.mode, f.date, f.place,
        {_NAMES.format("agent")} AS agents, {_NAMES.format("recipient")} AS recipients
    FROM events f {TABLES}
    WHERE {{visible}} AND {{which}}
    ORDER BY f.article, f.start_at, f.id
"""  # noqa: S608 - made of the constants above; values are parameters

SHOWN = "f.mode IN ('actual', 'planned')"
"""The events a timeline shows."""

_FIRST = 8
"""How many events are looked at first where any will do."""
_WALKED = 1_000
"""How many events are looked at, the newest ones of the actor who has fewer."""
_FEWER = f"""
    SELECT (SELECT count(*) FROM (SELECT 1 FROM events_by_subject WHERE subject = :doer LIMIT {_WALKED})) AS doers,
        (SELECT count(*) FROM (SELECT 1 FROM events_by_subject WHERE subject = :other LIMIT {_WALKED})) AS others
"""  # noqa: S608 - made of a constant; values are parameters
_TOOK_PART = f"""EXISTS (
    SELECT 1 FROM participants p LEFT JOIN actors c ON c.article = e.article AND c.id = p.actor
    WHERE p.event = e.id AND p.side = '{{}}' AND (p.actor = :{{}} OR c.part_of = :{{}} AND {SPEAKS}))"""  # noqa: S608 - the same
# The first day of these bounds the walk, which is in the index's order and stops when an answer has enough.
_BETWEEN = f"""
    SELECT x.event FROM events_by_subject x
        CROSS JOIN events_by_subject y ON y.subject = :more AND y.day = x.day AND y.event = x.event
        CROSS JOIN events e ON e.id = x.event CROSS JOIN articles a ON a.id = e.article
    WHERE x.subject = :fewer AND x.day <= :until AND x.last >= :since AND x.day >= coalesce((
            SELECT day FROM events_by_subject WHERE subject = :fewer AND day <= :until AND last >= :since
            ORDER BY day DESC, event DESC LIMIT 1 OFFSET {_WALKED - 1}), '')
        AND {VISIBLE} AND {SHOWN.replace("f.", "e.")} AND {_TOOK_PART.format("agent", "doer", "doer")}
        AND ({_TOOK_PART.format("recipient", "other", "other")} OR {_TOOK_PART.format("agent", "other", "other")}
            AND NOT EXISTS (SELECT 1 FROM participants p WHERE p.event = e.id AND p.side = 'recipient'))
    ORDER BY x.day DESC, x.event DESC LIMIT :most"""  # noqa: S608 - the same


_PARTNERS = f"""
    SELECT q.actor AS id FROM (
            SELECT event FROM events_by_subject
            WHERE subject = :doer AND day <= :until AND last >= :since ORDER BY day DESC, event DESC LIMIT :most) x
        CROSS JOIN events e ON e.id = x.event CROSS JOIN articles a ON a.id = e.article
        CROSS JOIN participants q ON q.event = e.id
    WHERE {VISIBLE} AND {SHOWN.replace("f.", "e.")} AND q.actor <> :doer
        AND (q.side = 'recipient' AND {_TOOK_PART.format("agent", "doer", "doer")}
            OR q.side = 'agent' AND {_TOOK_PART.format("recipient", "doer", "doer")}
            OR q.side = 'agent' AND {_TOOK_PART.format("agent", "doer", "doer")}
                AND NOT EXISTS (SELECT 1 FROM participants p WHERE p.event = e.id AND p.side = 'recipient'))
    GROUP BY q.actor ORDER BY count(*) DESC, q.actor"""  # noqa: S608 - the same

_SOME = f"""
    SELECT 1 FROM events f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND {SHOWN} AND f.id IN ({{}})
        AND (NOT :dated OR coalesce(f.date, a.published) IS NOT NULL AND f.first_day <= :until AND f.last_day >= :since) LIMIT 1
"""  # noqa: S608 - the same


async def events(
    database: Database,
    libraries: Libraries,
    about: Subject,
    period: Period = ALWAYS,
    *,
    oldest: bool = False,
    most: int = LATEST,
) -> list[ShownEvent]:
    """Returns the reports of the latest events, or the oldest, by article and place in the text."""
    values = {"about": about.id, "most": most, **asdict(period)}
    picked = _PICKED[about.kind].format(order="" if oldest else "DESC")
    rows = await database.rows(
        _SELECT.format(visible=VISIBLE, which=f"f.id IN ({picked})"), own=libraries.own, **values
    )
    return await _all_told(database, rows)


async def events_between(
    database: Database, libraries: Libraries, doer: str, other: str, period: Period = ALWAYS, most: int = LATEST
) -> list[ShownEvent]:
    """Returns the reports of the latest events that one actor, or its spokesperson, did to another; what both did together counts too."""
    pair = {"doer": doer, "other": other}
    [few] = await database.rows(_FEWER, **pair)
    fewer, more = (doer, other) if few["doers"] <= few["others"] else (other, doer)
    rows = await database.rows(
        _SELECT.format(visible=VISIBLE, which=f"f.id IN ({_BETWEEN})"),
        own=libraries.own,
        fewer=fewer,
        more=more,
        most=most,
        **pair,
        **asdict(period),
    )
    return await _all_told(database, rows)


async def partners(database: Database, libraries: Libraries, about: Subject, period: Period = ALWAYS) -> list[str]:
    """Returns the ids of those whom an actor's newest events were done to, by or with, those of most events first."""
    rows = await database.rows(_PARTNERS, own=libraries.own, doer=about.id, most=LATEST, **asdict(period))
    return [row["id"] for row in rows]


async def has_events(database: Database, libraries: Libraries, about: Subject, period: Period = ALWAYS) -> bool:
    """True if there is an event that a timeline shows; of a period, one that its text or its article's day dates."""
    some = _SOME.format(_PICKED[about.kind].format(order="DESC"))
    values = {"about": about.id, "own": libraries.own, "dated": period != ALWAYS, **asdict(period)}
    for most in (_FIRST, LATEST):  # nearly always one of the first is shown
        if await database.rows(some, most=most, **values):
            return True
    return False


async def keys_now(database: Database, about: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Returns the subjects; an event's id becomes the key that it now shares with its other reports."""
    return tuple(
        [
            replace(subject, id=await key_now(database, subject.id)) if subject.kind == "event" else subject
            for subject in about
        ]
    )


async def key_now(database: Database, key: str) -> str:
    """Returns the current key of an event that had this key before it was joined with other reports; else the same key."""
    article, _, local = key.partition(".")
    if not article.isdecimal():
        return key
    rows = await database.rows(
        "SELECT key FROM events WHERE article = :article AND local = :local", article=int(article), local=local
    )
    return str(rows[0]["key"]) if rows else key


async def events_in(database: Database, libraries: Libraries, article: int) -> list[ShownEvent]:
    """Returns the events of one article, in text order."""
    return await _all_told(
        database,
        await database.rows(
            _SELECT.format(visible=STANDING, which="f.article = :article"), own=libraries.own, article=article
        ),
    )


async def _all_told(database: Database, rows: list[Row]) -> list[ShownEvent]:
    earlier = await _earlier(database, [row["id"] for row in rows])
    return await offload(len(rows), lambda: [_told(row, tuple(earlier[row["id"]])) for row in rows])


async def _earlier(database: Database, ids: list[int]) -> defaultdict[int, list[Subject]]:
    """For each event, the events its text puts before it."""
    found: defaultdict[int, list[Subject]] = defaultdict(list)
    for first in range(0, len(ids), 500):
        some = ", ".join(str(int(event)) for event in ids[first : first + 500])
        rows = await database.rows(
            f"SELECT o.later, e.key, e.label FROM event_order o JOIN events e ON e.id = o.earlier WHERE o.later IN ({some}) ORDER BY e.start_at"  # noqa: S608 - whole numbers
        )
        for row in rows:
            found[row["later"]].append(Subject("event", row["key"], row["label"]))
    return found


def _told(row: Row, after: tuple[Subject, ...]) -> ShownEvent:
    return ShownEvent(
        subject=Subject("event", row["key"], row["label"]),
        named=row["name"] is not None,
        type=EventType(row["type"]),
        mode=Mode(row["mode"]),
        agents=_names(row["agents"]),
        recipients=_names(row["recipients"]),
        date=row["date"],
        place=row["place"],
        after=after,
        evidence=evidence(row),
    )


def _names(listed: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(listed.split(_SEPARATOR))) if listed else ()
