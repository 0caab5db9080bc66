"""Delivers due editions to channels: each exactly once, none lost, whatever breaks on the way (docs/digests.md).

The ledger is written before a message is sent and after it arrived. So a claim whose lease is over shows how far it got: either
nothing was sent, or something may have been, and then the nonce or the channel's history tells whether it arrived.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Generic
from weakref import WeakValueDictionary

from bot.catalogue.lazy import lazy, stored
from bot.digests.claiming import LEASE, edition_of, remembered
from bot.digests.outcomes import WAITS, Outcomes
from bot.digests.ports import (
    BlindError,
    Composed,
    DeletedError,
    HeldError,
    Message,
    RefusedError,
    RejectedError,
    UnclearError,
)
from bot.digests.queue import claim_due
from bot.digests.spacing import Pace
from bot.errors import LaterError, StorageError
from bot.model.subscription import Due, EditionOutcome, Kind
from bot.store import editions as ledger
from bot.store import subscriptions as store

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime
    from typing import Any

    from bot.digests.ports import Composer, Courier
    from bot.model.subscription import Edition, Subscription
    from bot.store.database import Database

log = logging.getLogger(__name__)

BEAT = 5.0
"""Seconds between checks for due editions."""
AT_ONCE = 400
"""Editions in delivery at the same time: eight seconds' worth, so that hanging ones leave room for the rest."""
CLAIMED_AT_ONCE = 20
"""Editions claimed in one transaction, so that commands never wait long for the database."""
PUBLISHED_AT_ONCE = 20
_MADE_AT_ONCE = 2
"""Editions composed at the same time, because commands read from the same database."""
_LEAVING_AT_ONCE = 10
_MAKING_PATIENCE = 20.0
PATIENCE = 40.0
"""Seconds one attempt may take; a lease is longer. discord.py's own retries after a 502 take 25."""
_FAREWELL = 1.5
"""Seconds that running deliveries get to finish when the bot stops."""


class Delivery(Generic[Message]):
    """The delivery loop. `run` it until cancelled; tests and tools use `beat` and `idle`."""

    def __init__(
        self,
        database: Database,
        compose: Composer[Message],
        courier: Courier[Message],
        clock: Callable[[], datetime],
        pace: Pace | None = None,
    ) -> None:
        self._database = database
        self._compose = compose
        self._courier = courier
        self._clock = clock
        self._pace = pace or Pace()
        self._outcomes = Outcomes(database, courier, clock, self.wake)
        self._making = asyncio.Semaphore(_MADE_AT_ONCE)
        self._leaving = asyncio.Semaphore(_LEAVING_AT_ONCE)
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._publishing: dict[int, asyncio.Task[None]] = {}
        self._channels: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._woken = asyncio.Event()
        self._more = False

    # ---- the loop ---------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Deliver until cancelled. Running deliveries then get a moment to finish; the next start takes over the rest."""
        try:
            while True:
                self._woken.clear()
                try:
                    with suppress(LaterError, StorageError):  # the database's trouble is in the log by then
                        await self.beat()
                except Exception:
                    log.exception("a check for due editions failed")
                with suppress(TimeoutError):  # not wait_for: on Python 3.11 it may swallow a cancellation
                    async with asyncio.timeout(BEAT):
                        await self._woken.wait()
        finally:
            await self.close()

    def wake(self) -> None:
        """Check for due editions now, because something has changed."""
        self._woken.set()

    async def beat(self) -> int:
        """Start due editions up to the capacity. Returns how many were started."""
        now, started = self._clock(), 0
        # retries take at most half of the capacity, so that a thousand failing editions don't delay the others
        for left in await ledger.take_over(
            self._database, now, now + LEASE, min(self._room, AT_ONCE // 2), but=self._under_way
        ):
            self._begin(self._under_way, left.id, self._resume(left))
            started += 1
        for subscription, edition in await self._claim(min(self._room, CLAIMED_AT_ONCE)):
            self._begin(self._under_way, edition.id, self._first(subscription, edition))
            started += 1
        for announced in await ledger.to_publish(self._database, now, PUBLISHED_AT_ONCE):
            if announced.id not in self._publishing:
                self._begin(self._publishing, announced.id, self._publish(announced))
        return started

    async def idle(self) -> None:
        """Wait until no delivery is running."""
        while tasks := {*self._under_way.values(), *self._publishing.values()}:
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Give running deliveries a moment, then cancel them; the next start continues from the ledger."""
        if tasks := {*self._under_way.values(), *self._publishing.values()}:
            await asyncio.wait(tasks, timeout=_FAREWELL)
        stopped = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await ledger.release(self._database, stopped, self._clock())

    @property
    def _room(self) -> int:
        return AT_ONCE - len(self._under_way)

    def _begin(self, among: dict[int, asyncio.Task[None]], number: int, work: Coroutine[Any, Any, None]) -> None:
        task = among[number] = asyncio.create_task(work)
        task.add_done_callback(lambda ended: self._ended(among, number, ended))

    def _ended(self, among: dict[int, asyncio.Task[None]], number: int, task: asyncio.Task[None]) -> None:
        among.pop(number, None)
        if self._more and self._room >= CLAIMED_AT_ONCE:  # more were due than fitted
            self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("edition %s: delivery failed; it is tried again when its lease is over", number, exc_info=error)

    async def _claim(self, room: int) -> list[tuple[Subscription, Edition]]:
        """Claim up to `room` due editions; if more are due, check again at once."""
        if room <= 0:
            self._more = True  # there may be more
            return []
        claimed, self._more = await claim_due(self._database, self._clock(), room)
        if self._more and self._room - room >= CLAIMED_AT_ONCE:
            self.wake()
        return claimed

    # ---- the policy, case by case -----------------------------------------------------------------------------------

    async def _resume(self, edition: Edition) -> None:
        """Continue a claim whose lease is over."""
        subscription = await store.subscription(self._database, edition.subscription)
        if subscription is None:
            return
        now = self._clock()
        if edition.sending_at is None:  # 1. nothing was sent: the slot is due again, together with later ones
            await self._outcomes.undo(edition, now, lazy("the bot stopped before it was sent"))
        elif remembered(edition, now) and self._courier.repeats(subscription):
            await self._first(
                subscription, edition
            )  # 2. Discord recognises the nonce: sending again can't make a second message
        else:  # 3. the channel's history tells whether it arrived
            with await self._pace.turn():
                await self._reconcile(subscription, edition)

    async def _first(self, subscription: Subscription, edition: Edition) -> None:
        """Compose an edition and send it, for the first time or again under the same nonce.

        The editions of one channel do so one after another: what one tells, the next does not repeat.
        """
        async with self._channels.setdefault((subscription.server, subscription.channel), asyncio.Lock()):
            await self._composed_and_sent(subscription, edition)

    async def _composed_and_sent(self, subscription: Subscription, edition: Edition) -> None:
        try:
            async with self._making, asyncio.timeout(_MAKING_PATIENCE):
                composed = await self._compose(subscription, edition)
        except Exception:
            log.exception("edition %s of subscription %s can't be composed", edition.slot, edition.subscription)
            await self._outcomes.not_made(edition)
            return
        if composed.message is None and edition.sending_at is None:
            await self._outcomes.nothing_to_tell(edition, composed.nothing)
        else:
            await self._send(subscription, edition, composed)

    async def _send(self, subscription: Subscription, edition: Edition, composed: Composed[Message]) -> None:
        async with self._leaving:  # few editions wait here, so each leaves soon after the ledger says it is being sent
            now = self._clock()
            # Its facts may have been removed, or the nonce's window may have closed while it waited.
            ours = composed.message is not None and remembered(edition, now)
            if ours and not await ledger.sending(self._database, edition, composed.told, now, now + LEASE):
                return  # another process has it, or the subscription just ended: the next check will see
            turn = await self._pace.turn()
        if composed.message is None or not ours:
            with turn:
                await self._reconcile(subscription, edition)
            return
        try:
            with turn:
                async with asyncio.timeout(PATIENCE):
                    receipt = await self._courier.send(subscription, edition, composed.message)
        except HeldError as error:
            await self._outcomes.held(edition, error)
        except RefusedError as error:
            await self._outcomes.refused(subscription, edition, error)
        except RejectedError as error:
            await self._outcomes.rejected(subscription, edition, error)
        except DeletedError as error:
            await self._outcomes.settle(edition, EditionOutcome.SENT, reason=error)
        except (UnclearError, TimeoutError) as error:
            await self._outcomes.unclear(subscription, edition, error)
        else:
            await self._outcomes.sent(subscription, edition, receipt)

    async def _reconcile(self, subscription: Subscription, edition: Edition) -> None:
        """Check in the channel's history whether an unconfirmed message arrived."""
        try:
            async with asyncio.timeout(PATIENCE):
                receipt = await self._courier.find(subscription, edition)
        except BlindError as error:
            await self._outcomes.unknown(subscription, edition, error)
        except RefusedError as error:
            await self._outcomes.unknown(subscription, edition, error)
            await self._outcomes.pause(subscription, error)
        except HeldError as error:
            await ledger.put_off(self._database, edition, self._outcomes.after(error.seconds))
        except (UnclearError, TimeoutError) as error:
            await self._outcomes.unclear(subscription, edition, error)
        else:
            if receipt:
                await self._outcomes.sent(subscription, edition, receipt)
            else:  # it never arrived: the slot is due again, together with later ones
                await ledger.put_back(self._database, edition, self._clock())
                self.wake()

    # ---- announcements ----------------------------------------------------------------------------------------------

    async def _publish(self, edition: Edition) -> None:
        """Publish a sent announcement; Discord allows ten an hour per channel, the others stay queued."""
        subscription = await store.subscription(self._database, edition.subscription)
        if subscription is None:
            return
        try:
            with await self._pace.turn():
                async with asyncio.timeout(PATIENCE):
                    await self._courier.publish(subscription, edition)
        except (HeldError, UnclearError) as error:
            await ledger.published(
                self._database, edition, "queued", self._outcomes.after(max(error.seconds, WAITS[-1]))
            )
        except TimeoutError:
            await ledger.published(self._database, edition, "queued", self._outcomes.after(WAITS[-1]))
        except (RefusedError, RejectedError, DeletedError) as error:
            await ledger.published(self._database, edition, stored(error))
        else:
            await ledger.published(self._database, edition, "published")

    # ---- on request --------------------------------------------------------------------------------------------------

    async def deliver_now(self, subscription: Subscription, slot: str) -> Edition | None:
        """Send an edition because someone asked. Returns the edition with its outcome, or None if another one is being sent.

        Args:
            subscription: an active subscription.
            slot: a name that no other edition of the subscription has: the id of the interaction.
        """
        now = self._clock()
        wanted = edition_of(subscription, Due(now, f"now/{slot}", Kind.NOW), now)
        claimed = await ledger.claim_now(self._database, wanted)
        if claimed is None:
            return None
        self._begin(self._under_way, claimed.id, self._first(subscription, claimed))
        await asyncio.wait({self._under_way[claimed.id]})
        return await ledger.edition(self._database, claimed.id)
