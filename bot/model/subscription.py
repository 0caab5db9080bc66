"""Every noun of digests, frozen: when a channel wants one, what of, and what became of each edition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.query import Subject

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
    """Hours in which nothing is sent, in minutes after local midnight: from `start` up to `end`, over midnight where it is the earlier one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """When editions are due, by the wall clock of an IANA zone. Times of day are minutes after local midnight, days 0 (Monday) to 6."""

    every: Every = Every.DAILY
    at: int = 9 * 60
    zone: str = "UTC"
    days: tuple[int, ...] = ()
    """Of a weekly one: the days it comes on."""
    second: int | None = None
    """Of one twice a day: the other time."""
    quiet: Quiet | None = None
    per_hour: int = 3
    """Of one as it happens: the most flashes within an hour."""


class Kind(StrEnum):
    """What is due. A flash is what is new and important, between digests; `now` is a digest somebody asked for."""

    DIGEST = "digest"
    FLASH = "flash"
    NOW = "now"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A moment (UTC) at which an edition is to be sent, and the name of its slot, which no other edition of the subscription has."""

    at: datetime
    slot: str
    kind: Kind = Kind.DIGEST


# ---- What and where -------------------------------------------------------------------------------------------------


class Style(StrEnum):
    """How much is said."""

    HEADLINES = "headlines"
    BRIEF = "brief"
    FULL = "full"


class Place(StrEnum):
    """What sort of channel it goes to. In a forum each edition is a post; in an announcement channel it is published."""

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
    """What paused a subscription."""

    ASKED = "asked"
    NO_ACCESS = "no access"
    NO_PERMISSION = "no permission"
    CHANNEL_GONE = "channel gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a channel subscribed to. Ids are Discord's, in text; times are UTC."""

    id: int
    server: str
    channel: str
    place: Place
    schedule: Schedule
    about: tuple[Subject, ...]
    """Actors and events; none: everything."""
    style: Style
    language: str
    say_empty: bool
    """Whether an edition with nothing in it is sent, or skipped."""
    ping: str | None
    """The role to ping."""
    created_by: str | None
    created_at: datetime
    filed_until: datetime
    """Facts filed before this have been looked at by an edition that was sent."""
    state: SubscriptionState = SubscriptionState.ACTIVE
    why: Why | None = None
    reason: str = ""
    """Why it is paused, in words."""
    slot_at: datetime | None = None
    """When the first edition that nobody has claimed was or is due; None while it is paused or ended."""
    next_due_at: datetime | None = None
    """When it is to be looked at: `slot_at`, or later while something holds it back; the end of a timed pause; when an ended one is removed."""
    revision: int = 0
    """How often its schedule was changed: slots of different schedules are different slots."""
    picture: bool = True
    """Whether an edition shows the picture of its first story that has one; `headlines` shows none."""
    number: int = 0
    """Its number among its server's digests: the one that is shown and typed. `id` is never shown."""


# ---- What became of it ----------------------------------------------------------------------------------------------


class EditionOutcome(StrEnum):
    """Where an edition stands. Claimed is the only one that changes."""

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It was sent, no answer came, and the channel's history can't be read: it may have arrived. It is not sent again."""
    SKIPPED = "skipped"
    """There was nothing to tell, and the subscription says to skip then."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated delivery of a digest, as the ledger has it. Times are UTC."""

    id: int
    subscription: int
    slot: str
    kind: Kind
    due_at: datetime
    since: datetime
    """It tells what was filed from here ..."""
    until: datetime
    """... up to here."""
    nonce: str
    """Its name at Discord, and its mark: in the id of a button of its message, so that it is found in the channel again."""
    outcome: EditionOutcome = EditionOutcome.CLAIMED
    missed: int = 0
    """Editions it stands for besides itself, which fell due while nobody could send them."""
    first_due_at: datetime | None = None
    """When the first of those was due."""
    sending_at: datetime | None = None
    """When it was first about to leave; None: it certainly has not."""
    attempts: int = 0
    """How often Discord was asked to take it, or whether it has it, and gave no answer."""
    lease_until: datetime | None = None
    message: str | None = None
    channel: str | None = None
    """Where the message is: the subscription's channel, or the forum post that was made for it."""
    reason: str = ""
    published: str | None = None
    """Of an announcement: `queued`, `published`, or why not."""


@dataclass(frozen=True, slots=True, order=True)
class ToldFact:
    """A fact that an edition told: what sort of fact, its key, and how it stood then, so that a change can be told later."""

    kind: str
    key: str
    as_of: str = ""
