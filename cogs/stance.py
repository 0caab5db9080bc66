"""/stance: where an actor stands."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import decode
from bot.asking.receipts import decode_receipt
from bot.catalogue import language
from bot.ui.acts import Done, anyone
from bot.ui.answering import command, libraries_of, press
from bot.ui.options import SINCE, UNTIL, Day, SubjectOption, asked
from bot.ui.replies import show


class StanceCog(commands.Cog):
    """The command /stance: where an actor stands on another actor or an event."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of the menus below answers, those of other commands too."""
        self.bot.acts.add("answer", "line", self._chosen, anyone)
        self.bot.acts.add("answer", "page", self._chosen, anyone)

    async def _chosen(self, interaction: discord.Interaction, done: Done) -> None:
        """Answer the question of a line or year that was chosen, or show the line's sentences to the user alone."""
        chosen = next(iter(done.chosen), "")
        if chosen.startswith("ask:"):
            await press(self.bot.desk, interaction, decode(chosen))
        else:
            receipt = decode_receipt(chosen)
            await show(
                interaction, await self.bot.desk.editor.sentences(receipt, libraries_of(interaction), language())
            )

    @app_commands.command(
        name="stance",
        description="Where an actor stands, or who is for and against something, with the sentences behind it",
    )
    @app_commands.describe(
        holder="Whose stance: a person, state or body; leave empty for everybody's",
        on="An actor, event or issue; leave empty for all of the holder's",
        since=SINCE,
        until=UNTIL,
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def stance(
        self,
        interaction: discord.Interaction,
        holder: app_commands.Transform[str, SubjectOption("stance", "holder")] | None = None,
        on: app_commands.Transform[str, SubjectOption("stance", "on")] | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> None:
        """Answer /stance."""
        await command(self.bot.desk, interaction, asked("stance", holder=holder, on=on, since=since, until=until))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(StanceCog(bot))
