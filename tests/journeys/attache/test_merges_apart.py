"""Tests through the real client that what one server's editors merge is one there alone: another server with the same names sees and keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.sandbox import Sandbox
from bot.store.merges import next_put_off
from bot.store.touched import last_note
from tests.journeys.attache.newsroom.conftest import Patient, button, menus, words
from tests.journeys.attache.newsroom.test_corrections import _options as options_of
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.app import Attache

    Start = Callable[..., AbstractAsyncContextManager[Attache]]

pytestmark = pytest.mark.asyncio(loop_scope="module")

A = ("100000000000001000", "Newsroom/general", "ada")
B = ("100000000000002000", "Second Server/lounge", "sam")
TEXT = "Sweden supports the embargo against Belarus. Finland and Norway met in Oslo on Monday and talked about trade."
ANSWER = "Supports embargo against Belarus"

Place = tuple[str, str, str]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def driver(sandbox: Sandbox) -> AsyncIterator[Patient]:
    async with Patient(sandbox.url) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def attache(start: Start, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attache]:
    """The bot; both servers have the same article, each its own."""
    async with start(sandbox, tmp_path_factory.mktemp("merges") / "attache.db") as client:
        for server, *_ in (A, B):
            await client.desk.library.begin(server)
            draft = await client.desk.library.draft(await client.desk.intake.from_text(TEXT), server, "1")
            await client.desk.library.file(draft)
        yield client


async def stance(driver: Patient, place: Place, holder: str) -> dict[str, Any]:
    _, channel, user = place
    found: dict[str, Any] = await driver.command("stance", {"holder": holder}, user=user, channel=channel)
    return found


async def merged(driver: Patient, place: Place, other: str) -> dict[str, Any]:
    """An editor says that Sweden is another."""
    _, channel, user = place
    answer = await stance(driver, place, "Sweden")
    which = await driver.press(answer["message"], button(answer, "Wrong?"), user=user, channel=channel)
    menu = menus(which["message"])["Which line is wrong?"]
    [first, *_] = options_of(which["message"])
    opened = await driver.choose(which["message"], menu, [first["value"]], user=user)
    said = {"mistake": ["same.sweden"], "right": other}
    done: dict[str, Any] = await driver.submit(str(opened["interaction_id"]), said, user=user, channel=channel)
    return done


async def settled(bot: Attache) -> None:
    """All that was put off is read again, and its names are known."""
    desk = bot.desk

    async def done() -> bool:
        return await next_put_off(desk.database) is None and desk.directory.seen == await last_note(desk.database)

    await until(done)


async def test_a_merge_is_its_servers_alone(attache: Attache, driver: Patient) -> None:
    first = await merged(driver, A, "Finland")
    assert "Sweden is the same as Finland, in all articles" in words(first)
    await settled(attache)
    assert "Finland" in words(await stance(driver, A, "Sweden"))
    assert ANSWER in words(await stance(driver, A, "Finland"))
    # the other server: its answers, its list, and what is offered while one types
    there = words(await stance(driver, B, "Sweden"))
    assert ANSWER in there
    assert "Finland" not in there
    assert ANSWER not in words(await stance(driver, B, "Finland"))
    listed = words(await driver.command("corrections", user=B[2], channel=B[1]))
    assert "Nothing was corrected or reported here yet." in listed
    # its own merge of the same name with another, and neither undoes the other
    await merged(driver, B, "Norway")
    await settled(attache)
    assert ANSWER in words(await stance(driver, B, "Norway"))
    assert ANSWER in words(await stance(driver, A, "Finland"))
    assert ANSWER not in words(await stance(driver, A, "Norway"))
    await driver.press(first["message"], button(first, "Undo"), user=A[2])
    await settled(attache)
    assert ANSWER in words(await stance(driver, A, "Sweden"))
    assert ANSWER not in words(await stance(driver, A, "Finland"))
    assert ANSWER in words(await stance(driver, B, "Norway"))
