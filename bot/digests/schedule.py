"""Computes when the editions of a schedule are due, by the wall clock of its zone.

A time of day that does not exist on a day (the clocks go forward) moves to the next valid moment; one that occurs twice (they go
back) counts the first time. A day that a zone skipped, as Samoa did with 30 December 2011, has no editions.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.catalogue import say
from bot.errors import AskError
from bot.model.subscription import Due, Every, Kind, Quiet, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 24 * 60
"""Minutes in a day."""
FLASH_MINUTES = 10
"""Minutes between flashes at most, for "as it happens"."""
_WEEKDAYS = range(5)
_Slot = tuple[int, str, Kind]
"""Minutes after midnight, the slot's number in its day, and the kind of edition."""


@cache
def zones() -> frozenset[str]:
    """Returns the names of all zones. They come from the package `tzdata`, so that every machine has the same current ones."""
    return frozenset((resources.files("tzdata") / "zones").read_text(encoding="ascii").split())


@cache
def zone_of(name: str) -> ZoneInfo:
    """Returns the zone with an IANA name.

    Raises:
        AskError: there is no such zone.
    """
    if name not in zones():
        raise AskError(
            say(
                "I don't know the time zone “{zone}”: choose one from the list, such as Europe/Paris or America/New_York.",
                zone=name,
            )
        )
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def check(schedule: Schedule) -> Schedule:
    """Returns the schedule if it is valid.

    Raises:
        AskError: what is wrong with it, in a sentence.
    """
    zone_of(schedule.zone)
    for minute in (schedule.at, schedule.second or 0):
        if not 0 <= minute < DAY:
            raise AskError(say("A time of day is between 00:00 and 23:59."))
    if schedule.every is Every.WEEKLY and not (schedule.days and set(schedule.days) <= set(range(7))):
        raise AskError(say("Choose at least one day of the week."))
    if schedule.every is Every.TWICE_DAILY and schedule.second in (None, schedule.at):
        raise AskError(say("Give two different times of day, such as 08:00 and 18:00."))
    if schedule.every is Every.AS_IT_HAPPENS and not 1 <= schedule.per_hour <= 60 // FLASH_MINUTES:
        raise AskError(say("The limit must be from 1 to {n} messages an hour.", n=60 // FLASH_MINUTES))
    if schedule.quiet and schedule.quiet.start == schedule.quiet.end:
        raise AskError(say("Quiet hours must start and end at different times."))
    return schedule


def next_due(schedule: Schedule, after: datetime) -> Due:
    """Returns the first edition due after a moment (UTC)."""
    return next(dues(schedule, after))


def dues(schedule: Schedule, after: datetime) -> Iterator[Due]:
    """Yields all editions due after a moment (UTC), in order, each with its own moment and slot.

    If several fall on one moment (quiet hours end, or the clocks go forward), only the last one is due, but a digest wins over a flash.
    """
    last: Due | None = None
    for due in _unquiet(schedule, after):
        if last and due.at > last.at:
            yield last
        elif last and last.kind is Kind.DIGEST and due.kind is Kind.FLASH:
            continue
        last = due


def _unquiet(schedule: Schedule, after: datetime) -> Iterator[Due]:
    """Editions due after a moment; those in quiet hours move to their end."""
    zone = zone_of(schedule.zone)
    day = after.astimezone(zone).date() - timedelta(
        days=2
    )  # editions held or moved from earlier days may still be ahead
    for at, slot, kind in _moments(schedule, zone, day):
        held = quiet_until(schedule.quiet, zone, at) or at
        if held > after:
            yield Due(held, slot, kind)


def _moments(schedule: Schedule, zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, str, Kind]]:
    slots = _slots(schedule)
    while True:
        if _wanted(schedule, day) and _exists(day, zone):
            for minute, number, kind in slots:
                yield instant(day, minute, zone), f"{day.isoformat()}/{number}", kind
        day += timedelta(days=1)


def _slots(schedule: Schedule) -> list[_Slot]:
    """The slots of a day in order."""
    match schedule.every:
        case Every.HOURLY:
            return [(hour * 60 + schedule.at % 60, f"{hour:02}", Kind.DIGEST) for hour in range(24)]
        case Every.TWICE_DAILY:
            times = sorted({schedule.at, schedule.at if schedule.second is None else schedule.second})
            return [(minute, str(number), Kind.DIGEST) for number, minute in enumerate(times, 1)]
        case Every.AS_IT_HAPPENS:
            flashes = [
                (minute, f"{minute // 60:02}.{minute % 60:02}", Kind.FLASH)
                for minute in range(0, DAY, FLASH_MINUTES)
                if minute != schedule.at
            ]
            return sorted([*flashes, (schedule.at, "1", Kind.DIGEST)])
        case _:
            return [(schedule.at, "1", Kind.DIGEST)]


def _wanted(schedule: Schedule, day: date) -> bool:
    match schedule.every:
        case Every.WEEKDAYS:
            return day.weekday() in _WEEKDAYS
        case Every.WEEKLY:
            return day.weekday() in schedule.days
        case _:
            return True


def _exists(day: date, zone: ZoneInfo) -> bool:
    """True if the zone has this day."""
    return instant(day, 0, zone).astimezone(zone).date() == day


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Returns when a wall clock first shows a time of day; if it never does, when it first shows a later time."""
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    if before is None or after is None:
        raise ValueError(f"{zone} has no offsets")
    utc = (local.replace(tzinfo=None) - before).replace(tzinfo=UTC)
    return utc if after <= before else _leap(utc - (after - before), utc, after, zone)


def _leap(low: datetime, high: datetime, offset: timedelta, zone: ZoneInfo) -> datetime:
    """The first second after `low`, up to `high`, at which the zone's offset is `offset`."""
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (low, middle) if middle.astimezone(zone).utcoffset() == offset else (middle, high)
    return high


def quiet_until(quiet: Quiet | None, zone: ZoneInfo, at: datetime) -> datetime | None:
    """Returns when the quiet hours around a moment (UTC) end; None if it is not in quiet hours.

    If the clock leaps over the minutes between two quiet nights, both are one.
    """
    if quiet is None:
        return None
    local = at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    if quiet.start < quiet.end:
        inside, over = quiet.start <= minute < quiet.end, local.date()
    else:
        inside = minute >= quiet.start or minute < quiet.end
        over = local.date() + timedelta(days=minute >= quiet.start)
    if not inside:
        return None
    end = instant(over, quiet.end, zone)
    return (quiet_until(quiet, zone, end) or end) if end > at else at
