"""Tests a newcomer's start: the bot started without a token, used in a browser, ended with Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.journeys.page.conftest import PATIENCE_MS
from tests.journeys.test_kill import filed
from tests.lending import ARTICLE, DATABASE
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

GENERAL = "100000000000001101"
"""The sandbox's #general."""


@dataclass(frozen=True)
class Running:
    """A bot that was started as a newcomer starts it, in an empty folder."""

    process: asyncio.subprocess.Process
    address: str
    database: Path


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    """`attache run`, one for the file: starting it takes seconds. The last test ends it."""
    folder = tmp_path_factory.mktemp("newcomer")
    environment = {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}
    environment |= {"ATTACHE_PORT": "0", "ATTACHE_SEEDS": str(ARTICLE)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, f"no address in {line!r}"
        yield Running(process, found.group(), folder / "var" / DATABASE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


COMPOSER = re.compile("^Message ")
"""The field in which one writes; an answer's menu is a combobox too."""


async def typed(page: Page, line: str) -> str:
    """Type a line and wait for the answer's text."""
    answers = page.get_by_role("log").locator("article, [role=article], li").filter(has_text="APP")
    before = await answers.count()
    await page.get_by_role("combobox", name=COMPOSER).click()
    await page.keyboard.type(line)
    await page.keyboard.press("Enter")
    await answers.nth(before).wait_for()
    return await answers.nth(before).inner_text()


async def test_a_newcomer_asks_in_the_browser(browser: Browser, running: Running) -> None:
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(running.address)
    await page.get_by_text("Attaché").first.wait_for()

    await until(lambda: filed(running.database))
    while "I am still reading" in (told := await typed(page, "/stance holder:Rusia on:midnite hamer")):
        pass
    assert "Russia opposes Operation Midnight Hammer, in words" in told
    assert "Rusia, read as Russia" in told
    assert "Timeline of Iran" in await typed(page, "/timeline about:Tehran")
    assert "“Mediate your own.”" in await typed(page, "/quote speaker:POTUS")
    assert "Where Russia stands" in await typed(page, "/stance holder:the kremlin")
    told = await typed(page, "/quote speaker:Aragchi")
    assert "“criminal”" in told

    await page.get_by_role("button", name=re.compile(r"^(\d+ events?|Timeline)$")).last.click()
    await page.get_by_role("heading", name="Timeline of Abbas Araghchi").wait_for()
    await context.close()


async def test_an_editor_files_an_article_in_the_browser(browser: Browser, running: Running) -> None:
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(f"{running.address}/#ed/{GENERAL}")
    await page.get_by_text("Attaché").first.wait_for()

    await page.get_by_role("combobox", name=COMPOSER).click()
    await page.keyboard.type("/article add ")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_label("Text").fill("Sweden supports the embargo against Belarus. “We will go on,” Nordlund said.")
    await form.get_by_label("Outlet").fill("The Fjord")
    await form.get_by_label("Published").fill("4 March 2025")
    await form.get_by_role("button", name="Submit").click()

    shown = page.get_by_role("log")
    await shown.get_by_text("The Fjord · published 4 March 2025, as was given with it").wait_for()
    await shown.get_by_role("button", name="Add", exact=True).click()
    await shown.get_by_text("Added. Answers now use it.").wait_for()
    await shown.get_by_role("button", name="View article").click()
    await shown.get_by_text("only in this server").first.wait_for()
    assert "Supports embargo against Belarus" in await typed(page, "/stance holder:Sweden")
    await context.close()


async def test_ctrl_c_ends_it_without_a_warning(running: Running) -> None:
    running.process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(running.process.wait(), PATIENCE) == 0
    assert running.process.stderr
    said = (await running.process.stderr.read()).decode()
    assert [line for line in said.splitlines() if not re.fullmatch(r"Attaché: .*(?: \.\.\.|: done\.)", line)] == []
