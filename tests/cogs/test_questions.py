"""Tests that each command that asks passes on every option, to the desk and for the user's libraries."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from bot.asking import OPTIONS
from bot.model.query import Request


# An option that gets lost is an answer to another question, and nothing says so.
@pytest.mark.parametrize("command", OPTIONS)
async def test_a_command_asks_with_every_option_that_was_typed(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[Any] = []

    async def answered(*given: object) -> None:
        passed.append(given)

    module = import_module(f"cogs.{command}")
    monkeypatch.setattr(module, "command", answered)
    cog = getattr(module, f"{command.capitalize()}Cog")(SimpleNamespace(desk="the desk"))
    run = getattr(cog, command).callback
    typed = {option: f"the {option}" for option in OPTIONS[command]}
    await run(cog, "the interaction", **typed)
    for option, value in typed.items():
        await run(cog, "the interaction", **(dict.fromkeys(typed) | {option: value}))
    assert [(desk, interaction) for desk, interaction, _ in passed] == [("the desk", "the interaction")] * len(passed)
    every, *single = [request for _, _, request in passed]
    assert every == Request(command, tuple(typed.items()))
    assert single == [Request(command, (each,)) for each in typed.items()]
