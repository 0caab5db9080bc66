"""Tests that a question about the time zone carries the rest of the command, and is a sentence alone where that is too long."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.asking import act_of
from bot.digests.typed_options import DigestOptions
from bot.digests.zones import WhichZoneError, zone_named
from bot.errors import AskError
from bot.ui.zone_question import NEW, OLD, Order, order_of, question_page

NOW = datetime(2025, 6, 24, tzinfo=UTC)
CHANNEL, ROLE = "1000000000000011012", "1000000000000010013"


def asked(zone: str) -> WhichZoneError:
    with pytest.raises(WhichZoneError) as raised:
        zone_named(zone, NOW)
    return raised.value


@pytest.mark.parametrize(
    "order",
    [
        Order(NEW, CHANNEL, None, DigestOptions()),
        Order(NEW, CHANNEL, ROLE, DigestOptions(at="08:00")),
        Order(NEW, CHANNEL, None, DigestOptions(every="twice daily", at="8:30 pm", also_at="07:15")),
        Order(NEW, CHANNEL, None, DigestOptions(about="Iran, the kremlin", max_age=3650)),
        Order(NEW, CHANNEL, None, DigestOptions(about="Perú: 50%|a+b")),
        Order(OLD, "3", ROLE, DigestOptions(quiet="22:00-07:00", per_hour=6, picture="no", max_age=0)),
        Order(OLD, "12", None, DigestOptions(language="Español", empty="say so", style="headlines", day="Mon, Thu")),
    ],
)
def test_choosing_a_zone_gives_the_command_as_it_was_typed(order: Order) -> None:
    page = question_page(asked("Eastern"), order)
    assert page
    [menu] = page.menus
    assert [option.value for option in menu.options][:2] == ["America/New_York", "America/Toronto"]
    assert len(menu.custom_id) <= 100
    back = order_of(act_of(menu.custom_id).arguments, "America/Toronto")
    assert back.typed.zone == "America/Toronto"
    typed = {name: getattr(order.typed, name) for name in DigestOptions.__slots__ if name != "zone"}
    assert {name: getattr(back.typed, name) for name in typed} == typed
    assert (back.kind, back.number, back.ping) == (order.kind, order.number, order.ping)


# Trap: on a phone the places with their offsets and names, which the menu has, filled half a screen.
@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Eastern", "“Eastern” could mean New York, Toronto, Sydney or Brisbane. Which one?"),
        ("Berlni", "Did you mean Berlin by “Berlni”?"),
    ],
)
def test_the_question_names_the_cities_alone(typed: str, question: str) -> None:
    page = question_page(asked(typed), Order(NEW, CHANNEL, None, DigestOptions()))
    assert page
    assert page.blocks == (question,)


CARRIED = [""] * (len(DigestOptions.__slots__) - 1)


# A menu of an older version carried fewer options; one that is forged, anything.
@pytest.mark.parametrize(
    "arguments",
    [(), ("",), (f"{NEW}1",), (f"{NEW}1", ""), (f"{NEW}1", "", *CARRIED[1:]), (f"{OLD}x", "", *CARRIED), (f"{NEW}1", "", *["x"] * len(CARRIED))],
)  # fmt: skip
def test_an_order_that_was_never_made_is_refused(arguments: tuple[str, ...]) -> None:
    assert order_of((f"{NEW}1", "", *CARRIED), "UTC").number == "1"
    with pytest.raises(AskError, match="older version"):
        order_of(arguments, "UTC")


def test_with_too_many_options_the_question_has_no_menu() -> None:
    order = Order(NEW, CHANNEL, ROLE, DigestOptions(about="Iran, Israel, Russia, Ukraine, France, Germany"))
    assert question_page(asked("EST"), order) is None
    assert str(asked("EST")).endswith("Choose it from the list that appears as you type, or write its city.")


@pytest.mark.parametrize("zone", ["Eastern", "EST", "berlinn", "new yrok"])
def test_the_question_on_the_page_names_the_zones_and_no_list(zone: str) -> None:
    page = question_page(asked(zone), Order(NEW, CHANNEL, None, DigestOptions()))
    assert page
    assert zone in page.blocks[0]
    assert "as you type" not in page.blocks[0]
