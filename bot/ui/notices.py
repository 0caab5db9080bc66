"""What the editors of a server have to know, into its notice channel, or to whoever set the thing up."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import discord

from bot.ui.views import view_of

if TYPE_CHECKING:
    from bot.render import Page
    from bot.ui.client import DeskClient

log = logging.getLogger(__name__)


async def tell_editors(
    client: discord.Client, server: int | str, page: Page, key: str, *, set_up_by: int | str | None = None
) -> str | None:
    """Tell a server's editors something, once; never raises.

    Args:
        client: the bot.
        server: whose editors.
        page: what to tell; its buttons work in a direct message too, as far as their acts allow it there.
        key: what makes it this notice and no other ("feed 12 failing since 2025-06-23"): told twice within a few minutes, it is one message.
        set_up_by: the user to tell directly where there is no channel, or none the bot can write in.

    Returns:
        The id of the message; None where nobody could be told, which is logged.
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
    """The id of the message, or None where the channel is gone or closed to the bot."""
    try:
        message = await channel.send(view=view_of(page), nonce=nonce)
    except (discord.Forbidden, discord.NotFound):
        return None
    return str(message.id)
