"""/brief and /about through the real client: to the asker alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.attache.one_bot.test_commands import buttons, words
from tests.waiting import until

if TYPE_CHECKING:
    from bot.app import Attache
    from bot.sandbox import Driver

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("attache"),
]


async def done(driver: Driver, shown: dict) -> dict:  # type: ignore[type-arg]
    """The message once it is composed."""
    message = shown["message"]

    async def composed() -> bool:
        nonlocal message
        [message] = [copy for copy in await driver.messages() if copy["id"] == message["id"]]
        return bool(message["components"]) and "Reading what is new" not in words(message)

    await until(composed)
    return dict(message)


async def test_a_brief_is_the_askers_alone_and_is_not_kept(driver: Driver, attache: Attache) -> None:
    message = await done(driver, await driver.command("brief", {"days": 30}))
    assert message["flags"] & 64
    assert "Operation Midnight Hammer" in words(message) or "Iran" in words(message)
    [row] = await attache.desk.database.rows("SELECT count(*) FROM editions WHERE subscription = 0")
    assert row[0] == 0
    about = await done(driver, await driver.command("brief", {"about": "oil cap"}))
    assert "“oil cap”" in words(about)
    search = buttons(about)["Search the articles for “oil cap”"]
    assert "**oil cap**" in words((await driver.press(about, search["custom_id"]))["message"]).replace("** **", " ")


async def test_about_says_what_the_answers_are_based_on(driver: Driver, attache: Attache) -> None:
    message = (await driver.command("about", {}))["message"]
    assert message["flags"] & 64
    text = words(message)
    assert "Here I answer from " in text
    assert "Licences: code MIT" in text
    assert f"client_id={attache.application_id}" in text
    assert "scope=bot+applications.commands" in text


async def test_who_is_offered_for_a_brief_has_one(driver: Driver) -> None:
    offered = await driver.complete("brief", "about", "")
    assert offered
    for choice in offered:
        message = await done(driver, await driver.command("brief", {"about": choice["value"]}))
        assert "add news with" not in words(message), choice["name"]
    more = await driver.complete("brief", "about", f"{offered[0]['value']}, ")
    assert all(choice["value"].startswith(f"{offered[0]['value']}, =") for choice in more)
    assert len(more) == len(offered) - 1
