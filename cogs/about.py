"""/about: what the bot is, what its library contains, its versions and licences."""

from __future__ import annotations

from importlib.metadata import version

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.render.about import about_page
from bot.ui.answering import libraries_of
from bot.ui.permissions import NEEDED
from bot.ui.replies import show


class AboutCog(commands.Cog):
    """The command /about."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="about", description="What I am and what I answer from: articles, outlets, versions, licences, invite link"
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: discord.Interaction) -> None:
        """Answer /about."""
        found, latest, reader = await self.bot.desk.about(libraries_of(interaction))
        invite = discord.utils.oauth_url(
            interaction.application_id, permissions=NEEDED, scopes=("bot", "applications.commands")
        )
        await show(interaction, about_page(found, latest, version("attache"), reader, invite))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(AboutCog(bot))
