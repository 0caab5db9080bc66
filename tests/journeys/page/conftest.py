"""The page in a real browser: one Chromium, one sandbox and one showcase bot for a file's tests, a new channel and window for each.

They end with the file: discord.py is pointed at one sandbox for a whole process, so none may outlive the next one's start.
"""

from __future__ import annotations

import importlib.util
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox import Sandbox
from bot.sandbox.redirect import redirect_discord_py
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from types import ModuleType

    from playwright.async_api import Browser, BrowserContext, Page

PAGE_FILES = Path(__file__).parents[3] / "bot" / "sandbox" / "page"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 1_000 * PATIENCE
NEWSROOM = "Newsroom"


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.skip(f"the page is not tested: none of {', '.join(CHROMIUM_NAMES)} is installed")
    return found


def _showcase() -> ModuleType:
    spec = importlib.util.spec_from_file_location("showcase", Path(__file__).parents[1] / "showcase.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium."""
    playwright = pytest.importorskip(
        "playwright.async_api", reason="the page is not tested: playwright is not installed"
    )
    executable = _chromium()
    try:
        started = await playwright.async_playwright().start()
    except playwright.Error as problem:
        pytest.skip(f"the page is not tested: playwright's driver does not start ({problem})")
    chromium = await started.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
    playwright.expect.set_options(timeout=PATIENCE_MS)
    yield chromium
    await chromium.close()
    await started.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sandbox(browser: Browser) -> AsyncIterator[Sandbox]:
    """A sandbox with the showcase bot. It asks for the browser first, so that nothing starts without one."""
    async with Sandbox(application_name="Showcase") as running:
        with redirect_discord_py(running.url):
            bot = _showcase().Showcase()
            async with bot:
                await bot.login(running.token)
                connected = bot.loop.create_task(bot.connect())
                await bot.wait_until_ready()
                yield running
                await bot.close()
                await connected


@dataclass
class Stage:
    """A sandbox with a channel of the test's own, and windows that show it."""

    sandbox: Sandbox
    browser: Browser
    http: aiohttp.ClientSession
    channel: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call the sandbox's own API."""
        async with self.http.request(method, f"{self.sandbox.url}/sandbox/api/{path}", json=body) as answer:
            said: dict[str, Any] = await answer.json(content_type=None)
            assert answer.ok, said
            return said

    async def open(
        self, user: str = "mia", channel: str | None = None, *, width: int = 1100, height: int = 760, **options: Any
    ) -> Page:
        """Open the page as a user in a channel; errors in the browser fail the test."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            locale=options.pop("locale", "en-GB"),
            timezone_id=options.pop("timezone_id", "Europe/Madrid"),
            reduced_motion=options.pop("reduced_motion", "reduce"),
            **options,
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()
        page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        page.on(
            "console",
            lambda said: (
                said.type == "error" and "status of 400" not in said.text and self.complaints.append(said.text)
            ),
        )
        await page.goto(f"{self.sandbox.url}/#{user}/{channel or self.channel}")
        await page.locator("body[data-ready]").wait_for()
        return page

    async def run(self, name: str, user: str = "mia", **options: Any) -> dict[str, Any]:
        """Run a command as a user, without the page."""
        return await self.ask(
            "POST", "commands", {"user": user, "channel": self.channel, "name": name, "options": options}
        )


@asynccontextmanager
async def _channel_of_its_own(http: aiohttp.ClientSession, url: str, name: str) -> AsyncIterator[str]:
    async with http.post(f"{url}/sandbox/api/channels", json={"guild": NEWSROOM, "name": name, "type": 0}) as answer:
        made = await answer.json(content_type=None)
        assert answer.ok, made
    yield made["id"]
    async with http.delete(f"{url}/sandbox/api/channels/{made['id']}") as answer:
        assert answer.ok


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """A client for the sandbox's API."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest_asyncio.fixture(loop_scope="session")
async def stage(
    sandbox: Sandbox, browser: Browser, http: aiohttp.ClientSession, request: pytest.FixtureRequest
) -> AsyncIterator[Stage]:
    """Where a test runs; afterwards the page must have reported no errors."""
    name = request.node.originalname.replace("_", "-").removeprefix("test-")[:60]
    async with _channel_of_its_own(http, sandbox.url, name) as channel:
        set_up = Stage(sandbox, browser, http, channel)
        yield set_up
        for context in set_up.contexts:
            await context.close()
    assert set_up.complaints == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def module(browser: Browser) -> AsyncIterator[Page]:
    """A blank window, shared by a file's tests, that can import the page's modules without a sandbox."""
    context = await browser.new_context(locale="en-GB", timezone_id="Europe/Madrid")
    await context.route("http://page.test/**", _from_disk)
    page = await context.new_page()
    await page.goto("http://page.test/blank.html")
    yield page
    await context.close()


async def _from_disk(route: Any) -> None:
    name = route.request.url.rsplit("/", 1)[-1]
    if name == "blank.html":
        await route.fulfill(body="<!doctype html><body></body>", content_type="text/html")
    else:
        await route.fulfill(
            path=PAGE_FILES / name, content_type="text/javascript" if name.endswith(".js") else "text/css"
        )
