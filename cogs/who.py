"""/who: a person, state, body, event or issue on one page."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.ui.answering import command
from bot.ui.options import SubjectOption, asked


class WhoCog(commands.Cog):
    """The command /who: offices, latest facts, strongest stances and companions of a subject."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="who", description="A person, state, body, event or issue on one page: offices, stances, latest events"
    )
    @app_commands.describe(name="An actor, event or issue; a rough spelling is enough")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def who(
        self, interaction: discord.Interaction, name: app_commands.Transform[str, SubjectOption("who", "name")]
    ) -> None:
        """Answer /who."""
        await command(self.bot.desk, interaction, asked("who", name=name))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(WhoCog(bot))
