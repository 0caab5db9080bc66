"""Claims due editions: one for each subscription, even if another one is broken."""

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
"""Wait before a subscription that can't be planned is tried again."""


async def claim_due(database: Database, now: datetime, room: int) -> tuple[list[tuple[Subscription, Edition]], bool]:
    """Claim the due editions of at most `room` subscriptions. Returns them, and whether more may be due."""
    wanted: list[tuple[Subscription, Edition, datetime]] = []
    due = await store.due(database, now, room)
    for subscription in due:
        try:
            if edition_and_next := await _wanted(database, subscription, now):
                wanted.append((subscription, *edition_and_next))
        except Exception:  # one bad subscription never delays the rest
            log.exception("subscription %s can't be planned; it is tried again later", subscription.id)
            await store.hold(database, subscription.id, now + RETRIED)
    more = bool(due) and len(due) == room
    if not wanted:
        return [], more
    of = {subscription.id: subscription for subscription, _, _ in wanted}
    return [(of[got.subscription], got) for got in await ledger.claim(database, wanted)], more


async def _wanted(database: Database, subscription: Subscription, now: datetime) -> tuple[Edition, datetime] | None:
    """Returns the edition to claim and when the next one is due; None if there is nothing to send yet."""
    if subscription.state is SubscriptionState.ENDED:  # its days to undo are over
        await store.remove(database, subscription.id)
        return None
    if subscription.state is SubscriptionState.PAUSED:  # the pause is over
        await store.resume(database, subscription.id, next_due(subscription.schedule, now).at)
        return None
    planned = plan(subscription, now)
    if planned.edition is None:
        await store.hold(database, subscription.id, planned.next)
        return None
    if planned.edition.kind is Kind.FLASH and (later := await _flashes_over(database, subscription, now)):
        digest = upcoming(subscription.schedule, now, 1)[0]  # the hourly limit of flashes does not hold it back
        await store.hold(database, subscription.id, min(later, digest))
        return None
    return planned.edition, planned.next


async def _flashes_over(database: Database, subscription: Subscription, now: datetime) -> datetime | None:
    """Returns when the next flash is allowed if the hourly limit is reached; else None."""
    hour = timedelta(hours=1)
    sent = await ledger.sent_since(database, subscription.id, Kind.FLASH, now - hour)
    return sent[-subscription.schedule.per_hour] + hour if len(sent) >= subscription.schedule.per_hour else None
