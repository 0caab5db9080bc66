"""Tests that feeds are polled as their sites ask, that entries are taken once, and that failures are reported."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.lazy import said
from bot.errors import AskError, LaterError
from bot.feeds import polling
from bot.feeds.polling import Checked
from bot.intake import politeness
from bot.intake.fetching import Fetched
from bot.intake.politeness import CrowdedError
from bot.model.feed import NewFeed
from bot.store import feeds as store
from bot.store.servers import begin
from tests.feeds.conftest import HOME
from tests.intake.conftest import head
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.feeds.conftest import Newsroom

IRAN = "Russia condemned the attack on Iran, and its minister said on Monday that the strikes broke international law. Moscow said that it had not been asked for weapons, and that it would go on speaking with Tehran."
TRADE = "Germany signed a trade agreement with Brazil in Berlin, and both governments said that it would lower tariffs on cars and beef within two years, after a decade of talks that had failed four times over."
FRENCH = "Le président a condamné l'attaque contre l'Iran, et son ministre a dit que la France ne participera pas à cette guerre, ni maintenant ni plus tard, parce que les alliés ne l'ont pas consultée avant de la commencer."


async def test_new_entries_are_filed_once(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN), newsroom.article("/b", TRADE)))
    assert await newsroom.poll(feed) == Checked(filed=2)
    assert await newsroom.poll(feed) == Checked()
    newsroom.show("/feed", newsroom.article("/c", IRAN + " It rained."), newsroom.item("/a"), newsroom.item("/b"))
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert len(newsroom.asked("/a")) == 1
    rows = await newsroom.filed()
    assert {row["title"] for row in rows} >= {"About a", "About b"}
    assert {row["published"] for row in rows} == {"2025-06-23"}
    assert {row["library"] for row in rows} == {HOME}


async def test_a_feed_is_asked_for_conditionally(newsroom: Newsroom) -> None:
    link = newsroom.show(
        "/feed", newsroom.article("/a", IRAN), etag='"7"', last_modified="Mon, 23 Jun 2025 10:00:00 GMT"
    )
    feed = await newsroom.add(link)
    await newsroom.poll(feed)
    newsroom.site.pages["/feed"] = head("304 Not Modified")
    assert await newsroom.poll(feed) == Checked()
    last = newsroom.asked("/feed")[-1]
    assert (last["if-none-match"], last["if-modified-since"]) == ('"7"', "Mon, 23 Jun 2025 10:00:00 GMT")
    assert (await newsroom.again(feed)).etag == '"7"'


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Busy", "500 Broken", "404 Not Found"])
async def test_a_new_feeds_contents_are_kept_for_its_first_poll(newsroom: Newsroom, status: str) -> None:
    link = newsroom.show("/feed", newsroom.article("/a", IRAN), newsroom.article("/b", TRADE), etag='"7"')
    feed = await newsroom.add(link, first=True)
    newsroom.site.pages["/feed"] = head(status, b"")
    assert await newsroom.poll(feed) == Checked(filed=2)
    assert len(newsroom.asked("/feed")) == 1
    kept = await newsroom.again(feed)
    assert (kept.failures, kept.etag) == (0, '"7"')
    await newsroom.poll(feed)
    assert newsroom.asked("/feed")[-1]["if-none-match"] == '"7"'


async def test_old_first_contents_are_fetched_again(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN)), first=True)
    newsroom.show("/feed", newsroom.article("/b", TRADE))
    newsroom.clock.pass_(minutes=11)
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert [row["title"] for row in await newsroom.filed()] == ["About b"]


# A temporary redirect keeps the feed's address, a permanent one changes it.
@pytest.mark.parametrize(
    ("hops", "kept"),
    [
        (("302 Found",), "/0"),
        (("307 Temporary Redirect",), "/0"),
        (("301 Moved Permanently",), "/1"),
        (("308 Permanent Redirect", "302 Found"), "/1"),
        (("302 Found", "301 Moved Permanently"), "/0"),
    ],
)
async def test_a_feed_is_kept_at_the_address_that_lasts(newsroom: Newsroom, hops: tuple[str, ...], kept: str) -> None:
    for number, status in enumerate(hops):
        newsroom.site.pages[f"/{number}"] = head(status, b"", location=f"/{number + 1}")
    newsroom.show(f"/{len(hops)}")
    assert (await newsroom.add(newsroom.site.url("/0"))).url == newsroom.site.url(kept)
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/0"></head></html>'
    newsroom.site.pages["/page"] = head(body=page, content_type="text/html")
    assert (await newsroom.add(newsroom.site.url("/page"), library="5555")).url == newsroom.site.url(kept)


async def test_entries_that_share_a_page_or_a_guid_are_articles_each(newsroom: Newsroom) -> None:
    one, other = newsroom.item("/", IRAN), newsroom.item("/", TRADE).replace("About ", "On trade")
    feed = await newsroom.add(newsroom.show("/feed", one, other))
    assert await newsroom.poll(feed) == Checked(filed=2)
    assert {row["text"] for row in await newsroom.filed()} == {IRAN, TRADE}
    assert await newsroom.poll(feed) == Checked()


async def test_a_feed_that_was_not_taken_in_whole_is_given_whole_again(newsroom: Newsroom) -> None:
    newsroom.left = 1
    link = newsroom.show("/feed", newsroom.article("/a", IRAN), newsroom.article("/b", TRADE), etag='"7"')
    feed = await newsroom.add(link)
    assert await newsroom.poll(feed) == Checked(filed=1, left=1)
    kept = await newsroom.again(feed)
    assert kept.etag is None
    assert kept.reason == "This server has filed as many articles as it may."
    newsroom.left = 1_000
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert (await newsroom.again(feed)).reason is None


async def test_the_feeds_own_text_is_taken_where_the_page_gives_less(newsroom: Newsroom) -> None:
    teaser = newsroom.article(
        "/a", "Russia condemned the attack. Subscribe to read on, for we have to live from something."
    )
    assert teaser
    feed = await newsroom.add(newsroom.show("/feed", newsroom.item("/a", IRAN)))
    assert await newsroom.poll(feed) == Checked(filed=1, left=1)
    [row] = await newsroom.filed()
    assert row["text"] == IRAN
    assert (row["title"], row["outlet"], row["url"], row["published"]) == (
        "About a",
        newsroom.site.origin,
        newsroom.site.url("/a"),
        "2025-06-23",
    )


WALL = b"<html><head><title>Just a moment...</title></head><body><p>Please enable JavaScript and cookies to continue.</p></body></html>"
TEASER = "Norway condemned the raid on the port of Odesa and called its ambassador home."


async def test_teasers_stand_for_pages_behind_a_wall_until_it_is_gone(newsroom: Newsroom) -> None:
    for path in ("/a", "/b", "/c"):
        newsroom.site.pages[path] = head(body=WALL, content_type="text/html")
    newsroom.site.pages["/whole"] = newsroom.site.pages["/a"]
    items = [newsroom.item("/a", TEASER), newsroom.item("/b", IRAN), newsroom.item("/c", "Too short.")]
    items += [newsroom.item("/whole", f"{TRADE} {FRENCH} {TRADE} {TRADE} {TRADE}")]
    feed = await newsroom.add(newsroom.show("/feed", *items))
    assert await newsroom.poll(feed) == Checked(filed=3, left=3)
    assert [row["text"] for row in await newsroom.filed()][1:] == [IRAN, TEASER]
    reason = said((await newsroom.again(feed)).reason or "")
    assert reason.startswith(
        f"3 entries could not be read. One of them: “About c”: {newsroom.site.origin} asks for JavaScript"
    )
    report = await newsroom.feeds.check(HOME, feed.id)
    assert "asks for JavaScript" in report.fates[0].verdict
    assert report.fates[0].verdict.endswith("This is the feed's own text.")

    assert await newsroom.poll(feed) == Checked(known=2, left=3)
    newsroom.article(
        "/a",
        f"{TEASER} It said on Monday that nobody had been asked, and that the port would be open again within a week.",
    )
    assert await newsroom.poll(feed) == Checked(filed=1, known=1, left=2)
    assert any(row["text"].endswith("within a week.") for row in await newsroom.filed())
    assert await newsroom.poll(feed) == Checked(), "three times, and no more"


# Walls in other languages, and walls with an error status.
@pytest.mark.parametrize(
    ("wall", "says"),
    [
        (head(body=b"<p>Bitte aktivieren Sie JavaScript, um fortzufahren.</p>", content_type="text/html"), "asks for JavaScript"),
        (head(body="<p>Vérifiez que vous êtes humain.</p>".encode(), content_type="text/html; charset=utf-8"), "checks for robots"),
        (head(body=b"<p>Utilizamos cookies.</p><p>Aceptar y continuar</p>", content_type="text/html"), "asks for cookie consent"),
        (head("401 Unauthorized", b"Log in", content_type="text/html"), r"doesn't let me read the page \(HTTP 401\)"),
        (head("403 Forbidden", b"<title>Just a moment...</title>", content_type="text/html"), r"doesn't let me read the page \(HTTP 403\)"),
    ],
)  # fmt: skip
async def test_a_teaser_stands_for_a_page_behind_any_wall(newsroom: Newsroom, wall: bytes, says: str) -> None:
    newsroom.site.pages["/a"] = wall
    feed = await newsroom.add(newsroom.show("/feed", newsroom.item("/a", TEASER)))
    assert await newsroom.poll(feed) == Checked(filed=1, left=1)
    assert re.search(f"{says}.* I keep the feed's own text meanwhile", said((await newsroom.again(feed)).reason or ""))
    newsroom.article("/a", f"{TEASER} It said on Monday that nobody had been asked, and that the port would be open.")
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert [row["text"] for row in await newsroom.filed()][-1].endswith("the port would be open.")


async def test_a_page_that_cannot_be_had_is_tried_three_times(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.item("/missing", "Too short.")))
    for _ in range(3):
        assert await newsroom.poll(feed) == Checked(left=1)
    assert await newsroom.poll(feed) == Checked()
    assert len(newsroom.asked("/missing")) == 3


@pytest.mark.parametrize("work", ["read", "extract", "parse"])  # "parse" is the feed's own
async def test_a_machine_that_is_too_busy_refuses_nothing(
    newsroom: Newsroom, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN), newsroom.item("/missing", TRADE)))

    async def busy(*_given: object) -> None:
        raise LaterError("I am too busy to read that at the moment: try again in a few minutes.")

    with monkeypatch.context() as patched:
        patched.setattr(newsroom.intake.workers, work, busy)
        for _ in range(4):
            checked = await newsroom.poll(feed)
            assert (checked.filed, checked.refused) == (0, 0)
    kept = await newsroom.again(feed)
    assert (kept.failures, kept.reason) == (0, None)
    assert await newsroom.poll(feed) == Checked(filed=2)


async def test_an_article_that_cannot_be_read_is_told_of_and_tried_no_more(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN)))

    async def stopped(*_given: object) -> None:
        raise AskError("Reading took too long.")

    monkeypatch.setattr(newsroom.intake.workers, "read", stopped)
    assert await newsroom.poll(feed) == Checked(refused=1)
    assert await newsroom.poll(feed) == Checked()


async def test_an_article_that_is_too_long_is_told_of_and_keeps_no_other_waiting(newsroom: Newsroom) -> None:
    """More than a million characters, on a page and in a feed's own text; where the page gives a shorter one, that is taken."""
    long = "Russia said no. " * 70_000
    digest = newsroom.article("/digest", IRAN).replace(
        "<description></description>", f"<description>{long}</description>"
    )
    everything = newsroom.item("/everything", long)
    link = newsroom.show("/feed", newsroom.article("/long", long), everything, digest, newsroom.article("/b", TRADE))
    feed = await newsroom.add(link)
    assert await newsroom.poll(feed) == Checked(filed=2, left=2)
    assert {row["title"] for row in await newsroom.filed()} == {"About digest", "About b"}
    kept = await newsroom.again(feed)
    assert kept.failures == 0
    assert said(kept.reason or "") == (
        "2 entries could not be read. One of them: “About everything”: The text has 1,119,999 characters,"
        " but an article may have at most 1,000,000: give only the part you need, or add it in parts."
    )
    report = await newsroom.feeds.check(HOME, feed.id)
    verdicts = {fate.title: fate.verdict for fate in report.fates}
    assert verdicts["About long"].startswith("can't be read: The page has 1,119,999 characters")
    for left in (2, 2, 0):
        assert await newsroom.poll(feed) == Checked(left=left)
    assert len(newsroom.asked("/long")) == 4, "three times, and once to look"
    assert (await newsroom.feeds.check(HOME, feed.id)).new == 0


async def test_a_feed_that_has_moved_for_good_is_followed(newsroom: Newsroom) -> None:
    newsroom.show("/new", newsroom.article("/a", IRAN))
    feed = await newsroom.add(newsroom.show("/old"))
    newsroom.site.pages["/old"] = head("301 Moved Permanently", b"", location="/new")
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert (await newsroom.again(feed)).url == newsroom.site.url("/new")
    newsroom.site.pages["/old"] = head("404 Not Found", b"")
    assert await newsroom.poll(feed) == Checked()


async def test_a_feed_that_has_moved_to_one_that_is_read_goes(newsroom: Newsroom) -> None:
    new = await newsroom.add(newsroom.show("/new"))
    old = await newsroom.add(newsroom.show("/old"))
    newsroom.site.pages["/old"] = head("301 Moved Permanently", b"", location="/new")
    await newsroom.poll(old)
    assert [feed.id for feed in await newsroom.feeds.list(HOME)] == [new.id]


async def test_a_feed_that_moves_for_now_is_not_followed_for_good(newsroom: Newsroom) -> None:
    newsroom.show("/today", newsroom.article("/a", IRAN))
    feed = await newsroom.add(newsroom.show("/feed"))
    newsroom.site.pages["/feed"] = head("302 Found", b"", location="/today")
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert (await newsroom.again(feed)).url == newsroom.site.url("/feed")


async def test_a_feed_that_is_gone_ends_and_is_told_of(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    newsroom.site.pages["/feed"] = head("410 Gone", b"")
    await newsroom.poll(feed)
    kept = await newsroom.again(feed)
    assert kept.state == "ended"
    assert "gone for good" in said(kept.reason or "")
    assert len(newsroom.told) == 1
    assert await store.due(newsroom.database, newsroom.clock() + timedelta(days=400), 10) == []


@pytest.mark.parametrize("status", ["503 Busy", "429 Slow Down"])
async def test_a_site_that_asks_for_time_gets_it(newsroom: Newsroom, status: str) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    newsroom.site.pages["/feed"] = head(status, b"", retry_after="36000")
    await newsroom.poll(feed)
    kept = await newsroom.again(feed)
    assert kept.next_at >= newsroom.clock() + timedelta(hours=10)
    assert status[:3] in said(kept.reason or "")


# Trap: what came while the feed refused is not taken for seen.
async def test_nothing_is_lost_to_a_feed_that_asked_for_time(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = 0.0
    monkeypatch.setattr(newsroom.intake.polite, "_clock", lambda: time.monotonic() + ahead)
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN), etag='"7"'))
    assert await newsroom.poll(feed) == Checked(filed=1)
    newsroom.site.pages["/feed"] = head("429 Slow Down", b"", retry_after="3600")
    await newsroom.poll(feed)
    newsroom.clock.pass_(hours=2)
    ahead = 7_200.0
    newsroom.show("/feed", newsroom.article("/b", TRADE), newsroom.article("/a", IRAN), etag='"8"')
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert {row["title"] for row in await newsroom.filed()} == {"About a", "About b"}
    assert (await newsroom.again(feed)).failures == 0


async def test_a_failing_feed_says_why_and_is_told_of_after_a_day_once(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    newsroom.site.pages["/feed"] = head("500 Broken", b"")
    for hours in (0, 12, 11, 1, 24, 24):
        newsroom.clock.pass_(hours=hours)
        await newsroom.poll(feed)
        assert "HTTP 500" in (said((await newsroom.again(feed)).reason or ""))
    assert len(newsroom.told) == 1
    assert newsroom.told[0][1].startswith("It has been failing for a day: 127.0.0.1")

    newsroom.show("/feed")
    await newsroom.poll(feed)
    kept = await newsroom.again(feed)
    assert (kept.failures, kept.failing_since, kept.reason, kept.told_at) == (0, None, None, None)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (head(body=b"<html><body>Sorry</body></html>", content_type="text/html"), "not a feed"),
        (head(body=b"", content_type="application/rss+xml"), "not a feed"),
        (head(body=b"PNG", content_type="image/png"), "file of type image/png"),
        (b"", "broke off"),
    ],
    ids=["a page", "nothing", "a picture", "no answer"],
)
async def test_a_link_that_is_no_longer_a_feed_fails(newsroom: Newsroom, answer: bytes, says: str) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    newsroom.site.pages["/feed"] = answer
    await newsroom.poll(feed)
    kept = await newsroom.again(feed)
    assert says in said(kept.reason or "")
    assert kept.failures == 1


async def test_another_language_is_kept_without_facts_and_said_so(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", f"{FRENCH} {FRENCH}")))
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert said((await newsroom.again(feed)).reason or "") == (
        "Some of its articles are kept without facts: the text is not in English."
    )
    assert await newsroom.database.rows("SELECT * FROM stances") == []


@pytest.mark.parametrize(
    ("about", "filed"),
    [
        ("Iran", ["About a"]),
        ("Germany, Iran", ["About b", "About a"]),
        ('"trade agreement"', ["About b"]),
        ('"trade war"', []),
        ("outlet:{site}", ["About b", "About a"]),
        ("outlet:The Post", []),
        # what the pages call themselves, which is not the site's name
        ("outlet:The Wire", []),
        ('outlet:"{site}", "beef"', ["About b"]),
        # resolved names, not strings: they are in no text
        ("Islamic Republic of Iran", ["About a"]),
    ],
)
async def test_only_what_a_feed_is_about_is_filed(newsroom: Newsroom, about: str, filed: list[str]) -> None:
    link = newsroom.show("/feed", newsroom.article("/a", IRAN), newsroom.article("/b", TRADE))
    feed = await newsroom.add(link, about.format(site=newsroom.site.origin))
    assert await newsroom.poll(feed) == Checked(filed=len(filed), filtered=2 - len(filed))
    assert [row["title"] for row in await newsroom.filed()] == filed


async def test_a_removed_feed_ends_whatever_is_under_way(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN)))
    await newsroom.feeds.remove(HOME, feed.id)
    assert await newsroom.feeds.poller.check(feed, newsroom.tell) == Checked()
    assert await newsroom.feeds.list(HOME) == []
    assert await newsroom.filed() == []


async def test_a_crowded_site_is_no_failure_and_loses_nothing(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site has more requests than may wait: first the feed must wait, then a page of it whose feed has its own text."""
    newsroom.article("/a", f"{IRAN} {TRADE}")
    feed = await newsroom.add(newsroom.show("/feed", newsroom.item("/a", IRAN), etag='"7"'))
    monkeypatch.setattr(politeness, "MOST_WAITING", 0)
    assert await newsroom.poll(feed) == Checked()
    put_off = await newsroom.again(feed)
    assert (put_off.failures, put_off.reason) == (0, None)
    assert timedelta(minutes=2) < put_off.next_at - newsroom.clock() < timedelta(minutes=6)

    monkeypatch.setattr(politeness, "MOST_WAITING", 8)
    polite, page = newsroom.intake.polite.get, newsroom.site.url("/a")

    async def crowded(link: str, *given: Any) -> Fetched:
        if link == page:
            raise CrowdedError("So much of it is being read that this has to wait.")
        return await polite(link, *given)

    monkeypatch.setattr(newsroom.intake.polite, "get", crowded)
    for _ in range(4):  # more often than an entry is tried
        assert await newsroom.poll(feed) == Checked(left=1)
    assert (await newsroom.again(feed)).etag is None
    monkeypatch.setattr(newsroom.intake.polite, "get", polite)
    assert await newsroom.poll(feed) == Checked(filed=1)
    assert [row["text"] for row in await newsroom.filed()] == [f"{IRAN} {TRADE}"]


async def test_a_page_that_asks_for_patience_keeps_its_sites_other_pages_for_later(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [newsroom.article(f"/{number}", f"{IRAN} It was {number}.") for number in range(4)]
    served = newsroom.site.pages["/2"]
    feed = await newsroom.add(newsroom.show("/feed", *items))
    ahead = 0.0
    monkeypatch.setattr(newsroom.intake.polite, "_clock", lambda: time.monotonic() + ahead)
    newsroom.site.pages["/2"] = head("429 Slow Down", b"", retry_after="3600")
    assert await newsroom.poll(feed) == Checked(filed=1, left=3)  # oldest first: 3, then 2
    assert newsroom.asked("/1") == newsroom.asked("/0") == []
    newsroom.site.pages["/2"] = served
    ahead = 3_601.0
    assert await newsroom.poll(feed) == Checked(filed=3)


# ---- Many ----


async def keep(newsroom: Newsroom, number: int, hosts: int) -> None:
    await begin(newsroom.database, HOME, newsroom.clock())
    for n in range(number):
        host = f"wire{n % hosts}.example"
        row = NewFeed(HOME, f"https://{host}/{n}", host, None, None, 60, None)
        await store.add(newsroom.database, row, newsroom.clock(), newsroom.clock() - timedelta(hours=1))


async def test_feeds_are_due_one_a_host_and_none_of_a_busy_one(newsroom: Newsroom) -> None:
    await keep(newsroom, 60, 6)
    due = await store.due(newsroom.database, newsroom.clock(), 10)
    assert sorted(feed.host for feed in due) == sorted(f"wire{number}.example" for number in range(6))
    due = await store.due(newsroom.database, newsroom.clock(), 10, frozenset({"wire0.example", "wire3.example"}))
    assert len(due) == 4
    assert len(await store.due(newsroom.database, newsroom.clock(), 3)) == 3


async def test_feeds_that_were_due_while_nobody_polled_are_spread(newsroom: Newsroom) -> None:
    await keep(newsroom, 60, 60)
    assert await store.spread_overdue(newsroom.database, newsroom.clock(), 600) == 60
    a_minute_on = newsroom.clock() + timedelta(seconds=59)
    assert len(await store.due(newsroom.database, a_minute_on, 100)) == 6


async def test_many_feeds_are_polled_at_once_but_a_host_is_asked_by_one(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """300 feeds on 60 hosts; some sites are slow, some fail, one triggers an error in our own code."""
    monkeypatch.setattr(polling, "SPREAD_SECONDS", 0)
    monkeypatch.setattr(polling, "_LEAST_SLEEP", 0.01)
    await keep(newsroom, 300, 60)
    now: dict[str, int] = {}
    most_of_a_host = most = 0
    polled: set[str] = set()

    async def get(link: str, _kinds: Any, _headers: Any = None) -> Fetched:
        nonlocal most, most_of_a_host
        host = link.split("/")[2]
        now[host] = now.get(host, 0) + 1
        most, most_of_a_host = max(most, sum(now.values())), max(most_of_a_host, now[host])
        await asyncio.sleep(0.01 if host.startswith("wire1") else 0)
        now[host] -= 1
        polled.add(link)
        if host == "wire7.example":
            raise ZeroDivisionError
        if host == "wire8.example":
            return Fetched(link, 500)
        return Fetched(link, 304)

    monkeypatch.setattr(newsroom.intake.polite, "get", get)
    running = asyncio.create_task(newsroom.feeds.poller.run(newsroom.tell))
    async with asyncio.timeout(PATIENCE):
        while len(polled) < 300:  # noqa: ASYNC110 - the database is waited for
            await asyncio.sleep(0.05)

    async def stored() -> bool:
        reasons = [said(feed.reason or "") for feed in await newsroom.feeds.list(HOME)]
        return [sum(words in reason for reason in reasons) for words in ("on my side", "HTTP 500")] == [5, 5]

    await until(stored)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert most_of_a_host == 1
    assert 5 < most <= polling.UNDER_WAY


async def test_a_feed_that_is_added_is_polled_at_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop sleeps while nothing is due; adding a feed wakes it."""
    slept: list[float] = []
    pause = newsroom.feeds.poller._pause

    async def noted() -> float:
        slept.append(await pause())
        return slept[-1]

    monkeypatch.setattr(newsroom.feeds.poller, "_pause", noted)
    running = asyncio.create_task(newsroom.feeds.poller.run(newsroom.tell))
    await until(lambda: slept)
    assert slept == [polling._LONGEST_SLEEP]
    await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN)))
    await until(newsroom.filed)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


# Also at the start: a loop that ended there polled nothing until the next start, without a word.
@pytest.mark.sqlite_only
async def test_a_locked_database_does_not_end_the_loop(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.store.database.BUSY_SECONDS", 0.0)
    monkeypatch.setattr(polling, "_LONGEST_SLEEP", 0.01)
    monkeypatch.setattr(polling, "SPREAD_SECONDS", 0)
    await newsroom.add(newsroom.show("/feed", newsroom.article("/a", IRAN)))
    other = sqlite3.connect(tmp_path / "attache.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    running = asyncio.create_task(newsroom.feeds.poller.run(newsroom.tell))
    await until(lambda: len([record for record in caplog.records if "locked" in record.message]) > 1)
    other.execute("COMMIT")
    other.close()
    await until(newsroom.filed)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert "could not be looked up" not in caplog.text


async def test_the_loop_sleeps_until_the_next_is_due(newsroom: Newsroom) -> None:
    poller = newsroom.feeds.poller
    assert await poller._pause() == polling._LONGEST_SLEEP
    await begin(newsroom.database, HOME, newsroom.clock())
    row = NewFeed(HOME, "https://wire.example/1", "wire.example", None, None, 60, None)
    await store.add(newsroom.database, row, newsroom.clock(), newsroom.clock() + timedelta(seconds=3))
    assert await poller._pause() == 3
    newsroom.clock.pass_(seconds=2.9)
    assert await poller._pause() == polling._LEAST_SLEEP
    newsroom.clock.pass_(days=1)
    assert await poller._pause() == polling._LEAST_SLEEP
