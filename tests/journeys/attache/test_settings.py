"""Tests a server's settings through the real client: who may change them, notices, and joining and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.model.chart import Theme
from bot.render import lines_page
from bot.sandbox import Driver, Sandbox
from bot.store.servers import present
from bot.ui.editors import require_editor
from bot.ui.notices import tell_editors
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache

    Start = Callable[[Sandbox, Path], AbstractAsyncContextManager[Attache]]

NEWSROOM, ED = 100000000000001000, 100000000000000102


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A separate sandbox, because these journeys change it."""
    async with Sandbox() as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def started(start: Start, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attache]:
    """The bot, with a command for editors."""
    async with start(sandbox, tmp_path_factory.mktemp("library") / "attache.db") as client:

        @client.tree.command(name="edit", description="A command for editors")
        async def edit(interaction: Any) -> None:
            await require_editor(interaction)
            await interaction.response.send_message("edited")

        await client.tree.sync()
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def attache(started: Attache) -> AsyncIterator[Attache]:
    """The bot, with nothing set in the server."""
    yield started
    await started.desk.purge(str(NEWSROOM))
    await started.desk.servers.joined([NEWSROOM])


def words(message: dict[str, Any]) -> str:
    return str(message["components"]).replace("\\", "")


async def test_a_role_is_made_editors_and_taken_back(attache: Attache, driver: Driver) -> None:
    shown = await driver.command("settings editors", {"role": "Editors"}, user="ada")
    assert "members with the role Editors" in words(shown["message"])
    assert shown["message"]["flags"] & 64, "settings are nobody else's business"
    assert (await attache.desk.servers.get(NEWSROOM)).editors_role == "100000000000001001"
    assert "the role Editors" in words((await driver.command("settings show", user="ada"))["message"])
    await driver.command("settings editors", user="ada")
    assert (await attache.desk.servers.get(NEWSROOM)).editors_role is None


async def test_everyone_is_no_editors_role(attache: Attache, driver: Driver) -> None:
    shown = await driver.command("settings editors", {"role": str(NEWSROOM)}, user="ada")
    assert "choose a role that only editors have" in words(shown["message"])
    assert (await attache.desk.servers.get(NEWSROOM)).editors_role is None


async def test_a_channel_of_notices_is_one_the_bot_can_write_in(attache: Attache, driver: Driver) -> None:
    await driver.ask("PUT", "channels/general/overwrites/bot", {"deny": ["SEND_MESSAGES"]})
    newsroom = attache.get_guild(NEWSROOM)
    assert newsroom
    general = next(channel for channel in newsroom.text_channels if channel.name == "general")
    await until(lambda: not general.permissions_for(newsroom.me).send_messages)
    shown = await driver.command("settings notices", {"channel": "general"}, user="ada")
    assert "give me Send Messages there" in words(shown["message"])
    await driver.ask("DELETE", "channels/general/overwrites/bot")
    shown = await driver.command("settings notices", {"channel": "editors"}, user="ada")
    assert "Notices: in #editors." in words(shown["message"])
    assert "Notices: in #editors." in words((await driver.command("settings show", user="ada"))["message"])


async def test_pictures_are_dark_unless_a_server_wants_others_or_none(attache: Attache, driver: Driver) -> None:
    assert (await attache.desk.servers.get(NEWSROOM)).pictures is Theme.DARK
    for colours, said, theme in (
        ("light", "with light pictures", Theme.LIGHT),
        ("none", "without pictures", None),
        ("dark", "with dark pictures", Theme.DARK),
    ):
        shown = await driver.command("settings pictures", {"colours": colours}, user="ada")
        assert f"Answers here come {said}." in words(shown["message"])
        assert f"Answers here come {said}." in words((await driver.command("settings show", user="ada"))["message"])
        assert (await attache.desk.servers.get(NEWSROOM)).pictures is theme


async def test_notices_reach_the_channel_once_or_else_who_set_it_up(attache: Attache, driver: Driver) -> None:
    page = lines_page(["The feed is broken."])
    await driver.command("settings notices", {"channel": "editors"}, user="ada")
    assert await tell_editors(attache, NEWSROOM, page, "feed 1", set_up_by=ED)
    assert await tell_editors(attache, NEWSROOM, page, "feed 1", set_up_by=ED)
    told = await driver.messages("editors", user="ada")
    assert len([message for message in told if "The feed is broken" in words(message)]) == 1
    await driver.ask("PUT", "channels/editors/overwrites/bot", {"deny": ["VIEW_CHANNEL"]})
    assert await tell_editors(attache, NEWSROOM, page, "feed 2", set_up_by=ED)
    assert "The feed is broken" in words((await driver.messages("dm", user="ed"))[-1])
    await driver.ask("DELETE", "channels/editors/overwrites/bot")


async def test_a_notice_that_reaches_nobody_is_logged_and_raises_nothing(
    attache: Attache, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    assert await tell_editors(attache, NEWSROOM, lines_page(["x"]), "feed 3") is None
    await driver.fault("/channels/*/messages", method="POST", status=403, body={"code": 50007, "message": "closed"})
    assert await tell_editors(attache, NEWSROOM, lines_page(["x"]), "feed 4", set_up_by=ED) is None
    assert "feed 3" in caplog.text
    assert "feed 4" in caplog.text


async def test_privacy_says_what_is_kept_and_deletes_it_when_confirmed(attache: Attache, driver: Driver) -> None:
    await driver.command("settings editors", {"role": "Editors"}, user="ada")
    assert "About this server: its ID" in words((await driver.command("privacy show"))["message"])
    assert "I store nothing about you" in words((await driver.command("privacy show", channel="dm"))["message"])
    refused = await driver.command("privacy delete", user="mia")
    assert "Only people with Manage Server" in words(refused["message"])
    asked = (await driver.command("privacy delete", user="ada"))["message"]
    kept = await driver.press(asked, "act:privacy:keep", user="ada")
    assert "Nothing was deleted" in words(kept["message"])
    assert (await attache.desk.servers.get(NEWSROOM)).editors_role
    asked = (await driver.command("privacy delete", user="ada"))["message"]
    done = await driver.press(asked, "act:privacy:delete", user="ada")
    assert "Deleted everything I stored about this server" in words(done["message"])
    assert (await attache.desk.servers.get(NEWSROOM)).editors_role is None


async def test_a_removal_begins_the_days_of_grace_and_an_outage_does_not(attache: Attache, driver: Driver) -> None:
    async def left() -> bool:
        return (await attache.desk.servers.get(NEWSROOM)).left_at is not None

    newsroom = attache.get_guild(NEWSROOM)
    assert newsroom
    await driver.outage("Newsroom")
    await until(lambda: newsroom.unavailable)
    await driver.outage("Newsroom", unavailable=False)
    await until(lambda: not newsroom.unavailable)
    assert not await left()
    await driver.ask("DELETE", "guilds/Newsroom")
    await until(left)
    await driver.ask("POST", "guilds/Newsroom/join", {"roles": ["Bot"]})

    async def back() -> bool:
        return not await left()

    await until(back)


async def test_a_removal_while_the_bot_was_down_is_seen_at_the_next_start(start: Start, tmp_path: Path) -> None:
    async def known(client: Attache) -> bool:
        return str(NEWSROOM) in await present(client.desk.database)

    async def left(client: Attache) -> bool:
        return (await client.desk.servers.get(NEWSROOM)).left_at is not None

    async with Sandbox() as sandbox, Driver(sandbox.url) as driver:
        async with start(sandbox, tmp_path / "attache.db") as client:
            await until(lambda: known(client))
            assert not await left(client)
        await driver.ask("DELETE", "guilds/Newsroom")
        async with start(sandbox, tmp_path / "attache.db") as client:
            await until(lambda: left(client))


@pytest.mark.parametrize(
    ("user", "channel", "refused"),
    [
        ("ada", "general", None),  # an administrator
        ("ed", "general", None),  # may manage the server
        ("mia", "general", "Only editors can do that"),
        ("mia", "dm", "This works only in a server"),
    ],
)
@pytest.mark.usefixtures("attache")
async def test_the_editors_role_is_checked_when_it_is_used(
    driver: Driver, user: str, channel: str, refused: str | None
) -> None:
    shown = (await driver.command("edit", user=user, channel=channel))["message"]
    assert (refused or "edited") in str(shown)


@pytest.mark.usefixtures("attache")
async def test_the_role_makes_an_editor(driver: Driver) -> None:
    await driver.command("settings editors", {"role": "Editors"}, user="ada")
    refused = (await driver.command("edit", user="mia"))["message"]
    assert "members with the role Editors" in words(refused)
    await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": ["Editors"]})
    assert "edited" in str((await driver.command("edit", user="mia"))["message"])
    await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": []})
