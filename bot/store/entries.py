"""What the libraries' articles tell of actors and events, into entries of the name index: names, notes, counts, what is remembered."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.names import SURNAME, Entry, Spelling
from bot.wording import date_bounds, date_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.database import Database, Row

# One row an actor and library: how many facts it takes part in, and what was last said of its role. CROSS JOIN keeps SQLite to the events of
# the one article: from the participants of an actor, a library of 3,000 articles would take a hundred times as long.
_ACTORS = """
    SELECT c.id, a.library, max(c.name) AS name, max(c.kind) AS kind, max(c.role) AS role, max(c.part_of) AS part_of,
        max(a.published) AS latest,
        sum((SELECT count(*) FROM stances f WHERE f.article = c.article AND f.holder = c.id)
          + (SELECT count(*) FROM quotations f WHERE f.article = c.article AND f.source = c.id)
          + (SELECT count(*) FROM events f CROSS JOIN participants p WHERE f.article = c.article AND p.event = f.id AND p.actor = c.id)) AS facts
    FROM actors c JOIN articles a ON a.id = c.article
    WHERE a.removed_at IS NULL AND a.twin IS NULL AND (:subjects IS NULL OR c.id IN (SELECT value FROM json_each(:subjects)))
    GROUP BY c.id, a.library
"""

_EVENTS = """
    SELECT f.key, a.library, max(f.name) AS name, max(f.label) AS label, max(f.place) AS place, max(f.date) AS date,
        max(a.published) AS latest, count(*) AS facts,
        group_concat(DISTINCT substr(f.cue, 1, 80)) AS words,
        group_concat(f.id) AS ids
    FROM events f JOIN articles a ON a.id = f.article
    WHERE a.removed_at IS NULL AND a.twin IS NULL AND (:subjects IS NULL OR f.key IN (SELECT value FROM json_each(:subjects)))
    GROUP BY f.key, a.library
"""

_PARTICIPANTS = """
    SELECT f.key, a.library, c.name, min(CASE p.side WHEN 'recipient' THEN 1 ELSE 0 END) AS suffered FROM participants p JOIN events f ON f.id = p.event
        JOIN articles a ON a.id = f.article JOIN actors c ON c.article = f.article AND c.id = p.actor
    WHERE a.removed_at IS NULL AND a.twin IS NULL AND (:subjects IS NULL OR f.key IN (SELECT value FROM json_each(:subjects)))
    GROUP BY f.key, a.library, c.name
"""


async def subjects_of(database: Database, articles: Iterable[int]) -> tuple[set[str], set[str]]:
    """The ids of the actors and events these articles tell of, and their libraries, whether they are to be seen or not."""
    given = json.dumps(list(articles))
    told = await database.rows(
        """
        SELECT id FROM actors WHERE article IN (SELECT value FROM json_each(:articles))
        UNION SELECT key FROM events WHERE article IN (SELECT value FROM json_each(:articles))
        """,
        articles=given,
    )
    libraries = await database.rows(
        "SELECT DISTINCT library FROM articles WHERE id IN (SELECT value FROM json_each(:articles))", articles=given
    )
    return {row["id"] for row in told}, {row["library"] for row in libraries}


async def entries(
    database: Database, gazetteer: dict[str, Entry], subjects: Iterable[str] | None = None
) -> list[Entry]:
    """Entries of every library, of all that is told of or only of some, each keyed by (id, library).

    Args:
        database: what is filed.
        gazetteer: entries of the known actors by id: theirs are the spellings and titles, the library adds the counts.
        subjects: only the actors and events with these ids, for an index that is kept up to date as articles come and go.
    """
    asked = None if subjects is None else json.dumps(list(subjects))
    actors = await database.rows(_ACTORS, subjects=asked)
    found = [_actor(row, gazetteer) for row in actors]
    sides: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in await database.rows(_PARTICIPANTS, subjects=asked):
        sides[row["key"], row["library"]].append(row)
    told = await database.rows(_EVENTS, subjects=asked)
    return found + [_event(row, sides[row["key"], row["library"]]) for row in told]


def _actor(row: Row, gazetteer: dict[str, Entry]) -> Entry:
    known = gazetteer.get(row["id"])
    if known:
        return replace(known, library=row["library"], facts=row["facts"], latest=_day(row["latest"]))
    words = row["name"].split()
    surname = (Spelling(words[-1], SURNAME, 0.98),) if row["kind"] == "person" and len(words) > 1 else ()
    state = gazetteer.get(row["part_of"] or "")
    note = " of ".join(part for part in (row["role"], state.name if state else row["part_of"]) if part)
    return Entry(
        row["id"],
        "actor",
        row["name"],
        row["library"],
        spellings=surname,
        note=note,
        facts=row["facts"],
        latest=_day(row["latest"]),
    )


def _day(published: str | None) -> str | None:
    """The first day an article's date may mean."""
    bounds = date_bounds(published)
    return bounds[0] if bounds else None


def _when_and_where(row: Row) -> str:
    """What tells an event from others of its kind: "22 June 2025, Fordow"; without a date of its own the month it was in the news."""
    latest = _day(row["latest"])
    when = date_words(row["date"]) if row["date"] else f"in the news {date_words(latest[:7])}" if latest else ""
    return shortened(", ".join(filter(None, (when, row["place"]))), 60)


def _event(row: Row, sides: list[Row]) -> Entry:
    return Entry(
        row["key"],
        "event",
        shortened(row["label"], 100),
        row["library"],
        note=_when_and_where(row),
        facts=row["facts"],
        latest=_day(row["latest"]),
        named=row["name"] is not None,
        words=tuple((row["words"] or "").split(",")),
        participants=tuple(side["name"] for side in sides),
        recipients=tuple(side["name"] for side in sides if side["suffered"]),
        places=tuple(part.strip() for part in (row["place"] or "").split(",") if part.strip()),
        date=row["date"],
    )
