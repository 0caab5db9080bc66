"""/quote: who said what."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.ui.answering import command
from bot.ui.options import SINCE, UNTIL, Day, SubjectOption, asked


class QuoteCog(commands.Cog):
    """The command /quote: direct quotations apart from reported speech."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="quote", description="What someone said, newest first: direct quotations apart from reported speech"
    )
    @app_commands.describe(
        speaker="Who said it; leave empty for everybody",
        about='The actor, event or issue they spoke about, or words they said "in quotes"',
        since=SINCE,
        until=UNTIL,
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def quote(
        self,
        interaction: discord.Interaction,
        speaker: app_commands.Transform[str, SubjectOption("quote", "speaker")] | None = None,
        about: app_commands.Transform[str, SubjectOption("quote", "about")] | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> None:
        """Answer /quote."""
        request = asked("quote", speaker=speaker, about=about, since=since, until=until)
        await command(self.bot.desk, interaction, request)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(QuoteCog(bot))
