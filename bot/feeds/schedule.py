"""How a check of a feed went into when it is due again. Pure: the moment and the randomness are parameters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

LONGEST_WAIT = timedelta(days=1)
"""However often a feed has failed, it is tried again after this."""
LONGEST_ASKED = timedelta(days=7)
"""However long a site asks us to stay away."""
_DOUBLINGS = 12


def after_success(now: datetime, every: int, random: Random) -> datetime:
    """A feed's next turn: `every` minutes on, a twentieth sooner or later, so that feeds added together drift apart."""
    return now + timedelta(minutes=every) * random.uniform(0.95, 1.05)


def first_turn(now: datetime, every: int, random: Random) -> datetime:
    """Of a feed that came with many others: somewhere within its interval."""
    return now + timedelta(minutes=every) * random.random()


def after_failure(now: datetime, every: int, failures: int, random: Random, asked: timedelta | None = None) -> datetime:
    """The next try: after the interval, doubled with every failure in a row up to a day, a quarter sooner or later.

    Args:
        now: the moment it failed.
        every: minutes between checks.
        failures: in a row before this one.
        random: the jitter.
        asked: how long the site asks us to stay away (Retry-After): no try comes sooner.
    """
    wait: timedelta = min(timedelta(minutes=every) * 2 ** min(failures, _DOUBLINGS), LONGEST_WAIT)
    jittered = wait * random.uniform(0.75, 1.25)
    return now + max(jittered, min(asked or timedelta(0), LONGEST_ASKED))


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, in seconds or as a date; None for none that can be read."""
    if not header:
        return None
    if header.strip().isdecimal():
        return timedelta(seconds=min(int(header.strip()[:9]), LONGEST_ASKED.total_seconds()))
    try:
        until = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - now, timedelta(0))
