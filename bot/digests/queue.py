"""What is due into claims: one edition for each subscription, whatever is wrong with another."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.digests.claiming import plan
from bot.digests.schedule import next_due
from bot.digests.subscribing import upcoming
from bot.model.subscription import Kind, SubscriptionState
from bot.store import editions as ledger
from bot.store import subscriptions as store

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.subscription import Edition, Subscription
    from bot.store.database import Database

log = logging.getLogger(__name__)

RETRIED = timedelta(hours=1)
"""Until a subscription that can't be planned is looked at again."""


async def claim_due(database: Database, now: datetime, room: int) -> tuple[list[tuple[Subscription, Edition]], bool]:
    """Claim what is due, for at most so many subscriptions; whether there may be more."""
    wanted: list[tuple[Subscription, Edition, datetime]] = []
    due = await store.due(database, now, room)
    for subscription in due:
        try:
            if edition_and_next := await _wanted(database, subscription, now):
                wanted.append((subscription, *edition_and_next))
        except Exception:  # one bad subscription never delays the rest
            log.exception("subscription %s can't be planned; it is looked at again in a while", subscription.id)
            await store.hold(database, subscription.id, now + RETRIED)
    more = bool(due) and len(due) == room
    if not wanted:
        return [], more
    of = {subscription.id: subscription for subscription, _, _ in wanted}
    return [(of[got.subscription], got) for got in await ledger.claim(database, wanted)], more


async def _wanted(database: Database, subscription: Subscription, now: datetime) -> tuple[Edition, datetime] | None:
    """The edition to claim and when the next one is due; None where there is nothing to send yet."""
    if subscription.state is SubscriptionState.ENDED:  # long ago
        await store.remove(database, subscription.id)
        return None
    if subscription.state is SubscriptionState.PAUSED:  # until now
        await store.resume(database, subscription.id, next_due(subscription.schedule, now).at)
        return None
    planned = plan(subscription, now)
    if planned.edition is None:
        await store.hold(database, subscription.id, planned.next)
        return None
    if planned.edition.kind is Kind.FLASH and (later := await _flashes_over(database, subscription, now)):
        digest = upcoming(subscription.schedule, now, 1)[0]  # which is not held back by flashes
        await store.hold(database, subscription.id, min(later, digest))
        return None
    return planned.edition, planned.next


async def _flashes_over(database: Database, subscription: Subscription, now: datetime) -> datetime | None:
    """When there may be another flash, where there were as many as an hour may have."""
    hour = timedelta(hours=1)
    sent = await ledger.sent_since(database, subscription.id, Kind.FLASH, now - hour)
    return sent[-subscription.schedule.per_hour] + hour if len(sent) >= subscription.schedule.per_hour else None
