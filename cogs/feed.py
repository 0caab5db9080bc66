"""/feed: the feeds of a server, managed by its editors."""

from __future__ import annotations

import asyncio
import io
import logging

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.catalogue import say, speaking
from bot.errors import AskError
from bot.feeds.feeds import Feeds
from bot.model.feed import Feed
from bot.render import Page, added_page, feed_page, feeds_page, imported_page, lines_page, report_page
from bot.ui.acts import Done
from bot.ui.editors import server_of
from bot.ui.feeds import EVERY, FeedOption
from bot.ui.notices import language_in, tell_editors
from bot.ui.replies import change, patiently, send_file, show

log = logging.getLogger(__name__)

LARGEST = 1_000_000
"""Bytes of an OPML file."""


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class FeedCog(commands.GroupCog, group_name="feed", group_description="Feeds whose articles are added automatically"):
    """Commands for a server's feeds, and the task that polls all feeds."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot
        self._polling: asyncio.Task[None] | None = None

    @property
    def _feeds(self) -> Feeds:
        return self.bot.desk.feeds

    async def cog_load(self) -> None:
        """Register the callbacks of the buttons."""
        for verb, callback in (
            ("page", self._page),
            ("check", self._check),
            ("pause", self._pause),
            ("resume", self._resume),
            ("remove", self._remove),
        ):
            self.bot.acts.add("feed", verb, callback)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start polling on the first connection; a reconnect starts nothing."""
        if self._polling is None:
            self._polling = self.bot.keep_doing(self._feeds.poller.run(self._tell))

    async def _tell(self, feed: Feed, sentence: object) -> None:
        """Notify the editors of a feed's server, in its language; the same sentence is sent once."""
        if feed.library.isdecimal():
            key = f"feed {feed.id} {sentence}"
            with speaking(language_in(self.bot, feed.library)):
                page = feed_page(feed, str(sentence))
            await tell_editors(self.bot, feed.library, page, key, set_up_by=feed.added_by)
        else:
            log.warning("feed %s (%s), read for everyone: %s", feed.number, feed.url, sentence)

    @app_commands.command(name="add", description="Follow a feed: its articles are added automatically")
    @app_commands.describe(
        url="Link to an RSS, Atom or JSON feed, or to a page that names one",
        about='Only articles about these: names, "words in quotes" or outlet:names, separated by commas',
        every="How often to check it; default: every hour",
    )
    @app_commands.choices(every=EVERY)
    async def add(
        self,
        interaction: discord.Interaction,
        url: app_commands.Range[str, 1, 2000],
        about: app_commands.Range[str, 1, 300] | None = None,
        every: int | None = None,
    ) -> None:
        """Find a feed and follow it."""
        server = server_of(interaction)

        async def added() -> Page:
            feed, contents = await self._feeds.add(server, url, about, every, str(interaction.user.id))
            return added_page(feed, len(contents.entries), contents.older)

        await patiently(interaction, added(), say("Looking for the feed…"))

    @app_commands.command(name="list", description="List this server's feeds and their status")
    async def list_(self, interaction: discord.Interaction) -> None:
        """List the feeds of a server."""
        server = server_of(interaction)
        await show(interaction, feeds_page(await self._feeds.list(server), 0, self.bot.desk.clock()))

    async def _page(self, interaction: discord.Interaction, done: Done) -> None:
        server = str(interaction.guild_id)
        await change(interaction, feeds_page(await self._feeds.list(server), done.number(), self.bot.desk.clock()))

    @app_commands.command(
        name="check", description="Test a feed: fetch it now and show what would be added; nothing is added"
    )
    @app_commands.describe(feed="Words from the feed's name")
    async def check(self, interaction: discord.Interaction, feed: app_commands.Transform[int, FeedOption()]) -> None:
        """Test a feed now."""
        await patiently(interaction, self._report(interaction, feed), say("Looking at the feed…"))

    async def _check(self, interaction: discord.Interaction, done: Done) -> None:
        await patiently(interaction, self._report(interaction, done.number()), say("Looking at the feed…"))

    async def _report(self, interaction: discord.Interaction, feed: int) -> Page:
        return report_page(await self._feeds.check(str(interaction.guild_id), feed))

    @app_commands.command(name="pause", description="Pause a feed until you resume it")
    @app_commands.describe(feed="Words from the feed's name")
    async def pause(self, interaction: discord.Interaction, feed: app_commands.Transform[int, FeedOption()]) -> None:
        """Pause a feed."""
        server = server_of(interaction)
        await show(interaction, await self._paused(server, feed))

    async def _pause(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._paused(str(interaction.guild_id), done.number()))

    async def _paused(self, server: str, feed: int) -> Page:
        return feed_page(await self._feeds.pause(server, feed), say("Paused. Articles it brought in are kept."))

    @app_commands.command(name="resume", description="Resume a paused or ended feed and check it at once")
    @app_commands.describe(feed="Words from the feed's name")
    async def resume(self, interaction: discord.Interaction, feed: app_commands.Transform[int, FeedOption()]) -> None:
        """Resume a feed."""
        server = server_of(interaction)
        await show(interaction, await self._resumed(server, feed))

    async def _resume(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._resumed(str(interaction.guild_id), done.number()))

    async def _resumed(self, server: str, feed: int) -> Page:
        return feed_page(await self._feeds.resume(server, feed), say("Resumed. I'll check it now."))

    @app_commands.command(name="remove", description="Remove a feed; articles it brought in are kept")
    @app_commands.describe(feed="Words from the feed's name")
    async def remove(self, interaction: discord.Interaction, feed: app_commands.Transform[int, FeedOption()]) -> None:
        """Remove a feed."""
        server = server_of(interaction)
        await show(interaction, await self._removed(server, feed))

    async def _remove(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._removed(str(interaction.guild_id), done.number()))

    async def _removed(self, server: str, feed: int) -> Page:
        gone = await self._feeds.remove(server, feed)
        return lines_page(
            [say("Removed {feed}. Articles it brought in are kept: /article remove removes them.", feed=gone.name)]
        )

    @app_commands.command(name="import", description="Add all feeds from an OPML file that another reader exported")
    @app_commands.describe(file="The .opml file")
    async def import_(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Import feeds from an OPML file."""
        server = server_of(interaction)
        if file.size > LARGEST:
            raise AskError(
                say(
                    "{file} is larger than {n} MB: split it and import the parts.",
                    file=file.filename,
                    n=LARGEST // 1_000_000,
                )
            )

        async def imported() -> Page:
            return imported_page(await self._feeds.take_in(server, await file.read(), str(interaction.user.id)))

        await patiently(interaction, imported(), say("Reading the list…"))

    @app_commands.command(name="export", description="Download this server's feeds as an OPML file for another reader")
    async def export(self, interaction: discord.Interaction) -> None:
        """Export the feeds as an OPML file."""
        server = server_of(interaction)
        name = interaction.guild.name if interaction.guild else say("this server")
        written = await self._feeds.hand_out(server, say("Feeds of {server}", server=name))
        await send_file(interaction, "", discord.File(io.BytesIO(written), "feeds.opml"))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(FeedCog(bot))
