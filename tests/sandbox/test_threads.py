"""Tests threads: who is in them, and when they are archived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AskError
from bot.sandbox import Driver, Sandbox
from bot.sandbox.session import MESSAGE_CONTENT

if TYPE_CHECKING:
    from pathlib import Path

NEWSROOM = "100000000000001000"
GENERAL, BRIEFINGS, TOPICS, EDITORS = (f"10000000000000110{n}" for n in range(1, 5))
BOT, MIA, ED, ADA, SAM = "100000000000000001", *(f"10000000000000010{n}" for n in range(1, 5))
HOUR = 3600


async def opened(wire: Any, **more: Any) -> str:
    """Opens a thread as the bot. Returns its id."""
    asked = {"name": "t", "type": 11, "auto_archive_duration": 60, **more}
    return str((await wire("POST", f"/channels/{GENERAL}/threads", asked))[1]["id"])


async def archived(wire: Any, thread: str) -> bool:
    return bool((await wire("GET", f"/channels/{thread}"))[1]["thread_metadata"]["archived"])


# ---- Members ----


async def test_members_are_added_shown_listed_and_removed(wire: Any, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"allow": ["MANAGE_THREADS"]})
    thread = await opened(wire)
    members = f"/channels/{thread}/thread-members"
    assert (await wire("PUT", f"{members}/{MIA}")) == (204, None)
    assert (await wire("PUT", f"{members}/{MIA}")) == (204, None)
    status, shown = await wire("GET", f"{members}/{MIA}")
    assert (status, shown["id"], shown["user_id"]) == (200, thread, MIA)
    assert "member" not in shown
    assert (await wire("GET", f"{members}/{MIA}?with_member=true"))[1]["member"]["user"]["id"] == MIA
    assert (await wire("GET", f"{members}/@me"))[1]["user_id"] == BOT
    assert [each["user_id"] for each in (await wire("GET", members))[1]] == [BOT, MIA]
    page = (await wire("GET", f"{members}?with_member=true&limit=1&after={BOT}"))[1]
    assert [(each["user_id"], each["member"]["user"]["id"]) for each in page] == [(MIA, MIA)]
    assert (await wire("DELETE", f"{members}/{MIA}")) == (204, None)
    assert (await wire("GET", f"{members}/{MIA}"))[1]["code"] == 10007
    assert (await wire("DELETE", f"{members}/@me")) == (204, None)
    assert (await wire("GET", f"{members}/@me"))[1]["code"] == 10007
    assert (await wire("PUT", f"{members}/@me")) == (204, None)
    assert [each["user_id"] for each in (await wire("GET", members))[1]] == [BOT]


REFUSED = [
    ("GET", "/channels/1/thread-members", 404, 10003),
    ("GET", f"/channels/{GENERAL}/thread-members", 404, 10003),  # no thread
    ("PUT", f"/channels/{GENERAL}/thread-members/@me", 404, 10003),
    ("PUT", "{thread}/thread-members/1", 404, 10013),
    ("PUT", "{thread}/thread-members/" + SAM, 404, 10007),  # not in the server
    ("GET", "{thread}/thread-members/" + MIA, 404, 10007),
    ("DELETE", "{thread}/thread-members/" + BOT, 403, 50013),  # a public thread needs Manage Threads
]


@pytest.mark.parametrize(("method", "path", "status", "code"), REFUSED)
async def test_refusals_are_discords(wire: Any, method: str, path: str, status: int, code: int) -> None:
    thread = await opened(wire)
    answered, shown = await wire(method, path.format(thread=f"/channels/{thread}"))
    assert (answered, shown["code"]) == (status, code)


async def test_the_bot_removes_members_from_its_own_private_thread(wire: Any, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"allow": ["CREATE_PRIVATE_THREADS"]})
    thread = await opened(wire, type=12)
    assert (await wire("PUT", f"/channels/{thread}/thread-members/{MIA}"))[0] == 204
    assert (await wire("DELETE", f"/channels/{thread}/thread-members/{MIA}"))[0] == 204


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("whom", ["@me", MIA])
async def test_nobody_comes_into_an_archived_thread_or_out(wire: Any, method: str, whom: str) -> None:
    thread = await opened(wire)
    await wire("PATCH", f"/channels/{thread}", {"archived": True})
    status, shown = await wire(method, f"/channels/{thread}/thread-members/{whom}")
    assert (status, shown["code"]) == (400, 50083)


@pytest.mark.sandbox(privileged=MESSAGE_CONTENT)
async def test_without_the_intent_for_members_there_is_no_list(wire: Any) -> None:
    thread = await opened(wire)
    assert (await wire("GET", f"/channels/{thread}/thread-members"))[1]["code"] == 50001
    assert (await wire("GET", f"/channels/{thread}/thread-members/@me"))[0] == 200


# ---- Archiving ----


@pytest.mark.parametrize("minutes", [60, 1440, 4320, 10080])
async def test_a_thread_is_archived_when_nobody_wrote_for_its_time(wire: Any, driver: Driver, minutes: int) -> None:
    thread = await opened(wire, auto_archive_duration=minutes)
    await driver.advance(minutes * 60 - 30)
    assert not await archived(wire, thread)
    await driver.advance(31)
    assert await archived(wire, thread)
    shown = (await wire("GET", f"/channels/{thread}"))[1]["thread_metadata"]
    assert shown["archive_timestamp"] > shown["create_timestamp"]
    assert thread not in [
        each["id"] for each in (await wire("GET", f"/guilds/{NEWSROOM}/threads/active"))[1]["threads"]
    ]


async def test_messages_postpone_archiving(wire: Any, driver: Driver) -> None:
    thread = await opened(wire)
    await driver.advance(0.9 * HOUR)
    await driver.ask("POST", "messages", {"user": "mia", "channel": thread, "content": "still here"})
    await driver.advance(0.9 * HOUR)
    assert not await archived(wire, thread)
    await wire("POST", f"/channels/{thread}/messages", {"content": "so am I"})
    await driver.advance(0.9 * HOUR)
    assert not await archived(wire, thread)
    await driver.advance(0.2 * HOUR)
    assert await archived(wire, thread)


async def test_an_opened_one_is_archived_again_and_an_archived_one_opened_by_a_message(
    wire: Any, driver: Driver
) -> None:
    thread = await opened(wire)
    for opens in (
        wire("PATCH", f"/channels/{thread}", {"archived": False}),
        wire("POST", f"/channels/{thread}/messages", {"content": "hello"}),
        driver.ask("POST", "messages", {"user": "mia", "channel": thread, "content": "hello"}),
    ):
        await driver.advance(1.1 * HOUR)
        assert await archived(wire, thread)
        await opens
        assert not await archived(wire, thread)


async def test_a_new_time_counts_from_now_shorter_or_longer(wire: Any, driver: Driver) -> None:
    thread = await opened(wire, auto_archive_duration=1440)
    await driver.advance(5 * HOUR)
    await wire("PATCH", f"/channels/{thread}", {"auto_archive_duration": 60})
    await driver.advance(0.9 * HOUR)
    assert not await archived(wire, thread)
    await wire("PATCH", f"/channels/{thread}", {"auto_archive_duration": 1440})
    await driver.advance(20 * HOUR)
    assert not await archived(wire, thread)
    await driver.advance(5 * HOUR)
    assert await archived(wire, thread)


async def test_a_forums_post_is_archived_too_and_a_deleted_thread_rings_no_alarm(wire: Any, driver: Driver) -> None:
    asked = {"name": "post", "auto_archive_duration": 60, "message": {"content": "first"}}
    post = (await wire("POST", f"/channels/{TOPICS}/threads", asked))[1]["id"]
    asked = {"user": "ada", "channel": "general", "name": "gone", "content": "x"}
    gone = (await driver.ask("POST", "threads", asked))["id"]
    await driver.ask("DELETE", f"channels/{gone}", {})
    await driver.advance(200 * HOUR)
    assert await archived(wire, post)


async def test_a_locked_one_stays_shut_for_those_who_do_not_manage_threads(wire: Any, driver: Driver) -> None:
    thread = await opened(wire)
    await driver.ask("PATCH", f"channels/{thread}", {"locked": True})
    await driver.advance(1.1 * HOUR)
    with pytest.raises(AskError, match="is locked"):
        await driver.ask("POST", "messages", {"user": "mia", "channel": thread, "content": "hello"})
    assert await archived(wire, thread)


async def test_threads_of_a_saved_world_are_archived_after_it_is_loaded(tmp_path: Path) -> None:
    state = tmp_path / "world.json"
    async with Sandbox(state=state) as sandbox, Driver(sandbox.url) as driver:
        asked = {"user": "ada", "channel": "general", "name": "kept", "content": "x"}
        thread = (await driver.ask("POST", "threads", asked))["id"]
    async with Sandbox(state=state) as sandbox, Driver(sandbox.url) as driver:
        kept = sandbox.world.channels[thread].thread
        assert kept
        assert not kept.archived
        await driver.advance(73 * HOUR)
        assert kept.archived
