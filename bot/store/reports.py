"""Joins reports of one event: unnamed events that several articles tell of share one key.

All events have an order (`_Report.rank`): everyone's before a server's, those dated by the day first, more parties
before fewer, and finally by the texts themselves. In this order, each event takes the key of the one earlier event that
it is a report of, if that event has kept its own key; otherwise it keeps its own. So every report agrees with the event
whose key it has, no two are joined only through a third, and the order of filing makes no difference. A report that
agrees about equally with two events is left alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Mode
from bot.model.library import EVERYONE
from bot.progress import silent
from bot.store.evidence import SEEN
from bot.store.one_event import TOLD, VERSION, Telling, likeness, short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.progress import Progress
    from bot.store.database import Database, Row, Transaction

_CLEARLY = 0.1
"""How much more a report must have in common with its event than with any other."""
_LONGEST = 20
"""More days than any window has, plus a day before and after it."""
_ALL = 1 << 62
"""A number above any article's."""
_AT_A_TIME = 50
"""Articles joined per transaction when all are joined again."""

Rank = tuple[bool, bool, int, int, str, str]


@dataclass(frozen=True)
class _Report:
    """An event, with what decides its place in the order."""

    id: int
    library: str
    own: str
    """Its key if it is joined with none."""
    key: str
    text: str
    """The hash of its article's text."""
    local: str
    telling: Telling

    @property
    def rank(self) -> Rank:
        """Its place in the order."""
        telling, window = self.telling, self.telling.window
        sides = bool(telling.agents) + bool(telling.recipients)
        first, exact = (window.first.toordinal(), window.exact) if window else (0, False)
        return self.library != EVERYONE, not exact, -sides, first, self.text, self.local

    def sees(self, other: _Report) -> bool:
        """True if it may take the other's key: everyone who sees this report also sees the other."""
        return other.library in (EVERYONE, self.library)


async def join(transaction: Transaction, articles: Iterable[int], others: Iterable[int] = ()) -> None:
    """Join the events of articles that were just filed or became visible again, and other events whose neighbours are gone (`parted`)."""
    fresh = await _events_of(transaction, articles)
    await _file_handles(transaction, fresh)
    await _Joining(transaction).settle(fresh, others)


async def parted(transaction: Transaction, articles: Iterable[int]) -> list[int]:
    """Returns the events that may be joined differently once these articles' events are gone or hidden."""
    events = await _events_of(transaction, articles)
    known = _Joining(transaction)
    await known.learn(events)
    known.add(await _reports(transaction, events, "TRUE"))  # hidden already
    return [other for event in events for other in known.later(event)]


async def join_all(database: Database, progress: Progress = silent) -> None:
    """Join the reports of all articles, unless these rules already did. Continues where it was interrupted."""
    async with database.transaction() as transaction:
        if await transaction.value("SELECT version FROM reports_joined") != VERSION:
            await transaction.run("DELETE FROM reports_joined")
            await transaction.run("DELETE FROM tellings")
            await transaction.run("UPDATE events SET key = article || '.' || local WHERE name IS NULL")
            await transaction.run("INSERT INTO reports_joined (version, upto) VALUES (:version, 0)", version=VERSION)
    while True:
        async with database.transaction() as transaction:
            rows = await transaction.rows(
                "SELECT id FROM articles WHERE id > (SELECT upto FROM reports_joined) ORDER BY id LIMIT :most",
                most=_AT_A_TIME,
            )
            if not rows:
                await transaction.run(
                    "UPDATE reports_joined SET upto = :all", all=_ALL
                )  # what is filed later is joined then
                return
            await join(transaction, [row["id"] for row in rows])
            await transaction.run("UPDATE reports_joined SET upto = :last", last=rows[-1]["id"])
            progress(
                "joining reports of one event", rows[-1]["id"], await transaction.value("SELECT max(id) FROM articles")
            )


_EVENTS_OF = "SELECT id FROM events WHERE article IN (SELECT value FROM json_each(:articles)) AND name IS NULL"


async def _events_of(transaction: Transaction, articles: Iterable[int]) -> list[int]:
    return [row["id"] for row in await transaction.rows(_EVENTS_OF, articles=json.dumps(list(articles)))]


async def _file_handles(transaction: Transaction, events: list[int]) -> None:
    reports = await _reports(transaction, events, "TRUE")
    rows = [
        {"handle": handle, "first": window.first.toordinal(), "last": window.last.toordinal(), "event": report.id}
        for report in reports.values()
        if (window := report.telling.window) and report.telling.mode in TOLD
        for handle in _handles(report.telling)
    ]
    await transaction.run_many(
        "INSERT OR IGNORE INTO tellings (handle, first, last, event) VALUES (:handle, :first, :last, :event)", rows
    )


def _handles(telling: Telling) -> set[int]:
    """Returns numbers to look up events by: two reports that `likeness` calls one event share at least one."""
    parties = telling.agents | telling.recipients
    names = {short_name(party) if party in telling.persons else party for party in parties} | {
        of for _, of in telling.above
    }
    words = [f"{trigger} {name}" for trigger in telling.triggers for name in names]
    if telling.type != EventType.OTHER:
        words += [f"{telling.type} {name} {other}" for name in names for other in names if name < other]
    if telling.window and telling.window.exact:
        day = telling.window.first.isoformat()
        words += [f"{trigger} {day}" for trigger in telling.triggers]
        words += [f"{telling.type} {name} {day}" for name in names if telling.type != EventType.OTHER]
    return {int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little", signed=True) for word in words}


class _Joining:
    """The events looked at so far, with their neighbours and current keys."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._reports: dict[int, _Report] = {}
        self._near: dict[int, set[int]] = {}
        self._keys: dict[int, str] = {}

    async def learn(self, events: Iterable[int]) -> None:
        """Look up these events and their neighbours in one go."""
        new = [event for event in events if event not in self._near]
        if not new:
            return
        self._near.update((event, set()) for event in new)
        for row in await self._transaction.rows(_NEAR, events=json.dumps(new), longest=_LONGEST):
            self._near[row["one"]].add(row["other"])
        wanted = {*new, *(other for event in new for other in self._near[event])} - self._reports.keys()
        self.add(await _reports(self._transaction, wanted))

    def add(self, reports: Mapping[int, _Report]) -> None:
        """Add these events."""
        self._reports.update(reports)
        self._keys.update((event, report.key) for event, report in reports.items())

    def later(self, event: int) -> Iterator[int]:
        """Yields the neighbours that may take this event's key."""
        one = self._reports.get(event)
        for number in self._near[event] if one else ():
            other = self._reports.get(number)
            if (
                one
                and other
                and other.rank > one.rank
                and other.sees(one)
                and likeness(one.telling, other.telling) is not None
            ):
                yield number

    async def settle(self, fresh: Iterable[int], others: Iterable[int]) -> None:
        """Decide the key of each of these events, and of all events that this affects."""
        new = set(fresh)
        await self.learn([*new, *others])
        heap = [(self._reports[event].rank, event) for event in {*new, *others} if event in self._reports]
        heapify(heap)
        changed: dict[int, str] = {}
        done = set[int]()
        while heap:
            _, event = heappop(heap)
            if event in done:
                continue
            done.add(event)
            await self.learn([event])
            report = self._reports[event]
            led = event not in new and self._keys[event] == report.own
            key = self._key(report)
            if key != self._keys[event]:
                self._keys[event] = changed[event] = key
            if led != (key == report.own):
                for number in self.later(event):
                    heappush(heap, (self._reports[number].rank, number))
        await self._transaction.run_many(
            "UPDATE events SET key = :key WHERE id = :id", [{"id": event, "key": key} for event, key in changed.items()]
        )

    def _key(self, report: _Report) -> str:
        """Returns the key of the one earlier event that it is a report of; else its own."""
        found: list[tuple[float, _Report]] = []
        for number in self._near[report.id]:
            other = self._reports.get(number)
            if other is None or self._keys[number] != other.own or other.rank > report.rank or not report.sees(other):
                continue
            alike = likeness(report.telling, other.telling)
            if alike is not None:
                found.append((alike, other))
        if not found:
            return report.own
        best, first = min(found, key=lambda pair: (-pair[0], pair[1].rank))
        rivals = [alike for alike, other in found if other.telling.article != first.telling.article]
        return report.own if rivals and max(rivals) > best - _CLEARLY else first.own


# Events that may have happened between the first and the last day of another, or on the day before or after.
_NEAR = """
    SELECT DISTINCT t.event AS one, o.event AS other FROM json_each(:events) j CROSS JOIN tellings t ON t.event = j.value
    CROSS JOIN tellings o ON o.handle = t.handle AND o.first BETWEEN t.first - :longest AND t.last + 1 AND o.last >= t.first - 1
    WHERE o.event <> t.event
"""

_REPORTS = """
    SELECT f.id, f.article, a.library, f.article || '.' || f.local AS own, f.key, a.hash, f.local, f.type, f.mode, f.cue, s.words, f.date, a.published, f.place
    FROM json_each(:events) j CROSS JOIN events f ON f.id = j.value CROSS JOIN articles a ON a.id = f.article
        CROSS JOIN sentences s ON s.article = f.article AND s.number = f.sentence
    WHERE f.name IS NULL AND {which}
"""

_PARTIES = """
    SELECT p.event, p.side, p.actor, c.kind, c.part_of FROM json_each(:events) j CROSS JOIN participants p ON p.event = j.value
        CROSS JOIN events f ON f.id = p.event LEFT JOIN actors c ON c.article = f.article AND c.id = p.actor
    WHERE p.actor IS NOT NULL
"""


async def _reports(transaction: Transaction, events: Iterable[int], which: str = SEEN) -> dict[int, _Report]:
    """Returns events with what they are compared by; invisible ones are left out."""
    asked = json.dumps(list(events))
    parties: defaultdict[int, list[Row]] = defaultdict(list)
    for row in await transaction.rows(_PARTIES, events=asked):
        parties[row["event"]].append(row)
    rows = await transaction.rows(_REPORTS.format(which=which), events=asked)
    return {row["id"]: _report(row, parties[row["id"]]) for row in rows}


def _report(row: Row, parties: list[Row]) -> _Report:
    telling = Telling(
        article=row["article"],
        type=EventType(row["type"]),
        mode=Mode(row["mode"]),
        cue=row["cue"],
        sentence=row["words"],
        date=row["date"],
        published=row["published"],
        agents=frozenset(party["actor"] for party in parties if party["side"] == "agent"),
        recipients=frozenset(party["actor"] for party in parties if party["side"] == "recipient"),
        persons=frozenset(party["actor"] for party in parties if party["kind"] == ActorKind.PERSON),
        above=tuple(sorted({(party["actor"], party["part_of"]) for party in parties if party["part_of"]})),
        place=row["place"],
    )
    return _Report(row["id"], row["library"], row["own"], row["key"], row["hash"], row["local"], telling)
