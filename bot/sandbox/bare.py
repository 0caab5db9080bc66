"""A minimal bot without a library: raw gateway frames and REST calls, for protocol tests and load."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Self

import aiohttp
import orjson

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from bot.sandbox.world import Json

GUILDS = 1


class BareBot:
    """A bot that is identified and has received READY inside `async with BareBot(url, token) as bot:`.

    Interactions go to `answer` if given (called, not awaited), otherwise they wait in `bot.interactions`; other dispatches are
    dropped.
    """

    def __init__(
        self,
        url: str,
        token: str,
        answer: Callable[[BareBot, Json], None] | None = None,
        intents: int = GUILDS,
    ) -> None:
        self.url, self._token, self._answer, self._intents = url, token, answer, intents
        self.interactions: asyncio.Queue[Json] = asyncio.Queue()
        self.ready: Json = {}
        self._is_ready = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(headers={"Authorization": f"Bot {self._token}"}, connector=connector)
        websocket = await self._session.ws_connect(
            self.url.replace("http", "ws", 1) + "/?v=10&encoding=json", max_msg_size=0
        )
        identify = {"op": 2, "d": {"token": self._token, "intents": self._intents, "properties": {}}}
        await websocket.send_bytes(orjson.dumps(identify))
        self._reader = asyncio.create_task(self._read(websocket))
        await self._is_ready.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
        if self._session:
            await self._session.close()

    async def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Make a REST call. Returns the status and JSON."""
        assert self._session is not None, "use a BareBot inside `async with`"  # noqa: S101 # a mistake in the calling program
        data = None if body is None else orjson.dumps(body)
        headers = {"Content-Type": "application/json"} if data else None
        async with self._session.request(method, f"{self.url}/api/v10{path}", data=data, headers=headers) as response:
            raw = await response.read()
            return response.status, orjson.loads(raw) if raw else None

    async def acknowledge(self, interaction: Json, body: Json, *, with_response: bool = False) -> tuple[int, Any]:
        """Send an interaction callback."""
        query = "?with_response=true" if with_response else ""
        return await self.call(
            "POST", f"/interactions/{interaction['id']}/{interaction['token']}/callback{query}", body
        )

    async def webhook(self, method: str, interaction: Json, path: str = "", body: Any = None) -> tuple[int, Any]:
        """Make a webhook call with the interaction's token: "" is a follow-up, "/messages/@original" the first answer."""
        return await self.call(method, f"/webhooks/{interaction['application_id']}/{interaction['token']}{path}", body)

    async def _read(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in websocket:
            frame = orjson.loads(message.data)
            if frame["op"] == 0 and frame["t"] == "INTERACTION_CREATE":
                if self._answer is None:
                    self.interactions.put_nowait(frame["d"])
                else:
                    self._answer(self, frame["d"])
            elif frame["op"] == 0 and frame["t"] == "READY":
                self.ready = frame["d"]
                self._is_ready.set()
            elif frame["op"] == 10:
                await websocket.send_bytes(b'{"op":1,"d":null}')
