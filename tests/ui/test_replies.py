"""Tests messages to the asker: where they asked, with a notice for long work, and nothing changed after a failure."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from bot.asking.custom_ids import Act
from bot.errors import AskError
from bot.render import Page
from bot.ui import replies
from bot.ui.acts import Done, anyone
from bot.ui.replies import change, patiently, show, tell
from bot.ui.views import ActItem
from tests.ui.conftest import words
from tests.waiting import until

if TYPE_CHECKING:
    from tests.ui.conftest import Interaction, Stage

GO = Act("raid", "go").custom_id
OPEN = Page(("### A raid",))


async def test_a_sentence_is_told_to_who_asked_alone(stage: Stage) -> None:
    shown = await stage.command(lambda interaction: tell(interaction, "A raid.", "Another.", foot="That is all."))
    assert words(shown) == "A raid.\nAnother.\n-# That is all."
    assert shown["message"]["flags"] & 64
    assert await stage.mine("mia") == []


async def test_a_page_is_shown_to_everybody_where_it_is_said_so(stage: Stage) -> None:
    shown = await stage.command(lambda interaction: show(interaction, OPEN, ephemeral=False))
    assert not shown["message"]["flags"] & 64
    assert len(await stage.mine("mia")) == 1


async def test_a_page_takes_the_place_of_thinking(stage: Stage) -> None:
    async def late(one: Interaction) -> None:
        await one.response.defer(thinking=True)
        await show(one, OPEN)

    shown = await stage.command(late)
    assert (words(shown), len(await stage.mine())) == ("### A raid", 1)


async def pressed(stage: Stage, does: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A message whose button runs something: as it was, and after pressing it."""

    async def shows(one: Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("as it was"))
        await one.response.send_message(view=view.add_item(ui.ActionRow(ActItem(ui.Button(label="Go", custom_id=GO)))))

    async def acts(one: Interaction, _done: Done) -> None:
        await does(one)

    stage.bot.acts.add("raid", "go", acts, anyone)
    before = (await stage.command(shows))["message"]
    return before, await stage.driver.press(before, GO, user="ada")


@pytest.mark.parametrize("deferred", [True, False])
async def test_a_page_takes_the_place_of_the_message_whose_button_was_used(stage: Stage, deferred: bool) -> None:
    async def turns(one: Interaction) -> None:
        if deferred:
            await one.response.defer()
        await change(one, OPEN)

    before, shown = await pressed(stage, turns)
    assert shown["message"]["id"] == before["id"]
    assert [words(message) for message in await stage.mine()] == ["### A raid"]


class Making:
    """A page that is made once it is allowed to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.let = asyncio.Event()
        self.error = error
        self.cancelled = False

    async def page(self) -> Page:
        try:
            await self.let.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        if self.error:
            raise self.error
        return OPEN


async def let_when_told(stage: Stage, making: Making) -> list[str]:
    """Allow it to be made once the message says what takes so long. Returns everything shown until then."""

    async def told() -> list[str]:
        said = [words(message) for message in await stage.mine()]
        return said if "Reading…" in said else []

    said = await until(told)
    making.let.set()
    return said


async def test_slow_work_is_announced_and_then_shown_to_the_asker_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "PATIENCE", 0.05)
    making = Making()
    letting = asyncio.create_task(let_when_told(stage, making))
    await stage.of(lambda interaction: patiently(interaction, making.page(), "Reading…"))
    assert await letting == ["Reading…"]
    [message] = await stage.mine()
    assert words(message) == "### A raid"
    assert message["flags"] & 64


async def test_a_quick_page_is_shown_at_once(stage: Stage) -> None:
    making = Making()
    making.let.set()
    await stage.of(lambda interaction: patiently(interaction, making.page(), "Reading…"))
    assert [words(message) for message in await stage.mine()] == ["### A raid"]
    assert "Reading…" not in str(await stage.driver.calls())


@pytest.mark.parametrize("apart", [False, True])
async def test_after_a_press_it_takes_the_messages_place_or_one_of_its_own(stage: Stage, apart: bool) -> None:
    async def works(one: Interaction) -> None:
        making = Making()
        making.let.set()
        await patiently(one, making.page(), "Reading…", apart=apart)

    await pressed(stage, works)
    assert [words(message) for message in await stage.mine()] == (
        ["as it was", "### A raid"] if apart else ["### A raid"]
    )


async def test_a_failure_leaves_the_message_unchanged(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "PATIENCE", 0.05)
    making, raised = Making(AskError("It can't be read.")), list[Exception]()

    async def works(one: Interaction) -> None:
        try:
            await patiently(one, making.page(), "Reading…")
        except AskError as error:
            raised.append(error)

    letting = asyncio.create_task(let_when_told(stage, making))
    before, _ = await pressed(stage, works)
    await letting
    await until(lambda: raised)
    assert str(raised[0]) == "It can't be read."
    [after] = await stage.mine()
    assert (words(after), after["id"]) == ("as it was", before["id"])
    assert GO in str(after["components"]), "its button is gone"


async def test_a_reply_that_cannot_be_sent_ends_the_work(stage: Stage) -> None:
    making = Making()
    gone = {"code": 10062, "message": "Unknown interaction"}
    await stage.driver.fault("/interactions/*/callback", method="POST", status=404, body=gone)

    async def works(one: Interaction) -> bool:
        with pytest.raises(discord.NotFound):
            await patiently(one, making.page(), "Reading…")
        await asyncio.sleep(0)
        return making.cancelled

    assert await stage.of(works) is True
