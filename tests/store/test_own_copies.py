"""Tests that of an article which everyone's library and a server's both have, the server sees its own and everybody else everyone's, once each."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.library.servers import Servers
from bot.model.article import Origin
from bot.model.library import EVERYONE, Libraries
from bot.model.query import SearchQuery, Subject
from bot.names import Spellings, Sure
from bot.store.articles import count_articles, file_reading
from bot.store.counts import counts
from bot.store.events import events
from bot.store.filed import Stretch, filed
from bot.store.library import count_listed, held, listing
from bot.store.removal import purge_removed, remove, restore
from bot.store.search import count_hits
from bot.store.stances import stances, stances_in
from tests.conftest import entered

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database
    from tests.conftest import Tell

A, B = "111", "222"
TEXT = "Iran attacked Israel on Monday near the harbour. Russia condemned the attack."
IRAN = Subject("actor", "iran", "Iran")


class Story:
    """One text that the operator and two servers may file, each with an outlet and a date of their own."""

    def __init__(self, database: Database, tell: type[Tell], now: datetime) -> None:
        self.database, self.tell, self.now = database, tell, now
        self.ids: dict[str, int] = {}
        self.readers = 0

    async def file(self, library: str, text: str = TEXT, page: str | None = None, by: str | None = None) -> int:
        """File it as a library has it; if it is there already, it is read again."""
        await entered(self.database, library)
        self.readers += 1
        told = self.tell(text, outlet=f"outlet of {library}", published="2025-06-23", url=page and f"https://{page}")
        told.event("attacked", by="iran", to="israel", date="2025-06-23").stance("russia", "condemned", "iran")
        reading = told.reading(f"test-{self.readers}")
        filing = await file_reading(self.database, reading, library, self.now, Origin(page=page, by=by))
        self.ids[library] = filing.article
        return filing.article

    async def do(self, step: str) -> None:
        """Take a step: "file 111", "remove everyone", "restore 222", "delete", "purge 111"."""
        what, _, library = step.partition(" ")
        self.now += timedelta(minutes=1)
        match what:
            case "file":
                await self.file(library)
            case "remove" if library in self.ids:
                await remove(self.database, self.ids[library], library, self.now)
            case "restore" if library in self.ids:
                await restore(self.database, self.ids[library], library)
            case "delete":
                await purge_removed(self.database, self.now + timedelta(days=1))
            case "purge":
                await Servers(self.database, lambda: self.now).purge(library)

    async def standing(self) -> set[str]:
        """The libraries whose article is there."""
        rows = await self.database.rows("SELECT library FROM articles WHERE removed_at IS NULL")
        return {row["library"] for row in rows}


@pytest.fixture
def story(database: Database, tell: type[Tell], now: datetime) -> Story:
    return Story(database, tell, now)


def facts(directory: Directory, words: str, libraries: Libraries) -> int:
    """The facts that users see of a name."""
    found = directory.resolve(words, libraries, frozenset({"actor"}))
    return found.match.facts if isinstance(found, Sure) else 0


async def check(story: Story, directory: Directory) -> None:
    """A server sees its own if it is there, else everyone's; all counts say one, and names learnt one by one are as all learnt at once."""
    database, there = story.database, await story.standing()
    await directory.keep_up(database)
    fresh = Directory((), Spellings())
    await fresh.learn(database)
    for own in (A, B, EVERYONE):
        libraries = Libraries(own)
        seen = own if own in there else EVERYONE if EVERYONE in there else None
        number = int(seen is not None)
        assert [row.library for row in await listing(database, libraries)] == [seen][:number]
        assert await count_articles(database, libraries) == number
        assert await count_listed(database, libraries) == number
        told = await stances(database, libraries, "russia", None)
        assert [one.evidence.source.outlet for one in told] == [f"outlet of {seen}"][:number]
        assert [one.evidence.source.outlet for one in await events(database, libraries, IRAN)] == [f"outlet of {seen}"][:number]  # fmt: skip
        assert (await counts(database, libraries, IRAN)).events == number
        assert await count_hits(database, libraries, SearchQuery("harbour")) == number
        added = await filed(database, libraries, Stretch("2025", "2027"))
        assert (len(added.articles), len(added.events), len(added.stances)) == (number, number, number)
        for name in ("Iran", "Russia"):
            assert facts(directory, name, libraries) == facts(fresh, name, libraries) == number, (name, own)
    keys = await database.rows("SELECT DISTINCT f.key FROM events f JOIN articles a ON a.id = f.article WHERE a.removed_at IS NULL")  # fmt: skip
    assert len(keys) == (1 if EVERYONE in there else len(there)), "who sees both sees reports of one event"


STEPS = [
    # the server first, then everyone, and back
    ["file 111", "file everyone", "remove 111", "restore 111"],
    # everyone first
    ["file everyone", "file 111", "remove everyone", "restore everyone"],
    # two servers, of which one reads it again, and one has it no more
    ["file 111", "file everyone", "file 222", "file 111", "remove 222", "delete"],
    # everyone's is read again, removed for good, and loaded once more
    ["file 111", "file everyone", "file everyone", "remove everyone", "delete", "file everyone"],
    # the server's data is deleted: everyone's stays, and is the server's again
    ["file 111", "file everyone", "purge 111", "file 111"],
    # both are removed, and come back the other way round
    ["file 111", "file everyone", "remove everyone", "remove 111", "restore 111", "restore everyone"],
]


@pytest.mark.parametrize("steps", STEPS, ids=", ".join)
async def test_a_server_sees_its_own_copy_once(story: Story, steps: list[str]) -> None:
    directory = Directory((), Spellings())
    await directory.learn(story.database)
    for step in steps:
        await story.do(step)
        await check(story, directory)


@pytest.mark.parametrize("seed", range(6))
async def test_in_any_order_a_server_sees_its_own_copy_once(story: Story, seed: int) -> None:
    directory, chance = Directory((), Spellings()), random.Random(seed)  # noqa: S311 - to shuffle steps
    await directory.learn(story.database)
    whose = [f"{what} {library}" for what in ("file", "remove", "restore") for library in (A, B, EVERYONE)]
    for _ in range(14):
        await story.do(chance.choice([*whose, "delete", f"purge {A}"]))
        await check(story, directory)


# What a message names may be shown even if the server has its own by now: the page of an article, and its facts.
async def test_what_named_everyones_article_still_shows_it(story: Story, database: Database) -> None:
    everyones = await story.file(EVERYONE)
    await story.file(A)
    found = await held(database, Libraries(A), everyones)
    assert found
    assert found.listed.outlet == "outlet of everyone"
    assert len(await stances_in(database, Libraries(A), everyones)) == 1


# Ids of a server's own articles in one's own words, or at a page: the same, whichever came first.
NEAR = [
    # the same page in other words
    ({"text": TEXT.replace("Monday", "the Monday before"), "page": "a.test/1"}, {"page": "a.test/1"}),
    # the same words on another page
    ({"page": "b.test/1"}, {"page": "a.test/1"}),
]


@pytest.mark.parametrize("everyone_first", [False, True])
@pytest.mark.parametrize(("own", "everyones"), NEAR, ids=str)
async def test_a_copy_is_one_whichever_came_first(
    story: Story, database: Database, own: dict[str, str], everyones: dict[str, str], *, everyone_first: bool
) -> None:
    filings = [(A, own), (EVERYONE, everyones)]
    for library, where in reversed(filings) if everyone_first else filings:
        await story.file(library, **where)
    assert [row.library for row in await listing(database, Libraries(A))] == [A]
    assert [row.library for row in await listing(database, Libraries(B))] == [EVERYONE]


# Everyone's page says something else by now: the server's own is no copy of it any more.
async def test_what_is_no_longer_a_copy_hides_nothing(story: Story, database: Database) -> None:
    await story.file(A)
    await story.file(EVERYONE, page="a.test/1")
    assert len(await listing(database, Libraries(A))) == 1
    await story.file(EVERYONE, text="Iran attacked no one. Russia condemned nobody.", page="a.test/1")
    assert sorted(row.library for row in await listing(database, Libraries(A))) == [A, EVERYONE]
    assert await count_articles(database, Libraries(A)) == 2


# Two copies in one server hide one article of everyone's, and its facts are taken off once.
async def test_two_copies_in_one_server_hide_one_article(story: Story, database: Database) -> None:
    directory = Directory((), Spellings())
    await directory.learn(database)
    first = await story.file(A, page="a.test/1")
    second = await story.file(A, text=TEXT.replace("harbour", "port"), page="a.test/2")
    await story.file(EVERYONE, page="a.test/1")
    async with database.transaction() as transaction:  # as if its page had been one with it
        twin = await transaction.value("SELECT twin FROM articles WHERE id = :id", id=first)
        await transaction.run("UPDATE articles SET twin = :twin WHERE id = :id", twin=twin, id=second)
    assert await count_articles(database, Libraries(A)) == len(await listing(database, Libraries(A))) == 2
    for number, left in ((first, 1), (second, 1)):
        await remove(database, number, A, story.now)
        assert await count_articles(database, Libraries(A)) == len(await listing(database, Libraries(A))) == left
    await directory.keep_up(database)
    assert facts(directory, "Iran", Libraries(A)) == 1


# An edition that covers the time before the server had its own tells of everyone's, then as now.
async def test_a_stretch_of_time_is_as_it_was_then(story: Story, database: Database) -> None:
    everyones = await story.file(EVERYONE)
    then = Stretch("2025", story.now.isoformat(timespec="microseconds"))
    story.now += timedelta(hours=1)
    own = await story.file(A)
    assert set((await filed(database, Libraries(A), then)).articles) == {everyones}
    later = Stretch("2025", story.now.isoformat(timespec="microseconds"))
    assert set((await filed(database, Libraries(A), later)).articles) == {own}
