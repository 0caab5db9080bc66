"""/about: what the bot is, what its library contains, its versions and licences."""

from __future__ import annotations

from importlib.metadata import version

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.render import Page
from bot.render.about import about_page, credits_page
from bot.ui.acts import Done, anyone
from bot.ui.answering import libraries_of
from bot.ui.permissions import NEEDED
from bot.ui.replies import change, show


class AboutCog(commands.Cog):
    """The command /about."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of the buttons between the two pages."""
        self.bot.acts.add("about", "credits", self._credits, anyone)
        self.bot.acts.add("about", "first", self._back, anyone)

    @app_commands.command(
        name="about", description="What I am and what I answer from: articles, outlets, versions, licences, invite link"
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: discord.Interaction) -> None:
        """Answer /about."""
        await show(interaction, await self._first(interaction))

    async def _first(self, interaction: discord.Interaction) -> Page:
        found, latest, reader = await self.bot.desk.about(libraries_of(interaction))
        invite = discord.utils.oauth_url(
            interaction.application_id, permissions=NEEDED, scopes=("bot", "applications.commands")
        )
        return about_page(found, latest, version("attache"), reader, invite)

    async def _credits(self, interaction: discord.Interaction, _done: Done) -> None:
        found, _, _ = await self.bot.desk.about(libraries_of(interaction))
        await change(interaction, credits_page(found))

    async def _back(self, interaction: discord.Interaction, _done: Done) -> None:
        await change(interaction, await self._first(interaction))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(AboutCog(bot))
