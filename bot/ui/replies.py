"""Replies that only the user sees."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.render import Page, lines_page
from bot.ui.acknowledging import taken, think
from bot.ui.views import view_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds until we say what is taking so long."""


async def tell(interaction: discord.Interaction[Any], *lines: str, foot: str = "") -> None:
    """Reply with some lines that only the user sees."""
    await show(interaction, lines_page(lines, foot))


async def show(interaction: discord.Interaction[Any], page: Page, *, ephemeral: bool = True) -> None:
    """Show a page in a new message, or in place of "thinking…" after a deferral."""
    if not await taken(interaction):
        await interaction.response.send_message(view=view_of(page), ephemeral=ephemeral)
    elif _kept(interaction):
        await interaction.followup.send(view=view_of(page), ephemeral=ephemeral)
    else:
        await interaction.edit_original_response(view=view_of(page))


async def send_file(interaction: discord.Interaction[Any], words: str, file: discord.File) -> None:
    """Send a file with some words to the user alone, in place of "thinking…"."""
    await think(interaction)
    if _kept(interaction):
        await interaction.followup.send(words, file=file, ephemeral=True)
    else:
        await interaction.edit_original_response(content=words, attachments=[file])


async def change(interaction: discord.Interaction[Any], page: Page) -> None:
    """Replace the message whose button or form was used with a page."""
    if await taken(interaction):
        await interaction.edit_original_response(view=view_of(page))
    else:
        await interaction.response.edit_message(view=view_of(page))


async def patiently(
    interaction: discord.Interaction[Any], making: Awaitable[Page], saying: str, *, apart: bool = False
) -> None:
    """Show a page that may take a while, to the user alone: in place of the message whose button or form was used, or in a new one.

    Args:
        interaction: not yet answered, or only acknowledged.
        making: makes the page. If it raises, the message is restored and the error is raised.
        saying: shown if the page takes longer than a second: "Fetching the page…".
        apart: always use a new message, so that the menu stays and can be used again.
    """
    task = asyncio.ensure_future(making)
    replaced = None if apart else interaction.message
    try:
        if replaced is None:
            await think(interaction)
        elif not await taken(interaction):
            await interaction.response.defer()
        beside = replaced is None and _kept(interaction)
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not done and not beside:
            await interaction.edit_original_response(view=view_of(lines_page([saying])))
        page = await task
    except BaseException as error:
        task.cancel()
        if isinstance(error, Exception) and replaced is not None and interaction.response.is_done():
            await _put_back(interaction, replaced)
        raise
    if beside:
        await interaction.followup.send(view=view_of(page), ephemeral=True)
    else:
        await interaction.edit_original_response(view=view_of(page))


def _kept(interaction: discord.Interaction[Any]) -> bool:
    """True if it was acknowledged so that the message whose button was used stays as it is."""
    return interaction.response.type is discord.InteractionResponseType.deferred_message_update


async def _put_back(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Show a message as it was before its button was used."""
    before = ui.LayoutView.from_message(message, timeout=None)
    before.stop()  # its buttons are answered by their ids, so discord.py need not keep the view
    try:
        await interaction.edit_original_response(view=before)
    except Exception as error:  # the user has to read the first error, not this one
        log.warning("a message could not be put back: %r", error)
