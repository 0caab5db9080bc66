"""Tests `attache export` and `attache purge` as an operator types them."""

from __future__ import annotations

import asyncio
import io
import json
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.store.articles import file_reading
from bot.store.database import open_database
from bot.store.single_process import sole_process
from tests.conftest import NOW, Tell, entered

if TYPE_CHECKING:
    from pathlib import Path

SERVER, OTHER = "112233445566778899", "998877665544332211"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with an article of each of two servers."""
    made = tmp_path / "attache.db"

    async def filled() -> None:
        async with open_database(made) as database:
            await entered(database, SERVER, OTHER)
            for server in (SERVER, OTHER):
                article = Tell(f"Iran condemned \x1b[2J the attack of {server}.").event("attack", by="iran")
                await file_reading(database, article.reading(), server, NOW)

    asyncio.run(filled())
    monkeypatch.setenv("ATTACHE_DATABASE", str(made))
    monkeypatch.chdir(tmp_path)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, typed: str, *, terminal: bool = True) -> None:
    """What is typed when the command asks."""
    standard_input = io.StringIO(typed)
    monkeypatch.setattr(standard_input, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("sys.stdin", standard_input)


def tables(capsysbinary) -> list[str]:
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert all(line.isprintable() for line in lines), "a terminal obeys what is in an article"
    return [json.loads(line)["table"] for line in lines]


@pytest.mark.usefixtures("path")
def test_a_server_is_exported_in_lines(capsysbinary) -> None:
    assert main(["export", "--server", SERVER]) == 0
    assert tables(capsysbinary) == ["servers", "libraries", "articles", "events"]


@pytest.mark.parametrize(
    ("typed", "deleted"), [("y\n", True), ("YES\n", True), ("n\n", False), ("", False), ("\n", False)]
)
def test_a_deletion_asks_and_says_what_it_took(typed: str, deleted: bool, path: Path, monkeypatch, capsys) -> None:
    names = path.with_suffix(".names")
    names.write_bytes(b"the server's names too")
    answer(monkeypatch, typed)
    assert main(["purge", "--server", SERVER]) == int(not deleted)
    asked, said = capsys.readouterr().out.split(" [y/N] ")
    assert asked == f"Delete all that is stored of the server {SERVER} (its settings and 1 article) for good?"
    wanted = f"Deleted all that was stored of the server {SERVER}: its settings and 1 article. Backups made before still have it.\n"
    assert said == (wanted if deleted else "Nothing was deleted.\n")
    assert main(["export", "--server", SERVER]) == int(deleted)
    assert main(["export", "--server", OTHER]) == 0
    assert names.exists() != deleted


@pytest.mark.usefixtures("path")
def test_without_a_terminal_yes_must_be_given(monkeypatch, capsys) -> None:
    answer(monkeypatch, "y\n", terminal=False)
    assert main(["purge", "--server", SERVER]) == 1
    assert "(its settings and 1 article): add --yes if you are sure" in capsys.readouterr().err
    assert main(["purge", "--server", SERVER, "--yes"]) == 0
    assert main(["purge", "--server", SERVER, "--yes"]) == 1
    assert f"nothing is stored of the server {SERVER}" in capsys.readouterr().err


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("command", ["export", "purge"])
@pytest.mark.parametrize("server", ["everyone", "", "12x", "\u0661\u0662", "1' OR '1'='1"])
def test_what_is_no_id_is_refused(command: str, server: str, capsys) -> None:
    assert main([command, "--server", server]) == 1
    assert "takes a server's Discord ID" in capsys.readouterr().err


# The bot has the server's names in memory, and would save them for its next start.
def test_nothing_is_deleted_under_a_running_bot(path: Path, capsys) -> None:
    with sole_process(path):
        assert main(["purge", "--server", SERVER, "--yes"]) == 1
        assert "is running on" in capsys.readouterr().err
        assert main(["export", "--server", SERVER]) == 0


def test_without_a_database_it_says_so_and_makes_none(path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("ATTACHE_DATABASE", str(path.with_name("none.db")))
    for command in ("export", "purge"):
        assert main([command, "--server", SERVER]) == 1
        assert "There is no database at" in capsys.readouterr().err
    assert not path.with_name("none.db").exists()
