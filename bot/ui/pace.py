"""Limits how many answers a member may post for everyone in one channel; any more are shown to the member alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord.app_commands import Cooldown
from discord.ext.commands import DynamicCooldownMapping

if TYPE_CHECKING:
    from datetime import datetime

PER = 60.0
"""Seconds within which answers are counted."""


class PublicAnswers:
    """Counts the public answers of each member in each channel, over all commands together."""

    def __init__(self, most: int) -> None:
        self._counts: DynamicCooldownMapping[discord.Interaction[Any]] = DynamicCooldownMapping(
            lambda _: Cooldown(most, PER) if most else None, lambda asked: (asked.user.id, asked.channel_id)
        )

    def again(self, interaction: discord.Interaction[Any]) -> datetime | None:
        """Count one public answer. Returns None if it may be posted, else when the member may post again."""
        now = discord.utils.utcnow()
        wait = self._counts.update_rate_limit(interaction, now.timestamp())
        return None if wait is None else now + timedelta(seconds=wait)
