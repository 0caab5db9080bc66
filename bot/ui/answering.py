"""Answers requests from Discord: at once if possible, otherwise deferred ("thinking…")."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.asking import OFFER, Press
from bot.model.answer import Answer
from bot.model.library import EVERYONE, Libraries
from bot.offload import offload
from bot.render import answer_page, question_page
from bot.ui.views import view_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.desk import Desk
    from bot.model.query import Request
    from bot.render import Page

PATIENCE = 0.9
"""Seconds until "thinking…" is shown; Discord drops an interaction after three."""


def libraries_of(interaction: discord.Interaction) -> Libraries:
    """The libraries the user may see: the shared one and, in a server, the server's own."""
    return Libraries(str(interaction.guild_id) if interaction.guild_id else EVERYONE)


async def command(desk: Desk, interaction: discord.Interaction, request: Request) -> None:
    """Answer a slash command in a new message."""
    await _new_message(interaction, _page(desk, interaction, request))


async def press(desk: Desk, interaction: discord.Interaction, pressed: Press) -> None:
    """Answer a button. Whoever asked turns the page in place; other users and follow-up questions get a new message."""
    asker = interaction.message.interaction_metadata if interaction.message else None
    own = asker is not None and asker.user.id == interaction.user.id
    page = _page(desk, interaction, pressed.request, pressed.page)
    if own and pressed.does != OFFER:
        await _same_message(interaction, page)
    else:
        await _new_message(interaction, page, ephemeral=not own)


async def _page(desk: Desk, interaction: discord.Interaction, request: Request, number: int = 0) -> Page:
    found = await desk.ask(request, libraries_of(interaction))
    if isinstance(found, Answer):
        return await offload(found.size, answer_page, found, number)
    return question_page(found)


async def _new_message(interaction: discord.Interaction, making: Awaitable[Page], *, ephemeral: bool = False) -> None:
    page = await _within_patience(making, interaction.response.defer, thinking=True, ephemeral=ephemeral)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view_of(page))
    else:
        await interaction.response.send_message(view=view_of(page), ephemeral=ephemeral)


async def _same_message(interaction: discord.Interaction, making: Awaitable[Page]) -> None:
    page = await _within_patience(making, interaction.response.defer)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view_of(page))
    else:
        await interaction.response.edit_message(view=view_of(page))


async def _within_patience(making: Awaitable[Page], defer: Callable[..., Awaitable[object]], **how: bool) -> Page:
    """Returns the page; defers the interaction if making the page takes longer than `PATIENCE`."""
    task = asyncio.ensure_future(making)
    done, _ = await asyncio.wait({task}, timeout=PATIENCE)
    if not done:
        await defer(**how)
    return await task
