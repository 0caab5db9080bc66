"""How a check of a feed went into when it is due again. Pure: the moment and the randomness are parameters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.intake.retrying import LONGEST_ASKED

if TYPE_CHECKING:
    from random import Random

LONGEST_WAIT = timedelta(days=1)
"""However often a feed has failed, it is tried again after this."""
_DOUBLINGS = 12
_GOLDEN = (5**0.5 - 1) / 2


def after_success(now: datetime, every: int, number: int) -> datetime:
    """A feed's next turn: the feed's own moment within each interval of `every` minutes, a quarter of an interval on at the earliest.

    Feeds by their numbers have moments spread evenly over the interval, whatever brought them together: a list that was imported, or
    hours in which nobody polled. (Multiples of the golden ratio, less their whole part: however many, they lie nearly evenly apart.)
    """
    interval = every * 60
    moment, own = now.timestamp(), number * _GOLDEN % 1 * interval
    earliest = moment + interval / 4
    return datetime.fromtimestamp(earliest + (own - earliest) % interval, UTC)


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
