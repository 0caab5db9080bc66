"""A zone as people name it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.digests.zones import offered, zone_named
from bot.errors import AskError

SUMMER, WINTER = datetime(2025, 6, 24, 9, tzinfo=UTC), datetime(2025, 12, 24, 9, tzinfo=UTC)

OFFERED = [
    ("berl", "Europe/Berlin"),
    # a misspelt city, a country, an IANA name, a part of one
    ("nwe york", "America/New_York"),
    ("germany", "Europe/Berlin"),
    ("europe/par", "Europe/Paris"),
    ("kyiv", "Europe/Kyiv"),
    # offsets, with and without what stands before them; half hours
    ("+5:30", "Asia/Kolkata"),
    ("UTC+2", "Europe/Berlin"),
    ("gmt -3", "America/Sao_Paulo"),
    ("", "UTC"),
]


@pytest.mark.parametrize(("typed", "zone"), OFFERED)
def test_a_zone_is_offered(typed: str, zone: str) -> None:
    assert zone in [choice.name for choice in offered(typed, SUMMER, limit=60)]


def test_an_offset_is_that_of_the_moment() -> None:
    assert "Europe/Berlin" not in [zone.name for zone in offered("+2", WINTER, limit=99)]
    [berlin] = [zone for zone in offered("berlin", WINTER) if zone.city == "Berlin"]
    assert berlin.label == "Berlin, Germany · UTC+01:00"


def test_a_city_that_is_typed_out_needs_no_choosing() -> None:
    assert zone_named("berlin", SUMMER) == "Europe/Berlin"
    assert zone_named("America/New_York", SUMMER) == "America/New_York"


@pytest.mark.parametrize(
    ("typed", "said"), [("atlantis", "don't know the time zone “atlantis”"), ("+2", "choose one from the list")]
)
def test_what_is_none_or_several_is_asked_about(typed: str, said: str) -> None:
    with pytest.raises(AskError, match=said):
        zone_named(typed, SUMMER)
