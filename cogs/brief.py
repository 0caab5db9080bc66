"""/brief: a digest now, for the asker alone."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.catalogue import say
from bot.ui.answering import libraries_of
from bot.ui.digesting import BRIEF_DAYS, brief_choices
from bot.ui.replies import patiently


class BriefCog(commands.Cog):
    """The command /brief: what a digest would contain for the last days."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="brief", description="A digest of the last days for you alone: what happened, what changed, who said what"
    )
    @app_commands.describe(
        about="Actors, events or issues, separated by commas; default: everything",
        days="How many days back; default: 3",
    )
    @app_commands.autocomplete(about=brief_choices)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def brief(
        self,
        interaction: discord.Interaction,
        about: app_commands.Range[str, 1, 100] | None = None,
        days: app_commands.Range[int, 1, 30] = BRIEF_DAYS,
    ) -> None:
        """Answer /brief."""
        making = self.bot.desk.editor.brief(about or "", days, libraries_of(interaction))
        await patiently(interaction, making, say("Reading what is new…"))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(BriefCog(bot))
