"""A subscription that is due into the edition to claim: one, however many fell due while nobody could send them."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from bot.digests.schedule import dues, next_due, quiet_until, zone_of
from bot.model.subscription import Due, Edition, Kind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.subscription import Subscription

LEASE = timedelta(seconds=60)
"""How long a claim is nobody else's. An attempt takes less (`bot.digests.delivery.PATIENCE`)."""
WINDOW = timedelta(seconds=120)
"""How long Discord is trusted to know a nonce again. It says "the past few minutes" (resources/message), and never published how many."""
OVERLAP = timedelta(minutes=2)
"""How far an edition looks back into the last one's time: an article may have been stamped before it was committed. What was told is told once."""
_COUNTED = 500
_RECENT = timedelta(days=8)
"""Within these every schedule has a moment."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about a subscription now: the edition to claim, if any, and when it is due, or to be looked at, next."""

    edition: Edition | None
    next: datetime


def plan(subscription: Subscription, now: datetime) -> Plan:
    """The edition of all slots that fell due up to now; none in the quiet hours, nor where the zone's rules have moved the slot on."""
    schedule = subscription.schedule
    if quiet := quiet_until(schedule.quiet, zone_of(schedule.zone), now):
        return Plan(None, quiet)
    following = next_due(schedule, now).at
    fallen = _fallen(subscription, now)
    if not fallen:
        return Plan(None, following)
    digests = [due for due in fallen if due.kind is Kind.DIGEST]
    due = (digests or fallen)[-1]
    first = (digests or [due])[0].at
    made = edition_of(subscription, due, now, missed=max(len(digests) - 1, 0), first=first)
    return Plan(made, following)


def _fallen(subscription: Subscription, now: datetime) -> list[Due]:
    """The slots since the first that nobody claimed."""
    begin = (subscription.slot_at or now) - timedelta(microseconds=1)
    fallen = list(takewhile(lambda due: due.at <= now, islice(dues(subscription.schedule, begin), _COUNTED)))
    if len(fallen) == _COUNTED:  # down for weeks: how many more does not matter, but the last does
        fallen += takewhile(lambda due: due.at <= now, dues(subscription.schedule, now - _RECENT))
    return fallen


def edition_of(
    subscription: Subscription, due: Due, now: datetime, *, missed: int = 0, first: datetime | None = None
) -> Edition:
    """An edition that tells what was filed since the last one that was sent."""
    slot = f"{due.slot}~{subscription.revision}" if subscription.revision else due.slot
    return Edition(
        id=0,
        subscription=subscription.id,
        slot=slot,
        kind=due.kind,
        due_at=due.at,
        since=subscription.filed_until - OVERLAP,
        until=now,
        nonce=nonce(subscription, slot),
        missed=missed,
        first_due_at=first,
        lease_until=now + LEASE,
    )


def nonce(subscription: Subscription, slot: str) -> str:
    """The name of an edition at Discord, always the same: 20 lower-case letters and digits (a nonce has at most 25)."""
    named = f"{subscription.id} {subscription.created_at.isoformat()} {slot}"
    return b32encode(sha256(named.encode()).digest())[:20].decode().lower()


def remembered(edition: Edition, now: datetime) -> bool:
    """Whether Discord still knows an edition's nonce, if the edition has arrived: sent again now, it is the same message."""
    return edition.sending_at is None or timedelta(0) <= now - edition.sending_at < WINDOW
