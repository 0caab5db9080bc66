"""Tests the commands with the database on a PostgreSQL server: a library is moved there, the bot starts, files and answers, and what is the server's own to do is said."""

from __future__ import annotations

import asyncio
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from bot.cli.checks import State, of_this_machine
from bot.cli.dispatch import main
from bot.desk import open_desk
from bot.errors import AskError
from bot.model.library import Libraries
from bot.model.query import Request
from bot.settings import Settings, load_settings
from bot.store.address import ServerAddress, address
from bot.store.single_process import sole_process
from tests.databases import HAS_SERVER, NO_SERVER
from tests.lending import ARTICLE, DATABASE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.databases import Servers

pytestmark = pytest.mark.skipif(not HAS_SERVER, reason=NO_SERVER)


@pytest.fixture
async def server(postgresql: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ServerAddress]:
    """An empty database that the settings name."""
    async with postgresql.database(empty=True) as server:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("ATTACHE_DATABASE", server.dsn)
        monkeypatch.setenv("ATTACHE_SEEDS", str(ARTICLE))
        monkeypatch.setenv("ATTACHE_PORT", "0")
        monkeypatch.delenv("DISCORD_TOKEN", raising=False)
        yield server


def said(about: str) -> list[tuple[State, str]]:
    return [(found.state, found.sentence) for found in of_this_machine(load_settings()) if found.about == about]


@pytest.mark.usefixtures("lent_workers", "lent_names")
async def test_the_bot_starts_files_and_answers(server: ServerAddress) -> None:
    state, sentence = said("database")[0]
    assert (state, "the first start makes its tables" in sentence) == (State.NOTE, True)
    for _ in range(2):  # the second start finds what the first one left
        async with open_desk(load_settings()) as desk:
            found = await desk.ask(Request("stance", (("holder", "Russia"),)), Libraries())
            assert "condemned the US attack" in str(found)
    with sole_process(server):
        assert [sentence for _, sentence in said("database")][1] == "a bot is running on it"
    (state, sentence), (_, nobody) = said("database")
    assert (state, "1 article" in sentence, nobody) == (State.OK, True, "no bot is running on it")
    assert said("backups")[0][0] is State.NOTE


async def test_a_server_that_is_not_there_is_said(server: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_DATABASE", "postgresql://me:secret@127.0.0.1:1/attache")
    [(state, sentence)] = said("database")
    assert state is State.WRONG
    assert "postgresql://127.0.0.1:1/attache can't be used" in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    ("command", "says"), [(("backup",), "with pg_dump"), (("restore", "x.db"), "with pg_restore --clean")]
)
async def test_backups_are_the_servers(
    server: ServerAddress, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], says: str
) -> None:
    assert await asyncio.to_thread(main, [*command]) == 1
    assert says in capsys.readouterr().err


@pytest.mark.usefixtures("lent_workers", "lent_names")
async def test_a_library_is_moved(
    server: ServerAddress,
    seeded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = copytree(seeded, tmp_path / "library")
    monkeypatch.setenv("ATTACHE_DATABASE", str(folder / DATABASE))
    assert await asyncio.to_thread(main, ["migrate-to", server.dsn]) == 0
    assert "1 article of" in (told := capsys.readouterr().out)
    assert "each compared" in told
    assert await asyncio.to_thread(main, ["migrate-to", server.dsn]) == 1
    assert "holds a library already" in capsys.readouterr().err
    async with open_desk(Settings(attache_database=server, attache_seeds=ARTICLE)) as desk:
        found = await desk.ask(Request("stance", (("holder", "Russia"),)), Libraries())
        assert "condemned the US attack" in str(found)


@pytest.mark.parametrize("given", ["x.db", "mysql://h/x", "postgresql://h", "postgresql://h/", "postgresql://h/a/b"])
async def test_only_a_servers_database_can_be_moved_to(
    seeded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    monkeypatch.setenv("ATTACHE_DATABASE", str(seeded / DATABASE))
    assert await asyncio.to_thread(main, ["migrate-to", given]) == 1
    assert "Give the address of a database" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["mysql://h/x", "postgresql://h", "postgresql://h/a/b"])
def test_an_address_of_something_else_is_no_setting(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_DATABASE", given)
    with pytest.raises(AskError, match="ATTACHE_DATABASE must be a path, or an address like postgresql://"):
        load_settings()


def test_an_address_is_shown_without_user_and_password() -> None:
    shown = address("postgresql://me:secret@db.example.org:5433/attache")
    assert str(shown) == "postgresql://db.example.org:5433/attache"
    assert "secret" not in repr(shown)
    assert "secret" not in repr(Settings(attache_database=shown))
