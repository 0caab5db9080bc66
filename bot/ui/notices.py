"""Sends notices to a server's editors: in its notice channel, or directly to whoever set the thing up."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import discord

from bot.catalogue import ENGLISH, language_of
from bot.ui.views import view_of

if TYPE_CHECKING:
    from bot.render import Page
    from bot.ui.client import DeskClient

log = logging.getLogger(__name__)


def language_in(client: discord.Client, server: int | str) -> str:
    """Returns the language of a server, as its settings in Discord have it: English unless they are a community's."""
    guild = client.get_guild(int(server))
    return language_of(guild.preferred_locale.value) if guild else ENGLISH


async def tell_editors(
    client: discord.Client, server: int | str, page: Page, key: str, *, set_up_by: int | str | None = None
) -> str | None:
    """Send a notice to a server's editors, once; never raises.

    Args:
        client: the bot.
        server: the server whose editors to notify.
        page: the notice; its buttons work in direct messages too, if their acts allow it.
        key: identifies the notice ("feed 12 failing since 2025-06-23"): sent twice within a few minutes, it is one message.
        set_up_by: the user to message directly if there is no notice channel the bot can write in.

    Returns:
        The id of the message; None if nobody could be notified, which is logged.
    """
    nonce = sha256(f"notice {server} {key}".encode()).hexdigest()[:25]
    try:
        channel = (await cast("DeskClient", client).desk.servers.get(server)).notice_channel
        if channel and (told := await _sent(client.get_partial_messageable(int(channel)), page, nonce)):
            return told
        if set_up_by and (told := await _sent(await client.create_dm(discord.Object(int(set_up_by))), page, nonce)):
            return told
        log.warning("nobody could be told in server %s: %s", server, key)
    except Exception as error:
        log.warning("the editors of server %s could not be told (%s): %s", server, key, error)
    return None


async def _sent(channel: discord.abc.Messageable, page: Page, nonce: str) -> str | None:
    """Returns the id of the message, or None if the channel is gone or closed to the bot."""
    try:
        message = await channel.send(view=view_of(page), nonce=nonce)
    except (discord.Forbidden, discord.NotFound):
        return None
    return str(message.id)
