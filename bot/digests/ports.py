"""What delivery needs from the composer and the courier, so that it depends on neither news nor Discord."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from bot.model.subscription import Edition, Subscription, ToldFact, Why

Message = TypeVar("Message")
"""The message of an edition; only the composer and the courier look inside."""
_Made_co = TypeVar("_Made_co", covariant=True)
_Sent_contra = TypeVar("_Sent_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Composed(Generic[_Made_co]):
    """A composed edition: its message, None if an empty one is skipped, what it tells, and for an empty one why it is."""

    message: _Made_co | None
    told: tuple[ToldFact, ...] = ()
    nothing: object = ""


class Composer(Protocol[_Made_co]):
    """Composes an edition from what was filed from `since` up to `until`, with `nonce` in the id of one of its buttons."""

    async def __call__(self, subscription: Subscription, edition: Edition) -> Composed[_Made_co]:
        """Returns the message. Composing the same edition again must tell the same."""


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a message is: its id and its channel's id; for a forum, the channel is the post."""

    message: str
    channel: str


class DeliveryError(Exception):
    """Why a message has not arrived, as far as we know; `str` gives the reason in words.

    ├── HeldError      nothing was sent: the server or the connection is down; try again
    ├── RefusedError   no access: the channel is gone or closed; don't try again until someone has fixed it
    ├── RejectedError  this message is rejected; the next one may not be
    ├── UnclearError   no answer came: it may have arrived or not
    ├── DeletedError   it arrived and has been deleted since
    └── BlindError     we can't look up whether it arrived
    """


class HeldError(DeliveryError):
    """Nothing was sent; try again after `seconds`."""

    def __init__(self, words: object, seconds: float) -> None:
        super().__init__(words)
        self.seconds = seconds


class RefusedError(DeliveryError):
    """No access; `why` is the reason the subscription is paused for."""

    def __init__(self, words: object, why: Why) -> None:
        super().__init__(words)
        self.why = why


class RejectedError(DeliveryError):
    """Discord rejects this message."""


class UnclearError(DeliveryError):
    """No answer came; check again after `seconds` at the earliest."""

    def __init__(self, words: object, seconds: float = 0.0) -> None:
        super().__init__(words)
        self.seconds = seconds


class DeletedError(DeliveryError):
    """It arrived and has been deleted since."""


class BlindError(DeliveryError):
    """We can't look up whether it arrived."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to a server's editors about a subscription: its words, said in their language, its identifying key, and whether it has a button to resume."""

    words: object
    key: str
    resumes: bool = False


class Courier(Protocol[_Sent_contra]):
    """Sends messages to channels. Everything it raises is a DeliveryError."""

    async def send(self, subscription: Subscription, edition: Edition, message: _Sent_contra) -> SentMessage:
        """Send an edition under its nonce: sending it again within the nonce's window makes no second message."""

    async def find(self, subscription: Subscription, edition: Edition) -> SentMessage | None:
        """Search the channel's history for the edition's mark, from shortly before it was sent."""

    async def publish(self, subscription: Subscription, edition: Edition) -> None:
        """Publish an announcement to the servers that follow its channel; publishing it twice does no harm."""

    async def tell(self, subscription: Subscription, notice: Notice) -> None:
        """Notify the editors. Raises nothing."""

    def repeats(self, subscription: Subscription) -> bool:
        """True if Discord recognises nonces in the subscription's channel: not for forum posts."""
