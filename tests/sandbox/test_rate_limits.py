"""Tests rate limits (buckets, the global one, headers), faults, the clock, calls and the state file."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import aiohttp
import orjson
import pytest
from discord.utils import snowflake_time

from bot.errors import AskError
from bot.sandbox import Driver, Sandbox
from bot.sandbox import world as worlds
from bot.sandbox.clock import Clock, Watch
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

NEWSROOM = "100000000000001000"
GENERAL, BRIEFINGS = "100000000000001101", "100000000000001102"
MESSAGES = f"/channels/{GENERAL}/messages"

limited = pytest.mark.sandbox(limits=True)


@limited
async def test_five_messages_in_five_seconds_per_channel(wire: Any, driver: Driver) -> None:
    statuses = [(await wire("POST", MESSAGES, {"content": "x"}))[0] for _ in range(6)]
    headers = wire.headers
    elsewhere = (await wire("POST", f"/channels/{BRIEFINGS}/messages", {"content": "x"}))[0]
    await driver.advance(5.1)
    later = (await wire("POST", MESSAGES, {"content": "x"}))[0]

    assert statuses == [200] * 5 + [429]
    assert headers["Via"]
    assert headers["X-RateLimit-Scope"] == "user"
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("5", "0")
    assert (elsewhere, later) == (200, 200)


@limited
async def test_the_headers_count_down_and_name_the_bucket(wire: Any) -> None:
    buckets, left = set(), []
    for channel in (GENERAL, GENERAL, BRIEFINGS):
        await wire("POST", f"/channels/{channel}/messages", {"content": "x"})
        buckets.add(wire.headers["X-RateLimit-Bucket"])
        left.append(wire.headers["X-RateLimit-Remaining"])
        assert 0 < float(wire.headers["X-RateLimit-Reset-After"]) <= 5

    assert (len(buckets), left) == (1, ["4", "3", "4"])


@limited
async def test_a_429_says_how_long_to_wait(wire: Any) -> None:
    for _ in range(5):
        await wire("POST", MESSAGES, {"content": "x"})
    _, shown = await wire("POST", MESSAGES, {"content": "x"})

    assert 0 < shown["retry_after"] <= 5
    assert shown["global"] is False


@limited
async def test_fifty_calls_a_second_over_everything(wire: Any, driver: Driver) -> None:
    answers = await asyncio.gather(*(wire("GET", f"/users/{n}") for n in range(60)))
    refused = [shown for status, shown in answers if status == 429]
    await driver.advance(1.1)

    assert len(refused) == 10
    assert all(shown["global"] for shown in refused)
    assert (await wire("GET", "/users/@me"))[0] == 200


@limited
async def test_callbacks_have_no_buckets_and_no_global_limit(wire: Any) -> None:
    for _ in range(60):
        await wire("POST", "/interactions/1/x/callback", {"type": 5})
        assert "X-RateLimit-Bucket" not in wire.headers
    assert (await wire("GET", "/users/@me"))[0] == 200


async def test_a_fault_before_has_no_effect_and_one_after_has(wire: Any, driver: Driver) -> None:
    await driver.fault("/channels/*/messages", method="POST", status=502)
    before, _ = await wire("POST", MESSAGES, {"content": "x"})
    kept_before = len(await driver.messages())
    await driver.fault("/channels/*/messages", method="POST", status=502, when="after")
    after, _ = await wire("POST", MESSAGES, {"content": "x"})

    assert (before, kept_before, after, len(await driver.messages())) == (502, 0, 502, 1)


async def test_a_fault_strikes_the_calls_it_matches_as_often_as_asked(wire: Any, driver: Driver) -> None:
    await driver.fault("/channels/*/messages", method="POST", status=503, times=2)
    assert (await wire("GET", "/users/@me"))[0] == 200
    statuses = [(await wire("POST", MESSAGES, {"content": "x"}))[0] for _ in range(3)]

    assert statuses == [503, 503, 200]
    assert (await driver.ask("GET", "faults"))["faults"] == []


async def test_a_fault_may_delay_drop_or_answer_anything(wire: Any, driver: Driver) -> None:
    await driver.fault("/users/@me", delay=0.2)
    began = time.perf_counter()
    assert (await wire("GET", "/users/@me"))[0] == 200
    assert time.perf_counter() - began >= 0.2
    await driver.fault("/users/@me", status=418, body={"message": "teapot", "code": 7})
    assert await wire("GET", "/users/@me") == (418, {"message": "teapot", "code": 7})
    await driver.fault("/channels/*", drop=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await wire("POST", MESSAGES, {"content": "x"})


async def test_a_connection_cut_in_the_middle_brings_half_of_an_answer_that_took_effect(
    wire: Any, driver: Driver
) -> None:
    await driver.fault("/channels/*", drop="middle", when="after")
    with pytest.raises(aiohttp.ClientPayloadError):
        await wire("POST", MESSAGES, {"content": "x"})

    assert [each["content"] for each in await driver.messages()] == ["x"]
    with pytest.raises(AskError, match="half of the answer"):
        await driver.fault("/channels/*", drop="sometimes")


async def test_faults_are_called_off(wire: Any, driver: Driver) -> None:
    await driver.fault("*", status=500, times=100)
    await driver.ask("DELETE", "faults")

    assert (await wire("GET", "/users/@me"))[0] == 200


async def test_an_outage_answers_503_for_what_is_in_the_server(wire: Any, driver: Driver) -> None:
    await driver.outage("Newsroom")

    assert (await wire("POST", MESSAGES, {"content": "x"}))[0] == 503
    with pytest.raises(AskError, match="outage"):
        await driver.write("x")
    await driver.outage("Newsroom", False)
    assert (await wire("POST", MESSAGES, {"content": "x"}))[0] == 200


async def test_calls_are_listed_with_what_they_broke_and_without_secrets(wire: Any, driver: Driver) -> None:
    await wire("POST", MESSAGES, {"content": "x" * 2001})
    await wire("POST", "/interactions/1/" + "t" * 80 + "/callback", {"type": 5})
    calls = await driver.calls()

    assert calls[0]["status"] == 400
    assert "2000 or fewer" in calls[0]["violations"][0]
    assert "tttt" not in calls[1]["path"]
    assert len(await driver.calls(after=calls[0]["number"])) == 1
    await driver.ask("DELETE", "calls")
    assert await driver.calls() == []


async def test_a_long_body_is_cut(wire: Any, driver: Driver) -> None:
    await wire("POST", MESSAGES, {"content": "x" * 9000})

    assert len((await driver.calls())[0]["body"]) == 4096


async def test_ids_grow_and_carry_the_time() -> None:
    clock = Clock()
    ids = [clock.snowflake() for _ in range(5000)]

    assert sorted(ids, key=int) == ids
    assert len(set(ids)) == 5000
    assert abs(snowflake_time(int(ids[0])).timestamp() - clock.now()) < 1
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)


async def test_many_things_that_fall_due_in_order_take_one_alarm() -> None:
    clock, waiting, rung = Clock(), [10.0, 20.0, 20.5, 40.0], []
    began = clock.now()

    def due(now: float) -> float | None:
        while waiting and began + waiting[0] <= now:
            rung.append(waiting.pop(0))
        return began + waiting[0] if waiting else None

    watch = Watch(clock, due)
    for seconds in waiting:
        watch.until(began + seconds)
    assert len(clock._alarms) == 1
    clock.advance(25)
    assert rung == [10.0, 20.0, 20.5]
    clock.advance(20)
    assert (rung[-1], clock._alarms) == (40.0, [])


async def test_alarms_ring_in_order_when_time_is_moved() -> None:
    clock, rung = Clock(), []
    for seconds in (30, 10, 20):
        clock.ring_at(clock.now() + seconds, lambda seconds=seconds: rung.append(seconds))
    clock.advance(25)
    assert rung == [10, 20]
    clock.ring_at(clock.now() + 0.01, lambda: rung.append(0))
    await until(lambda: len(rung) == 3)
    clock.close()

    assert rung == [10, 20, 0]


async def test_the_world_survives_a_restart_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    async with Sandbox(state=path) as sandbox, Driver(sandbox.url) as driver:
        await driver.write("kept")
        await driver.ask("POST", "guilds", {"name": "Third"})
        await driver.ask("PUT", "channels/Newsroom%2Fgeneral/overwrites/mia", {"deny": ["SEND_MESSAGES"]})
        token = sandbox.token
        channel = sandbox.world.channels[GENERAL]
        next(iter(channel.messages.values())).files["a.txt"] = b"\x00\xff"
    async with Sandbox(state=path) as sandbox, Driver(sandbox.url) as driver:
        assert [each["content"] for each in await driver.messages("Newsroom/general")] == ["kept"]
        assert next(iter(sandbox.world.channels[GENERAL].messages.values())).files == {"a.txt": b"\x00\xff"}
        assert {each["name"] for each in (await driver.state())["guilds"]} == {"Newsroom", "Second Server", "Third"}
        with pytest.raises(AskError, match="may not write"):
            await driver.write("x", channel="Newsroom/general")
        assert sandbox.token == token


async def test_a_change_is_saved_without_waiting_for_the_end(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    async with Sandbox(state=path) as sandbox, Driver(sandbox.url) as driver:
        await driver.write("kept")
        await until(path.exists)
        assert b"kept" in path.read_bytes()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"application_id": 1, "users": [{"wat": 1}]}'])
def test_a_file_that_is_no_world_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "world.json"
    path.write_text(content)

    with pytest.raises(ValueError, match="delete it to start with the default world"):
        worlds.load(path)


def test_a_world_is_the_same_after_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    first = worlds.load(worlds.DEFAULT)
    path.write_bytes(worlds.dump(first))

    assert worlds.load(path) == first


async def test_another_sites_page_cannot_drive_the_sandbox(sandbox: Sandbox) -> None:
    url = f"{sandbox.url}/sandbox/api/state"
    async with aiohttp.ClientSession() as session:
        for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
            async with session.get(url, headers=headers) as response:
                assert response.status == 403
        async with session.get(url, headers={"Origin": sandbox.url}) as response:
            assert response.status == 200


async def test_events_tell_each_user_what_they_may_see(sandbox: Sandbox, driver: Driver) -> None:
    async with aiohttp.ClientSession() as session:

        async def heard(user: str) -> list[str]:
            async with session.get(f"{sandbox.url}/sandbox/api/events?user={user}") as response:
                names = []
                async for raw in response.content:
                    if raw.startswith(b"data:"):
                        told = orjson.loads(raw.removeprefix(b"data:"))
                        names.append(told["message"]["content"])
                        if names[-1] == "end":
                            return names
            return names

        listening = [asyncio.create_task(heard(user)) for user in ("mia", "ed")]
        await until(lambda: len(sandbox._events._listeners) == 2)
        await driver.write("for editors", user="ed", channel="editors")
        await driver.write("end")

        assert await asyncio.gather(*listening) == [["end"], ["for editors", "end"]]


async def test_files_outside_the_page_are_not_served(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for path in (
            "/page/..%2fserver.py",
            "/page/../server.py",
            "/page/%2e%2e%2fserver.py",
            "/etc/passwd",
            f"/attachments/{GENERAL}/1/x",
        ):
            async with session.get(f"{sandbox.url}{path}") as response:
                assert response.status == 404, path
