"""Editions into Discord's channels, threads and forums, and Discord's answers into what delivery knows: arrived, refused, unclear."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
from discord.http import Route, handle_message_parameters

from bot.asking.acts import Act
from bot.digests.claiming import remembered
from bot.digests.composing import frame_of
from bot.digests.ports import (
    BlindError,
    DeletedError,
    HeldError,
    Notice,
    RefusedError,
    RejectedError,
    SentMessage,
    UnclearError,
)
from bot.digests.schedule import zone_of
from bot.model.subscription import Every, Kind, Place, Why
from bot.render import Button, Page, Weight
from bot.render.markdown import escape
from bot.ui.notices import tell_editors
from bot.ui.permissions import missing_in, shut_out, words_of
from bot.ui.views import view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from datetime import datetime

    from bot.model.subscription import Edition, Subscription
    from bot.render.frames import Frame

NEEDED = {
    Place.TEXT: discord.Permissions(view_channel=True, send_messages=True, read_message_history=True),
    Place.ANNOUNCEMENT: discord.Permissions(view_channel=True, send_messages=True, read_message_history=True),
    Place.THREAD: discord.Permissions(view_channel=True, send_messages=True, read_message_history=True),
    Place.FORUM: discord.Permissions(view_channel=True, send_messages=True, read_message_history=True),
}
"""What the bot needs where it delivers: it reads the history to see whether an edition arrived of which no answer came."""

MARGIN = timedelta(minutes=15)
"""How far our clock and Discord's may be apart where an edition is looked for."""
_LOOKED_THROUGH = 5_000
"""Messages; in a channel that is busier than that, one can't tell."""
_SOON, _LATER, _GONE = 5.0, 30.0, 3_600.0
"""Seconds until one tries again while the line, or the server, is down; and where the bot is in the server no more."""
_BANNED = 60.0

_DELETED, _PUBLISHED_ALREADY = 10008, 40033
_SHUT = {
    50008: "it is no longer a channel for messages",
    50024: "its channel type has changed",
    50083: "the thread is archived",
    160005: "the thread is locked",
    40067: "the forum requires a tag on each post, and has none I may use",
}
"""Discord's codes for what stays so until somebody changes it."""


class ChannelCourier:
    """Carries pages to the channels of subscriptions (`bot.digests.ports.Courier`)."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock

    # ---- the port ---------------------------------------------------------------------------------------------------

    def repeats(self, subscription: Subscription) -> bool:
        """Messages have a nonce, posts have none."""
        return subscription.place is not Place.FORUM

    async def send(self, subscription: Subscription, edition: Edition, message: Page) -> SentMessage:
        """Send an edition; its ping, if any, is the only one that goes through. No picture keeps an edition back that Discord takes without it."""
        try:
            return await self._send(subscription, edition, message)
        except RejectedError:  # so there is no message
            if message.picture is None:
                raise
        return await self._send(subscription, edition, replace(message, picture=None))

    async def _send(self, subscription: Subscription, edition: Edition, message: Page) -> SentMessage:
        self._guild(subscription)
        view = view_of(marked(message, edition, frame_of(subscription)))
        role = [discord.Object(int(subscription.ping))] if subscription.ping else False
        pings = discord.AllowedMentions(everyone=False, users=False, roles=role, replied_user=False)
        forum = subscription.place is Place.FORUM
        how = self._opening(subscription, edition) if forum else {"nonce": edition.nonce}
        with self._explained(subscription), handle_message_parameters(view=view, allowed_mentions=pings, **how) as made:
            route = Route(
                "POST",
                "/channels/{channel_id}/threads" if forum else "/channels/{channel_id}/messages",
                channel_id=int(subscription.channel),
            )
            leaving = replace(edition, sending_at=edition.sending_at or self._clock())
            guard = _Tries(lambda: not forum and remembered(leaving, self._clock()))
            body: dict[str, Any] = {"form": made.multipart} if made.files else {"json": made.payload}
            sent = await self._client.http.request(
                route, files=[*(made.files or ()), cast("discord.File", guard)], **body
            )
        if forum:
            return SentMessage(str(sent["message"]["id"]), str(sent["id"]))
        return SentMessage(str(sent["id"]), subscription.channel)

    async def find(self, subscription: Subscription, edition: Edition) -> SentMessage | None:
        """Look for the mark in what the bot itself sent at the time."""
        guild = self._guild(subscription)
        known = guild.get_channel_or_thread(int(subscription.channel))
        if known and missing_in(known, discord.Permissions(read_message_history=True)):
            raise BlindError("I can't read the channel's history (I need Read Message History)")
        after = _since(edition)
        with self._explained(subscription):
            if subscription.place is Place.FORUM:
                return await self._found_post(guild, subscription, edition)
            looked = 0
            async for message in self._channel(subscription).history(
                after=after, oldest_first=True, limit=_LOOKED_THROUGH
            ):
                if self._is(message, edition):
                    return SentMessage(str(message.id), subscription.channel)
                looked += 1
        if looked == _LOOKED_THROUGH:
            raise BlindError(f"the channel has had more than {_LOOKED_THROUGH} messages since")
        return None

    async def publish(self, subscription: Subscription, edition: Edition) -> None:
        """Publish an announcement."""
        self._guild(subscription)
        if edition.message is None:
            raise DeletedError("it was deleted")
        try:
            with self._explained(subscription):
                channel = self._channel(subscription)
                await self._client.http.request(_Publishing(channel.id, int(edition.message)))
        except _KnownError:
            return

    async def tell(self, subscription: Subscription, notice: Notice) -> None:
        """Into the server's notice channel, else to whoever subscribed."""
        where = f"**Digest in <#{subscription.channel}>, {subscription.schedule.every}**"
        resume = Button("Resume", Act("delivery", "resume", (str(subscription.id),)).custom_id, weight=Weight.MAIN)
        page = Page((f"{where}\n{notice.words}",), rows=((resume,),) if notice.resumes else ())
        await tell_editors(self._client, subscription.server, page, notice.key, set_up_by=subscription.created_by)

    # ---- where ------------------------------------------------------------------------------------------------------

    def _guild(self, subscription: Subscription) -> discord.Guild:
        """The server, if it can be reached now."""
        if not self._client.is_ready() or self._client.is_closed():
            raise HeldError("I am not connected to Discord", _SOON)
        guild = self._client.get_guild(int(subscription.server))
        if guild is None:
            raise HeldError("I am not in the server", _GONE)
        if guild.unavailable:
            raise HeldError("the server is unavailable", _LATER)
        return guild

    def _channel(self, subscription: Subscription) -> discord.PartialMessageable:
        """The channel, known or not: a thread that was archived is in no cache, and opens again when it is written to."""
        return self._client.get_partial_messageable(int(subscription.channel), guild_id=int(subscription.server))

    # ---- forums -----------------------------------------------------------------------------------------------------

    def _opening(self, subscription: Subscription, edition: Edition) -> dict[str, Any]:
        """What makes a message a post of a forum."""
        opening: dict[str, Any] = {"name": title_of(subscription, edition), "auto_archive_duration": 10080}
        if tags := self._tags(subscription):
            opening["applied_tags"] = tags
        return {"channel_payload": opening}

    def _tags(self, subscription: Subscription) -> list[int]:
        """A tag where the forum wants one: the first that is not the moderators'."""
        forum = self._client.get_channel(int(subscription.channel))
        if not isinstance(forum, discord.ForumChannel) or not forum.flags.require_tag:
            return []
        return [tag.id for tag in forum.available_tags if not tag.moderated][:1]

    async def _found_post(
        self, guild: discord.Guild, subscription: Subscription, edition: Edition
    ) -> SentMessage | None:
        async for thread in _threads(guild, subscription):
            mine = self._client.user and thread.owner_id == self._client.user.id
            made = discord.utils.snowflake_time(thread.id)
            if mine and made >= _since(edition):
                opening = await thread.fetch_message(thread.id)
                if self._is(opening, edition):
                    return SentMessage(str(opening.id), str(thread.id))
        return None

    # ---- what Discord says ------------------------------------------------------------------------------------------

    def _is(self, message: discord.Message, edition: Edition) -> bool:
        """Whether a message is an edition's: ours, with its mark on a button."""
        mine = self._client.user and message.author.id == self._client.user.id
        return bool(mine) and any(edition.nonce in custom_id for custom_id in _custom_ids(message.components))

    @contextmanager
    def _explained(self, subscription: Subscription) -> Iterator[None]:
        """Discord's errors as delivery's."""
        try:
            yield
        except discord.RateLimited as error:  # a try before it may have been heard
            raise UnclearError("Discord asked me to wait", error.retry_after) from error
        except discord.Forbidden as error:
            raise self._forbidden(subscription, error) from error
        except discord.NotFound as error:
            if error.code == _DELETED:
                raise DeletedError("it was deleted before Discord confirmed it") from error
            raise RefusedError("the channel is gone, or I no longer have access to it.", Why.CHANNEL_GONE) from error
        except discord.DiscordServerError as error:
            raise UnclearError(f"Discord answered {error.status}") from error
        except discord.HTTPException as error:
            raise _refusal(error) from error
        except (aiohttp.ClientError, OSError) as error:
            raise UnclearError(f"the connection failed: {type(error).__name__}") from error
        except RuntimeError as error:  # aiohttp's, where the session was closed meanwhile
            raise UnclearError(f"the connection is closed: {error}") from error

    def _forbidden(self, subscription: Subscription, error: discord.Forbidden) -> RefusedError:
        """Which permission is missing, as far as the bot can see."""
        guild = self._client.get_guild(int(subscription.server))
        channel = guild.get_channel_or_thread(int(subscription.channel)) if guild else None
        if channel and shut_out(channel):
            words = "I am no longer in that private thread: add me (type @ and my name there)."
            return RefusedError(words, Why.NO_ACCESS)
        lacking = missing_in(channel, NEEDED[subscription.place]) if channel else ()
        if lacking:
            why = Why.NO_ACCESS if "read_messages" in lacking else Why.NO_PERMISSION
            return RefusedError(f"I don't have {words_of(lacking)} there.", why)
        why = Why.NO_ACCESS if error.code == 50001 else Why.NO_PERMISSION
        return RefusedError(f"Discord doesn't let me write there ({escape(error.text or str(error.code), 200)}).", why)


class _Publishing(Route):
    """Publishing a message, its limits looked at apart from those of the channel's others.

    discord.py refuses a request whose limit has a window longer than `max_ratelimit_timeout`, however much room is left in it: with
    ten an hour, all but the first. Discord itself says which one is too many.
    """

    def __init__(self, channel: int, message: int) -> None:
        path = "/channels/{channel_id}/messages/{message_id}/crosspost"
        super().__init__("POST", path, channel_id=channel, message_id=message)
        self._message = message

    @property
    def major_parameters(self) -> str:
        """What limits are told apart by."""
        return f"{super().major_parameters}+{self._message}"


class _KnownError(Exception):
    """What was asked for is so already."""


def _refusal(error: discord.HTTPException) -> Exception:
    """What a 4xx means that is neither 403 nor 404."""
    if error.code == _PUBLISHED_ALREADY:
        return _KnownError()
    if error.code in _SHUT:
        return RefusedError(f"I can't post there: {_SHUT[error.code]}.", Why.REFUSED)
    if error.status == 429:
        return UnclearError("Discord is refusing my requests", _BANNED)
    if error.status == 401:
        return HeldError("Discord doesn't accept my token", _BANNED)
    return RejectedError(f"{error.text or error.code}")


class _Tries:
    """In the place of a file: discord.py rewinds its files before each of its tries after a 5xx, which knows no clock.

    Where Discord would no longer know the nonce, or there is none, the second try is not to be: it could be a second message.
    """

    def __init__(self, may: Callable[[], bool]) -> None:
        self._may = may

    def reset(self, *, seek: int | bool) -> None:
        """Refuse a further try."""
        if seek and not self._may():
            raise UnclearError("Discord didn't say whether it arrived")

    def close(self) -> None:
        """Nothing is open."""


def marked(page: Page, edition: Edition, frame: Frame) -> Page:
    """The page with the edition's mark: a button of its own, where none of the page's carries it."""
    if any(edition.nonce in button.custom_id for row in page.rows for button in row):
        return page
    about = Button(frame.say("about_digest"), Act("edition", "about", (edition.nonce,)).custom_id)
    return replace(page, rows=(*page.rows, (about,)))


def title_of(subscription: Subscription, edition: Edition) -> str:
    """What a forum's post is called: the day, and the hour where a day has several."""
    local = edition.due_at.astimezone(zone_of(subscription.schedule.zone))
    frame = frame_of(subscription)
    title = frame.say("post", day=frame.day(local.date().isoformat()))
    several = subscription.schedule.every in (Every.TWICE_DAILY, Every.HOURLY, Every.AS_IT_HAPPENS)
    return f"{title}, {local:%H:%M}" if several or edition.kind is not Kind.DIGEST else title


async def _threads(guild: discord.Guild, subscription: Subscription) -> AsyncIterator[discord.Thread]:
    """A forum's posts, open ones first."""
    for thread in await guild.active_threads():
        if str(thread.parent_id) == subscription.channel:
            yield thread
    forum = guild.get_channel(int(subscription.channel))
    if isinstance(forum, discord.ForumChannel):
        async for thread in forum.archived_threads(limit=100):
            yield thread


def _since(edition: Edition) -> datetime:
    return (edition.sending_at or edition.due_at) - MARGIN


def _custom_ids(components: Any) -> Iterator[str]:
    """The ids of all buttons and menus of a message, however deep."""
    for one in components:
        if custom_id := getattr(one, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(one, "children", ()))
        if accessory := getattr(one, "accessory", None):
            yield from _custom_ids((accessory,))
