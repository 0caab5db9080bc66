"""Tests `attache resolve`: one answer for each line, in order, whatever the lines contain."""

import asyncio
import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.model.facts import Actor, ActorKind
from bot.model.library import EVERYONE
from bot.store.articles import file_reading
from bot.store.database import open_database


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.jsonl"
    path.write_text(
        '{"id": "1", "name": "Kaja Kallas", "aliases": ["KK"]}\n\n{"id": "2", "name": "Afghanistan"}\n{"id": "e1", "name": "Kallas visit", "kind": "event"}\n',
        encoding="utf-8",
    )
    return path


def _answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, *arguments: str
) -> list[str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["resolve", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_list_from_outside_is_answered_in_json(monkeypatch, capsys, names: Path) -> None:
    typed = ["kaja kalas", "KK", "kabul", "", "🦆 '; --", "x" * 6000]
    rows = [
        json.loads(line)
        for line in _answers(
            monkeypatch, capsys, "\n".join(typed) + "\n", "--json", "--index", str(names), "--kind", "actor"
        )
    ]
    assert [row["query"] for row in rows] == typed
    assert [row["matches"][0]["id"] if row["matches"] else None for row in rows] == ["1", "1", "2", None, None, None]
    assert set(rows[0]["matches"][0]) == {"id", "name", "kind", "score", "reason"}
    assert all(0 <= match["score"] <= 1 and match["kind"] == "actor" for row in rows for match in row["matches"])


# An empty line, an emoji, quotation marks: one output line each, without stray characters.
def test_each_line_without_a_name_says_so(monkeypatch, capsys, names: Path) -> None:
    lines = _answers(monkeypatch, capsys, '\n🦆\n"Kaja Kallas\n@everyone\n', "--index", str(names))
    assert lines == ["(not a name: it has no letters)", "(not a name: it has no letters)", "Kaja Kallas is Kaja Kallas, High Representative of the European Union (name)", "@everyone is unknown"]  # fmt: skip


def test_an_event_can_be_asked_for(monkeypatch, capsys, names: Path) -> None:
    row = json.loads(
        _answers(monkeypatch, capsys, "kallas visit\n", "--json", "--index", str(names), "--kind", "event")[0]
    )
    assert [match["id"] for match in row["matches"]] == ["e1"]


def test_lines_for_people_say_is_may_be_and_not_known(monkeypatch, capsys, names: Path) -> None:
    lines = _answers(monkeypatch, capsys, "Kaja Kallas\nKaja\nzzzz\n", "--index", str(names))
    assert lines[0].startswith("Kaja Kallas is Kaja Kallas")
    assert " may be " in lines[1]
    assert "is unknown" in lines[2]


@pytest.mark.parametrize("line", ["no json", '{"id": "1"}', "[1]", '"name"'])
def test_a_line_that_is_no_name_is_told_by_its_number(monkeypatch, capsys, tmp_path: Path, line: str) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"id": "1", "name": "A"}\n' + line + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n"))
    assert main(["resolve", "--index", str(path)]) == 1
    assert "names.jsonl line 2 is not a name" in capsys.readouterr().err


def test_a_missing_list_is_told(monkeypatch, capsys, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n"))
    assert main(["resolve", "--index", str(tmp_path / "none.jsonl")]) == 1
    assert "can't be read" in capsys.readouterr().err


def test_bytes_that_are_no_text_are_a_name_like_any_other(monkeypatch, capsys, names: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\x00 kaja\rkallas\nKK\n")))
    assert main(["resolve", "--json", "--index", str(names)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["matches"][0]["id"] for row in rows] == ["1", "1"]


@pytest.fixture
def library(monkeypatch, tmp_path: Path, tell) -> None:
    """One article with a person on no list and an event without a name."""
    told = tell("Quirinus Zauberbaum said so. Israel struck Fordow.").event("struck", by="israel", place="Fordow")
    who = Actor("q", "Quirinus Zauberbaum", ActorKind.PERSON)
    reading = replace(told.reading(), actors=(*told.reading().actors, who))
    monkeypatch.setenv("ATTACHE_DATABASE", str(tmp_path / "a.db"))

    async def filed() -> None:
        async with open_database(tmp_path / "a.db") as database:
            await file_reading(database, reading, EVERYONE, datetime(2025, 6, 24, tzinfo=UTC))

    asyncio.run(filed())


@pytest.mark.usefixtures("library")
def test_names_from_the_library_are_known_too(monkeypatch, capsys) -> None:
    assert _answers(monkeypatch, capsys, "Zauberbaum, Quirinus\n")[0].startswith(
        "Zauberbaum, Quirinus is Quirinus Zauberbaum"
    )


@pytest.mark.usefixtures("library")
def test_events_without_a_name_are_found_in_the_library(monkeypatch, capsys) -> None:
    line = _answers(monkeypatch, capsys, "isreal fordow strike\n")[0]
    assert line.startswith("isreal fordow strike is “Israel struck Fordow”")
    row = json.loads(_answers(monkeypatch, capsys, "isreal fordow strike\n", "--json")[0])
    assert row["matches"][0]["kind"] == "event"
    actors = json.loads(_answers(monkeypatch, capsys, "isreal fordow strike\n", "--json", "--kind", "actor")[0])
    assert {match["kind"] for match in actors["matches"]} <= {"actor"}
