"""Tests that only the asker sees misses, questions back, and too many answers in a minute."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.sandbox import Driver, Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.app import Attache

pytestmark = pytest.mark.asyncio(loop_scope="module")

MISSES = [
    # nothing found
    ("stance", {"holder": "Donald Trump", "on": "NATO"}),
    ("timeline", {"about": "NATO"}),
    ("quote", {"speaker": "Araghchi", "about": "bananas in pyjamas"}),
    # two similar names, and an unknown name
    ("stance", {"holder": "Kim"}),
    ("timeline", {"about": "Xyzzyq Plughh"}),
    # a date that can't be read
    ("timeline", {"about": "Iran", "since": "2025", "until": "2024"}),
    ("timeline", {"about": "Iran", "since": "the day the music died"}),
    ("timeline", {"about": "Iran", "until": "3 Juin"}),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    start: Callable[..., AbstractAsyncContextManager[Attache]], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Driver]:
    """The bot with its default settings in its own sandbox, and a user at the keyboard."""
    path = tmp_path_factory.mktemp("library") / "attache.db"
    async with Sandbox() as sandbox, Driver(sandbox.url) as driver, start(sandbox, path, attache_answers_a_minute=5):
        yield driver


async def seen(driver: Driver, user: str, channel: str = "general") -> list[str]:
    """What a user sees in a channel."""
    return [str(message["components"]) for message in await driver.messages(channel, user=user)]


@pytest.mark.parametrize(("command", "options"), MISSES)
async def test_only_the_asker_sees_what_helps_nobody_else(
    office: Driver, command: str, options: dict[str, str]
) -> None:
    before = await seen(office, "ed")
    shown = await office.command(command, options, user="mia")
    assert shown["message"]["flags"] & 64
    assert await seen(office, "ed") == before


def ids(message: dict[str, Any], label: str) -> str:
    """The id of the first button in a message whose label contains some words."""
    found = [
        control["custom_id"]
        for row in message["components"][0]["components"]
        for control in row.get("components", [])
        if label in control.get("label", "")
    ]
    return str(found[0])


async def test_a_further_question_changes_its_own_message_and_others_get_theirs(office: Driver) -> None:
    first = (await office.command("stance", {"holder": "Russia"}, user="ada"))["message"]
    assert not first["flags"] & 64
    before = len(await seen(office, "mia"))
    offer = ids(first, "On ")
    theirs = (await office.press(first, offer, user="ed"))["message"]
    assert theirs["id"] != first["id"]
    assert theirs["flags"] & 64
    own = (await office.press(first, offer, user="ada"))["message"]
    assert own["id"] == first["id"]
    assert len(await seen(office, "mia")) == before


async def test_forty_questions_at_once_post_five(office: Driver) -> None:
    asked = [office.command("stance", {"holder": "Russia"}, user="ed", channel="briefings") for _ in range(40)]
    shown = [outcome["message"] for outcome in await asyncio.gather(*asked)]
    assert len(await seen(office, "ada", "briefings")) == 5
    apart = [message for message in shown if message["flags"] & 64]
    assert len(apart) == 35
    for message in apart:
        assert "Where Russia stands" in str(message["components"])
        assert re.search(r"Only you see this.*Ask again <t:\d+:R> to show everyone\.", str(message["components"]))
    # others are not affected, nor is the same user in another channel
    for user, channel in (("ada", "briefings"), ("ed", "editors")):
        other = (await office.command("stance", {"holder": "Russia"}, user=user, channel=channel))["message"]
        assert not other["flags"] & 64
