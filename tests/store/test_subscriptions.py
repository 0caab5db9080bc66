"""Tests that a digest comes back as it was stored, when it is due, and that its number belongs to its server and is given once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.model.query import Subject
from bot.model.subscription import Every, Place, Quiet, Schedule, Style, Subscription, SubscriptionState, Why
from bot.model.topics import Topic
from bot.store import editions, servers
from bot.store import subscriptions as store
from tests.conftest import NOW, entered
from tests.ui.conftest import edition, subscribed

if TYPE_CHECKING:
    from bot.store.database import Database

MINUTE = timedelta(minutes=1)
ABOUT = (Subject("event", "e.dawn", "Operation Dawn"), Subject("actor", "iran", "Iran"))
EVERYTHING = subscribed(
    NOW,
    server="1",
    channel="2",
    place=Place.FORUM,
    schedule=Schedule(Every.TWICE_DAILY, 61, "Asia/Tokyo", (0, 6), 122, Quiet(1300, 400), 5),
    about=ABOUT,
    style=Style.FULL,
    language="de",
    say_empty=True,
    picture=False,
    max_age=9,
    muted=("football", "The Wire"),
    topics=(Topic.POLITICS, Topic.OTHER),
    ping="7",
    created_by="8",
    created_at=NOW - 9 * MINUTE,
    filed_until=NOW - 8 * MINUTE,
    state=SubscriptionState.PAUSED,
    why=Why.NO_ACCESS,
    reason="I can't see it.",
    slot_at=NOW + MINUTE,
    next_due_at=NOW + 2 * MINUTE,
    revision=4,
)
NOTHING = replace(
    EVERYTHING, about=(), schedule=Schedule(), ping=None, created_by=None, why=None, slot_at=None, next_due_at=None
)


@pytest.fixture(autouse=True)
async def _entered(database: Database) -> None:
    await entered(database, "1", "2")


async def added(database: Database, **more: Any) -> Subscription:
    """A digest that is due now."""
    return await store.add(database, subscribed(NOW, **{"server": "1", "slot_at": NOW, "next_due_at": NOW, **more}))


async def now_is(database: Database, subscription: Subscription) -> Subscription:
    found = await store.subscription(database, subscription.id)
    assert found
    return found


@pytest.mark.parametrize("given", [EVERYTHING, NOTHING])
async def test_every_column_comes_back(given: Subscription, database: Database) -> None:
    made = await store.add(database, given)
    assert made == replace(given, id=made.id, number=1)
    assert await store.of_server(database, "1") == [made]
    assert await now_is(database, made) == made


# Who made it and what was told are not for an edit; all else is.
async def test_a_change_keeps_who_made_it_and_what_was_told(database: Database) -> None:
    made = await added(database)
    wanted = replace(EVERYTHING, id=made.id, state=SubscriptionState.ACTIVE, about=ABOUT[::-1])
    await store.change(database, wanted)
    assert await now_is(database, made) == replace(
        wanted,
        server=made.server,
        created_by=made.created_by,
        created_at=made.created_at,
        filed_until=made.filed_until,
        number=made.number,
    )


async def test_the_longest_overdue_comes_first(database: Database) -> None:
    later, first, _ = [(await added(database, next_due_at=NOW - minutes * MINUTE)).id for minutes in (1, 2, -1)]
    busy = await added(database, next_due_at=NOW - 9 * MINUTE)
    await editions.claim_now(database, edition(NOW, subscription=busy.id))
    away = await added(database, server="2")
    await servers.left(database, "2", NOW)
    assert [each.id for each in await store.due(database, NOW, 9)] == [first, later]
    assert [each.id for each in await store.due(database, NOW, 1)] == [first]
    await servers.joined(database, ["2"], NOW)
    assert [each.id for each in await store.due(database, NOW, 9)] == [first, later, away.id]


async def test_when_the_next_is_due(database: Database) -> None:
    assert await store.next_due(database) is None
    await added(database)
    await added(database, next_due_at=NOW - MINUTE)
    assert await store.next_due(database) == NOW - MINUTE


async def test_a_digest_stops_once_and_starts_once(database: Database) -> None:
    made, other = await added(database), await added(database)
    until = NOW + MINUTE
    assert await store.pause(database, made.id, Why.REFUSED, "Discord refused it.", until)
    paused = replace(
        made,
        state=SubscriptionState.PAUSED,
        why=Why.REFUSED,
        reason="Discord refused it.",
        slot_at=None,
        next_due_at=until,
    )
    assert await now_is(database, made) == paused
    assert not await store.pause(database, made.id, Why.ASKED, "")
    await store.hold(database, made.id, until + MINUTE)
    await store.remove(database, made.id)  # only an ended one is removed
    assert await now_is(database, made) == paused
    assert await store.resume(database, made.id, until)
    assert await now_is(database, made) == replace(made, slot_at=until, next_due_at=until)
    assert not await store.resume(database, made.id, NOW)
    assert await store.end(database, made.id, until)
    assert await now_is(database, made) == replace(made, state=SubscriptionState.ENDED, slot_at=None, next_due_at=until)
    assert not await store.end(database, made.id, NOW)
    assert await store.of_server(database, "1") == [other]
    # without an end, it is checked no more
    assert await store.pause(database, other.id, Why.ASKED, "")
    assert (await now_is(database, other)).next_due_at is None


async def test_a_held_digest_is_due_later_and_recalled_in_its_own_server(database: Database) -> None:
    here, there, future = await added(database), await added(database, server="2"), await added(database)
    for each in (here, there, future):
        await store.hold(database, each.id, NOW + MINUTE)
    await store.change(database, replace(future, slot_at=NOW + MINUTE, next_due_at=NOW + 9 * MINUTE))
    assert (await now_is(database, here)).next_due_at == NOW + MINUTE
    await store.recall(database, "1", NOW)
    assert [(await now_is(database, each)).next_due_at for each in (here, there, future)] == [
        NOW, NOW + MINUTE, NOW + 9 * MINUTE
    ]  # fmt: skip


async def test_each_server_counts_its_own_digests(database: Database) -> None:
    made = [
        await store.add(database, subscribed(NOW, server=server, slot_at=NOW, next_due_at=NOW))
        for server in ("1", "2", "1", "2", "2")
    ]
    assert [subscription.number for subscription in made] == [1, 1, 2, 2, 3]
    assert len({subscription.id for subscription in made}) == 5
    again = await store.subscription(database, made[4].id)
    assert again
    assert (again.server, again.number) == ("2", 3)


async def test_a_number_is_not_given_twice(database: Database) -> None:
    first = await store.add(database, subscribed(NOW, server="1", slot_at=NOW, next_due_at=NOW))
    last = await store.add(database, subscribed(NOW, server="1", slot_at=NOW, next_due_at=NOW))
    await store.end(database, last.id, NOW)
    await store.remove(database, last.id)
    assert (await store.add(database, subscribed(NOW, server="1", slot_at=NOW, next_due_at=NOW))).number == 3
    await store.change(database, first)
    assert [subscription.number for subscription in await store.of_server(database, "1")] == [1, 3]
