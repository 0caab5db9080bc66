"""Reads what was added before: whether similar events happened recently, and where a holder stood until now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.facts import Expressed
from bot.model.filed import Stood
from bot.store.evidence import VISIBLE_THEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import EventType
    from bot.model.library import Libraries
    from bot.store.database import Database

Pair = tuple[str, str, Expressed]
"""Holder, target (an actor's or issue's id, or a named event's key), and what the stance was expressed by."""

# Old articles that were filed only then don't tell what was usual, or who stood where, at that time.
_OF_THAT_TIME = (
    "a.filed_at > :since AND a.filed_at <= :until AND coalesce(a.published || '~' >= substr(:since, 1, 10), TRUE)"
)
_AT_THAT_TIME = "a.library IN ('everyone', :own) AND a.filed_at > :since AND a.filed_at <= :until"
"""All columns are in `articles_by_filing`: if only a bound is wanted, removed articles need not be looked up."""

# A lower bound for the event rows of that time: row ids grow as events are added, and again when they are read again. Other articles'
# rows between the first and the last can only lower it, and scanning them is faster than looking each of ours up.
_FLOOR = f"""
    SELECT (SELECT min(f.id) FROM events f WHERE f.article BETWEEN min(a.id) AND max(a.id)) FROM articles a WHERE {_AT_THAT_TIME}
"""  # noqa: S608 - made of a constant; values are parameters

# Articles are numbered in the order they are added, so the index need not be walked from its start.
_FIRST = f"SELECT min(a.id) FROM articles a WHERE {_AT_THAT_TIME}"  # noqa: S608 - the same

_LIKES = f"""
    WITH w (n, type, who, whom) AS (VALUES {{likes}})
    SELECT w.n FROM w WHERE EXISTS (
        SELECT 1 FROM participants p CROSS JOIN events f ON f.id = p.event CROSS JOIN articles a ON a.id = f.article
        WHERE p.actor = w.who AND p.event >= :floor AND (w.type IS NULL OR f.type = w.type) AND f.mode = 'actual'
            AND {VISIBLE_THEN} AND {_OF_THAT_TIME}
            AND (w.whom IS NULL OR EXISTS (SELECT 1 FROM participants q WHERE q.event = f.id AND q.actor = w.whom)))
"""  # noqa: S608 - the same


@dataclass(frozen=True, slots=True)
class Before:
    """A stretch of time, after `since` and up to `until`, with a lower bound of its rows; None if nothing was added."""

    since: str
    until: str
    lowest: int | None

    @classmethod
    async def of_events(cls, database: Database, libraries: Libraries, since: str, until: str) -> Before:
        """With the lowest event row as bound."""
        [[lowest]] = await database.rows(_FLOOR, own=libraries.own, since=since, until=until)
        return cls(since, until, lowest)

    @classmethod
    async def of_articles(cls, database: Database, libraries: Libraries, since: str, until: str) -> Before:
        """With the lowest article as bound."""
        [[lowest]] = await database.rows(_FIRST, own=libraries.own, since=since, until=until)
        return cls(since, until, lowest)


async def happened_in(
    database: Database, libraries: Libraries, before: Before, likes: Sequence[tuple[EventType | None, str, str | None]]
) -> list[bool]:
    """For each (type or None for any, actor, other actor or None): True if such an event was added in that time; `before` is of events.

    Faster if the rarer actor comes first. At most 200 at a time, SQLite's limit of bound values.
    """
    times = {"own": libraries.own, "since": before.since, "until": before.until}
    floor = before.lowest
    if floor is None or not likes:
        return [False] * len(likes)
    listed = ", ".join(f"({n}, :t{n}, :a{n}, :b{n})" for n in range(len(likes)))
    values = {
        f"{letter}{n}": str(part) if part is not None else None
        for n, like in enumerate(likes)
        for letter, part in zip("tab", like, strict=True)
    }
    rows = await database.rows(_LIKES.format(likes=listed), floor=floor, **times, **values)
    found = {row["n"] for row in rows}
    return [n in found for n in range(len(likes))]


_ON = {
    "actor": "CROSS JOIN stances f ON f.holder = w.holder AND f.target_actor = w.target AND f.article >= :first",
    "issue": "CROSS JOIN stances f ON f.target_issue = w.target AND f.holder = w.holder AND f.article >= :first",
    "event": "CROSS JOIN events e ON e.key = w.target CROSS JOIN stances f ON f.target_event = e.id AND f.holder = w.holder AND :first > 0",
}

_STOOD = """
    WITH w (holder, target, expressed) AS (VALUES {pairs})
    SELECT w.holder, w.target, w.expressed, f.polarity, sum(f.confidence) AS weight, count(*) AS sentences,
        max(f.article * 10000000000 + f.id) AS last
    FROM w {on} AND f.expressed = w.expressed CROSS JOIN articles a ON a.id = f.article
    WHERE {visible} AND {of_that_time} AND f.polarity <> 'neutral'
    GROUP BY w.holder, w.target, w.expressed, f.polarity
"""


async def stood(
    database: Database, libraries: Libraries, before: Before, pairs: Sequence[tuple[Pair, str]]
) -> dict[Pair, Stood]:
    """Returns where holders stood according to that time; `before` is of articles. With each pair the kind of its target."""
    found: dict[Pair, Stood] = {}
    if before.lowest is None:
        return found
    for kind, join in _ON.items():
        some = [pair for pair, on in pairs if on == kind]
        if not some:
            continue
        listed = ", ".join(f"(:h{n}, :t{n}, :e{n})" for n in range(len(some)))
        values = {
            f"{letter}{n}": str(part) for n, pair in enumerate(some) for letter, part in zip("hte", pair, strict=True)
        }
        rows = await database.rows(
            _STOOD.format(pairs=listed, on=join, visible=VISIBLE_THEN, of_that_time=_OF_THAT_TIME),
            own=libraries.own,
            since=before.since,
            until=before.until,
            first=before.lowest,
            **values,
        )
        for row in rows:
            pair = (row["holder"], row["target"], Expressed(row["expressed"]))
            so_far = found.get(pair, Stood())
            found[pair] = so_far.with_side(
                row["polarity"], row["weight"], row["sentences"], row["last"] % 10_000_000_000
            )
    return found
