"""Tests that a command is checked before it runs, in the language of who uses it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.errors import AskError, LaterError
from bot.ui import tree
from bot.ui.editors import require_editor, require_manager
from bot.ui.tree import WHO, CheckedTree, check_of

CHECKS = [
    ("article add", require_editor),
    # a group's commands are its own, and the same word alone is another command
    ("digest why", require_editor),
    ("settings show", require_manager),
    ("Add to library", require_editor),
    ("privacy delete", require_manager),
    ("privacy show", None),
    ("article show", None),
    ("who", None),
]


@pytest.mark.parametrize(("name", "check"), CHECKS)
def test_a_command_is_checked_by_its_name_or_its_groups(name: str, check: Any) -> None:
    assert check_of(SimpleNamespace(qualified_name=name)) is check  # type: ignore[arg-type] # what is looked at


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is done with an interaction, in its order."""
    did: list[Any] = []

    async def check(_interaction: Any) -> None:
        did.append("checked")

    monkeypatch.setattr(tree, "speak_to", lambda _: did.append("spoken to"))
    monkeypatch.setattr(tree.journal, "begin", lambda _: did.append("begun"))
    monkeypatch.setattr(tree, "work_for", lambda server: did.append(f"work for {server}"))
    monkeypatch.setattr(tree.acknowledging, "begin", lambda _: did.append("timed"))
    monkeypatch.setitem(WHO, "digest", check)
    return did


def checked_by(under_way: Any) -> Any:
    """The tree of a client."""
    made = CheckedTree.__new__(CheckedTree)
    made.client = SimpleNamespace(under_way=SimpleNamespace(add=under_way))
    return made


def used(name: str | None, kind: discord.InteractionType = discord.InteractionType.application_command) -> Any:
    command = SimpleNamespace(qualified_name=name) if name else None
    return SimpleNamespace(type=kind, command=command, guild_id=5, user=SimpleNamespace(id=7))


USED = [
    (used("digest why"), ["spoken to", "work for 5", "begun", "under way", "timed", "checked"]),
    (used("who"), ["spoken to", "work for 5", "begun", "under way", "timed"]),
    # suggestions while typing check the user themselves
    (used("digest why", discord.InteractionType.autocomplete), ["spoken to", "work for 5", "begun"]),
    (used(None), ["spoken to", "work for 5", "begun"]),
]


@pytest.mark.parametrize(("interaction", "did"), USED)
async def test_a_command_is_checked_before_it_runs(interaction: Any, did: list[str], done: list[Any]) -> None:
    assert await checked_by(lambda _: done.append("under way")).interaction_check(interaction)
    assert done == did


async def _suggest(_interaction: Any, _typed: str) -> list[Any]:
    return []


class Suggesting(app_commands.Group):
    """A group as a cog has it: one option with suggestions, one of another name in Discord, one without any."""

    @app_commands.command()
    @app_commands.autocomplete(about=_suggest, named=_suggest)
    @app_commands.rename(named="name")
    async def why(self, interaction: discord.Interaction, about: str, named: str, plain: str) -> None:
        """Nothing is done."""


FOCUSED = [
    # in the group's sub-command, under the name that Discord shows
    (["about"], True),
    (["name"], True),
    (["plain"], False),
    # gone since the client learnt the command
    (["gone"], False),
    ([], False),
]


@pytest.mark.parametrize(("typed", "may"), FOCUSED)
async def test_suggestions_for_an_option_that_has_none_are_none(
    typed: list[str], may: bool, done: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    answered: list[list[Any]] = []

    async def autocomplete(choices: list[Any]) -> None:
        answered.append(choices)

    options = [{"name": "other", "value": "x"}, *({"name": name, "value": "", "focused": True} for name in typed)]
    asked: Any = SimpleNamespace(
        type=discord.InteractionType.autocomplete,
        command=Suggesting(name="digest", description="...").get_command("why"),
        data={"options": [{"name": "why", "options": options}]},
        response=SimpleNamespace(autocomplete=autocomplete),
        guild_id=5,
    )
    assert await checked_by(lambda _: None).interaction_check(asked) is may
    assert answered == ([] if may else [[]])
    assert not [record for record in caplog.records if record.levelname != "DEBUG"]


async def test_who_may_not_or_comes_too_late_is_refused_with_the_reason(
    done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_interaction: Any) -> None:
        raise AskError("Only editors can do that.")

    def stopping(_interaction: Any) -> None:
        raise LaterError("I am being stopped.")

    with pytest.raises(app_commands.CheckFailure, match="I am being stopped") as late:
        await checked_by(stopping).interaction_check(used("digest why"))
    assert isinstance(late.value.__cause__, LaterError)
    assert "checked" not in done
    monkeypatch.setitem(WHO, "digest", refuse)
    with pytest.raises(app_commands.CheckFailure, match="Only editors") as refused:
        await checked_by(lambda _: None).interaction_check(used("digest why"))
    assert isinstance(refused.value.__cause__, AskError)
