"""Tests when editions are due: in every zone, across clock changes, on skipped days, in quiet hours."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.schedule import DAY, check, dues, instant, next_due, zone_of, zones
from bot.errors import AskError
from bot.model.subscription import Due, Every, Kind, Quiet, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

FIRST, YEARS = date(2024, 1, 1), 10
LAST = date(FIRST.year + YEARS, 1, 1)
DAYS = (LAST - FIRST).days


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def hours(text: str) -> int:
    """Minutes after midnight of "HH:MM"."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def quiet(start: str, end: str) -> Quiet:
    return Quiet(hours(start), hours(end))


DUE = [
    # an ordinary day, in summer and winter
    ("daily", "09:00", "Europe/Paris", "2026-06-01 00:00", "2026-06-01 07:00", "2026-06-01/1"),
    ("daily", "09:00", "Europe/Paris", "2026-12-01 00:00", "2026-12-01 08:00", "2026-12-01/1"),
    # later than the moment, never equal: what was just sent is not due again
    ("daily", "09:00", "UTC", "2026-06-01 09:00", "2026-06-02 09:00", "2026-06-02/1"),
    # 02:30 does not exist: the next valid minute is 03:00 summer time
    ("daily", "02:30", "Europe/Paris", "2026-03-29 00:00", "2026-03-29 01:00", "2026-03-29/1"),
    # 02:30 occurs twice: the first time counts ...
    ("daily", "02:30", "Europe/Paris", "2026-10-25 00:00", "2026-10-25 00:30", "2026-10-25/1"),
    # ... and the second does not
    ("daily", "02:30", "Europe/Paris", "2026-10-25 00:30", "2026-10-26 01:30", "2026-10-26/1"),
    # clocks move by half an hour (Lord Howe): 02:15 moves to 02:30
    ("daily", "02:15", "Australia/Lord_Howe", "2026-10-03 14:00", "2026-10-03 15:30", "2026-10-04/1"),
    # the clocks go forward at midnight: the day begins at 01:00
    ("daily", "00:00", "Asia/Beirut", "2026-03-28 12:00", "2026-03-28 22:00", "2026-03-29/1"),
    # clocks jump from 23:00 past midnight (Nuuk): Saturday's 23:30 is the first minute of Sunday, and Sunday keeps
    # its own
    ("daily", "23:30", "America/Nuuk", "2026-03-28 12:00", "2026-03-29 01:00", "2026-03-28/1"),
    ("daily", "23:30", "America/Nuuk", "2026-03-29 01:00", "2026-03-30 00:30", "2026-03-29/1"),
    # Samoa skipped 30 December 2011: no edition for that day
    ("daily", "09:00", "Pacific/Apia", "2011-12-29 19:00", "2011-12-30 19:00", "2011-12-31/1"),
    # offsets of quarter hours
    ("daily", "09:00", "Asia/Kathmandu", "2026-06-01 00:00", "2026-06-01 03:15", "2026-06-01/1"),
    # it is already tomorrow there
    ("daily", "00:30", "Pacific/Kiritimati", "2026-06-01 09:00", "2026-06-01 10:30", "2026-06-02/1"),
    # Friday evening: next is Monday
    ("weekdays", "09:00", "UTC", "2026-06-05 09:00", "2026-06-08 09:00", "2026-06-08/1"),
]


@pytest.mark.parametrize(("every", "at", "zone", "after", "due", "slot"), DUE)
def test_the_next_edition(every: str, at: str, zone: str, after: str, due: str, slot: str) -> None:
    schedule = Schedule(Every(every), hours(at), zone)
    assert next_due(schedule, utc(after)) == Due(utc(due), slot)


LISTED = [
    # weekly, on the chosen days
    (Schedule(Every.WEEKLY, 600, days=(1, 4)), ["06-02 10:00", "06-05 10:00", "06-09 10:00"]),
    # twice a day, in whichever order the times were given
    (Schedule(Every.TWICE_DAILY, hours("18:00"), second=hours("08:00")), ["06-01 08:00", "06-01 18:00", "06-02 08:00"]),
    # hourly, at the minute of `at`
    (Schedule(Every.HOURLY, 15), ["06-01 00:15", "06-01 01:15", "06-01 02:15"]),
    # quiet hours past midnight: one edition at their end, the last of those held back
    (Schedule(Every.HOURLY, 0, quiet=quiet("00:30", "06:00")), ["06-01 00:00", "06-01 06:00", "06-01 07:00"]),
    # both editions of a day within the quiet hours: one afterwards
    (Schedule(Every.TWICE_DAILY, 60, second=120, quiet=quiet("22:00", "06:00")), ["06-01 06:00", "06-02 06:00"]),
    # the end of the quiet hours is not quiet, their start is
    (Schedule(Every.DAILY, 360, quiet=quiet("00:00", "06:00")), ["06-01 06:00"]),
    (Schedule(Every.DAILY, 1320, quiet=quiet("22:00", "06:00")), ["06-01 06:00", "06-02 06:00"]),
]


@pytest.mark.parametrize(("schedule", "listed"), LISTED)
def test_the_next_editions(schedule: Schedule, listed: list[str]) -> None:
    found = [due.at.strftime("%m-%d %H:%M") for due in islice(dues(schedule, utc("2026-05-31 23:59")), len(listed))]
    assert found == listed


def test_an_hourly_one_fires_once_in_the_hour_that_comes_twice_and_in_none_that_is_missing() -> None:
    schedule = Schedule(Every.HOURLY, 0, "Europe/Paris")
    autumn = takewhile(lambda due: due.at < utc("2026-10-25 23:00"), dues(schedule, utc("2026-10-24 21:59")))
    assert [due.slot[-2:] for due in autumn] == [f"{hour:02}" for hour in range(24)]
    spring = list(takewhile(lambda due: due.at < utc("2026-03-29 22:00"), dues(schedule, utc("2026-03-28 22:59"))))
    assert len(spring) == 23
    assert len({due.at for due in spring}) == 23


def test_as_it_happens_looks_every_ten_minutes_and_has_one_digest_a_day() -> None:
    schedule = Schedule(Every.AS_IT_HAPPENS, hours("09:00"), "Europe/Paris")
    day = list(takewhile(lambda due: due.at < utc("2026-06-01 22:00"), dues(schedule, utc("2026-05-31 21:59"))))
    assert Counter(due.kind for due in day) == {Kind.FLASH: 143, Kind.DIGEST: 1}
    assert [due.slot for due in day if due.kind is Kind.DIGEST] == ["2026-06-01/1"]


def test_nothing_is_due_in_quiet_hours_whose_only_gap_the_clock_leaps_over() -> None:
    # All but 00:00 is quiet, and the clocks of Damascus went from 00:00 to 01:00 on 1 April 2000.
    schedule = Schedule(Every.DAILY, hours("00:01"), zone="Asia/Damascus", quiet=quiet("00:01", "00:00"))
    found = list(islice(dues(schedule, utc("2000-03-30 12:00")), 3))
    assert [due.at for due in found] == [utc("2000-03-30 22:00"), utc("2000-04-01 21:00"), utc("2000-04-02 21:00")]


def test_a_digest_held_by_quiet_hours_is_not_crowded_out_by_a_flash() -> None:
    schedule = Schedule(Every.AS_IT_HAPPENS, hours("05:00"), quiet=quiet("22:00", "07:00"))
    [due] = islice(dues(schedule, utc("2026-06-01 23:00")), 1)
    assert (due.at, due.kind) == (utc("2026-06-02 07:00"), Kind.DIGEST)


# ---- every zone, ten years ------------------------------------------------------------------------------------------


Changes = tuple[tuple[datetime, timedelta], ...]
"""The minutes at which a zone's clocks change, each with the offset from then on; the first is the start of the ten years."""


def changes(zone: ZoneInfo) -> Changes:
    """Returns a zone's changes within the ten years; two within a week would be missed, but nobody changes clocks like that."""

    def offset(at: datetime) -> timedelta:
        return at.astimezone(zone).utcoffset() or timedelta()

    def change(before: datetime, after: datetime) -> datetime:
        while after - before > timedelta(minutes=1):
            middle = before + (after - before) // 2
            before, after = (middle, after) if offset(middle) == offset(before) else (before, middle)
        return after.replace(second=0, microsecond=0)

    start = datetime(FIRST.year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    weeks = [start + timedelta(weeks=number) for number in range(DAYS // 7 + 2)]
    shown = [(week, offset(week)) for week in weeks]
    found = [change(week, after) for (week, was), (after, becomes) in pairwise(shown) if was != becomes]
    return tuple((at, offset(at)) for at in (start, *found))


def one_a_day(schedule: Schedule, first: date, last: date) -> None:
    """Check that every local day from `first` to `last` that exists has one edition, at its time or the next valid one."""
    zone = zone_of(schedule.zone)
    begin = instant(first, 0, zone) - timedelta(seconds=1)
    found = list(takewhile(lambda due: due.slot < last.isoformat(), dues(schedule, begin)))
    found = [due for due in found if due.slot >= first.isoformat()]
    assert [due.slot for due in found] == [f"{day.isoformat()}/1" for day in _days(first, last, zone)]
    assert all(due.at < other.at for due, other in pairwise(found))
    for due in found:
        local = due.at.astimezone(zone)
        meant = datetime.fromisoformat(due.slot[:10]) + timedelta(minutes=schedule.at)
        if local.replace(tzinfo=None) == meant:
            assert local.fold == 0  # of an hour that occurs twice, the first
        else:  # the time does not exist: a second earlier the clocks had not reached it
            assert local.replace(tzinfo=None) > meant
            assert (due.at - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None) < meant


def _days(first: date, last: date, zone: ZoneInfo) -> Iterator[date]:
    """The days that exist in a zone, found independently: from what its clocks show hour by hour."""
    day = first
    while day < last:
        noon = datetime(day.year, day.month, day.day, tzinfo=UTC)
        if any((noon + timedelta(hours=hour)).astimezone(zone).date() == day for hour in range(-16, 40, 4)):
            yield day
        day += timedelta(days=1)


TIMES = [hours(words) for words in ("00:00", "00:30", "01:30", "02:00", "02:30", "23:30")]


def distinct() -> dict[Changes, str]:
    """One zone for each distinct set of changes: zones whose clocks always show the same differ in their names alone."""
    folder = resources.files("tzdata") / "zoneinfo"
    files = {folder.joinpath(*name.split("/")).read_bytes(): name for name in sorted(zones())}
    return {changes(zone_of(name)): name for name in files.values()}


def test_every_zone_has_exactly_one_edition_a_local_day_over_ten_years() -> None:
    # The days around each clock change at every time in TIMES, and all ten years at some time once for each set of
    # zones with the same change days: between changes they differ only by a constant.
    seen: set[tuple[date, ...]] = set()
    found = distinct()
    assert len(found) > 60
    for changed, name in found.items():
        zone = zone_of(name)
        days = tuple(at.astimezone(zone).date() for at, _ in changed[1:])
        for at in TIMES:
            for day in days:
                one_a_day(Schedule(at=at, zone=name), day - timedelta(days=1), day + timedelta(days=2))
        if days not in seen:
            seen.add(days)
            one_a_day(Schedule(at=random.Random(name).randrange(DAY), zone=name), FIRST, LAST)  # noqa: S311 - a sample


@settings(deadline=None)  # forty moments of a year take a millisecond, or a hundred on a busy machine
@given(
    schedule=st.builds(
        Schedule,
        every=st.sampled_from(Every),
        at=st.integers(0, DAY - 1),
        zone=st.sampled_from(sorted(zones())),
        days=st.lists(st.integers(0, 6), min_size=1).map(tuple),
        second=st.integers(0, DAY - 1),
        quiet=st.none()
        | st.builds(Quiet, st.integers(0, DAY - 1), st.integers(0, DAY - 1)).filter(
            lambda quiet: quiet.start != quiet.end
        ),
    ),
    after=st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)).map(lambda time: time.replace(tzinfo=UTC)),  # noqa: DTZ001 - made aware
)
def test_any_schedule_has_unique_moments_and_slots_outside_quiet_hours(schedule: Schedule, after: datetime) -> None:
    found = list(islice(dues(schedule, after), 40))
    assert all(due.at < other.at for due, other in pairwise([Due(after, ""), *found]))
    assert len({due.slot for due in found}) == len(found)
    # starting again in the middle gives the same: no state is kept
    assert list(islice(dues(schedule, found[19].at), 20)) == found[20:]
    for due in found if schedule.quiet else ():
        local = due.at.astimezone(zone_of(schedule.zone))
        minute = local.hour * 60 + local.minute
        start, end = schedule.quiet.start, schedule.quiet.end  # type: ignore[union-attr]
        assert not (start <= minute < end if start < end else minute >= start or minute < end)


WRONG = [
    (Schedule(zone="Mars/Olympus"), "don't know the time zone"),
    (Schedule(zone="../../etc/passwd"), "don't know the time zone"),
    (Schedule(at=1440), "00:00 and 23:59"),
    (Schedule(Every.WEEKLY), "at least one day of the week"),
    (Schedule(Every.TWICE_DAILY, 60), "two different times"),
    (Schedule(Every.TWICE_DAILY, 60, second=60), "two different times"),
    (Schedule(Every.AS_IT_HAPPENS, per_hour=0), "from 1 to 6 messages"),
    (Schedule(quiet=Quiet(60, 60)), "different times"),
]


@pytest.mark.parametrize(("schedule", "said"), WRONG)
def test_a_schedule_that_makes_no_sense_is_a_sentence(schedule: Schedule, said: str) -> None:
    with pytest.raises(AskError, match=said):
        check(schedule)


def test_midnight_is_a_second_time() -> None:
    assert check(Schedule(Every.TWICE_DAILY, 720, second=0))
