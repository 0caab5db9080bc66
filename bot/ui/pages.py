"""Sends pages to an interaction with their pictures, and without them if Discord won't have the files: the words always go out."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.ui.views import files_of, view_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.render import Page

    Interaction = discord.Interaction[Any]
    Send = Callable[[Page], Awaitable[object]]

log = logging.getLogger(__name__)


async def answered(interaction: Interaction, page: Page, *, ephemeral: bool) -> None:
    """Answer with a new message."""
    send = interaction.response.send_message
    await _sent(lambda page: send(view=view_of(page), files=files_of(page), ephemeral=ephemeral), page)


async def replaced(interaction: Interaction, page: Page) -> None:
    """Answer by replacing the message whose button was used, and its picture."""
    edit = interaction.response.edit_message
    await _sent(lambda page: edit(view=view_of(page), attachments=files_of(page)), page)


async def edited(interaction: Interaction, page: Page) -> None:
    """Replace the message of an answer that was given before, or "thinking…"."""
    edit = interaction.edit_original_response
    await _sent(lambda page: edit(view=view_of(page), attachments=files_of(page)), page)


async def followed_up(interaction: Interaction, page: Page, *, ephemeral: bool = False) -> None:
    """Send one more message."""
    send = interaction.followup.send
    await _sent(lambda page: send(view=view_of(page), files=files_of(page), ephemeral=ephemeral), page)


async def _sent(send: Send, page: Page) -> None:
    """Sends a page; if Discord refuses it with its picture, without it."""
    try:
        await send(page)
    except discord.HTTPException as error:
        if page.image is None or isinstance(error, discord.NotFound | discord.DiscordServerError):
            raise
        log.warning("sent without its picture: %r", error)
        await send(replace(page, image=None))
