"""Finds what the bot asks for, or raises Discord's refusal if the bot may not have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.permissions import VIEW
from bot.sandbox.refusals import Refusal, missing_access, missing_permissions, unknown

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.world import Channel, Guild


def guild_for_bot(core: Core, guild_id: str) -> Guild:
    """Returns a server that the bot is in and that is available."""
    guild = core.world.guilds.get(guild_id)
    if guild is None:
        raise unknown("Guild")
    if not guild.bot_joined:
        raise missing_access()
    if guild.unavailable:
        raise Refusal(503, 0, "503: Service Unavailable")
    return guild


def channel_for_bot(core: Core, channel_id: str, needed: int = VIEW) -> Channel:
    """Returns a channel the bot can see, with the `needed` permissions."""
    channel = core.world.channels.get(channel_id)
    if channel is None:
        raise unknown("Channel")
    if channel.guild_id:
        guild_for_bot(core, channel.guild_id)
    may = core.bot_may(channel)
    if not may & VIEW:
        raise missing_access()
    if may & needed != needed:
        raise missing_permissions()
    return channel


def require(core: Core, channel: Channel, needed: int) -> None:
    """Refuse unless the bot has all `needed` permissions in a channel it can see."""
    if core.bot_may(channel) & needed != needed:
        raise missing_permissions()
