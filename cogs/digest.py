"""/digest: set up, change, preview and explain the digests of a server."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking.receipts import decode_receipt
from bot.catalogue import language_of, say
from bot.digests.editor import Editor
from bot.digests.subscribing import Digests
from bot.digests.typed_options import DigestOptions
from bot.digests.zones import WhichZoneError
from bot.errors import AskError
from bot.model.library import Libraries
from bot.model.subscription import Edition, EditionOutcome, Kind, Subscription, SubscriptionState
from bot.render import Page
from bot.render.notes import notes_page
from bot.ui.acknowledging import think
from bot.ui.acts import Done, anyone
from bot.ui.answering import libraries_of
from bot.ui.articles import ArticleOption
from bot.ui.digesting import (
    UNKNOWN,
    Channel,
    PlaceOption,
    about_choices,
    card,
    channel_there,
    digest_choices,
    edition_choices,
    ended,
    is_sent_here,
    listed,
    named,
    not_posted,
    place_of,
    require_writable,
    told_of,
    topic_choices,
    zone_choices,
)
from bot.ui.editors import is_editor, require_member, server_of
from bot.ui.replies import change, show
from bot.ui.views import view_of
from bot.ui.zone_question import NEW, OLD, Order, order_of, question_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.notes import Note

Interaction = discord.Interaction[Any]
Often = Literal["daily", "weekdays", "weekly", "twice daily", "hourly", "as it happens"]
Styles = Literal["headlines", "brief", "full"]
Languages = Literal["English", "Deutsch", "Español", "Français"]
Empty = Literal["skip", "say so"]
Shown = Literal["yes", "no"]
Words = app_commands.Range[str, 1, 100]

OPTIONS = {
    "channel": "Where to send it: a text, announcement or forum channel, or a thread; default: here",
    "every": "How often it comes; default: daily",
    "at": "Time of day, e.g. 08:00 or 8:30 pm; default: 09:00",
    "also_at": "Second time of day, e.g. 18:00 ('twice daily' only)",
    "day": "Days of the week, e.g. Monday, or Mon and Thu ('weekly' only)",
    "zone": "Time zone: a city, country or offset; default: that of the last digest here, or UTC",
    "about": "Actors, events and issues, separated by commas, e.g. Iran, the oil embargo; default: everything",
    "style": "headlines: one line per story; brief: one screen; full: a whole message",
    "language": "Language of headings and dates, not of article text; default: yours",
    "empty": "What to do when there is nothing new: skip the digest, or say so",
    "max_age": "Leave out articles published more than this many days before the previous digest; default: 3",
    "mute": "Words, names, outlets or topics to leave out, separated by commas, e.g. football; 'none' clears it",
    "topics": "Tell only of politics, conflict, economy, science, sport, crime or other news; 'none' tells of all",
    "picture": "Whether to show the picture of the top story; default: yes",
    "ping": "Role to ping with each digest that has news",
    "quiet": "Quiet hours, e.g. 22:00-07:00; one digest follows them. 'none' turns them off",
    "per_hour": "Max messages per hour ('as it happens' only)",
    "digest": "Which digest; default: the only one",
}


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class DigestCog(
    commands.GroupCog,
    group_name="digest",
    group_description="Send news to a channel on schedule: what happened, who said what, what changed",
):
    """Commands for a server's digests, for its editors (`bot/ui/tree.py`)."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @property
    def digests(self) -> Digests:
        """The store of subscriptions and their editions."""
        return self.bot.desk.digests

    @property
    def editor(self) -> Editor:
        """The editor: interprets options, previews digests and explains them."""
        return self.bot.desk.editor

    async def cog_load(self) -> None:
        """Register the callbacks of an edition's buttons and menu."""
        self.bot.acts.add("digest", "undo", self._undo)
        self.bot.acts.add("digest", "zone", self._zone)
        self.bot.acts.add("edition", "why", self._why, anyone)
        self.bot.acts.add("sentences", "show", self._sentences, anyone)

    # ---- subscribe, edit, unsubscribe ----

    @app_commands.command(description="Set up a digest: which channel, when, and about what")
    @app_commands.describe(**{name: text for name, text in OPTIONS.items() if name != "digest"})
    @app_commands.autocomplete(about=about_choices, zone=zone_choices, topics=topic_choices)
    async def subscribe(  # noqa: PLR0913 - a parameter per option of the command
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
        max_age: app_commands.Range[int, 0, 3650] | None = None,
        mute: Words | None = None,
        topics: Words | None = None,
    ) -> None:
        """Set up a digest."""
        server_of(interaction)
        where = channel or interaction.channel
        place_of(where)  # this and the line above raise an AskError for places that can't have a digest
        if not isinstance(where, Channel):
            raise TypeError(f"{where!r} has a place but is not a channel type that can have one")
        require_writable(where, ping)
        typed = DigestOptions(
            every,
            at,
            also_at,
            day,
            zone,
            about,
            style,
            language,
            empty,
            quiet,
            per_hour,
            picture,
            max_age,
            mute,
            topics,
        )
        await self._do(interaction, Order(NEW, str(where.id), str(ping.id) if ping else None, typed))

    @app_commands.command(description="Change a digest; options you leave empty stay as they are")
    @app_commands.describe(
        **{name: text.split("; default")[0] for name, text in OPTIONS.items() if name != "channel"},
        no_ping="Stop pinging a role",
    )
    @app_commands.autocomplete(digest=digest_choices, about=about_choices, zone=zone_choices, topics=topic_choices)
    async def edit(  # noqa: PLR0913 - a parameter per option of the command
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
        max_age: app_commands.Range[int, 0, 3650] | None = None,
        mute: Words | None = None,
        topics: Words | None = None,
        no_ping: bool = False,
    ) -> None:
        """Change a digest."""
        subscription = await self._one(interaction, digest)
        if ping and (channel := await channel_there(interaction.guild, subscription.channel)):
            require_writable(channel, ping)
        typed = DigestOptions(
            every,
            at,
            also_at,
            day,
            zone,
            about,
            style,
            language,
            empty,
            quiet,
            per_hour,
            picture,
            max_age,
            mute,
            topics,
        )
        role = str(ping.id) if ping else None if no_ping else subscription.ping
        await self._do(interaction, Order(OLD, str(subscription.number), role, typed))

    async def _do(self, interaction: Interaction, order: Order) -> None:
        """Set up or change a digest, or ask which zone was meant."""
        try:
            await (self._set_up if order.kind == NEW else self._changed)(interaction, order)
        except WhichZoneError as asked:
            if (page := question_page(asked, order)) is None:
                raise
            await show(interaction, page)

    async def _set_up(self, interaction: Interaction, order: Order) -> None:
        server, user = server_of(interaction), str(interaction.user.id)
        where = await channel_there(interaction.guild, order.number)
        if where is None:
            raise AskError(say("That channel is gone, or I can't see it any more: choose another one."))
        place = place_of(where)
        await self.bot.desk.library.begin(server)
        there = await self.digests.of_server(server)
        zone_here = there[-1].schedule.zone if there else "UTC"
        spoken = language_of(interaction.locale.value)
        blank = self.editor.blank(server, str(where.id), place, user, zone_here, spoken)
        made = await self.digests.subscribe(replace(await self.editor.wanted(order.typed, blank), ping=order.ping))
        heading = say("Digest set up in {channel}", channel=named(interaction.guild, made))
        await self._say(interaction, card(heading, interaction.guild, made, self.editor.upcoming(made)))
        await interaction.followup.send(view=view_of(await self.editor.preview(made)), ephemeral=True)

    async def _changed(self, interaction: Interaction, order: Order) -> None:
        subscription = await self._one(interaction, order.number)
        wanted = replace(await self.editor.wanted(order.typed, subscription), ping=order.ping)
        changed = await self.digests.edit(subscription, wanted)
        await self._say(interaction, card(say("Changed"), interaction.guild, changed, self.editor.upcoming(changed)))

    async def _say(self, interaction: Interaction, page: Page) -> None:
        """Answer a command, or replace the question whose menu was used."""
        await (change if interaction.message else show)(interaction, page)

    async def _zone(self, interaction: Interaction, done: Done) -> None:
        """Handle the choice of a zone."""
        await self._do(interaction, order_of(done.arguments, next(iter(done.chosen), "")))

    @app_commands.command(description="Send a digest to another channel from now on")
    @app_commands.describe(digest=OPTIONS["digest"], channel="The new channel or thread")
    @app_commands.autocomplete(digest=digest_choices)
    async def move(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[Channel, PlaceOption],
        digest: Words | None = None,
    ) -> None:
        """Move a digest."""
        subscription = await self._one(interaction, digest)
        place = place_of(channel)
        role = interaction.guild.get_role(int(subscription.ping)) if interaction.guild and subscription.ping else None
        require_writable(channel, role)
        moved = await self.digests.edit(subscription, replace(subscription, channel=str(channel.id), place=place))
        await show(
            interaction,
            card(
                say("Moved to #{channel}", channel=channel.name), interaction.guild, moved, self.editor.upcoming(moved)
            ),
        )

    @app_commands.command(description="Stop a digest; you can undo this for 30 days")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def unsubscribe(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Unsubscribe a digest."""
        subscription = await self._one(interaction, digest)
        await self.digests.end(subscription)
        await show(interaction, ended(subscription, interaction.guild))

    async def _undo(self, interaction: Interaction, done: Done) -> None:
        subscription = await self.editor.ended_or_not(str(interaction.guild_id), done.number())
        await self.digests.resume(subscription)
        again = await self.editor.one(subscription.server, str(subscription.number))
        await change(interaction, card(say("Restored"), interaction.guild, again, self.editor.upcoming(again)))

    # ---- pause, resume ----

    @app_commands.command(description="Pause a digest; the first one after the pause covers everything added meanwhile")
    @app_commands.describe(
        digest=OPTIONS["digest"],
        until="The day it starts again, e.g. 2025-07-01 or next Monday; default: when you run /digest resume",
    )
    @app_commands.autocomplete(digest=digest_choices)
    async def pause(self, interaction: Interaction, digest: Words | None = None, until: Words | None = None) -> None:
        """Pause a digest."""
        subscription = await self._one(interaction, digest)
        day = self.editor.day(until, subscription) if until else None
        if not await self.digests.pause(subscription, day):
            raise AskError(say("This digest is already paused: /digest resume starts it again."))
        await show(
            interaction,
            card(
                say("Paused"),
                interaction.guild,
                await self.editor.one(subscription.server, str(subscription.number)),
                [],
            ),
        )

    @app_commands.command(description="Start a paused digest again")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def resume(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Resume a digest."""
        subscription = await self._one(interaction, digest)
        if subscription.state is not SubscriptionState.PAUSED:
            raise AskError(say("This digest is not paused: it comes at its usual times."))
        await show(interaction, await self._resumed(interaction, subscription))

    async def _resumed(self, interaction: Interaction, subscription: Subscription) -> Any:
        channel = await channel_there(interaction.guild, subscription.channel)
        if channel is None:
            raise AskError(
                say(
                    "This digest's channel is gone or hidden from me: choose another with /digest move, then resume it."
                )
            )
        require_writable(channel, None)
        await self.digests.resume(subscription)
        again = await self.editor.one(subscription.server, str(subscription.number))
        return card(say("Resumed"), interaction.guild, again, self.editor.upcoming(again))

    # ---- look ----

    @app_commands.command(name="list", description="List this server's digests")
    async def list_(self, interaction: Interaction) -> None:
        """List the digests."""
        server = server_of(interaction)
        await show(interaction, listed(interaction.guild, await self.digests.of_server(server)))

    @app_commands.command(description="Preview a digest as it would be sent now; only you see it")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def preview(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Show the next edition to the user alone."""
        subscription = await self._one(interaction, digest)
        await think(interaction)
        await show(interaction, await self.editor.preview(subscription))

    @app_commands.command(description="Send a digest now")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def now(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Send an edition now."""
        subscription = await self._one(interaction, digest)
        if subscription.state is not SubscriptionState.ACTIVE:
            raise AskError(say("This digest is paused: start it again with /digest resume first."))
        await think(interaction)
        sent = await self.bot.delivery.deliver_now(subscription, str(interaction.id))
        if sent is None:
            raise AskError(say("This digest is being sent right now: look in its channel."))
        await show(interaction, told_of(subscription, [sent]))

    @app_commands.command(description="Show the last digests sent, and whether each arrived")
    @app_commands.describe(digest=OPTIONS["digest"])
    @app_commands.autocomplete(digest=digest_choices)
    async def history(self, interaction: Interaction, digest: Words | None = None) -> None:
        """Show the last editions and their outcomes."""
        subscription = await self._one(interaction, digest)
        await show(interaction, told_of(subscription, await self.digests.history(subscription)))

    @app_commands.command(description="See why a digest included what it did, or why an article was left out")
    @app_commands.describe(
        digest=OPTIONS["digest"],
        edition="One of the digests already sent; default: the last one",
        article="Words from an article's title, its outlet or its date",
    )
    @app_commands.autocomplete(digest=digest_choices, edition=edition_choices)
    async def why(
        self,
        interaction: Interaction,
        digest: Words | None = None,
        edition: Words | None = None,
        article: app_commands.Transform[int, ArticleOption()] | None = None,
    ) -> None:
        """Explain an edition or an article."""
        subscription = await self._one(interaction, digest)
        await think(interaction)
        if article is not None:
            title, notes = await self.editor.why_article(subscription, article)
            await show(interaction, notes_page(title or say("Untitled article"), notes))
            return
        history = await self.digests.history(subscription)
        missing = not_posted(subscription, history) if edition is None else []
        looked = [past for past in history if past.outcome in (EditionOutcome.SENT, EditionOutcome.SKIPPED)]
        found = next((past for past in looked if edition in (None, past.nonce)), None)
        if found is None and missing:
            await show(interaction, notes_page(say("Why nothing was posted"), missing))
            return
        if found is None and edition is None:
            raise AskError(say("No digest has been sent yet: /digest preview shows what it would contain now."))
        if found is None:
            raise AskError(say("There is no such digest: choose one from the list, or see /digest history."))
        await self._explain(interaction, subscription, found, missing)

    async def _why(self, interaction: Interaction, done: Done) -> None:
        nonce = done.arguments[0] if done.arguments else ""
        found = await self.editor.edition(str(interaction.guild_id), nonce)
        if found is None or not (is_sent_here(interaction, *found) or await is_editor(interaction)):
            raise AskError(say(UNKNOWN))
        subscription, edition = found
        await think(interaction)
        await self._explain(interaction, subscription, edition)

    async def _explain(
        self, interaction: Interaction, subscription: Subscription, edition: Edition, missing: Sequence[Note] = ()
    ) -> None:
        """Explain an edition; `missing`: why no newer one was posted."""
        heading = say("Why this message") if edition.kind is Kind.FLASH else say("Why these stories")
        if edition.outcome is EditionOutcome.SKIPPED:
            heading = say("Why nothing was posted")
        notes = await self.editor.why_edition(subscription, edition)
        await show(interaction, notes_page(heading, [*missing, *notes]))

    async def _sentences(self, interaction: Interaction, done: Done) -> None:
        receipt = decode_receipt(done.chosen[0] if done.chosen else "")
        language = done.arguments[0] if done.arguments else ""
        libraries = libraries_of(interaction)
        if interaction.guild_id is None and len(done.arguments) > 1:
            await require_member(interaction, done.arguments[1])
            libraries = Libraries(done.arguments[1])
        await show(interaction, await self.editor.sentences(receipt, libraries, language))

    async def _one(self, interaction: Interaction, chosen: str | None) -> Subscription:
        """The digest the user means."""
        return await self.editor.one(server_of(interaction), chosen)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(DigestCog(bot))
