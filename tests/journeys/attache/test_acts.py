"""Tests buttons, menus and forms that act: after a restart, without permission, and if nobody handles them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from bot.asking import Act
from bot.render import Button, lines_page
from bot.sandbox import Driver, Sandbox
from bot.ui.acts import Done, anyone, line, paragraph, show_form
from bot.ui.replies import tell
from bot.ui.views import ActItem, view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache

    Start = Callable[[Sandbox, Path], AbstractAsyncContextManager[Attache]]

GENERAL = 100000000000001101
OPEN, SENT, CHOSEN, EDIT = (
    Act("test", "open", ("7",)),
    Act("test", "sent", ("7",)),
    Act("test", "chosen"),
    Act("test", "edit"),
)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as one:
        yield one


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as one:
        yield one


def words(message: dict[str, Any]) -> str:
    return str(message["components"])


async def opened(interaction: discord.Interaction[Any], done: Done) -> None:
    fields = (line("title", "Title", "As found"), paragraph("text", "Text", required=False))
    await show_form(interaction, "Mend it", Act("test", "sent", done.arguments), *fields)


async def sent(interaction: discord.Interaction[Any], done: Done) -> None:
    await tell(interaction, f"{done.arguments} {dict(done.typed)}")


async def chosen(interaction: discord.Interaction[Any], done: Done) -> None:
    await tell(interaction, f"chosen {done.chosen}")


async def edited(interaction: discord.Interaction[Any], _done: Done) -> None:
    await tell(interaction, "edited")


def register(client: Attache) -> None:
    client.acts.add("test", "open", opened, anyone)
    client.acts.add("test", "sent", sent, anyone)
    client.acts.add("test", "chosen", chosen, anyone)
    client.acts.add("test", "edit", edited)


def buttons() -> ui.LayoutView:
    row = (Button("Open", OPEN.custom_id), Button("Edit", EDIT.custom_id), Button("Gone", "act:test:gone"))
    return view_of(lines_page(["What now?"], rows=(row,)))


async def post(client: Attache, view: ui.LayoutView) -> str:
    return str((await client.get_partial_messageable(GENERAL).send(view=view)).id)


async def test_a_button_opens_a_form_and_both_outlive_restarts(
    start: Start, sandbox: Sandbox, driver: Driver, tmp_path: Path
) -> None:
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        message = await post(client, buttons())
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        form = await driver.press(message, OPEN.custom_id)
        assert form["status"] == "modal"
        assert not client._connection._view_store._modals, "forms are kept for ever"
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        shown = await driver.submit(form["interaction_id"], {"text": "Some @everyone text"})
        text = words(shown["message"])
        assert "As found" in text
        assert "'7'" in text
        assert "Some @" in text
        assert "@everyone" not in text


async def test_a_menu_says_what_was_chosen(start: Start, sandbox: Sandbox, driver: Driver, tmp_path: Path) -> None:
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        options = [discord.SelectOption(label=label, value=label) for label in ("a", "b")]
        menu: ui.Select[Any] = ui.Select(custom_id=CHOSEN.custom_id, options=options)
        message = await post(client, ui.LayoutView(timeout=None).add_item(ui.ActionRow(ActItem(menu))))
        shown = await driver.choose(message, CHOSEN.custom_id, ["b"])
        assert "chosen" in words(shown["message"])
        assert "b" in words(shown["message"])


async def test_users_without_permission_are_told_at_the_press(
    start: Start, sandbox: Sandbox, driver: Driver, tmp_path: Path
) -> None:
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        message = await post(client, buttons())
        refused = await driver.press(message, EDIT.custom_id, user="mia")
        assert "Only editors can do that" in words(refused["message"])
        assert "edited" in words((await driver.press(message, EDIT.custom_id, user="ada"))["message"])


# Neither may end in Discord's own "This interaction failed".
async def test_an_unregistered_act_says_so(start: Start, sandbox: Sandbox, driver: Driver, tmp_path: Path) -> None:
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        message = await post(client, buttons())
        assert "older version of Attaché" in words((await driver.press(message, "act:test:gone"))["message"])
        old: ui.Button[Any] = ui.Button(label="Old", custom_id="of-another-form")
        message = await post(client, ui.LayoutView(timeout=None).add_item(ui.ActionRow(old)))
        assert "older version of Attaché" in words((await driver.press(message, "of-another-form"))["message"])


async def test_a_fault_is_apologised_for(
    start: Start, sandbox: Sandbox, driver: Driver, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_interaction: discord.Interaction[Any], _done: Done) -> None:
        raise ZeroDivisionError

    async with start(sandbox, tmp_path / "attache.db") as client:
        client.acts.add("test", "open", broken, anyone)
        message = await post(client, buttons())
        shown = await driver.press(message, OPEN.custom_id)
        assert "Something went wrong on my side" in words(shown["message"])
        assert "ZeroDivisionError" in caplog.text


async def test_an_act_is_registered_once(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    async with start(sandbox, tmp_path / "attache.db") as client:
        register(client)
        with pytest.raises(ValueError, match="is registered twice"):
            register(client)
