"""/help: what to type, with examples from the library."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.render import Page
from bot.render.help import help_page, more_help_page
from bot.ui.acts import Done, anyone
from bot.ui.answering import libraries_of
from bot.ui.replies import change, show


class HelpCog(commands.Cog):
    """The command /help."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of the buttons between the two pages."""
        self.bot.acts.add("help", "more", self._more, anyone)
        self.bot.acts.add("help", "ask", self._ask, anyone)

    @app_commands.command(name="help", description="What you can ask, with examples that have an answer here")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Answer /help."""
        await show(interaction, await self._first(interaction))

    async def _first(self, interaction: discord.Interaction) -> Page:
        desk = self.bot.desk
        return help_page(await desk.examples(libraries_of(interaction)), desk.coming())

    async def _more(self, interaction: discord.Interaction, _done: Done) -> None:
        await change(interaction, more_help_page())

    async def _ask(self, interaction: discord.Interaction, _done: Done) -> None:
        await change(interaction, await self._first(interaction))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(HelpCog(bot))
