"""Tests that pictures are drawn in a process of their own, once, and that trouble there costs no answer."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import TYPE_CHECKING, Any

from bot.catalogue import speaking
from bot.charts.studio import Studio, open_studio
from bot.limits import DRAWN_KEPT
from bot.model.chart import Chart, ChartImage, Theme
from tests.charts.conftest import in_month
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


class Hand:
    """Stands in for the drawing process."""

    def __init__(self, does: Callable[[Chart], ChartImage]) -> None:
        self.does = does
        self.drawn: list[tuple[Chart, Theme]] = []

    async def run(self, _task: object, chart: Chart, theme: Theme, _language: str) -> ChartImage:
        self.drawn.append((chart, theme))
        await asyncio.sleep(0)
        return self.does(chart)


def _image(chart: Chart) -> ChartImage:
    return ChartImage("a.png", b"png", repr(chart))


def _studio(hand: Any) -> Studio:
    return Studio(hand)


async def test_a_picture_comes_from_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Studio, "wait", PATIENCE)
    async with open_studio() as studio:
        image = await studio.draw(in_month(3))
    assert image
    assert image.png.startswith(b"\x89PNG")


async def test_the_same_chart_is_drawn_once_and_another_theme_again() -> None:
    hand = Hand(_image)
    studio = _studio(hand)
    for _ in range(3):
        assert await studio.draw(in_month(3)) == _image(in_month(3))
    await studio.draw(in_month(3), Theme.LIGHT)
    assert hand.drawn == [(in_month(3), Theme.DARK), (in_month(3), Theme.LIGHT)]


async def test_only_the_pictures_used_last_are_kept() -> None:
    hand = Hand(_image)
    studio = _studio(hand)
    first = in_month(3, "kept")
    for number in range(DRAWN_KEPT + 1):
        await studio.draw(first)
        await studio.draw(in_month(3, str(number)))
    assert len(hand.drawn) == DRAWN_KEPT + 2, "the one asked for again and again was drawn once"
    await studio.draw(in_month(3, "0"))
    assert len(hand.drawn) == DRAWN_KEPT + 3


def _fails(_chart: Chart) -> ChartImage:
    raise ValueError("no ink")


async def test_trouble_is_logged_and_gives_no_picture(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "bot.charts.studio"):
        assert await _studio(Hand(_fails)).draw(in_month(3)) is None
    assert "no picture of a StripChart: ValueError('no ink')" in caplog.text


class Sleeper:
    """A process that never ends its work."""

    async def run(self, *_given: object) -> ChartImage:
        await asyncio.Event().wait()
        raise AssertionError


class Slow(Hand):
    """A process that draws when it is let."""

    def __init__(self) -> None:
        super().__init__(_image)
        self.let = asyncio.Event()

    async def run(self, _task: object, chart: Chart, theme: Theme, _language: str) -> ChartImage:
        self.drawn.append((chart, theme))
        await self.let.wait()
        return self.does(chart)


async def test_a_picture_is_drawn_once_a_language() -> None:
    hand = Hand(_image)
    studio = _studio(hand)
    await studio.draw(in_month(3))
    with speaking("de"):
        await studio.draw(in_month(3))
        await studio.draw(in_month(3))
    assert len(hand.drawn) == 2


# The first picture waits for its process to start: to give it up and begin again would never bring one.
async def test_a_picture_that_comes_late_is_there_for_the_next_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    hand = Slow()
    studio = _studio(hand)
    monkeypatch.setattr(Studio, "wait", 0.01)
    assert [await studio.draw(in_month(3)) for _ in range(3)] == [None] * 3
    hand.let.set()
    monkeypatch.setattr(Studio, "wait", PATIENCE)
    assert await studio.draw(in_month(3)) == _image(in_month(3))
    assert len(hand.drawn) == 1


async def test_an_answer_waits_only_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Studio, "wait", 0.01)
    assert await _studio(Sleeper()).draw(in_month(3)) is None


def _hangs(_chart: Chart, _theme: Theme) -> ChartImage:
    time.sleep(60)
    raise AssertionError


# A process that hangs is killed with the picture nobody waits for any more; the next picture gets a new one.
async def test_after_a_picture_that_hangs_comes_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.charts.studio.DRAW_SECONDS", 0.5)
    monkeypatch.setattr("bot.charts.studio.DRAW_TIMES", 2)
    async with open_studio() as studio:
        monkeypatch.setattr(Studio, "wait", PATIENCE)
        assert await studio.draw(in_month(3))
        with monkeypatch.context() as patched:
            patched.setattr("bot.charts.process.draw", _hangs)
            assert await studio.draw(in_month(4)) is None
        assert await studio.draw(in_month(5))


def test_this_process_draws_nothing() -> None:
    """The module that the bot imports loads neither resvg nor HarfBuzz."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    told = subprocess.run(
        [sys.executable, "-c", "import bot.charts.studio, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ},
    ).stdout.split()
    assert "bot.charts.studio" in told
    assert not {"resvg_py", "uharfbuzz"} & set(told)
