"""What became of an edition, into the ledger; and into words to whom it concerns where it was not sent."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Generic

from bot.digests.ports import HeldError, Message, Notice, RefusedError, RejectedError, SentMessage, UnclearError
from bot.model.subscription import EditionOutcome, Kind, Place
from bot.store import editions as ledger
from bot.store import subscriptions as store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from bot.digests.ports import Courier
    from bot.model.subscription import Edition, Subscription
    from bot.store.database import Database

log = logging.getLogger(__name__)

GIVE_UP, ASKED = timedelta(hours=24), 20
"""How long, and how often at least, one asks what became of a message before one says that one does not know."""
WAITS = (2.0, 4.0, 8.0, 16.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds until one asks again, after each time no answer came; the last one for good."""
_AGAIN = timedelta(minutes=5)
_MAKING = timedelta(hours=1)
"""How often an edition that can't be made is tried, and how long."""


class Outcomes(Generic[Message]):
    """Writes down what became of editions. `wake` has what is due looked at."""

    def __init__(
        self, database: Database, courier: Courier[Message], clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._wake = wake

    async def sent(self, subscription: Subscription, edition: Edition, receipt: SentMessage) -> None:
        """It arrived, as the receipt says."""
        announced = subscription.place is Place.ANNOUNCEMENT
        await self.settle(
            edition, EditionOutcome.SENT, message=receipt.message, channel=receipt.channel, publish=announced
        )
        if announced:
            self._wake()

    async def nothing_to_tell(self, edition: Edition) -> None:
        """There is nothing new; of a flash nobody needs to know."""
        if edition.kind is Kind.FLASH:
            await ledger.drop(self._database, edition)
        else:
            await self.settle(edition, EditionOutcome.SKIPPED, reason="nothing new")

    async def not_made(self, edition: Edition) -> None:
        """Try for an hour; then the next edition tells what this one would have."""
        if edition.sending_at is not None:
            await ledger.put_off(self._database, edition, self._clock() + _AGAIN)
        elif self._clock() - edition.due_at < _MAKING:
            await self.undo(edition, self._clock() + _AGAIN, "it could not be created")
        else:
            await self.settle(
                edition,
                EditionOutcome.FAILED,
                reason="it could not be created: the bot's operator can find out why in the log",
            )

    async def held(self, edition: Edition, error: HeldError) -> None:
        """Nothing has left this time: if nothing had before, the claim is undone, so that what falls due meanwhile comes with it."""
        if edition.sending_at is None:
            await self.undo(edition, self.after(error.seconds), str(error))
        else:
            await ledger.put_off(self._database, edition, self.after(error.seconds))

    async def undo(self, edition: Edition, again_at: datetime, why: str) -> None:
        """The slot is due again; what somebody asked for just now is not, for it would come as a surprise."""
        if edition.kind is Kind.NOW:
            await self.settle(edition, EditionOutcome.FAILED, reason=why)
        else:
            await ledger.put_back(self._database, edition, again_at)
            if again_at <= self._clock():
                self._wake()

    async def refused(self, subscription: Subscription, edition: Edition, error: RefusedError) -> None:
        """Discord refuses to let it in: the digest pauses, with the reason."""
        # Where an earlier attempt brought no answer, it may have arrived before the door was shut.
        outcome = EditionOutcome.FAILED if edition.sending_at is None else EditionOutcome.UNKNOWN
        await self.settle(edition, outcome, reason=str(error))
        await self.pause(subscription, error)

    async def pause(self, subscription: Subscription, error: RefusedError) -> None:
        """Pause a digest, and tell whom it concerns, with a button to resume it."""
        if await store.pause(self._database, subscription.id, error.why, str(error)):
            key = f"digest {subscription.id} paused {self._clock().isoformat()}"
            words = (
                f"The digest is paused: {error} After you resume it, the first one covers everything added meanwhile."
            )
            await self._courier.tell(subscription, Notice(words, key, resumes=True))

    async def rejected(self, subscription: Subscription, edition: Edition, error: RejectedError) -> None:
        """Discord does not take it as it is, and will not take it again."""
        log.error("Discord does not take edition %s of subscription %s: %s", edition.slot, edition.subscription, error)
        await self.settle(edition, EditionOutcome.FAILED, reason=f"Discord rejected it: {error}")
        words = "I could not send a digest: Discord rejected it. The next one will cover its stories."
        await self._courier.tell(subscription, Notice(words, f"edition {edition.nonce} rejected"))

    async def unclear(self, subscription: Subscription, edition: Edition, error: UnclearError | TimeoutError) -> None:
        """No answer came: ask again later; after a day of asking one does not know."""
        wait = WAITS[min(edition.attempts, len(WAITS) - 1)]
        if isinstance(error, UnclearError):
            wait = max(wait, error.seconds)
        log.info("edition %s of subscription %s: no answer (%s)", edition.slot, edition.subscription, error)
        since = edition.sending_at or self._clock()
        if edition.attempts >= ASKED and self._clock() - since > GIVE_UP:
            await self.unknown(subscription, edition, "Discord did not answer for a day")
        else:
            await ledger.put_off(self._database, edition, self.after(wait), asked=True)

    async def unknown(self, subscription: Subscription, edition: Edition, why: str) -> None:
        """Nobody can tell whether it arrived: it is not sent again."""
        await self.settle(edition, EditionOutcome.UNKNOWN, reason=why)
        words = f"I can't tell whether the digest due <t:{edition.due_at.timestamp():.0f}:f> arrived: {why}. I won't send it again; the next one covers everything since the one before it."
        await self._courier.tell(subscription, Notice(words, f"edition {edition.nonce} unknown"))

    async def settle(self, edition: Edition, outcome: EditionOutcome, **more: Any) -> None:
        """Write down how it ended."""
        await ledger.settle(self._database, edition, outcome, self._clock(), **more)

    def after(self, seconds: float) -> datetime:
        """The moment so many seconds from now."""
        return self._clock() + timedelta(seconds=seconds)
