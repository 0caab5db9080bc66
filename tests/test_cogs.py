"""Tests that Discord accepts every slash command, and that its texts are understandable."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from bot.app import COGS, Attache
from bot.asking import KINDS, OPTIONS
from bot.render.help import ASKING, MENU, READING, RUNNING
from bot.ui.editors import require_editor, require_manager
from bot.ui.tree import WHO, check_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NAME = re.compile(r"[-_a-z0-9]{1,32}")
TEXT, SUB_COMMAND_GROUP = 3, 2


@asynccontextmanager
async def loaded() -> AsyncIterator[Attache]:
    """The bot with every cog, not connected to anything."""
    async with Attache(None) as client:  # type: ignore[arg-type] # nobody asks the desk anything here
        for module in iter_modules(import_module(COGS).__path__):
            await client.load_extension(f"{COGS}.{module.name}")
        yield client


@pytest.fixture
async def client() -> AsyncIterator[Attache]:
    async with loaded() as one:
        yield one


@pytest.fixture
def payloads(client: Attache) -> list[dict[str, Any]]:
    """The commands as they are sent."""
    with client.tree.as_listed():
        return [
            command.to_dict(client.tree) for command in client.tree.get_commands(type=discord.AppCommandType.chat_input)
        ]


@pytest.fixture
def menus(client: Attache) -> list[dict[str, Any]]:
    """The menus of messages and users as they are sent."""
    kinds = (discord.AppCommandType.message, discord.AppCommandType.user)
    return [command.to_dict(client.tree) for kind in kinds for command in client.tree.get_commands(type=kind)]


def options(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """Every option of a command, those of its subcommands too."""
    every: list[dict[str, Any]] = []
    for option in payload.get("options", []):
        every += [option, *options(option)]
    return every


def subject_options(payload: dict[str, Any]) -> list[dict[str, Any]]:
    return [option for option in payload["options"] if (payload["name"], option["name"]) in KINDS]


def test_the_commands_that_ask_are_there_with_their_options(payloads: list[dict[str, Any]]) -> None:
    named = {payload["name"]: tuple(option["name"] for option in payload["options"]) for payload in payloads}
    assert {name: named.get(name) for name in OPTIONS} == OPTIONS


def test_names_are_well_formed_and_told_apart(payloads: list[dict[str, Any]]) -> None:
    for payload in payloads:
        names = [option["name"] for option in payload["options"]]
        assert all(NAME.fullmatch(name) for name in [payload["name"], *names])
        assert len(set(names)) == len(names)
    assert len({payload["name"] for payload in payloads}) == len(payloads)


def test_everything_is_described_within_a_hundred_characters(payloads: list[dict[str, Any]]) -> None:
    described = [component for payload in payloads for component in [payload, *options(payload)]]
    assert described
    for payload in described:
        # discord.py writes … if a command has no description
        assert 10 <= len(payload["description"]) <= 100, payload["name"]


# Discord lists them for members, too: it does not know which role may edit.
async def test_what_not_everyone_may_use_says_whose_it_is(client: Attache) -> None:
    plain = {command.qualified_name: command.description for command in client.tree.walk_commands()}
    with client.tree.as_listed():
        listed = {command.qualified_name: command.description for command in client.tree.walk_commands()}
    groups = {name.split()[0] for name in plain if " " in name}
    editors = {name for name in plain.keys() - groups if {WHO.get(name), WHO.get(name.split()[0])} & {require_editor}}
    assert {name for name in plain if listed[name] == f"Editors · {plain[name]}"} == editors
    assert len(editors) > 20
    assert listed["privacy delete"] == f"Managers · {plain['privacy delete']}"
    # shown to those only who may use them
    assert listed["settings show"] == plain["settings show"]
    assert listed["stance"] == plain["stance"]


def test_required_options_come_first(payloads: list[dict[str, Any]]) -> None:
    for payload in payloads:
        required = [option.get("required", False) for option in payload["options"]]
        assert required == sorted(required, reverse=True), payload["name"]


ANYWHERE = {*OPTIONS, "article", "privacy", "brief", "about", "export", "help"}
"""Works in servers, in direct messages and as a user install; everything else needs a server."""


def test_user_installs_can_ask_anywhere(payloads: list[dict[str, Any]]) -> None:
    for payload in payloads:
        if payload["name"] not in ANYWHERE:
            continue
        assert sorted(payload["integration_types"]) == [0, 1], payload["name"]
        assert sorted(payload["contexts"]) == [0, 1, 2], payload["name"]


def test_server_commands_are_offered_only_in_servers(payloads: list[dict[str, Any]]) -> None:
    elsewhere = [payload for payload in payloads if payload["name"] not in ANYWHERE]
    assert elsewhere
    for payload in elsewhere:
        assert (payload["integration_types"], payload["contexts"]) == ([0], [0]), payload["name"]


SAID = {require_editor: "editors", require_manager: "Manage Server", None: "everyone"}
README = Path(__file__).parents[1] / "README.md"


def said_in_readme() -> dict[str, str]:
    """Who may use each command according to README's tables; the heading of the digests' table says it for them."""
    rows = re.findall(
        r"^\| `?/?([^|`]+?)`?(?: \(message menu\))? \|.*?\|(?: ([^|]+) \|)?$", README.read_text(), re.MULTILINE
    )
    found = {re.split(r" (?:\[|\w+:)", typed)[0]: who for typed, who in rows if who in SAID.values()}
    return found | {
        typed.split(" [")[0].split(" channel:")[0]: "editors" for typed, _ in rows if typed.startswith("digest ")
    }


def every_command(client: Attache) -> list[Any]:
    """Every slash command and menu that can be run."""
    slash = [command for command in client.tree.walk_commands() if isinstance(command, app_commands.Command)]
    return [*slash, *client.tree.get_commands(type=discord.AppCommandType.message)]


# /digest was hidden from members with the editors' role but without Manage Server, although README said that they may
# use it.
def test_readme_says_who_may_use_each_command(client: Attache) -> None:
    said = said_in_readme()
    checked = {command.qualified_name: SAID[check_of(command)] for command in every_command(client)}  # type: ignore[index]
    assert {name: who for name, who in checked.items() if name not in OPTIONS} == said
    assert all(checked[name] == "everyone" for name in OPTIONS)


def test_no_command_is_hidden_from_those_who_may_use_it(client: Attache) -> None:
    for command in every_command(client):
        top = command.root_parent or command if isinstance(command, app_commands.Command) else command
        hidden = top.default_permissions is not None
        assert hidden == (top.name == "settings"), command.qualified_name
        assert not hidden or check_of(command) is require_manager


def test_every_check_belongs_to_a_command(client: Attache) -> None:
    there = {command.qualified_name for command in every_command(client)} | {
        command.name for command in client.tree.get_commands()
    }
    assert set(WHO) <= there


# Discord hides it from others; it is checked again when it is used (tests/journeys/attache/test_settings.py).
def test_settings_are_for_those_who_may_manage_the_server(payloads: list[dict[str, Any]]) -> None:
    [settings] = [payload for payload in payloads if payload["name"] == "settings"]
    assert settings["default_member_permissions"] == discord.Permissions(manage_guild=True).value


def test_options_that_name_a_subject_complete_it_and_are_as_long_as_a_name(payloads: list[dict[str, Any]]) -> None:
    found = [option for payload in payloads if payload["name"] in OPTIONS for option in subject_options(payload)]
    assert len(found) == len(KINDS)
    for option in found:
        assert (option["type"], option.get("autocomplete"), option.get("max_length")) == (TEXT, True, 100)


def test_options_in_words_have_a_longest(payloads: list[dict[str, Any]]) -> None:
    for payload in payloads:
        for option in options(payload):
            assert option["type"] != TEXT or option.get("choices") or option.get("max_length"), option["name"]


# The name, description and option texts of one command, including all subcommands, may have 8,000 characters in
# total.
def test_no_command_is_larger_than_discord_takes(payloads: list[dict[str, Any]]) -> None:
    for payload in payloads:
        texts = [
            text
            for component in [payload, *options(payload)]
            for text in (
                component["name"],
                component["description"],
                *(choice["name"] + str(choice["value"]) for choice in component.get("choices", [])),
            )
        ]
        assert sum(map(len, texts)) <= 8_000
    assert len(payloads) <= 100


# A member who asks for help reads every command there is.
def test_help_names_every_command(payloads: list[dict[str, Any]]) -> None:
    told = [command for command, _ in (*ASKING, *READING, *RUNNING)]
    assert sorted([*told, "help"]) == sorted(payload["name"] for payload in payloads)


# What changes a server's library is for servers; what only tells goes wherever the bot is.
def test_menus_are_where_they_can_be_used(menus: list[dict[str, Any]]) -> None:
    where = {menu["name"]: (menu["integration_types"], menu["contexts"]) for menu in menus}
    assert where == {"Add to library": ([0], [0]), "Read facts from this": ([0, 1], [0, 1, 2])}
    assert MENU[0].split("→ ")[1] in where


def test_errors_of_every_command_reach_the_one_place(client: Attache) -> None:
    assert client.tree.on_error == client._command_failed
    for command in client.tree.walk_commands():
        assert vars(command).get("on_error") is None, command.qualified_name


# Privileged intents must be requested from Discord for every bot; without them the bot sees no messages.
def test_it_sees_servers_only_keeps_nothing_and_pings_nobody(client: Attache) -> None:
    assert [name for name, on in client.intents if on] == ["guilds"]
    mentions = client.allowed_mentions
    assert mentions
    assert mentions.to_dict() == {"parse": []}
    assert client._connection.max_messages is None
