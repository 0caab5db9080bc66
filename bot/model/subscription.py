"""The nouns of digests, frozen: when and about what a channel wants one, and what happened to each edition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.query import Subject
    from bot.model.topics import Topic

# ---- When -----------------------------------------------------------------------------------------------------------


class Every(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    TWICE_DAILY = "twice daily"
    HOURLY = "hourly"
    AS_IT_HAPPENS = "as it happens"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours without messages, in minutes after local midnight, from `start` up to `end`; past midnight if `end` is earlier."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """When editions are due, by the wall clock of an IANA zone. Times of day are minutes after local midnight, days 0 (Monday) to 6."""

    every: Every = Every.DAILY
    at: int = 9 * 60
    zone: str = "UTC"
    days: tuple[int, ...] = ()
    """For weekly digests: the days."""
    second: int | None = None
    """For digests twice a day: the second time."""
    quiet: Quiet | None = None
    per_hour: int = 3
    """For digests as it happens: the most flashes per hour."""


class Kind(StrEnum):
    """What is due. A flash tells what is new and important between digests; `now` is a digest that a user asked for."""

    DIGEST = "digest"
    FLASH = "flash"
    NOW = "now"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """The moment (UTC) an edition is to be sent, and its slot, unique within the subscription."""

    at: datetime
    slot: str
    kind: Kind = Kind.DIGEST


# ---- What and where -------------------------------------------------------------------------------------------------

MAX_AGE = 3
"""Days before an edition's period that an article may have been published and still be news, unless a subscription says otherwise."""


class Style(StrEnum):
    """How much is said."""

    HEADLINES = "headlines"
    BRIEF = "brief"
    FULL = "full"


class Place(StrEnum):
    """The kind of channel. In a forum each edition is a post; in an announcement channel it is published."""

    TEXT = "text"
    ANNOUNCEMENT = "announcement"
    THREAD = "thread"
    FORUM = "forum"


class SubscriptionState(StrEnum):
    """Whether editions are sent."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    """Unsubscribed; kept for a while, so that it can be undone."""


class Why(StrEnum):
    """Why a subscription is paused."""

    ASKED = "asked"
    NO_ACCESS = "no access"
    NO_PERMISSION = "no permission"
    CHANNEL_GONE = "channel gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription of a channel, or of a member who follows something. Ids are Discord's, as text; times are UTC."""

    id: int
    server: str
    channel: str
    place: Place
    schedule: Schedule
    about: tuple[Subject, ...]
    """Actors, events and issues; empty means everything."""
    style: Style
    language: str
    say_empty: bool
    """True if an empty edition is sent, False if it is skipped."""
    ping: str | None
    """The role to ping."""
    created_by: str | None
    created_at: datetime
    filed_until: datetime
    """Facts added before this were covered by an edition that was sent."""
    state: SubscriptionState = SubscriptionState.ACTIVE
    why: Why | None = None
    reason: str = ""
    """Why it is paused, in words."""
    slot_at: datetime | None = None
    """When the first unclaimed edition was or is due; None while paused or ended."""
    next_due_at: datetime | None = None
    """When it is checked next: `slot_at`, or later while it is held back; the end of a timed pause; when an ended one is removed."""
    revision: int = 0
    """How often its schedule has changed: slots of different schedules are different slots."""
    picture: bool = True
    """True to show the picture of the first story that has one; `headlines` never shows one."""
    max_age: int = MAX_AGE
    """Days before an edition's period that an article may have been published and still be news; older ones are counted only."""
    muted: tuple[str, ...] = ()
    """Words, names of actors and of outlets, and topics that it never tells."""
    topics: tuple[Topic, ...] = ()
    """The only topics it tells of; empty means any."""
    follower: str | None = None
    """The member to whose direct messages it goes; None: it is a channel's digest."""
    number: int = 0
    """Its number among its server's digests, which is shown and typed; `id` is never shown."""


# ---- What became of it ----------------------------------------------------------------------------------------------


class EditionOutcome(StrEnum):
    """The state of an edition. Only a claimed one still changes."""

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Sent without a response, and the channel's history can't be read: it may have arrived. It is not sent again."""
    SKIPPED = "skipped"
    """There was nothing to tell, and the subscription skips empty editions."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated delivery of a digest, as in the ledger. Times are UTC."""

    id: int
    subscription: int
    slot: str
    kind: Kind
    due_at: datetime
    since: datetime
    """It tells what was added after this ..."""
    until: datetime
    """... and up to this."""
    nonce: str
    """Its nonce at Discord, and its mark: part of a button's id in its message, so that the message is found again in the channel."""
    outcome: EditionOutcome = EditionOutcome.CLAIMED
    missed: int = 0
    """How many earlier editions it replaces, which could not be sent when due."""
    first_due_at: datetime | None = None
    """When the first of those was due."""
    sending_at: datetime | None = None
    """When it was first about to be sent; None: it certainly was not sent."""
    attempts: int = 0
    """How often Discord was asked to accept it, or whether it has it, without a response."""
    lease_until: datetime | None = None
    message: str | None = None
    channel: str | None = None
    """Where the message is: the subscription's channel, or the forum post created for it."""
    reason: str = ""
    published: str | None = None
    """For an announcement: `queued`, `published`, or why not."""


@dataclass(frozen=True, slots=True, order=True)
class ToldFact:
    """A fact that an edition told: its kind, its key and its state at the time, so that a change can be told later.

    `channel` and `message` are those of the edition, where they are looked up.
    """

    kind: str
    key: str
    as_of: str = ""
    channel: str | None = None
    message: str | None = None
