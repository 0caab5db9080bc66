"""Tests that an interaction is acknowledged in time and that the acknowledgement never crosses the answer."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from bot.asking.custom_ids import Act
from bot.errors import LaterError
from bot.render import Page
from bot.ui import acknowledging
from bot.ui.acknowledging import begin, taken, think
from bot.ui.acts import Done, anyone, line, show_form
from bot.ui.replies import change, patiently, send_file, show
from bot.ui.views import ActItem
from tests.ui.conftest import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.ui.conftest import Interaction, Stage

GO = Act("raid", "go").custom_id
OPEN = Page(("### A raid",))


async def _patiently(one: Interaction, *, apart: bool) -> None:
    async def made() -> Page:
        return OPEN

    await patiently(one, made(), "Reading…", apart=apart)


async def _file(one: Interaction) -> None:
    await send_file(one, "### A raid", discord.File(BytesIO(b"x"), "raid.csv"))


async def _thought(one: Interaction) -> None:
    await think(one)
    await show(one, OPEN)


# How a callback answers, and what Ada then sees if a button of hers was pressed: is the message with the button kept?
ANSWERS: list[tuple[Callable[[Interaction], Awaitable[None]], bool]] = [
    (lambda one: show(one, OPEN), True),
    (lambda one: change(one, OPEN), False),
    (_file, True),
    (_thought, True),
    (lambda one: _patiently(one, apart=False), False),
    # a menu that stays, so that another of its lines can be chosen
    (lambda one: _patiently(one, apart=True), True),
]


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("answer", [answer for answer, _ in ANSWERS if answer is not ANSWERS[1][0]])
async def test_a_command_is_answered_once_to_who_asked(
    stage: Stage, answer: Callable[[Interaction], Awaitable[None]]
) -> None:
    shown = await stage.command(answer)
    assert words(shown) == "### A raid"
    assert shown["message"]["flags"] & 64
    assert [words(message) for message in await stage.mine()] == ["### A raid"]


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(("answer", "kept"), ANSWERS)
async def test_a_button_is_answered_in_its_message_or_beside_it(
    stage: Stage, answer: Callable[[Interaction], Awaitable[None]], kept: bool
) -> None:
    async def shows(one: Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("as it was"))
        await one.response.send_message(view=view.add_item(ui.ActionRow(ActItem(ui.Button(label="Go", custom_id=GO)))))

    async def acts(one: Interaction, _done: Done) -> None:
        await answer(one)

    stage.bot.acts.add("raid", "go", acts, anyone)
    late, stage.bot.late = stage.bot.late, False
    before = (await stage.command(shows))["message"]
    stage.bot.late = late
    await stage.driver.press(before, GO, user="ada")
    seen = [words(message) for message in await stage.mine()]
    assert seen == (["as it was", "### A raid"] if kept else ["### A raid"])


async def test_a_form_that_comes_too_late_is_told_in_words(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acknowledging, "PATIENCE", 0.0)
    stage.bot.late = True
    with pytest.raises(LaterError, match="the form could not be opened: try again"):
        await stage.of(lambda one: show_form(one, "A raid", Act("raid", "go"), line("where", "Where")), wait=True)


class Slow:
    """An interaction whose acknowledgement is on its way until `arrive` is set."""

    type = discord.InteractionType.application_command
    message = None

    def __init__(self) -> None:
        self.extras: dict[str, Any] = {}
        self.context = discord.app_commands.AppCommandContext(guild=True)
        self.response: Any = self
        self.arrive, self.sent, self.arrived = asyncio.Event(), asyncio.Event(), False

    def is_done(self) -> bool:
        return self.arrived

    async def defer(self, **_how: bool) -> None:
        self.sent.set()
        await self.arrive.wait()
        self.arrived = True


async def test_an_answer_waits_for_an_acknowledgement_that_is_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acknowledging, "PATIENCE", 0.0)
    one: Any = Slow()
    begin(one)
    await one.sent.wait()
    answering = asyncio.ensure_future(taken(one))
    await asyncio.sleep(0)
    assert not answering.done()
    one.arrive.set()
    assert await answering


async def test_whoever_answers_in_time_is_not_crossed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acknowledging, "PATIENCE", 0.0)
    one: Any = Slow()
    begin(one)
    assert not await taken(one)
    for _ in range(3):
        await asyncio.sleep(0)
    assert not one.sent.is_set()
