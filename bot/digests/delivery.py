"""What is due into messages in channels: each edition once, none lost, whatever breaks on the way (docs/digests.md).

The ledger is written before a message leaves and after it arrived. Whoever finds a claim whose lease is over knows from it how far
it got: nothing had left, or something may have, and then the nonce or the channel's history says whether it did.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Generic

from bot.digests.claiming import LEASE, edition_of, remembered
from bot.digests.outcomes import WAITS, Outcomes
from bot.digests.pace import Pace
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
"""Seconds between two looks at what is due."""
AT_ONCE = 400
"""Editions on their way at the same time: eight seconds' worth, so that those that hang leave room for the rest."""
CLAIMED_AT_ONCE = 20
"""Editions claimed in one go: commands wait no longer than for that."""
PUBLISHED_AT_ONCE = 20
_MADE_AT_ONCE = 2
"""Editions made at the same time: commands read from the same database."""
_LEAVING_AT_ONCE = 10
_MAKING_PATIENCE = 20.0
PATIENCE = 40.0
"""Seconds one attempt may take; a lease is longer. discord.py's own tries after a 502 take 25."""
_FAREWELL = 1.5
"""Seconds that what is on its way has when the bot ends."""


class Delivery(Generic[Message]):
    """The loop that delivers. `run` until it is cancelled; or, for tests and tools, `beat` and `idle`."""

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
        self._woken = asyncio.Event()
        self._more = False

    # ---- the loop ---------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Deliver until cancelled; what is on its way then is given a moment, the rest is left to the next start."""
        try:
            while True:
                self._woken.clear()
                try:
                    await self.beat()
                except Exception:
                    log.exception("a look at what is due failed")
                with suppress(TimeoutError):  # not wait_for: on Python 3.11 it may swallow a cancellation
                    async with asyncio.timeout(BEAT):
                        await self._woken.wait()
        finally:
            await self.close()

    def wake(self) -> None:
        """Look at what is due now: something has changed."""
        self._woken.set()

    async def beat(self) -> int:
        """Begin with what is due, as far as there is room; how many editions were begun."""
        now, begun = self._clock(), 0
        # what has to be tried again takes half of the room at most: a thousand that fail delay nobody else
        for left in await ledger.take_over(
            self._database, now, now + LEASE, min(self._room, AT_ONCE // 2), but=self._under_way
        ):
            self._begin(self._under_way, left.id, self._resume(left))
            begun += 1
        for subscription, edition in await self._claim(min(self._room, CLAIMED_AT_ONCE)):
            self._begin(self._under_way, edition.id, self._first(subscription, edition))
            begun += 1
        for announced in await ledger.to_publish(self._database, now, PUBLISHED_AT_ONCE):
            if announced.id not in self._publishing:
                self._begin(self._publishing, announced.id, self._publish(announced))
        return begun

    async def idle(self) -> None:
        """Wait until nothing is on its way."""
        while tasks := {*self._under_way.values(), *self._publishing.values()}:
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Let what is on its way arrive, for a moment, then stop it where it is: the next start goes on from there."""
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
        if self._more and self._room >= CLAIMED_AT_ONCE:  # more were due than there was room for
            self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error(
                "edition %s: its delivery failed; it is tried again when its lease is over", number, exc_info=error
            )

    async def _claim(self, room: int) -> list[tuple[Subscription, Edition]]:
        """Claim what is due; where more is than that, it is looked for again at once."""
        if room <= 0:
            self._more = True  # there may be
            return []
        claimed, self._more = await claim_due(self._database, self._clock(), room)
        if self._more and self._room - room >= CLAIMED_AT_ONCE:
            self.wake()
        return claimed

    # ---- the policy, case by case -----------------------------------------------------------------------------------

    async def _resume(self, edition: Edition) -> None:
        """Go on with a claim whose lease is over."""
        subscription = await store.subscription(self._database, edition.subscription)
        if subscription is None:
            return
        now = self._clock()
        if edition.sending_at is None:  # 1. nothing has left: the slot is due again, with those that fell due since
            await self._outcomes.undo(edition, now, "the bot stopped before it was sent")
        elif remembered(edition, now) and self._courier.repeats(subscription):
            await self._first(subscription, edition)  # 2. Discord knows the nonce: sent again, it is one message
        else:  # 3. the history tells
            with await self._pace.turn():
                await self._reconcile(subscription, edition)

    async def _first(self, subscription: Subscription, edition: Edition) -> None:
        """Make an edition and send it, for the first time or under the same nonce again."""
        try:
            async with self._making, asyncio.timeout(_MAKING_PATIENCE):
                composed = await self._compose(subscription, edition)
        except Exception:
            log.exception("edition %s of subscription %s can't be made", edition.slot, edition.subscription)
            await self._outcomes.not_made(edition)
            return
        if composed.message is None and edition.sending_at is None:
            await self._outcomes.nothing_to_tell(edition)
        else:
            await self._send(subscription, edition, composed)

    async def _send(self, subscription: Subscription, edition: Edition, composed: Composed[Message]) -> None:
        async with self._leaving:  # what is written to be leaving leaves soon: only a few wait for their turn then
            now = self._clock()
            # What it told may be gone from the library since, or the window may have closed while it waited.
            ours = composed.message is not None and remembered(edition, now)
            if ours and not await ledger.sending(self._database, edition, composed.told, now, now + LEASE):
                return  # somebody else has it, or has just stopped the subscription: the next look will see
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
            await self._outcomes.settle(edition, EditionOutcome.SENT, reason=str(error))
        except (UnclearError, TimeoutError) as error:
            await self._outcomes.unclear(subscription, edition, error)
        else:
            await self._outcomes.sent(subscription, edition, receipt)

    async def _reconcile(self, subscription: Subscription, edition: Edition) -> None:
        """See in the channel whether a message arrived of which no answer came."""
        try:
            async with asyncio.timeout(PATIENCE):
                receipt = await self._courier.find(subscription, edition)
        except BlindError as error:
            await self._outcomes.unknown(subscription, edition, str(error))
        except RefusedError as error:
            await self._outcomes.unknown(subscription, edition, str(error))
            await self._outcomes.pause(subscription, error)
        except HeldError as error:
            await ledger.put_off(self._database, edition, self._outcomes.after(error.seconds))
        except (UnclearError, TimeoutError) as error:
            await self._outcomes.unclear(subscription, edition, error)
        else:
            if receipt:
                await self._outcomes.sent(subscription, edition, receipt)
            else:  # it never arrived: the slot is due again, with those that fell due since
                await ledger.put_back(self._database, edition, self._clock())
                self.wake()

    # ---- announcements ----------------------------------------------------------------------------------------------

    async def _publish(self, edition: Edition) -> None:
        """Publish what is sent; Discord takes ten an hour of a channel, the others wait in the queue."""
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
            await ledger.published(self._database, edition, str(error))
        else:
            await ledger.published(self._database, edition, "published")

    # ---- asked for --------------------------------------------------------------------------------------------------

    async def deliver_now(self, subscription: Subscription, slot: str) -> Edition | None:
        """Send an edition because somebody asks; what became of it, or None where another one is on its way.

        Args:
            subscription: whose; an active one.
            slot: a name no other edition of it has: the id of the interaction it is asked for by.
        """
        now = self._clock()
        wanted = edition_of(subscription, Due(now, f"now/{slot}", Kind.NOW), now)
        claimed = await ledger.claim_now(self._database, wanted)
        if claimed is None:
            return None
        self._begin(self._under_way, claimed.id, self._first(subscription, claimed))
        await asyncio.wait({self._under_way[claimed.id]})
        return await ledger.edition(self._database, claimed.id)
