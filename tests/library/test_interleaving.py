"""Tests that deleted things stay deleted, with a second operation started at each place in the code where the first one waits."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.subscribing import Digests
from bot.directory.directory import Directory
from bot.errors import AskError
from bot.feeds.feed_fetching import Look
from bot.feeds.feeds import Feeds
from bot.intake.feeds import FeedContents, FeedEntry
from bot.intake.intake import Intake
from bot.library.correcting import Corrections
from bot.library.library import Library, ServerLimits
from bot.library.servers import Servers
from bot.model.article import Article, Candidate, Dating
from bot.model.corrections import Fix, Mistake
from bot.model.feed import NewFeed
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.names import Spellings
from bot.store import feeds as store
from tests.conftest import NOW, Tell
from tests.feeds.conftest import InPlace
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator

    from bot.model.facts import Reading
    from bot.model.library import Draft
    from bot.store.database import Database

MOST_AWAITS = 400
"""Most awaits of one operation; more would mean that it never ends."""


_COLUMNS = "SELECT name FROM pragma_table_info(:table)"


class Stepped:
    """An operation that stops after each of its awaits; then what `between` returns for its number is done first, if anything."""

    def __init__(self, deed: Coroutine[Any, Any, Any], between: Callable[[int], Awaitable[None] | None]) -> None:
        self._deed = deed
        self._between = between
        self.awaits = 0

    def __await__(self) -> Generator[Any, Any, None]:
        for waited in self._deed.__await__():
            yield waited
            self.awaits += 1
            if (other := self._between(self.awaits)) is not None:
                yield from other.__await__()


Place = tuple[tuple[str, int], ...]
"""Where an operation waits: the files and lines that it is in, from the outermost."""
_INSIDE = (("cr_frame", "cr_await"), ("gi_frame", "gi_yieldfrom"), ("ag_frame", "ag_await"))


async def places_of(deed: Coroutine[Any, Any, Any]) -> list[Place]:
    """Run an operation that nothing disturbs, and return the places where it waits."""
    places: list[Place] = []
    await Stepped(deed, lambda _: places.append(place_of(deed)))
    return places


def place_of(waiting: Any) -> Place:
    """Returns where a coroutine waits."""
    found: list[tuple[str, int]] = []
    manager = None
    while waiting is not None:
        frame, inside = next((pair for pair in _INSIDE if getattr(waiting, pair[0], None)), (None, None))
        if frame and inside:
            at = getattr(waiting, frame)
            found.append((at.f_code.co_filename, at.f_lineno))
            manager, waiting = at.f_locals.get("self"), getattr(waiting, inside)
        else:  # a step of an asynchronous generator tells nothing, but the context manager that takes it has the generator
            manager, waiting = None, getattr(manager, "gen", None)
    return tuple(found)


class Reads(InPlace):
    """Finds in every article an attack that no other article reports."""

    async def read(self, article: Article) -> Reading:
        await asyncio.sleep(0)
        told = Tell(article.text).event("attack", by="russia", to="iran").stance("russia", "condemned", "iran")
        return replace(told.reading(), article=article)


class House:
    """A server with a feed of two entries, a draft, and a filed article."""

    def __init__(self, home: int, database: Database, directory: Directory) -> None:
        self.home = str(home)
        self.database = database
        self.directory = directory
        self.servers = Servers(database, lambda: NOW)
        intake = Intake(None, Reads(), lambda: NOW)  # type: ignore[arg-type] # nothing is fetched
        self.library = Library(database, directory, intake, "test", ServerLimits(), lambda: NOW)
        self.feeds = Feeds(
            database,
            directory,
            intake,
            file=self.library.take,
            clock=lambda: NOW,
            random=Random(1),  # noqa: S311 - jitter
            most=0,
            has_room=self.library.has_room,
        )
        self.digests = Digests(database, lambda: NOW)
        self.corrections = Corrections(database, directory, self.library, lambda: NOW)
        self.feed = 0
        self.filed_when_stopped: int | None = None
        self.draft: Draft

    async def furnish(self) -> None:
        await self.servers.joined([int(self.home)])
        self.draft = await self.library.draft(told(9), self.home, "77")
        await self.library.file(await self.library.draft(told(0), self.home, "77"))
        row = NewFeed(self.home, "https://wire.example/feed", "wire.example", "The Wire", None, 60, "77")
        self.feed = await store.add(self.database, row, NOW, NOW) or 0
        await self.digests.subscribe(subscribed(NOW, server=self.home))
        entries = tuple(FeedEntry(str(n), None, f"E{n}", None, told(n).article.text) for n in (1, 2))
        contents = FeedContents("The Wire", None, entries, "https://wire.example/feed")
        self.feeds.poller.keep_first(self.feed, Look("https://wire.example/feed", contents))

    # ---- Operations ----

    async def polling(self) -> None:
        feed = await self.feeds.get(self.home, self.feed)
        await self.feeds.poller.check(feed, nobody)

    async def filing(self) -> None:
        await self.library.file(self.draft)

    async def following(self) -> None:
        await self.digests.subscribe(subscribed(NOW, server=self.home, follower="77"))

    async def muting(self) -> None:
        for digest in await self.digests.of_server(self.home):
            await self.digests.edit(
                digest, replace(digest, muted=("weather",), about=(Subject("actor", "iran", "Iran"),))
            )

    async def correcting(self) -> None:
        [row] = await self.database.rows("SELECT min(id) AS id FROM articles WHERE library = :id", id=self.home)
        if row["id"]:
            libraries = Libraries(self.home)
            for fact in (await self.corrections.facts_of(libraries, row["id"]))[:1]:
                await self.corrections.report(fact, Fix(Mistake.UNSAID), libraries, "77", editor=True)

    async def rereading(self) -> None:
        [row] = await self.database.rows("SELECT min(id) AS id FROM articles WHERE library = :id", id=self.home)
        if row["id"]:
            await self.library.reread(self.home, row["id"])

    async def deleting(self) -> None:
        await self.servers.purge(self.home)
        self.directory.forget(self.home)

    async def pausing(self) -> None:
        await self.feeds.pause(self.home, self.feed)
        await self._stopped()

    async def removing(self) -> None:
        await self.feeds.remove(self.home, self.feed)
        await self._stopped()

    async def leaving(self) -> None:
        await self.servers.left(int(self.home))
        await self._stopped()

    async def _stopped(self) -> None:
        self.filed_when_stopped = await self.articles()

    # ---- Contents ----

    async def articles(self) -> int:
        [row] = await self.database.rows("SELECT count(*) FROM articles WHERE library = :id", id=self.home)
        return int(row[0])

    async def kept(self) -> dict[str, int]:
        """The server's rows in each table that has any, and its names."""
        tables = [
            row["name"] for row in await self.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        found: dict[str, int] = {}
        for table in tables:
            columns = {row["name"] for row in await self.database.rows(_COLUMNS, table=table)}
            for column in columns & {"library", "server", "id" if table in ("servers", "libraries") else "library"}:
                sql = f"SELECT count(*) FROM {table} WHERE {column} = :id"  # noqa: S608 - our own names
                if table == "sentence_words":  # an index without content can't be scanned
                    sql = "SELECT count(*) FROM sentence_words WHERE sentence_words MATCH 'library : ' || :id"
                if number := (await self.database.rows(sql, id=self.home))[0][0]:
                    found[table] = number
        words = "SELECT count(*) FROM event_words WHERE rowid NOT IN (SELECT id FROM events)"
        found |= {"words": number} if (number := (await self.database.rows(words))[0][0]) else {}
        names = self.directory.complete("", Libraries(self.home), frozenset({"actor", "event"}))
        return found | ({"names": len(names)} if names else {})


def told(number: int) -> Candidate:
    text = (
        f"Putin of Russia condemned the attack on Iran, and said that it was day {number} of a war that nobody in Vienna or in Muscat had wanted. "
        + " ".join(f"word{number}x{n}" for n in range(40))
    )
    return Candidate(Article("a", text, f"Day {number}", "The Wire", None), Dating.GIVEN)


async def nobody(*_given: object) -> None:
    """Tell nobody."""


FILING = ("polling", "filing")
STOPPING = ("deleting", "pausing", "removing", "leaving")
PAIRS = [
    *permutations((*FILING, *STOPPING), 2),
    *permutations(("rereading", "deleting"), 2),
    *permutations(("rereading", "leaving"), 2),
    *((deed, "deleting") for deed in ("following", "muting", "correcting")),
    *(("deleting", deed) for deed in ("following", "muting", "correcting")),
]


async def refused(deed: Coroutine[Any, Any, Any]) -> None:
    """Run it; what it was for may be gone, which it reports in a sentence."""
    with contextlib.suppress(AskError):
        await deed


@pytest.mark.parametrize(("first", "second"), PAIRS)
async def test_two_operations_at_once_leave_nothing_of_deleted_data(
    database: Database, first: str, second: str
) -> None:
    directory = Directory((), Spellings())
    house = House(0, database, directory)
    await house.furnish()
    places = await places_of(refused(getattr(house, first)()))
    assert len(places) < MOST_AWAITS
    # What is started at a place is seen by all that comes after, the same lines for a second article included.
    for at in sorted({places.index(place) + 1 for place in places}):
        house = House(at, database, directory)
        await house.furnish()
        awaits = await at_once(house, first, second, at)
        assert at <= awaits < MOST_AWAITS
        where = f"{second} at await {at} of {awaits} of {first}"
        if "deleting" in (first, second):
            assert await house.kept() == {}, where
        elif stops(first, second) and house.filed_when_stopped is not None:
            assert await house.articles() == house.filed_when_stopped, where


def stops(*deeds: str) -> bool:
    """True if one of two operations ends what the other files through: a paused feed files nothing, and nobody files for a server that the bot left."""
    return ("polling" in deeds and bool({"pausing", "removing", "leaving"} & {*deeds})) or (
        "leaving" in deeds and bool({"filing", "rereading"} & {*deeds})
    )


async def at_once(house: House, first: str, second: str, at: int) -> int:
    """Run two operations, the second started at an await of the first. Returns how many awaits the first has."""
    under_way: list[asyncio.Task[None]] = []

    async def other() -> None:
        task = asyncio.create_task(refused(getattr(house, second)()))
        under_way.append(task)
        while not task.done() and not house.database._writing.locked():  # noqa: ASYNC110 - the database's threads are waited for
            await asyncio.sleep(0)

    stepped = Stepped(refused(getattr(house, first)()), lambda number: other() if number == at else None)
    await stepped
    await asyncio.gather(*under_way)
    return stepped.awaits
