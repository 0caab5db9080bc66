"""The pictures of answers through the real client: they arrive with their words, and turning pages replaces them."""

from __future__ import annotations

import logging
import struct
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.charts.studio import Studio
from bot.limits import DRAW_WAIT
from bot.sandbox import Driver, Sandbox
from bot.store.articles import file_reading
from bot.store.database import open_database
from tests.conftest import NOW, Tell
from tests.journeys.attache.conftest import OPENAPI
from tests.journeys.attache.one_bot.test_commands import buttons, words
from tests.ui.conftest import inside
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.app import Attache

pytestmark = pytest.mark.asyncio(loop_scope="module")


def told() -> list[Tell]:
    """Thirteen articles of thirteen days: Israel attacks Iran in each, Russia takes sides, and changes them."""
    articles = []
    for day in range(10, 23):
        sides = ("supports", "backed") if day < 15 else ("opposes", "condemned")
        text = f"Israel attacked Iran in raid {day}. Russia {sides[1]} Israel. Iran praised Israel and aided Russia."
        article = Tell(text, published=f"2025-06-{day}", title=f"Raid {day}", outlet="The Wire")
        articles.append(
            article.event("attacked", by="israel", to="iran", date=f"2025-06-{day}")
            .event("aided", by="iran", to="russia", kind="AID", date=f"2025-{day - 9:02}" if day < 20 else None)
            .stance("russia", sides[1], "israel", sides[0])
            .stance("iran", "praised", "israel", "supports")
        )
    return articles


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def driver(
    start: Callable[..., AbstractAsyncContextManager[Attache]], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Driver]:
    """The bot with those articles in a sandbox with Discord's rules, and a user at the keyboard."""
    folder = tmp_path_factory.mktemp("library")
    seed = folder / "seeds" / "quiet.txt"
    seed.parent.mkdir()
    seed.write_text("A quiet day\n\nThe weather was fine.\n", encoding="utf-8")
    async with open_database(folder / "attache.db") as database:
        for each in told():
            await file_reading(database, each.reading(), "everyone", NOW)
    openapi = OPENAPI if OPENAPI.exists() else None
    async with (
        Sandbox(openapi=openapi) as sandbox,
        Driver(sandbox.url) as one,
        start(sandbox, folder / "attache.db", attache_seeds=seed.parent),
    ):
        yield one
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in sandbox.calls.broken]
        assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine too, an answer waits for its picture."""
    monkeypatch.setattr(Studio, "wait", PATIENCE)


def galleries(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The pictures across a message's width."""
    parts = [part for each in message["components"] for part in inside(each)]
    return [item for part in parts if part["type"] == 12 for item in part["items"]]


async def test_a_timeline_comes_with_a_picture_on_its_first_page(driver: Driver) -> None:
    shown = (await driver.command("timeline", {"about": "Iran"}))["message"]
    [first] = galleries(shown)
    assert first["description"].startswith("Timeline of Iran: ")
    assert "dated events" in first["description"]
    png = await driver.attachment(first["media"]["url"])
    assert struct.unpack(">II", png[16:24]) == (first["media"]["width"], first["media"]["height"])
    assert first["media"]["width"] == 720
    turned = (await driver.press(shown, buttons(shown)["Next ▶"]["custom_id"]))["message"]
    assert "page 2 of" in words(turned)
    assert (galleries(turned), turned["attachments"]) == ([], [])
    back = (await driver.press(turned, buttons(turned)["◀"]["custom_id"]))["message"]
    assert [item["media"]["url"] for item in galleries(back)] == [first["media"]["url"]]


async def test_a_further_question_takes_its_own_picture(driver: Driver) -> None:
    shown = (await driver.command("relation", {"a": "Russia", "b": "Iran"}))["message"]
    assert "Bars by month for Russia and Iran" in galleries(shown)[0]["description"]
    shown = (await driver.command("timeline", {"about": "Israel"}))["message"]
    turned = (await driver.press(shown, buttons(shown)["Oldest first"]["custom_id"]))["message"]
    assert turned["id"] == shown["id"]
    assert len(galleries(turned)) == len(turned["attachments"]) == 1


@pytest.mark.parametrize(
    ("command", "options", "alt"),
    [
        (
            "compare",
            {"on": "Israel", "actors": "Russia, Iran"},
            "Table of who stands where on Israel. Iran: for in words; Russia: both in words.",
        ),
        (
            "stance",
            {"holder": "Russia", "on": "Israel"},
            (
                "Russia on Israel over time, by the date of the article. for: 5 sentences from 10 June 2025 to 14 June 2025; "
                "against: 8 sentences from 15 June 2025 to 22 June 2025."
            ),
        ),
        ("compare", {"on": "Israel", "actors": "Russia, Xi Jinping"}, None),
        ("stance", {"holder": "Russia"}, None),
    ],
)
async def test_a_picture_says_what_it_shows(
    driver: Driver, command: str, options: dict[str, str], alt: str | None
) -> None:
    shown = (await driver.command(command, options))["message"]
    assert [item["description"] for item in galleries(shown)] == ([alt] if alt else [])
    assert len(shown["attachments"]) == (1 if alt else 0)


async def test_an_answer_goes_out_without_a_picture_that_takes_too_long(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Studio, "wait", 0.0)
    with caplog.at_level(logging.WARNING):
        shown = (await driver.command("timeline", {"about": "Israel", "until": "2025-06-20"}))["message"]
    assert "Timeline of Israel" in words(shown)
    assert galleries(shown) == []
    assert "no picture of a StripChart" in caplog.text
    assert DRAW_WAIT > 0


async def test_a_server_chooses_the_colours_or_no_pictures(driver: Driver) -> None:
    async def shown() -> list[str]:
        message = (await driver.command("timeline", {"about": "Israel"}))["message"]
        return [item["media"]["url"].rpartition("/")[2] for item in galleries(message)]

    dark = await shown()
    await driver.command("settings pictures", {"colours": "light"}, user="ada")
    light = await shown()
    assert len(light) == 1
    assert light != dark
    await driver.command("settings pictures", {"colours": "none"}, user="ada")
    assert await shown() == []
    await driver.command("settings pictures", {"colours": "dark"}, user="ada")
    assert await shown() == dark
