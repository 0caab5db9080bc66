"""Counts the facts about a subject, kind by kind, as answers count them: decides which questions to offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.by_subject import LATEST
from bot.store.events import OF_EVENT, SHOWN
from bot.store.evidence import VISIBLE

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """Stances held, events taken part in, quotations said; of an issue, those on it, beside it and about it. Above MOST_COUNTED: or more."""

    stances: int
    events: int
    quotations: int


_WHOLE = """NOT EXISTS (
    SELECT 1 FROM quotations w JOIN quotation_parts q ON q.quotation = w.id
    WHERE w.article = f.article AND w.source = f.source AND w.sentence = f.sentence AND w.id <> f.id
        AND q.start_at <= f.start_at AND q.end_at >= f.end_at AND q.end_at - q.start_at > f.end_at - f.start_at)"""
"""Excludes fragments of a longer quotation, which is shown instead."""

MOST_COUNTED = 100
"""Facts of a kind are counted up to here, and one more says that there are others: the cost of a count must not grow with the library."""


_ARTICLE = f"CROSS JOIN articles a ON a.id = x.article WHERE {VISIBLE} AND"
_WORDS = "quotations_by_subject x CROSS JOIN quotations f ON f.id = x.quotation"
_HELD = f"SELECT 1 FROM stances_by_subject x {_ARTICLE} x.holder = :about AND x.target = ''"  # noqa: S608 - made of constants; values are parameters
_HELD_ON = f"""
    SELECT 1 FROM stances_by_subject x {_ARTICLE} x.target = :about AND x.target <> '' AND x.own = 1"""  # noqa: S608 - the same
_SAID = f"SELECT 1 FROM {_WORDS} {_ARTICLE} x.speaker = :about AND x.about = '' AND {_WHOLE}"  # noqa: S608 - the same
_SAID_ABOUT = f"""
    SELECT 1 FROM {_WORDS} {_ARTICLE} x.about = :about AND x.about <> '' AND x.own = 1 AND {_WHOLE}"""  # noqa: S608 - the same
_HAPPENED = f"""
    SELECT DISTINCT f.key FROM events_by_subject x CROSS JOIN events f ON f.id = x.event {_ARTICLE} x.subject = :about AND {SHOWN}"""  # noqa: S608 - the same
_ROUND = f"""
    SELECT DISTINCT f.key FROM ({OF_EVENT}) n CROSS JOIN events f ON f.id = n.id CROSS JOIN articles a ON a.id = f.article
    WHERE {VISIBLE} AND {SHOWN}"""  # noqa: S608 - the same


def _counting(**found: str) -> str:
    """A statement that counts what others find, each up to a limit."""
    counts = (f"(SELECT count(*) FROM ({rows} LIMIT {MOST_COUNTED + 1})) AS {name}" for name, rows in found.items())  # noqa: S608 - the same
    return f"SELECT {', '.join(counts)}"


_COUNTS = {
    "actor": _counting(stances=_HELD, events=_HAPPENED, quotations=_SAID),
    "event": _counting(stances="SELECT 1 WHERE FALSE", events=_ROUND, quotations="SELECT 1 WHERE FALSE"),
    "issue": _counting(stances=_HELD_ON, events=_HAPPENED, quotations=_SAID_ABOUT),
}


async def counts(database: Database, libraries: Libraries, subject: Subject) -> ActorCounts:
    """Count the facts about a subject that the asker may see."""
    [row] = await database.rows(_COUNTS[subject.kind], own=libraries.own, about=subject.id, most=LATEST)
    return ActorCounts(row["stances"], row["events"], row["quotations"])
