"""Tests the command line: help with examples, answers as text and JSON, exit statuses, and error messages."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.cli.dispatch import COMMANDS
from bot.model.library import EVERYONE
from bot.store.articles import file_reading
from bot.store.database import open_database
from tests.conftest import NOW, Tell
from tests.lending import ARTICLE, DATABASE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_workers", "unsaved_names")

SAID = "/quote speaker:Araghchi"
NOT_SAID = '/quote speaker:Araghchi about:"xylophone"'


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Another working directory, with none of our variables set but the seeds: one article."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "ATTACHE_DATABASE", "ATTACHE_PORT", "ATTACHE_LOG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ATTACHE_SEEDS", str(ARTICLE))
    return tmp_path


@pytest.fixture
def filed(elsewhere: Path, monkeypatch: pytest.MonkeyPatch, seeded: Path) -> None:
    """A database of the test's own with the seeds."""
    shutil.copytree(seeded, elsewhere, dirs_exist_ok=True)
    monkeypatch.setenv("ATTACHE_DATABASE", str(elsewhere / DATABASE))


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--help"])
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if not re.search(rf"^    {name}\s+\w", shown, re.MULTILINE)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_says_what_it_does_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        main([command, "--help"])
    shown = capsys.readouterr().out
    assert re.search(rf"example(?:.*\n)+?.*attache {command}\b", shown, re.IGNORECASE)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--version"])
    assert re.fullmatch(r"attache \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("arguments", [[], ["gossip"], ["ask"], ["ask", SAID, "more"]])
def test_a_line_that_argparse_refuses(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(arguments)
    assert "usage: attache" in capsys.readouterr().err


# ---- ask ------------------------------------------------------------------------------------------------------------


def test_the_first_question_files_the_seeds_and_makes_the_database(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", SAID]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Abbas Araghchi: ")
    assert "(Araghchi, read as Abbas Araghchi (surname))" in shown
    assert "“criminal”" in shown
    assert "Araghchi called it “criminal” and warned Iran would use its right to defend itself." in shown
    assert "published about 23 June 2025" in shown
    assert "From 1 article.\nAsk next: " in shown
    assert (elsewhere / "var" / "attache.db").exists()


@pytest.mark.usefixtures("filed")
def test_an_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", SAID]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["kind"] == "answer"
    assert answer["query"]["speaker"] == {"kind": "actor", "id": "abbas-araghchi", "name": "Abbas Araghchi"}
    lines = [line for section in answer["sections"] for line in section["lines"]]
    assert lines
    for line in lines:
        for evidence in line["evidence"]:
            assert all(evidence["sentence"][span["start"] : span["end"]] for span in evidence["marked"])


async def _told(path: Path) -> None:
    """Adds three articles of three days to a library."""
    async with open_database(path) as database:
        for day in (20, 21, 22):
            told = Tell(f"Israel attacked Iran in raid {day}.", published=f"2025-06-{day}")
            told = told.event("attacked", by="israel", to="iran", date=f"2025-06-{day}")
            await file_reading(database, told.reading(), EVERYONE, NOW)


@pytest.mark.usefixtures("filed")
def test_the_picture_of_an_answer(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_told(elsewhere / DATABASE))
    picture = elsewhere / "israel.png"
    assert main(["ask", "--picture", str(picture), "/timeline about:Israel"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Timeline of Israel: ")
    assert f"{picture}: Timeline of Israel: 3 dated events from 20 June 2025 to 22 June 2025" in said.err
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert main(["ask", "--picture", str(elsewhere / "no" / "a.png"), "/timeline about:Israel"]) == 1
    assert "choose another file" in capsys.readouterr().err
    assert main(["ask", "--picture", str(picture), SAID]) == 1
    said = capsys.readouterr()
    assert "“criminal”" in said.out
    assert "There is no picture of this" in said.err


@pytest.mark.usefixtures("filed")
def test_a_question_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "/stance holder:Xqzzk"]) == 1
    assert capsys.readouterr().out.startswith("I know no actor named “Xqzzk”.")
    assert main(["ask", "--json", "/stance holder:Xqzzk"]) == 1
    assert json.loads(capsys.readouterr().out)["kind"] == "question"


@pytest.mark.usefixtures("filed")
def test_nothing_found_is_no_success_and_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", NOT_SAID]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("No quotation by Abbas Araghchi with the words “xylophone” in the one article")
    assert "I did find " in shown


@pytest.mark.usefixtures("filed")
def test_a_servers_own_question_sees_everyones_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--server", "111", SAID]) == 0
    assert "“criminal”" in capsys.readouterr().out


ASKED = "/stance, /timeline, /quote, /search, /who, /compare, /relation"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", f"attache: “” is not a command: use {ASKED}.\n"),
        ("what is who", f"attache: “what is who” is not a command: use {ASKED}.\n"),
        ("/stance Russia", "attache: I don't understand “Russia”: /stance takes holder:, on:, since:, until:\n"),
        (
            "/stance",
            "attache: /stance needs holder or on: a name, like /stance holder:Russia or /stance on:oil price cap.\n",
        ),
        (
            "/timeline about:Iran since:soon",
            "attache: I can't read “soon” as a date: write it like 2025-06-23, June 2025 or “two weeks ago”.\n",
        ),
    ],
)
def test_a_line_that_is_no_question_gives_one_sentence(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", line]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", sentence)


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("ATTACHE_PORT", "eighty", "attache: The setting ATTACHE_PORT must be a whole number from 0 to 65535: "),
        (
            "ATTACHE_SEEDS",
            "nowhere",
            "attache: ATTACHE_SEEDS has to be a folder of articles. There is no file or folder 'nowhere'.",
        ),
        ("ATTACHE_DATABASE", "file/attache.db", "attache: the database file/attache.db can't be used: "),
        ("ATTACHE_DATABASE", "file", "attache: the database file can't be used: file is not a database"),
    ],
)
def test_errors_that_the_operator_can_fix_are_one_sentence(
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    value: str,
    sentence: str,
) -> None:
    (elsewhere / "file").write_text("This is a shopping list. " * 100)
    monkeypatch.setenv(variable, value)
    assert main(["ask", SAID]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith(sentence)
    assert shown.err.count("\n") == 1


# ---- What only a separate process shows
# ------------------------------------------------------------------------------


def attache(*arguments: str | bytes, **how: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "bot", *arguments], capture_output=True, check=False, **how)  # type: ignore[call-overload] # passes on


# A shell passes raw bytes on; JSON and databases hold only text.
@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("option", [(), ("--json",)])
def test_bytes_that_are_no_text_are_asked_as_such(option: tuple[str, ...]) -> None:
    done = attache("ask", *option, b'/quote speaker:Araghchi about:"\xff\xfe"')
    assert (done.returncode, done.stderr) == (1, b"")
    assert "��" in done.stdout.decode()


@pytest.mark.usefixtures("filed")
def test_a_terminal_that_knows_no_quotation_marks() -> None:
    done = attache("ask", SAID, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u201ccriminal\\u201d" in done.stdout


@pytest.mark.usefixtures("filed")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", SAID], stdout=nobody, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")
