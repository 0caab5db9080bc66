"""Sends editions to Discord's channels, threads and forums, and translates Discord's answers into delivery's errors."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
from discord.http import Route, handle_message_parameters

from bot.asking.custom_ids import Act
from bot.catalogue import N_, say, say_as, speaking
from bot.catalogue.lazy import Lazy, lazy
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
from bot.ui.following import stop_button
from bot.ui.notices import tell_editors
from bot.ui.permissions import lazy_words_of, missing_in, shut_out
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
"""Permissions the bot needs where it delivers. It reads the history to see whether an unconfirmed edition arrived."""

MARGIN = timedelta(minutes=15)
"""How far our clock and Discord's may differ when we search for an edition."""
_LOOKED_THROUGH = 5_000
"""Messages searched; in a busier channel we can't tell whether an edition arrived."""
_SOON, _LATER, _GONE = 5.0, 30.0, 3_600.0
"""Seconds until the next try: while we are disconnected, while the server is unavailable, and after the bot left the server."""
_BANNED = 60.0

_DELETED, _PUBLISHED_ALREADY = 10008, 40033
_SHUT = {
    50008: N_("it is no longer a channel for messages"),
    50024: N_("its channel type has changed"),
    50083: N_("the thread is archived"),
    160005: N_("the thread is locked"),
    40067: N_("the forum requires a tag on each post, and has none I may use"),
}
"""Discord's error codes for states that last until someone changes them."""


class ChannelCourier:
    """Sends pages to the channels of subscriptions (`bot.digests.ports.Courier`)."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._clock = clock

    # ---- the port ---------------------------------------------------------------------------------------------------

    def repeats(self, subscription: Subscription) -> bool:
        """True unless the place is a forum: messages have a nonce, forum posts have none."""
        return subscription.place is not Place.FORUM

    async def send(self, subscription: Subscription, edition: Edition, message: Page) -> SentMessage:
        """Send an edition; only its own role is pinged. If Discord rejects it with its picture, send it without."""
        try:
            return await self._send(subscription, edition, message)
        except RejectedError:  # nothing was sent, so it is safe to send again
            if message.picture is None:
                raise
        return await self._send(subscription, edition, replace(message, picture=None))

    async def _send(self, subscription: Subscription, edition: Edition, message: Page) -> SentMessage:
        guild = self._guild(subscription)
        if subscription.follower:
            await self._require_member(guild, subscription)
        view = view_of(for_follower(marked(message, edition, frame_of(subscription)), subscription))
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
        """Search the bot's own messages for the edition's mark."""
        guild = self._guild(subscription)
        known = guild.get_channel_or_thread(int(subscription.channel))
        if known and missing_in(known, discord.Permissions(read_message_history=True)):
            raise BlindError(lazy("I can't read the channel's history (I need Read Message History)"))
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
            raise BlindError(lazy("the channel has had more than {n} messages since", n=_LOOKED_THROUGH))
        return None

    async def publish(self, subscription: Subscription, edition: Edition) -> None:
        """Publish an announcement."""
        self._guild(subscription)
        if edition.message is None:
            raise DeletedError(lazy("it was deleted"))
        try:
            with self._explained(subscription):
                channel = self._channel(subscription)
                await self._client.http.request(_Publishing(channel.id, int(edition.message)))
        except _KnownError:
            return

    async def tell(self, subscription: Subscription, notice: Notice) -> None:
        """Notify the server's notice channel, or else the user who subscribed; a follower reads it in /following."""
        if subscription.follower:
            return
        with speaking(subscription.language):  # whoever reads it reads the digest too
            every = say_as("choice", subscription.schedule.every)
            where = say("Digest in {channel}, {every}", channel=f"<#{subscription.channel}>", every=every)
            again = Act("delivery", "resume", (str(subscription.id),)).custom_id
            resume = Button(say("Resume"), again, weight=Weight.MAIN)
            page = Page((f"**{where}**\n{notice.words}",), rows=((resume,),) if notice.resumes else ())
        await tell_editors(self._client, subscription.server, page, notice.key, set_up_by=subscription.created_by)

    # ---- place ------------------------------------------------------------------------------------------------------

    def _guild(self, subscription: Subscription) -> discord.Guild:
        """Returns the server; raises HeldError if it can't be reached now."""
        if not self._client.is_ready() or self._client.is_closed():
            raise HeldError(lazy("I am not connected to Discord"), _SOON)
        guild = self._client.get_guild(int(subscription.server))
        if guild is None:
            raise HeldError(lazy("I am not in the server"), _GONE)
        if guild.unavailable:
            raise HeldError(lazy("the server is unavailable"), _LATER)
        return guild

    async def _require_member(self, guild: discord.Guild, subscription: Subscription) -> None:
        """Raise RefusedError unless the follower is still in the server: its own articles are its members' alone."""
        with self._explained(subscription):
            try:
                await guild.fetch_member(int(subscription.follower or 0))
            except discord.NotFound as error:
                raise RefusedError(lazy("you are no longer in the server."), Why.NO_ACCESS) from error

    def _channel(self, subscription: Subscription) -> discord.PartialMessageable:
        """Returns the channel even if it is not cached: archived threads are not, and writing reopens them."""
        return self._client.get_partial_messageable(int(subscription.channel), guild_id=int(subscription.server))

    # ---- forums -----------------------------------------------------------------------------------------------------

    def _opening(self, subscription: Subscription, edition: Edition) -> dict[str, Any]:
        """Parameters that turn a message into a forum post."""
        opening: dict[str, Any] = {"name": title_of(subscription, edition), "auto_archive_duration": 10080}
        if tags := self._tags(subscription):
            opening["applied_tags"] = tags
        return {"channel_payload": opening}

    def _tags(self, subscription: Subscription) -> list[int]:
        """The first tag that is not for moderators, if the forum requires one."""
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

    # ---- Discord's answers ------------------------------------------------------------------------------------------

    def _is(self, message: discord.Message, edition: Edition) -> bool:
        """True if the bot sent the message and one of its buttons carries the edition's mark."""
        mine = self._client.user and message.author.id == self._client.user.id
        return bool(mine) and any(edition.nonce in custom_id for custom_id in _custom_ids(message.components))

    @contextmanager
    def _explained(self, subscription: Subscription) -> Iterator[None]:
        """Translates Discord's errors into delivery's."""
        try:
            yield
        except discord.RateLimited as error:  # an earlier try may have arrived
            raise UnclearError(lazy("Discord asked me to wait"), error.retry_after) from error
        except discord.Forbidden as error:
            raise self._forbidden(subscription, error) from error
        except discord.NotFound as error:
            if error.code == _DELETED:
                raise DeletedError(lazy("it was deleted before Discord confirmed it")) from error
            raise RefusedError(
                lazy("the channel is gone, or I no longer have access to it."), Why.CHANNEL_GONE
            ) from error
        except discord.DiscordServerError as error:
            raise UnclearError(lazy("Discord answered {status}", status=error.status)) from error
        except discord.HTTPException as error:
            raise _refusal(error) from error
        except (aiohttp.ClientError, OSError) as error:
            raise UnclearError(lazy("the connection failed: {error}", error=type(error).__name__)) from error
        except RuntimeError as error:  # raised by aiohttp if the session was closed meanwhile
            raise UnclearError(lazy("the connection is closed: {error}", error=error)) from error

    def _forbidden(self, subscription: Subscription, error: discord.Forbidden) -> RefusedError:
        """Returns the error that names the missing permission, as far as the bot can tell."""
        if subscription.follower:
            words = lazy("you don't accept my direct messages: allow them in the server's privacy settings.")
            return RefusedError(words, Why.NO_ACCESS)
        guild = self._client.get_guild(int(subscription.server))
        channel = guild.get_channel_or_thread(int(subscription.channel)) if guild else None
        if channel and shut_out(channel):
            words = lazy("I am no longer in that private thread: add me (type @ and my name there).")
            return RefusedError(words, Why.NO_ACCESS)
        lacking = missing_in(channel, NEEDED[subscription.place]) if channel else ()
        if lacking:
            why = Why.NO_ACCESS if "read_messages" in lacking else Why.NO_PERMISSION
            return RefusedError(lazy("I don't have {permissions} there.", permissions=lazy_words_of(lacking)), why)
        why = Why.NO_ACCESS if error.code == 50001 else Why.NO_PERMISSION
        shown = escape(error.text or str(error.code), 200)
        return RefusedError(lazy("Discord doesn't let me write there ({error}).", error=shown), why)


class _Publishing(Route):
    """The route that publishes a message, with rate limits of its own.

    discord.py refuses every request whose rate limit window is longer than `max_ratelimit_timeout`, even with requests left: at ten
    an hour, all but the first. So we let Discord itself say which one is too many.
    """

    def __init__(self, channel: int, message: int) -> None:
        path = "/channels/{channel_id}/messages/{message_id}/crosspost"
        super().__init__("POST", path, channel_id=channel, message_id=message)
        self._message = message

    @property
    def major_parameters(self) -> str:
        """The key discord.py keeps rate limits under."""
        return f"{super().major_parameters}+{self._message}"


class _KnownError(Exception):
    """The requested state already holds."""


def _refusal(error: discord.HTTPException) -> Exception:
    """Returns the error for a 4xx other than 403 and 404."""
    if error.code == _PUBLISHED_ALREADY:
        return _KnownError()
    if error.code in _SHUT:
        return RefusedError(lazy("I can't post there: {why}.", why=Lazy(_SHUT[error.code])), Why.REFUSED)
    if error.status == 429:
        return UnclearError(lazy("Discord is refusing my requests"), _BANNED)
    if error.status == 401:
        return HeldError(lazy("Discord doesn't accept my token"), _BANNED)
    return RejectedError(f"{error.text or error.code}")


class _Tries:
    """Stands in for a file, because discord.py rewinds its files before each retry after a 5xx.

    A retry is refused if Discord would no longer recognise the nonce, or there is none: it could send a second message.
    """

    def __init__(self, may: Callable[[], bool]) -> None:
        self._may = may

    def reset(self, *, seek: int | bool) -> None:
        """Refuse a retry that could send the message twice."""
        if seek and not self._may():
            raise UnclearError(lazy("Discord didn't say whether it arrived"))

    def close(self) -> None:
        """Do nothing: no file is open."""


def marked(page: Page, edition: Edition, frame: Frame) -> Page:
    """Returns the page with the edition's mark, adding a button if no button carries it."""
    if any(edition.nonce in button.custom_id for row in page.rows for button in row):
        return page
    about = Button(frame.say("about_digest"), Act("edition", "about", (edition.nonce,)).custom_id)
    return replace(page, rows=(*page.rows, (about,)))


def for_follower(page: Page, subscription: Subscription) -> Page:
    """Returns the page with a button that ends all that its reader follows, if it goes to a member's direct messages."""
    if subscription.follower is None:
        return page
    stop = stop_button(subscription.server, frame_of(subscription).say("unfollow"))
    *rows, last = page.rows
    return replace(page, rows=(*rows, (*last, stop)))


def title_of(subscription: Subscription, edition: Edition) -> str:
    """Title of a forum post: the day, plus the time if there can be several a day."""
    local = edition.due_at.astimezone(zone_of(subscription.schedule.zone))
    frame = frame_of(subscription)
    title = frame.say("post", day=frame.day(local.date().isoformat()))
    several = subscription.schedule.every in (Every.TWICE_DAILY, Every.HOURLY, Every.AS_IT_HAPPENS)
    return f"{title}, {local:%H:%M}" if several or edition.kind is not Kind.DIGEST else title


async def _threads(guild: discord.Guild, subscription: Subscription) -> AsyncIterator[discord.Thread]:
    """Yields a forum's posts, open ones first."""
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
    """Yields the ids of all buttons and menus in a message, at any depth."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))
        if accessory := getattr(component, "accessory", None):
            yield from _custom_ids((accessory,))
