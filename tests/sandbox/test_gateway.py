"""Tests the gateway, frame by frame."""

from __future__ import annotations

import time
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
import pytest

from bot.sandbox.connection import ACK_AFTER_S
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Driver, Sandbox

NEWSROOM, SECOND = "100000000000001000", "100000000000002000"
GENERAL = "100000000000001101"
GUILDS, MESSAGES, DMS, CONTENT = 1, 1 << 9, 1 << 12, 1 << 15


class Line:
    """A websocket to the gateway."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse, inflate: Any = None) -> None:
        self.websocket = websocket
        self._inflate = inflate
        self.sequence = 0

    async def frame(self) -> Any:
        """The next frame, parsed."""
        message = await self.websocket.receive(timeout=PATIENCE)
        assert message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY), message
        data = self._inflate.decompress(message.data) if self._inflate else message.data
        frame = orjson.loads(data)
        self.sequence = frame.get("s") or self.sequence
        return frame

    async def event(self, name: str) -> Any:
        """The data of the next dispatch called `name`; others are skipped."""
        while True:
            frame = await self.frame()
            if frame.get("t") == name:
                return frame["d"]

    async def silent(self) -> bool:
        """True if nothing arrives for a moment."""
        try:
            await self.websocket.receive(timeout=0.05)
        except TimeoutError:
            return True
        return False

    async def send(self, op: int, data: Any) -> None:
        """Send a frame as bytes, as hikari does."""
        await self.websocket.send_bytes(orjson.dumps({"op": op, "d": data}))

    async def closed_with(self) -> int:
        """The code the server closes with."""
        while not self.websocket.closed:
            await self.websocket.receive(timeout=PATIENCE)
        return self.websocket.close_code or 0


@asynccontextmanager
async def line(sandbox: Sandbox, query: str = "?v=10&encoding=json") -> AsyncIterator[Line]:
    inflate = zlib.decompressobj() if "zlib" in query else None
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{sandbox.gateway_url}/{query}") as websocket:
        one = Line(websocket, inflate)
        assert (await one.frame())["op"] == 10
        yield one


def identity(sandbox: Sandbox, intents: int = GUILDS, **more: Any) -> Any:
    return {"token": sandbox.token, "intents": intents, "properties": {}, **more}


async def identified(one: Line, sandbox: Sandbox, intents: int = GUILDS, **more: Any) -> Any:
    await one.send(2, identity(sandbox, intents, **more))
    return await one.event("READY")


@pytest.mark.parametrize("query", ["?v=10&encoding=json", "?v=10&encoding=json&compress=zlib-stream", ""])
async def test_ready_then_each_server(sandbox: Sandbox, query: str) -> None:
    async with line(sandbox, query) as one:
        ready = await identified(one, sandbox)
        servers = [await one.event("GUILD_CREATE") for _ in range(2)]

    assert ready["resume_gateway_url"].startswith("ws://127.0.0.1")
    assert [each["name"] for each in servers] == ["Newsroom", "Second Server"]
    assert {each["name"] for each in servers[0]["channels"]} == {"general", "briefings", "topics", "editors"}


# discord.py would take an answer that arrives before it has recorded its heartbeat for the answer to the previous
# one, and warn.
async def test_heartbeats_are_acknowledged_from_some_way_off(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        begun = time.monotonic()
        await one.send(1, None)
        assert (await one.frame())["op"] == 11
        assert time.monotonic() - begun >= ACK_AFTER_S / 2


@pytest.mark.sandbox(heartbeat=0.05)
async def test_a_client_without_heartbeat_is_cut_off(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        assert await one.closed_with() == 4009


async def test_acknowledgements_stop_when_silenced(sandbox: Sandbox, driver: Driver) -> None:
    async with line(sandbox) as one:
        await driver.gateway("silence")
        await one.send(1, None)
        assert await one.silent()


@pytest.mark.parametrize(
    ("op", "change", "code"),
    [
        (2, {"token": "wrong"}, 4004),
        (2, {"intents": "all"}, 4013),
        (2, {"intents": 1 << 40}, 4013),
        (2, {"shard": [2, 2]}, 4010),
        (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
        (99, {}, 4001),
    ],
)
async def test_closes_with_discords_code(sandbox: Sandbox, op: int, change: Any, code: int) -> None:
    async with line(sandbox) as one:
        await one.send(op, {**identity(sandbox), **change})
        assert await one.closed_with() == code


async def test_a_frame_that_is_not_json_closes_with_4002(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        await one.websocket.send_str("{")
        assert await one.closed_with() == 4002


async def test_identifying_twice_closes_4005(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        await identified(one, sandbox)
        await one.send(2, identity(sandbox))
        assert await one.closed_with() == 4005


@pytest.mark.sandbox(privileged=0)
async def test_privileged_intents_have_to_be_granted(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        await one.send(2, identity(sandbox, CONTENT))
        assert await one.closed_with() == 4014


async def test_a_client_hears_what_its_intents_allow(sandbox: Sandbox, driver: Driver) -> None:
    async with line(sandbox) as deaf, line(sandbox) as hearing:
        await identified(deaf, sandbox, 0, shard=[0, 1])
        await identified(hearing, sandbox, MESSAGES | CONTENT, shard=[0, 1])
        await driver.write("hello")
        heard = await hearing.event("MESSAGE_CREATE")
        assert await deaf.silent()

    assert (heard["content"], heard["guild_id"]) == ("hello", NEWSROOM)


async def test_words_of_others_need_the_content_intent_unless_they_ping_the_bot_or_are_private(
    sandbox: Sandbox, driver: Driver
) -> None:
    async with line(sandbox) as one:
        await identified(one, sandbox, MESSAGES | DMS)
        await driver.write("secret")
        await driver.write(f"<@{sandbox.world.application_id}> hey")
        await driver.write("private", channel="dm")
        heard = [(await one.event("MESSAGE_CREATE"))["content"] for _ in range(3)]

    assert heard == ["", f"<@{sandbox.world.application_id}> hey", "private"]


async def test_a_shard_hears_of_its_own_servers(sandbox: Sandbox) -> None:
    mine = {shard: [] for shard in range(2)}
    for shard, servers in mine.items():
        async with line(sandbox) as one:
            ready = await identified(one, sandbox, shard=[shard, 2])
            servers += [each["id"] for each in ready["guilds"]]

    assert mine == {
        shard: [each for each in (NEWSROOM, SECOND) if (int(each) >> 22) % 2 == shard] for shard in range(2)
    }


async def test_a_resume_replays_what_was_missed_and_nothing_twice(sandbox: Sandbox, driver: Driver) -> None:
    async with line(sandbox) as one:
        ready = await identified(one, sandbox, MESSAGES | CONTENT)
        await driver.write("before")
        await one.event("MESSAGE_CREATE")
        one.websocket._response.close()  # the connection is cut without a close frame
    await until(lambda: not sandbox.gateway.connected)
    await driver.write("missed")

    async with line(sandbox) as again:
        await again.send(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": one.sequence})
        missed, resumed = await again.frame(), await again.frame()

    assert missed["d"]["content"] == "missed"
    assert resumed["t"] == "RESUMED"


async def test_a_session_that_said_goodbye_or_never_was_cannot_be_resumed(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        ready = await identified(one, sandbox)
        await one.websocket.close(code=1000)
    for session in (ready["session_id"], "made-up"):
        async with line(sandbox) as again:
            await again.send(6, {"token": sandbox.token, "session_id": session, "seq": 1})
            assert (await again.frame())["op"] == 9


@pytest.mark.parametrize(
    ("ask", "event", "expected"),
    [
        (("PATCH", "guilds/Newsroom", {"unavailable": True}), "GUILD_DELETE", {"unavailable": True}),
        (("DELETE", "guilds/Newsroom", None), "GUILD_DELETE", {"id": NEWSROOM}),
        (("POST", "guilds", {"name": "Third"}), "GUILD_CREATE", {"name": "Third"}),
        (("PATCH", "guilds/Newsroom", {"name": "Redaktion"}), "GUILD_UPDATE", {"name": "Redaktion"}),
        (("POST", "channels", {"guild": "Newsroom", "name": "new"}), "CHANNEL_CREATE", {"name": "new"}),
        (("PATCH", "channels/general", {"topic": "t"}), "CHANNEL_UPDATE", {"topic": "t"}),
        (("DELETE", "channels/general", None), "CHANNEL_DELETE", {"id": GENERAL}),
        (
            ("PUT", "channels/general/overwrites/@everyone", {"deny": ["SEND_MESSAGES"]}),
            "CHANNEL_UPDATE",
            {"id": GENERAL},
        ),
        (("POST", "roles", {"guild": "Newsroom", "name": "r"}), "GUILD_ROLE_CREATE", {"guild_id": NEWSROOM}),
        (("PATCH", "roles/Editors", {"name": "r"}), "GUILD_ROLE_UPDATE", {"guild_id": NEWSROOM}),
        (("DELETE", "roles/Editors", None), "GUILD_ROLE_DELETE", {"guild_id": NEWSROOM}),
        (("PUT", "guilds/Newsroom/members/sam", {}), "GUILD_MEMBER_ADD", {"guild_id": NEWSROOM}),
        (("DELETE", "guilds/Newsroom/members/mia", None), "GUILD_MEMBER_REMOVE", {"guild_id": NEWSROOM}),
    ],
)
async def test_changes_of_the_world_are_dispatched(
    sandbox: Sandbox, driver: Driver, ask: Any, event: str, expected: Any
) -> None:
    async with line(sandbox) as one:
        await identified(one, sandbox, GUILDS | 1 << 1)
        await one.event("GUILD_CREATE")
        await one.event("GUILD_CREATE")
        await driver.ask(*ask)
        heard = await one.event(event)

    assert {key: heard[key] for key in expected} == expected


async def test_removed_and_unavailable_are_told_apart(sandbox: Sandbox, driver: Driver) -> None:
    async with line(sandbox) as one:
        await identified(one, sandbox)
        await driver.outage("Newsroom")
        outage = await one.event("GUILD_DELETE")
        await driver.outage("Newsroom", False)
        await one.event("GUILD_CREATE")
        await driver.ask("DELETE", "guilds/Newsroom")
        removed = await one.event("GUILD_DELETE")
        await driver.ask("POST", "guilds/Newsroom/join", {})
        back = await one.event("GUILD_CREATE")

    assert outage["unavailable"]
    assert "unavailable" not in removed
    assert back["id"] == NEWSROOM


async def test_threads_are_dispatched(sandbox: Sandbox, driver: Driver, wire: Any) -> None:
    async with line(sandbox) as one:
        await identified(one, sandbox)
        _, thread = await wire("POST", f"/channels/{GENERAL}/threads", {"name": "t", "type": 11})
        created = await one.event("THREAD_CREATE")
        await wire("PATCH", f"/channels/{thread['id']}", {"archived": True})
        changed = await one.event("THREAD_UPDATE")
        await driver.ask("DELETE", f"channels/{thread['id']}")
        deleted = await one.event("THREAD_DELETE")

    assert created["newly_created"]
    assert changed["thread_metadata"]["archived"]
    assert deleted["parent_id"] == GENERAL


async def test_members_are_sent_when_asked_for(sandbox: Sandbox) -> None:
    async with line(sandbox) as one:
        await identified(one, sandbox)
        await one.send(8, {"guild_id": NEWSROOM, "query": "m", "limit": 5, "nonce": "n"})
        chunk = await one.event("GUILD_MEMBERS_CHUNK")

    assert [each["user"]["username"] for each in chunk["members"]] == ["mia"]
    assert chunk["nonce"] == "n"
