"""Shared fixtures: short articles whose facts are found in the text, and a database for them."""

from __future__ import annotations

import os
import pickle
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy, disk_usage
from typing import TYPE_CHECKING, Any, Self

import pytest
from hypothesis import settings

from bot.directory.directory import Directory
from bot.intake.work import tend_garbage
from bot.knowledge.actors import load_actors
from bot.knowledge.shipped import DATA
from bot.model.article import Article, Sentence, SentenceKind, Span
from bot.model.facts import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Expressed,
    Form,
    Issue,
    Licence,
    Mention,
    Mode,
    Participant,
    Polarity,
    Quotation,
    QuotationKind,
    Reading,
    Stance,
    Target,
    TimeExpression,
)
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Subject
from bot.model.unsure import with_unsure
from bot.names import load_spellings
from bot.store.articles import file_reading
from bot.store.database import Database, open_database
from bot.store.servers import enter
from tests.databases import BOTH, HAS_SERVER, NO_SERVER, ON_BOTH, SQLITE, running_server
from tests.lending import DATABASE, lent, make_database, make_library, running_drawer, running_workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from bot.intake.workers import Workers
    from bot.model.answer import Answer
    from bot.store.address import ServerAddress
    from tests.databases import Servers

    File = Callable[..., Awaitable[list[int]]]
    Subjects = Callable[..., Subject]
    Ask = Callable[..., Awaitable[Answer]]

# How long an example takes says more of the machine than of the code.
settings.register_profile("attache", deadline=None)
settings.load_profile("attache")

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder per test is made in it, for us alone
"""A folder in memory: a database that a disk has to keep costs a test more than what it tests."""
ROOM = 2 << 30
"""Bytes that must be free there: a test's files go when it has passed, but some weigh hundreds of megabytes."""
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and disk_usage(MEMORY).free >= ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

LONG = tuple(
    f"tests/{name}" for name in ("journeys/", "cli/", "intake/", "mutants/", "knowledge/", "training/", "test_")
)
"""Where the files are that take long: they start bots and processes, or load models."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first: of files that are given out to processes one by one, a long one at the end is waited for."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    """Collect garbage rarely: else a seventh of the time goes into looking through the tests themselves, which stay."""
    tend_garbage()


NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)

ACTORS = {
    actor.id: actor
    for actor in (
        Actor("russia", "Russia", ActorKind.COUNTRY),
        Actor("iran", "Iran", ActorKind.COUNTRY),
        Actor("israel", "Israel", ActorKind.COUNTRY),
        Actor("united-states", "US", ActorKind.COUNTRY),
        Actor("vladimir-putin", "Putin", ActorKind.PERSON, role="President", of="russia"),
        Actor("abbas-araghchi", "Araghchi", ActorKind.PERSON, role="Foreign Minister", of="iran"),
        Actor("navalny", "Navalny", ActorKind.PERSON, of="russia"),
    )
}
"""The actors in the tests' articles. The last one is a Russian without an office: he speaks only for himself."""


class Tell:
    """An article and its reading: `Tell("Russia condemned the attack.").event("attack", by="iran").reading()`.

    Words stand for the first place where they occur; an actor's id for its name there, or for the fact's cue.
    """

    def __init__(self, text: str, **head: str | None) -> None:
        self.article = Article(id="a", text=text, **head)
        self._events: list[Event] = []
        self._stances: list[Stance] = []
        self._quotations: list[Quotation] = []
        self._mentions: list[Mention] = []
        self._dates: list[TimeExpression] = []
        self._issues: list[Issue] = []

    def at(self, words: str) -> Span:
        """The place of words."""
        start = self.article.text.index(words)
        return Span(start, start + len(words))

    def _party(self, actor: str | None, cue: Span) -> Participant:
        name = ACTORS[actor].name if actor in ACTORS else ""
        return Participant(actor, self.at(name) if name and name in self.article.text else cue)

    def event(
        self,
        cue: str,
        by: str | None = None,
        to: str | None = None,
        *,
        kind: str = "ASSAULT",
        sure: float = 0.9,
        **more: Any,
    ) -> Self:
        """Add an event; the first is e1."""
        at = self.at(cue)
        agents, recipients = (((self._party(who, at),) if who else ()) for who in (by, to))
        licence = Licence("test", sure, more.pop("voice", None))
        mode = Mode(more.pop("mode", "actual"))
        local = f"e{len(self._events) + 1}"
        self._events.append(Event(local, EventType(kind), at, agents, recipients, mode, licence, **more))
        return self

    def stance(
        self,
        holder: str | None,
        cue: str,
        on: str,
        polarity: str = "opposes",
        by: str = "words",
        sure: float = 0.9,
        *,
        shown: bool = True,
    ) -> Self:
        """Add a holder's stance on an actor, an event (`e1`), an issue (`i.cap-oil`), or something unresolved ("")."""
        at = self.at(cue)
        event = on if re.fullmatch(r"e\d+", on) else None
        issue = on if on.startswith("i.") else None
        target = Target(None if event or issue else on or None, event, at, issue)
        self._stances.append(
            Stance(
                self._party(holder, at),
                target,
                Polarity(polarity),
                Expressed(by),
                at,
                Licence("test", sure, shown=shown),
            )
        )
        return self

    def quotation(
        self,
        source: str | None,
        content: str,
        cue: str | None = "said",
        kind: str = "direct",
        about: tuple[str, ...] = (),
        *,
        sure: float = 0.9,
        shown: bool = True,
    ) -> Self:
        """Add words attributed to a source."""
        at = self.at(content)
        party = self._party(source, at)
        where = self.at(cue) if cue else None
        licence = Licence("test", sure, shown=shown)
        self._quotations.append(Quotation(QuotationKind(kind), party, where, (at,), licence, about))
        return self

    def issue(self, issue_id: str, *names: str) -> Self:
        """Add an issue with the names it has in the text."""
        spans = [Span(*found.span()) for name in names for found in re.finditer(re.escape(name), self.article.text)]
        self._issues.append(Issue(issue_id, names[0], tuple(sorted(set(spans)))))
        return self

    def pronoun(self, words: str, actor: str) -> Self:
        """Add a word that stands for an actor."""
        self._mentions.append(Mention(actor, self.at(words), Form.PRONOUN))
        return self

    def date(self, words: str, value: str) -> Self:
        """Add a time expression."""
        self._dates.append(TimeExpression(self.at(words), "DATE", value))
        return self

    def reading(self, reader: str = "test-1") -> Reading:
        """Returns the reading, as it is filed if there is anything unsure in it; each sentence ends with its full stop."""
        sentences = tuple(
            Sentence(Span(*found.span()), SentenceKind.BODY, 0)
            for found in re.finditer(r"\S(?:[^.?!]|[.?!](?!\s|$))*[.?!]?", self.article.text)
        )
        read = Reading(
            self.article,
            reader,
            sentences,
            actors=tuple(ACTORS.values()),
            mentions=tuple(self._mentions),
            issues=tuple(self._issues),
            dates=tuple(self._dates),
            events=tuple(self._events),
            stances=tuple(self._stances),
            quotations=tuple(self._quotations),
        )
        return read if all(fact.licence.shown for fact in (*read.stances, *read.quotations)) else with_unsure(read)

    def surely(self) -> Self:
        """Leave out what is unsure."""
        self._stances = [one for one in self._stances if one.licence.shown]
        self._quotations = [one for one in self._quotations if one.licence.shown]
        return self

    def head(self, **head: str | None) -> Self:
        """Change the article's title, outlet, url or date."""
        self.article = replace(self.article, **head)
        return self


@pytest.fixture(scope="session")
def tell() -> type[Tell]:
    """Makes articles with their facts."""
    return Tell


@pytest.fixture(scope="session")
def subject() -> Callable[[str], Subject]:
    """The subject of an actor's id, of an issue's (`i.`), or of any other id, an event's."""

    def made(subject_id: str, name: str | None = None) -> Subject:
        if subject_id in ACTORS:
            return Subject("actor", subject_id, ACTORS[subject_id].name)
        kind = "issue" if subject_id.startswith("i.") else "event"
        return Subject(kind, subject_id, name or subject_id)

    return made


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a row, to be copied: running all migrations takes fifteen times as long."""
    path = tmp_path_factory.mktemp("empty") / DATABASE
    make_database(path)
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Servers]:
    """A PostgreSQL server for all tests of a process, with databases to be had."""
    with running_server() as running:
        yield running


@pytest.fixture
def kept_on(request: pytest.FixtureRequest) -> Servers | None:
    """The server that a test's database is on; None for SQLite."""
    which: str = getattr(request, "param", SQLITE)
    return None if which == SQLITE else request.getfixturevalue("postgresql")


@pytest.fixture
async def database_address(
    kept_on: Servers | None, tmp_path: Path, empty_database: Path
) -> AsyncIterator[Path | ServerAddress]:
    """Where a fresh database is: in a file, or in folders whose tests run on both, on a PostgreSQL server too."""
    if kept_on is None:
        yield Path(copy(empty_database, tmp_path))
        return
    async with kept_on.database() as server:
        yield server


@pytest.fixture
async def database(database_address: Path | ServerAddress) -> AsyncIterator[Database]:
    """A fresh database."""
    async with open_database(database_address) as opened:
        yield opened


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of some folders on both databases."""
    if "kept_on" in metafunc.fixturenames and metafunc.definition.nodeid.startswith(ON_BOTH):
        alone = metafunc.definition.get_closest_marker("sqlite_only")
        metafunc.parametrize("kept_on", [SQLITE] if alone else BOTH, indirect=True)


def pytest_report_header() -> str | None:
    """Say it loudly if nothing is tested on PostgreSQL."""
    return None if HAS_SERVER else f"WARNING: {NO_SERVER}"


async def entered(database: Database, *servers: str) -> None:
    """Record that the bot is in these servers, so that data can be stored for them."""
    async with database.transaction() as transaction:
        for server in {*servers} - {EVERYONE}:
            await enter(transaction, server, NOW)


@pytest.fixture
def file(database: Database) -> Callable[..., Awaitable[list[int]]]:
    """Files articles into everyone's library, or another. Returns their numbers."""

    async def filed(*told: Tell, library: str = "everyone", reader: str = "test-1") -> list[int]:
        await entered(database, library)
        return [(await file_reading(database, each.reading(reader), library, NOW)).article for each in told]

    return filed


@pytest.fixture(scope="session")
def everyone() -> Libraries:
    """Someone who sees only everyone's articles, in a direct message."""
    return Libraries()


@pytest.fixture(scope="session")
def now() -> datetime:
    """A Tuesday."""
    return NOW


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Workers for all tests that do not end or limit them: loading the reader takes seconds."""
    with running_workers() as running:
        yield running


@pytest.fixture(scope="session")
def drawer() -> Iterator[Workers]:
    """The worker that draws, for all tests: a bot's own starts with its first picture."""
    with running_drawer() as running:
        yield running


@pytest.fixture
def lent_workers(workers: Workers) -> Iterator[None]:
    """The bots that this test starts read with shared workers."""
    with lent(workers):
        yield


@pytest.fixture(scope="session")
def indexed() -> bytes:
    """The directory of the names everybody knows, pickled: indexing them takes most of a first start."""
    return pickle.dumps(Directory(load_actors(DATA / "actors"), load_spellings(DATA)))


@pytest.fixture
def lent_names(indexed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bots that this test starts get a copy of the names everybody knows."""
    monkeypatch.setattr("bot.desk.Directory", lambda *_given: pickle.loads(indexed))  # noqa: S301 - our own


@pytest.fixture
def unsaved_names(lent_names: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do these bots save them: it takes longer than a command. That the next start finds them is tested in tests/directory."""
    monkeypatch.setattr("bot.desk.save", lambda *_given: None)


@pytest.fixture(scope="session")
def seeded(workers: Workers, indexed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with one of the shipped seeds, to be copied: as a first start leaves it."""
    folder = tmp_path_factory.mktemp("seeded")
    make_library(folder, workers, indexed)
    return folder
