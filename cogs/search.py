"""/search: the sentences of the articles that have certain words."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking.interpreting import MOST_SEARCHED
from bot.model.query import Request
from bot.ui.answering import command


class SearchCog(commands.Cog):
    """The command /search: sentences with certain words, newest first or best first."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="search", description="The sentences with certain words, in all articles here, newest first"
    )
    @app_commands.describe(
        words='Words of a sentence; "next to each other" in quotes; the beginning of one with a star: sanction*',
        since="First day, e.g. 2025-06-23, June 2025, two weeks ago",
        until="Last day, e.g. 2025-06-30, June 2025, yesterday",
        outlet="Only articles of this outlet, e.g. Reuters",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def search(
        self,
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, MOST_SEARCHED],
        since: app_commands.Range[str, 1, 40] | None = None,
        until: app_commands.Range[str, 1, 40] | None = None,
        outlet: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Answer /search."""
        request = Request("search").put("words", words).put("outlet", outlet or "")
        await command(self.bot.desk, interaction, request.put("since", since or "").put("until", until or ""))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(SearchCog(bot))
