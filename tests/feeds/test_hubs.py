"""Tests that the hubs of feeds are asked, answered and heard (WebSub), against a hub on this machine, over real sockets."""

from __future__ import annotations

import hmac
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.cli.callbacks import serving_callbacks
from bot.errors import AskError
from bot.feeds.hubs import LEASE
from bot.intake import politeness
from bot.intake.feeds import parse
from bot.intake.fetching import open_fetcher
from bot.store import feed_hubs
from bot.store import feeds as store
from tests.feeds.conftest import HOME, Newsroom
from tests.intake.conftest import head, hostile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.directory.directory import Directory
    from bot.feeds.hubs import Hubs
    from bot.model.feed import Feed, FeedHub
    from bot.store.database import Database
    from tests.feeds.conftest import Clock

TEXT = (
    "Russia condemned the strikes on Monday, its foreign ministry said in a statement that was sent to all reporters."
)


@dataclass
class LocalHub:
    """A hub: remembers who asked what, then verifies and calls."""

    server: TestServer | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    status: int = 202

    @property
    def origin(self) -> str:
        assert self.server
        return f"{self.server.host}:{self.server.port}"

    @property
    def url(self) -> str:
        return f"http://{self.origin}/hub"

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        return web.Response(status=self.status)

    async def verify(self, **other: str) -> tuple[int, str]:
        """Ask back whether the last one to ask meant it. Returns the status and what was answered."""
        last = self.asked[-1]
        query = {"hub.mode": "subscribe", "hub.topic": last["hub.topic"], "hub.challenge": "c<h>4"}
        query |= {"hub.lease_seconds": "864000"} | {f"hub.{name}": value for name, value in other.items()}
        async with aiohttp.ClientSession() as session, session.get(last["hub.callback"], params=query) as response:
            assert response.content_type == "text/plain" or not await response.read()
            return response.status, await response.text()

    async def call(self, body: bytes = b"<rss/>", signature: str | None = None, callback: str | None = None) -> int:
        """Tell the last one to ask of new entries. Returns the status."""
        last = self.asked[-1]
        signed = f"sha256={hmac.new(last['hub.secret'].encode(), body, 'sha256').hexdigest()}"
        headers = {"X-Hub-Signature": signed if signature is None else signature}
        address = callback or last["hub.callback"]
        async with aiohttp.ClientSession() as session, session.post(address, data=body, headers=headers) as response:
            return response.status


@pytest.fixture
async def hub() -> AsyncIterator[LocalHub]:
    made = LocalHub()
    app = web.Application()
    app.add_routes([web.post("/hub", made.answer)])
    async with TestServer(app) as server:
        made.server = server
        yield made


@pytest.fixture
async def newsroom(
    database: Database, names: Directory, clock: Clock, hub: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Newsroom]:
    monkeypatch.setattr(politeness, "APART", 0.0)
    async with hostile() as site, open_fetcher(allowed=frozenset({site.origin, hub.origin})) as fetcher:
        yield Newsroom(site, database, names, fetcher, clock)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def hearing(newsroom: Newsroom, path: str = "/hubs") -> AsyncIterator[Hubs]:
    """The bot hears what hubs call."""
    port = free_port()
    hubs = newsroom.feeds.hear_hubs(f"http://127.0.0.1:{port}{path}")
    async with serving_callbacks(f"127.0.0.1:{port}", hubs):
        yield hubs


@pytest.fixture
async def hubs(newsroom: Newsroom) -> AsyncIterator[Hubs]:
    async with hearing(newsroom) as made:
        yield made


def links(hub: LocalHub, topic: str = "") -> str:
    """What a feed says of its hub."""
    own = f"<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='{topic}'/>" if topic else ""
    return f"<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='hub' href='{hub.url}'/>{own}"


async def followed(newsroom: Newsroom, hub: LocalHub, topic: str = "") -> Feed:
    """A feed that names the hub, polled once."""
    feed = await newsroom.add(newsroom.show("/feed", links(hub, topic)))
    await newsroom.poll(feed)
    return await newsroom.again(feed)


async def agreed(newsroom: Newsroom, feed: Feed) -> FeedHub:
    found = await feed_hubs.of_feed(newsroom.database, feed.id)
    assert found
    return found


@pytest.mark.usefixtures("hubs")
async def test_a_hub_is_asked_once_and_answered(newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    await newsroom.poll(feed)
    [asked] = hub.asked
    assert {name: asked[name] for name in ("hub.mode", "hub.topic", "hub.lease_seconds")} == {
        "hub.mode": "subscribe", "hub.topic": feed.url, "hub.lease_seconds": "864000",
    }  # fmt: skip
    assert 20 <= len(asked["hub.secret"]) < 200
    assert asked["hub.secret"] not in asked["hub.callback"]
    assert (await agreed(newsroom, feed)).until is None
    assert await hub.verify() == (200, "c<h>4")
    assert (await agreed(newsroom, feed)).until == newsroom.clock() + timedelta(days=10)
    [listed] = await store.of_library(newsroom.database, HOME)
    assert listed.hub == await agreed(newsroom, feed)


@pytest.mark.usefixtures("hubs")
async def test_a_feed_whose_hub_calls_is_polled_at_once_and_what_the_hub_sends_is_not_read(
    newsroom: Newsroom, hub: LocalHub
) -> None:
    feed = await followed(newsroom, hub)
    await hub.verify()
    newsroom.clock.pass_(minutes=5)
    assert await store.due(newsroom.database, newsroom.clock(), 5) == []
    newsroom.show("/feed", links(hub), newsroom.article("/true", TEXT))
    assert await hub.call(b"<rss><channel><item><title>Made up</title></item></channel></rss>") == 202
    assert newsroom.feeds.poller._woken.is_set()
    [due] = await store.due(newsroom.database, newsroom.clock(), 5)
    assert due.id == feed.id
    assert (await newsroom.poll(due)).filed == 1
    assert [row["title"] for row in await newsroom.filed()] == ["About true"]


# However often a hub calls, the feed is polled once a minute at most.
@pytest.mark.usefixtures("hubs")
async def test_a_hub_that_calls_all_the_time_makes_no_more_polls(newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    for _ in range(3):
        assert await hub.call() == 202
    assert (await newsroom.again(feed)).next_at == newsroom.clock() + timedelta(minutes=1)


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=00", "md5=00", "sha256", "sha1=é"])
async def test_a_call_that_the_hub_did_not_sign_changes_nothing(
    signature: str, newsroom: Newsroom, hub: LocalHub
) -> None:
    feed = await followed(newsroom, hub)
    newsroom.clock.pass_(minutes=5)
    assert await hub.call(signature=signature) == 202
    assert (await newsroom.again(feed)).next_at == feed.next_at


@pytest.mark.usefixtures("hubs")
async def test_a_hub_may_sign_as_it_likes(newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    newsroom.clock.pass_(minutes=5)
    secret = hub.asked[-1]["hub.secret"].encode()
    assert await hub.call(b"x", f"sha1={hmac.new(secret, b'x', 'sha1').hexdigest().upper()}") == 202
    assert (await newsroom.again(feed)).next_at == newsroom.clock()


REFUSED: list[dict[str, str]] = [
    # what we never asked for
    {"topic": "https://elsewhere.example/feed"},
    {"mode": "unsubscribe"},
    {"mode": "made up"},
    {"challenge": ""},
]


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize("other", REFUSED)
async def test_what_nobody_asked_for_is_not_verified(other: dict[str, str], newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    assert await hub.verify(**other) == (404, "")
    assert (await agreed(newsroom, feed)).until is None


@pytest.mark.usefixtures("hubs")
async def test_who_is_not_asked_is_not_heard(newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    strange = hub.asked[-1]["hub.callback"].rpartition("/")[0] + "/made-up"
    assert await hub.call(callback=strange) == 410
    await newsroom.feeds.pause(HOME, feed.id)
    assert await hub.call() == 410
    assert await hub.verify() == (404, "")
    await newsroom.feeds.resume(HOME, feed.id)
    assert await hub.verify() == (200, "c<h>4")
    await newsroom.feeds.remove(HOME, feed.id)
    assert await hub.call() == 410


LEASES = [
    ("3600", timedelta(hours=1)),
    # nothing that can be a lease: what we asked for
    ("", LEASE),
    ("0", LEASE),
    ("-5", LEASE),
    ("soon", LEASE),
    ("999999999", timedelta(days=400)),
    ("9" * 30, LEASE),
]


@pytest.mark.usefixtures("hubs")
@pytest.mark.parametrize(("given", "lease"), LEASES)
async def test_a_lease_is_what_the_hub_gives(given: str, lease: timedelta, newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    assert (await hub.verify(lease_seconds=given))[0] == 200
    assert (await agreed(newsroom, feed)).until == newsroom.clock() + lease


async def test_a_lease_is_renewed_before_it_ends(newsroom: Newsroom, hub: LocalHub, hubs: Hubs) -> None:
    feed = await followed(newsroom, hub)
    await hub.verify()
    first = hub.asked[-1]
    newsroom.clock.pass_(days=8, hours=20)
    await hubs.renew()
    assert len(hub.asked) == 1
    newsroom.clock.pass_(hours=8)
    await hubs.renew()
    await hubs.renew()  # it was asked a moment ago
    assert hub.asked == [first, first]
    assert (await agreed(newsroom, feed)).until is not None  # the old one holds until the hub answers
    await hub.verify()
    assert (await agreed(newsroom, feed)).until == newsroom.clock() + LEASE


async def test_a_hub_that_refuses_or_is_down_is_asked_again_later(
    newsroom: Newsroom, hub: LocalHub, hubs: Hubs
) -> None:
    hub.status = 500
    feed = await followed(newsroom, hub)
    assert await newsroom.poll(feed)
    assert await hub.verify(mode="denied") == (200, "")
    await hubs.renew()
    assert len(hub.asked) == 1
    newsroom.clock.pass_(days=1)
    await hubs.renew()
    assert len(hub.asked) == 2


@pytest.mark.usefixtures("hubs")
async def test_a_feed_that_names_another_hub_is_agreed_anew(newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    before = await agreed(newsroom, feed)
    newsroom.show("/feed", links(hub, "https://wire.example/feed"))
    await newsroom.poll(feed)
    now = await agreed(newsroom, feed)
    assert (now.topic, now.token == before.token) == ("https://wire.example/feed", False)
    old = hub.asked[0]["hub.callback"]
    assert await hub.call(callback=old) == 410


# The fetcher's guards hold: a feed can't make us send forms into the operator's network.
@pytest.mark.usefixtures("hubs")
async def test_a_hub_in_a_private_network_is_not_asked(newsroom: Newsroom) -> None:
    inside = "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='hub' href='http://127.0.0.1:9/hub'/>"
    feed = await newsroom.add(newsroom.show("/feed", inside, newsroom.article("/one", TEXT)))
    assert (await newsroom.poll(feed)).filed == 1
    assert (await newsroom.again(feed)).failures == 0


async def test_without_a_public_address_no_hub_is_asked(newsroom: Newsroom, hub: LocalHub) -> None:
    feed = await followed(newsroom, hub)
    assert hub.asked == []
    assert await feed_hubs.of_feed(newsroom.database, feed.id) is None


@pytest.mark.usefixtures("hubs")
async def test_a_sites_headers_name_its_hub(newsroom: Newsroom, hub: LocalHub) -> None:
    link = newsroom.show("/feed")
    body = b"<rss version='2.0'><channel><title>The Wire</title></channel></rss>"
    plain = head(body=body, content_type="application/rss+xml")
    named = f'Link: <{hub.url}>; rel="hub"\r\nLink: </own>; rel=self, </>; rel="home"\r\n\r\n'.encode()
    newsroom.site.pages["/feed"] = plain.replace(b"\r\n\r\n", b"\r\n" + named, 1)
    feed = await newsroom.add(link)
    await newsroom.poll(feed)
    assert hub.asked[-1]["hub.topic"] == newsroom.site.url("/own")


def test_a_json_feed_names_its_hub() -> None:
    feed: Any = (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [], "feed_url": "https://a.example/feed.json",'
        b' "hubs": [{"type": "rssCloud", "url": "https://c.example"}, 5, {"type": "WebSub", "url": "https://hub.example/"}]}'
    )
    found = parse(feed, None, "https://a.example/feed")
    assert (found.hub, found.topic) == ("https://hub.example/", "https://a.example/feed.json")


async def test_an_address_that_is_taken_is_named(newsroom: Newsroom) -> None:
    async with hearing(newsroom) as hubs:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            one.listen()
            with pytest.raises(AskError, match="set ATTACHE_PUBLIC_PORT to another address"):
                async with serving_callbacks(f"127.0.0.1:{one.getsockname()[1]}", hubs):
                    pass
