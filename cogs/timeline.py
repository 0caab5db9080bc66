"""/timeline: the events involving an actor or event, or told with an issue, in order."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.model.query import OLDEST
from bot.ui.answering import command
from bot.ui.options import SINCE, UNTIL, Day, SubjectOption, asked


class TimelineCog(commands.Cog):
    """The command /timeline: events by date, undated ones placed by the order of the text."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="timeline", description="What happened, in order, with dates as exact as the articles give them"
    )
    @app_commands.describe(
        about="An actor, event or issue; a rough spelling is enough",
        since=SINCE,
        until=UNTIL,
        order="Latest first, unless you choose otherwise",
    )
    @app_commands.choices(order=[app_commands.Choice(name="Oldest first", value=OLDEST)])
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def timeline(
        self,
        interaction: discord.Interaction,
        about: app_commands.Transform[str, SubjectOption("timeline", "about")],
        since: Day | None = None,
        until: Day | None = None,
        order: str | None = None,
    ) -> None:
        """Answer /timeline."""
        request = asked("timeline", about=about, since=since, until=until, order=order)
        await command(self.bot.desk, interaction, request)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(TimelineCog(bot))
