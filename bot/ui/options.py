"""A slash command's option that names a subject: words or a chosen id in, names offered while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import discord
from discord import app_commands

from bot.asking import KINDS
from bot.model.query import CHOSEN
from bot.ui.answering import libraries_of
from bot.ui.choices import choice

if TYPE_CHECKING:
    from bot.ui.client import DeskClient

LONGEST = 100
"""Characters an option takes: names are shorter, and a button has to carry them."""
_CHOICES = 25


class SubjectOption(app_commands.Transformer):
    """An option that takes an actor (or event) by name, completed from what the asker may see."""

    def __init__(self, command: str, option: str) -> None:
        self._kinds = KINDS[command, option]

    @property
    def max_value(self) -> int:
        """The longest text Discord lets through."""
        return LONGEST

    async def transform(self, _interaction: discord.Interaction, value: str, /) -> str:
        """The words as typed: they are resolved with the whole request in view."""
        return value

    async def autocomplete(
        self, interaction: discord.Interaction, value: int | float | str, /
    ) -> list[app_commands.Choice[int | float | str]]:
        """Up to 25 names; each stands for its id, so that what is chosen is not guessed at again."""
        client = cast("DeskClient", interaction.client)
        matches = await client.desk.complete(str(value)[:LONGEST], libraries_of(interaction), self._kinds)
        return [
            choice(f"{match.name} · {match.note}" if match.note else match.name, f"{CHOSEN}{match.id}")
            for match in matches[:_CHOICES]
        ]
