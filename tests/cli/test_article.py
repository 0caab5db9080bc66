"""Tests `attache article`: it lists everyone's articles, removes them by number or link, restores them for a day, and reads them again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.desk import open_desk
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Attache = Callable[..., tuple[str, str, int]]
    """Runs the command line: what it prints, what it says on standard error, its exit status."""

RAID = "---\ntitle: Raid condemned\noutlet: The Fjord\nurl: https://fjord.example/raid\npublished: 2025-03-04\n---\nSweden supports the embargo against Belarus. Norway condemned the raid."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database, and a folder of seeds with two articles."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "raid.md").write_text(RAID, encoding="utf-8")
    (tmp_path / "seeds" / "talks.txt").write_text("Iran and Oman held talks in Muscat.", encoding="utf-8")
    monkeypatch.setenv("ATTACHE_DATABASE", str(tmp_path / "a.db"))
    monkeypatch.setenv("ATTACHE_SEEDS", str(tmp_path / "seeds"))
    return tmp_path


@pytest.fixture
def attache(folder: Path, capsys: pytest.CaptureFixture[str]) -> Attache:
    assert folder.exists()

    def run(*words: str) -> tuple[str, str, int]:
        status = main(list(words))
        said = capsys.readouterr()
        return said.out, said.err, status

    return run


def test_an_article_goes_by_its_link_or_number_and_comes_back(attache: Attache) -> None:
    listed, _, status = attache("article", "list")
    assert status == 0
    head, *rows = listed.splitlines()
    assert head == "2 articles"
    [raid] = [row for row in rows if "Raid condemned" in row]
    assert raid.endswith("(2025-03-04 · The Fjord · https://fjord.example/raid)")
    number = raid.split()[0]

    removed, trouble, status = attache(
        "article", "remove", "http://www.fjord.example/raid/?utm_source=x", "999", "https://fjord.example/no"
    )
    assert (
        f"{number}: “Raid condemned” is removed. To restore it within a day: attache article restore {number}."
        in removed
    )
    assert "It was loaded from a file: delete that file too" in removed
    assert "999: That article no longer exists here" in trouble
    assert "https://fjord.example/no: No article has that link" in trouble
    assert status == 1
    assert attache("article", "list", "raid")[0] == "0 articles\n"
    assert attache("ask", "/stance holder:Sweden")[2] == 1, "an answer still rests on it"

    again, trouble, status = attache("article", "remove", number)
    assert (again, status) == ("", 1)
    assert "That article no longer exists here" in trouble
    assert attache("article", "restore", number)[0] == f"{number}: “Raid condemned” is restored.\n"
    assert "supports" in attache("ask", "/stance holder:Sweden")[0].lower()

    told, _, status = attache("article", "reread", number)
    assert status == 0
    assert f"{number}: “Raid condemned” was read again: " in told
    assert "Its page could not be fetched: I can't find the site fjord.example" in told


def test_a_servers_own_are_meant_only_where_it_is_named(attache: Attache, folder: Path) -> None:
    number = asyncio.run(file_for("4242", Settings(attache_database=folder / "a.db", attache_seeds=folder / "seeds")))
    assert "Denmark" not in attache("article", "list")[0]
    assert "Denmark" in attache("article", "--server", "4242", "list")[0]
    assert "That article no longer exists here" in attache("article", "remove", number)[1]
    assert "only the bot's operator" in attache("article", "--server", "4242", "remove", "1")[1]
    assert "is removed" in attache("article", "--server", "4242", "remove", number)[0]


HOSTILE = "<html><head><title>Raid&#27;]0;owned&#7; ends&#155;2J</title></head><body><article><p>Norway condemned the raid on the port, and its minister said on Monday that nobody had been asked before the ships set out.</p></article></body></html>"


def test_a_title_is_not_obeyed_by_the_terminal(attache: Attache, folder: Path) -> None:
    (folder / "seeds" / "hostile.html").write_text(HOSTILE, encoding="utf-8")
    (folder / "seeds" / "no\x1b[2Jpdf.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    listed, trouble, _ = attache("article", "list")
    [row] = [row for row in listed.splitlines() if "owned" in row]
    assert "Raid]0;owned ends" in row
    number = row.split()[0]
    told = [listed, trouble, *attache("article", "remove", number)[:2], *attache("load", str(folder / "seeds"))[:2]]
    assert "no[2Jpdf.pdf" in told[-1]
    assert all(sign.isprintable() for sign in "".join(told).replace("\n", ""))


async def file_for(server: str, settings: Settings) -> str:
    """File an article of a server's own; its number."""
    async with open_desk(settings) as desk:
        found = await desk.intake.from_text("Denmark condemned Belarus as well.")
        filed, _ = await desk.library.file(await desk.library.draft(found, server, "77"))
    return str(filed.article)
