"""Reads Retry-After headers: how long a site wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from math import ceil

BUSY = frozenset({429, 503})
"""The statuses with which a site asks to be left alone for a while."""
LONGEST_ASKED = timedelta(days=7)
"""The longest time that a site can ask for."""


def retry_after(header: str | None, now: datetime | None) -> timedelta | None:
    """Returns the seconds that a Retry-After header asks for, in seconds or as a date; None if it is unreadable. `now`: None if unknown."""
    if not header:
        return None
    if header.strip().isdecimal():
        return timedelta(seconds=min(int(header.strip()[:9]), LONGEST_ASKED.total_seconds()))
    until = moment_of(header)
    return max(until - now, timedelta(0)) if until and now else None


def minutes(asked: timedelta) -> int:
    """Returns so many whole minutes that the time is over by then."""
    return max(1, ceil(asked / timedelta(minutes=1)))


def moment_of(header: str | None) -> datetime | None:
    """Returns the moment of an HTTP date."""
    try:
        moment = parsedate_to_datetime(header or "")
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
