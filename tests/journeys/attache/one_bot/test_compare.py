"""/compare and /relation through the real client: several names at once, a question about one of them, and further questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.attache.one_bot.test_commands import buttons, words

if TYPE_CHECKING:
    from bot.sandbox import Driver

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("attache"),
]


async def test_a_comparison_shows_the_sides_on_an_event(driver: Driver) -> None:
    shown = (await driver.command("compare", {"on": "midnight hammer", "actors": "Rusia, Xi Jinping"}))["message"]
    text = words(shown)
    assert "Operation Midnight Hammer: 1 against and nothing found for 1." in text
    assert "Rusia, read as Russia" in text
    against, none = text.index("**▼ Against**"), text.index("**· No stance found**")
    assert "Russia" in text[against:none]
    assert "Xi Jinping" in text[none:]
    stance = (await driver.press(shown, buttons(shown)["Russia"]["custom_id"]))["message"]
    assert "Russia opposes Operation Midnight Hammer" in words(stance)


async def test_a_question_about_one_of_several_names_keeps_the_others(driver: Driver) -> None:
    asked = (await driver.command("compare", {"on": "midnight hammer", "actors": "Russia, Kim"}))["message"]
    assert asked["flags"] & 64
    label, button = next(iter(buttons(asked).items()))
    assert "Kim" in label
    chosen = (await driver.press(asked, button["custom_id"]))["message"]
    assert "1 against and nothing found for 1" in words(chosen)


async def test_a_name_nobody_has_is_left_out_and_named(driver: Driver) -> None:
    shown = (await driver.command("compare", {"on": "midnight hammer", "actors": "Wibble, Russia"}))["message"]
    assert "1 against" in words(shown)
    assert "Left out: I know no actor named “Wibble”." in words(shown)


async def test_the_last_of_several_names_is_completed(driver: Driver) -> None:
    offered = await driver.complete("compare", "actors", "=russia, ira")
    assert "=russia, =iran" in [choice["value"] for choice in offered]
    assert all("midnight" not in choice["value"] for choice in await driver.complete("compare", "actors", "midni"))


async def test_a_relation_shows_events_and_quotations_between_two_actors(driver: Driver) -> None:
    shown = (await driver.command("relation", {"a": "POTUS", "b": "Iran"}))["message"]
    assert "read as Donald Trump" in words(shown)
    shown = (await driver.command("relation", {"a": "Russia", "b": "Iran"}))["message"]
    text = words(shown)
    assert "Russia and Iran: ▲" in text
    assert "**By month**" not in text, "one month is told by the headline"
    assert "· ▲ " in text
    assert "**Iran → Russia" in text
    stance = (await driver.press(shown, buttons(shown)["Stance: Iran on Russia"]["custom_id"]))["message"]
    assert "Iran supports Russia" in words(stance)
    same = (await driver.command("relation", {"a": "Russia", "b": "Rusia"}))["message"]
    assert "name two different actors" in words(same)


async def test_both_take_days_and_periods_and_their_buttons_keep_them(driver: Driver) -> None:
    days = {"since": "two years before", "until": "June 2025"}
    refused = (await driver.command("compare", {"on": "midnight hammer", **days}))["message"]
    assert "I can't read “two years before” as a date" in words(refused)
    shown = (await driver.command("compare", {"on": "midnight hammer", "since": "Q2 2025"}))["message"]
    assert "Operation Midnight Hammer since 1 April 2025: " in words(shown)
    none = (await driver.command("relation", {"a": "Russia", "b": "Iran", "until": "the 1990s"}))["message"]
    assert "nor word of one about the other, until 31 December 1999" in words(none)
    shown = (await driver.command("relation", {"a": "Russia", "b": "Iran", "since": "5 to 8 June 2025"}))["message"]
    assert "Russia and Iran since 5 June 2025: ▲" in words(shown)
    stance = (await driver.press(shown, buttons(shown)["Stance: Iran on Russia"]["custom_id"]))["message"]
    assert "since 5 June 2025" in words(stance)


async def test_who_has_no_event_with_anybody_is_not_offered(driver: Driver) -> None:
    for choice in await driver.complete("relation", "a", ""):
        others = await driver.complete("relation", "b", "", {"a": choice["value"]})
        assert others[0]["value"] != "=", choice["name"]
        shown = (await driver.command("relation", {"a": choice["value"], "b": others[0]["value"]}))["message"]
        assert not shown["flags"] & 64, (choice["name"], others[0]["name"])
