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
    assert "`/stance` where someone stands" in words(shown)
    examples = list(buttons(shown))
    assert [label.split()[0] for label in examples] == ["/who", "/stance", "/timeline", "/quote", "/compare"]
    for label in examples:
        shown = (await driver.command("help", {}))["message"]
        answer = (await driver.press(shown, buttons(shown)[label]["custom_id"]))["message"]
        assert "From 1 article" in words(answer) or "Named in 1" in words(answer), label
