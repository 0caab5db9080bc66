"""Tests what /settings stores and how it says what is set, also when a role or a channel is gone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.errors import AskError
from bot.model.chart import Theme
from cogs.settings import WRITING, SettingsCog, _editors, _notices
from tests.cogs.conftest import HERE, Asked

GUILD: Any = SimpleNamespace(
    get_role=lambda number: SimpleNamespace(name="Desk") if number == 5 else None,
    get_channel_or_thread=lambda number: SimpleNamespace(name="news") if number == 6 else None,
)
MANAGERS = "people who can manage the server"
DIRECTLY = "by direct message"
WORDS = [
    (_editors, GUILD, None, f"Editors: only {MANAGERS}."),
    (_editors, GUILD, "5", f"Editors: members with the role Desk and {MANAGERS}."),
    (_editors, GUILD, "9", f"Editors: only {MANAGERS}, because the role that was set is gone; set another with /settings editors."),
    (_editors, None, "5", f"Editors: only {MANAGERS}, because the role that was set is gone; set another with /settings editors."),
    (_notices, GUILD, None, f"Notices: {DIRECTLY} to whoever set up the feed or digest."),
    (_notices, GUILD, "6", "Notices: in #news."),
    (_notices, GUILD, "9", f"Notices: {DIRECTLY}, because the channel that was set is gone or hidden from me; set another with /settings notices."),
    (_notices, None, "6", f"Notices: {DIRECTLY}, because the channel that was set is gone or hidden from me; set another with /settings notices."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "guild", "number", "said"), WORDS)
def test_what_is_set_is_named_or_said_to_be_gone(words: Any, guild: Any, number: str | None, said: str) -> None:
    assert words(guild, number) == said


@pytest.fixture
def stored() -> list[tuple[Any, ...]]:
    """What was stored."""
    return []


@pytest.fixture
def cog(stored: list[tuple[Any, ...]]) -> Any:
    class Servers:
        def __getattr__(self, name: str) -> Any:
            async def store(*given: Any) -> Any:
                stored.append((name, *given))
                return SimpleNamespace(editors_role="5", notice_channel="6", pictures=Theme.LIGHT)

            return store

    return SettingsCog(SimpleNamespace(desk=SimpleNamespace(servers=Servers())))  # type: ignore[arg-type] # what it uses


async def said(command: Any, cog: Any, *given: Any) -> str:
    """What a manager reads."""
    asked: Any = Asked(guild=GUILD)
    await command.callback(cog, asked, *given)
    [(how, text, alone)] = asked.said
    assert (how, alone) == ("new", True)
    return str(text)


def role(*, everyone: bool) -> Any:
    return SimpleNamespace(id=5, name="Desk", is_default=lambda: everyone)


async def test_a_role_makes_editors_and_none_takes_it_back(cog: Any, stored: list[Any]) -> None:
    assert f"Editors: members with the role Desk and {MANAGERS}." in await said(cog.editors, cog, role(everyone=False))
    assert f"Editors: only {MANAGERS}." in await said(cog.editors, cog, None)
    with pytest.raises(AskError, match="would make everyone here an editor"):
        await said(cog.editors, cog, role(everyone=True))
    assert stored == [("set_editors", str(HERE), 5), ("set_editors", str(HERE), None)]


def channel(*missing: str) -> Any:
    may = discord.Permissions(WRITING.value)
    may.update(**dict.fromkeys(missing, False))
    return SimpleNamespace(id=6, name="news", guild=SimpleNamespace(me=None), permissions_for=lambda _: may)


async def test_notices_go_to_a_channel_that_can_be_written_in(cog: Any, stored: list[Any]) -> None:
    assert await said(cog.notices, cog, channel()) == r"Notices: in \#news."
    assert await said(cog.notices, cog, None) == ("Notices: by direct message to whoever set up the feed or digest.")
    with pytest.raises(AskError, match=r"^I can't write in #news: give me Send Messages there, then try again\.$"):
        await said(cog.notices, cog, channel("send_messages"))
    assert stored == [("set_notices", str(HERE), 6), ("set_notices", str(HERE), None)]


@pytest.mark.parametrize(
    ("chosen", "theme", "words"),
    [
        ("dark", Theme.DARK, "with dark pictures"),
        ("light", Theme.LIGHT, "with light pictures"),
        ("none", None, "without pictures"),
    ],
)
async def test_pictures_are_dark_light_or_none(
    chosen: str, theme: Theme | None, words: str, cog: Any, stored: list[Any]
) -> None:
    assert await said(cog.pictures, cog, chosen) == f"Answers here come {words}."
    assert stored == [("set_pictures", str(HERE), theme)]
    offered = {choice.value for choice in cog.pictures._params["colours"].choices}
    assert chosen in offered


async def test_show_says_all_that_is_set(cog: Any, stored: list[Any]) -> None:
    told = await said(cog.show, cog)
    for words in ("the role Desk", r"in \#news", "with light pictures", "/privacy show"):
        assert words in told
    assert stored == [("get", str(HERE))]
