"""Tests who may do what: every command and every act, for everybody who may try. One that is missing here fails."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import discord
import pytest

from bot.errors import AskError
from bot.ui.acts import anyone
from bot.ui.tree import check_of
from tests.test_cogs import every_command, loaded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.app import Attache

    Check = Callable[[Any], Awaitable[object]]

EVERYONE, EDITORS, MANAGERS = "everyone", "editors", "managers"

COMMANDS = {
    "about": EVERYONE,
    "brief": EVERYONE,
    "compare": EVERYONE,
    "export": EVERYONE,
    "help": EVERYONE,
    "follow": EVERYONE,
    "following": EVERYONE,
    "quote": EVERYONE,
    "relation": EVERYONE,
    "search": EVERYONE,
    "stance": EVERYONE,
    "timeline": EVERYONE,
    "who": EVERYONE,
    "Read facts from this": EVERYONE,
    "article list": EVERYONE,
    "article show": EVERYONE,
    "privacy show": EVERYONE,
    "Add to library": EDITORS,
    "corrections": EDITORS,
    "outlets": EDITORS,
    "article add": EDITORS,
    "article remove": EDITORS,
    "article reread": EDITORS,
    "digest subscribe": EDITORS,
    "digest list": EDITORS,
    "digest edit": EDITORS,
    "digest move": EDITORS,
    "digest pause": EDITORS,
    "digest resume": EDITORS,
    "digest unsubscribe": EDITORS,
    "digest preview": EDITORS,
    "digest now": EDITORS,
    "digest history": EDITORS,
    "digest why": EDITORS,
    "feed add": EDITORS,
    "feed list": EDITORS,
    "feed check": EDITORS,
    "feed pause": EDITORS,
    "feed resume": EDITORS,
    "feed remove": EDITORS,
    "feed import": EDITORS,
    "feed export": EDITORS,
    "settings editors": MANAGERS,
    "settings notices": MANAGERS,
    "settings pictures": MANAGERS,
    "settings show": MANAGERS,
    "privacy delete": MANAGERS,
}
ACTS = {
    # they show what the commands for everyone show
    "article page": EVERYONE,
    "article show": EVERYONE,
    "article open": EVERYONE,
    "about credits": EVERYONE,
    "about first": EVERYONE,
    "answer line": EVERYONE,
    "answer page": EVERYONE,
    "brief make": EVERYONE,
    "export make": EVERYONE,
    "help ask": EVERYONE,
    "help more": EVERYONE,
    "reading page": EVERYONE,
    "reading sentences": EVERYONE,
    "sentences show": EVERYONE,
    # of an edition, to those who can see it: where it was sent (tests/ui/test_delivery.py, tests/ui/test_digesting.py)
    "edition about": EVERYONE,
    "edition why": EVERYONE,
    # in direct messages too: who presses is looked up in the digest's own server (tests/ui/test_delivery.py)
    "delivery resume": EVERYONE,
    # about what they follow themselves (tests/journeys/attache/one_bot/test_follow.py)
    "follow drop": EVERYONE,
    "follow resume": EVERYONE,
    "follow stop": EVERYONE,
    # everyone may say that a line is wrong; editors decide
    "wrong again": EVERYONE,
    "wrong article": EVERYONE,
    "wrong choose": EVERYONE,
    "wrong plain": EVERYONE,
    "wrong say": EVERYONE,
    "correction page": EDITORS,
    "correction open": EDITORS,
    "correction apply": EDITORS,
    "correction undo": EDITORS,
    "correction dismiss": EDITORS,
    "article text": EDITORS,
    "article linked": EDITORS,
    "article file": EDITORS,
    "article edit": EDITORS,
    "article preview": EDITORS,
    "article sentences": EDITORS,
    "article mend": EDITORS,
    "article discard": EDITORS,
    "article remove": EDITORS,
    "article restore": EDITORS,
    "article reread": EDITORS,
    "digest undo": EDITORS,
    "digest zone": EDITORS,
    "feed page": EDITORS,
    "feed check": EDITORS,
    "feed pause": EDITORS,
    "feed resume": EDITORS,
    "feed remove": EDITORS,
    "privacy delete": MANAGERS,
    "privacy keep": MANAGERS,
}

HERE, THERE, ROLE, OTHER_ROLE = 1, 2, 7, 9
NOTHING, MANAGE, ADMINISTRATOR = (
    discord.Permissions.none(),
    discord.Permissions(manage_guild=True),
    discord.Permissions(administrator=True),
)
# Who tries: where, with which permissions and roles, and what they may do.
PEOPLE: dict[str, tuple[int | None, discord.Permissions, tuple[int, ...], set[str]]] = {
    "a member": (HERE, NOTHING, (), {EVERYONE}),
    "a member with every permission but that": (HERE, ~(MANAGE | ADMINISTRATOR), (), {EVERYONE}),
    "a member with another role": (HERE, NOTHING, (OTHER_ROLE,), {EVERYONE}),
    "an editor": (HERE, NOTHING, (OTHER_ROLE, ROLE), {EVERYONE, EDITORS}),
    "a manager": (HERE, MANAGE, (), {EVERYONE, EDITORS, MANAGERS}),
    "an administrator": (HERE, ADMINISTRATOR, (), {EVERYONE, EDITORS, MANAGERS}),
    # a button of one server, pressed by an editor of that in another
    "an editor of another server": (THERE, NOTHING, (ROLE,), {EVERYONE}),
    "somebody in a direct message": (None, NOTHING, (), {EVERYONE}),
    # Discord gives everybody many permissions there
    "somebody in a direct message, as Discord says": (None, discord.Permissions.all(), (), {EVERYONE}),
    # as a user install, in a server that the bot is not in and knows no role of
    "a member of a server without the bot": (3, NOTHING, (), {EVERYONE}),
}


async def server(number: int) -> SimpleNamespace:
    """The settings of two servers, each with its own editors' role; a third has none."""
    return SimpleNamespace(editors_role={HERE: str(ROLE), THERE: str(OTHER_ROLE)}.get(number))


def interaction(person: str) -> Any:
    where, may, roles, _ = PEOPLE[person]
    user: Any = Mock(spec=discord.User if where is None else discord.Member)
    user.roles = [SimpleNamespace(id=role) for role in roles]
    desk = SimpleNamespace(servers=SimpleNamespace(get=server))
    return SimpleNamespace(guild_id=where, permissions=may, user=user, guild=None, client=SimpleNamespace(desk=desk))


async def may(person: str, check: Check) -> bool:
    try:
        await check(interaction(person))
    except AskError:
        return False
    return True


def checks(client: Attache) -> dict[str, Check]:
    commands = {f"/{command.qualified_name}": check_of(command) or anyone for command in every_command(client)}
    return commands | {f"{noun} {verb}": check for (noun, verb), (_, check) in client.acts._callbacks.items()}


WHO = {f"/{name}": who for name, who in COMMANDS.items()} | ACTS


async def test_everybody_may_do_what_the_table_says_and_no_more() -> None:
    async with loaded() as client:
        found = checks(client)
    assert found.keys() == WHO.keys(), "a command or an act that nobody has decided about"
    may_do = {person: {name for name, check in found.items() if await may(person, check)} for person in PEOPLE}
    for person, (*_, groups) in PEOPLE.items():
        assert may_do[person] == {name for name, who in WHO.items() if who in groups}, person


# A message outlives the role of whoever made it appear: what counts is who presses, and when.
@pytest.mark.parametrize(
    ("lost", "said"), [("a member", "Only"), ("somebody in a direct message", "This works only in a server")]
)
async def test_a_refusal_says_who_may(lost: str, said: str) -> None:
    async with loaded() as client:
        for name, check in checks(client).items():
            if WHO[name] != EVERYONE:
                with pytest.raises(AskError, match=said):
                    await check(interaction(lost))
