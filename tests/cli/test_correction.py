"""Tests `attache correction`: it lists what members report as wrong in everyone's articles, and applies, undoes and dismisses it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.desk import open_desk
from bot.model.corrections import Fix, Mistake
from bot.model.library import Libraries
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_workers", "unsaved_names")


async def _report() -> None:
    """A member of a server reports that Sweden's stance is not said."""
    libraries = Libraries("4242")
    async with open_desk(Settings()) as desk:
        await desk.servers.joined([4242])
        [article], _ = await desk.library.look(libraries, "", 5)
        [stance, *_] = await desk.corrections.facts_of(libraries, article.id)
        await desk.corrections.report(stance, Fix(Mistake.UNSAID), libraries, "77", editor=False)


def test_the_operator_decides_on_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def attache(*words: str) -> str:
        main(list(words))
        said = capsys.readouterr()
        return said.out + said.err

    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "raid.txt").write_text("Sweden supports the embargo against Belarus.", encoding="utf-8")
    monkeypatch.setenv("ATTACHE_DATABASE", str(tmp_path / "a.db"))
    monkeypatch.setenv("ATTACHE_SEEDS", str(tmp_path / "seeds"))
    asyncio.run(_report())
    claim = "Sweden supports embargo against Belarus"
    assert attache("correction", "list").splitlines() == [
        "1 correction",
        f"     1  waiting    {claim}  (the sentence does not say this)",
    ]
    assert attache("correction", "apply", "1") == f"1: “{claim}” is applied.\n"
    assert "No stance by Sweden" in attache("ask", "/stance holder:Sweden")
    assert "Nothing was changed: that correction is applied already." in attache("correction", "dismiss", "1")
    assert attache("correction", "undo", "1") == f"1: “{claim}” is undone.\n"
    assert "embargo" in attache("ask", "/stance holder:Sweden")
    trouble = attache("correction", "apply", "9", "x")
    assert "9: There is no such correction" in trouble
    assert "x: “x” is not a number. See attache correction list." in trouble
    assert attache("correction", "list", "--server", "77") == "0 corrections\n"
