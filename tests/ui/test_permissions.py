"""Tests which permissions the bot lacks in a channel or thread, in Discord's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.ui.permissions import missing_in, shut_out, words_of
from tests.ui.conftest import GENERAL
from tests.waiting import until

if TYPE_CHECKING:
    from tests.ui.conftest import Stage

NEEDED = discord.Permissions(view_channel=True, send_messages=True)


async def test_missing_permissions(stage: Stage) -> None:
    general = stage.bot.newsroom.get_channel(GENERAL)
    assert general
    assert missing_in(general, NEEDED) == ()
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES", "ADD_REACTIONS"]})
    await until(lambda: missing_in(general, NEEDED) == ("send_messages",))


async def test_writing_in_a_thread_is_a_permission_of_its_own(stage: Stage) -> None:
    made = await stage.driver.ask("POST", "threads", {"user": "ada", "channel": "general", "name": "talk"})
    thread = await until(lambda: stage.bot.newsroom.get_thread(int(made["id"])))
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES"]})
    await until(lambda: missing_in(stage.bot.newsroom.get_channel(GENERAL), NEEDED))  # type: ignore[arg-type]
    assert missing_in(thread, NEEDED) == ()
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES_IN_THREADS"]})
    await until(lambda: missing_in(thread, NEEDED) == ("send_messages_in_threads",))
    assert missing_in(thread, discord.Permissions(view_channel=True)) == ()


async def test_a_private_thread_the_bot_is_not_in_is_shut(stage: Stage) -> None:
    asked = {"user": "ada", "channel": "general", "name": "desk"}
    public = (await stage.driver.ask("POST", "threads", asked))["id"]
    private = (await stage.driver.ask("POST", "threads", {**asked, "private": True}))["id"]
    await stage.driver.ask("PUT", f"channels/{private}/members/bot", {})
    open_one = await until(lambda: stage.bot.newsroom.get_thread(int(public)))
    thread = await until(lambda: stage.bot.newsroom.get_thread(int(private)))
    general = stage.bot.newsroom.get_channel(GENERAL)
    assert general
    assert (shut_out(general), shut_out(open_one), shut_out(thread)) == (False, False, False)
    thread.me = None  # as after the bot was removed
    assert shut_out(thread)
    # those who can manage threads see it anyway
    await stage.driver.ask("PUT", "channels/general/overwrites/bot", {"allow": ["MANAGE_THREADS"]})
    await until(lambda: not shut_out(thread))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("send_messages", "add_reactions"), "Send Messages and Add Reactions"),
        # permissions that Discord names or spells differently from discord.py
        (("read_messages",), "View Channel"),
        (("manage_guild", "send_messages_in_threads"), "Manage Server and Send Messages in Threads"),
        (("manage_guild_expressions",), "Manage Expressions"),
    ],
)
def test_permissions_are_called_what_discord_calls_them(names: tuple[str, ...], words: str) -> None:
    assert words_of(names) == words
