"""Tests that editors are notified once, in their channel or directly, and that a notice without a recipient is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render import lines_page
from bot.ui.notices import tell_editors
from tests.ui.conftest import ED, EDITORS, NEWSROOM, words

if TYPE_CHECKING:
    from tests.ui.conftest import Stage

PAGE = lines_page(["The feed is broken."])


async def test_the_channel_of_notices_goes_first(stage: Stage) -> None:
    await stage.bot.desk.servers.set_notices(NEWSROOM, EDITORS)
    told = await tell_editors(stage.bot, NEWSROOM, PAGE, "feed 1", set_up_by=ED)
    [message] = await stage.driver.messages("editors", user="ada")
    assert (message["id"], words(message)) == (told, "The feed is broken.")
    assert await stage.driver.messages("dm", user="ed") == []


async def test_a_notice_comes_once_and_others_beside_it(stage: Stage) -> None:
    await stage.bot.desk.servers.set_notices(NEWSROOM, EDITORS)
    first = await tell_editors(stage.bot, NEWSROOM, PAGE, "feed 1")
    assert await tell_editors(stage.bot, str(NEWSROOM), PAGE, "feed 1") == first
    assert await tell_editors(stage.bot, NEWSROOM, PAGE, "feed 2") != first
    assert len(await stage.driver.messages("editors", user="ada")) == 2


@pytest.mark.parametrize("gone", ["no channel is set", "closed", "deleted"])
async def test_without_a_channel_whoever_set_it_up_is_notified(stage: Stage, gone: str) -> None:
    if gone != "no channel is set":
        await stage.bot.desk.servers.set_notices(NEWSROOM, EDITORS)
    if gone == "closed":
        await stage.driver.ask("PUT", "channels/editors/overwrites/bot", {"deny": ["SEND_MESSAGES"]})
    if gone == "deleted":
        await stage.driver.ask("DELETE", "channels/editors")
    told = await tell_editors(stage.bot, NEWSROOM, PAGE, "feed 1", set_up_by=str(ED))
    [message] = await stage.driver.messages("dm", user="ed")
    assert message["id"] == told


@pytest.mark.parametrize("fault", [{}, {"status": 403, "body": {"code": 50007, "message": "closed"}}, {"drop": True}])
async def test_nobody_to_tell_is_logged_and_raises_nothing(
    stage: Stage, fault: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    if fault:
        await stage.driver.fault("/channels/*/messages", method="POST", times=9, **fault)
    who = ED if fault else None
    assert await tell_editors(stage.bot, NEWSROOM, PAGE, "feed 1", set_up_by=who) is None
    assert "feed 1" in caplog.text
    assert str(NEWSROOM) in caplog.text
