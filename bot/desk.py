"""Everything a command needs, opened in one place: the database, the name directory, the library and the clock."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bot.answers import answer, have_answers, less_sure, offers
from bot.answers.by_words import named_in, or_searched, with_search, with_sentences
from bot.answers.exports import facts_about
from bot.answers.nothing_found import is_same, subjects_of
from bot.answers.offered import completed, offered, outlets_offered, several_offered
from bot.asking import KINDS, Understood, recalled, request_of, understand
from bot.asking.narrowing import Narrowed, choice_of
from bot.catalogue import N_, say, say_as, say_n
from bot.charts.studio import open_studio
from bot.digests.composing import PageComposer
from bot.digests.editor import Editor
from bot.digests.subscribing import Digests
from bot.directory.directory import Directory
from bot.directory.snapshot import save, saved, stamp, words_version
from bot.errors import AskError
from bot.feeds.feeds import Feeds, own_list
from bot.intake.files import paths
from bot.intake.intake import Intake, open_intake
from bot.knowledge.actors import load_actors
from bot.knowledge.shipped import DATA, JUDGE, MODEL, knowledge_version
from bot.knowledge.syntax_model import check_model
from bot.library.correcting import Corrections
from bot.library.library import UNLIMITED, Library, ServerLimits
from bot.library.loading import load
from bot.library.outlet_labels import OutletLabels
from bot.library.servers import Servers
from bot.model.answer import Answer, Offer
from bot.model.library import EVERYONE, Libraries
from bot.model.query import CHOSEN, Choice, Question, Request, Subject, TimelineQuery, WhoQuery
from bot.names import load_spellings
from bot.offload import offload
from bot.progress import silent
from bot.reading import READER
from bot.render.exports import export_file
from bot.store.address import beside
from bot.store.articles import state
from bot.store.backups import before_migration
from bot.store.database import open_database
from bot.store.filed import titles
from bot.store.instants import moment
from bot.store.overview import overview
from bot.store.reports import join_all
from bot.store.searched import index_all
from bot.store.single_process import is_held
from bot.wording import as_typed, called, joined, named, shortened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from bot.charts.studio import Studio
    from bot.directory.directory import NameResolver
    from bot.errors import NameUnclearError
    from bot.library.loading import Load, Step
    from bot.model.article import Origin
    from bot.model.chart import Chart, ChartImage
    from bot.model.export import ExportedFile
    from bot.model.facts import Reading
    from bot.model.library import Filing, Overview
    from bot.model.query import Query
    from bot.names import Match
    from bot.progress import Progress
    from bot.settings import Settings
    from bot.store.database import Database


log = logging.getLogger(__name__)
_SEEDING = "reading the seed articles"

_LOOKED_AT, _OFFERED = 100, 3
"""Of how many who are told of most it is looked up whether they had an office, and how many of them are offered."""
_SHORT, _NAME_WORDS = 3, 2
"""Texts up to so many letters are in too many titles to search for. Texts of up to so many words are more likely a name than a title."""


_NO_ANSWER = {
    1: N_("“{typed}” could mean {names}, but the articles here have no answer to this."),
    2: N_("“{typed}” could mean {names}, but the articles here answer this for neither of them."),
}
"""What is said of one name or two; of more, that there is an answer for none of them."""


class Desk:
    """Takes requests and returns answers, or a question back if a request is ambiguous."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        intake: Intake,
        clock: Callable[[], datetime],
        limits: ServerLimits = UNLIMITED,
        names: Path | None = None,
    ) -> None:
        """`names`: the file that the names are saved in for the next start."""
        self.database = database
        self.directory = directory
        self.intake = intake
        self.clock = clock
        self.limits = limits
        self._names = names
        self.servers = Servers(database, clock)
        self.reader = reader_version()
        self.library = Library(database, directory, intake, self.reader, limits, clock)
        self.corrections = Corrections(database, directory, self.library, clock)
        self.labels = OutletLabels(database, clock)
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
        self.studio: Studio
        """Draws the pictures of answers; `open_desk` opens it."""
        self.seeds: tuple[Path, ...] = ()
        """The files of the seeds folder that `seed` has still to add."""
        self._seeded: int | None = None
        """How many of them are done while `seed` is running."""
        self.compose = PageComposer(database)
        self.editor = Editor(database, directory, self.digests, clock)

    async def ask(self, request: Request, libraries: Libraries) -> Answer | Question:
        """Answer a request from the articles the asker may see, or ask back.

        Raises:
            AskError: an option is missing or can't be read.
        """
        read, more = self._seeded, self.coming()  # before looking: what is missed may be there when we have looked
        found = await self._asked(request, libraries)
        if not more:
            return found
        if isinstance(found, Question):
            return replace(found, text=f"{found.text} {more}")
        if found.found:
            so_far = say("{done} of {all} articles are read so far", done=read or 0, all=len(self.seeds))
            return replace(found, scope="; ".join(filter(None, (found.scope, so_far))))
        return replace(found, headline=f"{found.headline} {more}")

    def coming(self) -> str:
        """Returns the sentence that says more articles are coming, while the seeds are read; else an empty text."""
        if self._seeded is None:
            return ""
        return say(
            "I am still reading the articles I come with ({done} of {all}): ask again in a moment.",
            done=self._seeded,
            all=len(self.seeds),
        )

    async def _asked(self, request: Request, libraries: Libraries) -> Answer | Question:
        """The answer from the articles that are there by now, or the question back."""
        names = await self.directory.recall(self.database, recalled(request), libraries)
        understood = understand(request, names, libraries, self.clock())
        if isinstance(understood, Question):
            found = await self._narrowed(request, understood, names, libraries)
            if isinstance(found, Answer):
                return found
            asked = await with_search(self.database, request, found, names, libraries)
            return asked if asked.choices else self._leading_back(asked, libraries)
        return await self.answer(understood, libraries)

    async def unclear(
        self, error: NameUnclearError, libraries: Libraries, choices: tuple[Choice, ...] = ()
    ) -> Question:
        """Returns the question back for a name that is none, or several: the articles can be searched for its words, or else tell of others."""
        question = Question(error.question if choices else str(error), choices, unknown=error.unknown)
        asked = await or_searched(self.database, question, error.typed, libraries)
        return asked if asked.choices else self._leading_back(asked, libraries)

    async def _narrowed(
        self, request: Request, question: Question, names: NameResolver, libraries: Libraries
    ) -> Answer | Question:
        """Drop the choices that have no answer. If none has one, offer what the articles tell about those names instead."""
        meant = await self._queries(question, libraries)
        there = await have_answers(self.database, meant.values(), libraries)
        empty = [choice for choice, answers in zip(meant, there, strict=True) if not answers]
        if not empty:
            return await self._led_on(request, question, libraries)
        nowhere = frozenset(choice_of(choice, request)[1] for choice in empty)
        again = understand(request, Narrowed(names, nowhere), libraries, self.clock())
        if isinstance(again, Understood):
            return await self.answer(again, libraries)
        if again.choices:
            return again
        option, _ = choice_of(empty[0], request)
        typed, kinds = request.get(option) or "", KINDS[request.command, option]
        matches = getattr(names.resolve(typed, libraries, kinds), "matches", ())
        if any(match.exact or match.facts for match in matches):
            return await self._nowhere(typed, [meant[choice] for choice in empty], question, libraries)
        return await self._led_on(request, again, libraries)

    async def _queries(self, question: Question, libraries: Libraries) -> dict[Choice, Query]:
        """The query of each choice; choices whose other name is not clear yet are left out."""
        texts = [text for choice in question.choices for text in recalled(choice.request)]
        names = await self.directory.recall(self.database, texts, libraries)
        meant = {choice: understand(choice.request, names, libraries, self.clock()) for choice in question.choices}
        return {choice: found.query for choice, found in meant.items() if isinstance(found, Understood)}

    async def _nowhere(self, typed: str, queries: list[Query], question: Question, libraries: Libraries) -> Question:
        """The question for an ambiguous name if the articles have no answer for any of its meanings."""
        told = await asyncio.gather(*(offers(self.database, query, libraries) for query in queries))
        others = tuple(dict.fromkeys(offer for each in told for offer in each))
        labels = [choice.label for choice in question.choices if choice.label]
        text = say(
            _NO_ANSWER.get(
                len(labels), N_("“{typed}” could mean {names}, but the articles here answer this for none of them.")
            ),
            typed=as_typed(typed),
            names=joined(labels, "or"),
        )
        return Question(text, tuple(Choice(offer.label, "", request_of(offer.query)) for offer in others[:5]))

    async def _led_on(self, request: Request, question: Question, libraries: Libraries) -> Question:
        """Add the article with the typed words in its title."""
        _, typed = named_in(question.text, request.options)
        looked = len(typed) > _SHORT and (not question.choices or len(typed.split()) > _NAME_WORDS)
        found = await titles(self.database, libraries, typed) if looked else []
        titled = ""
        if found:
            title = shortened(found[0][1], 100)
            titled = f" {say('The article “{title}” has it in its title: see /article show.', title=title)}"
        return replace(question, text=f"{question.text}{titled}")

    def _leading_back(self, question: Question, libraries: Libraries) -> Question:
        """The question that has no choice of its own, with those the articles tell most of."""
        told = self._most_told(libraries)
        choices = tuple(Choice(offer.label, "", request_of(offer.query)) for offer in told)
        return replace(question, text=f"{question.text}{_most_told_words(told)}", choices=choices)

    async def answer(self, understood: Understood, libraries: Libraries) -> Answer:
        """Answer a query whose names are resolved."""
        query = understood.query
        known = self.directory.known(query.name.id, libraries) if isinstance(query, WhoQuery) else ()
        found = await answer(self.database, query, libraries, known)
        found = replace(found, readings=(*understood.readings, *found.readings))
        if not found.found:
            found = await with_sentences(self.database, found, libraries)
        if found.offers:
            return found
        if found.found:
            return replace(found, offers=self._in_the_same_office(query, libraries))
        told = tuple(offer for offer in self._most_told(libraries) if not is_same(offer.query, query))
        return replace(found, headline=f"{found.headline}{_most_told_words(told)}", offers=told)

    def _in_the_same_office(self, query: Query, libraries: Libraries) -> tuple[Offer, ...]:
        """For an actor in no article: holders of the same office who are in some, then the body of that office."""
        if not isinstance(query, WhoQuery):
            return ()
        held = {
            (title.title, title.of)
            for entry in self.directory.known(query.name.id, libraries)
            for title in entry.titles
        }
        states = {of for _, of in held}
        told = self.directory.complete("", libraries, frozenset({"actor"}), limit=_LOOKED_AT)
        others = [
            match
            for match in told
            if any(
                (title.title, title.of) in held
                for entry in self.directory.known(match.id, libraries)
                for title in entry.titles
            )
        ]
        found = [match for match in (*others, *(match for match in told if match.name in states)) if match.facts]
        return tuple(
            Offer(
                say_n("{name}: {n} fact", "{name}: {n} facts", match.facts, name=shortened(named(match.name), 40)),
                WhoQuery(Subject(match.kind, match.id, match.name)),
            )
            for match in dict.fromkeys(found)
        )[:_OFFERED]

    async def less_sure(self, query: Query, libraries: Libraries) -> Answer:
        """Returns what the articles may say besides the answer to a query, not surely enough to count."""
        return await less_sure(self.database, query, libraries)

    async def picture(self, chart: Chart, libraries: Libraries) -> ChartImage | None:
        """Returns the picture of an answer in the colours of the asker's server; None if it wants none, or it can't be drawn in time."""
        theme = (await self.servers.get(libraries.own)).pictures
        return await self.studio.draw(chart, theme) if theme else None

    def _most_told(self, libraries: Libraries) -> tuple[Offer, ...]:
        """What to offer when nothing was found: the actors with the most facts in the asker's articles."""
        matches = self.directory.complete("", libraries, frozenset({"actor"}), limit=3)
        subjects = [Subject(match.kind, match.id, match.name) for match in matches if match.facts]
        return tuple(
            Offer(say("Timeline of {about}", about=shortened(called(subject), 40)), TimelineQuery(subject))
            for subject in subjects
        )

    async def examples(self, libraries: Libraries) -> list[tuple[str, Request]]:
        """Returns requests with an answer in the asker's articles, one of each kind, as they are typed."""
        found = []
        for command, option in (
            ("who", "name"),
            ("stance", "holder"),
            ("timeline", "about"),
            ("quote", "speaker"),
            ("compare", "on"),
        ):
            matches = await self.offered(Request(command), option, libraries)
            if match := next((match for match in matches if match.id and match.facts), None):
                found.append(
                    (
                        f"/{say_as('command', command)} {named(match.name)}",
                        Request(command).put(option, f"{CHOSEN}{match.id}"),
                    )
                )
        return found

    async def export(self, about: str, form: str, libraries: Libraries) -> ExportedFile | Question:
        """Returns the facts about a name as a file, or the question to ask back: also if there are none, with what the articles tell instead."""
        request = Request("who", (("name", about),))
        names = await self.directory.recall(self.database, recalled(request), libraries)
        understood = understand(request, names, libraries, self.clock())
        if isinstance(understood, Question):
            asked = await with_search(self.database, request, understood, names, libraries)
            return asked if asked.choices else self._leading_back(asked, libraries)
        [subject] = subjects_of(understood.query)
        found = await facts_about(self.database, libraries, subject, objects=form == "json")
        if not found.number:
            told = say(
                "The articles here have no facts about {name}: there is nothing to export.", name=called(subject)
            )
            return self._leading_back(Question(told, ()), libraries)
        return await offload(found.number, export_file, found, form, self.clock())

    async def about(self, libraries: Libraries) -> tuple[Overview, datetime | None, str]:
        """Returns what the library holds, when its newest article was added, and the version of the reader."""
        found = await overview(self.database, libraries)
        return found, moment(found.latest) if found.latest else None, self.reader

    async def purge(self, server: str) -> bool:
        """Delete all data and names of a server. Returns False if there was none."""
        purged = await self.servers.purge(server)
        self._forget(server)
        return purged

    def _forget(self, server: str) -> None:
        """Remove a server's names from memory, and the saved names of all servers too: the next start saves them again."""
        self.directory.forget(server)
        if self._names:
            self._names.unlink(missing_ok=True)

    async def load(self, files: Iterable[Path], step: Step) -> Load:
        """Add the operator's files to everyone's library and index their names."""

        async def file(reading: Reading, origin: Origin) -> Filing:
            return await self.library.take_read(reading, EVERYONE, origin)

        return await load(self.database, self.intake, reader_version(), files, file, step)

    async def seed(self, progress: Progress = silent) -> None:
        """Add the new ones of the seeds to everyone's library, telling how far that is. Meanwhile misses say that more is coming."""
        self._seeded = 0

        def step(path: Path, trouble: str | None) -> None:
            self._seeded = (self._seeded or 0) + 1
            progress(_SEEDING, self._seeded, len(self.seeds))
            _left_out(path, trouble)

        try:
            progress(_SEEDING, 0, len(self.seeds))
            await self.load(self.seeds, step)
        finally:
            self._seeded = None
            progress("", 0, 0)

    async def tidy(self) -> None:
        """Delete expired drafts, removed articles, and the data of servers the bot left over 30 days ago."""
        await self.library.tidy()
        await self.directory.tidy(self.database)
        for server in await self.servers.purge_left():
            self._forget(server)
            log.warning("the bot left server %s over 30 days ago: deleted its data", server)
        await self.digests.tidy()

    async def offered(self, request: Request, option: str, libraries: Libraries) -> list[Match]:
        """Returns what an option may be filled in with: first what has an answer; before anything is typed, only that."""
        return await offered(self.database, self.directory, request, option, libraries, self.clock())

    async def several(self, request: Request, option: str, libraries: Libraries) -> list[tuple[str, str]]:
        """Returns what an option with several names may be filled in with, as (text shown, value): the last of them completed."""
        return await several_offered(self.database, self.directory, request, option, libraries, self.clock())

    async def outlets(self, request: Request, libraries: Libraries) -> list[str]:
        """Returns the outlets that a search may be limited to."""
        return await outlets_offered(self.database, request, libraries, self.clock())

    async def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """Returns the actors, events and issues a partly typed name may mean, best first."""
        return await completed(self.database, self.directory, text, libraries, kinds, limit)


def _most_told_words(told: Iterable[Offer]) -> str:
    """The sentence that says why timelines are offered that nobody asked about; empty without any."""
    names = [called(offer.query.about) for offer in told if isinstance(offer.query, TimelineQuery)]
    return f" {say('The articles here tell most of {names}.', names=joined(names))}" if names else ""


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
    settings: Settings,
    clock: Callable[[], datetime] = _utc_now,
    progress: Progress = silent,
    *,
    sole: bool = False,
    seeded: bool = True,
) -> AsyncIterator[Desk]:
    """Open the database, fill the name directory and add the seeds that are new, telling how far that is.

    Args:
        settings: the operator's settings.
        clock: tells the time, in UTC.
        progress: told what the start is doing.
        seeded: False leaves the seeds to `Desk.seed`, for a bot that answers before it has read them.
        sole: this process is the bot that runs on the database (`sole_process`), not a command that may run beside it.

    Raises:
        AskError: there is no seeds folder, or the operator's list of feeds can't be read.
        FaultError: the database, the syntax model or a data file can't be used.
    """
    try:
        seeds = tuple(paths(settings.attache_seeds))
    except AskError as error:
        raise AskError(f"ATTACHE_SEEDS has to be a folder of articles. {error}") from error
    await own_list(settings.attache_opml)  # a typo is said before the work of seconds begins
    progress("checking the models", 0, 0)
    await asyncio.to_thread(check_model, MODEL)
    await asyncio.to_thread(check_model, JUDGE, "judge")
    async with AsyncExitStack() as stack:
        if isinstance(settings.attache_database, Path):
            await asyncio.to_thread(before_migration, settings.attache_database, settings.backups, progress)
        database = await stack.enter_async_context(open_database(settings.attache_database, progress))
        intake = await stack.enter_async_context(
            open_intake(clock, settings.attache_contact, settings.reachable, settings.attache_workers)
        )

        await index_all(database, progress)
        await join_all(database, progress)
        path = beside(settings.attache_database).with_suffix(".names")
        path.parent.mkdir(parents=True, exist_ok=True)
        before = stamp(await state(database))
        directory = await asyncio.to_thread(saved, path, before)
        if directory is None:
            if seeded:
                intake.workers.begin()  # meanwhile the names everybody knows are indexed here
            directory = await _filled(database, path, before, progress)
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
            path,
        )
        desk.seeds = seeds
        desk.studio = await stack.enter_async_context(open_studio())
        await desk.feeds.follow(settings.attache_opml)
        if seeded:
            await desk.seed(progress)
        progress("", 0, 0)
        try:
            yield desk
        finally:  # a signal that ends the bot arrives as a cancellation
            if sole or not await asyncio.to_thread(
                is_held, settings.attache_database
            ):  # else the bot beside us saves its own
                await _save(directory, database, path, before)


async def _save(directory: Directory, database: Database, path: Path, made: str) -> None:
    """Save the names for the next start, if articles were touched since `made`, and none is touched right now."""
    now = stamp(await state(database))
    await directory.keep_up(database)
    if now != made and now == stamp(await state(database)):
        await asyncio.to_thread(save, directory, path, now)


async def _filled(database: Database, path: Path, made: str, progress: Progress) -> Directory:
    """Returns a directory of the names everybody knows and those in the database, and saves it for the next start. Reports its progress."""
    progress("reading the names everybody knows", 0, 0)
    directory = await asyncio.to_thread(lambda: Directory(load_actors(DATA / "actors"), load_spellings(DATA)))
    await directory.learn(database, progress)
    await asyncio.to_thread(save, directory, path, made)
    return directory
