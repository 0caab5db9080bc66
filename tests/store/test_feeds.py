"""Tests that a feed comes back as it was stored, when it is due, and what is remembered of its entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoppedError
from bot.model.feed import Feed, FeedHealth, Filter, NewFeed
from bot.store import feeds as store
from bot.store import servers
from tests.conftest import NOW

if TYPE_CHECKING:
    from bot.store.database import Database

MINUTE = timedelta(minutes=1)
FILTERS = (Filter("actor", "iran", "Iran"), Filter("words", "oil cap", "Oil cap"))
NEW = NewFeed("1", "https://a.example/rss", "a.example", "The A", "https://a.example/", 30, "7", FILTERS)


async def added(database: Database, host: str = "a", library: str = "1", due: int = 0) -> Feed:
    """A feed of a host that is due so many minutes from now."""
    new = replace(NEW, library=library, url=f"https://{host}.example/rss", host=host)
    await servers.begin(database, library, NOW)
    number = await store.add(database, new, NOW, NOW + due * MINUTE)
    assert number
    return await now_is(database, number, library)


async def now_is(database: Database, number: int, library: str = "1") -> Feed:
    found = await store.feed(database, number, library)
    assert found
    return found


async def test_a_feed_comes_back_as_it_was_added(database: Database) -> None:
    with pytest.raises(StoppedError):
        await store.add(database, NEW, NOW, NOW)
    await servers.begin(database, "1", NOW)
    number = await store.add(database, NEW, NOW, NOW + MINUTE)
    assert number == 1
    made = Feed(
        id=1, number=1, library="1", url=NEW.url, host="a.example", title="The A", site="https://a.example/", every=30,
        state="active", added_by="7", etag=None, modified=None, checked_at=None, next_at=NOW + MINUTE, failures=0,
        failing_since=None, reason=None, told_at=None, filters=FILTERS, given=None,
    )  # fmt: skip
    assert await store.of_library(database, "1") == [made]
    assert await store.feed(database, 1, "1") == made
    # a library has an address once
    assert await store.add(database, replace(NEW, title="Other"), NOW, NOW) is None
    assert await store.count(database, "1") == 1
    # another's feed is none of ours
    await servers.begin(database, "2", NOW)
    other = await store.add(database, replace(NEW, library="2", filters=()), NOW, NOW)
    assert other
    assert await store.feed(database, 1, "2") is None
    assert (await now_is(database, other, "2")).filters == ()
    assert not await store.remove(database, 1, "2")
    assert await store.remove(database, 1, "1")
    assert not await store.remove(database, 1, "1")
    assert await store.of_library(database, "1") == []


async def test_what_a_check_finds_is_stored_and_failures_are_counted(database: Database) -> None:
    made = await added(database)
    await store.failed(database, made.id, NOW, NOW + 2 * MINUTE, "It is gone.")
    await store.failed(database, made.id, NOW + MINUTE, NOW + 3 * MINUTE, "It is still gone.")
    await store.told(database, made.id, NOW + 2 * MINUTE)
    failing = replace(
        made, checked_at=NOW + MINUTE, next_at=NOW + 3 * MINUTE, failures=2, failing_since=NOW, reason="It is still gone.",
        told_at=NOW + 2 * MINUTE,
    )  # fmt: skip
    assert await now_is(database, made.id) == failing
    await store.put_off(database, made.id, NOW + 9 * MINUTE)
    assert await now_is(database, made.id) == replace(failing, next_at=NOW + 9 * MINUTE)
    found = replace(
        made, etag="e", modified="m", title="T", site="s", reason="It has no dates.", next_at=NOW + 5 * MINUTE
    )
    await store.checked(database, found, NOW + 4 * MINUTE)
    assert await now_is(database, made.id) == replace(found, checked_at=NOW + 4 * MINUTE)


async def test_a_feed_is_paused_and_resumed_in_its_own_library(database: Database) -> None:
    made = await added(database)
    await store.failed(database, made.id, NOW, NOW, "It is gone.")
    assert not await store.set_state(database, made.id, "2", "paused", NOW)
    assert await store.set_state(database, made.id, "1", "ended", NOW + MINUTE, "It ended.")
    ended = replace(made, state="ended", reason="It ended.", next_at=NOW + MINUTE, checked_at=NOW)
    assert await now_is(database, made.id) == ended
    assert not await store.is_read(database, made.id)
    assert await store.set_state(database, made.id, "1", "active", NOW)
    assert await now_is(database, made.id) == replace(made, checked_at=NOW)
    assert await store.is_read(database, made.id)
    await servers.left(database, "1", NOW)
    assert not await store.is_read(database, made.id)


# An address that the library reads already is not read twice.
async def test_a_feed_moves_and_is_shown_by_the_address_it_was_given(database: Database) -> None:
    made, other, third = await added(database), await added(database, "b"), await added(database, "c", library="2")
    assert await store.move(database, made, "https://d.example/1", "d")
    assert await store.move(database, await now_is(database, made.id), third.url, "c")
    assert await now_is(database, made.id) == replace(made, url=third.url, host="c", given=made.url)
    assert not await store.move(database, await now_is(database, made.id), other.url, "b")
    assert await store.of_library(database, "1") == [other]


async def test_the_longest_overdue_of_each_host_comes_first(database: Database) -> None:
    assert await store.next_due(database) is None
    second, first, _ = await added(database, "a"), await added(database, "b", due=-2), await added(database, "c", due=1)
    await added(database, "b", library="2", due=-1)
    paused, away = await added(database, "d", due=-9), await added(database, "e", library="3", due=-9)
    await store.set_state(database, paused.id, "1", "paused", NOW - 9 * MINUTE)
    await servers.left(database, "3", NOW)
    assert await store.next_due(database) == NOW - 2 * MINUTE
    assert await store.due(database, NOW, 9) == [first, second]
    assert await store.due(database, NOW, 1) == [first]
    assert await store.due(database, NOW, 9, frozenset("bz")) == [second]
    await servers.joined(database, ["3"], NOW)
    assert await store.due(database, NOW, 1) == [away]


async def test_overdue_feeds_are_spread_in_their_order(database: Database) -> None:
    late, later = await added(database, "a", due=-1), await added(database, "b", due=-2)
    due = await added(database, "c")
    assert await store.spread_overdue(database, NOW, 60) == 2
    assert [(await now_is(database, each.id)).next_at for each in (later, late, due)] == [NOW, NOW + MINUTE / 2, NOW]
    assert await store.spread_overdue(database, NOW, 60) == 0


# A page that can't be fetched is tried again, but not for ever.
async def test_an_entry_is_taken_once_or_tried_three_times(database: Database) -> None:
    made, other = await added(database), await added(database, "b")
    keys = {"filed", "waiting", "new"}
    await store.take(database, other.id, "new", "filed", NOW)
    await store.take(database, made.id, "filed", "filed", NOW)
    for _ in range(store.TRIES - 1):
        await store.take(database, made.id, "waiting", "waiting", NOW)
        assert await store.untaken(database, made.id, keys) == {"waiting", "new"}
    await store.take(database, made.id, "waiting", "waiting", NOW)
    assert await store.untaken(database, made.id, keys) == {"new"}
    await store.remove(database, made.id, "1")
    await store.take(database, made.id, "filed", "filed", NOW)  # removed meanwhile: there is nothing to note
    assert await store.untaken(database, made.id, keys) == keys


async def test_entries_that_a_feed_shows_no_more_are_forgotten(database: Database) -> None:
    made, other = await added(database), await added(database, "b")
    for feed in (made, other):
        for key in ("shown", "gone"):
            await store.take(database, feed.id, key, "filed", NOW)
    await store.take(database, made.id, "late", "filed", NOW + MINUTE)
    await store.forget_entries(database, made.id, ["shown"], NOW + 2 * MINUTE, NOW + MINUTE)
    assert await store.untaken(database, made.id, ["shown", "gone", "late"]) == {"gone"}
    assert await store.untaken(database, other.id, ["shown", "gone"]) == set()


# ---- Health ----


async def health(database: Database, library: str = "1") -> list[FeedHealth]:
    return [one.health for one in await store.of_library(database, library)]


async def test_a_list_has_what_each_feed_brought_and_how_often_it_failed(database: Database) -> None:
    one, other = await added(database), await added(database, "b")
    await store.checked(database, one, NOW)
    await store.failed(database, one.id, NOW, NOW, "no answer")
    for key, outcome in (("a", "filed"), ("b", "filtered"), ("c", "filed"), ("d", "waiting")):
        await store.take(database, one.id, key, outcome, NOW)  # type: ignore[arg-type] # the rows' own words
    assert await health(database) == [FeedHealth(2, 1, 2), FeedHealth()]
    await store.remove(database, other.id, "1")
    assert await health(database) == [FeedHealth(2, 1, 2)]


@pytest.mark.parametrize(("days", "left"), [(29, FeedHealth(2)), (30, FeedHealth(1))])
async def test_only_the_last_thirty_days_count(database: Database, days: int, left: FeedHealth) -> None:
    feed = await added(database)
    await store.checked(database, feed, NOW)
    await store.checked(database, feed, NOW + timedelta(days))
    assert await health(database) == [left]
