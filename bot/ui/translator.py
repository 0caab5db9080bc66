"""Gives Discord the names and descriptions of commands in the languages of the catalogue, and answers in the asker's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord.app_commands import TranslationContextLocation as Location
from discord.app_commands import Translator

from bot.catalogue import ENGLISH, language_of, speak, translated

if TYPE_CHECKING:
    import discord
    from discord.app_commands import TranslationContext, locale_str

CONTEXTS = {
    Location.command_name: "command",
    Location.command_description: "description",
    Location.group_name: "command",
    Location.group_description: "description",
    Location.parameter_name: "option",
    Location.parameter_description: "description",
    Location.choice_name: "choice",
}
"""The context in the catalogue of each kind of text: one English word may be a command's name and an option's."""


def speak_to(interaction: discord.Interaction[Any]) -> None:
    """Answer in the language of whoever used a command, button or form: the current task and what it starts."""
    speak(language_of(interaction.locale.value))


class CommandTranslator(Translator):
    """Translates what discord.py sends to Discord when it syncs the commands. What has no translation stays English."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContext[Any, Any]
    ) -> str | None:
        """Returns the text in a locale; None if the catalogue has none."""
        language = language_of(locale.value)
        of = CONTEXTS.get(context.location)
        return translated(language, of, string.message) if of and language != ENGLISH else None
