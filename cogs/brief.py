"""/brief: a digest now, for the asker alone."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import Act
from bot.asking.subjects import with_one_chosen
from bot.catalogue import say
from bot.errors import NameUnclearError
from bot.model.library import Libraries
from bot.model.query import Choice, Request
from bot.render import Page, question_page
from bot.ui.acts import Done, anyone
from bot.ui.answering import libraries_of
from bot.ui.digesting import BRIEF_DAYS, brief_choices
from bot.ui.replies import patiently

_LONGEST = 80
"""Longest list of names that a button's id carries."""


class BriefCog(commands.Cog):
    """The command /brief: what a digest would contain for the last days."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callback of a question's buttons."""
        self.bot.acts.add("brief", "make", self._make, anyone)

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
        await self._show(interaction, about or "", days)

    async def _make(self, interaction: discord.Interaction, done: Done) -> None:
        await self._show(interaction, done.text(0), min(max(done.number(1), 1), 30))

    async def _show(self, interaction: discord.Interaction, about: str, days: int) -> None:
        making = self._page(about, days, libraries_of(interaction))
        await patiently(interaction, making, say("Reading what is new…"))

    async def _page(self, about: str, days: int, libraries: Libraries) -> Page:
        """The brief, or the question which name is meant, with a button for each."""
        try:
            return await self.bot.desk.editor.brief(about, days, libraries)
        except NameUnclearError as error:
            meant = (
                Choice(name, note, _request(with_one_chosen(about, error.typed, key), days))
                for key, name, note in error.meant
            )
            choices = tuple(choice for choice in meant if _act(choice.request))
            return question_page(await self.bot.desk.unclear(error, libraries, choices), _act)


def _request(about: str, days: int) -> Request:
    return Request("brief", (("about", about), ("days", str(days))))


def _act(request: Request) -> str | None:
    """The id of a button that makes a brief; None for another command's button, or if the names are too long for one."""
    about, days = request.get("about") or "", request.get("days") or ""
    fits = request.command == "brief" and ":" not in about and len(about) <= _LONGEST
    return Act("brief", "make", (about, days)).custom_id if fits else None


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(BriefCog(bot))
