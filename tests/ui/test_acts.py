"""Tests that buttons, menus and forms are read from the interaction, checked, and handled by the registered function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from bot.asking.custom_ids import OLD, Act
from bot.errors import AskError
from bot.ui.acts import ActRegistry, Done, anyone, line, paragraph, show_form
from bot.ui.views import ActItem
from tests.ui.conftest import words

if TYPE_CHECKING:
    from tests.ui.conftest import Interaction, Stage


class Doing:
    """Records what was done."""

    def __init__(self) -> None:
        self.done: list[Done] = []

    async def __call__(self, interaction: Interaction, done: Done) -> None:
        self.done.append(done)
        await interaction.response.send_message("it is done", ephemeral=True)


def posted(*items: ui.Item[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(ui.ActionRow(ActItem(item)))
    return view


async def put_up(stage: Stage, *items: ui.Item[Any]) -> dict[str, Any]:
    """A message with buttons and menus."""

    async def shows(one: Interaction) -> None:
        await one.response.send_message(view=posted(*items))

    message: dict[str, Any] = (await stage.command(shows))["message"]
    return message


BUTTON, MENU = Act("raid", "end", ("7", "")), Act("raid", "choose")


async def test_a_press_and_a_choice_are_done(stage: Stage) -> None:
    doing = Doing()
    stage.bot.acts.add("raid", "end", doing, anyone)
    stage.bot.acts.add("raid", "choose", doing, anyone)
    options = [discord.SelectOption(label=name, value=name) for name in "abc"]
    message = await put_up(
        stage,
        ui.Button(label="End", custom_id=BUTTON.custom_id),
        ui.Select(custom_id=MENU.custom_id, options=options, max_values=2),
    )
    assert words(await stage.driver.press(message, BUTTON.custom_id)) == "it is done"
    await stage.driver.choose(message, MENU.custom_id, ["a", "c"])
    assert doing.done == [Done(BUTTON), Done(MENU, chosen=("a", "c"))]
    assert doing.done[0].arguments == ("7", "")


async def test_an_act_is_the_editors_unless_it_is_said_to_be_anyones(stage: Stage) -> None:
    doing = Doing()
    stage.bot.acts.add("raid", "end", doing)
    message = await put_up(stage, ui.Button(label="End", custom_id=BUTTON.custom_id))
    assert words(await stage.driver.press(message, BUTTON.custom_id, user="mia")).startswith("Only editors can do that")
    assert doing.done == []
    await stage.driver.press(message, BUTTON.custom_id, user="ed")
    assert doing.done == [Done(BUTTON)]


async def test_an_unregistered_act_says_so(stage: Stage) -> None:
    stage.bot.acts.add("raid", "end", Doing(), anyone)
    for custom_id in (MENU.custom_id, "act:fleet:end", "act:", "act:Raid:end"):
        message = await put_up(stage, ui.Button(label="x", custom_id=custom_id))
        assert words(await stage.driver.press(message, custom_id)) == OLD


def test_an_act_is_registered_once() -> None:
    acts = ActRegistry()
    acts.add("raid", "end", Doing())
    acts.add("raid", "begin", Doing())
    with pytest.raises(ValueError, match="raid end is registered twice"):
        acts.add("raid", "end", Doing())
    assert [Act("raid", verb) in acts for verb in ("end", "begin", "go")] == [True, True, False]
    assert Act("fleet", "end") not in acts


async def test_a_form_is_sent_off_with_what_was_typed_and_picked(stage: Stage) -> None:
    doing = Doing()
    stage.bot.acts.add("raid", "report", doing, anyone)
    options = [discord.SelectOption(label=name, value=name) for name in "abc"]
    menu = ui.Label(text="Which", component=ui.Select(custom_id="which", options=options, max_values=3))

    async def opens(one: Interaction) -> None:
        fields = (line("title", "Title", "A raid", most=20), paragraph("text", "Text", required=False), menu)
        await show_form(one, "Report a raid", Act("raid", "report", ("7",)), *fields)

    opened = await stage.command(opens)
    assert opened["status"] == "modal"
    assert opened["modal"]["title"] == "Report a raid"
    title, text, which = opened["modal"]["components"]
    assert (title["component"]["value"], title["component"]["max_length"], title["component"]["required"]) == (
        "A raid",
        20,
        True,
    )
    assert (text["component"].get("value"), text["component"]["max_length"]) == (None, 4_000)
    assert (text["component"]["style"], title["component"]["style"], text["component"]["required"]) == (2, 1, False)
    assert which["label"] == "Which"
    sent = await stage.driver.submit(opened["interaction_id"], {"title": "The raid", "which": ["c", "a"]}, user="ada")
    assert words(sent) == "it is done"
    [done] = doing.done
    assert (done.act, done.chosen) == (Act("raid", "report", ("7",)), ())
    assert (done.typed, done.picked) == ({"title": "The raid", "text": ""}, {"which": ("c", "a")})
    assert not stage.bot._connection._view_store._modals, "a form is kept for ever"


def test_a_field_is_filled_in_with_what_it_takes_and_explained() -> None:
    label = line("title", "Title", "A raid", hint="In words", most=3)
    assert (label.text, label.description) == ("Title", "In words")
    assert isinstance(label.component, ui.TextInput)
    assert (label.component.default, label.component.max_length, label.component.required) == ("A r", 3, True)
    bare = paragraph("text", "Text")
    assert (bare.description, bare.component.max_length) == (None, 4_000)  # type: ignore[union-attr]
    assert line("a", "A").component.max_length == 200  # type: ignore[union-attr]


async def test_an_act_is_checked_before_it_runs(stage: Stage) -> None:
    async def never(_interaction: Interaction) -> None:
        raise AskError("Not today.")

    doing = Doing()
    stage.bot.acts.add("raid", "end", doing, never)
    message = await put_up(stage, ui.Button(label="End", custom_id=BUTTON.custom_id))
    assert words(await stage.driver.press(message, BUTTON.custom_id)) == "Not today."
    assert doing.done == []
