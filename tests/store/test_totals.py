"""Tests what an operator watches: what there is, what fails, and what is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.feed import NewFeed
from bot.model.library import EVERYONE
from bot.model.subscription import EditionOutcome, Why
from bot.store import editions, feeds, subscriptions
from bot.store.removal import remove
from bot.store.totals import LATE, Figures, figures
from tests.conftest import NOW, entered
from tests.ui.conftest import edition, subscribed

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


async def test_nothing_at_first(database: Database) -> None:
    assert await figures(database, NOW) == Figures(0, {}, 0, {}, 0, {})


async def test_articles_that_are_shown_are_counted(database: Database, file: File, tell: type[Tell]) -> None:
    [first, _] = await file(tell("It rained."), tell("It snowed."))
    await file(tell("It hailed."), library="1")
    await remove(database, first, EVERYONE, NOW)
    assert (await figures(database, NOW)).articles == 2


# Late is what is due for more than ten minutes; what is paused never is.
async def test_feeds_and_digests_by_state(database: Database, file: File, tell: type[Tell]) -> None:
    await file(tell("It rained."), library="1")
    numbers = []
    for host, due in (("a", NOW - LATE), ("b", NOW - LATE - MINUTE), ("c", NOW - DAY)):
        new = NewFeed("1", f"https://{host}.test/rss", host, None, None, 60, None)
        numbers.append(await feeds.add(database, new, NOW, due))
    assert all(numbers)
    await feeds.failed(database, numbers[1] or 0, NOW, NOW - LATE - MINUTE, "It is gone.")
    await feeds.set_state(database, numbers[2] or 0, "1", "paused", NOW - DAY)
    await entered(database, "1")
    for due in (NOW - LATE, NOW - LATE - MINUTE, NOW - DAY):
        made = await subscriptions.add(database, subscribed(NOW, server="1", slot_at=due, next_due_at=due))
    await subscriptions.pause(database, made.id, Why.ASKED, "", NOW - DAY)
    found = await figures(database, NOW)
    assert (found.feeds, found.late_feeds) == ({"active": 1, "failing": 1, "paused": 1}, 1)
    assert (found.subscriptions, found.late_digests) == ({"active": 2, "paused": 1}, 1)


async def test_editions_of_the_last_day_by_outcome(database: Database) -> None:
    await entered(database, "1")
    made = await subscriptions.add(database, subscribed(NOW, server="1", slot_at=NOW, next_due_at=NOW))
    for slot, outcome, ago in (
        ("1", "sent", DAY),
        ("2", "sent", MINUTE),
        ("3", "failed", MINUTE),
        ("4", "sent", DAY + MINUTE),
    ):
        got = await editions.claim_now(database, replace(edition(NOW, subscription=made.id), slot=slot))
        assert got
        await editions.settle(database, got, EditionOutcome(outcome), NOW - ago)
    assert (await figures(database, NOW)).editions == {"sent": 2, "failed": 1}
