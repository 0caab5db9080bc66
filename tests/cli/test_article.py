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

pytestmark = pytest.mark.usefixtures("lent_workers", "unsaved_names")

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
    assert "999: There is no article 999 in this library. See attache article list." in trouble
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
    file_for("4242", folder, "Denmark condemned Belarus as well.")
    assert "Denmark" not in attache("article", "list")[0]
    assert "Denmark" in attache("article", "--server", "4242", "list")[0]
    assert "There is no article 3 in this library" in attache("article", "remove", "3")[1]
    assert "There is no article 2 in this library" in attache("article", "--server", "4242", "remove", "2")[1]
    assert "is removed" in attache("article", "--server", "4242", "remove", "1")[0]


# The first article of a second server used to be number four.
def test_numbers_are_a_librarys_own(attache: Attache, folder: Path) -> None:
    first, second = (
        file_for("4242", folder, "Denmark condemned Belarus."),
        file_for("77", folder, "Finland closed a port."),
    )
    third = file_for("4242", folder, "Norway closed a port, too.")
    assert (first, second, third) == ("1", "1", "2")
    assert numbers(attache("article", "list")[0]) == ["2", "1"]
    assert numbers(attache("article", "list", "--server", "4242")[0]) == ["2", "1"]
    assert numbers(attache("article", "list", "--server", "77")[0]) == ["1"]
    removed, _, _ = attache("article", "remove", "1", "--server", "77")
    assert (
        removed
        == "1: “Finland closed a port.” is removed. To restore it within a day: attache article restore 1 --server 77.\n"
    )
    assert (
        attache(*removed.split(": attache ")[1].rstrip(".\n").split())[0]
        == "1: “Finland closed a port.” is restored.\n"
    )
    assert "Denmark condemned Belarus" in attache("article", "list", "--server", "4242")[0], "another's number 1 stays"
    # a number is never reused
    attache("article", "remove", "2", "--server", "4242")
    assert file_for("4242", folder, "Estonia opened a port.") == "3"


# README has it after the action, where argparse took it for a word.
@pytest.mark.parametrize(
    "words",
    [
        ("article", "--server", "4242", "list"),
        ("article", "list", "--server", "4242"),
        ("article", "list", "--server=4242", "denmark"),
        ("article", "list", "denmark", "condemned", "--server", "4242", "--page", "1"),
        # the last one counts
        ("article", "--server", "77", "list", "--server", "4242"),
    ],
)
def test_the_server_option_works_before_and_after_the_action(
    attache: Attache, folder: Path, words: tuple[str, ...]
) -> None:
    file_for("4242", folder, "Denmark condemned Belarus.")
    listed, trouble, status = attache(*words)
    assert (trouble, status) == ("", 0)
    assert "Denmark condemned Belarus" in listed


def numbers(listed: str) -> list[str]:
    """The numbers in a list."""
    return [row.split()[0] for row in listed.splitlines()[1:]]


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


def file_for(server: str, folder: Path, text: str) -> str:
    """Files an article in a server's own library. Returns its number."""
    return asyncio.run(
        _file_for(server, Settings(attache_database=folder / "a.db", attache_seeds=folder / "seeds"), text)
    )


async def _file_for(server: str, settings: Settings, text: str) -> str:
    async with open_desk(settings) as desk:
        await desk.library.begin(server)
        found = await desk.intake.from_text(text)
        _, held = await desk.library.file(await desk.library.draft(found, server, "77"))
    assert held
    return str(held.listed.number)
