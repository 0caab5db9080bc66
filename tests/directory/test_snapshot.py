"""Tests that a saved directory is used only if it is the right one, and that a damaged one is built again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.desk import open_desk
from bot.directory.directory import Directory
from bot.directory.snapshot import save, saved, stamp
from bot.knowledge.actors import load_actors
from bot.model.answer import Answer
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.model.query import Request
from bot.names import Spellings, Sure
from bot.settings import Settings
from tests.lending import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_workers")

KINDS = frozenset({"actor"})


@pytest.fixture
def directory() -> Directory:
    return Directory((KnownActor("iran", "Iran", ActorKind.COUNTRY),), Spellings())


def test_a_saved_directory_finds_the_same(directory: Directory, tmp_path: Path) -> None:
    save(directory, tmp_path / "a.names", stamp("1 article"))
    found = saved(tmp_path / "a.names", stamp("1 article"))
    assert found
    assert isinstance(found.resolve("iran", Libraries(), KINDS), Sure)


@pytest.mark.parametrize("wanted", ["2 articles", ""])
def test_of_other_articles_it_is_not_taken(directory: Directory, tmp_path: Path, wanted: str) -> None:
    save(directory, tmp_path / "a.names", stamp("1 article"))
    assert saved(tmp_path / "a.names", stamp(wanted)) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{stamp}\n", b"{stamp}\nno pickle", b"{stamp}\n\x80\x05K\x01."])
def test_a_damaged_or_foreign_file_is_not_taken(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.names").write_bytes(content.replace(b"{stamp}", stamp("x").encode()))
    assert saved(tmp_path / "a.names", stamp("x")) is None


def test_no_file_is_no_directory(tmp_path: Path) -> None:
    assert saved(tmp_path / "none.names", stamp("x")) is None


# A full disk, a missing folder, a name that is taken: none of these matters, because the file is only a cache.
@pytest.mark.parametrize("trouble", ["full", "gone", "taken"])
def test_a_failed_save_is_logged_and_stops_nothing(
    directory: Directory, tmp_path: Path, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    path = tmp_path / ("none/a.names" if trouble == "gone" else "a.names")
    if trouble == "full":
        (tmp_path / "a.names.new").symlink_to("/dev/full")
    elif trouble == "taken":
        (tmp_path / "a.names.new").mkdir()
    save(directory, path, stamp("x"))
    assert "the names could not be saved" in caplog.text
    assert saved(path, stamp("x")) is None
    assert not (tmp_path / "a.names.new").is_symlink()  # what was begun is not left behind


async def test_a_first_start_reads_the_gazetteer_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counting(folder: Path) -> tuple[KnownActor, ...]:
        read.append(folder)
        return load_actors(folder)

    monkeypatch.setattr("bot.desk.load_actors", counting)
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)):
        pass
    assert len(read) == 1


@pytest.mark.usefixtures("lent_names")
async def test_the_second_start_fills_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)
    request = Request("stance", (("holder", "Rusia"), ("on", "midnight hammer")))
    async with open_desk(settings) as desk:
        first = await desk.ask(request, Libraries())

    async def filled(*_: object) -> None:
        pytest.fail("the directory was filled anew")

    monkeypatch.setattr(Directory, "learn", filled)
    async with open_desk(settings) as desk:
        assert await desk.ask(request, Libraries()) == first
    assert isinstance(first, Answer)
    assert first.found


# A signal cancels what runs: the names of the seeds, which are read once the bot is up, must be there at the next start.
@pytest.mark.usefixtures("lent_names")
async def test_the_names_are_saved_when_a_signal_ends_the_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)
    read = asyncio.Event()

    async def running() -> None:
        async with open_desk(settings, seeded=False) as desk:
            await desk.seed()
            read.set()
            await asyncio.Event().wait()

    bot = asyncio.create_task(running())
    await read.wait()
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)

    async def filled(*_: object) -> None:
        pytest.fail("the directory was filled anew")

    monkeypatch.setattr(Directory, "learn", filled)
    async with open_desk(settings) as desk:
        assert isinstance(await desk.ask(Request("stance", (("holder", "Rusia"),)), Libraries()), Answer)


@pytest.mark.usefixtures("lent_names")
async def test_a_damaged_file_costs_nothing_but_time(tmp_path: Path) -> None:
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)
    async with open_desk(settings):
        pass
    (tmp_path / "a.names").write_bytes(b"\x00" * 100)
    async with open_desk(settings) as desk:
        found = await desk.ask(Request("stance", (("holder", "Rusia"),)), Libraries())
    assert isinstance(found, Answer)
    assert saved(tmp_path / "a.names", stamp("x")) is None
