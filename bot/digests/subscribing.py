"""Stores subscriptions as editors change them, with their due times."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.catalogue import say
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
"""Most subscriptions of one server."""
_REACH = {
    Every.WEEKLY: timedelta(days=7),
    Every.TWICE_DAILY: timedelta(hours=12),
    Every.HOURLY: timedelta(hours=1),
    Every.AS_IT_HAPPENS: timedelta(0),
}
"""How far back the first edition reaches; a day if not listed. "As it happens" starts with what happens next."""
ENDED_FOR = timedelta(days=30)
"""How long an unsubscribed digest is kept, so that it can be undone."""
KEPT_FOR = timedelta(days=400)
"""How long the ledger keeps what an edition told."""


class Digests:
    """Operations of editors on subscriptions and their editions."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def get(self, number: int) -> Subscription | None:
        """Returns the subscription with a number, ended or not."""
        return await store.subscription(self._database, number)

    async def of_server(self, server: int | str) -> list[Subscription]:
        """Returns the digests of a server's channels, except ended ones, oldest first."""
        return await store.of_server(self._database, str(server))

    async def of_follower(self, server: int | str, follower: int | str) -> Subscription | None:
        """Returns what a member of a server follows, or None."""
        return await store.of_follower(self._database, str(server), str(follower))

    async def subscribe(self, draft: Subscription) -> Subscription:
        """Start a subscription. Returns it as stored, with its number and when it is first due.

        The `id`, state and times of `draft` are ignored.

        Raises:
            AskError: the schedule is invalid, or the server has too many digests.
        """
        check(draft.schedule)
        if draft.follower is None and len(await self.of_server(draft.server)) >= MOST:
            raise AskError(say("This server already has {n} digests, the maximum.", n=MOST), Remedy.UNSUBSCRIBE)
        now = self._clock()
        due = next_due(draft.schedule, now).at
        reach = _REACH.get(draft.schedule.every, timedelta(days=1))
        started = replace(
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
        return await store.add(self._database, started)

    async def edit(self, before: Subscription, after: Subscription) -> Subscription:
        """Change a subscription. Returns it as stored; a paused one stays paused.

        A new schedule starts with its next slot; that edition also covers what the old schedule has not sent yet.

        Raises:
            AskError: the schedule is invalid.
        """
        changed = replace(after, id=before.id, state=before.state, why=before.why, reason=before.reason)
        if before.schedule != after.schedule:
            check(after.schedule)
            due = next_due(after.schedule, self._clock()).at if before.state is SubscriptionState.ACTIVE else None
            changed = replace(changed, slot_at=due, next_due_at=due or before.next_due_at, revision=before.revision + 1)
        await store.change(self._database, changed)
        return changed

    async def pause(self, subscription: Subscription, until: datetime | None = None) -> bool:
        """Pause a subscription on request, optionally until a moment. Returns true if it was active."""
        return await store.pause(self._database, subscription.id, Why.ASKED, "", until)

    async def resume(self, subscription: Subscription) -> datetime:
        """Resume a paused or ended subscription. Returns when its next edition is due, which covers everything since the last."""
        due = next_due(subscription.schedule, self._clock()).at
        await store.resume(self._database, subscription.id, due)
        return due

    async def end(self, subscription: Subscription) -> bool:
        """Unsubscribe; `resume` can undo it for 30 days. Returns true if it had not ended yet."""
        return await store.end(self._database, subscription.id, self._clock() + ENDED_FOR)

    async def recall(self, server: int | str) -> None:
        """Check at once what is held back in a server, because the server is available again."""
        await store.recall(self._database, str(server), self._clock())

    async def marked(self, mark: str) -> Edition | None:
        """Returns the edition whose message carries a mark."""
        return await ledger.marked(self._database, mark)

    async def history(self, subscription: Subscription, limit: int = 25) -> list[Edition]:
        """Returns the last editions of a subscription, newest first."""
        return await ledger.history(self._database, subscription.id, limit)

    async def tidy(self) -> None:
        """Delete the oldest part of the ledger."""
        await ledger.remove_old(self._database, self._clock() - KEPT_FOR)


def upcoming(schedule: Schedule, now: datetime, number: int = 3) -> list[datetime]:
    """Returns when the next digests are due (UTC)."""
    digests = (due.at for due in dues(schedule, now) if due.kind is Kind.DIGEST)
    return list(islice(digests, number))
