"""Tests feeds through the real client: found, polled, checked, paused, imported and exported."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AskError
from bot.model.feed import FeedHub
from bot.store import feed_hubs
from tests.journeys.attache.newsroom.conftest import NEWSROOM, RAID, attached, button, words
from tests.waiting import until

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import Attache
    from bot.sandbox import Driver
    from tests.journeys.attache.newsroom.conftest import NewsSite

pytestmark = pytest.mark.asyncio(loop_scope="module")


LIMITS = {"attache_feeds": 3}


async def run(driver: Driver, command: str, options: dict[str, Any] | None = None, user: str = "ed") -> str:
    """What is shown in the end."""
    return words(await driver.command(command, options, user=user))


async def listed(driver: Driver, part: str) -> str:
    """The list of feeds, once it contains something; polling goes on meanwhile."""

    async def told() -> str | None:
        said = await run(driver, "feed list")
        return said if part in said else None

    return await until(told)  # type: ignore[return-value] # it is not None


async def test_a_feed_is_found_and_its_articles_come_in_by_themselves(
    attache: Attache, driver: Driver, site: NewsSite
) -> None:
    site.write("/raid", "Raid condemned", RAID)
    site.show("/feed", "/raid")
    site.pages["/"] = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    told = await run(driver, "feed add", {"url": site.url, "every": 30})
    assert "The Fjord" in told
    assert "1 entry now" in told
    assert "every 30 minutes" in told
    assert "checked <t:" in await listed(driver, "checked <t:")
    answer = await run(driver, "stance", {"holder": "Sweden"}, "mia")
    assert site.outlet in answer
    assert "4 March 2025" in answer
    # visible to this server alone
    assert "No stance by Sweden" in words(await driver.command("stance", {"holder": "Sweden"}, channel="dm"))
    assert attache.is_ready()


@pytest.mark.usefixtures("attache")
async def test_a_feed_takes_only_what_it_is_about(driver: Driver, site: NewsSite) -> None:
    site.write("/raid", "Raid condemned", RAID)
    told = await run(driver, "feed add", {"url": site.show("/feed", "/raid"), "about": 'Brazil, "maple syrup"'})
    assert "about Brazil, “maple syrup”" in told
    assert "about Brazil, “maple syrup”" in await listed(driver, "checked <t:")
    assert "No stance by Sweden" in await run(driver, "stance", {"holder": "Sweden"}, "mia")


@pytest.mark.usefixtures("attache")
async def test_a_check_says_what_would_happen(driver: Driver, site: NewsSite) -> None:
    await run(driver, "feed add", {"url": site.show("/feed")})
    await listed(driver, "checked <t:")
    site.write("/raid", "Raid condemned", RAID)
    site.show("/feed", "/raid", "/missing")
    [choice] = await driver.complete("feed check", "feed", "fjo", user="ed")
    told = await run(driver, "feed check", {"feed": choice["value"]})
    for part in ("2 entries, 2 new", "Raid condemned", "would be added", "can't be read", "nothing was added"):
        assert part in told
    assert "No stance by Sweden" in await run(driver, "stance", {"holder": "Sweden"}, "mia")


@pytest.mark.usefixtures("attache")
async def test_a_feed_that_fails_says_why_and_how_it_goes_on(driver: Driver, site: NewsSite) -> None:
    await run(driver, "feed add", {"url": site.show("/feed")})
    await listed(driver, "checked <t:")
    site.pages["/feed"] = "HTTP 503"
    shown = await driver.command("feed list", user="ed")
    assert "failing since" not in words(shown)
    await run(driver, "feed pause", {"feed": "The Fjord"})
    assert "paused" in await run(driver, "feed list")
    await run(driver, "feed resume", {"feed": "the fjord"})
    told = await listed(driver, "failing since")
    assert "HTTP 503" in told
    assert "Next try" in told


async def test_the_list_says_whether_a_feeds_hub_calls(attache: Attache, driver: Driver, site: NewsSite) -> None:
    desk = attache.desk
    await run(driver, "feed add", {"url": site.show("/feed")})
    assert "hub" not in await run(driver, "feed list")
    [feed] = await desk.feeds.list(NEWSROOM)
    await feed_hubs.asked(desk.database, FeedHub(feed.id, f"{site.url}/hub", feed.url, "t", "s", desk.clock()))
    assert "its hub was asked to call (WebSub), but has not agreed" in await run(driver, "feed list")
    await feed_hubs.agreed(desk.database, "t", desk.clock() + timedelta(days=1))
    assert "its hub calls at once (WebSub)" in await run(driver, "feed list")


async def test_a_channel_on_telegram_has_no_feed(attache: Attache, driver: Driver) -> None:
    told = await run(driver, "feed add", {"url": "https://t.me/durov"})
    assert "Channels on Telegram have no feed: give that of the website whose channel it is" in told
    assert await attache.desk.feeds.list(NEWSROOM) == []


async def test_a_feed_that_ends_is_told_to_who_added_it(attache: Attache, driver: Driver, site: NewsSite) -> None:
    await run(driver, "feed add", {"url": site.show("/feed")})
    await listed(driver, "checked <t:")
    site.pages["/feed"] = "HTTP 410"
    await run(driver, "feed pause", {"feed": "The Fjord"})
    await run(driver, "feed resume", {"feed": "The Fjord"})
    assert "gone for good" in await listed(driver, "ended")
    notices = await until(lambda: driver.messages(channel="dm", user="ed"))
    assert "I no longer check it" in words(notices[-1])
    assert attache.is_ready()


@pytest.mark.usefixtures("attache")
async def test_buttons_pause_resume_look_and_remove(driver: Driver, site: NewsSite) -> None:
    shown = await driver.command("feed add", {"url": site.show("/feed")}, user="ed")
    looked = await driver.press(shown["message"], button(shown, "Check now"), user="ed")
    assert "OK: 0 entries" in words(looked)
    paused = await driver.press(looked["message"], button(looked, "Pause"), user="ed")
    assert "Paused. Articles it brought in are kept." in words(paused)
    resumed = await driver.press(paused["message"], button(paused, "Resume"), user="ed")
    assert "Resumed. I'll check it now." in words(resumed)
    gone = await driver.press(resumed["message"], button(resumed, "Remove"), user="ed")
    assert "Articles it brought in are kept: /article remove removes them." in words(gone)
    assert "No feeds yet" in await run(driver, "feed list")


@pytest.mark.usefixtures("attache")
async def test_feeds_travel_as_a_file(driver: Driver, site: NewsSite) -> None:
    await run(driver, "feed add", {"url": site.show("/feed", title="Fjord and Fell")})
    handed = await driver.command("feed export", user="ed")
    [file] = handed["message"]["attachments"]
    assert file["filename"] == "feeds.opml"
    written = await driver.attachment(file["url"])
    await run(driver, "feed remove", {"feed": site.url + "/feed"})
    assert "1 feed added" in await run(driver, "feed import", {"file": attached("feeds.opml", written)})
    assert "Fjord and Fell" in (await listed(driver, "1 feed"))
    assert "0 feeds added" in await run(driver, "feed import", {"file": attached("feeds.opml", written)})


@pytest.mark.usefixtures("attache")
async def test_a_long_list_has_pages(attache: Attache, driver: Driver, site: NewsSite) -> None:
    outlines = "".join(f'<outline text="x" xmlUrl="{site.url}/{number}"/>' for number in range(3))
    await run(driver, "feed import", {"file": attached("a.opml", f"<opml><body>{outlines}</body></opml>".encode())})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.render.feeds.ON_A_LIST", 2)
        shown = await driver.command("feed list", user="ed")
        assert "page 1 of 2" in words(shown)
        second = await driver.press(shown["message"], button(shown, "Next ▶"), user="ed")
        assert "page 2 of 2" in words(second)
        assert f"{site.url.removeprefix('http://')}/2" in words(second).replace("\\", "")
    assert attache.is_ready()


REFUSED = [
    ("feed add", {"url": "ftp://example.org/feed"}, "begins with https://"),
    ("feed add", {"url": "http://127.0.0.1:2/feed"}, "where no pages are served"),
    ("feed add", {"url": "http://169.254.169.254/feed"}, "private network"),
    ("feed add", {"url": "https://example.org/feed", "about": "Xyzzyq Plughh"}, "put it in quotes"),
    ("feed check", {"feed": "nothing"}, "There is no feed “nothing” here"),
    ("feed remove", {"feed": "=999"}, "There is no feed"),
    ("feed export", {}, "No feeds are followed here yet"),
    ("feed import", {"file": attached("a.opml", b"hello")}, "not an OPML file"),
]


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize(("command", "options", "says"), REFUSED)
async def test_an_impossible_request_gets_one_sentence(
    driver: Driver, command: str, options: dict[str, Any], says: str
) -> None:
    assert says in await run(driver, command, options)


@pytest.mark.usefixtures("attache")
async def test_a_server_reads_so_many_feeds(driver: Driver, site: NewsSite) -> None:
    for number in range(3):
        await run(driver, "feed add", {"url": site.show(f"/{number}")})
    told = await run(driver, "feed add", {"url": site.show("/3")})
    assert "3 of at most 3 feeds" in told


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize("command", ["list", "export"])
async def test_only_editors_have_a_hand_on_feeds(driver: Driver, command: str) -> None:
    assert "Only editors can do that" in words(await driver.command(f"feed {command}", user="mia"))


async def test_feeds_are_for_servers(driver: Driver) -> None:
    with pytest.raises(AskError):
        await driver.command("feed list", channel="dm", user="ed")


async def test_a_day_of_failing_is_told_in_the_channel_of_notices(
    attache: Attache, driver: Driver, site: NewsSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta  # noqa: PLC0415

    await run(driver, "feed add", {"url": site.show("/feed")})
    await listed(driver, "checked <t:")
    site.pages["/feed"] = "HTTP 500"
    [feed] = await attache.desk.feeds.list(NEWSROOM)
    cog: Any = attache.get_cog("feed") or attache.get_cog("FeedCog")
    poller = attache.desk.feeds.poller
    now: datetime = attache.desk.clock()
    for hours in (0, 25, 26):
        monkeypatch.setattr(poller, "_clock", lambda hours=hours: now + timedelta(hours=hours))
        await poller.check(await attache.desk.feeds.get(NEWSROOM, feed.id), cog._tell)
    notices = [
        message for message in await driver.messages(channel="dm", user="ed") if "failing for a day" in words(message)
    ]
    assert len(notices) == 1
    assert "HTTP 500" in words(notices[0])


async def test_the_operator_is_told_of_everyones_in_the_log(
    attache: Attache, site: NewsSite, caplog: pytest.LogCaptureFixture
) -> None:
    cog: Any = attache.get_cog("feed") or attache.get_cog("FeedCog")
    feed, _ = await attache.desk.feeds.add("everyone", site.show("/all"), None, None, None)
    await cog._tell(feed, "It has been failing for a day: no answer.")
    await attache.desk.feeds.remove("everyone", feed.id)
    assert f"feed {feed.number} ({site.url}/all), read for everyone: It has been failing for a day" in caplog.text
