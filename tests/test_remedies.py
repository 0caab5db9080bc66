"""Tests that Discord and the command line each name their own commands as remedies."""

from __future__ import annotations

import pickle
import re

import pytest

from bot.cli import remedies as cli
from bot.cli.dispatch import COMMANDS
from bot.errors import AskError, FaultError, LaterError, Remedy
from bot.ui import remedies as ui


@pytest.mark.parametrize("remedy", list(Remedy))
def test_every_remedy_has_a_slash_command(remedy: Remedy) -> None:
    assert re.search(r"/[a-z]+", ui.REMEDIES[remedy])
    assert ui.refusal(AskError("It is gone.", remedy)) == f"It is gone. {ui.REMEDIES[remedy]}"


# A terminal is never told to do what it can't.
@pytest.mark.parametrize("remedy", list(Remedy))
def test_the_command_line_is_told_of_no_slash_command(remedy: Remedy) -> None:
    said = cli.refusal(AskError("It is gone.", remedy))
    assert said.startswith("It is gone.")
    assert "/" not in said
    assert set(re.findall(r"attache ([a-z]+)", said)) <= set(COMMANDS)


def test_a_refusal_without_a_remedy_is_its_sentence() -> None:
    assert ui.refusal(LaterError("Try again.")) == cli.refusal(LaterError("Try again.")) == "Try again."
    assert cli.refusal(FaultError("The file is broken.")) == "The file is broken."


# Extraction raises in another process.
def test_a_remedy_comes_back_from_another_process() -> None:
    back = pickle.loads(pickle.dumps(AskError("It is gone.", Remedy.ADD_FEED)))  # noqa: S301 - our own
    assert (str(back), back.remedy) == ("It is gone.", Remedy.ADD_FEED)
