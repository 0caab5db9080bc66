"""Tests that everyone sees the editors' commands, that editors can use each, and that others are refused without effect."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from discord import AppCommandType, app_commands

from bot.model.feed import NewFeed
from bot.store import feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app import Attache
    from bot.sandbox import Driver, Sandbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

NEWSROOM, MIA = "100000000000001000", "100000000000000101"
EDITORS, MANAGERS = "Only editors can do that", "Only people with Manage Server"
OPML = {"filename": "feeds.opml", "content_base64": base64.b64encode(b"<opml/>").decode()}

# The command, what is typed with it, and who may use it.
ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "corrections": ({}, EDITORS),
    "outlets": ({}, EDITORS),
    "digest subscribe": ({"at": "9:00", "zone": "UTC"}, EDITORS),
    "digest edit": ({"at": "9:00"}, EDITORS),
    "digest move": ({"channel": "general"}, EDITORS),
    "digest unsubscribe": ({}, EDITORS),
    "digest pause": ({}, EDITORS),
    "digest resume": ({}, EDITORS),
    "digest list": ({}, EDITORS),
    "digest preview": ({}, EDITORS),
    "digest now": ({}, EDITORS),
    "digest history": ({}, EDITORS),
    "digest why": ({}, EDITORS),
    "feed add": ({"url": "no link"}, EDITORS),
    "feed list": ({}, EDITORS),
    "feed check": ({"feed": "nothing"}, EDITORS),
    "feed pause": ({"feed": "nothing"}, EDITORS),
    "feed resume": ({"feed": "nothing"}, EDITORS),
    "feed remove": ({"feed": "nothing"}, EDITORS),
    "feed import": ({"file": OPML}, EDITORS),
    "feed export": ({}, EDITORS),
    "article add": ({}, EDITORS),
    "article remove": ({"article": "nothing"}, EDITORS),
    "article reread": ({"article": "nothing"}, EDITORS),
    "Add to library": ({}, EDITORS),
    "settings editors": ({"role": "Editors"}, MANAGERS),
    "settings notices": ({"channel": "general"}, MANAGERS),
    "settings pictures": ({"colours": "light"}, MANAGERS),
    "settings show": ({}, MANAGERS),
    "privacy delete": ({}, MANAGERS),
}
ANYONES = {
    *("stance", "timeline", "quote", "search", "who", "compare", "relation", "brief", "export", "about", "help"),
    *("follow", "following"),
    "Read facts from this",
    *("article list", "article show", "privacy show"),
}


@contextmanager
def let_through(sandbox: Sandbox) -> Iterator[None]:
    """Everyone may use every command, as far as Discord is concerned; an administrator can set this in a server's settings."""
    commands = [command for some in sandbox.world.commands.values() for command in some.values()]
    before = [command["default_member_permissions"] for command in commands]
    for command in commands:
        command["default_member_permissions"] = None
    yield
    for command, needed in zip(commands, before, strict=True):
        command["default_member_permissions"] = needed


@pytest.mark.parametrize("command", ROWS)
async def test_members_whom_discord_lets_through_are_refused_if_they_are_no_editors(
    sandbox: Sandbox, attache: Attache, driver: Driver, command: str
) -> None:
    options, refusal = ROWS[command]
    more = {"type": 3, "target": (await driver.write("A raid.", user="mia"))["id"]} if command[0].isupper() else {}
    if refusal == EDITORS:  # Discord shows it to Mia
        shown = await driver.command(command, options, user="mia", **more)
    else:
        with let_through(sandbox):
            shown = await driver.command(command, options, user="mia", **more)
    assert refusal in str(shown["message"])
    assert shown["message"]["flags"] & 64, "a refusal is for who typed alone"
    assert await attache.desk.digests.of_server(NEWSROOM) == []
    assert await attache.desk.feeds.list(NEWSROOM) == []
    assert (await attache.desk.servers.get(NEWSROOM)).editors_role is None


# The role has no Discord permission: commands that need one are hidden from members with only this role.
async def test_members_with_the_editors_role_can_use_every_editors_command(attache: Attache, driver: Driver) -> None:
    await driver.command("settings editors", {"role": "Editors"}, user="ada")
    await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": ["Editors"]})
    message = (await driver.write("A raid.", user="mia"))["id"]
    try:
        for command, (options, who) in ROWS.items():
            if who != EDITORS:
                continue
            more = {"type": 3, "target": message} if command[0].isupper() else {}
            there = await attache.desk.digests.of_server(NEWSROOM)
            shown = await driver.command(command, options, user="mia", **more)
            assert shown["status"] in ("answered", "modal"), command
            assert EDITORS not in str(shown.get("message")), command
            if command == "digest unsubscribe":
                await driver.press(shown["message"], f"act:digest:undo:{there[0].id}", user="mia")
        [digest] = await attache.desk.digests.of_server(NEWSROOM)
        assert digest.created_by == MIA
    finally:
        await driver.ask("PUT", "guilds/Newsroom/members/mia", {"roles": []})
        await driver.command("settings editors", user="ada")
        for subscription in await attache.desk.digests.of_server(NEWSROOM):
            await attache.desk.digests.end(subscription)


# A command that nobody has decided about is open to everyone by mistake.
async def test_every_command_is_in_the_table_or_is_anyones(attache: Attache) -> None:
    named = {
        command.qualified_name for command in attache.tree.walk_commands() if isinstance(command, app_commands.Command)
    }
    named |= {command.name for command in attache.tree.get_commands(type=AppCommandType.message)}
    assert named == {*ROWS, *ANYONES}


# The names of private channels and feeds are for editors only.
@pytest.mark.parametrize(
    ("command", "option"), [("digest edit", "digest"), ("digest why", "edition"), ("feed check", "feed")]
)
async def test_nothing_is_offered_to_who_is_let_through(
    sandbox: Sandbox, attache: Attache, driver: Driver, command: str, option: str
) -> None:
    await driver.command("digest subscribe", {"at": "9:00", "zone": "UTC"}, user="ada")
    await driver.command("digest now", user="ada")
    now = attache.desk.clock()
    wire = NewFeed(NEWSROOM, "https://example.org/feed", "example.org", "Wire", None, 60, None)
    number = await feeds.add(attache.desk.database, wire, now, now + timedelta(days=1))
    try:
        with let_through(sandbox):
            assert await driver.complete(command, option, user="mia") == []
            assert len(await driver.complete(command, option, user="ada")) == 1
    finally:
        for subscription in await attache.desk.digests.of_server(NEWSROOM):
            await attache.desk.digests.end(subscription)
        await attache.desk.feeds.remove(NEWSROOM, number or 0)
