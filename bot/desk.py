"""Everything a command needs, opened in one place: the database, the name directory, the library and the clock."""

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
from bot.knowledge.shipped import DATA, JUDGE, MODEL, knowledge_version
from bot.knowledge.syntax_model import check_model
from bot.library.library import UNLIMITED, Library, ServerLimits
from bot.library.loading import load
from bot.library.servers import Servers
from bot.model.answer import Answer, Offer
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Question, Subject, TimelineQuery
from bot.names import load_spellings
from bot.progress import silent
from bot.reading import READER
from bot.store.articles import file_reading, state
from bot.store.database import open_database
from bot.wording import called, shortened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from pathlib import Path

    from bot.library.loading import File, Load, Step
    from bot.model.article import Origin
    from bot.model.facts import Reading
    from bot.model.library import Filing
    from bot.model.query import Request
    from bot.names import Match
    from bot.progress import Progress
    from bot.settings import Settings
    from bot.store.database import Database


log = logging.getLogger(__name__)
_SEEDING = "reading the seed articles"


class Desk:
    """Takes requests and returns answers, or a question back if a request is ambiguous."""

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
        self.limits = limits
        self.servers = Servers(database, clock)
        self.library = Library(database, directory, intake, reader_version(), limits, clock)
        self.digests = Digests(database, clock)
        self.feeds = Feeds(
            database,
            directory,
            intake,
            file=self.library.take,
            clock=clock,
            random=Random(),  # noqa: S311 - it only spreads load
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
        """Answer a query whose names are resolved."""
        found = await answer(self.database, understood.query, libraries)
        offers = found.offers or (() if found.found else self._most_told(libraries))
        return replace(found, readings=understood.readings, offers=offers)

    def _most_told(self, libraries: Libraries) -> tuple[Offer, ...]:
        """What to offer when nothing was found: the actors with the most facts in the asker's articles."""
        matches = self.directory.complete("", libraries, frozenset({"actor"}), limit=3)
        subjects = [Subject(match.kind, match.id, match.name) for match in matches if match.facts]
        return tuple(
            Offer(f"Timeline of {shortened(called(subject), 40)}", TimelineQuery(subject)) for subject in subjects
        )

    async def purge(self, server: str) -> bool:
        """Delete all data and names of a server. Returns False if there was none."""
        purged = await self.servers.purge(server)
        self.directory.forget(server)
        return purged

    async def load(self, files: Iterable[Path], step: Step) -> Load:
        """Add the operator's files to everyone's library and index their names."""

        async def file(reading: Reading, origin: Origin) -> Filing:
            return await self.library.take_read(reading, EVERYONE, origin)

        return await load(self.database, self.intake, reader_version(), files, file, step)

    async def tidy(self) -> None:
        """Delete expired drafts, removed articles, and the data of servers the bot left over 30 days ago."""
        await self.library.tidy()
        for server in await self.servers.purge_left():
            self.directory.forget(server)
            log.warning("the bot left server %s over 30 days ago: deleted its data", server)
        await self.digests.tidy()

    async def complete(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> list[Match]:
        """The actors and events a partly typed name may mean, best first."""
        if "event" not in kinds:
            return self.directory.complete(text, libraries, kinds)
        names = await self.directory.recall(self.database, [text], libraries, typing=True)
        return names.complete(text, libraries, kinds)


def _left_out(path: Path, trouble: str | None) -> None:
    """Log why a file was skipped; the load goes on."""
    if trouble:
        log.warning("skipped %s: %s", path, trouble)


def reader_version() -> str:
    """Version of the reader and its knowledge: articles read with another version are read again."""
    return f"{READER}.{knowledge_version()}"


def _utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_desk(
    settings: Settings, clock: Callable[[], datetime] = _utc_now, progress: Progress = silent
) -> AsyncIterator[Desk]:
    """Open the database, add new articles from the seeds folder, and fill the name directory, telling how far that is.

    Raises:
        FaultError: the database, the syntax model or a data file can't be used.
    """
    progress("checking the models", 0, 0)
    await asyncio.to_thread(check_model, MODEL)
    await asyncio.to_thread(check_model, JUDGE, "judge")
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.attache_database, progress))
        intake = await stack.enter_async_context(
            open_intake(clock, settings.attache_contact, settings.reachable, settings.attache_workers)
        )

        async def file(reading: Reading, origin: Origin) -> Filing:
            return await file_reading(database, reading, EVERYONE, clock(), origin)

        await _seed(database, intake, settings.attache_seeds, file, progress)
        path = settings.attache_database.with_suffix(".names")
        made = stamp(await state(database))
        directory = await asyncio.to_thread(saved, path, made) or await _filled(database, path, made, progress)
        await directory.remember(database, words_version(), progress)
        desk = Desk(
            database,
            directory,
            intake,
            clock,
            ServerLimits(
                settings.attache_articles_a_day,
                settings.attache_library_size,
                settings.attache_feeds,
                settings.attache_answers_a_minute,
            ),
        )
        await desk.feeds.follow(settings.attache_opml)
        progress("", 0, 0)
        yield desk
        if (
            now := stamp(await state(database))
        ) != made:  # articles were added meanwhile: save their names for the next start
            await asyncio.to_thread(save, directory, path, now)


async def _seed(database: Database, intake: Intake, folder: Path, file: File, progress: Progress) -> None:
    """Add the articles of the seeds folder that are new."""
    files = list(paths(folder))
    done = 0

    def step(path: Path, trouble: str | None) -> None:
        nonlocal done
        done += 1
        progress(_SEEDING, done, len(files))
        _left_out(path, trouble)

    progress(_SEEDING, 0, len(files))
    await load(database, intake, reader_version(), files, file, step)


async def _filled(database: Database, path: Path, made: str, progress: Progress) -> Directory:
    """A directory filled from the gazetteer and the database, and saved for the next start."""
    progress("reading the names everybody knows", 0, 0)
    directory = await asyncio.to_thread(lambda: Directory(load_actors(DATA / "actors"), load_spellings(DATA)))
    await directory.learn(database, progress)
    await asyncio.to_thread(save, directory, path, made)
    return directory
