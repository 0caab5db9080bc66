"""Tests the names by which people call time zones."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime

import pytest

from bot.catalogue import speaking
from bot.digests.zones import _places, offered, zone_named
from bot.errors import AskError
from bot.knowledge.shipped import DATA

SUMMER, WINTER = datetime(2025, 6, 24, 9, tzinfo=UTC), datetime(2025, 12, 24, 9, tzinfo=UTC)

OFFERED = [
    ("berl", "Europe/Berlin"),
    # a misspelt city, a country, an IANA name, part of a name
    ("nwe york", "America/New_York"),
    ("germany", "Europe/Berlin"),
    ("europe/par", "Europe/Paris"),
    ("kyiv", "Europe/Kyiv"),
    # offsets, with and without a prefix; half hours
    ("+5:30", "Asia/Kolkata"),
    ("UTC+2", "Europe/Berlin"),
    ("gmt -3", "America/Sao_Paulo"),
    # the beginning of a word, of a city that has another's zone, of a foreign name
    ("cent", "America/Chicago"),
    ("bost", "America/New_York"),
    ("wie", "Europe/Vienna"),
    ("", "UTC"),
]


@pytest.mark.parametrize(("typed", "zone"), OFFERED)
def test_a_zone_is_offered(typed: str, zone: str) -> None:
    assert zone in [choice.name for choice in offered(typed, SUMMER, limit=60)]


@pytest.mark.parametrize(
    ("language", "place"),
    [("en", "Vienna, Austria"), ("de", "Wien, Österreich"), ("es", "Viena, Austria"), ("fr", "Vienne, Autriche")],
)
def test_a_place_is_called_as_the_language_spoken_calls_it(language: str, place: str) -> None:
    with speaking(language):
        assert [zone.label for zone in offered("vienna", SUMMER)] == [f"{place} · UTC+02:00"]


def test_an_offset_is_that_of_the_moment() -> None:
    assert "Europe/Berlin" not in [zone.name for zone in offered("+2", WINTER, limit=99)]
    [berlin] = [zone for zone in offered("berlin", WINTER) if zone.city == "Berlin"]
    assert berlin.label == "Berlin, Germany · UTC+01:00"


def test_a_city_that_is_typed_out_needs_no_choosing() -> None:
    assert zone_named("berlin", SUMMER) == "Europe/Berlin"
    assert zone_named("America/New_York", SUMMER) == "America/New_York"


EXACT = [
    ("New York", "America/New_York"),
    # a country with one zone, a city in another's zone, a former name
    ("Japan", "Asia/Tokyo"),
    ("Boston", "America/New_York"),
    ("Washington", "America/New_York"),
    ("US/Eastern", "America/New_York"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("europe/paris", "Europe/Paris"),
    ("utc", "UTC"),
    ("Zulu", "UTC"),
    # accents, a country behind the city, "time"
    ("São Paulo", "America/Sao_Paulo"),
    ("Zurich", "Europe/Zurich"),
    ("Zürich", "Europe/Zurich"),
    ("Berlin, Germany", "Europe/Berlin"),
    ("New York, USA", "America/New_York"),
    ("London, UK", "Europe/London"),
    ("Boston, US", "America/New_York"),
    ("Berlin time", "Europe/Berlin"),
    # a country that the list of zones has by another name; "uk" also begins Ukraine, and "usa" is inside "Lusaka"
    ("UK", "Europe/London"),
    ("Scotland", "Europe/London"),
    # the bot's other languages
    ("Wien", "Europe/Vienna"),
    ("Köln", "Europe/Berlin"),
    ("Allemagne", "Europe/Berlin"),
    ("Nueva York", "America/New_York"),
    ("Corée du Sud", "Asia/Seoul"),
]


@pytest.mark.parametrize(("typed", "zone"), EXACT)
def test_exactly_one_place_needs_no_question(typed: str, zone: str) -> None:
    assert zone_named(typed, SUMMER) == zone


ASKED = [
    # "Eastern" resembled Easter, and "Central" begins the Central African Republic
    ("Eastern", ["America/New_York", "Australia/Sydney"]),
    ("eastern time", ["America/New_York"]),
    ("Central", ["America/Chicago"]),
    ("US Pacific", ["America/Los_Angeles"]),
    # New York's winter time is also the name of a zone that has it all year
    ("EST", ["America/New_York", "America/Panama"]),
    ("e.s.t.", ["America/New_York", "America/Panama"]),
    ("Eastern Standard Time", ["America/New_York"]),
    ("MST", ["America/Denver", "America/Phoenix"]),
    ("HST", ["Pacific/Honolulu"]),
    ("CET", ["Europe/Berlin", "Africa/Algiers"]),
    ("GMT", ["UTC", "Europe/London"]),
    # abbreviations used in several countries
    ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("CST", ["America/Chicago", "Asia/Shanghai"]),
    ("BST", ["Europe/London", "Asia/Dhaka"]),
    # a country with several zones, the likeliest first; a name of two places
    ("USA", ["America/New_York", "America/Los_Angeles"]),
    ("Estados Unidos", ["America/New_York", "America/Los_Angeles"]),
    ("Spain", ["Europe/Madrid", "Atlantic/Canary"]),
    ("Georgia", ["Asia/Tbilisi", "America/New_York"]),
    ("Portland", ["America/Los_Angeles", "America/New_York"]),
    ("Central European Time", ["Europe/Berlin"]),
    # a city that isn't in that country
    ("London, Canada", ["Europe/London"]),
    # misspelt or incomplete: likely, but not exact
    ("easte", ["America/New_York"]),
    ("Cent", ["America/Chicago"]),
    ("Berlni", ["Europe/Berlin"]),
    ("+2", ["Which one?"]),
    ("+5:45", ["Asia/Kathmandu"]),
    # a name whose sign is inverted
    ("Etc/GMT+5", []),
]


@pytest.mark.parametrize(("typed", "zones"), ASKED)
def test_several_possible_places_are_asked_about(typed: str, zones: list[str]) -> None:
    with pytest.raises(AskError) as asked:
        zone_named(typed, SUMMER)
    assert all(zone in str(asked.value) for zone in zones), str(asked.value)
    assert len(str(asked.value)) < 500


@pytest.mark.parametrize(("typed", "zones"), [row for row in ASKED if row[0].isalpha()])
def test_the_list_offers_what_is_asked_about(typed: str, zones: list[str]) -> None:
    assert zones[0] in [choice.name for choice in offered(typed, SUMMER)][:3]


@pytest.mark.parametrize("typed", ["atlantis", "UTC+15", "a,b", "my time"])
def test_a_zone_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(AskError, match=rf"don't know the time zone “{re.escape(typed)}”"):
        zone_named(typed, SUMMER)


def test_no_letters_are_no_zone() -> None:
    with pytest.raises(AskError, match="could mean UTC"):
        zone_named(", ,", SUMMER)


# Canada's west changed its clocks for the last time in 2026: what looks like summer time in November is the law.
@pytest.mark.parametrize(("city", "offset"), [("Vancouver", "UTC-07:00"), ("Chicago", "UTC-06:00")])
def test_the_offset_is_the_one_that_holds_then(city: str, offset: str) -> None:
    [zone] = [zone for zone in offered(city, datetime(2026, 11, 30, tzinfo=UTC)) if zone.city == city]
    assert zone.label.endswith(offset)


@pytest.mark.parametrize(("typed", "place"), [("Berlni", "Berlin, Germany"), ("+5:45", "Nepal")])
def test_a_single_likely_zone_is_offered_by_name(typed: str, place: str) -> None:
    # "“Berlni” could mean Berlin. Which one?"
    with pytest.raises(AskError, match=rf"^Did you mean .*{place}.* by “{re.escape(typed)}”\? Choose it"):
        zone_named(typed, SUMMER)


def test_every_zone_of_the_words_is_offered_somewhere() -> None:
    table = tomllib.loads((DATA / "zones.toml").read_text(encoding="utf-8"))
    named = {zone for meant in table["words"].values() for zone in meant} | table["cities"].keys()
    assert named <= _places().keys()
