"""/digest: what happened, sent to a channel at its hour."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking.receipts import decode_receipt
from bot.digests.editor import Editor
from bot.digests.subscribing import Digests
from bot.digests.wanting import DigestOptions
from bot.errors import AskError
from bot.model.subscription import Edition, EditionOutcome, Kind, Subscription, SubscriptionState
from bot.render.notes import notes_page
from bot.ui.acts import Done, anyone
from bot.ui.answering import libraries_of
from bot.ui.digesting import (
    Channel,
    PlaceOption,
    about_choices,
    article_choices,
    card,
    digest_choices,
    edition_choices,
    ended,
    listed,
    named,
    place_of,
    require_writable,
    told_of,
    zone_choices,
)
from bot.ui.editors import require_editor
from bot.ui.telling import change, show
from bot.ui.views import view_of

Interaction = discord.Interaction[Any]
Often = Literal["daily", "weekdays", "weekly", "twice daily", "hourly", "as it happens"]
Styles = Literal["headlines", "brief", "full"]
Languages = Literal["English", "Deutsch", "Español", "Français"]
Empty = Literal["skip", "say so"]
Shown = Literal["yes", "no"]
Words = app_commands.Range[str, 1, 100]

OPTIONS = {
    "channel": "Where: a text, announcement or forum channel or a thread; left out: here",
    "every": "How often it comes; left out: daily",
    "at": "The time of day: 08:00, 8:30 pm; left out: 09:00",
    "also_at": "The second time of a digest twice a day: 18:00",
    "day": "The days of a weekly digest: Monday, Mon and Thu",
    "zone": "The time zone: type a city, a country or an offset; left out: that of the last digest here, or UTC",
    "about": "Actors and events, commas between: Iran, the kremlin; left out: everything",
    "style": "headlines: a line a story; brief: one screen; full: a whole message",
    "language": "Of headings and dates; what articles say stays as they print it",
    "empty": "When there is nothing new: skip, or say so",
    "picture": "Whether an edition shows the picture of its top story; left out: yes",
    "ping": "A role to ping with each edition that has news",
    "quiet": "Hours in which nothing is sent, one edition after them: 22:00-07:00; none takes them back",
    "per_hour": "Of a digest as it happens: the most messages an hour",
    "digest": "Which digest; left out: the only one there is",
}


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class DigestCog(
    commands.GroupCog,
    group_name="digest",
    group_description="News to a channel at its hour: what happened, who said what, what changed",
):
    """A server's digests. Discord hides them from who may not manage the server; who may edit is looked at again here."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @property
    def digests(self) -> Digests:
        """The subscriptions and their ledger."""
        return self.bot.desk.digests

    @property
    def editor(self) -> Editor:
        """Who knows what a digest would be, holds, and why."""
        return self.bot.desk.editor

    async def cog_load(self) -> None:
        """Say who answers the buttons and menus of editions."""
        self.bot.acts.add("digest", "undo", self._undo)
        self.bot.acts.add("edition", "why", self._why, anyone)
        self.bot.acts.add("sentences", "show", self._sentences, anyone)

    # ---- begin, change, end ----

    @app_commands.command(description="Send a digest to a channel: where, when, what about")
    @app_commands.describe(**{name: text for name, text in OPTIONS.items() if name != "digest"})
    @app_commands.autocomplete(about=about_choices, zone=zone_choices)
    async def subscribe(  # noqa: PLR0913 - what a digest may be told
        self,
        interaction: Interaction,
        *,
        channel: app_commands.Transform[Channel, PlaceOption] | None = None,
        every: Often | None = None,
        at: Words | None = None,
        zone: Words | None = None,
        about: Words | None = None,
        style: Styles | None = None,
        language: Languages | None = None,
        empty: Empty | None = None,
        ping: discord.Role | None = None,
        quiet: Words | None = None,
        day: Words | None = None,
        also_at: Words | None = None,
        per_hour: app_commands.Range[int, 1, 6] | None = None,
        picture: Shown | None = None,
    ) -> None:
        """Begin a digest."""
        server = str(await require_editor(interaction))
        where = channel or interaction.channel
        place = place_of(where)
        if not isinstance(where, Channel):
            raise TypeError(f"{where!r} has a place and is none of the channels that have one")
        require_writable(where, ping)
        there = await self.digests.of_server(server)
        zone_here = there[-1].schedule.zone if there else "UTC"
        blank = self.editor.blank(server, str(where.id), place, str(interaction.user.id), zone_here)
        typed = DigestOptions(every, at, also_at, day, zone, about, style, language, empty, quiet, per_hour, picture)
        wanted = replace(await self.editor.wanted(typed, blank), ping=str(ping.id) if ping else None)
        made = await self.digests.subscribe(wanted)
        await show(
            interaction,
            card(
                f"{named(interaction.guild, made.channel)} gets a digest",
                interaction.guild,
                made,
                self.editor.upcoming(made),
            ),
        )
        await interaction.followup.send(view=view_of(await self.editor.preview(made)), ephemeral=True)

    @app_commands.command(description="Change a digest: only what you give is changed")
    @app_commands.describe(
        **{name: text.split("; left out")[0] for name, text in OPTIONS.items() if name != "channel"},
        no_ping="Ping nobody any more",
    )
    @app_commands.autocomplete(digest=digest_choices, about=about_choices, zone=zone_choices)
    async def edit(  # noqa: PLR0913 - the same
        self,
        interaction: Interaction,
        *,
        digest: Words | None = None,
        every: Often | None = None,
        at: Words | None = None,
        zone: Words | None = None,
        about: Words | None = None,
        style: Styles | None = None,
        language: Languages | None = None,
        empty: Empty | None = None,
        ping: discord.Role | None = None,
        quiet: Words | None = None,
        day: Words | None = None,
        also_at: Words | None = None,
        per_hour: app_commands.Range[int, 1, 6] | None = None,
        picture: Shown | None = None,
        no_ping: bool = False,
    ) -> None:
        """Change a digest."""
        one = await self._one(interaction, digest)
        if (
            ping
            and interaction.guild
            and isinstance(channel := interaction.guild.get_channel_or_thread(int(one.channel)), Channel)
        ):
            require_writable(channel, ping)
        typed = DigestOptions(every, at, also_at, day, zone, about, style, language, empty, quiet, per_hour, picture)
        role = str(ping.id) if ping else None if no_ping else one.ping
        changed = await self.digests.edit(one, replace(await self.editor.wanted(typed, one), ping=role))
        await show(interaction, card("Changed", interaction.guild, changed, self.editor.upcoming(changed)))

    @app_commands.command(description="Send a digest to another channel from now on")
    @app_commands.describe(digest=OPTIONS["digest"], channel="Where it goes from now on")
    @app_commands.autocomplete(digest=digest_choices)
    async def move(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[Channel, PlaceOption],
        digest: Words | None = None,
    ) -> None:
        """Move a digest."""
        one = await self._one(interaction, digest)
        place = place_of(channel)
        role = interaction.guild.get_role(int(one.ping)) if interaction.guild and one.ping else None
        require_writable(channel, role)
        moved = await self.digests.edit(one, replace(one, channel=str(channel.id), place=place))
        await show(
            interaction, card(f"Moved to #{channel.name}", interaction.guild, moved, self.editor.upcoming(moved))
        )

    @app_commands.command(description="End a digest; it can be undone")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def unsubscribe(self, interaction: Interaction, digest: Words | None = None) -> None:
        """End a digest."""
        one = await self._one(interaction, digest)
        await self.digests.end(one)
        await show(interaction, ended(one, interaction.guild))

    async def _undo(self, interaction: Interaction, done: Done) -> None:
        one = await self.editor.ended_or_not(str(interaction.guild_id), done.arguments[0])
        await self.digests.resume(one)
        again = await self.editor.one(one.server, str(one.id))
        await change(interaction, card("Taken up again", interaction.guild, again, self.editor.upcoming(again)))

    # ---- pause, resume ----

    @app_commands.command(
        description="Send nothing for a while; what is filed meanwhile comes with the first edition after it"
    )
    @app_commands.describe(
        digest=OPTIONS["digest"],
        until="The day it goes on: 2025-07-01, 1 July, next Monday; left out: until /digest resume",
    )
    @app_commands.autocomplete(digest=digest_choices)
    async def pause(self, interaction: Interaction, digest: Words | None = None, until: Words | None = None) -> None:
        """Pause a digest."""
        one = await self._one(interaction, digest)
        day = self.editor.day(until, one) if until else None
        if not await self.digests.pause(one, day):
            raise AskError("This digest is paused already: /digest resume sends it again.")
        await show(interaction, card("Paused", interaction.guild, await self.editor.one(one.server, str(one.id)), []))

    @app_commands.command(description="Send a paused digest again")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def resume(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Resume a digest."""
        one = await self._one(interaction, digest)
        if one.state is not SubscriptionState.PAUSED:
            raise AskError("This digest is not paused: it comes when it is due.")
        await show(interaction, await self._resumed(interaction, one))

    async def _resumed(self, interaction: Interaction, one: Subscription) -> Any:
        channel = interaction.guild.get_channel_or_thread(int(one.channel)) if interaction.guild else None
        if not isinstance(channel, Channel):
            raise AskError(
                "The channel of this digest is gone or hidden from me: give it another with /digest move, then resume it."
            )
        require_writable(channel, None)
        await self.digests.resume(one)
        again = await self.editor.one(one.server, str(one.id))
        return card("Resumed", interaction.guild, again, self.editor.upcoming(again))

    # ---- look ----

    @app_commands.command(name="list", description="The digests of this server")
    async def list_(self, interaction: Interaction) -> None:
        """List the digests."""
        server = str(await require_editor(interaction))
        await show(interaction, listed(interaction.guild, await self.digests.of_server(server)))

    @app_commands.command(description="What a digest would hold if it were sent now; only you see it")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def preview(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Show the next edition to the asker."""
        one = await self._one(interaction, digest)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, await self.editor.preview(one))

    @app_commands.command(description="Send an edition now")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def now(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Send an edition now."""
        one = await self._one(interaction, digest)
        if one.state is not SubscriptionState.ACTIVE:
            raise AskError("This digest is paused: /digest resume it first.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        sent = await self.bot.delivery.deliver_now(one, str(interaction.id))
        if sent is None:
            raise AskError("An edition of this digest is on its way this moment: look at the channel.")
        await show(interaction, told_of(one, [sent]))

    @app_commands.command(description="The last editions of a digest, and what became of each")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def history(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Show the ledger."""
        one = await self._one(interaction, digest)
        await show(interaction, told_of(one, await self.digests.history(one)))

    @app_commands.command(description="Why an edition holds what it holds, or what became of an article")
    @app_commands.describe(
        digest=OPTIONS["digest"],
        edition="Which edition; left out: the last one",
        article="An article, by words of its title",
    )
    @app_commands.autocomplete(digest=digest_choices, edition=edition_choices, article=article_choices)
    async def why(
        self,
        interaction: Interaction,
        digest: Words | None = None,
        edition: Words | None = None,
        article: Words | None = None,
    ) -> None:
        """Explain an edition or an article."""
        one = await self._one(interaction, digest)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if article:
            title, notes = await self.editor.why_article(one, article)
            await show(interaction, notes_page(title or "An article without a title", notes))
            return
        looked = [
            past
            for past in await self.digests.history(one)
            if past.outcome in (EditionOutcome.SENT, EditionOutcome.SKIPPED)
        ]
        found = next((past for past in looked if edition in (None, past.nonce)), None)
        if found is None:
            raise AskError("There is no such edition: choose one from the list, or see /digest history.")
        await self._explain(interaction, one, found)

    async def _why(self, interaction: Interaction, done: Done) -> None:
        one, edition = await self.editor.edition(str(interaction.guild_id), done.arguments[0])
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._explain(interaction, one, edition)

    async def _explain(self, interaction: Interaction, one: Subscription, edition: Edition) -> None:
        heading = "Why this flash" if edition.kind is Kind.FLASH else "Why these"
        await show(interaction, notes_page(heading, await self.editor.why_edition(one, edition)))

    async def _sentences(self, interaction: Interaction, done: Done) -> None:
        receipt = decode_receipt(done.chosen[0] if done.chosen else "")
        language = done.arguments[0] if done.arguments else ""
        await show(interaction, await self.editor.sentences(receipt, libraries_of(interaction), language))

    async def _one(self, interaction: Interaction, chosen: str | None) -> Subscription:
        """The digest that is meant, for editors only."""
        return await self.editor.one(str(await require_editor(interaction)), chosen)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(DigestCog(bot))
