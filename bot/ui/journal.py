"""Notes how each command, button and form went: one line in the log, and a metric."""

from __future__ import annotations

import hashlib
import logging
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.asking import decode
from bot.asking.custom_ids import act_of, is_act
from bot.errors import AskError
from bot.telemetry.metrics import COMMAND_SECONDS, COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ui.client import DeskClient

log = logging.getLogger(__name__)

_BEGAN = "began"
UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How an interaction went."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """The user can mend it, and was told how."""
    FAILED = "failed"
    """We must mend it."""


def begin(interaction: discord.Interaction[Any]) -> None:
    """Note when an interaction began to be handled."""
    interaction.extras[_BEGAN] = time.monotonic()


def ended(interaction: discord.Interaction[Any], outcome: Outcome) -> None:
    """Log and count an interaction that was answered."""
    now = time.monotonic()
    took = now - interaction.extras.get(_BEGAN, now)
    name = name_of(interaction)
    COMMANDS.labels(name, outcome.value).inc()
    COMMAND_SECONDS.labels(name).observe(took)
    log.info(
        "%s %s in %.0f ms",
        name,
        outcome.value,
        took * 1_000,
        extra={
            "command": name,
            "outcome": outcome.value,
            "ms": round(took * 1_000),
            "server": interaction.guild_id,
            "interaction": interaction.id,
            "number": number_of(interaction),
        },
    )


def number_of(interaction: discord.Interaction[Any]) -> str:
    """Returns the six digits that a user can tell the operator, who finds them in the log."""
    return hashlib.blake2b(str(interaction.id).encode(), digest_size=3).hexdigest()


def name_of(interaction: discord.Interaction[Any]) -> str:
    """Returns what was used, one of few names: "timeline", "button timeline", "button article file". Ids that are none of ours have one name."""
    if interaction.type is discord.InteractionType.application_command:
        return interaction.command.qualified_name if interaction.command else UNKNOWN
    custom_id = str(cast("Mapping[str, Any]", interaction.data or {}).get("custom_id", ""))
    kind = "form" if interaction.type is discord.InteractionType.modal_submit else "button"
    try:
        if is_act(custom_id):
            act = act_of(custom_id)
            known = act in cast("DeskClient", interaction.client).acts
            return f"{kind} {act.noun} {act.verb}" if known else UNKNOWN
        return f"{kind} {decode(custom_id).request.command}"
    except AskError:
        return UNKNOWN
