"""Lets the events of an article keep their ids when it is read again: buttons, digests and what members follow name an event by them."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

from bot.model.renumbering import renumbered

if TYPE_CHECKING:
    from bot.model.facts import Event, Reading
    from bot.store.database import Row, Transaction

_BEFORE = """
    SELECT e.local, s.words, e.start_at - s.start_at AS place FROM events e
    JOIN sentences s ON s.article = e.article AND s.number = e.sentence
    WHERE e.article = :article ORDER BY e.start_at, e.id
"""


async def numbered_as_before(transaction: Transaction, article: int, reading: Reading) -> Reading:
    """Returns a reading whose events have the ids that the same words had in the article's last one; others get ids that none ever had.

    Call it before the last reading's rows are deleted.
    """
    rows = await transaction.rows(_BEFORE, article=article)
    given = await transaction.value("SELECT last_event FROM articles WHERE id = :article", article=article)
    first = not rows and not given
    ids = {event.id: event.id for event in reading.events} if first else _ids(rows, given, reading)
    last = max([given, *map(_number, [*ids.values(), *(row["local"] for row in rows)])])
    await transaction.run("UPDATE articles SET last_event = :last WHERE id = :article", last=last, article=article)
    return reading if all(old == new for old, new in ids.items()) else renumbered(reading, ids)


def _ids(rows: list[Row], given: int, reading: Reading) -> dict[str, str]:
    """Each event's id: that of an event of the last reading with the same place in the same sentence, or else a new one."""
    before: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for row in rows:
        before[row["words"], row["place"]].append(row["local"])
    new = count(max([given, *(_number(row["local"]) for row in rows)]) + 1)
    ids = {}
    for event in reading.events:
        known = before[_place(event, reading)]
        ids[event.id] = known.pop(0) if known else f"e{next(new)}"
    return ids


def _number(local: str) -> int:
    return int(local[1:]) if local[1:].isdecimal() else 0


def _place(event: Event, reading: Reading) -> tuple[str, int]:
    """An event's sentence, and where in it its cue begins."""
    span = reading.sentences[reading.sentence_at(event.cue)].span
    return reading.article.text[span.start : span.end], event.cue.start - span.start
