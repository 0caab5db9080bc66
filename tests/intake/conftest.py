"""A server that answers byte for byte as a test says, because hostile servers follow no library's rules."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.intake.fetching import Fetcher, open_fetcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def head(status: str = "200 OK", body: bytes | None = None, **headers: str) -> bytes:
    """The head of a response, with `content_type="text/html"` for `Content-Type: text/html`; with the body and its length, if given."""
    lines = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        lines.setdefault("Content-Length", str(len(body)))
    told = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + (body or b"")


@dataclass
class HostileServer:
    """Answers each path as told: with bytes, or by a function that writes whatever it likes."""

    port: int = 0
    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Every request: its path, and its headers by lower-case name."""

    @property
    def origin(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.origin}{path}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            request, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
            path = request.split()[1]
            headers = dict(line.split(": ", 1) for line in lines if line)
            self.asked.append((path, {name.lower(): value for name, value in headers.items()}))
            page = self.pages.get(path, head("404 Not Found", b""))
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


@asynccontextmanager
async def hostile() -> AsyncIterator[HostileServer]:
    server = HostileServer()
    running: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        running.add(task)
        try:
            await server.answer(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        running.discard(task)

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield server
        for task in (left := list(running)):
            task.cancel()
        await asyncio.gather(*left)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[HostileServer]:
    """A site for the module."""
    async with hostile() as one:
        yield one


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    async with hostile() as one:
        yield one


@pytest.fixture
async def fetcher(server: HostileServer) -> AsyncIterator[Fetcher]:
    """A fetcher that reaches the test's own server by its number, and nothing else on this machine."""
    async with open_fetcher("mailto:editor@example.org", frozenset({server.origin})) as one:
        yield one
