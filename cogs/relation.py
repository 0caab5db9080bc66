"""/relation: what two actors did to each other and said about each other."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.ui.answering import command
from bot.ui.options import SINCE, UNTIL, Day, SubjectOption, asked


class RelationCog(commands.Cog):
    """The command /relation: events between two actors by month, and what each says about the other."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="relation",
        description="What two actors did to and said about each other, and whether they cooperated, by month",
    )
    @app_commands.describe(a="A person, state or body", b="The other one", since=SINCE, until=UNTIL)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def relation(
        self,
        interaction: discord.Interaction,
        a: app_commands.Transform[str, SubjectOption("relation", "a")],
        b: app_commands.Transform[str, SubjectOption("relation", "b")],
        since: Day | None = None,
        until: Day | None = None,
    ) -> None:
        """Answer /relation."""
        await command(self.bot.desk, interaction, asked("relation", a=a, b=b, since=since, until=until))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(RelationCog(bot))
