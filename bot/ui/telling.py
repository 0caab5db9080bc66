"""Sentences of ours to who asked, and nobody else."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.render import Page, lines_page
from bot.ui.views import view_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    import discord

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds until it is said what takes so long."""


async def tell(interaction: discord.Interaction[Any], *lines: str, foot: str = "") -> None:
    """Say something, to who asked alone."""
    await show(interaction, lines_page(lines, foot))


async def show(interaction: discord.Interaction[Any], page: Page, *, ephemeral: bool = True) -> None:
    """Show a page in a message of its own, or in place of "thinking…" where that is shown."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view_of(page))
    else:
        await interaction.response.send_message(view=view_of(page), ephemeral=ephemeral)


async def change(interaction: discord.Interaction[Any], page: Page) -> None:
    """Show a page in place of the message whose button or form was used."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view_of(page))
    else:
        await interaction.response.edit_message(view=view_of(page))


async def patiently(
    interaction: discord.Interaction[Any], making: Awaitable[Page], saying: str, *, apart: bool = False
) -> None:
    """Show a page that may take its time, to who asked alone: in place of the message whose button or form was used, else in one of its own.

    Args:
        interaction: not yet answered.
        making: makes the page. What it raises leaves the message as it was, and is raised.
        saying: what to say after a moment: "Fetching the page…".
        apart: in a message of its own whatever was used: what is chosen from stays, to choose from again.
    """
    task = asyncio.ensure_future(making)
    replaced = None if apart else interaction.message
    try:
        if replaced is None:
            await interaction.response.defer(ephemeral=True, thinking=True)
        else:
            await interaction.response.defer()
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not done:
            await interaction.edit_original_response(view=view_of(lines_page([saying])))
        page = await task
    except BaseException as error:
        task.cancel()
        if isinstance(error, Exception) and replaced is not None and interaction.response.is_done():
            await _put_back(interaction, replaced)
        raise
    await interaction.edit_original_response(view=view_of(page))


async def _put_back(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Show a message as it was before its button was used."""
    before = ui.LayoutView.from_message(message, timeout=None)
    before.stop()  # shown as it is: its buttons are answered by their ids, and discord.py has nothing to keep
    try:
        await interaction.edit_original_response(view=before)
    except Exception as error:  # what is being told is why nothing came of it
        log.warning("a message could not be put back: %r", error)
