"""Tests that a digest's number belongs to its server and is given once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import subscriptions as store
from tests.conftest import NOW
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from bot.store.database import Database


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
