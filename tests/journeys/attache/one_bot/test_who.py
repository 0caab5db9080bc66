"""A dossier, its ways on to stances and to an article's facts, through the real client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.attache.one_bot.test_commands import buttons, words
from tests.journeys.attache.test_search import menus

if TYPE_CHECKING:
    from bot.sandbox import Driver

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("attache"),
]


async def test_a_dossier_and_its_ways_on(driver: Driver) -> None:
    text = words((await driver.command("who", {"name": "Aragchi"}))["message"])
    assert "Abbas Araghchi: Foreign Minister of Iran, since 21 August 2024." in text
    assert "Aragchi, read as Abbas Araghchi" in text
    shown = (await driver.command("who", {"name": "Tehran"}))["message"]
    text = words(shown)
    assert "Opposes Operation Midnight Hammer, in words" in text
    assert text.index("**Stands**") < text.index("**Lately**")
    more = (await driver.press(shown, buttons(shown)["Next ▶"]["custom_id"]))["message"]
    assert "**With**" in words(more)
    menu = next(menu for menu in menus(more) if "open" in menu["custom_id"])
    article = (await driver.choose(more, menu["custom_id"], [menu["options"][0]["value"]]))["message"]
    assert article["flags"] & 64
    assert "Operation Midnight Hammer" in words(article)
    [stances] = [button for label, button in buttons(shown).items() if "stance" in label]
    stance = (await driver.press(shown, stances["custom_id"]))["message"]
    assert "Where Iran stands" in words(stance)
    back = (await driver.press(stance, buttons(stance)["Back"]["custom_id"]))["message"]
    assert words(back) == words(more), "the page that was left"


async def test_an_events_dossier_leads_to_who_is_against_it(driver: Driver) -> None:
    shown = (await driver.command("who", {"name": "midnight hammer"}))["message"]
    assert "Operation Midnight Hammer: attack" in words(shown)
    assert "Fordow, Natanz, Isfahan" in words(shown)
    sides = (await driver.press(shown, buttons(shown)["Who is for and against"]["custom_id"]))["message"]
    assert "against" in words(sides)
    assert "Russia opposes" in words(sides) or "Russia" in words(sides)


async def test_names_are_offered_that_have_an_answer(driver: Driver) -> None:
    offered = [choice["value"] for choice in await driver.complete("who", "name", "")]
    assert "=iran" in offered
    forged = await driver.complete("who", "name", "xi ji")
    assert "=xi-jinping" in [choice["value"] for choice in forged]
