"""Finds IANA time zones for a typed city, country, offset or zone name, also if misspelt. What is not exactly one place is asked about."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from bot.catalogue import ENGLISH, language, say
from bot.digests.schedule import zone_of, zones
from bot.errors import AskError
from bot.knowledge.shipped import DATA
from bot.wording import joined

if TYPE_CHECKING:
    from collections.abc import Mapping
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
_LANGUAGES = ("de", "fr", "es")
"""Whose names for cities and countries are understood too: those that the bot speaks besides English."""
_ASKED = 5
"""Most zones that are asked about."""
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


@cache
def _called(name: str, spoken: str) -> tuple[str, str]:
    """City and country of a zone in a language: "Wien", "Österreich"."""
    from babel import Locale  # noqa: PLC0415 - as above
    from babel.core import get_global  # noqa: PLC0415 - the same

    city, country = _places()[name]
    if spoken == ENGLISH or not country:
        return city, country
    locale = Locale(spoken)
    territory = get_global("zone_territories").get(name, "")
    return locale.time_zones.get(name, {}).get("city", city), locale.territories.get(territory, country)


@cache
def _foreign() -> dict[str, tuple[str, ...]]:
    """Names of cities and countries in the bot's other languages, in plain form, with their zones: "wien", "allemagne"."""
    from babel import Locale  # noqa: PLC0415 - as above
    from babel.core import get_global  # noqa: PLC0415 - the same

    territories, found = get_global("zone_territories"), dict[str, dict[str, None]]()
    for locale in map(Locale, _LANGUAGES):
        for name in _places():
            city = locale.time_zones.get(name, {}).get("city", "")
            for said in (city, locale.territories.get(territories.get(name, ""), "")):
                found.setdefault(_folded(said), {})[name] = None
    found.pop("", None)
    return {said: tuple(names) for said, names in found.items()}


def load_zones(now: datetime) -> None:
    """Load the names of zones and their hours, so that the first zone need not wait: it takes up to seconds on a busy machine."""
    offered("+0", now)
    _foreign()


def _offset(name: str, now: datetime) -> int:
    delta: timedelta | None = now.astimezone(zone_of(name)).utcoffset()
    return int(delta.total_seconds() // 60) if delta else 0


def offered(typed: str, now: datetime, limit: int = 25) -> list[Zone]:
    """Returns zones for what was typed so far: those with a typed offset now, or of a known word ("EST"); else matching cities and countries, then close spellings."""
    names = _with_offset(typed, now) or _meant(typed) or list(dict.fromkeys(_named(typed)))
    return [Zone(name, *_called(name, language()), _offset(name, now)) for name in names[:limit]]


def _with_offset(typed: str, now: datetime) -> list[str]:
    found = _OFFSET.fullmatch(typed.strip().casefold())
    if not found:
        return []
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    wanted = minutes if found["sign"] == "+" else -minutes
    return [name for name in _places() if _offset(name, now) == wanted]


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Words that mean several places, or a time of the year ("EST"), and cities that have another's zone, from `data/zones.toml`."""
    table = tomllib.loads((DATA / "zones.toml").read_text(encoding="utf-8"))
    words = {word: tuple(zone for zone in meant if zone in _places()) for word, meant in table["words"].items()}
    return words, {_plain(city): zone for zone, cities in table["cities"].items() for city in cities}


def _folded(typed: str) -> str:
    """The typed words without case, accents and punctuation: "São_Paulo" is "sao paulo"."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(letter))
    return " ".join(utils.default_process(bare.replace("_", " ")).split())


def _plain(typed: str) -> str:
    """The typed words without case, dots and what every zone has: "E.S.T." and "Eastern Standard Time" are short words."""
    words = _folded(typed.replace(".", "")).split()
    return " ".join(word for word in words if word not in _EVERY_ZONE) or " ".join(words)


_EVERY_ZONE = frozenset({"time", "timezone", "zone", "standard", "daylight", "summer", "us", "usa"})


def _meant(typed: str) -> list[str]:
    """The zones a known word may mean, the likeliest first."""
    words, cities = _words()
    plain = _plain(typed)
    return list(words.get(plain, (cities[plain],) if plain in cities else ()))


_SHORTEST = 3
"""Letters from which on a beginning stands for a word, and a part for a name: "us" is in "Lusaka"."""


def _begun(begun: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The zones of what begins with the typed letters: "Cent" may become "Central"."""
    if len(begun) < _SHORTEST:
        return []
    return [zone for word, zones in known.items() if word.startswith(begun) for zone in zones]


def _named(typed: str) -> list[str]:
    places, words = _places(), _folded(typed)
    if not words:
        return list(_COMMON)
    begins = [name for name, place in places.items() if any(_folded(word).startswith(words) for word in (*place, name))]
    inside = [
        name
        for name, place in places.items()
        if len(words) > _SHORTEST and words in _folded(f"{place[0]} {place[1]} {name}")
    ]
    close = process.extract(
        words,
        {name: place[0] for name, place in places.items()},
        scorer=fuzz.ratio,
        processor=_folded,
        score_cutoff=_CLOSE,
        limit=10,
    )
    known, cities = _words()
    elsewhere = _begun(words, {city: (zone,) for city, zone in cities.items()} | _foreign())
    return [*_begun(words, known), *begins, *elsewhere, *inside, *(name for _, _, name in close)]


_COMMON = (
    "UTC", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Kyiv", "Europe/Moscow", "Europe/Istanbul",
    "Asia/Jerusalem", "Asia/Tehran", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
    "Africa/Cairo", "Africa/Lagos", "America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
"""Zones offered before anything is typed: those most people live in."""


def _question(typed: str, named: list[str]) -> str:
    """The question which of the named zones was meant."""
    if len(named) == 1:
        return say("Did you mean {meant} by “{typed}”?", meant=named[0], typed=typed)
    return say("“{typed}” could mean {meant}. Which one?", meant=joined(named, "or"), typed=typed)


class WhichZoneError(AskError):
    """Raised if it isn't clear which zone was meant; `zones` are the possible ones, and `question` asks for one where they are listed below it."""

    def __init__(self, typed: str, found: list[Zone]) -> None:
        self.question = _question(typed, [zone.city for zone in found])
        whole = _question(typed, [f"{zone.label} ({zone.name})" for zone in found])
        super().__init__(
            say("{question} Choose it from the list that appears as you type, or write its city.", question=whole)
        )
        self.zones = tuple(found)


def zone_named(typed: str, now: datetime) -> str:
    """Returns the zone meant by text that was typed, not chosen from the list: one of exactly this city, country or name.

    Raises:
        WhichZoneError: no zone matches exactly, or several do.
        AskError: no zone is like it at all.
    """
    if typed in _places():
        return typed
    if ("/" in typed or _plain(typed) not in _words()[0]) and (exact := _exactly(typed)):
        return exact
    city = typed.partition(",")[0]
    found = offered(typed if city == typed or not _exactly(city) else city, now, limit=_ASKED)
    if not found:
        raise AskError(
            say(
                "I don't know the time zone “{typed}”: type a city, such as Berlin or New York, and choose it from the list.",
                typed=typed[:60],
            )
        )
    raise WhichZoneError(typed[:60], found)


def _exactly(typed: str) -> str | None:
    """The one zone whose city, country or former name was typed in full, in one of the bot's languages: "Berlin", "Wien", "New York, USA"."""
    from babel.core import get_global  # noqa: PLC0415 - loads its data; only choosing a zone needs it

    city, _, country = typed.partition(",")
    if country.strip() and "/" not in typed:
        meant = _exactly(city)
        return meant if meant in _of_country(country) else None
    places, wanted = _places(), _plain(typed)
    if not wanted:
        return None
    if (zone := get_global("zone_aliases").get(typed) or _words()[1].get(wanted)) in places:
        return zone
    found = [name for name, place in places.items() if wanted in map(_folded, (place[0], name))]
    found = found or _of_country(typed) or list(_foreign().get(wanted, ()))
    return found[0] if len(found) == 1 else None


def _of_country(typed: str) -> list[str]:
    """The zones of a country, by its name or by a word that stands for it: "Germany", "Allemagne", "USA"."""
    wanted = _folded(typed)
    named = {place[1] for name, place in _places().items() if name in _words()[0].get(wanted, ())} - {""}
    if zone := _words()[1].get(wanted):
        named = {_places()[zone][1]}
    found = [name for name, place in _places().items() if place[1] in named or _folded(place[1]) == wanted]
    return found or list(_foreign().get(wanted, ()))
