"""A test client for the sandbox's own API: users' actions, faults and the clock."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import aiohttp
import orjson

from bot.errors import AskError

if TYPE_CHECKING:
    from types import TracebackType

    from bot.sandbox.world import Json

_TO_THE_END = {"wait": "answer", "timeout": 240}
"""Real seconds to wait for a deferred answer; generous for busy machines, below the connection's 300."""
LARGE = 1 << 20
"""aiohttp wants larger bodies, in bytes, as a file."""


class Driver:
    """An async client of the sandbox at `url`: `async with Driver(sandbox.url) as driver:`.

    Users, channels and servers are given by name or id. If the sandbox refuses, every method raises AskError with its
    message.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def ask(self, method: str, path: str, said: Json | None = None, **query: Any) -> Json:
        """Make any call of the sandbox's API; `path` is the part after /sandbox/api/."""
        if self._session is None:
            raise AskError("use a Driver inside `async with Driver(url) as driver:`")
        params = {key: str(value) for key, value in query.items() if value is not None}
        raw = None if said is None else orjson.dumps(said)
        body = io.BytesIO(raw) if raw and len(raw) > LARGE else raw
        async with self._session.request(
            method, f"{self.url}/sandbox/api/{path}", data=body, params=params
        ) as response:
            shown: Json = orjson.loads(await response.read())
        if response.status >= 400:
            raise AskError(str(shown["error"]))
        return shown

    async def command(
        self, name: str, options: Json | None = None, *, user: str = "mia", channel: str = "general", **more: Any
    ) -> Json:
        """Run "/name" (or "group sub") and wait for the answer, even a deferred one.

        Args:
            name: the command; a context menu with `type=2` or `3` and `target`.
            options: values by option name.
            user: the user who types it.
            channel: where it is typed; "dm" for direct messages with the bot.
            more: locale, type, target, attachments; `wait=True` returns at the acknowledgement, `wait=False` immediately.

        Returns:
            interaction_id, status ("answered", "deferred", "modal", "failed", "timeout"), message, modal, elapsed_ms.
        """
        said = {"user": user, "channel": channel, "name": name, "options": options or {}, **_TO_THE_END, **more}
        return await self.ask("POST", "commands", said)

    async def complete(
        self,
        name: str,
        focused: str,
        typed: str = "",
        options: Json | None = None,
        *,
        user: str = "mia",
        channel: str = "general",
    ) -> list[Json]:
        """Returns the choices offered for the option `focused` with `typed` in it."""
        said = {
            "user": user,
            "channel": channel,
            "name": name,
            "options": {**(options or {}), focused: typed},
            "focused": focused,
        }
        shown = await self.ask("POST", "complete", said)
        return list(shown["choices"])

    async def press(self, message: Json | str, custom_id: str, *, user: str = "mia", **more: Any) -> Json:
        """Press a button."""
        return await self.ask(
            "POST", "press", {"user": user, "message": _id(message), "custom_id": custom_id, **_TO_THE_END, **more}
        )

    async def choose(
        self, message: Json | str, custom_id: str, values: list[str], *, user: str = "mia", **more: Any
    ) -> Json:
        """Select values in a menu."""
        said = {
            "user": user,
            "message": _id(message),
            "custom_id": custom_id,
            "values": values,
            **_TO_THE_END,
            **more,
        }
        return await self.ask("POST", "choose", said)

    async def submit(self, interaction_id: str, fields: Json, *, user: str = "mia", **more: Any) -> Json:
        """Fill in and submit the modal that `interaction_id` opened."""
        return await self.ask(
            "POST",
            "submit",
            {"user": user, "interaction_id": interaction_id, "fields": fields, **_TO_THE_END, **more},
        )

    async def write(
        self, content: str = "", *, user: str = "mia", channel: str = "general", files: dict[str, bytes] | None = None
    ) -> Json:
        """Write an ordinary message, with `files` by name."""
        attached = [
            {"filename": name, "content_base64": base64.b64encode(data).decode()}
            for name, data in (files or {}).items()
        ]
        said = {"user": user, "channel": channel, "content": content, "attachments": attached}
        return await self.ask("POST", "messages", said)

    async def messages(
        self, channel: str = "general", *, user: str | None = "mia", limit: int = 50, before: str | None = None
    ) -> list[Json]:
        """Returns a channel's messages as a user sees them, oldest first; all messages for `user=None`."""
        path = f"channels/{quote(channel, safe='')}/messages"
        return list((await self.ask("GET", path, user=user, limit=limit, before=before))["messages"])

    async def state(self) -> Json:
        """Users, servers, channels, roles, commands."""
        return await self.ask("GET", "state")

    async def fault(self, route: str = "*", *, method: str = "*", **how: Any) -> int:
        """Plan a fault: status, times, when ("before" or "after" the call takes effect), delay, drop, body."""
        return int((await self.ask("POST", "faults", {"route": route, "method": method, **how}))["id"])

    async def gateway(self, do: str, **how: Any) -> Json:
        """Disturb the gateway: close (code), drop, reconnect, invalidate (resumable), silence."""
        return await self.ask("POST", "gateway", {"do": do, **how})

    async def advance(self, seconds: float) -> str:
        """Move the sandbox's clock forward. Returns the new time."""
        return str((await self.ask("POST", "clock", {"advance": seconds}))["now"])

    async def load(
        self, name: str, options: Json | None = None, *, count: int = 1_000, at_once: int = 20, **more: Any
    ) -> Json:
        """Run a command many times. Returns per_second, p50_ms, p99_ms and the statuses."""
        command = {"user": "mia", "channel": "general", "name": name, "options": options or {}, **more}
        return await self.ask("POST", "load", {"command": command, "count": count, "at_once": at_once})

    async def calls(self, after: int = 0, limit: int = 2_000) -> list[Json]:
        """Returns the bot's calls, oldest first."""
        return list((await self.ask("GET", "calls", after=after, limit=limit))["calls"])

    async def outage(self, guild: str, unavailable: bool = True) -> Json:
        """Start or end a server's outage."""
        return await self.ask("PATCH", f"guilds/{quote(guild, safe='')}", {"unavailable": unavailable})

    async def connected(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 # a limit for tests
        """Wait until the bot is connected to the gateway."""
        async with asyncio.timeout(timeout):
            while not (await self.state())["bot_connected"]:  # noqa: ASYNC110 # the state is in another process
                await asyncio.sleep(0.01)

    async def attachment(self, url: str) -> bytes:
        """Returns the bytes of a message's attachment."""
        if self._session is None:
            raise AskError("use a Driver inside `async with Driver(url) as driver:`")
        async with self._session.get(url) as response:
            data = await response.read()
        if response.status != 200:
            raise AskError(f"there is no attachment at {url}")
        return data


def _id(message: Json | str) -> str:
    return message if isinstance(message, str) else str(message["id"])
