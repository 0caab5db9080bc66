"""Checks who may use a command, for all commands in one place, before it is run or its options are read.

Discord shows the editors' commands to everyone: which role may edit is set with `/settings editors`, and Discord does
not know it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.errors import AskError
from bot.intake.turns import work_for
from bot.ui import acknowledging, journal
from bot.ui.editors import require_editor, require_manager
from bot.ui.translator import speak_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    Interaction = discord.Interaction[Any]
    AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu

log = logging.getLogger(__name__)

WHO: dict[str, Callable[[Interaction], Awaitable[object]]] = {
    "Add to library": require_editor,
    "article add": require_editor,
    "article remove": require_editor,
    "article reread": require_editor,
    "corrections": require_editor,
    "outlets": require_editor,
    "digest": require_editor,
    "feed": require_editor,
    "settings": require_manager,
    "privacy delete": require_manager,
}
"""Who may use a command, by the command's or its group's name. Everyone may use what is not listed."""


def check_of(command: AnyCommand) -> Callable[[Interaction], Awaitable[object]] | None:
    """Returns the check of a command, which raises AskError if the user may not use it; None if everyone may."""
    name = command.qualified_name
    return WHO.get(name) or WHO.get(name.split()[0])


async def _may_complete(interaction: Interaction, command: app_commands.Command[Any, ..., Any]) -> bool:
    """True if the command suggests values for the option being typed. Else it is answered with none, as an old client may ask for what has gone."""
    names = {parameter.display_name for parameter in command.parameters if parameter.autocomplete}
    data: dict[str, Any] = dict(interaction.data or {})
    if _focused(data.get("options") or []) in names:
        return True
    log.debug("suggestions asked for an option of /%s that has none", command.qualified_name)
    await interaction.response.autocomplete([])
    return False


def _focused(options: Sequence[Any]) -> str | None:
    """The name of the option being typed, in the command or its sub-command."""
    for option in options:
        if option.get("focused"):
            return str(option["name"])
        if inner := _focused(option.get("options") or []):
            return inner
    return None


class CheckedTree(app_commands.CommandTree[Any]):
    """The slash commands and menus. Each runs only for those who may use it."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Raise if the user may not use the command, or the bot is being stopped. Suggestions while typing are checked by the options themselves.

        Raises:
            CheckFailure: caused by the AskError that says who may, or when to try again.
        """
        speak_to(interaction)
        work_for(str(interaction.guild_id or interaction.user.id))
        journal.begin(interaction)
        command = interaction.command
        if isinstance(command, app_commands.Command) and interaction.type is discord.InteractionType.autocomplete:
            return await _may_complete(interaction, command)
        if command and interaction.type is discord.InteractionType.application_command:
            try:
                self.client.under_way.add(interaction)
                acknowledging.begin(interaction)
                if check := check_of(command):
                    await check(interaction)
            except AskError as error:
                raise app_commands.CheckFailure(str(error)) from error
        return True
