"""Tests what /feed asks of the feeds and shows, and whom a feed's trouble is told to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.asking.custom_ids import Act
from bot.catalogue.lazy import lazy
from bot.errors import AskError
from bot.ui.acts import Done
from cogs import feed
from cogs.feed import LARGEST, FeedCog
from tests.cogs.conftest import HERE, MIA, Asked, Recording, bot, pages


@pytest.fixture
def feeds() -> Recording:
    return Recording(
        add=("the feed", SimpleNamespace(entries=[1, 2], older=3)),
        remove=SimpleNamespace(name="Wire"),
        hand_out=b"<opml/>",
    )


@pytest.fixture
def feed_cog(feeds: Recording) -> Any:
    return FeedCog(bot(feeds=feeds, clock=lambda: "now"))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    return pages(monkeypatch, feed, "added_page", "feed_page", "feeds_page", "imported_page", "report_page")


FEED = [
    ("list_", (), (("list", str(HERE)), ("feeds_page", "list", 0, "now"), "feeds")),
    ("pause", (5,), (("pause", str(HERE), 5), ("feed_page", "pause", "Paused. Articles it brought in are kept."), "feed")),
    ("resume", (5,), (("resume", str(HERE), 5), ("feed_page", "resume", "Resumed. I'll check it now."), "feed")),
    ("check", (5,), (("check", str(HERE), 5), ("report_page", "check"), "report")),
]  # fmt: skip


@pytest.mark.parametrize(("command", "given", "told"), FEED)
async def test_a_command_about_a_feed_shows_it_to_the_editor_alone(
    command: str, given: Any, told: Any, feed_cog: Any, feeds: Recording, shown: list[Any]
) -> None:
    call, page, text = told
    asked: Any = Asked()
    await getattr(feed_cog, command).callback(feed_cog, asked, *given)
    assert (feeds.calls, shown) == ([call], [page])
    assert (asked.said[0][2], asked.said[-1][1]) == (True, text)


BUTTONS = [
    ("_page", "2", (("list", str(HERE)), ("feeds_page", "list", 2, "now"))),
    ("_pause", "5", (("pause", str(HERE), 5), ("feed_page", "pause", "Paused. Articles it brought in are kept."))),
    ("_resume", "5", (("resume", str(HERE), 5), ("feed_page", "resume", "Resumed. I'll check it now."))),
]


@pytest.mark.parametrize(("button", "number", "told"), BUTTONS)
async def test_a_button_about_a_feed_changes_its_message(
    button: str, number: str, told: Any, feed_cog: Any, feeds: Recording, shown: list[Any]
) -> None:
    asked: Any = Asked()
    await getattr(feed_cog, button)(asked, Done(Act("feed", "x", (number,))))
    assert (feeds.calls, shown, [how for how, *_ in asked.said]) == ([told[0]], [told[1]], ["changed"])


async def test_a_feed_is_checked_or_removed_at_a_press(feed_cog: Any, feeds: Recording, shown: list[Any]) -> None:
    checking: Any = Asked(message=object())
    await feed_cog._check(checking, Done(Act("feed", "check", ("5",))))
    assert (feeds.calls, shown) == ([("check", str(HERE), 5)], [("report_page", "check")])
    assert [how for how, *_ in checking.said] == ["deferred", "in place"]
    removing, pressing = Asked(), Asked()
    await feed_cog.remove.callback(feed_cog, removing, 5)
    await feed_cog._remove(pressing, Done(Act("feed", "remove", ("6",))))
    assert feeds.calls[1:] == [("remove", str(HERE), 5), ("remove", str(HERE), 6)]
    gone = "Removed Wire. Articles it brought in are kept: /article remove removes them."
    assert (removing.said, pressing.said) == ([("new", gone, True)], [("changed", gone, False)])


async def test_a_feed_is_added_by_who_asked(feed_cog: Any, feeds: Recording, shown: list[Any]) -> None:
    asked: Any = Asked()
    await feed_cog.add.callback(feed_cog, asked, "https://wire.example", "Iran", 60)
    assert feeds.calls == [("add", str(HERE), "https://wire.example", "Iran", 60, str(MIA))]
    assert (shown, asked.said[-1]) == ([("added_page", "the feed", 2, 3)], ("in place", "added", False))


# A list of feeds goes through memory: the size is known before anything is fetched.
async def test_a_list_of_feeds_comes_in_if_it_is_not_too_large(
    feed_cog: Any, feeds: Recording, shown: list[Any]
) -> None:
    async def read() -> bytes:
        return b"<opml/>"

    asked: Any = Asked()
    file = SimpleNamespace(filename="all.opml", size=LARGEST, read=read)
    await feed_cog.import_.callback(feed_cog, asked, file)
    assert feeds.calls == [("take_in", str(HERE), b"<opml/>", str(MIA))]
    assert (shown, asked.said[-1][1]) == ([("imported_page", "take_in")], "imported")
    file.size += 1
    with pytest.raises(AskError, match=r"^all\.opml is larger than 1 MB: split it and import the parts\.$"):
        await feed_cog.import_.callback(feed_cog, Asked(), file)
    assert len(feeds.calls) == 1


@pytest.mark.parametrize(
    ("guild", "title"), [(SimpleNamespace(name="The newsroom"), "The newsroom"), (None, "this server")]
)
async def test_the_feeds_go_out_as_a_file_for_the_editor_alone(
    guild: Any, title: str, feed_cog: Any, feeds: Recording
) -> None:
    asked: Any = Asked(guild=guild)
    await feed_cog.export.callback(feed_cog, asked)
    assert feeds.calls == [("hand_out", str(HERE), f"Feeds of {title}")]
    assert (asked.files, asked.said[0][2]) == ([("feeds.opml", b"<opml/>")], True)


async def test_polling_begins_with_the_first_connection_and_once(feed_cog: Any) -> None:
    kept: list[Any] = []
    feed_cog.bot.desk.feeds.poller = SimpleNamespace(run=lambda tell: tell)
    feed_cog.bot.keep_doing = lambda work: kept.append(work) or "the task"
    await feed_cog.on_ready()
    await feed_cog.on_ready()
    assert kept == [feed_cog._tell]


# Everyone's feeds are the operator's: no server's editors can mend them.
async def test_a_feeds_trouble_is_told_to_its_servers_editors_or_logged(
    feed_cog: Any, shown: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Any] = []

    async def tell_editors(client: Any, server: str, _page: Any, key: str, *, set_up_by: str) -> None:
        told.append((client is feed_cog.bot, server, key, set_up_by))

    monkeypatch.setattr(feed, "tell_editors", tell_editors)
    wire = SimpleNamespace(id=3, number=1, library=str(HERE), added_by="11", url="https://wire.example/rss")
    feed_cog.bot.get_guild = {HERE: SimpleNamespace(preferred_locale=discord.Locale.german)}.get
    key = "feed 3 The entry has neither a link nor text."  # in one language, so that it is one notice
    await feed_cog._tell(wire, lazy("The entry has neither a link nor text."))
    assert (told, shown) == (
        [(True, str(HERE), key, "11")],
        [("feed_page", wire, "Der Eintrag hat weder Link noch Text.")],
    )
    assert not caplog.records
    wire.library = ""
    await feed_cog._tell(wire, "It fails.")
    assert len(told) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "feed 1 (https://wire.example/rss), read for everyone: It fails."
    ]
