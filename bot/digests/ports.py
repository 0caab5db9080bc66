"""What delivery needs of whoever makes editions and whoever carries them: so that it knows neither news nor Discord."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from bot.model.subscription import Edition, Subscription, ToldFact, Why

Message = TypeVar("Message")
"""An edition as it is sent; only the composer and the courier look inside."""
_Made_co = TypeVar("_Made_co", covariant=True)
_Sent_contra = TypeVar("_Sent_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Composed(Generic[_Made_co]):
    """An edition made: its message, None where there is nothing to tell and that is not to be said; and what it tells."""

    message: _Made_co | None
    told: tuple[ToldFact, ...] = ()


class Composer(Protocol[_Made_co]):
    """Makes the message of an edition: what was filed from `since` up to `until`, with `nonce` in the id of one of its buttons."""

    async def __call__(self, subscription: Subscription, edition: Edition) -> Composed[_Made_co]:
        """The message; made again for the same edition, it is to tell the same."""


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a message is: its id and its channel's, which of a forum is the post."""

    message: str
    channel: str


class DeliveryError(Exception):
    """Why a message has not arrived, as far as one knows; `str` says it in words.

    ├── HeldError      nothing has left: the server or the line is down; to be tried again
    ├── RefusedError   it is not let in: the channel is gone or closed; not to be tried again until somebody has seen to it
    ├── RejectedError  this message is not taken; the next one may be
    ├── UnclearError   no answer came: it may have arrived or not
    ├── DeletedError   it had arrived, and was deleted since
    └── BlindError     whether it arrived can't be looked up
    """


class HeldError(DeliveryError):
    """Nothing has left; try again after `seconds`."""

    def __init__(self, words: str, seconds: float) -> None:
        super().__init__(words)
        self.seconds = seconds


class RefusedError(DeliveryError):
    """It is not let in; `why` is what pauses the subscription."""

    def __init__(self, words: str, why: Why) -> None:
        super().__init__(words)
        self.why = why


class RejectedError(DeliveryError):
    """This message is not taken."""


class UnclearError(DeliveryError):
    """No answer came; ask again after `seconds` at the earliest."""

    def __init__(self, words: str, seconds: float = 0.0) -> None:
        super().__init__(words)
        self.seconds = seconds


class DeletedError(DeliveryError):
    """It had arrived, and was deleted since."""


class BlindError(DeliveryError):
    """Whether it arrived can't be looked up."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a server's editors have to know about a subscription: a sentence, what makes it this notice and no other, whether a button resumes."""

    words: str
    key: str
    resumes: bool = False


class Courier(Protocol[_Sent_contra]):
    """Carries messages to channels. Everything it raises is a DeliveryError."""

    async def send(self, subscription: Subscription, edition: Edition, message: _Sent_contra) -> SentMessage:
        """Send an edition under its nonce: sent again within the nonce's window, it is the same message."""

    async def find(self, subscription: Subscription, edition: Edition) -> SentMessage | None:
        """Look through the channel's history, from when it was about to leave, for the edition's mark."""

    async def publish(self, subscription: Subscription, edition: Edition) -> None:
        """Publish an announcement to the servers that follow its channel; one that is published already is none the worse."""

    async def tell(self, subscription: Subscription, notice: Notice) -> None:
        """Tell the editors. Raises nothing."""

    def repeats(self, subscription: Subscription) -> bool:
        """Whether Discord knows a nonce again where this one goes: in channels and threads, not for the posts of a forum."""
