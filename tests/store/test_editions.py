"""Tests the ledger of editions: claimed once, settled once, and every column comes back as it was stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.model.subscription import Edition, EditionOutcome, Kind, Subscription, ToldFact
from bot.store import editions as ledger
from bot.store import subscriptions
from bot.store.edition_entries import told_before
from tests.conftest import NOW, entered
from tests.ui.conftest import NEWSROOM, edition, subscribed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LEASE = NOW + 5 * MINUTE


@pytest.fixture
async def weekly(database: Database) -> Subscription:
    """A subscription that is due now."""
    await entered(database, str(NEWSROOM))
    return await subscriptions.add(database, subscribed(NOW - DAY, slot_at=NOW, next_due_at=NOW))


def wanted(subscription: Subscription, **more: Any) -> Edition:
    """An edition to be claimed."""
    made = edition(NOW, subscription=subscription.id, sending_at=None, lease_until=LEASE)
    return replace(made, **more)


async def claimed(database: Database, subscription: Subscription, **more: Any) -> Edition:
    """An edition that is on its way."""
    got = await ledger.claim_now(database, wanted(subscription, **more))
    assert got
    return got


async def sent(database: Database, subscription: Subscription, slot: str, at: datetime, **more: Any) -> Edition:
    """An edition that arrived."""
    got = await claimed(database, subscription, slot=slot, due_at=at, **more)
    assert await ledger.settle(database, got, EditionOutcome.SENT, at)
    return got


async def test_a_claimed_edition_is_the_wanted_one_and_the_next_slot_is_due(
    database: Database, weekly: Subscription
) -> None:
    want = wanted(
        weekly, slot="2025-06-24 1", kind=Kind.FLASH, due_at=NOW - MINUTE, missed=2, first_due_at=NOW - 2 * DAY,
        since=NOW - 3 * DAY, until=NOW - 2 * MINUTE, nonce="fedcba9876543210",
    )  # fmt: skip
    [got] = await ledger.claim(database, [(weekly, want, NOW + DAY)])
    assert got == replace(want, id=got.id)
    assert await ledger.edition(database, got.id) == await ledger.marked(database, "fedcba9876543210") == got
    assert await ledger.edition(database, got.id + 1) is await ledger.marked(database, "f") is None
    now = await subscriptions.subscription(database, weekly.id)
    assert now
    assert (now.slot_at, now.next_due_at) == (NOW + DAY, NOW + DAY)


# changed meanwhile, claimed meanwhile, stopped meanwhile, never due
@pytest.mark.parametrize("change", [{"revision": 7}, {"slot_at": NOW + MINUTE}, {"slot_at": None}, {"id": 99}], ids=str)
async def test_nothing_is_claimed_for_a_subscription_as_it_is_no_longer(
    change: dict[str, Any], database: Database, weekly: Subscription
) -> None:
    assert await ledger.claim(database, [(replace(weekly, **change), wanted(weekly), NOW + DAY)]) == []
    assert await subscriptions.subscription(database, weekly.id) == weekly


async def test_one_edition_of_a_digest_is_on_its_way_and_a_slot_has_one(
    database: Database, weekly: Subscription
) -> None:
    first = await claimed(database, weekly)
    assert await ledger.claim_now(database, wanted(weekly, slot="t")) is None
    await ledger.settle(database, first, EditionOutcome.FAILED, NOW)
    assert await ledger.claim_now(database, wanted(weekly)) is None
    assert await ledger.claim_now(database, wanted(weekly, slot="t"))


async def test_expired_claims_are_taken_over_longest_expired_first(database: Database) -> None:
    await entered(database, str(NEWSROOM))
    got = []
    for minute in (3, 1, 2, 9):
        made = await subscriptions.add(database, subscribed(NOW, slot_at=NOW, next_due_at=NOW))
        got.append((await claimed(database, made, lease_until=NOW + minute * MINUTE)).id)
    third, first, second, _ = got
    assert await ledger.take_over(database, NOW, LEASE, 9) == []
    late = NOW + 3 * MINUTE
    [taken] = await ledger.take_over(database, late, late + DAY, 1, [first])
    assert (taken.id, taken.lease_until) == (second, late + DAY)
    assert {each.id for each in await ledger.take_over(database, late, late + DAY, 9)} == {first, third}


async def test_an_edition_is_sent_by_whoever_has_its_lease(database: Database, weekly: Subscription) -> None:
    got = await claimed(database, weekly)
    facts = [ToldFact("event", "e.dawn", "denied"), ToldFact("stance", "iran|nato"), ToldFact("stance", "iran|nato")]
    assert not await ledger.sending(database, replace(got, lease_until=NOW), facts, NOW, LEASE + MINUTE)
    assert await ledger.sending(database, got, facts[1:], NOW, LEASE + MINUTE)
    held = replace(got, lease_until=LEASE + MINUTE, sending_at=NOW)
    assert await ledger.edition(database, got.id) == held
    # a second try keeps when the first began, and tells what is told now
    assert await ledger.sending(database, held, facts, NOW + MINUTE, LEASE + DAY)
    assert await ledger.edition(database, got.id) == replace(held, lease_until=LEASE + DAY)
    assert await ledger.told_by(database, got) == facts[:2]
    # nothing has arrived yet
    assert await ledger.told(database, weekly.id) == {}


# Only what may have arrived already is sent on: a stopped digest sends nothing new.
@pytest.mark.parametrize("begun", [True, False])
async def test_an_edition_of_a_stopped_digest_is_sent_if_it_may_have_arrived(
    begun: bool, database: Database, weekly: Subscription
) -> None:
    got = await claimed(database, weekly)
    if begun:
        assert await ledger.sending(database, got, (), NOW, LEASE)
    await subscriptions.end(database, weekly.id, NOW + DAY)
    assert await ledger.sending(database, got, (), NOW, LEASE) is begun


async def test_an_edition_is_put_off_and_its_tries_are_counted(database: Database, weekly: Subscription) -> None:
    got = await claimed(database, weekly)
    await ledger.put_off(database, got, LEASE + MINUTE)
    assert await ledger.edition(database, got.id) == replace(got, lease_until=LEASE + MINUTE)
    await ledger.put_off(database, got, LEASE + DAY, asked=True)
    assert await ledger.edition(database, got.id) == replace(got, lease_until=LEASE + DAY, attempts=1)
    await ledger.release(database, [got.id], NOW)
    assert await ledger.take_over(database, NOW, LEASE, 9) == [replace(got, attempts=1)]
    # an earlier one is not put later
    await ledger.release(database, [got.id], LEASE + DAY)
    assert await ledger.edition(database, got.id) == replace(got, attempts=1)


async def test_a_claim_that_is_put_back_is_due_again(database: Database, weekly: Subscription) -> None:
    for first, slot in ((NOW - DAY, NOW - DAY), (None, NOW - MINUTE)):
        [got] = await ledger.claim(
            database, [(weekly, wanted(weekly, due_at=NOW - MINUTE, first_due_at=first), NOW + DAY)]
        )
        await ledger.put_back(database, got, NOW + 3 * MINUTE)
        assert await ledger.edition(database, got.id) is None
        back = await subscriptions.subscription(database, weekly.id)
        assert back
        assert (back.slot_at, back.next_due_at) == (slot, NOW + 3 * MINUTE)
        await ledger.put_back(database, got, NOW + DAY)  # there is nothing left to put back
        assert await subscriptions.subscription(database, weekly.id) == back
        weekly = replace(back, slot_at=NOW)
        await subscriptions.change(database, weekly)


SETTLED = [
    (Kind.DIGEST, EditionOutcome.SENT, True),
    (Kind.NOW, EditionOutcome.SENT, True),
    (Kind.DIGEST, EditionOutcome.SKIPPED, True),
    # what a flash did not tell is for the digest, and so is what did not arrive
    (Kind.FLASH, EditionOutcome.SENT, False),
    (Kind.DIGEST, EditionOutcome.FAILED, False),
    (Kind.DIGEST, EditionOutcome.UNKNOWN, False),
]


@pytest.mark.parametrize(("kind", "outcome", "moves"), SETTLED)
async def test_an_edition_is_settled_once(
    kind: Kind, outcome: EditionOutcome, moves: bool, database: Database, weekly: Subscription
) -> None:
    got = await claimed(database, weekly, kind=kind, until=NOW)
    assert await ledger.settle(database, got, outcome, NOW, message="1", channel="2", reason="why")
    over = replace(got, outcome=outcome, lease_until=None, message="1", channel="2", reason="why")
    assert not await ledger.settle(database, got, EditionOutcome.FAILED, NOW)
    await ledger.drop(database, got)
    assert await ledger.edition(database, got.id) == over
    now = await subscriptions.subscription(database, weekly.id)
    assert now
    assert now.filed_until == (NOW if moves else weekly.filed_until)


async def test_an_empty_flash_leaves_nothing(database: Database, weekly: Subscription) -> None:
    got = await claimed(database, weekly, kind=Kind.FLASH)
    await ledger.drop(database, got)
    assert await ledger.history(database, weekly.id) == []


async def test_announcements_are_published_in_turn(database: Database, weekly: Subscription) -> None:
    waiting = []
    for slot, minute in (("1", 2), ("2", 1), ("3", 9)):
        got = await claimed(database, weekly, slot=slot)
        await ledger.settle(database, got, EditionOutcome.SENT, NOW + minute * MINUTE, publish=True)
        waiting.append(got.id)
    late = NOW + 2 * MINUTE
    assert [each.id for each in await ledger.to_publish(database, late, 9)] == [waiting[1], waiting[0]]
    [first] = await ledger.to_publish(database, late, 1)
    assert first.published == "queued"
    await ledger.published(database, first, "queued", late + MINUTE)
    assert [each.id for each in await ledger.to_publish(database, late + MINUTE, 9)] == [waiting[0], waiting[1]]
    await ledger.published(database, first, "published")
    assert [each.id for each in await ledger.to_publish(database, late + MINUTE, 9)] == [waiting[0]]
    told = await ledger.edition(database, first.id)
    assert told
    assert told.published == "published"


async def test_history_has_the_latest_first(database: Database, weekly: Subscription) -> None:
    other = await subscriptions.add(database, subscribed(NOW, slot_at=NOW, next_due_at=NOW))
    await sent(database, other, "1", NOW)
    one, two, three = [(await sent(database, weekly, str(day), NOW + day * DAY, nonce="same")).id for day in (1, 3, 2)]
    assert [each.id for each in await ledger.history(database, weekly.id)] == [two, three, one]
    assert [each.id for each in await ledger.history(database, weekly.id, 1)] == [two]
    latest = await ledger.marked(database, "same")
    assert latest
    assert latest.id == three
    await ledger.remove_old(database, NOW + 2 * DAY)
    assert [each.id for each in await ledger.history(database, weekly.id)] == [two, three]


async def test_when_editions_were_sent(database: Database, weekly: Subscription) -> None:
    for slot, kind, minute in (("1", "flash", 2), ("2", "flash", 1), ("3", "digest", 1), ("4", "flash", 0)):
        await sent(database, weekly, slot, NOW + minute * MINUTE, kind=Kind(kind))
    failed = await claimed(database, weekly, slot="5", kind=Kind.FLASH)
    await ledger.settle(database, failed, EditionOutcome.FAILED, NOW + MINUTE)
    assert await ledger.sent_since(database, weekly.id, Kind.FLASH, NOW) == [NOW + MINUTE, NOW + 2 * MINUTE]


async def test_the_state_last_told_counts(database: Database, weekly: Subscription) -> None:
    dawn, other = ToldFact("event", "e.dawn", "planned"), ToldFact("event", "e.noon")
    for slot, minute, facts in (("2", 2, [replace(dawn, as_of="actual")]), ("1", 1, [dawn, other])):
        got = await claimed(database, weekly, slot=slot, due_at=NOW + minute * MINUTE)
        await ledger.sending(database, got, facts, NOW, LEASE)
        await ledger.settle(database, got, EditionOutcome.SENT, NOW + minute * MINUTE)
    assert await ledger.told(database, weekly.id) == {("event", "e.dawn"): "actual", ("event", "e.noon"): ""}
    assert await ledger.told(database, weekly.id + 1) == {}
    # before an edition: of those that arrived since then, and always the last digest's
    since = NOW + MINUTE
    at = NOW + 3 * MINUTE
    later = [dawn, other, replace(dawn, as_of="actual")]
    assert await told_before(database, weekly.id, at, since) == later
    assert await told_before(database, weekly.id, at, NOW + DAY) == later[2:]
    assert await told_before(database, weekly.id, NOW + 2 * MINUTE, NOW) == later[:2]
