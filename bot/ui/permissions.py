"""The permissions the bot lacks in a channel, named as Discord's own settings name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, read_message_history=True
)
"""The permissions digests need in their channels; commands need none."""
_OWN_NAMES = {
    "manage_guild": "Manage Server",
    "read_messages": "View Channel",
    "send_messages_in_threads": "Send Messages in Threads",
    "manage_guild_expressions": "Manage Expressions",
}


def missing_in(channel: discord.abc.GuildChannel | discord.Thread, needed: discord.Permissions) -> tuple[str, ...]:
    """Returns the permissions the bot needs but lacks in a channel, by discord.py's names. Writing in a thread is a separate permission."""
    may = channel.permissions_for(channel.guild.me)
    if isinstance(channel, discord.Thread):
        needed = discord.Permissions(needed.value)
        needed.send_messages_in_threads |= needed.send_messages
        needed.send_messages = False
    return tuple(name for name, wanted in needed if wanted and not getattr(may, name))


def shut_out(channel: discord.abc.GuildChannel | discord.Thread) -> bool:
    """True if it is a private thread the bot can't see: it has not joined and can't manage threads."""
    private = isinstance(channel, discord.Thread) and channel.is_private() and channel.me is None
    return private and not channel.permissions_for(channel.guild.me).manage_threads


def words_of(permissions: Sequence[str]) -> str:
    """Returns permissions as Discord's settings name them: "View Channel and Send Messages"."""
    return joined([_OWN_NAMES.get(name) or name.replace("_", " ").title() for name in permissions])
