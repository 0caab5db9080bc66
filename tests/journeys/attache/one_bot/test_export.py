"""/export through the real client: a file to the asker alone, a question whose button makes it, and nothing to export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.attache.one_bot.test_commands import buttons, words
from tests.waiting import until

if TYPE_CHECKING:
    from bot.sandbox import Driver

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("attache"),
]


async def done(driver: Driver, shown: dict[str, Any]) -> dict[str, Any]:
    """The message, when it has arrived: the command says "thinking…" first."""
    message = shown["message"]

    async def there() -> bool:
        nonlocal message
        [message] = [copy for copy in await driver.messages() if copy["id"] == message["id"]]
        return bool(message["attachments"] or message["components"])

    await until(there)
    return dict(message)


async def test_a_file_to_the_asker_alone(driver: Driver) -> None:
    message = await done(driver, await driver.command("export", {"about": "Araghchi"}))
    assert message["flags"] & 64
    [file] = message["attachments"]
    assert file["filename"] == "attache-abbas-araghchi.csv"
    assert "About Abbas Araghchi: 3 events" in message["content"]
    facts = await done(driver, await driver.command("export", {"about": "=russia", "format": "facts (JSON)"}))
    assert facts["attachments"][0]["filename"] == "attache-russia.json"


async def test_a_question_makes_the_file_when_it_is_answered(driver: Driver) -> None:
    asked = await done(driver, await driver.command("export", {"about": "oil cap"}))
    label, button = next(iter(buttons(asked).items()))
    assert "Did you mean" in words(asked)
    message = await done(driver, await driver.press(asked, button["custom_id"]))
    assert message["attachments"], label
    assert "Search the articles for “oil cap”" in buttons(asked)


async def test_an_export_without_facts_says_so(driver: Driver) -> None:
    nothing = await done(driver, await driver.command("export", {"about": "Xi Jinping"}))
    assert "no facts about Xi Jinping" in words(nothing)
    assert any("Russia" in label for label in buttons(nothing)), "a way onward"
    undated = await done(
        driver, await driver.command("export", {"about": "Araghchi", "format": "calendar (iCalendar)"})
    )
    assert "has a date that a calendar can show" in words(undated)
