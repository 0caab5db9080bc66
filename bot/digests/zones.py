"""Finds IANA time zones for a typed city, country, offset or zone name, also if misspelt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from bot.digests.schedule import zone_of, zones
from bot.errors import AskError

if TYPE_CHECKING:
    from datetime import datetime, timedelta

_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+-−])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_REGIONS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
_CLOSE = 78
"""Lowest rapidfuzz ratio (of 100) at which a city is offered for what was typed."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with its city, its country and its current offset in minutes."""

    name: str
    city: str
    country: str
    offset: int

    @property
    def label(self) -> str:
        """The text of the choice: "Berlin, Germany · UTC+02:00"."""
        where = ", ".join(part for part in (self.city, self.country) if part)
        return f"{where} · {offset_words(self.offset)}"


def offset_words(minutes: int) -> str:
    """Returns an offset in words: "UTC+05:30"."""
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@cache
def _places() -> dict[str, tuple[str, str]]:
    """City and country of each zone that is a place, and UTC. Old names of places are skipped if babel knows the new one."""
    from babel import Locale  # noqa: PLC0415 - loads its data; only choosing a zone needs it
    from babel.core import get_global  # noqa: PLC0415 - the same

    territories, names = get_global("zone_territories"), Locale("en").territories
    current = {
        name: (name.rsplit("/", 1)[-1].replace("_", " "), names.get(territories.get(name, ""), ""))
        for name in sorted(zones())
        if name.startswith(_REGIONS) and name in territories
    }
    return {"UTC": ("UTC", ""), **current}


def _offset(name: str, now: datetime) -> int:
    delta: timedelta | None = now.astimezone(zone_of(name)).utcoffset()
    return int(delta.total_seconds() // 60) if delta else 0


def offered(typed: str, now: datetime, limit: int = 25) -> list[Zone]:
    """Returns zones for what was typed so far: those with a typed offset now; else matching cities and countries, then close spellings."""
    places = _places()
    names = _with_offset(typed, now) or _named(typed)
    return [Zone(name, *places[name], _offset(name, now)) for name in names[:limit]]


def _with_offset(typed: str, now: datetime) -> list[str]:
    found = _OFFSET.fullmatch(typed.strip().casefold())
    if not found:
        return []
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    wanted = minutes if found["sign"] == "+" else -minutes
    return [name for name in _places() if _offset(name, now) == wanted]


def _named(typed: str) -> list[str]:
    places, words = _places(), utils.default_process(typed)
    if not words:
        return list(_COMMON)
    begins = [
        name
        for name, place in places.items()
        if any(utils.default_process(word).startswith(words) for word in (*place, name))
    ]
    inside = [name for name, place in places.items() if words in utils.default_process(f"{place[0]} {place[1]} {name}")]
    close = process.extract(
        words,
        {name: place[0] for name, place in places.items()},
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=_CLOSE,
        limit=10,
    )
    return list(dict.fromkeys([*begins, *inside, *(name for _, _, name in close)]))


_COMMON = (
    "UTC", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Kyiv", "Europe/Moscow", "Europe/Istanbul",
    "Asia/Jerusalem", "Asia/Tehran", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
    "Africa/Cairo", "Africa/Lagos", "America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
"""Zones offered before anything is typed: those most people live in."""


def zone_named(typed: str, now: datetime) -> str:
    """Returns the zone meant by text that was typed, not chosen from the list.

    Raises:
        AskError: no zone matches, or several do.
    """
    if typed in zones():
        return typed
    found = offered(typed, now, limit=4)
    exact = [zone for zone in found if utils.default_process(zone.city) == utils.default_process(typed)]
    if len(exact) == 1:
        return exact[0].name
    if len(found) == 1:
        return found[0].name
    if not found:
        raise AskError(
            f"I don't know the time zone “{typed[:60]}”: type a city, such as Berlin or New York, and choose it from the list."
        )
    raise AskError(f"“{typed[:60]}” could be {', '.join(zone.name for zone in found)}: choose one from the list.")
