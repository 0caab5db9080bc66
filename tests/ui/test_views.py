"""A page becomes a view whose buttons answer for good: after a restart, and after any other view ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from bot.asking import decode, encode
from bot.model.query import Request
from bot.render import Button, Page
from bot.ui.views import AskButton, view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

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
    kinds = [one["type"] for one in container["components"]]
    assert kinds == [10, 14, 10, 10, 10, 1, 1]
    assert [one["content"] for one in container["components"] if one["type"] == 10] == [
        "### Head",
        "first",
        "second",
        "-# From 2 articles",
    ]
    assert [button["disabled"] for button in container["components"][5]["components"]] == [False, True]
