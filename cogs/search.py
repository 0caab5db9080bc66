"""/search: the sentences of the articles that have certain words."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking.interpreting import MOST_SEARCHED
from bot.ui.answering import command
from bot.ui.options import SINCE, UNTIL, Day, asked, outlet_choices


class SearchCog(commands.Cog):
    """The command /search: sentences with certain words, newest first or best first."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="search", description="The sentences with certain words, in all articles here, newest first"
    )
    @app_commands.describe(
        words='Words of a sentence; "next to each other" in quotes; the beginning of one with a star: sanction*',
        since=SINCE,
        until=UNTIL,
        outlet="Only articles of this outlet, e.g. Reuters",
    )
    @app_commands.autocomplete(outlet=outlet_choices)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def search(
        self,
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, MOST_SEARCHED],
        since: Day | None = None,
        until: Day | None = None,
        outlet: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Answer /search."""
        request = asked("search", words=words, since=since, until=until, outlet=outlet)
        await command(self.bot.desk, interaction, request)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(SearchCog(bot))
