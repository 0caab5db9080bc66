"""Records what became of an edition, and notifies the editors if it was not sent."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Generic

from bot.catalogue.lazy import lazy, stored
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
"""How long, and how often at least, we check for a message before we report that we don't know."""
WAITS = (2.0, 4.0, 8.0, 16.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds until the next check after each time no answer came; the last value repeats."""
_AGAIN = timedelta(minutes=5)
_MAKING = timedelta(hours=1)
"""Wait between tries of an edition that can't be composed, and for how long we try."""


class Outcomes(Generic[Message]):
    """Records the outcomes of editions. `wake` makes delivery check for due editions."""

    def __init__(
        self, database: Database, courier: Courier[Message], clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._wake = wake

    async def sent(self, subscription: Subscription, edition: Edition, receipt: SentMessage) -> None:
        """Record that an edition arrived, with its receipt."""
        announced = subscription.place is Place.ANNOUNCEMENT
        await self.settle(
            edition, EditionOutcome.SENT, message=receipt.message, channel=receipt.channel, publish=announced
        )
        if announced:
            self._wake()

    async def nothing_to_tell(self, edition: Edition, why: object) -> None:
        """Record that there was nothing new, and why; an empty flash is simply dropped."""
        if edition.kind is Kind.FLASH:
            await ledger.drop(self._database, edition)
        else:
            log.info("edition %s of subscription %s was not sent: %s", edition.slot, edition.subscription, why)
            await self.settle(edition, EditionOutcome.SKIPPED, reason=why)

    async def not_made(self, edition: Edition) -> None:
        """Retry for an hour; after that, the next edition covers what this one would have told."""
        if edition.sending_at is not None:
            await ledger.put_off(self._database, edition, self._clock() + _AGAIN)
        elif self._clock() - edition.due_at < _MAKING:
            await self.undo(edition, self._clock() + _AGAIN, lazy("it could not be created"))
        else:
            await self.settle(
                edition,
                EditionOutcome.FAILED,
                reason=lazy("it could not be created: the bot's operator can find out why in the log"),
            )

    async def held(self, edition: Edition, error: HeldError) -> None:
        """Nothing was sent this time. If nothing was sent before either, undo the claim, so that later slots join it."""
        if edition.sending_at is None:
            await self.undo(edition, self.after(error.seconds), error)
        else:
            await ledger.put_off(self._database, edition, self.after(error.seconds))

    async def undo(self, edition: Edition, again_at: datetime, why: object) -> None:
        """Make the slot due again. An edition sent on request fails instead, because a late one would surprise."""
        if edition.kind is Kind.NOW:
            await self.settle(edition, EditionOutcome.FAILED, reason=why)
        else:
            await ledger.put_back(self._database, edition, again_at)
            if again_at <= self._clock():
                self._wake()

    async def refused(self, subscription: Subscription, edition: Edition, error: RefusedError) -> None:
        """Discord refuses access: record it and pause the digest with the reason."""
        # If an earlier attempt got no answer, the edition may have arrived before access was lost.
        outcome = EditionOutcome.FAILED if edition.sending_at is None else EditionOutcome.UNKNOWN
        await self.settle(edition, outcome, reason=error)
        await self.pause(subscription, error)

    async def pause(self, subscription: Subscription, error: RefusedError) -> None:
        """Pause a digest and notify its editors, with a button to resume it."""
        if await store.pause(self._database, subscription.id, error.why, stored(error)):
            key = f"digest {subscription.id} paused {self._clock().isoformat()}"
            words = lazy(
                "The digest is paused: {why} After you resume it, the first one covers everything added meanwhile.",
                why=error,
            )
            await self._courier.tell(subscription, Notice(words, key, resumes=True))

    async def rejected(self, subscription: Subscription, edition: Edition, error: RejectedError) -> None:
        """Discord rejects the message, and would reject it again: record it and notify the editors."""
        log.error("Discord rejected edition %s of subscription %s: %s", edition.slot, edition.subscription, error)
        await self.settle(edition, EditionOutcome.FAILED, reason=lazy("Discord rejected it: {error}", error=error))
        words = lazy("I could not send a digest: Discord rejected it. The next one will cover its stories.")
        await self._courier.tell(subscription, Notice(words, f"edition {edition.nonce} rejected"))

    async def unclear(self, subscription: Subscription, edition: Edition, error: UnclearError | TimeoutError) -> None:
        """No answer came: check again later; give up after a day."""
        wait = WAITS[min(edition.attempts, len(WAITS) - 1)]
        if isinstance(error, UnclearError):
            wait = max(wait, error.seconds)
        log.info("edition %s of subscription %s: no answer (%s)", edition.slot, edition.subscription, error)
        since = edition.sending_at or self._clock()
        if edition.attempts >= ASKED and self._clock() - since > GIVE_UP:
            await self.unknown(subscription, edition, lazy("Discord did not answer for a day"))
        else:
            await ledger.put_off(self._database, edition, self.after(wait), asked=True)

    async def unknown(self, subscription: Subscription, edition: Edition, why: object) -> None:
        """Record that we can't tell whether it arrived; it is not sent again."""
        await self.settle(edition, EditionOutcome.UNKNOWN, reason=why)
        words = lazy(
            "I can't tell whether the digest due {due} arrived: {why}. I won't send it again; the next one covers everything since the one before it.",
            due=f"<t:{edition.due_at.timestamp():.0f}:f>",
            why=why,
        )
        await self._courier.tell(subscription, Notice(words, f"edition {edition.nonce} unknown"))

    async def settle(self, edition: Edition, outcome: EditionOutcome, reason: object = "", **more: Any) -> None:
        """Record the final outcome."""
        await ledger.settle(self._database, edition, outcome, self._clock(), reason=stored(reason), **more)

    def after(self, seconds: float) -> datetime:
        """Returns the moment `seconds` from now."""
        return self._clock() + timedelta(seconds=seconds)
