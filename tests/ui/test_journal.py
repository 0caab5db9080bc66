"""Tests that each interaction is noted under one of few names, with how it went."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.asking import OFFER, encode
from bot.asking.custom_ids import Act
from bot.model.query import Request
from bot.telemetry.metrics import COMMANDS
from bot.ui import journal
from bot.ui.acts import ActRegistry
from bot.ui.journal import UNKNOWN, Outcome, begin, ended, name_of, number_of

COMMAND, COMPONENT, FORM = (
    discord.InteractionType.application_command,
    discord.InteractionType.component,
    discord.InteractionType.modal_submit,
)
FILE = Act("article", "file", ("7",)).custom_id


def used(kind: discord.InteractionType, command: str | None = None, custom_id: str | None = None) -> Any:
    """An interaction with a command, or with what has an id."""
    acts = ActRegistry()
    acts.add("article", "file", None)  # type: ignore[arg-type] # it is never called
    return SimpleNamespace(
        id=7,
        guild_id=1,
        type=kind,
        command=SimpleNamespace(qualified_name=command) if command else None,
        data=None if custom_id is None else {"custom_id": custom_id},
        client=SimpleNamespace(acts=acts),
        extras={},
    )


NAMES = [
    (used(COMMAND, "feed list"), "feed list"),
    (used(COMMAND), UNKNOWN),
    (used(COMPONENT, custom_id=FILE), "button article file"),
    (used(FORM, custom_id=FILE), "form article file"),
    (used(COMPONENT, custom_id=encode(Request("who", (("name", "=iran"),)), OFFER)), "button who"),
    # made up: each would be a metric of its own
    (used(COMPONENT, custom_id=Act("made", "up").custom_id), UNKNOWN),
    (used(COMPONENT, custom_id="made up"), UNKNOWN),
    (used(COMPONENT), UNKNOWN),
    (used(FORM), UNKNOWN),
]


@pytest.mark.parametrize(("interaction", "name"), NAMES, ids=range(len(NAMES)))
def test_what_was_used_has_one_of_few_names(interaction: Any, name: str) -> None:
    assert name_of(interaction) == name


def test_an_interactions_number_is_six_digits_of_its_own() -> None:
    one, same, other = used(COMMAND), used(COMMAND), used(COMMAND)
    other.id = 8
    assert len(number_of(one)) == 6
    assert number_of(one) == number_of(same) != number_of(other)


def test_how_it_went_is_logged_and_counted(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    times = iter([10.0, 10.25])
    monkeypatch.setattr(journal, "time", SimpleNamespace(monotonic=lambda: next(times)))
    interaction = used(COMMAND, "feed list")
    before = COMMANDS.labels("feed list", "refused")._value.get()
    begin(interaction)
    with caplog.at_level("INFO", logger="bot.ui.journal"):
        ended(interaction, Outcome.REFUSED)
    [record] = caplog.records
    assert record.getMessage() == "feed list refused in 250 ms"
    told = {name: getattr(record, name) for name in ("command", "outcome", "ms", "server", "interaction", "number")}
    assert told == {
        "command": "feed list",
        "outcome": "refused",
        "ms": 250,
        "server": 1,
        "interaction": 7,
        "number": number_of(interaction),
    }
    assert COMMANDS.labels("feed list", "refused")._value.get() == before + 1


# A press that is refused before it began has taken no time. Trap: it took "-0 ms", two looks at the clock apart.
def test_what_never_began_took_no_time(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="bot.ui.journal"):
        ended(used(COMMAND), Outcome.FAILED)
    assert caplog.records[0].getMessage() == "unknown failed in 0 ms"
