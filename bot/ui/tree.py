"""Checks who may use a command, for all commands in one place, before it is run or its options are read.

Discord lists the editors' commands for everyone: which role may edit is set with `/settings editors`, and Discord does
not know it. So their descriptions begin with whose they are.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.catalogue import ENGLISH, language_of, say, speaking
from bot.errors import AskError
from bot.intake.fair_turns import work_for
from bot.ui import acknowledging, journal
from bot.ui.editors import require_editor, require_manager
from bot.ui.translator import CommandTranslator, speak_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

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


def for_whom(command: app_commands.Command[Any, ..., Any], description: str) -> str:
    """Returns a command's description, with those who may use it before it if not everyone may who sees it."""
    top = command.root_parent or command
    check = check_of(command) if top.default_permissions is None else None
    if check is require_editor:
        return say("Editors · {what}", what=description)
    return say("Managers · {what}", what=description) if check is require_manager else description


class DescriptionTranslator(CommandTranslator):
    """Translates the commands, and says in the descriptions whose they are."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Returns the text in a locale; None if the catalogue has none."""
        text = await super().translate(string, locale, context)
        if text is None or not isinstance(context.data, app_commands.Command):
            return text
        if context.location is not app_commands.TranslationContextLocation.command_description:
            return text
        with speaking(language_of(locale.value)):
            return for_whom(context.data, text)


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

    @contextmanager
    def as_listed(self) -> Iterator[None]:
        """Inside the block, descriptions say whose the commands are, as Discord lists them; elsewhere they are as the catalogue knows them."""
        own = [(one, one.description) for one in self.walk_commands() if isinstance(one, app_commands.Command)]
        try:
            with speaking(ENGLISH):
                for command, description in own:
                    command.description = for_whom(command, description)
            yield
        finally:
            for command, description in own:
                command.description = description

    async def sync(self, *, guild: discord.abc.Snowflake | None = None) -> list[app_commands.AppCommand]:
        """Sends Discord all commands, each with whose it is in its description."""
        with self.as_listed():
            return await super().sync(guild=guild)

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
