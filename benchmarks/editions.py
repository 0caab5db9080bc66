"""The time to build one day's edition from a library of a million generated facts.

        python -m benchmarks.editions            # 1,000,000 facts, added over a year: about two minutes to generate
    python -m benchmarks.editions 100000

Everything is seeded. The library is a year of one news source with the same share every day. Editions are built as for a daily
subscription that knows what it told in the previous 60 days. Build times are the caller's waiting time and CPU time of the whole
process; the target is 50 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figure import Figure
from bot.cli.runner import answer_first
from bot.digests.contents import build
from bot.model.edition import Remit
from bot.model.facts import EventType, Mode
from bot.model.query import Subject
from bot.model.subscription import Style
from bot.store.by_subject import index_by_subject
from bot.store.database import open_database

if TYPE_CHECKING:
    from bot.model.edition import Mark
    from bot.store.database import Database, Transaction

SEED = 20250624
EVENTS, STANCES, QUOTATIONS = 8, 4, 8
"""Facts per article: twenty, as in Wikinews articles by the reader's count."""
ACTORS = 3_000
ISSUES = 1_000
"""One of them is named in each article, beside an event, a stance on it and a quotation about it."""
OUTLETS = 60
BUILDS = 60
"""Editions measured, as many as are remembered: one a day."""
TARGET_MS = 50
FACTS = 1_000_000
FIRST = datetime(2024, 6, 24, tzinfo=UTC)
_TYPES = [str(member) for member in EventType]
_VERBS = "struck met warned sanctioned backed asked accused left joined praised halted armed".split()  # noqa: SIM905 - a list of words
_NOUNS = "pipeline border embassy parliament convoy summit harbour ministry court bridge airport market".split()  # noqa: SIM905 - the same


class Library:
    """Generates articles with facts as rows; actors are drawn by Zipf's law, as in the news."""

    def __init__(self, facts: int) -> None:
        self.articles = facts // (EVENTS + STANCES + QUOTATIONS)
        self.random = random.Random(SEED)
        self.weights = [1 / (rank + 2) for rank in range(ACTORS)]
        self.issues = random.Random(SEED)
        self.step = timedelta(365) / self.articles

    def actor(self) -> str:
        """Draw an actor by its frequency in the news."""
        return f"actor-{self.random.choices(range(ACTORS), self.weights)[0]}"

    def issue(self) -> str:
        """Draw an issue by its frequency in the news; every third article names a narrower one."""
        rank = self.issues.choices(range(ISSUES), self.weights[:ISSUES])[0]
        narrower = self.issues.choice(("", "", f"-of{self.issues.randrange(30)}"))
        return f"i.plan-n{rank}{narrower}"

    async def fill(self, database: Database) -> None:
        """Store the whole library."""
        for first in range(1, self.articles + 1, 1_000):
            async with database.transaction() as transaction:
                await self._some(transaction, range(first, min(first + 1_000, self.articles + 1)))

    async def _some(self, transaction: Transaction, numbers: range) -> None:
        rows: dict[str, list[dict[str, Any]]] = {}
        for number in numbers:
            self._article(number, rows)
        for table, some in rows.items():
            columns = list(some[0])
            statement = (
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(':' + column for column in columns)})"  # noqa: S608 - our own names
            )
            await transaction.run_many(statement, some)
        await index_by_subject(transaction, numbers[0], numbers[-1])

    def _article(self, number: int, rows: dict[str, list[dict[str, Any]]]) -> None:
        filed = FIRST + self.step * number
        day = filed.date().isoformat()
        cast = sorted({self.actor() for _ in range(6)})
        rows.setdefault("articles", []).append(
            {
                "id": number,
                "library": "everyone",
                "hash": str(number),
                "title": f"{cast[0]} {self.random.choice(_VERBS)} {cast[-1]} at the {self.random.choice(_NOUNS)}",
                "outlet": f"Outlet {self.random.randrange(OUTLETS)}",
                "url": f"https://example.org/{number}",
                "published": day,
                "text": "",
                "opening": "",
                "reader": "generated",
                "filed_at": filed.isoformat(timespec="microseconds"),
                "read_at": filed.isoformat(timespec="microseconds"),
            }
        )
        for sentence in range(EVENTS + STANCES + QUOTATIONS):
            words = f"{cast[sentence % len(cast)]} {self.random.choice(_VERBS)} {self.random.choice(_NOUNS)} number {self.random.randrange(900)} on {day}."
            rows.setdefault("sentences", []).append(
                {
                    "article": number,
                    "number": sentence,
                    "start_at": sentence * 80,
                    "end_at": sentence * 80 + len(words),
                    "kind": "body",
                    "paragraph": 0,
                    "words": words,
                }
            )
        for actor in cast:
            rows.setdefault("actors", []).append(
                {"article": number, "id": actor, "name": actor, "kind": "person", "role": None, "part_of": None}
            )
        issue = self.issue()
        rows.setdefault("issues", []).append({"article": number, "id": issue, "name": issue})
        for sentence in (0, EVENTS, EVENTS + STANCES):
            at = {"sentence": sentence, "start_at": sentence * 80, "end_at": sentence * 80 + 1}
            rows.setdefault("issue_mentions", []).append({"article": number, "issue": issue, **at})
        self._facts(number, day, cast, rows)
        rows["stances"][-STANCES] |= {"target_actor": None, "target_issue": issue}
        rows["quotation_subjects"][-QUOTATIONS] |= {"actor": None, "issue": issue}

    def _facts(self, number: int, day: str, cast: list[str], rows: dict[str, list[dict[str, Any]]]) -> None:
        def fact(sentence: int) -> dict[str, Any]:
            start = sentence * 80
            sure = self.random.choice((0.5, 0.6, 0.72, 0.8, 0.9))
            return {
                "article": number,
                "sentence": sentence,
                "start_at": start,
                "end_at": start + 5,
                "voice": None,
                "confidence": sure,
                "rule": "r",
                "reader": "generated",
            }

        for local in range(EVENTS):
            event = number * 100 + local
            rows.setdefault("events", []).append(
                {
                    "id": event,
                    "local": f"e{local}",
                    "key": f"{number}.e{local}",
                    "type": self.random.choice(_TYPES),
                    "name": None,
                    "label": f"“event {event}”",
                    "cue": "struck",
                    "date": None,
                    "first_day": day,
                    "last_day": day,
                    "place": None,
                    "mode": str(self.random.choices(list(Mode), (20, 2, 1, 1))[0]),
                    **fact(local),
                }
            )
            for side in ("agent", "recipient"):
                rows.setdefault("participants", []).append(
                    {"event": event, "side": side, "actor": self.random.choice(cast), "start_at": 0, "end_at": 1}
                )
        for sentence in range(EVENTS, EVENTS + STANCES):
            rows.setdefault("stances", []).append(
                {
                    "holder": self.random.choice(cast),
                    "holder_start": 0,
                    "holder_end": 1,
                    "target_actor": self.random.choice(cast),
                    "target_event": None,
                    "target_issue": None,
                    "target_start": 0,
                    "target_end": 1,
                    "polarity": self.random.choice(("supports", "opposes")),
                    "expressed": "words",
                    **fact(sentence),
                }
            )
        for place, sentence in enumerate(range(EVENTS + STANCES, EVENTS + STANCES + QUOTATIONS)):
            quotation = number * 100 + place
            rows.setdefault("quotations", []).append(
                {
                    "id": quotation,
                    "kind": self.random.choice(("direct", "mixed", "indirect")),
                    "source": self.random.choice(cast),
                    "source_start": 0,
                    "source_end": 1,
                    "cue_start": 0,
                    "cue_end": 1,
                    "cue": "said",
                    **fact(sentence),
                }
            )
            rows.setdefault("quotation_parts", []).append(
                {
                    "quotation": quotation,
                    "number": 0,
                    "start_at": 0,
                    "end_at": 1,
                    "words": f"“We will {self.random.choice(_VERBS)} the {self.random.choice(_NOUNS)} {quotation} and never leave it”",
                }
            )
            rows.setdefault("quotation_subjects", []).append(
                {"quotation": quotation, "actor": self.random.choice(cast), "event": None, "issue": None}
            )


async def measure(database: Database, name: str, **more: Any) -> float:
    """Print how long single days' editions of the last two months take to build. Returns the median in milliseconds."""
    waited, worked, entries = [], [], []
    told: deque[tuple[Mark, ...]] = deque(maxlen=BUILDS)
    for days_ago in reversed(range(2 * BUILDS)):
        until = FIRST + timedelta(365 - days_ago)
        since = until - timedelta(1)
        remit = Remit(
            since.isoformat(timespec="microseconds"),
            until.isoformat(timespec="microseconds"),
            until.date().isoformat(),
            **more,
        )
        known = [mark for marks in told for mark in marks]
        start, cpu = time.perf_counter(), time.process_time()
        contents = await build(database, remit, known)
        took, busy = (time.perf_counter() - start) * 1_000, (time.process_time() - cpu) * 1_000
        told.append(tuple(entry.mark for entry in contents.entries))
        if days_ago >= BUILDS:
            continue  # built only so that later editions know it
        waited.append(took)
        worked.append(busy)
        entries.append(len(contents.entries))
        assert contents.articles > 1
    middle = statistics.median(waited)
    print(
        f"{name:32} p50 {middle:6.1f} ms  most {max(waited):6.1f} ms  CPU p50 {statistics.median(worked):6.1f} ms  entries {min(entries)}-{max(entries)}"
    )
    return middle


async def run(facts: int, path: Path, *, there: bool) -> list[Figure]:
    """Fill the library unless it is there already. Returns the time of each kind of edition."""
    async with open_database(path) as database:
        if not there:
            start = time.perf_counter()
            await Library(facts).fill(database)
            print(f"generated in {time.perf_counter() - start:.0f} s")
        [[number]] = await database.rows(
            "SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM stances) + (SELECT count(*) FROM quotations)"
        )
        answer_first()
        print(f"{number:,} facts, {number / 365:,.0f} filed a day; target {TARGET_MS} ms")
        about = tuple(Subject("actor", f"actor-{rank}", f"Actor {rank}") for rank in (0, 5, 40))
        kinds: dict[str, dict[str, Any]] = {
            "brief, about everything": {},
            "full, about everything": {"style": Style.FULL},
            "brief, about three actors": {"about": about},
            "as it happens": {"important": True},
        }
        took = {name: await measure(database, name, **more) for name, more in kinds.items()}
        return [
            Figure(f"an edition of a day, {name}, p50, {number:,} facts", middle, "ms", TARGET_MS)
            for name, middle in took.items()
        ]


def figures(facts: int = FACTS, database: Path | None = None) -> list[Figure]:
    """Returns the time of each kind of edition, on a new library or one kept from before."""
    with tempfile.TemporaryDirectory() as folder:
        path = database or Path(folder) / "library.db"
        return asyncio.run(run(facts, path, there=path.exists()))


def main() -> None:
    """Measure, on a new library or one kept from before."""
    parser = argparse.ArgumentParser(description="The time to build one edition.")
    parser.add_argument("facts", type=int, nargs="?", default=FACTS)
    parser.add_argument("--database", type=Path, help="keep the library here and reuse it")
    given = parser.parse_args()
    figures(given.facts, given.database)


if __name__ == "__main__":
    main()
