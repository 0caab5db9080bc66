"""The message menu "Read facts from this": shows what would be read from a message."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from pathlib import PurePath

import discord
from discord import app_commands
from discord.app_commands import Cooldown
from discord.ext import commands
from discord.ext.commands import DynamicCooldownMapping

from bot.app import Attache
from bot.catalogue import say
from bot.errors import AskError
from bot.intake.files import KINDS
from bot.model.article import Article, Candidate
from bot.render import Page, glance_page
from bot.ui.acts import Done, anyone
from bot.ui.articles import unfiled_sentences
from bot.ui.messages import contents, links_of, source_of, words_of
from bot.ui.replies import patiently

MOST, PER = 5, 60.0
"""How many messages a member may have read within how many seconds: reading takes processor time."""
KEPT = 50
"""How many of the articles shown last are kept in memory, so that their pages can be turned."""
_TEXT = 200
"""From so many characters on, a message's own text is read, and not the page it links to."""


class ReadingCog(commands.Cog):
    """The message menu "Read facts from this". Its answer is for whoever asked, and nothing is stored."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot
        self._shown: OrderedDict[tuple[str, int], Article] = OrderedDict()
        """By the interaction and the user that asked."""
        self._pace: DynamicCooldownMapping[discord.Interaction] = DynamicCooldownMapping(
            lambda _: Cooldown(MOST, PER), lambda asked: asked.user.id
        )
        self._menu = app_commands.ContextMenu(name="Read facts from this", callback=self._read_message)
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        self._menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)

    async def cog_load(self) -> None:
        """Add the message menu and the callbacks of its pages and of their menus."""
        self.bot.acts.add("reading", "page", self._turn, anyone)
        self.bot.acts.add("reading", "sentences", self._sentences, anyone)
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Remove the message menu."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def _read_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Show the facts of a message's text, or else of the page it links to or of its file."""
        wait = self._pace.update_rate_limit(interaction, discord.utils.utcnow().timestamp())
        if wait:
            raise AskError(
                say(
                    "You had {n} messages read within a minute: wait {seconds} seconds.",
                    n=MOST,
                    seconds=max(1, round(wait)),
                )
            )

        said = source_of(message)

        async def made() -> Page:
            found = (await self._candidate(said)).article
            day = said.created_at.date().isoformat()
            return await self._page(
                replace(found, published=found.published or day), (str(interaction.id), interaction.user.id), 0
            )

        await patiently(interaction, made(), say("Reading the message…"), apart=True)

    async def _candidate(self, said: discord.Message | discord.MessageSnapshot) -> Candidate:
        intake = self.bot.desk.intake
        links = links_of(said)
        files = [file for file in said.attachments if PurePath(file.filename).suffix.lower() in KINDS]
        words = words_of(said)
        if len(words) >= _TEXT or (words and not links and not files):
            return await intake.from_text(words)
        if len(links) > 1 or len(files) > 1:
            raise AskError(say("That message has several links or files: I can read a message that has one."))
        if links:
            return await intake.from_link(links[0])
        if not files:
            raise AskError(say("There is nothing to read in that message: it needs text, a link or a file."))
        return await intake.from_file(files[0].filename, await contents(files[0]))

    async def _page(self, article: Article, key: tuple[str, int], number: int) -> Page:
        told, sections = await self.bot.desk.library.glance(article)
        self._shown[key] = article
        self._shown.move_to_end(key)
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)
        return glance_page(article, told, sections, key[0], number)

    async def _turn(self, interaction: discord.Interaction, done: Done) -> None:
        key, article = self._kept(interaction, done)
        await patiently(interaction, self._page(article, key, done.number(1)), say("Reading…"))

    async def _sentences(self, interaction: discord.Interaction, done: Done) -> None:
        """Show the sentences behind a line in a message of their own."""
        _, article = self._kept(interaction, done)
        making = unfiled_sentences(self.bot.desk.library, article, done)
        await patiently(interaction, making, say("Reading…"), apart=True)

    def _kept(self, interaction: discord.Interaction, done: Done) -> tuple[tuple[str, int], Article]:
        key = (done.text(0), interaction.user.id)
        article = self._shown.get(key)
        if article is None:
            raise AskError(say("What was read is no longer kept: use the menu on the message again."))
        return key, article


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(ReadingCog(bot))
