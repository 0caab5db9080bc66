"""/export: the facts about a subject as a file, for the asker alone."""

from __future__ import annotations

import io
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import OLD, Act
from bot.catalogue import say
from bot.errors import AskError
from bot.model.query import CHOSEN, Question
from bot.render import lines_page, question_page
from bot.render.exports import FORMATS
from bot.ui.acknowledging import think
from bot.ui.acts import Done, anyone
from bot.ui.answering import libraries_of
from bot.ui.options import SubjectOption
from bot.ui.replies import send_file, show

Formats = Literal["table (CSV)", "facts (JSON)", "calendar (iCalendar)"]
_FORM = {"table (CSV)": "csv", "facts (JSON)": "json", "calendar (iCalendar)": "ics"}


class ExportCog(commands.Cog):
    """The command /export: events, stances and quotations with their sources, as a file."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callback of a question's buttons."""
        self.bot.acts.add("export", "make", self._make, anyone)

    @app_commands.command(
        name="export",
        description="The facts about a name as a file for you alone: table, JSON or calendar, with sources",
    )
    @app_commands.describe(about="An actor, event or issue", format="What kind of file; default: a table (CSV)")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def export(
        self,
        interaction: discord.Interaction,
        about: app_commands.Transform[str, SubjectOption("who", "name")],
        format: Formats = "table (CSV)",  # noqa: A002 - the option's name
    ) -> None:
        """Answer /export."""
        await self._send(interaction, about, _FORM[format])

    async def _make(self, interaction: discord.Interaction, done: Done) -> None:
        subject, form = done.text(0), done.text(1)
        if form not in FORMATS:
            raise AskError(say(OLD))
        await self._send(interaction, f"{CHOSEN}{subject}", form)

    async def _send(self, interaction: discord.Interaction, about: str, form: str) -> None:
        await think(interaction)
        made = await self.bot.desk.export(about, form, libraries_of(interaction))
        if isinstance(made, Question):
            page = question_page(made, lambda request: _button(request.get("name") or "", form))
            await show(interaction, page)
            return
        [words] = lines_page(made.told).blocks
        await send_file(interaction, words, discord.File(io.BytesIO(made.content), made.name))


def _button(chosen: str, form: str) -> str | None:
    """The id of a choice's button that makes the file; None if the choice is another question."""
    subject = chosen.removeprefix(CHOSEN)
    return Act("export", "make", (subject, form)).custom_id if chosen.startswith(CHOSEN) else None


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(ExportCog(bot))
