"""What is due into messages in channels: each edition once, none lost, whatever breaks on the way (docs/digests.md).

The ledger is written before a message leaves and after it arrived. Whoever finds a claim whose lease is over knows from it how far
it got: nothing had left, or something may have, and then the nonce or the channel's history says whether it did.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Generic

from bot.digests.claiming import LEASE, edition_of, plan, remembered
from bot.digests.pace import Pace
from bot.digests.ports import (
    BlindError,
    Composed,
    DeletedError,
    HeldError,
    Message,
    Notice,
    Receipt,
    RefusedError,
    RejectedError,
    UnclearError,
)
from bot.digests.schedule import next_due
from bot.digests.subscribing import upcoming
from bot.store import editions as ledger
from bot.store import subscriptions as store
from bot.subscription import Due, Kind, Outcome, Place, State

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime
    from typing import Any

    from bot.digests.ports import Composer, Courier
    from bot.store.database import Database
    from bot.subscription import Edition, Subscription

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
GIVE_UP, ASKED = timedelta(hours=24), 20
"""How long, and how often at least, one asks what became of a message before one says that one does not know."""
_WAITS = (2.0, 4.0, 8.0, 16.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds until one asks again, after each time no answer came; the last one for good."""
_AGAIN = timedelta(minutes=5)
_MAKING = timedelta(hours=1)
"""How long an edition that can't be made is tried, and how often."""
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

    # ---- claiming ---------------------------------------------------------------------------------------------------

    async def _claim(self, room: int) -> list[tuple[Subscription, Edition]]:
        """Claim what is due, once for each subscription."""
        now = self._clock()
        wanted: list[tuple[Subscription, Edition, datetime]] = []
        if room <= 0:
            self._more = True  # there may be
            return []
        due = await store.due(self._database, now, room)
        for subscription in due:
            try:
                if edition_and_next := await self._wanted(subscription, now):
                    wanted.append((subscription, *edition_and_next))
            except Exception:  # one bad subscription never delays the rest
                log.exception("subscription %s can't be planned; it is looked at again in a while", subscription.id)
                await store.hold(self._database, subscription.id, now + _MAKING)
        self._more = bool(due) and len(due) == room
        if self._more and self._room - room >= CLAIMED_AT_ONCE:
            self.wake()
        if not wanted:
            return []
        of = {subscription.id: subscription for subscription, _, _ in wanted}
        return [(of[got.subscription], got) for got in await ledger.claim(self._database, wanted)]

    async def _wanted(self, subscription: Subscription, now: datetime) -> tuple[Edition, datetime] | None:
        """The edition to claim and when the next one is due; None where there is nothing to send yet."""
        if subscription.state is State.ENDED:  # long ago
            await store.remove(self._database, subscription.id)
            return None
        if subscription.state is State.PAUSED:  # until now
            await store.resume(self._database, subscription.id, next_due(subscription.schedule, now).at)
            return None
        planned = plan(subscription, now)
        if planned.edition is None:
            await store.hold(self._database, subscription.id, planned.next)
            return None
        if planned.edition.kind is Kind.FLASH and (later := await self._flashes_over(subscription, now)):
            digest = upcoming(subscription.schedule, now, 1)[0]  # which is not held back by flashes
            await store.hold(self._database, subscription.id, min(later, digest))
            return None
        return planned.edition, planned.next

    async def _flashes_over(self, subscription: Subscription, now: datetime) -> datetime | None:
        """When there may be another flash, where there were as many as an hour may have."""
        hour = timedelta(hours=1)
        sent = await ledger.sent_since(self._database, subscription.id, Kind.FLASH, now - hour)
        return sent[-subscription.schedule.per_hour] + hour if len(sent) >= subscription.schedule.per_hour else None

    # ---- the policy, case by case -----------------------------------------------------------------------------------

    async def _resume(self, edition: Edition) -> None:
        """Go on with a claim whose lease is over."""
        subscription = await store.subscription(self._database, edition.subscription)
        if subscription is None:
            return
        now = self._clock()
        if edition.sending_at is None:  # 1. nothing has left: the slot is due again, with those that fell due since
            await self._undo(edition, now, "the bot stopped before it was sent")
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
            await self._not_made(edition)
            return
        if composed.message is None and edition.sending_at is None:
            await self._nothing_to_tell(edition)
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
            await self._held(edition, error)
        except RefusedError as error:
            await self._refused(subscription, edition, error)
        except RejectedError as error:
            await self._rejected(subscription, edition, error)
        except DeletedError as error:
            await self._settle(edition, Outcome.SENT, reason=str(error))
        except (UnclearError, TimeoutError) as error:
            await self._unclear(subscription, edition, error)
        else:
            await self._sent(subscription, edition, receipt)

    async def _reconcile(self, subscription: Subscription, edition: Edition) -> None:
        """See in the channel whether a message arrived of which no answer came."""
        try:
            async with asyncio.timeout(PATIENCE):
                receipt = await self._courier.find(subscription, edition)
        except BlindError as error:
            await self._unknown(subscription, edition, str(error))
        except RefusedError as error:
            await self._unknown(subscription, edition, str(error))
            await self._pause(subscription, error)
        except HeldError as error:
            await ledger.put_off(self._database, edition, self._in(error.seconds))
        except (UnclearError, TimeoutError) as error:
            await self._unclear(subscription, edition, error)
        else:
            if receipt:
                await self._sent(subscription, edition, receipt)
            else:  # it never arrived: the slot is due again, with those that fell due since
                await ledger.put_back(self._database, edition, self._clock())
                self.wake()

    # ---- what became of it ------------------------------------------------------------------------------------------

    async def _sent(self, subscription: Subscription, edition: Edition, receipt: Receipt) -> None:
        announced = subscription.place is Place.ANNOUNCEMENT
        await self._settle(edition, Outcome.SENT, message=receipt.message, channel=receipt.channel, publish=announced)
        if announced:
            self.wake()

    async def _nothing_to_tell(self, edition: Edition) -> None:
        if edition.kind is Kind.FLASH:
            await ledger.drop(self._database, edition)
        else:
            await self._settle(edition, Outcome.SKIPPED, reason="nothing new")

    async def _not_made(self, edition: Edition) -> None:
        """Try for an hour; then the next edition tells what this one would have."""
        if edition.sending_at is not None:
            await ledger.put_off(self._database, edition, self._clock() + _AGAIN)
        elif self._clock() - edition.due_at < _MAKING:
            await self._undo(edition, self._clock() + _AGAIN, "it could not be made")
        else:
            await self._settle(
                edition, Outcome.FAILED, reason="it could not be made: the log of whoever runs me says why"
            )

    async def _held(self, edition: Edition, error: HeldError) -> None:
        """Nothing has left this time: if nothing had before, the claim is undone, so that what falls due meanwhile comes with it."""
        if edition.sending_at is None:
            await self._undo(edition, self._in(error.seconds), str(error))
        else:
            await ledger.put_off(self._database, edition, self._in(error.seconds))

    async def _undo(self, edition: Edition, again_at: datetime, why: str) -> None:
        """The slot is due again; what somebody asked for just now is not, for it would come as a surprise."""
        if edition.kind is Kind.NOW:
            await self._settle(edition, Outcome.FAILED, reason=why)
        else:
            await ledger.put_back(self._database, edition, again_at)
            if again_at <= self._clock():
                self.wake()

    async def _refused(self, subscription: Subscription, edition: Edition, error: RefusedError) -> None:
        # Where an earlier attempt brought no answer, it may have arrived before the door was shut.
        outcome = Outcome.FAILED if edition.sending_at is None else Outcome.UNKNOWN
        await self._settle(edition, outcome, reason=str(error))
        await self._pause(subscription, error)

    async def _pause(self, subscription: Subscription, error: RefusedError) -> None:
        if await store.pause(self._database, subscription.id, error.why, str(error)):
            key = f"digest {subscription.id} paused {self._clock().isoformat()}"
            words = f"The digest is paused: {error} What is filed meanwhile comes with the first edition after it is resumed."
            await self._courier.tell(subscription, Notice(words, key, resumes=True))

    async def _rejected(self, subscription: Subscription, edition: Edition, error: RejectedError) -> None:
        log.error("Discord does not take edition %s of subscription %s: %s", edition.slot, edition.subscription, error)
        await self._settle(edition, Outcome.FAILED, reason=f"Discord does not take it: {error}")
        words = "An edition could not be sent: Discord does not take it as I made it. The next one tells what it would have told."
        await self._courier.tell(subscription, Notice(words, f"edition {edition.nonce} rejected"))

    async def _unclear(self, subscription: Subscription, edition: Edition, error: UnclearError | TimeoutError) -> None:
        wait = _WAITS[min(edition.attempts, len(_WAITS) - 1)]
        if isinstance(error, UnclearError):
            wait = max(wait, error.seconds)
        log.info("edition %s of subscription %s: no answer (%s)", edition.slot, edition.subscription, error)
        since = edition.sending_at or self._clock()
        if edition.attempts >= ASKED and self._clock() - since > GIVE_UP:
            await self._unknown(subscription, edition, "no answer came for a day")
        else:
            await ledger.put_off(self._database, edition, self._in(wait), asked=True)

    async def _unknown(self, subscription: Subscription, edition: Edition, why: str) -> None:
        await self._settle(edition, Outcome.UNKNOWN, reason=why)
        words = f"I can't tell whether the edition due <t:{edition.due_at.timestamp():.0f}:f> arrived: {why}. I don't send it again; the next one tells what is new since the one before it."
        await self._courier.tell(subscription, Notice(words, f"edition {edition.nonce} unknown"))

    async def _settle(self, edition: Edition, outcome: Outcome, **more: Any) -> None:
        await ledger.settle(self._database, edition, outcome, self._clock(), **more)

    def _in(self, seconds: float) -> datetime:
        return self._clock() + timedelta(seconds=seconds)

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
            await ledger.published(self._database, edition, "queued", self._in(max(error.seconds, _WAITS[-1])))
        except TimeoutError:
            await ledger.published(self._database, edition, "queued", self._in(_WAITS[-1]))
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
