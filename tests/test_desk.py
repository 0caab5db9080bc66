"""Tests that the desk opens with a readable database, and offers more after an answer without results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import open_desk
from bot.knowledge.shipped import SEEDS
from bot.model.answer import Answer
from bot.model.library import Libraries
from bot.model.query import Request
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_bad_file_is_named_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"\xff\xfe")
    (folder / "b.md").write_text('---\ntitle: "x\n---\nText.', encoding="utf-8")
    (folder / "c.txt").write_text("Russia condemned the US attack.", encoding="utf-8")
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=folder)) as desk:
        found = await desk.ask(Request("stance", (("holder", "Russia"),)), Libraries())
    assert isinstance(found, Answer)
    assert found.found == 1
    assert "a.md" in caplog.text
    assert "b.md" in caplog.text


async def test_from_nothing_at_all_it_leads_on_to_what_is_told(tmp_path: Path) -> None:
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=SEEDS)) as desk:
        found = await desk.ask(Request("stance", (("holder", "Xi Jinping"),)), Libraries())
    assert isinstance(found, Answer)
    assert not found.found
    assert "Timeline of Iran" in [offer.label for offer in found.offers]


async def test_a_start_tells_what_it_does_and_a_second_one_only_what_is_left_to_do(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=SEEDS)
    async with open_desk(settings, progress=lambda *step: steps.append(step)):
        pass
    names = list(dict.fromkeys(what for what, _, _ in steps))
    assert names == [
        "checking the models",
        "preparing the database",
        "reading the seed articles",
        "reading the names everybody knows",
        "reading the names of the library",
        "indexing names",
        "",
    ]
    assert steps[-1] == ("", 0, 0)
    for what in ("preparing the database", "reading the seed articles"):
        shares = [(done, total) for name, done, total in steps if name == what]
        total = shares[0][1]
        assert total > 0
        assert shares == [(done, total) for done in range(total + 1)]
    steps.clear()
    async with open_desk(settings, progress=lambda *step: steps.append(step)):
        pass
    assert {what for what, _, _ in steps} == {"checking the models", "reading the seed articles", ""}
