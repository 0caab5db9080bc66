"""Everything a command needs, opened at one door: the database, the names in force, the library's own articles, the clock."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from bot.answers import answer
from bot.asking import Understood, recalled, understand
from bot.digests.composing import PageComposer
from bot.digests.editor import Editor
from bot.digests.subscribing import Digests
from bot.directory.directory import Directory
from bot.directory.snapshot import save, saved, stamp, words_version
from bot.feeds.feeds import Feeds
from bot.intake.files import paths
from bot.intake.intake import Intake, open_intake
from bot.knowledge.actors import load_actors
from bot.knowledge.shipped import DATA, MODEL, knowledge_version
from bot.knowledge.syntax_model import check_model
from bot.library.library import UNLIMITED, Library, ServerLimits
from bot.library.loading import load
from bot.library.servers import Servers
from bot.model.answer import Answer, Offer
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Question, Subject, TimelineQuery
from bot.names import load_spellings
from bot.reading import READER
from bot.store.articles import file_reading, state
from bot.store.database import open_database
from bot.wording import called, shortened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from pathlib import Path

    from bot.library.loading import Load, Step
    from bot.model.article import Origin
    from bot.model.facts import Reading
    from bot.model.library import Filing
    from bot.model.query import Request
    from bot.names import Match
    from bot.settings import Settings
    from bot.store.database import Database


log = logging.getLogger(__name__)


class Desk:
    """Where questions are brought: a request goes in, an answer or a question comes back."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        intake: Intake,
        clock: Callable[[], datetime],
        limits: ServerLimits = UNLIMITED,
    ) -> None:
        self.database = database
        self.directory = directory
        self.intake = intake
        self.clock = clock
        self.servers = Servers(database, clock)
        self.library = Library(database, directory, intake, reader_version(), limits, clock)
        self.digests = Digests(database, clock)
        self.feeds = Feeds(
            database,
            directory,
            intake,
            file=self.library.take,
            clock=clock,
            random=Random(),  # noqa: S311 - it spreads load
            most=limits.feeds,
            has_room=self.library.has_room,
        )
        self.compose = PageComposer(database)
        self.editor = Editor(database, directory, self.digests, clock)

    async def ask(self, request: Request, libraries: Libraries) -> Answer | Question:
        """Answer a request from the articles the asker may see, or ask back.

        Raises:
            AskError: an option is missing or can't be read.
        """
        names = await self.directory.recall(self.database, recalled(request), libraries)
        understood = understand(request, names, libraries, self.clock())
        if isinstance(understood, Question):
            return understood
        return await self.answer(understood, libraries)

    async def answer(self, understood: Understood, libraries: Libraries) -> Answer:
        """The answer to a query whose names are resolved."""
        found = await answer(self.database, understood.query, libraries)
        offers = found.offers or (() if found.found else self._most_told(libraries))
        return replace(found, readings=understood.readings, offers=offers)

    def _most_told(self, libraries: Libraries) -> tuple[Offer, ...]:
        """Where to go from nothing: the actors the asker's articles tell most of."""
        matches = self.directory.complete("", libraries, frozenset({"actor"}), limit=3)
        subjects = [Subject(match.kind, match.id, match.name) for match in matches if match.facts]
        return tuple(Offer(f"Timeline of {shortened(called(one), 40)}", TimelineQuery(one)) for one in subjects)

    async def purge(self, server: str) -> bool:
        """Everything of a server away, its names too; whether there was anything."""
        purged = await self.servers.purge(server)
        self.directory.forget(server)
        return purged

    async def load(self, files: Iterable[Path], step: Step) -> Load:
        """File the operator's files in everyone's library, and know their names."""

        async def file(reading: Reading, origin: Origin) -> Filing:
            return await self.library.take_read(reading, EVERYONE, origin)

        return await load(self.database, self.intake, reader_version(), files, file, step)

    async def tidy(self) -> None:
        """Away with what has had its time: drafts, removed articles, the data of servers that are gone for good."""
        await self.library.tidy()
        for server in await self.servers.purge_left():
            self.directory.forget(server)
            log.warning("server %s was left long ago: its data is purged", server)
        await self.digests.tidy()

    async def complete(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> list[Match]:
        """What may be meant by what was typed so far."""
        if "event" not in kinds:
            return self.directory.complete(text, libraries, kinds)
        names = await self.directory.recall(self.database, [text], libraries, typing=True)
        return names.complete(text, libraries, kinds)


def _left_out(path: Path, trouble: str | None) -> None:
    """Name a file that is no article in the log; one bad file stops nothing."""
    if trouble:
        log.warning("left out: %s: %s", path, trouble)


def reader_version() -> str:
    """What an article is read with: the reader, and what it knows."""
    return f"{READER}.{knowledge_version()}"


def _utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_desk(settings: Settings, clock: Callable[[], datetime] = _utc_now) -> AsyncIterator[Desk]:
    """Open the database, file the articles of the seeds' folder that are not filed yet, and fill the directory.

    Raises:
        FaultError: the database, the syntax model or a data file can't be used.
    """
    await asyncio.to_thread(check_model, MODEL)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.attache_database))
        intake = await stack.enter_async_context(
            open_intake(clock, settings.attache_contact, settings.reachable, settings.attache_workers)
        )

        async def file(reading: Reading, origin: Origin) -> Filing:
            return await file_reading(database, reading, EVERYONE, clock(), origin)

        await load(database, intake, reader_version(), paths(settings.attache_seeds), file, _left_out)
        path = settings.attache_database.with_suffix(".names")
        made = stamp(await state(database))
        directory = await asyncio.to_thread(saved, path, made) or await _filled(database, path, made)
        await directory.remember(database, words_version())
        desk = Desk(
            database,
            directory,
            intake,
            clock,
            ServerLimits(settings.attache_articles_a_day, settings.attache_library_size, settings.attache_feeds),
        )
        await desk.feeds.follow(settings.attache_opml)
        yield desk
        if (now := stamp(await state(database))) != made:  # articles were filed since: the next start finds them learnt
            await asyncio.to_thread(save, directory, path, now)


async def _filled(database: Database, path: Path, made: str) -> Directory:
    """The directory made of the gazetteer and what is filed, and saved for the next start."""
    directory = await asyncio.to_thread(lambda: Directory(load_actors(DATA / "actors"), load_spellings(DATA)))
    await directory.learn(database)
    await asyncio.to_thread(save, directory, path, made)
    return directory
