"""Tests a reform with its supporters and opponents: from an article on disk to /stance, with typos and autocomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import Driver, Sandbox
from tests.journeys.attache.one_bot.test_commands import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache

    Start = Callable[..., AbstractAsyncContextManager[Attache]]

ARTICLE = """---
title: Ministers quarrel over the pension reform
outlet: The Levant Ledger
published: 2026-03-10
---
French Finance Minister Élodie Garnier presented the pension reform to parliament on Monday. Garnier defended the pension reform on Tuesday.

German Finance Minister Karl Brandhoff praised the pension reform on Tuesday. "We support the pension reform, because it is fair," Brandhoff said.

Opposition leader Marc Teulier opposes the reform. Spanish Interior Minister Inés Robledo condemned the controversial pension reform.
"""


async def test_supporters_and_opponents_of_a_reform(start: Start, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "pensions.md").write_text(ARTICLE, encoding="utf-8")
    async with (
        Sandbox() as sandbox,
        Driver(sandbox.url) as driver,
        start(sandbox, tmp_path / "attache.db", attache_seeds=seeds),
    ):
        shown = words((await driver.command("stance", {"on": "pension reform"}))["message"])
        assert "Pension reform: " in shown
        said, against = shown.split("Against")
        assert "Karl Brandhoff" in said
        assert "Marc Teulier" in against
        # a letter is missing
        nearly = words((await driver.command("stance", {"on": "penson reform"}))["message"])
        assert "penson reform, read as pension reform" in nearly
        # one holder's stances, and everybody's
        one = words((await driver.command("stance", {"holder": "Brandhoff", "on": "pension reform"}))["message"])
        assert "Karl Brandhoff supports pension reform, in words." in one
        every = words((await driver.command("stance", {"holder": "Teulier"}))["message"])
        assert "Opposes pension reform" in every
        told = words((await driver.command("timeline", {"about": "pension reform"}))["message"])
        assert "Timeline of pension reform" in told
        about = words((await driver.command("quote", {"about": "pension reform"}))["message"])
        assert "Karl Brandhoff: " in about
        offered = await driver.complete("stance", "on", "pens")
        assert "=i.reform-pension" in [choice["value"] for choice in offered]
        # An issue holds no stances: it is not offered as a holder.
        holders = await driver.complete("stance", "holder", "pens")
        assert "=i.reform-pension" not in [choice["value"] for choice in holders]
