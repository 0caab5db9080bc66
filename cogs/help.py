"""/help: what to type, with examples from the library."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.render.help import help_page
from bot.ui.answering import libraries_of
from bot.ui.replies import show


class HelpCog(commands.Cog):
    """The command /help."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(name="help", description="What you can ask, with examples that have an answer here")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction) -> None:
        """Answer /help."""
        desk = self.bot.desk
        await show(interaction, help_page(await desk.examples(libraries_of(interaction)), desk.coming()))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(HelpCog(bot))
