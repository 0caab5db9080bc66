"""Acknowledges an interaction in time, however long its answer takes: Discord drops what has no answer after three seconds.

Whoever answers calls `taken` first, so that the acknowledgement and the answer don't cross.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    Interaction = discord.Interaction[Any]

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds until an interaction is acknowledged; the rest of the three is for the way there and back and for a busy machine."""
_WAITING = "acknowledgement"


@dataclass(slots=True)
class _Waiting:
    """The alarm of an interaction, and the acknowledgement that it started."""

    alarm: asyncio.TimerHandle
    deferral: asyncio.Task[None] | None = None


def begin(interaction: Interaction) -> None:
    """Acknowledge an interaction once `PATIENCE` is over, unless it is answered by then."""

    def ring() -> None:
        waiting.deferral = asyncio.ensure_future(_defer(interaction))

    waiting = _Waiting(asyncio.get_running_loop().call_later(PATIENCE, ring))
    interaction.extras[_WAITING] = waiting


async def taken(interaction: Interaction) -> bool:
    """Stop the alarm: from now on the caller answers. Returns True if the interaction has been acknowledged or answered."""
    waiting: _Waiting | None = interaction.extras.pop(_WAITING, None)
    if waiting is not None:
        waiting.alarm.cancel()
        if waiting.deferral is not None:
            await asyncio.wait({waiting.deferral})
    return interaction.response.is_done()


async def think(interaction: Interaction) -> None:
    """Show "thinking…" to the user alone, unless they see it already."""
    if not await taken(interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _defer(interaction: Interaction) -> None:
    """Show "thinking…" for a command; for a button, menu or form of a message, nothing changes yet."""
    if interaction.response.is_done():
        return
    of_message = interaction.type is not discord.InteractionType.application_command and interaction.message
    alone = interaction.context.dm_channel  # with the bot: nobody else could see it, and ephemeral messages don't last
    try:
        await interaction.response.defer(thinking=not of_message, ephemeral=not of_message and not alone)
    except discord.HTTPException as error:  # answering it will fail likewise, and is told
        log.info("an interaction was not acknowledged: %r", error)
