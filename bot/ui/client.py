"""What views and options need from the bot: its desk, and its callbacks for buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Container

    import discord

    from bot.asking import Act
    from bot.desk import Desk
    from bot.ui.pace import PublicAnswers


class DeskClient(Protocol):
    """A discord.py client with a desk."""

    desk: Desk
    public: PublicAnswers
    acts: Container[Act]

    async def pressed(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Answer a question button; raises nothing."""

    async def acted(self, interaction: discord.Interaction[Any]) -> None:
        """Run the act of a button, menu or form; raises nothing."""
