"""Tests /follow and /following through the real client: what a member follows, hears of it, changes and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.journeys.attache.newsroom.conftest import button, menus, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import Attache
    from bot.sandbox import Driver

pytestmark = pytest.mark.asyncio(loop_scope="session")

CLOSED = {"status": 403, "body": {"message": "Cannot send messages to this user", "code": 50007}}
NOTHING = "You follow nothing here"


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def _nothing_followed(attache: Attache, driver: Driver) -> AsyncIterator[None]:
    """Each test begins with a member who follows nothing."""
    assert attache.is_ready()
    yield
    shown = await driver.command("following")
    if NOTHING not in words(shown):
        await driver.press(shown["message"], button(shown, "Stop all"))


async def follow(driver: Driver, about: str = "Iran", **options: str) -> dict[str, Any]:
    return await driver.command("follow", {"about": about, **options})


async def test_a_member_follows_and_the_first_message_shows_that_messages_arrive(driver: Driver) -> None:
    shown = words(await follow(driver, at="08:00", zone="Berlin"))
    assert "Iran." in shown
    assert "daily at 08:00 (Europe/Berlin)" in shown
    first = (await driver.messages("dm"))[-1]
    assert "You follow Iran in " in words(first)
    assert "daily at 08:00 (Europe/Berlin)" in words(first)


async def test_more_is_added_and_the_hour_stays_until_another_is_given(driver: Driver) -> None:
    await follow(driver, at="08:00")
    greeted = len(await driver.messages("dm"))
    shown = words(await follow(driver, "Russia"))
    assert "Iran and Russia." in shown
    assert "daily at 08:00" in shown
    assert len(await driver.messages("dm")) == greeted, "who follows already is not greeted again"
    assert "at most 1 an hour" in words(await follow(driver, "Iran", how="at once"))


async def test_one_subject_is_dropped_from_the_menu_and_the_last_one_ends_it(driver: Driver) -> None:
    await follow(driver, "Iran, Russia")
    shown = await driver.command("following")
    menu = menus(shown["message"])["Stop following …"]
    left = await driver.choose(shown["message"], menu, ["iran"])
    assert "Russia." in words(left)
    assert "Iran" not in words(left)
    gone = await driver.choose(left["message"], menus(left["message"])["Stop following …"], ["russia"])
    assert NOTHING in words(gone)
    assert NOTHING in words(await driver.command("following"))


async def test_the_button_of_a_direct_message_ends_all(driver: Driver) -> None:
    await follow(driver, "Iran, Russia")
    first = (await driver.messages("dm"))[-1]
    assert "You follow nothing there any more" in words(await driver.press(first, button(first, "Stop all")))
    assert NOTHING in words(await driver.command("following"))


async def test_closed_direct_messages_are_said_and_nothing_is_followed(driver: Driver) -> None:
    await driver.fault("/channels/*/messages", method="POST", when="before", **CLOSED)
    assert "I can't send you direct messages: allow them" in words(await follow(driver))
    assert NOTHING in words(await driver.command("following"))


async def test_what_was_paused_says_why_and_resumes(driver: Driver, attache: Attache) -> None:
    await follow(driver)
    mia = str((await driver.state())["users"][0]["id"])
    found = await attache.desk.digests.of_follower("100000000000001000", mia)
    assert found
    await attache.desk.digests.pause(found)
    shown = await driver.command("following")
    assert "Paused: nothing is sent." in words(shown)
    again = await driver.press(shown["message"], button(shown, "Resume"))
    assert "Next, if there is anything new: " in words(again)


@pytest.mark.parametrize(
    ("about", "options", "says"),
    [
        ("xyzzy", {}, "xyzzy"),
        ("none", {}, "Name whom or what to follow"),
        ("Iran", {"quiet": "at night"}, "as hours"),
    ],
)
async def test_what_cant_be_read_is_said(driver: Driver, about: str, options: dict[str, str], says: str) -> None:
    assert says in words(await follow(driver, about, **options))
    assert NOTHING in words(await driver.command("following"))


@pytest.mark.usefixtures("attache")
async def test_nobody_sees_or_ends_what_another_follows(driver: Driver) -> None:
    await follow(driver)
    assert NOTHING in words(await driver.command("following", user="ada"))
    listed = words(await driver.command("digest list", user="ada"))
    assert "Iran" not in listed
