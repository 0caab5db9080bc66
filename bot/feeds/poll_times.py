"""Computes when a feed is due again. Pure: time and randomness are parameters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.intake.retrying import LONGEST_ASKED

if TYPE_CHECKING:
    from random import Random

LONGEST_WAIT = timedelta(days=1)
"""Longest wait before the next try, however often a feed has failed."""
_DOUBLINGS = 12
_GOLDEN = (5**0.5 - 1) / 2


def after_success(now: datetime, every: int, number: int) -> datetime:
    """Returns a feed's next poll: its own moment within each interval of `every` minutes, but at least a quarter interval from now.

    The moments of feeds are spread evenly by their numbers, even if the feeds were imported together or fell due during downtime.
    (The fractional parts of multiples of the golden ratio are nearly evenly spaced, however many there are.)
    """
    interval = every * 60
    moment, own = now.timestamp(), number * _GOLDEN % 1 * interval
    earliest = moment + interval / 4
    return datetime.fromtimestamp(earliest + (own - earliest) % interval, UTC)


def first_turn(now: datetime, every: int, random: Random) -> datetime:
    """Returns the first poll of a feed that was imported with others: a random moment within its interval."""
    return now + timedelta(minutes=every) * random.random()


def after_failure(now: datetime, every: int, failures: int, random: Random, asked: timedelta | None = None) -> datetime:
    """Returns the next try: the interval doubles with every failure in a row, up to a day, plus or minus a quarter.

    Args:
        now: when it failed.
        every: minutes between checks.
        failures: number of failures in a row before this one.
        random: the source of jitter.
        asked: how long the site asks us to wait (Retry-After): no try comes sooner.
    """
    wait: timedelta = min(timedelta(minutes=every) * 2 ** min(failures, _DOUBLINGS), LONGEST_WAIT)
    jittered = wait * random.uniform(0.75, 1.25)
    return now + max(jittered, min(asked or timedelta(0), LONGEST_ASKED))
