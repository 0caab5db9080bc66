"""A sandbox and a protocol client without a Discord library, so that tests choose every byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
import pytest

from bot.sandbox import Driver, Sandbox, rest
from bot.sandbox.schema import Schema, described

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OPENAPI = Path(__file__).parents[3] / "shared/eval/data/discord/openapi.json"

NEWSROOM, SECOND = "100000000000001000", "100000000000002000"
GENERAL, BRIEFINGS, TOPICS, EDITORS = (f"10000000000000110{n}" for n in range(1, 5))
BOT, MIA, ED, ADA, SAM = "100000000000000001", *(f"10000000000000010{n}" for n in range(1, 5))


@pytest.fixture(scope="session")
def schema() -> Schema:
    """Discord's description, compiled on use."""
    if not OPENAPI.exists():
        pytest.skip("Discord's OpenAPI description is needed: ../shared is absent")
    return described(OPENAPI)


class Wire:
    """REST calls as the bot; each response is checked against Discord's description if that is available."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession, schema: Schema | None) -> None:
        self.sandbox = sandbox
        self.session = session
        self.schema = schema
        self.headers: Any = {}

    async def __call__(
        self, method: str, path: str, body: Any = None, *, token: str | None = None, files: Any = None
    ) -> tuple[int, Any]:
        """The status and the JSON of the answer."""
        headers = {"Authorization": f"Bot {token or self.sandbox.token}"}
        data: Any = None if body is None else orjson.dumps(body)
        if files:
            data = aiohttp.FormData(quote_fields=False)
            data.add_field("payload_json", orjson.dumps(body or {}).decode(), content_type="application/json")
            for number, (name, content) in enumerate(files):
                data.add_field(f"files[{number}]", content, filename=name, content_type="application/octet-stream")
        elif body is not None:
            headers["Content-Type"] = "application/json"
        async with self.session.request(
            method, f"{self.sandbox.url}/api/v10{path}", data=data, headers=headers
        ) as response:
            raw = await response.read()
            self.headers = response.headers
        shown = orjson.loads(raw) if raw else None
        self._hold(method, path.split("?", maxsplit=1)[0], response.status, shown)
        return response.status, shown

    def _hold(self, method: str, path: str, status: int, shown: Any) -> None:
        route, _ = rest.find(method, path)
        if self.schema and route and status < 300:
            wrong = self.schema.response(method, route.template, status, shown)
            assert not wrong, f"our answer to {method} {path} is not Discord's: {'; '.join(map(str, wrong))}"


@pytest.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """A sandbox; `@pytest.mark.sandbox(…)` passes arguments on."""
    settings = {name: value for mark in request.node.iter_markers("sandbox") for name, value in mark.kwargs.items()}
    async with Sandbox(**{"openapi": OPENAPI if OPENAPI.exists() else None, "limits": False, **settings}) as started:
        yield started


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as one:
        yield one


@pytest.fixture
async def wire(sandbox: Sandbox) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(sandbox, session, sandbox.schema)


def pytest_configure(config: pytest.Config) -> None:
    """The marks of this folder."""
    config.addinivalue_line("markers", "sandbox(**settings): arguments for the sandbox of this test")
