"""Tests that a page becomes a view whose buttons work for good: after a restart, and after any other view ended."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from bot.asking import decode, encode
from bot.model.query import Request
from bot.render import Button, Menu, Option, Page, Weight
from bot.render.pictures import Picture
from bot.ui.views import ActItem, AskButton, is_ours, view_of
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.ui.conftest import Stage

REQUEST = Request("stance", (("holder", "=russia"),))
PAGE = Page(
    ("### Head", "first", "second"),
    "From 2 articles",
    (
        (Button("Next", encode(REQUEST, page=1)), Button("Previous", encode(REQUEST, place=1), enabled=False)),
        (Button("On Iran", encode(REQUEST, "o")),),
    ),
)


def interactive(view: ui.LayoutView) -> list[ui.Item[Any]]:
    return [item for item in view.walk_children() if item.is_dispatchable()]


# discord.py 2.7.1 unregisters a DynamicItem's class for the whole process when a view with a timeout that holds one ends,
# or one with other interactive items is stopped: then every button of every old answer is dead.
def test_views_hold_only_ask_buttons_and_never_time_out() -> None:
    view = view_of(PAGE)
    assert view.timeout is None
    buttons = [item for item in interactive(view) if not isinstance(item, ui.ActionRow | ui.Container)]
    assert len(buttons) == 3
    assert all(isinstance(item, AskButton) for item in buttons)


@pytest.fixture
async def client() -> AsyncIterator[discord.Client]:
    client = discord.Client(intents=discord.Intents.none())
    client.add_dynamic_items(AskButton)
    yield client
    await client.close()


async def test_the_class_stays_registered_while_views_come_and_go(client: discord.Client) -> None:
    store = client._connection._view_store
    patterns = set(store._dynamic_items)
    assert patterns == {AskButton.__discord_ui_compiled_template__}
    for message in (1, 2):
        view = view_of(PAGE)
        store.add_view(view, message)
        view.stop()
        store.remove_view(view)
    assert set(store._dynamic_items) == patterns
    assert not store._views, "the views of old answers are kept for ever"


async def test_a_button_of_an_old_message_is_made_again_from_its_id() -> None:
    old = ui.Button[ui.LayoutView](label="Next", custom_id=encode(REQUEST, page=3))
    pattern = AskButton.__discord_ui_compiled_template__
    found = pattern.fullmatch(old.custom_id or "")
    assert found
    made = await AskButton.from_custom_id(None, old, found)  # type: ignore[arg-type] # it asks nothing of the interaction
    assert decode(made.custom_id).page == 3


def test_a_page_reads_from_top_to_bottom() -> None:
    [container] = view_of(PAGE).to_components()
    kinds = [component["type"] for component in container["components"]]
    assert kinds == [10, 14, 10, 10, 10, 1, 1]
    assert [component["content"] for component in container["components"] if component["type"] == 10] == [
        "### Head",
        "first",
        "second",
        "-# From 2 articles",
    ]
    assert [button["disabled"] for button in container["components"][5]["components"]] == [False, True]


def components(page: Page) -> list[dict[str, Any]]:
    """The components of a page as Discord receives them, without its container."""
    *before, container = view_of(page).to_components()
    return [*before, *container["components"]]


def test_buttons_stand_out_as_they_weigh_and_do_what_their_ids_say() -> None:
    act = "act:raid:end"
    page = Page(
        ("x",),
        rows=(
            (
                Button("a", "ask:x"),
                Button("b\n", act, weight=Weight.MAIN),
                Button("c", act + ":1", weight=Weight.GRAVE),
            ),
        ),
    )
    [_, row] = components(page)
    assert [(component["label"], component["style"], component["disabled"]) for component in row["components"]] == [
        ("a", 2, False),
        ("b", 1, False),
        ("c", 4, False),
    ]
    kinds = [type(item) for item in view_of(page).walk_children() if isinstance(item, AskButton | ActItem)]
    assert kinds == [AskButton, ActItem, ActItem]


def test_a_menu_stands_above_the_buttons() -> None:
    menu = Menu("act:raid:choose", "Which", (Option("One\n", "1", "the first"), Option("Two", "2")))
    page = Page(("x",), menus=(menu,), rows=((Button("a", "ask:x"),),))
    _, first, second = components(page)
    [select], [button] = first["components"], second["components"]
    assert (select["type"], select["placeholder"], select["custom_id"], button["type"]) == (
        3,
        "Which",
        "act:raid:choose",
        2,
    )
    assert [
        (component["label"], component["value"], component.get("description")) for component in select["options"]
    ] == [
        ("One", "1", "the first"),
        ("Two", "2", None),
    ]


def test_a_picture_stands_beside_its_block() -> None:
    page = Page(("first", "second"), head=9, picture=Picture("https://cdn.example/a.jpg", "A raid", 1))
    first, second = components(page)
    assert (first["type"], first["content"], second["type"]) == (10, "first", 9)
    assert second["components"][0]["content"] == "second"
    assert second["accessory"]["media"]["url"] == "https://cdn.example/a.jpg"
    assert second["accessory"]["description"] == "A raid"


def test_a_ping_stands_before_the_page() -> None:
    assert [component.get("content") for component in components(Page(("x",), ping="7"))] == ["<@&7>", "x"]
    assert [component.get("content") for component in components(Page(("x",)))] == ["x"]
    assert view_of(Page(("x",))).to_components()[0]["accent_color"] == 0x3A6EA5


@pytest.mark.parametrize(
    ("custom_id", "ours"),
    [("ask:t0:1:stance:x", True), ("act:raid:end", True), ("ask", False), ("xact:a:b", False), ("", False)],
)
def test_which_buttons_are_ours(custom_id: str, ours: bool) -> None:
    used = SimpleNamespace(data={"custom_id": custom_id} if custom_id else None)
    assert is_ours(used) is ours  # type: ignore[arg-type] # it looks at nothing else


async def test_a_button_asks_the_bot_and_an_item_does(stage: Stage) -> None:
    asked = Page(("x",), rows=((Button("Next", encode(REQUEST, page=1)), Button("End", "act:raid:end")),))

    async def shows(one: discord.Interaction[Any]) -> None:
        await one.response.send_message(view=view_of(asked))

    message = (await stage.command(shows))["message"]
    pressing = asyncio.create_task(stage.driver.press(message, encode(REQUEST, page=1)))
    await until(lambda: stage.bot.pressed_ids)
    assert stage.bot.pressed_ids == [encode(REQUEST, page=1)]
    await stage.driver.advance(3.1)
    await pressing
    assert (await stage.driver.press(message, "act:raid:end"))["status"] == "answered"


# discord.py holds the view of each private message for fifteen minutes: 20,000 commands cost 70 MB.
async def test_no_view_is_kept_for_its_message() -> None:
    assert view_of(PAGE).is_finished()
