"""Decides which edition of a due subscription to claim: one, however many fell due while the bot could not send."""

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
"""How long a claim is exclusive. An attempt takes less (`bot.digests.delivery.PATIENCE`)."""
WINDOW = timedelta(seconds=120)
"""How long we trust Discord to recognise a nonce. The docs say "the past few minutes" (resources/message), without a number."""
OVERLAP = timedelta(minutes=2)
"""How far an edition overlaps the previous one: an article may be stamped some time before it is committed. Nothing is told twice."""
_COUNTED = 500
_RECENT = timedelta(days=8)
"""A period in which every schedule has at least one slot."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with a subscription now: the edition to claim, if any, and when to look at it next."""

    edition: Edition | None
    next: datetime


def plan(subscription: Subscription, now: datetime) -> Plan:
    """Returns one edition for all slots that fell due; none in quiet hours, or if new rules of the time zone moved the slot."""
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
    """The due slots since the first unclaimed one."""
    begin = (subscription.slot_at or now) - timedelta(microseconds=1)
    fallen = list(takewhile(lambda due: due.at <= now, islice(dues(subscription.schedule, begin), _COUNTED)))
    if len(fallen) == _COUNTED:  # down for weeks: the exact number does not matter, but the last slot does
        fallen += takewhile(lambda due: due.at <= now, dues(subscription.schedule, now - _RECENT))
    return fallen


def edition_of(
    subscription: Subscription, due: Due, now: datetime, *, missed: int = 0, first: datetime | None = None
) -> Edition:
    """Returns an edition that covers what was filed since the last one sent."""
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
    """Returns the nonce of an edition, always the same one: 20 lower-case letters and digits (Discord allows 25)."""
    named = f"{subscription.id} {subscription.created_at.isoformat()} {slot}"
    return b32encode(sha256(named.encode()).digest())[:20].decode().lower()


def remembered(edition: Edition, now: datetime) -> bool:
    """True if Discord still recognises an edition's nonce, so that sending it again can't make a second message."""
    return edition.sending_at is None or timedelta(0) <= now - edition.sending_at < WINDOW
