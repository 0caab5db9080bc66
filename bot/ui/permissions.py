"""The permissions the bot lacks in a channel, named as Discord's own settings name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.catalogue import N_, say
from bot.catalogue.lazy import Lazy, lazy
from bot.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, read_message_history=True
)
"""The permissions digests need in their channels; commands need none."""
_NAMES = {
    "manage_guild": N_("Manage Server"),
    "read_messages": N_("View Channel"),
    "manage_guild_expressions": N_("Manage Expressions"),
    "send_messages": N_("Send Messages"),
    "send_messages_in_threads": N_("Send Messages in Threads"),
    "embed_links": N_("Embed Links"),
    "read_message_history": N_("Read Message History"),
}
"""Those that are needed, or that Discord calls otherwise than its interface for programs."""


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


def _name(permission: str) -> str:
    """A permission's name in English."""
    return _NAMES.get(permission) or permission.replace("_", " ").title()


def words_of(permissions: Sequence[str]) -> str:
    """Returns permissions as Discord's settings name them: "View Channel and Send Messages"."""
    return joined([say(_name(name)) for name in permissions])


def lazy_words_of(permissions: Sequence[str]) -> Lazy:
    """Returns permissions as `words_of` names them, to be said when it is shown."""
    names = [Lazy(_name(name)) for name in permissions]
    some = names[0]
    for name in names[1:-1]:
        some = lazy("{some}, {other}", some=some, other=name)
    return lazy("{some} and {last}", some=some, last=names[-1]) if names[1:] else some
