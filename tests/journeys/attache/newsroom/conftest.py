"""Articles and feeds as a newsroom's editors add them: a test site, and the bot with an empty server library."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.sandbox import Driver, Sandbox
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.app import Attache

    Start = Callable[..., AbstractAsyncContextManager[Attache]]

NEWSROOM = "100000000000001000"
RAID = """Norway condemned the raid on Tuesday. “The raid was a crime,” said Kari Nordlund, a spokeswoman of the Norwegian government, in Oslo.

Sweden supports the embargo against Belarus. Swedish officials said that the talks would go on next week. Finland sanctioned Belarus on 3 March 2025 after the attack on the border post."""


def words(shown: dict[str, Any]) -> str:
    """All text of the message, without escapes."""

    def inside(component: dict[str, Any]) -> list[str]:
        own = [component["content"]] if "content" in component else []
        return own + [text for child in component.get("components", []) for text in inside(child)]

    message = shown.get("message", shown)
    return "\n".join(text for component in message["components"] for text in inside(component)).replace("\\", "")


def button(shown: dict[str, Any], label: str) -> str:
    """The id of a button by its label."""

    def inside(component: dict[str, Any]) -> list[dict[str, Any]]:
        own = [component] if component["type"] == 2 else []
        return own + [found for child in component.get("components", []) for found in inside(child)]

    message = shown.get("message", shown)
    found = {control["label"]: control["custom_id"] for each in message["components"] for control in inside(each)}
    assert label in found, f"no button {label!r} among {list(found)}"
    return str(found[label])


def menus(message: dict[str, Any]) -> dict[str, str]:
    """The ids of a message's menus, by their placeholder text."""

    def inside(component: dict[str, Any]) -> list[dict[str, Any]]:
        own = [component] if component["type"] == 3 else []
        return own + [found for child in component.get("components", []) for found in inside(child)]

    return {control["placeholder"]: control["custom_id"] for each in message["components"] for control in inside(each)}


class Patient(Driver):
    """Waits for the final message: on a busy machine, or while a worker starts, it first says what is being done."""

    async def command(
        self, name: str, options: Any = None, *, user: str = "mia", channel: str = "general", **more: Any
    ) -> Any:
        return await self.settled(
            await super().command(name, options, user=user, channel=channel, **more), user, channel
        )

    async def press(
        self, message: Any, custom_id: str, *, user: str = "mia", channel: str = "general", **more: Any
    ) -> Any:
        return await self.settled(await super().press(message, custom_id, user=user, **more), user, channel)

    async def submit(
        self, interaction_id: str, fields: Any, *, user: str = "mia", channel: str = "general", **more: Any
    ) -> Any:
        return await self.settled(await super().submit(interaction_id, fields, user=user, **more), user, channel)

    async def settled(self, shown: dict[str, Any], user: str, channel: str = "general") -> dict[str, Any]:
        """What a message shows once it no longer says what is being done."""

        async def done() -> dict[str, Any] | None:
            if not shown.get("message"):
                return shown
            there = await self.messages(channel, user=user)
            [message] = [message for message in there if message["id"] == shown["message"]["id"]]
            busy = re.fullmatch(r"(?:Adding|Fetching|Looking|Opening|Reading)[^\n]*…", words(message))
            return None if busy else {**shown, "message": message}

        return await until(done)  # type: ignore[return-value] # it is not None


def attached(name: str, content: bytes) -> dict[str, str]:
    return {"filename": name, "content_base64": base64.b64encode(content).decode()}


class NewsSite:
    """A news site: pages and feeds by path, changed at will."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.url = ""
        self.others: list[str] = []
        """Two more sites, with the same pages at their own addresses."""
        self.open = asyncio.Event()
        """Answers are held back until it is set again."""
        self.open.set()
        self.asked: list[str] = []
        """The paths that were asked for."""

    @property
    def outlet(self) -> str:
        """The outlet of its articles; the site has no name of its own."""
        return self.url.removeprefix("http://")

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        await self.open.wait()
        page = self.pages.get(request.path)
        if page and page.startswith("HTTP "):
            return web.Response(status=int(page[5:]))
        if page and page.startswith("<rss"):
            return web.Response(text=page, content_type="application/rss+xml")
        return web.Response(text=page or "gone", content_type="text/html", status=200 if page else 404)

    def write(self, path: str, title: str, text: str, head: str = "") -> str:
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        self.pages[path] = f"""<!doctype html><html lang="en"><head><title>{title}</title>
            <meta property="article:published_time" content="2025-03-04T08:00:00Z">
            {head}</head><body><nav>Home News Sport</nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"""
        return f"{self.url}{path}"

    def show(self, path: str, *items: str, title: str = "The Fjord") -> str:
        told = "".join(
            f"<item><guid>{item}</guid><title>{item}</title><link>{self.url}{item}</link></item>" for item in items
        )
        self.pages[path] = f"<rss version='2.0'><channel><title>{title}</title>{told}</channel></rss>"
        return f"{self.url}{path}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[NewsSite]:
    one = NewsSite()
    app = web.Application()
    app.router.add_get("/{path:.*}", one.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    for _ in range(3):
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.url, *one.others = (f"http://127.0.0.1:{port}" for _, port in runner.addresses)
    yield one
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as one:
        yield one
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in one.calls.broken]
    assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def driver(sandbox: Sandbox) -> AsyncIterator[Patient]:
    async with Patient(sandbox.url) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def started(
    start: Start,
    sandbox: Sandbox,
    site: NewsSite,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Attache]:
    """The bot, with the settings that a module calls LIMITS; it needs no second between requests to its site."""
    database = tmp_path_factory.mktemp("library") / "attache.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.intake.politeness.APART", 0.0)
        reachable = ",".join(url.removeprefix("http://") for url in (site.url, *site.others))
        async with start(sandbox, database, attache_reachable=reachable, **request.module.LIMITS) as client:
            yield client


@pytest_asyncio.fixture(loop_scope="module")
async def attache(started: Attache) -> AsyncIterator[Attache]:
    """The bot, with an empty server library."""
    yield started
    await started.desk.purge(NEWSROOM)
