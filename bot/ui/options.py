"""A slash command option that names a subject, as typed words or a chosen id, with autocomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import discord
from discord import app_commands

from bot.asking import OPTIONS
from bot.asking.reasons import note_words
from bot.catalogue import say_n
from bot.model.query import CHOSEN, Request
from bot.ui.answering import libraries_of
from bot.ui.choices import MOST, Offered, told_apart
from bot.wording import named

if TYPE_CHECKING:
    from bot.ui.client import DeskClient

SINCE = "First day, e.g. 2025-06-23, June 2025, two weeks ago"
UNTIL = "Last day, e.g. 2025-06-30, June 2025, yesterday"
Day = app_commands.Range[str, 1, 40]
"""A day or a period as typed."""
LONGEST = 100
"""Longest text of an option, in characters: names are shorter, and a button's id has to carry them."""


def asked(command: str, **options: str | None) -> Request:
    """Returns the request of a command with the options that were filled in."""
    return Request(command, tuple((option, value) for option, value in options.items() if value))


class SubjectOption(app_commands.Transformer):
    """An option that takes an actor, event or issue by name, completed from what the user may see."""

    def __init__(self, command: str, option: str) -> None:
        self._command, self._option = command, option

    @property
    def max_value(self) -> int:
        """The longest text Discord accepts."""
        return LONGEST

    async def transform(self, _interaction: discord.Interaction, value: str, /) -> str:
        """Returns the words as typed: names are resolved later, with the whole request."""
        return value

    async def autocomplete(
        self, interaction: discord.Interaction, value: int | float | str, /
    ) -> list[app_commands.Choice[int | float | str]]:
        """Returns up to 25 names, those that have an answer first; each choice carries an id, so that a chosen name needs no resolving."""
        client = cast("DeskClient", interaction.client)
        request = Request(self._command)
        for option in OPTIONS[self._command]:
            if filled := getattr(interaction.namespace, option, None):
                request = request.put(option, str(filled)[:LONGEST])
        request = request.put(self._option, str(value)[:LONGEST])
        matches = await client.desk.offered(request, self._option, libraries_of(interaction))
        return told_apart(
            Offered(
                f"{named(match.name)} · {note_words(match.note)}" if match.note else named(match.name),
                f"{CHOSEN}{match.id}",
                (say_n("{n} fact", "{n} facts", match.facts),),
            )
            for match in matches[:MOST]
        )


async def actor_choices(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[int | float | str]]:
    """Returns choices that complete the last actor to compare and keep the others, first those with a stance on the subject."""
    client = cast("DeskClient", interaction.client)
    request = Request("compare", (("actors", typed[:LONGEST]),))
    for option in ("on", "since", "until"):
        if filled := getattr(interaction.namespace, option, None):
            request = request.put(option, str(filled)[:LONGEST])
    found = await client.desk.several(request, "actors", libraries_of(interaction))
    return told_apart([Offered(shown, value) for shown, value in found if len(value) <= LONGEST][:MOST])


async def outlet_choices(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[int | float | str]]:
    """Returns the outlets of late articles that have what was typed, with words of the search if there are any so far."""
    client = cast("DeskClient", interaction.client)
    request = Request("search", (("outlet", typed[:LONGEST]),))
    for option in ("words", "since", "until"):
        if filled := getattr(interaction.namespace, option, None):
            request = request.put(option, str(filled)[:LONGEST])
    found = await client.desk.outlets(request, libraries_of(interaction))
    return told_apart(Offered(name, name) for name in found[:MOST])
