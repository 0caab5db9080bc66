"""Turns a page into a Components V2 view. Its buttons survive restarts: each carries its whole question in its id."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui

from bot.asking.custom_ids import is_act
from bot.render import Weight
from bot.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.chart import ChartImage
    from bot.render import Button, Menu, Page
    from bot.render.pictures import Picture
    from bot.ui.client import DeskClient

ACCENT = discord.Colour(0x3A6EA5)


class AskButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=re.compile(r"ask:.*", re.DOTALL)):
    """A button that asks a question. A view with such buttons has no other interactive items and no timeout.

    discord.py unregisters a DynamicItem's class for the whole process when a view that has a timeout and holds one ends.
    """

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Rebuilds the button of an old message from its id."""
        return cls(cast("ui.Button[ui.LayoutView]", item))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Pass the question to the bot. discord.py only logs what is raised here, so `pressed` raises nothing."""
        await cast("DeskClient", interaction.client).pressed(interaction, self.custom_id)


class ActItem(ui.DynamicItem[ui.Item[Any]], template=re.compile(r"act:.*", re.DOTALL)):
    """A button or menu that runs an act (bot/ui/acts.py). The same rules apply."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Rebuilds the item of an old message from its id."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Pass the act to the bot. discord.py only logs what is raised here, so `acted` raises nothing."""
        await cast("DeskClient", interaction.client).acted(interaction)


def is_ours(interaction: discord.Interaction[Any]) -> bool:
    """True if the button or menu that was used is an AskButton or ActItem."""
    used = str(cast("Mapping[str, Any]", interaction.data or {}).get("custom_id", ""))
    return any(kind.__discord_ui_compiled_template__.fullmatch(used) for kind in (AskButton, ActItem))


def view_of(page: Page) -> ui.LayoutView:
    """Returns a view with the page in one container and its rows of buttons below."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=ACCENT)
    for place, block in enumerate(page.blocks):
        if place == page.head:
            container.add_item(_gallery(page.image) if page.image else ui.Separator())
        container.add_item(
            _beside(block, page.picture) if page.picture and page.picture.block == place else ui.TextDisplay(block)
        )
    if page.foot:
        container.add_item(ui.TextDisplay(f"-# {page.foot}"))
    for menu in page.menus:
        container.add_item(ui.ActionRow(_menu(menu)))
    for row in page.rows:
        container.add_item(ui.ActionRow(*map(_button, row)))
    if page.ping:
        view.add_item(ui.TextDisplay(f"<@&{page.ping}>"))
    view.add_item(container)
    view.stop()  # else discord.py holds the view of each private message for a quarter of an hour: its buttons need none
    return view


def _gallery(image: ChartImage) -> ui.MediaGallery[ui.LayoutView]:
    """A picture across the message. It is sent with the message, as a file of this name (`files_of`)."""
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    return gallery.add_item(media=f"attachment://{image.name}", description=image.alt)


def files_of(page: Page) -> list[discord.File]:
    """Returns the files that the page's view refers to, to be sent with it once."""
    image = page.image
    return [discord.File(BytesIO(image.png), image.name, description=image.alt)] if image else []


def _beside(block: str, picture: Picture) -> ui.Section[ui.LayoutView]:
    """A block with a picture beside it. Discord fetches the picture; if it can't, readers see the alt text."""
    return ui.Section(ui.TextDisplay(block), accessory=ui.Thumbnail(picture.url, description=picture.alt))


_STYLES = {
    Weight.PLAIN: discord.ButtonStyle.secondary,
    Weight.MAIN: discord.ButtonStyle.primary,
    Weight.GRAVE: discord.ButtonStyle.danger,
}


def _button(button: Button) -> AskButton | ActItem:
    made: ui.Button[ui.LayoutView] = ui.Button(
        label=unmarked(button.label),
        custom_id=button.custom_id,
        disabled=not button.enabled,
        style=_STYLES[button.weight],
    )
    return ActItem(made) if is_act(button.custom_id) else AskButton(made)


def _menu(menu: Menu) -> ActItem:
    options = [
        discord.SelectOption(
            label=unmarked(option.label), value=option.value, description=unmarked(option.description) or None
        )
        for option in menu.options
    ]
    made: ui.Select[Any] = ui.Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options)
    return ActItem(made)
