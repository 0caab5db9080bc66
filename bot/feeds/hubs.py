"""Asks the hubs of feeds to tell of new entries at once (WebSub), and hears them: a feed whose hub calls is polled, what the hub sends is not read."""

from __future__ import annotations

import asyncio
import hmac
import logging
from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.errors import AskError, LaterError, StorageError
from bot.model.feed import FeedHub
from bot.store import feed_hubs as store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.intake.feeds import FeedContents
    from bot.model.feed import Feed
    from bot.store.database import Database

    Post = Callable[[str, Mapping[str, str]], Awaitable[int]]
    """Sends a form to an address; returns the HTTP status."""

log = logging.getLogger(__name__)

LEASE = timedelta(days=10)
"""How long hubs are asked to call; some give less."""
_LONGEST = timedelta(days=400)
_AHEAD = timedelta(days=1)
"""How long before its end a lease is renewed."""
_AGAIN = timedelta(hours=12)
"""How long after it was asked a hub is asked again."""
_LOOKED = 3_600.0
"""Seconds between looks for leases that end."""
APART = timedelta(minutes=1)
"""The least between two polls of a feed that its hub causes, however often it calls."""
_HASHES = frozenset({"sha1", "sha256", "sha384", "sha512"})
"""How hubs sign; by the standard it is theirs to choose."""


class Hubs:
    """What is agreed with the hubs of feeds.

    Args:
        database: where it is stored.
        post: sends a form to a hub, guarded as all links are.
        address: the public address under which hubs reach us, without a slash at its end.
        clock: returns the current time.
        wake: has the feeds that are due looked for now.
    """

    def __init__(
        self, database: Database, post: Post, address: str, clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._database, self._post, self._address = database, post, address
        self._clock, self._wake = clock, wake

    # ---- Asking ----

    async def noticed(self, feed: Feed, contents: FeedContents) -> None:
        """Ask the hub that a feed names, unless that is done. A hub that can't be asked is none: the feed is polled as before."""
        if not contents.hub:
            return
        topic = contents.topic or feed.url
        known = await store.of_feed(self._database, feed.id)
        if known is None or (known.hub, known.topic) != (contents.hub, topic):
            await self._ask(_new(feed.id, contents.hub, topic, self._clock()))

    async def _ask(self, hub: FeedHub) -> None:
        await store.asked(self._database, hub)
        form = {
            "hub.callback": f"{self._address}/{hub.token}",
            "hub.mode": "subscribe",
            "hub.topic": hub.topic,
            "hub.lease_seconds": str(int(LEASE.total_seconds())),
            "hub.secret": hub.secret,
        }
        try:
            status = await self._post(hub.hub, form)
        except AskError as error:
            log.info("the hub %s of feed %d can't be asked: %s", hub.hub, hub.feed, error)
            return
        if status not in range(200, 300):
            log.info("the hub %s of feed %d refuses (HTTP %d)", hub.hub, hub.feed, status)

    async def run(self) -> None:
        """Renew what ends soon, for as long as the bot runs."""
        while True:
            try:
                await self.renew()
            except (LaterError, StorageError):  # the database's trouble is in the log by then
                pass
            except Exception:
                log.exception("the hubs of feeds could not be asked again; trying again in an hour")
            await asyncio.sleep(_LOOKED)

    async def renew(self) -> None:
        """Ask the hubs again whose lease ends soon, or that never agreed."""
        now = self._clock()
        for hub in await store.ending(self._database, now + _AHEAD, now - _AGAIN):
            await self._ask(replace(hub, asked_at=now))

    # ---- Hearing ----

    async def verified(self, token: str, query: Mapping[str, str]) -> str | None:
        """Returns the challenge with which a hub's question is answered, "" if it needs none; None if we asked for no such thing."""
        hub = await store.by_token(self._database, token)
        mode, topic = query.get("hub.mode"), query.get("hub.topic")
        if hub is None or topic != hub.topic:
            return None
        if mode == "denied":
            await store.agreed(self._database, token, None)
            return ""
        if mode != "subscribe" or not query.get("hub.challenge"):
            return None
        await store.agreed(self._database, token, self._clock() + _lease(query.get("hub.lease_seconds", "")))
        return query["hub.challenge"]

    async def called(self, token: str, body: bytes, signature: str) -> bool:
        """Have a feed polled because its hub calls. Returns False if nobody asked it to; a call that it did not sign changes nothing."""
        hub = await store.by_token(self._database, token)
        if hub is None:
            return False
        if not _signed(body, signature, hub.secret):
            log.warning("a call for feed %d is not signed by its hub: ignored", hub.feed)
            return True
        now = self._clock()
        checked_at = await store.checked_at(self._database, hub.feed)
        await store.hasten(self._database, hub.feed, max(now, checked_at + APART) if checked_at else now)
        self._wake()
        return True


def _new(feed: int, hub: str, topic: str, now: datetime) -> FeedHub:
    return FeedHub(feed, hub, topic, token_urlsafe(24), token_urlsafe(32), now)


def _lease(seconds: str) -> timedelta:
    """The lease that a hub gives; ours if it says nothing that can be one."""
    given = timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 10 else LEASE
    return min(given, _LONGEST) if given else LEASE


def _signed(body: bytes, signature: str, secret: str) -> bool:
    method, _, digest = signature.strip().partition("=")
    if method not in _HASHES:
        return False
    right = hmac.new(secret.encode(), body, method).hexdigest()
    return hmac.compare_digest(right.encode(), digest.strip().lower().encode("utf-8", "replace"))
