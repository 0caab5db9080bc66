"""Tests what editors do with feeds: find, add with filters, list, check, import and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.lazy import said
from bot.desk import open_desk
from bot.errors import AskError, Remedy, StoppedError
from bot.feeds import feeds
from bot.feeds.opml import listed_in
from bot.feeds.polling import Checked
from bot.knowledge.shipped import OPML
from bot.model.library import EVERYONE
from bot.settings import Settings
from bot.store.feeds import due
from bot.store.servers import purge
from tests.feeds.conftest import HOME
from tests.feeds.test_polling import FRENCH, IRAN, TRADE
from tests.intake.conftest import head

if TYPE_CHECKING:
    from pathlib import Path

    from tests.feeds.conftest import Newsroom


async def test_a_link_to_a_page_finds_its_feed(newsroom: Newsroom) -> None:
    link = newsroom.show("/feed", newsroom.article("/a", IRAN))
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>News</body></html>'
    newsroom.site.pages["/"] = head(body=page, content_type="text/html")
    feed, contents = await newsroom.feeds.add(HOME, newsroom.site.url("/"), None, 30, "77")
    assert (feed.url, feed.title, feed.every, feed.added_by, len(contents.entries)) == (link, "The Wire", 30, "77", 1)
    assert feed.site == newsroom.site.url("/")


async def test_a_feed_served_as_a_page_is_a_feed(newsroom: Newsroom) -> None:
    body = b"<?xml version='1.0'?><rss version='2.0'><channel><title>The Wire</title></channel></rss>"
    newsroom.site.pages["/feed"] = head(body=body, content_type="text/html")
    assert (await newsroom.add(newsroom.site.url("/feed"))).title == "The Wire"


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("/page", "found no feed on that page"),
        ("/missing", "no such page"),
        ("/forbidden", "robots.txt"),
        ("ftp://wire.example/feed", "begins with https://"),
        ("http://127.0.0.1:1025/feed", "private network"),
    ],
)
async def test_a_link_without_a_feed_is_refused(newsroom: Newsroom, link: str, says: str) -> None:
    newsroom.site.pages["/robots.txt"] = head(body=b"User-agent: *\nDisallow: /forbidden\n", content_type="text/plain")
    newsroom.site.pages["/page"] = head(body=b"<html><body>No feed</body></html>", content_type="text/html")
    with pytest.raises(AskError, match=says):
        await newsroom.add(newsroom.site.url(link) if link.startswith("/") else link)
    assert await newsroom.feeds.list(HOME) == []


async def test_a_feed_is_added_once_a_server_and_a_server_has_so_many(newsroom: Newsroom) -> None:
    link = newsroom.show("/0")
    await newsroom.add(link)
    with pytest.raises(AskError, match="is already followed here"):
        await newsroom.add(f"{link}?utm_source=discord")
    await newsroom.add(link, library="5555")
    for number in range(1, 5):
        await newsroom.add(newsroom.show(f"/{number}"))
    with pytest.raises(AskError, match="5 of at most 5 feeds"):
        await newsroom.add(newsroom.show("/5"))


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("Xyzzyq Plughh", "I know no actor named “Xyzzyq Plughh”: put it in quotes"),
        ("Kim", "“Kim” could mean .*Kim Jong Un.*in quotes to match the word"),
        ('"..."', "contains no words"),
        (", ".join(f'"{number}"' for number in range(30)), "at most 20 filters"),
    ],
)
async def test_a_filter_that_is_not_clear_is_asked_about(newsroom: Newsroom, about: str, says: str) -> None:
    with pytest.raises(AskError, match=says):
        await newsroom.add(newsroom.show("/feed"), about)


async def test_filters_are_shown_as_they_were_understood(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed"), 'Rusia, “nuclear deal”, outlet: The Wire, "a, b"')
    assert {feed_filter.shown for feed_filter in feed.filters} == {
        "Russia",
        "“nuclear deal”",
        "outlet The Wire",
        "“a b”",
    }
    assert {(feed_filter.kind, feed_filter.value) for feed_filter in feed.filters} >= {
        ("actor", "russia"),
        ("outlet", "the wire"),
    }


async def test_a_paused_feed_is_not_due_and_a_resumed_one_is_at_once(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    assert len(await due(newsroom.database, newsroom.clock(), 5)) == 1
    assert (await newsroom.feeds.pause(HOME, feed.id)).state == "paused"
    assert await due(newsroom.database, newsroom.clock(), 5) == []
    assert (await newsroom.feeds.resume(HOME, feed.id)).state == "active"
    assert len(await due(newsroom.database, newsroom.clock(), 5)) == 1


async def test_a_server_has_no_hand_on_anothers_feeds(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    for act in (newsroom.feeds.pause, newsroom.feeds.resume, newsroom.feeds.remove, newsroom.feeds.check):
        with pytest.raises(AskError, match="This feed no longer exists here"):
            await act("5555", feed.id)
    assert await newsroom.feeds.list("5555") == []


async def test_a_check_says_what_would_happen_and_does_none_of_it(newsroom: Newsroom) -> None:
    known = newsroom.article("/a", IRAN)
    feed = await newsroom.add(newsroom.show("/feed", known), "Iran")
    assert await newsroom.poll(feed) == Checked(filed=1)
    french = newsroom.article("/c", f"{FRENCH} Iran. {FRENCH}")
    newsroom.show("/feed", newsroom.article("/b", TRADE), french, newsroom.item("/missing"), known)
    report = await newsroom.feeds.check(HOME, feed.id)
    assert (report.entries, report.new) == (4, 3)
    left_out, foreign, missing = (fate.verdict for fate in report.fates)
    assert left_out == foreign == "skipped: doesn't match the feed's filter"
    assert missing.startswith("can't be read: ")
    assert len(await newsroom.filed()) == 1
    assert await newsroom.poll(feed) == Checked(filtered=2, left=1)


async def test_a_check_of_a_failing_feed_says_why(newsroom: Newsroom) -> None:
    feed = await newsroom.add(newsroom.show("/feed"))
    newsroom.site.pages["/feed"] = head("403 Forbidden", b"")
    with pytest.raises(AskError, match="HTTP 403"):
        await newsroom.feeds.check(HOME, feed.id)
    assert (await newsroom.again(feed)).failures == 0


async def test_feeds_travel_as_opml(newsroom: Newsroom) -> None:
    for number in range(3):
        await newsroom.add(newsroom.show(f"/{number}", title=f"Wire &amp; <b>{number}</b>".replace("<", "&lt;")))
    written = await newsroom.feeds.hand_out(HOME, "Feeds of \x00 us & them")
    assert listed_in(written) == tuple(
        (newsroom.site.url(f"/{number}"), f"Wire & <b>{number}</b>") for number in range(3)
    )
    taken = await newsroom.feeds.take_in("5555", written, "77")
    assert (taken.added, taken.known, taken.refused) == (3, 0, ())
    again = await newsroom.feeds.take_in("5555", written, "77")
    assert (again.added, again.known) == (0, 3)
    hour = newsroom.clock().timestamp() + 3_600
    assert all(
        newsroom.clock() <= feed.next_at and feed.next_at.timestamp() <= hour
        for feed in await newsroom.feeds.list("5555")
    )


FOLDERS = b"""<?xml version="1.0"?><opml version="1.0"><body><outline text="World">
<outline type="rss" text="A" xmlUrl="https://wire.example/a"/><outline type="rss" xmlURL="https://wire.example/a "/>
<outline text="B" xmlUrl="ftp://wire.example/b"/></outline><outline text="nothing"/></body></opml>"""


async def test_folders_are_opened_and_bad_links_named(newsroom: Newsroom) -> None:
    taken = await newsroom.feeds.take_in(HOME, FOLDERS, "77")
    assert taken.added == 1
    assert [link for link, _ in taken.refused] == ["ftp://wire.example/b"]


def outlines(number: int) -> bytes:
    return b"".join(b"<outline xmlUrl='https://wire.example/%d'/>" % n for n in range(number))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "not an OPML file"),
        (b"hello", "not an OPML file"),
        (b"<rss/>", "not an OPML file"),
        (b"<opml><body/></opml>", "lists no feeds"),
        (b"<opml><body>" + outlines(1_001) + b"</body></opml>", "1,001 feeds"),
        (b"<opml><body>" + outlines(6) + b"</body></opml>", "0 of at most 5 feeds"),
    ],
    ids=["empty", "text", "RSS", "no feeds", "too many at once", "more than a server may have"],
)
async def test_an_invalid_list_is_refused(newsroom: Newsroom, raw: bytes, says: str) -> None:
    with pytest.raises(AskError, match=says):
        await newsroom.feeds.take_in(HOME, raw, "77")
    assert await newsroom.feeds.list(HOME) == []


def test_entities_of_a_list_are_not_opened() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a "https://wire.example/"><!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;" xmlUrl="https://wire.example/1"/></body></opml>'
    assert [link for link, _ in listed_in(bomb)] == ["https://wire.example/1"]
    assert "root:" not in str(listed_in(bomb))


async def test_nothing_to_hand_out_says_so(newsroom: Newsroom) -> None:
    with pytest.raises(AskError, match=r"^No feeds are followed here yet") as refused:
        await newsroom.feeds.hand_out(HOME, "x")
    assert refused.value.remedy is Remedy.ADD_FEED


def outline(*links: str) -> str:
    return "<opml><body>" + "".join(f'<outline text="x" xmlUrl="{link}"/>' for link in links) + "</body></opml>"


def feed_list(*links: str) -> bytes:
    return outline(*links).encode()


LISTS = [
    # an ampersand that is not escaped must not swallow the name after it
    (feed_list("https://wire.example/f?a=1&x=1=2"), ["https://wire.example/f?a=1&x=1=2"]),
    # "&copy" and "&lang;" look like entities but are parts of addresses
    (feed_list("https://wire.example/f?a&copy=1&lang;=2"), ["https://wire.example/f?a&copy=1&lang;=2"]),
    (feed_list("https://wire.example/f?a=1&amp;b=&#50;"), ["https://wire.example/f?a=1&b=2"]),
    # a default namespace, and a prefix
    (
        b'<opml xmlns="http://opml.org/spec2"><body><outline xmlUrl="https://wire.example/n"/></body></opml>',
        ["https://wire.example/n"],
    ),
    (
        b'<o:opml xmlns:o="urn:o"><o:body><o:outline o:xmlUrl="https://wire.example/p"/></o:body></o:opml>',
        ["https://wire.example/p"],
    ),
    # capitals, and a charset of its own
    (
        '<?xml version="1.0" encoding="windows-1252"?><OPML><BODY><Outline TEXT="É" XMLURL="https://wire.example/é"/></BODY></OPML>'.encode(
            "cp1252"
        ),
        ["https://wire.example/é"],
    ),
    # a control character that XML forbids, and old line ends
    (feed_list("https://wire.example/a").replace(b'text="x"', b'text="x\x0b"\r'), ["https://wire.example/a"]),
]


@pytest.mark.parametrize(("raw", "links"), LISTS)
def test_a_sloppy_list_is_read_to_the_letter(raw: bytes, links: list[str]) -> None:
    assert [link for link, _ in listed_in(raw)] == links


def test_an_entity_of_html_in_a_title_is_its_sign() -> None:
    raw = b'<opml><body><outline text="Caf&eacute; &amp; Bar &unknown; R&D" xmlUrl="https://wire.example/"/></body></opml>'
    assert listed_in(raw) == (("https://wire.example/", "Café & Bar &unknown; R&D"),)


BROKEN = [
    # cut off in the middle: the rest would be lost
    (feed_list("https://wire.example/a", "https://wire.example/b")[:-30], "is broken"),
    # a quotation mark inside an address
    (feed_list('https://wire.example/a"b'), "is broken"),
    (b"<opml><body><outline xmlUrl='https://wire.example/<b>'/></body></opml>", "is broken"),
    (b"", "not an OPML file"),
    (b"<html><body>404 Not Found</body></html>", "not an OPML file"),
]


@pytest.mark.parametrize(("raw", "says"), BROKEN)
def test_a_list_that_is_broken_is_refused_rather_than_guessed_at(raw: bytes, says: str) -> None:
    with pytest.raises(AskError, match=says):
        listed_in(raw, empty=True)


async def test_the_operators_list_is_followed_and_a_feed_keeps_its_number(
    newsroom: Newsroom, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "feeds.opml"

    async def follow(*links: str) -> dict[str, tuple[int, str]]:
        path.write_bytes(feed_list(*links))
        await newsroom.feeds.follow(path)
        return {feed.url[-1]: (feed.id, feed.state) for feed in await newsroom.feeds.list(EVERYONE)}

    a, b = "https://wire.example/a", "https://wire.example/b"
    assert await follow(a, b, "ftp://wire.example/") == {"a": (1, "active"), "b": (2, "active")}
    assert "ftp://wire.example/ is skipped" in caplog.text
    assert await follow(b, a) == {"a": (1, "active"), "b": (2, "active")}
    assert await follow(b) == {"a": (1, "paused"), "b": (2, "active")}
    assert await follow() == {"a": (1, "paused"), "b": (2, "paused")}
    assert [said(feed.reason or "") for feed in await newsroom.feeds.list(EVERYONE)] == [
        "feeds.opml no longer lists it."
    ] * 2
    assert await follow(a, b) == {"a": (1, "active"), "b": (2, "active")}


async def test_a_listed_feed_that_has_moved_or_ended_stays_what_it_is(newsroom: Newsroom, tmp_path: Path) -> None:
    path, old = tmp_path / "feeds.opml", newsroom.show("/old")
    path.write_bytes(feed_list(old))
    await newsroom.feeds.follow(path)
    newsroom.show("/new")
    newsroom.site.pages["/old"] = head("301 Moved Permanently", b"", location="/new")
    [feed] = await newsroom.feeds.list(EVERYONE)
    await newsroom.poll(feed)
    for listed in ("/old", "/new"):  # as it was given, and as the operator has changed it since
        path.write_bytes(feed_list(newsroom.site.url(listed)))
        await newsroom.feeds.follow(path)
        [again] = await newsroom.feeds.list(EVERYONE)
        assert (again.id, again.url, again.state) == (feed.id, newsroom.site.url("/new"), "active")
    newsroom.site.pages["/new"] = head("410 Gone", b"")
    await newsroom.poll(feed)
    await newsroom.feeds.follow(path)
    assert (await newsroom.again(feed)).state == "ended"


MISSING = [
    # a typo in the setting
    ("fedes.opml", None, "No such file"),
    (".", None, "Is a directory"),
    ("feeds.opml", b"not an OPML file", "ATTACHE_OPML names: That is not an OPML file"),
    # written by an editor that was interrupted
    ("feeds.opml", b"", "ATTACHE_OPML names: That is not an OPML file"),
    ("feeds.opml", feed_list("https://wire.example/a")[:-9], "ATTACHE_OPML names: The OPML file is broken"),
]


@pytest.mark.parametrize(("name", "raw", "says"), MISSING)
async def test_an_operators_list_that_cannot_be_read_stops_the_start_and_changes_nothing(
    newsroom: Newsroom, tmp_path: Path, name: str, raw: bytes | None, says: str
) -> None:
    (tmp_path / "feeds.opml").write_bytes(feed_list("https://wire.example/a"))
    await newsroom.feeds.follow(tmp_path / "feeds.opml")
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(AskError, match=says):
        await newsroom.feeds.follow(tmp_path / name)
    assert [(feed.id, feed.state) for feed in await newsroom.feeds.list(EVERYONE)] == [(1, "active")]


# Trap: a typo was said after seconds, once the models and the names had been read.
async def test_an_operators_list_that_is_missing_is_said_before_anything_is_opened(tmp_path: Path) -> None:
    told: list[str] = []
    settings = Settings(attache_database=tmp_path / "a.db", attache_opml=tmp_path / "feed.opml")
    with pytest.raises(AskError, match="point ATTACHE_OPML elsewhere"):
        async with open_desk(settings, progress=lambda what, *_: told.append(what)):
            pass
    assert told == []
    assert not settings.attache_database.exists()


async def test_the_shipped_list_asks_nobody(newsroom: Newsroom) -> None:
    await newsroom.feeds.follow(OPML)
    assert await newsroom.feeds.list(EVERYONE) == []


async def test_a_feed_that_is_looked_for_while_the_data_is_deleted_is_not_followed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = newsroom.show("/feed", newsroom.article("/a", IRAN))
    found = feeds.find

    async def slow(*given: Any) -> Any:
        await purge(newsroom.database, HOME)
        return await found(*given)

    monkeypatch.setattr(feeds, "find", slow)
    with pytest.raises(StoppedError, match="deleted meanwhile"):
        await newsroom.feeds.add(HOME, link, None, None, "77")
    for table in ("feeds", "servers"):
        assert await newsroom.database.rows(f"SELECT * FROM {table}") == []  # noqa: S608 - our own table names
