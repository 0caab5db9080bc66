"""Tests that the names in memory follow what any process does to the articles, and are saved only as they stand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.desk import open_desk
from bot.directory import directory as module
from bot.directory import turning
from bot.directory.directory import Directory
from bot.model.article import Origin
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import EVERYONE, Libraries
from bot.names import Spellings, Sure
from bot.settings import Settings
from bot.store.articles import file_reading
from bot.store.database import Database, open_database
from bot.store.removal import remove, restore
from bot.store.servers import enter, purge
from bot.store.single_process import sole_process
from bot.store.touched import KEPT, forget_notes, last_note

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from bot.directory.turning import Turn
    from bot.store.address import ServerAddress
    from tests.conftest import Tell

KNOWN = (
    KnownActor("iran", "Iran", ActorKind.COUNTRY),
    KnownActor("israel", "Israel", ActorKind.COUNTRY),
)


class Beside:
    """Another process on the same database, which indexes no names of ours."""

    def __init__(self, database: Database, tell: type[Tell], now: datetime) -> None:
        self.database, self.tell, self.now = database, tell, now

    def dawn(self, word: str = "today", name: str = "Operation Dawn") -> Tell:
        """An article that tells of Iran, and of an operation by a name."""
        return self.tell(f"Iran began it {word}.").event("began", by="iran", name=name)

    async def file(self, told: Tell, library: str = EVERYONE, reader: str = "test-1", by: str | None = None) -> int:
        """File an article."""
        if library != EVERYONE:
            async with self.database.transaction() as transaction:
                await enter(transaction, library, self.now)
        return (await file_reading(self.database, told.reading(reader), library, self.now, Origin(by=by))).article


@pytest.fixture
async def beside(
    database: Database, database_address: Path | ServerAddress, tell: type[Tell], now: datetime
) -> AsyncIterator[Beside]:
    async with open_database(database_address) as other:
        yield Beside(other, tell, now)


@pytest.fixture
async def directory(database: Database) -> Directory:
    found = Directory(KNOWN, Spellings())
    await found.learn(database)
    return found


def facts(directory: Directory, words: str, own: str = "111") -> int | None:
    """The facts of a name as those know it who see a library; None if they don't know it."""
    found = directory.resolve(words, Libraries(own), frozenset({"actor", "event"}))
    return found.match.facts if isinstance(found, Sure) else None


def everything(directory: Directory, *more: str) -> dict[tuple[str, str], object]:
    """All entries that the tests' articles can have."""
    ids = ("iran", "israel", "russia", "e.operation-dawn", "e.operation-dusk", *more)
    return {(key, library): directory._index.entry(key, library) for key in ids for library in (EVERYONE, "111", "222")}


async def test_changes_by_another_process_are_indexed(directory: Directory, database: Database, beside: Beside) -> None:
    await directory.keep_up(database)
    assert facts(directory, "Operation Dawn") is None
    number = await beside.file(beside.dawn())
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dawn"), facts(directory, "Iran")) == (1, 1)
    await remove(beside.database, number, EVERYONE, beside.now)
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dawn"), facts(directory, "Iran")) == (None, 0)
    await restore(beside.database, number, EVERYONE)
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dawn"), facts(directory, "Iran")) == (1, 1)


async def test_articles_reread_by_another_process_get_their_new_names(
    directory: Directory, database: Database, beside: Beside
) -> None:
    await beside.file(beside.dawn())
    await directory.keep_up(database)
    await beside.file(beside.dawn(name="Operation Dusk"), reader="test-2")
    await beside.file(beside.dawn(name="Operation Dawn"), reader="test-3")
    await beside.file(beside.dawn(name="Operation Dusk"), reader="test-4")
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dusk"), facts(directory, "Operation Dawn")) == (1, None)
    assert facts(directory, "Iran") == 1


# A server's own article stands for everyone's: its names count once there, whichever is removed.
async def test_the_names_of_an_article_that_everyone_has_too_count_once(
    directory: Directory, database: Database, beside: Beside
) -> None:
    await beside.file(beside.dawn(), "111", by="7")
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dawn"), facts(directory, "Operation Dawn", "222")) == (1, None)
    everyones = await beside.file(beside.dawn())
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dawn"), facts(directory, "Operation Dawn", "222")) == (1, 1)
    await remove(beside.database, everyones, EVERYONE, beside.now)
    await directory.keep_up(database)
    assert (facts(directory, "Operation Dawn"), facts(directory, "Operation Dawn", "222")) == (1, None)


@pytest.fixture
async def busy(beside: Beside) -> Beside:
    """Another process that filed seven articles, of which it read one again, removed another and took one back."""
    numbers = [
        await beside.file(beside.dawn(word), library)
        for word, library in zip("abcde", ("111",) * 3 + (EVERYONE,) * 2, strict=True)
    ]
    numbers += [await beside.file(beside.dawn(word, "Operation Dusk")) for word in "fg"]
    await beside.file(beside.dawn("a", "Operation Dusk"), "111", "test-2")
    await remove(beside.database, numbers[1], "111", beside.now)
    await remove(beside.database, numbers[3], EVERYONE, beside.now)
    await restore(beside.database, numbers[3], EVERYONE)
    return beside


@pytest.mark.parametrize("at_a_time", [1, 2, 50])
async def test_all_at_once_and_in_parts_it_ends_where_learning_everything_does(
    directory: Directory, database: Database, busy: Beside, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "_AT_A_TIME", at_a_time)
    await directory.keep_up(database)
    fresh = Directory(KNOWN, Spellings())
    await fresh.learn(busy.database)
    assert everything(directory) == everything(fresh)
    assert directory.seen == fresh.seen == await last_note(database)


# Between reading the notes and reading the articles, another process goes on: nothing is counted twice, nothing is left out.
@pytest.mark.parametrize("also", ["filed", "read again", "removed"])
async def test_names_that_change_during_indexing_count_once(
    directory: Directory, database: Database, beside: Beside, also: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await beside.file(beside.dawn())
    await directory.keep_up(database)
    await beside.file(beside.dawn("again"))
    await beside.file(beside.dawn(name="Operation Dusk"), reader="test-2")
    once = [also]

    async def meanwhile(*given: object) -> Turn:
        if once:
            match once.pop():
                case "filed":
                    await beside.file(beside.dawn("later"))
                case "read again":
                    await beside.file(beside.dawn("again", "Operation Dusk"), reader="test-2")
                case _:
                    await remove(beside.database, number, EVERYONE, beside.now)
        return await turning.turn_of(*given)  # type: ignore[arg-type] # whatever it is called with

    monkeypatch.setattr(module, "turn_of", meanwhile)
    await directory.keep_up(database)
    await directory.keep_up(database)
    fresh = Directory(KNOWN, Spellings())
    await fresh.learn(database)
    assert not once
    assert everything(directory) == everything(fresh)


async def test_many_at_a_time_index_each_article_once(directory: Directory, database: Database, busy: Beside) -> None:
    await asyncio.gather(*(directory.keep_up(database) for _ in range(8)))
    fresh = Directory(KNOWN, Spellings())
    await fresh.learn(database)
    assert everything(directory) == everything(fresh)


# The bot is stopped while it learns: the names are saved at the stop, so they have to be whole.
async def test_a_cancelled_look_is_finished_all_the_same(
    directory: Directory, database: Database, busy: Beside
) -> None:
    for steps in range(1, 40):
        looking = asyncio.create_task(directory.keep_up(database))
        for _ in range(steps):
            await asyncio.sleep(0)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
    await directory.keep_up(database)
    fresh = Directory(KNOWN, Spellings())
    await fresh.learn(database)
    assert everything(directory) == everything(fresh)


async def test_a_purged_server_leaves_no_note(directory: Directory, database: Database, beside: Beside) -> None:
    number = await beside.file(beside.dawn(), "111")
    await remove(beside.database, number, "111", beside.now)
    await purge(beside.database, "111")
    assert await database.rows("SELECT * FROM touched") == []
    await directory.keep_up(database)
    assert facts(directory, "Operation Dawn") is None


async def test_old_notes_go_and_the_last_is_remembered(database: Database, beside: Beside) -> None:
    for word in "abc":
        await beside.file(beside.dawn(word))
    await forget_notes(database, KEPT + 2)
    assert [row["number"] for row in await database.rows("SELECT number FROM touched")] == [3]
    await forget_notes(database, KEPT + 3)
    assert await last_note(database) == 3


# ---- What is saved for the next start ----


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Russia said no.", encoding="utf-8")
    return Settings(attache_database=tmp_path / "attache.db", attache_seeds=tmp_path / "seeds")


@pytest.mark.usefixtures("lent_workers", "lent_names")
async def test_names_from_other_processes_are_saved_at_the_stop(
    settings: Settings, tell: type[Tell], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(settings), open_database(settings.attache_database) as other:
        beside = Beside(other, tell, now)
        await beside.file(beside.dawn())

    async def filled(*_: object) -> None:
        pytest.fail("the directory was filled anew")

    monkeypatch.setattr(Directory, "learn", filled)
    async with open_desk(settings) as desk:
        assert facts(desk.directory, "Operation Dawn") == 1
        assert desk.directory.seen == await last_note(desk.database)


# A command may have begun before the bot deleted a server: its names would come back with what the command saves.
@pytest.mark.parametrize(("sole", "saves"), [(False, False), (True, True)])
@pytest.mark.usefixtures("lent_workers", "lent_names")
async def test_beside_a_running_bot_a_command_saves_no_names(
    settings: Settings, tell: type[Tell], now: datetime, sole: bool, saves: bool
) -> None:
    names = settings.attache_database.with_suffix(".names")
    async with open_desk(settings):
        pass
    before = names.read_bytes()
    with sole_process(settings.attache_database):
        async with open_desk(settings, sole=sole) as desk:
            beside = Beside(desk.database, tell, now)
            await beside.file(beside.dawn())
    assert (names.read_bytes() != before) == saves


@pytest.mark.usefixtures("lent_workers", "lent_names")
async def test_a_servers_names_go_with_its_data_from_the_disk_too(
    settings: Settings, tell: type[Tell], now: datetime
) -> None:
    names = settings.attache_database.with_suffix(".names")
    async with open_desk(settings) as desk:
        beside = Beside(desk.database, tell, now)
        await beside.file(beside.dawn(name="Operation Undertow"), "111")
    assert b"Operation Undertow" in names.read_bytes()
    async with open_desk(settings) as desk:
        assert await desk.purge("111")
        assert not names.exists()
    assert b"Operation Undertow" not in names.read_bytes()
