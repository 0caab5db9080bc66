"""Sentences of ours to who asked, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render import Page, lines_page
from bot.ui.views import view_of

if TYPE_CHECKING:
    import discord


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
