"""A clock that tests move, a small Discord that can fail in every way, and subscriptions to deliver there."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.digests.delivery import Delivery
from bot.digests.ports import BlindError, Composed, Notice, SentMessage, UnclearError
from bot.digests.spacing import Pace
from bot.digests.subscribing import Digests
from bot.model.subscription import Edition, Place, Schedule, Style, Subscription, ToldFact
from tests.conftest import entered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.digests.ports import DeliveryError
    from bot.store.database import Database

    Subscribe = Callable[..., Awaitable[Subscription]]

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SERVER = "1000"
FORGETS = timedelta(minutes=5)
"""When this Discord forgets a nonce."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = BEGIN) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        """Advance the clock."""
        self.now += timedelta(**by)
        return self.now


@dataclass
class Sent:
    """A message in a channel."""

    id: str
    channel: str
    nonce: str
    words: str
    at: datetime


class Killed(BaseException):
    """The process is killed: none of its code runs any more."""


@dataclass
class Post:
    """A courier whose channels are lists. Faults are planned: one entry per call, None for no fault."""

    clock: Clock
    messages: list[Sent] = field(default_factory=list)
    before: list[DeliveryError | BaseException | None] = field(default_factory=list)
    """Raised instead of taking effect."""
    after: list[DeliveryError | BaseException | None] = field(default_factory=list)
    """Raised although it took effect."""
    blind: bool = False
    forum: bool = False
    down: bool = False
    calls: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    refuses_to_publish: list[DeliveryError] = field(default_factory=list)

    async def send(self, subscription: Subscription, edition: Edition, message: str) -> SentMessage:
        """Send into the channel, unless the message is already there or a fault is planned."""
        self.calls.append("send")
        if self.down:
            raise UnclearError("the line is down")
        if planned := self.before.pop(0) if self.before else None:
            raise planned
        receipt = self._known(edition.nonce) or self._keep(subscription, edition, message)
        if planned := self.after.pop(0) if self.after else None:
            raise planned
        return receipt

    def _known(self, nonce: str) -> SentMessage | None:
        if self.forum:
            return None
        recent = [
            message for message in self.messages if message.nonce == nonce and self.clock.now - message.at < FORGETS
        ]
        return SentMessage(recent[0].id, recent[0].channel) if recent else None

    def _keep(self, subscription: Subscription, edition: Edition, message: str) -> SentMessage:
        sent = Sent(f"m{len(self.messages)}", subscription.channel, edition.nonce, message, self.clock.now)
        self.messages.append(sent)
        return SentMessage(sent.id, sent.channel)

    async def find(self, _subscription: Subscription, edition: Edition) -> SentMessage | None:
        """Find by the mark."""
        self.calls.append("find")
        if self.down:
            raise UnclearError("the line is down")
        if self.blind:
            raise BlindError("the channel's history is closed to me")
        found = [message for message in self.messages if message.nonce == edition.nonce]
        return SentMessage(found[0].id, found[0].channel) if found else None

    async def publish(self, _subscription: Subscription, edition: Edition) -> None:
        """Record it."""
        if self.refuses_to_publish:
            raise self.refuses_to_publish.pop(0)
        self.published.append(str(edition.message))

    async def tell(self, _subscription: Subscription, notice: Notice) -> None:
        """Record it."""
        self.notices.append(notice)

    def repeats(self, _subscription: Subscription) -> bool:
        """False for forums, where a nonce is useless."""
        return not self.forum


class AtOnce(Pace):
    """A pace without waiting: the clock of these tests is not the event loop's."""

    async def turn(self) -> AbstractContextManager[None]:
        """Take a turn at once."""
        return nullcontext()


async def compose(_subscription: Subscription, edition: Edition) -> Composed[str]:
    """An edition that names its period."""
    return Composed(f"{edition.slot} missed {edition.missed}", (ToldFact("event", edition.slot),))


@pytest.fixture
def clock() -> Clock:
    """The first minute of 2026."""
    return Clock()


@pytest.fixture
def post(clock: Clock) -> Post:
    """A Discord without faults."""
    return Post(clock)


@pytest.fixture
def subscribe(database: Database, clock: Clock) -> Subscribe:
    """Subscribes a channel; takes `schedule`, `place` and any other attribute of a subscription."""

    async def made(
        schedule: Schedule | None = None, *, channel: str = "c1", place: str = "text", **more: object
    ) -> Subscription:
        draft = Subscription(
            id=0,
            server=SERVER,
            channel=channel,
            place=Place(place),
            schedule=schedule or Schedule(),
            about=(),
            style=Style.BRIEF,
            language="en",
            say_empty=False,
            ping=None,
            created_by="7",
            created_at=clock.now,
            filed_until=clock.now,
        )
        await entered(database, draft.server, "2")
        return await Digests(database, clock).subscribe(draft)

    return made


@pytest.fixture
def start(database: Database, clock: Clock, post: Post) -> Callable[..., Delivery[str]]:
    """Starts a delivery like a new process, with nothing but the database."""

    def started(composer: object = compose) -> Delivery[str]:
        return Delivery(database, composer, post, clock, AtOnce())  # type: ignore[arg-type]

    return started
