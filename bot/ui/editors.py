"""Checks whether a user may edit, independently of Discord's own command permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.catalogue import N_, say
from bot.errors import AskError

if TYPE_CHECKING:
    from bot.ui.client import DeskClient

    Interaction = discord.Interaction[Any]

_ELSEWHERE = N_("This works only in a server, not in a direct message: run the command in the server it is for.")


def manages(interaction: Interaction) -> bool:
    """True if the user can manage the server they are in."""
    may = interaction.permissions
    return interaction.guild_id is not None and (may.manage_guild or may.administrator)


async def require_manager(interaction: Interaction) -> int:
    """Returns the server's id if the user can manage the server.

    Raises:
        AskError: the user can't, or this is not a server.
    """
    if interaction.guild_id is None:
        raise AskError(say(_ELSEWHERE))
    if not manages(interaction):
        raise AskError(say("Only people with Manage Server can do that: ask one of them."))
    return interaction.guild_id


def server_of(interaction: Interaction) -> str:
    """Returns the id of the server an editors' command is used in; elsewhere it was refused (`bot/ui/tree.py`)."""
    return str(interaction.guild_id)


async def is_editor(interaction: Interaction) -> bool:
    """True if the user may edit here."""
    try:
        await require_editor(interaction)
    except AskError:
        return False
    return True


async def require_editor(interaction: Interaction) -> int:
    """Returns the server's id if the user can manage the server or has the role set with `/settings editors`.

    Raises:
        AskError: the user may not edit, or this is not a server; it says who may.
    """
    if interaction.guild_id is None:
        raise AskError(say(_ELSEWHERE))
    if manages(interaction):
        return interaction.guild_id
    role = (await cast("DeskClient", interaction.client).desk.servers.get(interaction.guild_id)).editors_role
    if role is None:
        raise AskError(
            say(
                "Only editors can do that: people with Manage Server. They can also let a role edit with /settings editors."
            )
        )
    held = {str(own.id) for own in interaction.user.roles} if isinstance(interaction.user, discord.Member) else set()
    if role in held:
        return interaction.guild_id
    known = interaction.guild.get_role(int(role)) if interaction.guild else None
    called = say("the role {name}", name=known.name) if known else say("the role set with /settings editors")
    raise AskError(
        say(
            "Only editors can do that: members with {role} and people with Manage Server. Ask one of them for the role.",
            role=called,
        )
    )


async def require_member(interaction: Interaction, server: str) -> None:
    """Raise unless the user is a member of a server that the bot is in. It asks Discord: the bot keeps no list of members.

    Raises:
        AskError: they are not, or the bot is not.
    """
    guild = interaction.client.get_guild(int(server)) if server.isdecimal() and len(server) < 21 else None
    try:
        if guild is not None and await guild.fetch_member(interaction.user.id):
            return
    except discord.NotFound:
        pass
    raise AskError(say("You or I are no longer in the server this is about."))


async def require_editor_of(interaction: Interaction, server: int) -> None:
    """Raise unless the user is an editor of `server`. In a direct message, their roles there are fetched.

    Raises:
        AskError: the user may not edit that server.
    """
    if interaction.guild_id == server:
        await require_editor(interaction)
        return
    guild = interaction.client.get_guild(server) if interaction.guild_id is None else None
    if guild is None:
        raise AskError(say(_ELSEWHERE))
    try:
        member = await guild.fetch_member(interaction.user.id)
    except discord.NotFound as error:
        raise AskError(say("You are no longer in the server this is about.")) from error
    may, role = (
        member.guild_permissions,
        (await cast("DeskClient", interaction.client).desk.servers.get(server)).editors_role,
    )
    if not (may.manage_guild or may.administrator or role in {str(held.id) for held in member.roles}):
        raise AskError(say("Only editors of that server can do that: ask one of them."))
