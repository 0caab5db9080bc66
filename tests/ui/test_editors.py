"""Tests who may edit: members who can manage the server or have the editors' role; others are told who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.ui.editors import is_editor, manages, require_editor, require_editor_of, require_manager
from tests.ui.conftest import EDITORS_ROLE, NEWSROOM, SECOND

if TYPE_CHECKING:
    from tests.ui.conftest import Interaction, Stage

NOBODYS = "Only editors can do that: people with Manage Server. They can also let a role edit with /settings editors."
OF_THE_ROLE = "Only editors can do that: members with the role Editors and people with Manage Server. Ask one of them for the role."
NO_SERVER = "This works only in a server, not in a direct message: run the command in the server it is for."
MANAGERS = "Only people with Manage Server can do that: ask one of them."


async def refusal(stage: Stage, check: object, user: str, **where: str) -> str | None:
    """The message of a check to a user; None if they may continue with their server."""
    try:
        assert await stage.of(check, user, **where) == NEWSROOM  # type: ignore[arg-type]
    except AskError as error:
        return str(error)
    return None


async def test_members_who_may_edit(stage: Stage) -> None:
    async def edit(user: str, **where: str) -> str | None:
        return await refusal(stage, require_editor, user, **where)

    assert [await edit(user) for user in ("ada", "ed", "mia")] == [None, None, NOBODYS]
    assert await edit("ada", channel="dm") == NO_SERVER
    await stage.bot.desk.servers.set_editors(NEWSROOM, EDITORS_ROLE)
    assert await edit("mia") == OF_THE_ROLE
    await stage.driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": ["Editors"]})
    assert await edit("mia") is None
    # a deleted role, or another server's
    await stage.bot.desk.servers.set_editors(NEWSROOM, 7)
    assert await edit("mia") == OF_THE_ROLE.replace("the role Editors", "the role set with /settings editors")
    assert await edit("ed") is None


async def test_whether_somebody_may_edit(stage: Stage) -> None:
    assert await stage.of(is_editor, "ed") is True
    assert await stage.of(is_editor, "mia") is False
    assert await stage.of(is_editor, "ada", channel="dm") is False


async def test_members_who_can_manage_the_server(stage: Stage) -> None:
    # the role does not make anybody a manager
    await stage.bot.desk.servers.set_editors(NEWSROOM, EDITORS_ROLE)
    await stage.driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": ["Editors"]})
    said = [await refusal(stage, require_manager, user) for user in ("ada", "ed", "mia")]
    assert said == [None, None, MANAGERS]
    assert await refusal(stage, require_manager, "ada", channel="dm") == NO_SERVER

    async def managing(one: Interaction) -> bool:
        return manages(one)

    # an administrator without Manage Server, one who can manage it and no more, neither, and someone in a direct
    # message
    assert [await stage.of(managing, user) for user in ("ada", "ed", "mia")] == [True, True, False]
    assert await stage.of(managing, "ada", channel="dm") is False


async def test_an_editor_of_a_server_is_one_in_a_direct_message_too(stage: Stage) -> None:
    async def said(user: str, server: int = NEWSROOM, channel: str = "dm") -> str | None:
        async def check(one: Interaction) -> int:
            await require_editor_of(one, server)
            return NEWSROOM

        return await refusal(stage, check, user, channel=channel)

    others = "Only editors of that server can do that: ask one of them."
    assert [await said(user) for user in ("ada", "ed", "mia")] == [None, None, others]
    assert await said("sam") == "You are no longer in the server this is about."
    await stage.bot.desk.servers.set_editors(NEWSROOM, EDITORS_ROLE)
    await stage.driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": ["Editors"]})
    assert await said("mia") is None
    # in a server, it is about that server
    assert await said("ed", channel="general") is None
    assert await said("ed", SECOND, "general") == NO_SERVER
    assert await said("ed", 7) == NO_SERVER
