"""What views and options need of the bot they are shown by: its desk, and its answer to a press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import discord

    from bot.desk import Desk


class DeskClient(Protocol):
    """A discord.py client with a desk."""

    desk: Desk

    async def pressed(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Answer a button; raises nothing."""

    async def acted(self, interaction: discord.Interaction[Any]) -> None:
        """Do what a button, menu or form says; raises nothing."""
