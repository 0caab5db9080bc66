"""Tests that each edition is delivered once: over a year, with a crash at every step, outages, missing permissions, and failing subscriptions."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests import delivery as delivering
from bot.digests.claiming import WINDOW
from bot.digests.ports import (
    Composed,
    DeletedError,
    DeliveryError,
    HeldError,
    RefusedError,
    RejectedError,
    UnclearError,
)
from bot.digests.subscribing import Digests
from bot.library.servers import Servers
from bot.model.subscription import EditionOutcome, Every, Kind, Quiet, Schedule, Subscription, SubscriptionState, Why
from bot.store import editions as ledger
from bot.store import subscriptions as store
from tests.waiting import until

SERVER = "1000"

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.digests.delivery import Delivery
    from bot.model.subscription import Edition
    from bot.store.database import Database

    Subscribe = Callable[..., Awaitable[Subscription]]
    Start = Callable[..., Delivery[str]]


async def beat(delivery: Delivery[str], times: int = 1) -> None:
    """Look for due editions several times, waiting for each one that starts."""
    for _ in range(times):
        await delivery.beat()
        await delivery.idle()


async def live(delivery: Delivery[str], clock: Any, minutes: float, step: float = 1) -> None:
    """Let minutes pass while the bot runs."""
    for _ in range(round(minutes / step)):
        clock.move(minutes=step)
        await beat(delivery)


async def last(database: Database, subscription: Subscription) -> Edition:
    return (await ledger.history(database, subscription.id))[0]


async def again(database: Database, subscription: Subscription) -> Subscription:
    found = await store.subscription(database, subscription.id)
    assert found
    return found


async def test_a_year_of_a_daily_digest_is_one_edition_a_day(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe(Schedule(at=150, zone="Europe/Paris"))
    delivery = start()
    while (at := (await again(database, subscription)).next_due_at) and at < datetime(2027, 1, 1, 5, tzinfo=UTC):
        clock.now = at
        await beat(delivery, 2)  # twice, as the heartbeat would
    days = [f"{datetime(2026, 1, 1) + timedelta(days=day):%Y-%m-%d}/1 missed 0" for day in range(366)]  # noqa: DTZ001 - local days
    assert [message.words for message in post.messages] == days
    assert {edition.outcome for edition in await ledger.history(database, subscription.id, 400)} == {
        EditionOutcome.SENT
    }


async def test_nothing_is_sent_before_it_is_due(subscribe: Subscribe, start: Start, clock: Any, post: Any) -> None:
    await subscribe()
    clock.move(hours=8, minutes=59, seconds=59)
    await beat(start())
    assert post.messages == []
    clock.move(seconds=1)
    await beat(start())
    assert len(post.messages) == 1


async def test_down_for_days_is_one_edition_that_says_how_many_it_stands_for(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(days=20, hours=10)
    await beat(start(), 3)
    assert [message.words for message in post.messages] == ["2026-01-21/1 missed 20"]
    edition = await last(database, subscription)
    assert edition.first_due_at == datetime(2026, 1, 1, 9, tzinfo=UTC)
    assert edition.since <= subscription.filed_until
    assert (await again(database, subscription)).next_due_at == datetime(2026, 1, 22, 9, tzinfo=UTC)


async def test_down_for_a_year_of_hourly_ones_is_one_edition(
    subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    await subscribe(Schedule(Every.HOURLY, 0))
    clock.move(days=365)
    await beat(start(), 3)
    [only] = post.messages
    assert only.words.startswith("2027-01-01/00 missed")


async def test_back_in_the_quiet_hours_waits_for_their_end(
    subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    await subscribe(Schedule(at=20 * 60, quiet=Quiet(22 * 60, 7 * 60)))
    clock.move(days=1, hours=3)  # due at 20:00, running again at 03:00
    delivery = start()
    await live(delivery, clock, 230, 10)
    assert post.messages == []
    await live(delivery, clock, 20, 10)
    assert [message.at.hour for message in post.messages] == [7]


async def test_editions_of_one_channel_are_made_one_after_another(
    subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    for channel in ("c1", "c1", "c2"):
        await subscribe(channel=channel)
    under_way: dict[str, int] = defaultdict(int)
    most: dict[str, int] = defaultdict(int)

    async def compose(subscription: Subscription, edition: Edition) -> Composed[str]:
        under_way[subscription.channel] += 1
        under_way["all"] += 1
        for channel in (subscription.channel, "all"):
            most[channel] = max(most[channel], under_way[channel])
        for _ in range(5):  # others get a turn
            await asyncio.sleep(0)
        under_way[subscription.channel] -= 1
        under_way["all"] -= 1
        return Composed(edition.slot)

    clock.move(hours=9)
    await beat(start(compose))
    assert len(post.messages) == 3
    assert most == {"c1": 1, "c2": 1, "all": 2}


# ---- a crash at every step ------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone: none of its code runs any more."""


STEPS = ["claim", "sending", "before", "after", "settle"]
"""Killed before the claim is committed; before it is recorded that the message is being sent; before Discord acts; after Discord acted; and before
we commit that."""
RESTARTS = [
    ("at once", timedelta(0)),
    ("within the nonce's window", timedelta(seconds=75)),
    ("as the window ends", WINDOW),
    ("when Discord has forgotten it", timedelta(minutes=6)),
    ("after half a day", timedelta(hours=12)),
    ("after two days", timedelta(days=2)),
]


async def crashed(delivery: Delivery[str], monkeypatch: pytest.MonkeyPatch, post: Any, step: str) -> None:
    """Run into a kill at one step."""

    async def kill(*_arguments: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if step in ("before", "after"):
            getattr(post, step).append(Killed())
        else:
            patch.setattr(ledger, step, kill)
        try:
            await delivery.beat()
            await delivery.idle()
        except Killed:
            pass
    for task in list(delivery._under_way.values()):
        task.cancel()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("gone", [row[1] for row in RESTARTS], ids=[row[0] for row in RESTARTS])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("forum", [False, True])
async def test_killed_at_any_step_and_back_later_makes_one_message(
    *,
    database: Database,
    subscribe: Subscribe,
    start: Start,
    clock: Any,
    post: Any,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    gone: timedelta,
    forum: bool,
) -> None:
    post.forum = forum
    subscription = await subscribe(place="forum" if forum else "text")
    clock.move(hours=9)
    await crashed(start(), monkeypatch, post, step)
    clock.now += gone
    delivery = start()
    await live(delivery, clock, 10)
    editions = await ledger.history(database, subscription.id)
    assert {edition.outcome for edition in editions} == {EditionOutcome.SENT}
    assert sorted(message.nonce for message in post.messages) == sorted(edition.nonce for edition in editions), (
        "one message each"
    )
    # every due slot has its edition, or another one replaces it
    assert len(editions) + sum(edition.missed for edition in editions) == 1 + gone.days
    assert (await again(database, subscription)).filed_until == editions[0].until


async def test_past_the_window_the_history_is_read_before_anything_is_sent_again(
    subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    await subscribe()
    clock.move(hours=9)
    post.after.append(UnclearError("reset"))
    await beat(start())
    clock.move(minutes=10)
    await beat(start())
    assert post.calls == ["send", "find"]
    assert len(post.messages) == 1


async def test_a_history_that_cannot_be_read_is_said_and_nothing_sent_again(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=9)
    post.after.append(UnclearError("reset"))
    await beat(start())
    clock.move(minutes=10)
    post.blind = True
    await beat(start(), 3)
    assert len(post.messages) == 1
    edition = await last(database, subscription)
    assert (edition.outcome, edition.reason) == (EditionOutcome.UNKNOWN, "the channel's history is closed to me")
    [notice] = post.notices
    assert "can't tell whether the digest" in str(notice.words)
    # what it would have told does not count as told: twice is better than never
    assert (await again(database, subscription)).filed_until == subscription.filed_until


async def test_no_answer_for_a_day_is_unknown(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe(Schedule(Every.WEEKLY, 540, days=(3,)))
    clock.move(hours=9)
    post.down = True
    await live(start(), clock, 60 * 25, 20)
    assert [edition.outcome for edition in await ledger.history(database, subscription.id)] == [EditionOutcome.UNKNOWN]


# ---- Faults at Discord's end
# -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("times", [1, 3, 6])
async def test_no_answer_is_asked_again_until_there_is_one(
    subscribe: Subscribe, start: Start, clock: Any, post: Any, when: str, times: int
) -> None:
    await subscribe()
    clock.move(hours=9)
    getattr(post, when).extend([UnclearError("502")] * times)
    await live(start(), clock, 20, 0.25)
    assert len(post.messages) == 1


async def test_an_outage_over_several_slots_is_made_up_for_by_one_edition(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe(Schedule(Every.HOURLY, 0))
    clock.move(minutes=59)
    post.before = [HeldError("the server is unavailable", 30)] * 400
    delivery = start()
    await live(delivery, clock, 182)
    post.before = []
    assert post.messages == []
    await live(delivery, clock, 2)
    assert [message.words for message in post.messages] == ["2026-01-01/04 missed 3"]
    assert (await last(database, subscription)).first_due_at == datetime(2026, 1, 1, 1, tzinfo=UTC)


async def test_a_shut_door_pauses_with_the_reason_tells_the_editors_and_can_be_resumed(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=9)
    post.before = [RefusedError("I may not send messages there.", Why.NO_PERMISSION)]
    delivery = start()
    await live(delivery, clock, 60 * 48, 60)
    assert post.calls == ["send"], "it is not asked again"
    paused = await again(database, subscription)
    assert (paused.state, paused.why, paused.reason) == (
        SubscriptionState.PAUSED,
        Why.NO_PERMISSION,
        "I may not send messages there.",
    )
    [notice] = post.notices
    assert notice.resumes
    assert "I may not send messages there." in str(notice.words)
    assert (await last(database, subscription)).outcome is EditionOutcome.FAILED

    await Digests(database, clock).resume(paused)
    await live(delivery, clock, 60 * 24, 60)
    assert len(post.messages) == 1
    assert (await last(database, subscription)).since <= subscription.filed_until, (
        "it tells all since the last that was sent"
    )


async def test_a_rejected_edition_fails_alone_and_the_next_one_includes_it(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=9)
    post.before = [RejectedError("Invalid Form Body")]
    delivery = start()
    await beat(delivery, 3)
    assert (await last(database, subscription)).outcome is EditionOutcome.FAILED
    clock.move(days=1)
    await beat(delivery)
    assert (await last(database, subscription)).since <= subscription.filed_until
    assert len(post.messages) == 1


async def test_one_that_was_deleted_before_we_heard_of_it_is_not_sent_again(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=9)
    post.after = [UnclearError("reset")]
    delivery = start()
    await beat(delivery)
    post.before = [DeletedError("it was deleted")]
    clock.move(seconds=30)
    await beat(delivery, 2)
    assert (await last(database, subscription)).outcome is EditionOutcome.SENT
    assert post.calls == ["send", "send"]


async def test_a_permission_lost_after_an_unclear_attempt_leaves_it_unknown(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=9)
    post.after = [UnclearError("reset")]
    delivery = start()
    await beat(delivery)
    post.before = [RefusedError("closed", Why.NO_ACCESS)]
    clock.move(seconds=30)
    await beat(delivery)
    assert (await last(database, subscription)).outcome is EditionOutcome.UNKNOWN
    assert (await again(database, subscription)).state is SubscriptionState.PAUSED


# ---- One bad subscription among good ones
# ----------------------------------------------------------------------------


async def test_one_that_cannot_be_made_delays_nobody_and_is_tried_for_an_hour(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    bad = await subscribe()
    for _ in range(20):
        await subscribe()

    async def compose(subscription: Subscription, edition: Edition) -> Composed[str]:
        if subscription.id == bad.id:
            raise ValueError("a fault of ours")
        return Composed(edition.slot)

    clock.move(hours=9)
    delivery = start(compose)
    await beat(delivery, 2)  # they are claimed in batches
    assert len(post.messages) == 20
    await live(delivery, clock, 90, 5)
    assert len(post.messages) == 20
    assert (await last(database, bad)).outcome is EditionOutcome.FAILED
    assert (await again(database, bad)).state is SubscriptionState.ACTIVE


async def test_one_that_hangs_delays_nobody(subscribe: Subscribe, start: Start, clock: Any, post: Any) -> None:
    bad = await subscribe(channel="stuck")
    for _ in range(20):
        await subscribe()
    release = asyncio.Event()
    send = post.send

    async def hanging(subscription: Subscription, edition: Edition, message: str) -> object:
        if subscription.id == bad.id:
            await release.wait()
        return await send(subscription, edition, message)

    post.send = hanging
    clock.move(hours=9)
    delivery = start()
    await delivery.beat()
    await delivery.beat()
    await until(lambda: len(post.messages) == 20)
    release.set()
    await delivery.idle()
    assert len(post.messages) == 21


async def test_a_zone_that_is_gone_from_the_data_delays_nobody(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    bad = await subscribe()
    await subscribe()
    async with database.transaction() as transaction:
        await transaction.run("UPDATE subscriptions SET zone = 'Mars/Olympus' WHERE id = :id", id=bad.id)
    clock.move(hours=9)
    await beat(start(), 2)
    assert len(post.messages) == 1


# ---- Pauses, flashes, announcements, requests
# ------------------------------------------------------------------------


async def test_a_timed_pause_ends_by_itself(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    await Digests(database, clock).pause(subscription, clock.now + timedelta(days=3))
    await live(start(), clock, 60 * 24 * 4 - 60, 60)
    assert [message.words[:10] for message in post.messages] == ["2026-01-04"]


async def test_paused_between_the_claim_and_the_sending_is_not_sent(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()

    async def compose(subscription: Subscription, edition: Edition) -> Composed[str]:
        await Digests(database, clock).pause(subscription)
        return Composed(edition.slot)

    clock.move(hours=9)
    await live(start(compose), clock, 5)
    assert post.messages == []
    assert await ledger.history(database, subscription.id) == []


async def test_unsubscribed_and_undone(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    await Digests(database, clock).end(subscription)
    delivery = start()
    await live(delivery, clock, 60 * 24, 60)
    assert post.messages == []
    await Digests(database, clock).resume(await again(database, subscription))
    await live(delivery, clock, 60 * 24, 60)
    assert len(post.messages) == 1


async def test_another_schedule_on_the_same_day_is_another_slot(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    delivery = start()
    clock.move(hours=9)
    await beat(delivery)
    before = await again(database, subscription)
    after = Schedule(at=12 * 60)
    await Digests(database, clock).edit(before, replace(before, schedule=after))
    clock.move(hours=3)
    await beat(delivery, 2)
    assert [message.words for message in post.messages] == ["2026-01-01/1 missed 0", "2026-01-01/1~1 missed 0"]


async def test_flashes_are_at_most_so_many_an_hour_and_none_of_them_is_lost(
    subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    await subscribe(Schedule(Every.AS_IT_HAPPENS, 9 * 60, per_hour=2))
    await live(start(), clock, 6 * 60)
    times = [message.at for message in post.messages]
    assert len(times) == 12
    assert all(sum(at - timedelta(hours=1) < other <= at for other in times) <= 2 for at in times)


async def test_a_flash_leaves_the_rest_of_its_time_to_the_next_digest(
    database: Database, subscribe: Subscribe, start: Start, clock: Any
) -> None:
    subscription = await subscribe(Schedule(Every.AS_IT_HAPPENS, 9 * 60))
    await live(start(), clock, 9 * 60 + 5, 5)
    [digest] = [
        edition for edition in await ledger.history(database, subscription.id, 100) if edition.kind is Kind.DIGEST
    ]
    assert digest.since <= subscription.filed_until
    assert (await again(database, subscription)).filed_until == digest.until


async def test_a_flash_with_nothing_to_tell_leaves_no_trace_and_a_digest_says_that_it_was_skipped(
    database: Database, subscribe: Subscribe, start: Start, clock: Any
) -> None:
    async def nothing(_subscription: Subscription, _edition: Edition) -> Composed[str]:
        return Composed(None, nothing="no article was added")

    subscription = await subscribe(Schedule(Every.AS_IT_HAPPENS, 9 * 60))
    await live(start(nothing), clock, 12 * 60, 10)
    [edition] = await ledger.history(database, subscription.id)
    found = (edition.kind, edition.outcome, edition.reason)
    assert found == (Kind.DIGEST, EditionOutcome.SKIPPED, "no article was added")


async def test_announcements_are_published_and_wait_for_discords_ten_an_hour(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe(place="announcement")
    clock.move(hours=9)
    post.refuses_to_publish = [UnclearError("ten an hour", 1800)]
    delivery = start()
    await beat(delivery, 2)
    assert (await last(database, subscription)).published == "queued"
    await live(delivery, clock, 29)
    assert post.published == []
    await live(delivery, clock, 2)
    assert post.published == ["m0"]
    assert (await last(database, subscription)).published == "published"


async def test_one_asked_for_now_is_sent_once_and_the_next_tells_what_is_new_since(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=1)
    delivery = start()
    done = await delivery.deliver_now(subscription, "42")
    assert done
    assert done.outcome is EditionOutcome.SENT
    assert (await again(database, subscription)).filed_until == clock.now
    assert await delivery.deliver_now(subscription, "42") is None, "pressed twice"
    clock.move(hours=8)
    await beat(delivery)
    assert [message.words for message in post.messages] == ["now/42 missed 0", "2026-01-01/1 missed 0"]


async def test_two_processes_on_one_ledger_send_once(subscribe: Subscribe, start: Start, clock: Any, post: Any) -> None:
    for _ in range(30):
        await subscribe()
    clock.move(hours=9)
    one, other = start(), start()
    for _ in range(3):
        await asyncio.gather(one.beat(), other.beat())
        await asyncio.gather(one.idle(), other.idle())
    assert len(post.messages) == 30
    assert post.calls == ["send"] * 30


async def test_told_facts_are_stored_once_sent(
    database: Database, subscribe: Subscribe, start: Start, clock: Any
) -> None:
    subscription = await subscribe()
    clock.move(hours=9)
    await beat(start())
    assert await ledger.told(database, subscription.id) == {("event", "2026-01-01/1"): ""}


# An edition of a removed server could only be held: none is made, however often it falls due.
async def test_nothing_is_made_for_a_server_that_was_left_and_one_edition_makes_up_for_it(
    subscribe: Subscribe, start: Start, clock: Any, post: Any, database: Database
) -> None:
    made: list[str] = []

    async def compose(_subscription: Subscription, edition: Edition) -> Composed[str]:
        made.append(edition.slot)
        return Composed(f"{edition.slot} missed {edition.missed}")

    servers = Servers(database, clock)
    await servers.joined([int(SERVER)])
    subscription = await subscribe(Schedule(Every.HOURLY, 0))
    delivery = start(compose)
    await servers.left(int(SERVER))
    for _ in range(5):
        clock.move(hours=1)
        assert await delivery.beat() == 0
    assert made == []
    assert await ledger.history(database, subscription.id) == []
    await servers.joined([int(SERVER)])
    await Digests(database, clock).recall(SERVER)
    await beat(delivery)
    [edition] = await ledger.history(database, subscription.id)
    assert (edition.outcome, edition.missed, len(made)) == (EditionOutcome.SENT, 4, 1)
    assert edition.since <= subscription.filed_until
    [sent] = post.messages
    assert sent.words == f"{edition.slot} missed 4"
    clock.move(hours=1)
    await beat(delivery)
    assert [edition.missed for edition in await ledger.history(database, subscription.id)] == [0, 4]


async def test_a_server_that_is_purged_takes_all_of_it_along(
    database: Database, subscribe: Subscribe, start: Start, clock: Any
) -> None:
    await subscribe()
    clock.move(hours=9)
    await beat(start())
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM servers")
    for table in ("subscriptions", "editions", "told"):
        assert (await database.rows(f"SELECT count(*) FROM {table}"))[0][0] == 0  # noqa: S608 - names above


async def test_the_loop_ends_when_it_is_told_to_and_what_was_on_its_way_is_free_for_the_next(
    database: Database, subscribe: Subscribe, start: Start, clock: Any, post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "_FAREWELL", 0.05)
    subscription = await subscribe()
    clock.move(hours=9)
    send, hang = post.send, asyncio.Event()

    async def hanging(*arguments: Any) -> object:
        await send(*arguments)
        await hang.wait()
        raise DeliveryError

    post.send = hanging
    running = asyncio.create_task(start().run())
    await until(lambda: post.messages)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    post.send = send
    clock.move(seconds=1)
    await beat(start())
    assert len(post.messages) == 1
    assert (await last(database, subscription)).outcome is EditionOutcome.SENT


@pytest.mark.sqlite_only
async def test_while_another_program_locks_the_database_the_loop_waits_and_sends_once_after(  # noqa: PLR0917 - fixtures
    database: Database,
    subscribe: Subscribe,
    start: Start,
    clock: Any,
    post: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.store.database.BUSY_SECONDS", 0.0)
    monkeypatch.setattr(delivering, "BEAT", 0.01)
    subscription = await subscribe()
    clock.move(hours=9)
    other = sqlite3.connect(tmp_path / "attache.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    running = asyncio.create_task(start().run())
    await until(lambda: len([record for record in caplog.records if "locked" in record.message]) > 1)
    assert post.messages == []
    other.execute("COMMIT")
    other.close()
    await until(lambda: post.messages)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(post.messages) == 1
    assert (await last(database, subscription)).outcome is EditionOutcome.SENT
    assert {record.levelname for record in caplog.records} == {"WARNING"}, "no traceback a beat"
