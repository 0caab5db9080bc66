"""What an editor wants of a digest, into the store, with the moments it follows from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.digests.schedule import check, dues, next_due
from bot.errors import AskError, Remedy
from bot.model.subscription import Every, Kind, SubscriptionState, Why
from bot.store import editions as ledger
from bot.store import subscriptions as store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.model.subscription import Edition, Schedule, Subscription
    from bot.store.database import Database

MOST = 50
"""Subscriptions of one server."""
_REACH = {
    Every.WEEKLY: timedelta(days=7),
    Every.TWICE_DAILY: timedelta(hours=12),
    Every.HOURLY: timedelta(hours=1),
    Every.AS_IT_HAPPENS: timedelta(0),
}
"""How far back the first edition reaches; a day where nothing is said. News as it happens begins with what happens next."""
ENDED_FOR = timedelta(days=30)
"""How long a subscription that ended is kept, so that it can be undone."""
KEPT_FOR = timedelta(days=400)
"""How long it is known what an edition told."""


class Digests:
    """The subscriptions and their editions, as an editor has to do with them."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def get(self, number: int) -> Subscription | None:
        """The subscription of a number, ended or not."""
        return await store.subscription(self._database, number)

    async def of_server(self, server: int | str) -> list[Subscription]:
        """A server's subscriptions but those that ended, oldest first."""
        return await store.of_server(self._database, str(server))

    async def subscribe(self, draft: Subscription) -> Subscription:
        """Begin a subscription; it is returned as filed, with its number and when it is due first.

        `draft` is what is wanted; its `id`, its state and all moments in it don't count.

        Raises:
            AskError: the schedule makes no sense, or the server has too many.
        """
        check(draft.schedule)
        if len(await self.of_server(draft.server)) >= MOST:
            raise AskError(f"This server already has {MOST} digests, the maximum.", Remedy.UNSUBSCRIBE)
        now = self._clock()
        due = next_due(draft.schedule, now).at
        reach = _REACH.get(draft.schedule.every, timedelta(days=1))
        begun = replace(
            draft,
            created_at=now,
            filed_until=now - reach,
            state=SubscriptionState.ACTIVE,
            why=None,
            reason="",
            slot_at=due,
            next_due_at=due,
            revision=0,
        )
        return await store.add(self._database, begun)

    async def edit(self, before: Subscription, after: Subscription) -> Subscription:
        """Change a subscription from what it was to what is wanted; as filed. Whether it is paused stays as it is.

        Another schedule begins anew with the next of its moments; what the old one has not sent yet is told by that edition.

        Raises:
            AskError: the schedule makes no sense.
        """
        changed = replace(after, id=before.id, state=before.state, why=before.why, reason=before.reason)
        if before.schedule != after.schedule:
            check(after.schedule)
            due = next_due(after.schedule, self._clock()).at if before.state is SubscriptionState.ACTIVE else None
            changed = replace(changed, slot_at=due, next_due_at=due or before.next_due_at, revision=before.revision + 1)
        await store.change(self._database, changed)
        return changed

    async def pause(self, subscription: Subscription, until: datetime | None = None) -> bool:
        """Send nothing, or nothing until a moment, because somebody asked; whether it was active."""
        return await store.pause(self._database, subscription.id, Why.ASKED, "", until)

    async def resume(self, subscription: Subscription) -> datetime:
        """Send again, paused or ended as it was; when the next edition is due. That one tells all that was filed since the last."""
        due = next_due(subscription.schedule, self._clock()).at
        await store.resume(self._database, subscription.id, due)
        return due

    async def end(self, subscription: Subscription) -> bool:
        """Unsubscribe; `resume` undoes it for some weeks. Whether it had not ended yet."""
        return await store.end(self._database, subscription.id, self._clock() + ENDED_FOR)

    async def recall(self, server: int | str) -> None:
        """Look at once at what is held back in a server: it is there again."""
        await store.recall(self._database, str(server), self._clock())

    async def marked(self, mark: str) -> Edition | None:
        """The edition whose message carries a mark."""
        return await ledger.marked(self._database, mark)

    async def history(self, subscription: Subscription, limit: int = 25) -> list[Edition]:
        """The last editions of a subscription, newest first."""
        return await ledger.history(self._database, subscription.id, limit)

    async def tidy(self) -> None:
        """Away with the oldest part of the ledger."""
        await ledger.remove_old(self._database, self._clock() - KEPT_FOR)


def upcoming(schedule: Schedule, now: datetime, number: int = 3) -> list[datetime]:
    """When the next digests are due (UTC)."""
    digests = (due.at for due in dues(schedule, now) if due.kind is Kind.DIGEST)
    return list(islice(digests, number))
