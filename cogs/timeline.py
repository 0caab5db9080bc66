"""/timeline: the events involving an actor or event, or told with an issue, in order."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.model.query import Request
from bot.ui.answering import command
from bot.ui.options import SubjectOption


class TimelineCog(commands.Cog):
    """The command /timeline: events by date, undated ones placed by the order of the text."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="timeline", description="What happened, in order, with dates as exact as the articles give them"
    )
    @app_commands.describe(
        about="An actor, event or issue; a rough spelling is enough",
        since="First day, e.g. 2025-06-23, June 2025, two weeks ago",
        until="Last day, e.g. 2025-06-30, June 2025, yesterday",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def timeline(
        self,
        interaction: discord.Interaction,
        about: app_commands.Transform[str, SubjectOption("timeline", "about")],
        since: app_commands.Range[str, 1, 40] | None = None,
        until: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Answer /timeline."""
        request = Request("timeline").put("about", about).put("since", since or "").put("until", until or "")
        await command(self.bot.desk, interaction, request)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(TimelineCog(bot))
