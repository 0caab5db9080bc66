"""What the bot lacks to do something in a channel, named as Discord's own settings name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN_NAMES = {
    "manage_guild": "Manage Server",
    "read_messages": "View Channel",
    "send_messages_in_threads": "Send Messages in Threads",
    "manage_guild_expressions": "Manage Expressions",
}


def missing_in(channel: discord.abc.GuildChannel | discord.Thread, needed: discord.Permissions) -> tuple[str, ...]:
    """The permissions the bot needs in a channel and has not, by discord.py's names. In a thread, writing is a permission of its own."""
    may = channel.permissions_for(channel.guild.me)
    if isinstance(channel, discord.Thread):
        needed = discord.Permissions(needed.value)
        needed.send_messages_in_threads |= needed.send_messages
        needed.send_messages = False
    return tuple(name for name, wanted in needed if wanted and not getattr(may, name))


def shut_out(channel: discord.abc.GuildChannel | discord.Thread) -> bool:
    """Whether it is a private thread that the bot is not in; who may manage threads needs not be."""
    private = isinstance(channel, discord.Thread) and channel.is_private() and channel.me is None
    return private and not channel.permissions_for(channel.guild.me).manage_threads


def words_of(permissions: Sequence[str]) -> str:
    """Permissions as Discord's settings name them: "View Channel and Send Messages"."""
    return joined([_OWN_NAMES.get(name) or name.replace("_", " ").title() for name in permissions])
