"""What `/digest` shows: channel checks, cards of subscriptions and editions, and the choices of its options."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import app_commands

from bot.asking.custom_ids import Act
from bot.catalogue import N_, say, say_as, say_n
from bot.catalogue.lazy import said
from bot.digests.composing import frame_of
from bot.digests.schedule import zone_of
from bot.digests.topics import topics_offered, topics_words
from bot.digests.typed_options import about_words, age_words, muted_words, schedule_words
from bot.errors import AskError
from bot.model.subscription import EditionOutcome, Kind, Place, SubscriptionState
from bot.render import Button, Weight
from bot.render.notes import Link, Moment, Note, filled, notes_page
from bot.ui.answering import libraries_of
from bot.ui.choices import LONGEST, MOST, Offered, told_apart
from bot.ui.courier import NEEDED
from bot.ui.editors import is_editor
from bot.ui.permissions import missing_in, shut_out, words_of
from bot.wording import clock_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.digests.editor import Editor
    from bot.model.subscription import Edition, Subscription
    from bot.render import Page
    from bot.ui.client import DeskClient

Interaction = discord.Interaction[Any]
Channel = discord.TextChannel | discord.Thread | discord.ForumChannel

Choices = list[app_commands.Choice[int | float | str]]


def editor_of(interaction: Interaction) -> Editor:
    """Returns the editor of the bot behind an interaction."""
    return cast("DeskClient", interaction.client).desk.editor


BRIEF_DAYS = 3
"""How many days back /brief looks unless told otherwise."""


# ---- Where ------------------------------------------------------------------------------------------------------------


def place_of(channel: object) -> Place:
    """Returns what kind of place a channel is.

    Raises:
        AskError: a digest can't go there.
    """
    match channel:
        case discord.TextChannel() if channel.is_news():
            return Place.ANNOUNCEMENT
        case discord.TextChannel():
            return Place.TEXT
        case discord.Thread():
            return Place.THREAD
        case discord.ForumChannel() if channel.is_media():
            raise AskError(
                say("Media channels only take pictures: choose a text, announcement or forum channel, or a thread.")
            )
        case discord.ForumChannel():
            return Place.FORUM
    raise AskError(
        say("A digest needs a text, announcement or forum channel, or a thread: choose one with the option channel.")
    )


async def channel_there(guild: discord.Guild | None, channel_id: str) -> Channel | None:
    """Returns a channel or thread that a digest can go to, an archived thread too; None if it is gone or hidden."""
    channel: object = guild.get_channel_or_thread(int(channel_id)) if guild else None
    if guild and channel is None:
        with suppress(discord.NotFound, discord.Forbidden):
            channel = await guild.fetch_channel(int(channel_id))
    return channel if isinstance(channel, Channel) else None


def require_writable(channel: Channel, ping: discord.Role | None) -> None:
    """Raise unless the bot has all permissions a digest needs in the channel.

    Raises:
        AskError: names the missing permissions as Discord's settings do.
    """
    if shut_out(channel):
        raise AskError(
            say(
                "I am not in the private thread #{channel}: add me (type @ and my name there), then run the command again. Nothing was saved.",
                channel=channel.name,
            )
        )
    if lacking := missing_in(channel, NEEDED[place_of(channel)]):
        raise AskError(
            say(
                "I can't send a digest to #{channel} yet: I need {permissions} there. Allow that in the channel's settings under Permissions, then run the command again. Nothing was saved.",
                channel=channel.name,
                permissions=words_of(lacking),
            )
        )
    if isinstance(channel, discord.ForumChannel) and channel.flags.require_tag and not _free_tags(channel):
        raise AskError(
            say(
                "Posts in #{channel} need a tag, and I may not use any of its tags: add one that isn't only for moderators, or turn off “Require people to select tags” in the channel's settings. Nothing was saved.",
                channel=channel.name,
            )
        )
    if ping and ping.is_default():
        raise AskError(say("I only ping roles, never everyone: choose a role that members can join or leave."))
    if ping and not ping.mentionable and not channel.permissions_for(channel.guild.me).mention_everyone:
        raise AskError(
            say(
                "I can't ping {role}: allow anyone to mention this role in its settings, or give me Mention @everyone, @here and All Roles in #{channel}. Nothing was saved.",
                role=ping.name,
                channel=channel.name,
            )
        )


def _free_tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    return [tag for tag in forum.available_tags if not tag.moderated]


UNKNOWN = N_("I know nothing about this digest here: it is too old, or belongs to another channel.")
"""The same for an edition that does not exist and for one of another channel: a forged button must reveal nothing."""


def is_sent_here(interaction: Interaction, subscription: Subscription, edition: Edition) -> bool:
    """True if a button is pressed in the channel an edition was sent to, or in the post made for it, and the digest still goes there."""
    if subscription.follower:
        return subscription.follower == str(interaction.user.id) and interaction.guild_id is None
    parent = interaction.channel.parent_id if isinstance(interaction.channel, discord.Thread) else None
    pressed = {str(place) for place in (interaction.channel_id, parent) if place}
    return (
        interaction.guild_id == int(subscription.server)
        and subscription.channel in pressed
        and (edition.channel or subscription.channel) in pressed
    )


# ---- Cards ------------------------------------------------------------------------------------------------------------


def named(guild: discord.Guild | None, subscription: Subscription) -> str:
    """Returns the name of a digest's channel, or words that say why it has none. discord.py knows no archived thread, and writing reopens it."""
    channel = guild.get_channel_or_thread(int(subscription.channel)) if guild else None
    if channel:
        return f"#{channel.name}"
    if subscription.place is Place.THREAD:
        return say("a thread that is archived or gone")
    return say("a channel that is gone or hidden from me")


def digest_line(guild: discord.Guild | None, subscription: Subscription) -> str:
    """Returns a subscription on one line: "#3 in #news: brief, daily at 09:00 (Europe/Berlin), about Iran"."""
    return say(
        "#{number} in {channel}: {style}, {when}, {about}",
        number=subscription.number,
        channel=named(guild, subscription),
        style=say_as("choice", subscription.style),
        when=schedule_words(subscription.schedule),
        about=about_words(subscription),
    )


def next_times(subscription: Subscription, upcoming: list[Any]) -> list[Note]:
    """Returns the times of the next editions: in the digest's zone, and how far away they are."""
    zone = zone_of(subscription.schedule.zone)
    return [
        (
            f"{clock_day(at.astimezone(zone))} {subscription.schedule.zone} (",
            Moment(at, "R"),
            ")",
        )
        for at in upcoming
    ]


def card(heading: str, guild: discord.Guild | None, subscription: Subscription, upcoming: list[Any]) -> Page:
    """Returns a page with all settings of a subscription and its next three times."""
    lines: list[Note] = [
        f"{digest_line(guild, subscription)}.",
        age_words(subscription),
        *filter(None, [topics_words(subscription), muted_words(subscription)]),
        " ".join(_habits(guild, subscription)),
    ]
    if subscription.state is SubscriptionState.PAUSED:
        lines.append(paused_words(subscription))
    else:
        lines += [say("Next three:"), *next_times(subscription, upcoming)]
    return notes_page(
        heading, lines, foot=say("/digest preview shows what it would contain now; /digest edit changes it.")
    )


def _habits(guild: discord.Guild | None, subscription: Subscription) -> Iterator[str]:
    """What an edition does besides telling news, a sentence each."""
    empty = subscription.say_empty
    yield say("It says so when there is nothing new.") if empty else say("It is skipped when there is nothing new.")
    if not subscription.picture:
        yield say("It shows no pictures.")
    role = guild.get_role(int(subscription.ping)) if guild and subscription.ping else None
    if role:
        yield say("It pings {role}.", role=role.name)
    else:
        yield say("It pings a role that is gone.") if subscription.ping else say("It pings nobody.")
    yield say("Language: {language}.", language=frame_of(subscription).name)


def paused_words(subscription: Subscription) -> Note:
    """Says that a subscription is paused, why and until when."""
    why = said(subscription.reason).rstrip(".")
    if until := subscription.next_due_at:
        if why:
            return filled(say("Paused: {why}, until {until}."), why=why, until=Moment(until))
        return filled(say("Paused until {until}."), until=Moment(until))
    if why:
        return say("Paused: {why}. /digest resume starts it again.", why=why)
    return say("Paused. /digest resume starts it again.")


def listed(guild: discord.Guild | None, there: list[Subscription]) -> Page:
    """Returns a page that lists a server's digests."""
    if not there:
        return notes_page(
            say("No digests here yet"), [say("Set one up with /digest subscribe: say where, when and about what.")]
        )
    lines: list[Note] = []
    for subscription in there:
        lines += [
            f"{digest_line(guild, subscription)}.",
            age_words(subscription),
            *filter(None, [topics_words(subscription), muted_words(subscription)]),
        ]
        if subscription.state is SubscriptionState.PAUSED:
            lines.append(paused_words(subscription))
        elif subscription.slot_at:
            at = subscription.slot_at
            lines.append(filled(say("Next: {at}, {away}."), at=Moment(at), away=Moment(at, "R")))
    return notes_page(say_n("{n} digest", "{n} digests", len(there)), lines)


_OUTCOMES = {
    EditionOutcome.SENT: N_("sent"),
    EditionOutcome.SKIPPED: N_("skipped"),
    EditionOutcome.FAILED: N_("failed"),
    EditionOutcome.UNKNOWN: N_("may have arrived"),
    EditionOutcome.CLAIMED: N_("on its way"),
}


_KINDS = {Kind.DIGEST: "", Kind.NOW: N_("on request"), Kind.FLASH: N_("as it happens")}
_PUBLISHED = {"queued": N_("waits to be published"), "published": N_("published")}


def told_of(subscription: Subscription, editions: list[Edition]) -> Page:
    """Returns a page that lists editions with their outcomes."""
    if not editions:
        return notes_page(
            say("Digest #{number}: none sent yet", number=subscription.number),
            [say("/digest list shows when the first one is due.")],
        )
    return notes_page(
        say_n(
            "Digest #{number}: {n} digest",
            "Digest #{number}: last {n} digests",
            len(editions),
            number=subscription.number,
        ),
        [_outcome(subscription, edition) for edition in editions],
        foot=say("/digest why explains why a digest contains what it does."),
    )


def not_posted(subscription: Subscription, editions: list[Edition]) -> list[Note]:
    """Returns a line on why the newest edition, or none at all, was posted: the digest is paused, or Discord took it not. None if all is well."""
    if subscription.state is SubscriptionState.PAUSED:
        return [paused_words(subscription)]
    newest = editions[0] if editions else None
    if newest and newest.outcome in (EditionOutcome.FAILED, EditionOutcome.UNKNOWN):
        return [_outcome(subscription, newest)]
    return []


def _outcome(subscription: Subscription, edition: Edition) -> Note:
    link: tuple[str | Moment | Link, ...] = ()
    if edition.message:
        address = f"https://discord.com/channels/{subscription.server}/{edition.channel or subscription.channel}/{edition.message}"
        link = (" · ", Link(say("the message"), address))
    parts = [
        *_became(edition),
        say_n("also covers {n} missed digest", "also covers {n} missed digests", edition.missed)
        if edition.missed
        else "",
        said(edition.reason).rstrip("."),
        said(_PUBLISHED.get(edition.published or "", edition.published or "")),
    ]
    return (Moment(edition.due_at), f" · {' · '.join(part for part in parts if part)}", *link)


def _became(edition: Edition) -> list[str]:
    """What became of an edition, and of which kind it is unless it is a usual one."""
    kind = _KINDS[edition.kind]
    return [say(_OUTCOMES[edition.outcome]), *([say(kind)] if kind else [])]


def ended(subscription: Subscription, guild: discord.Guild | None) -> Page:
    """Returns a page that confirms an unsubscribed digest, with a button to undo it."""
    undo = Button(say("Undo"), Act("digest", "undo", (str(subscription.id),)).custom_id, weight=Weight.MAIN)
    return notes_page(
        say("Unsubscribed"),
        [say("{digest} is no longer sent. You can undo this for 30 days.", digest=digest_line(guild, subscription))],
        rows=((undo,),),
    )


# ---- Options ----------------------------------------------------------------------------------------------------------


class PlaceOption(app_commands.Transformer):
    """An option that picks a channel or thread a digest can go to."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The type of the option: a channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The channel types offered. Media channels take no text."""
        kind = discord.ChannelType
        return [kind.text, kind.news, kind.forum, kind.news_thread, kind.public_thread, kind.private_thread]

    async def transform(self, _interaction: Interaction, value: Any, /) -> Channel:
        """Returns the chosen channel.

        Raises:
            AskError: the bot can't see it.
        """
        found = value.resolve()
        if not isinstance(found, Channel):
            raise AskError(
                say(
                    "I can't see #{channel}. Give me View Channel there. If it is a private thread, add me (type @ and my name there). If it is archived, open it. Nothing was saved.",
                    channel=value.name,
                )
            )
        return found


def choices(pairs: list[tuple[str, str]]) -> Choices:
    """Returns up to 25 choices from (shown, value) pairs, told apart; skips values that are too long for Discord."""
    return told_apart([Offered(shown, value) for shown, value in pairs if 0 < len(value) <= LONGEST][:MOST])


async def digest_choices(interaction: Interaction, typed: str) -> Choices:
    """Returns the choices of the option `digest`. For editors only, because it names channels that not everyone sees."""
    if interaction.guild_id is None or not await is_editor(interaction):
        return []
    there = await cast("DeskClient", interaction.client).desk.digests.of_server(interaction.guild_id)
    words = typed.casefold().lstrip("#")
    pairs = [
        (
            f"#{subscription.number} {named(interaction.guild, subscription)} · {about_words(subscription)} · {schedule_words(subscription.schedule)}",
            str(subscription.number),
        )
        for subscription in there
    ]
    return choices([pair for pair in pairs if words in pair[0].casefold()])


async def about_choices(interaction: Interaction, typed: str) -> Choices:
    """Returns the choices that complete the last name typed and keep the others."""
    return choices(await editor_of(interaction).names(typed[:LONGEST], str(interaction.guild_id)))


async def topic_choices(_interaction: Interaction, typed: str) -> Choices:
    """Returns the choices that complete the last topic typed and keep the others."""
    return choices(topics_offered(typed[:LONGEST]))


async def brief_choices(interaction: Interaction, typed: str) -> Choices:
    """Returns the choices that complete the last name typed; before any letter, those of whom there is something to tell."""
    days = getattr(interaction.namespace, "days", None)
    days = days if isinstance(days, int) and days > 0 else BRIEF_DAYS
    return choices(await editor_of(interaction).briefed_names(typed[:LONGEST], days, libraries_of(interaction)))


async def zone_choices(interaction: Interaction, typed: str) -> Choices:
    """Returns the choices of time zones by city, country or offset."""
    return choices([(zone.label, zone.name) for zone in editor_of(interaction).zones(typed[:LONGEST])])


async def edition_choices(interaction: Interaction, typed: str) -> Choices:
    """Returns the choices of the last editions of the chosen or only digest. For editors only."""
    if not await is_editor(interaction):
        return []
    chosen = getattr(interaction.namespace, "digest", None)
    try:
        subscription = await editor_of(interaction).one(str(interaction.guild_id), chosen or None)
    except AskError:
        return []
    pairs = [
        (
            f"{clock_day(edition.due_at.astimezone(zone_of(subscription.schedule.zone)), year=True)} · {' · '.join(_became(edition))}",
            edition.nonce,
        )
        for edition in await cast("DeskClient", interaction.client).desk.digests.history(subscription)
    ]
    return choices([pair for pair in pairs if typed.casefold() in pair[0].casefold()])
