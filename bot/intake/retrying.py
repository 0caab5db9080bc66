"""A Retry-After header into how long a site wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

BUSY = frozenset({429, 503})
"""Statuses by which a site asks to be left alone for a while."""
LONGEST_ASKED = timedelta(days=7)
"""However long a site asks us to stay away."""


def retry_after(header: str | None, now: datetime | None) -> timedelta | None:
    """What a Retry-After header asks for, in seconds or as a date; None for none that can be read. `now`: None where it is not known."""
    if not header:
        return None
    if header.strip().isdecimal():
        return timedelta(seconds=min(int(header.strip()[:9]), LONGEST_ASKED.total_seconds()))
    until = moment_of(header)
    return max(until - now, timedelta(0)) if until and now else None


def moment_of(header: str | None) -> datetime | None:
    """The moment an HTTP date stands for."""
    try:
        moment = parsedate_to_datetime(header or "")
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
