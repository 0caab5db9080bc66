"""/compare: who stands where on one subject."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.ui.answering import command
from bot.ui.options import SINCE, UNTIL, Day, SubjectOption, actor_choices, asked


class CompareCog(commands.Cog):
    """The command /compare: who is for something and who against, side by side."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(name="compare", description="Who stands where on something: for, against, or nothing found")
    @app_commands.describe(
        on="An event, issue or actor they stand on",
        actors="Whom to compare, separated by commas; leave empty for those mentioned most",
        since=SINCE,
        until=UNTIL,
    )
    @app_commands.autocomplete(actors=actor_choices)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def compare(
        self,
        interaction: discord.Interaction,
        on: app_commands.Transform[str, SubjectOption("compare", "on")],
        actors: app_commands.Range[str, 1, 100] | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> None:
        """Answer /compare."""
        await command(self.bot.desk, interaction, asked("compare", on=on, actors=actors, since=since, until=until))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(CompareCog(bot))
