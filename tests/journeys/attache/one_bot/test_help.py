"""/help through the real client: for the asker alone, and each example has an answer."""

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


async def test_every_example_has_an_answer(driver: Driver) -> None:
    shown = (await driver.command("help", {}))["message"]
    assert shown["flags"] & 64
    assert "`/stance` where somebody stands" in words(shown)
    examples = [label for label in buttons(shown) if label.startswith("/")]
    kinds = ["/who", "/stance", "/timeline", "/quote", "/compare"]
    assert len(examples) > 2  # as many as a phone shows in three lines
    assert [label.split()[0] for label in examples] == kinds[: len(examples)]
    for label in examples:
        shown = (await driver.command("help", {}))["message"]
        answer = (await driver.press(shown, buttons(shown)[label]["custom_id"]))["message"]
        assert "From 1 article" in words(answer) or "Named in 1" in words(answer), label


async def test_the_other_commands_are_a_button_away_and_back(driver: Driver) -> None:
    first = (await driver.command("help", {}))["message"]
    more = (await driver.press(first, buttons(first)["More commands"]["custom_id"]))["message"]
    assert "`/article` the articles answers are based on" in words(more)
    back = (await driver.press(more, buttons(more)["What to ask"]["custom_id"]))["message"]
    assert words(back) == words(first)


# Answers were English whatever Discord was set to. Whoever presses a button reads their own language, not the asker's.
async def test_each_reads_the_language_of_their_discord(driver: Driver) -> None:
    shown = (await driver.command("help", {}, locale="de"))["message"]
    assert "`/haltung` wo jemand steht" in words(shown)
    [stance] = [button for label, button in buttons(shown).items() if label.startswith("/haltung ")]
    german = (await driver.press(shown, stance["custom_id"], locale="de"))["message"]
    assert "Aus 1 Artikel" in words(german)
    timeline = (await driver.command("timeline", {"about": "Iran"}, locale="de"))["message"]
    turned = buttons(timeline)["Weiter ▶"]["custom_id"]
    french = (await driver.press(timeline, turned, locale="fr"))["message"]
    assert "D’après 1 article" in words(french)
    assert "teamed up on drones" in words(french)  # the words are the article's
    refused = (await driver.command("stance", {}, locale="es-419"))["message"]
    assert "/postura necesita" in words(refused)
    english = (await driver.command("stance", {"holder": "Iran"}, locale="ja"))["message"]
    assert "From 1 article" in words(english)
