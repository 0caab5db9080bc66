"""The options of /feed: one of the server's feeds, and how often to check it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import discord
from discord import app_commands

from bot.catalogue import say
from bot.errors import AskError
from bot.render import every_words
from bot.ui.choices import MOST, Offered, told_apart
from bot.ui.editors import is_editor
from bot.wording import address_words, shortened

if TYPE_CHECKING:
    from bot.ui.client import DeskClient

_LONGEST = 100
EVERY = [
    app_commands.Choice(name=every_words(minutes), value=minutes)
    for minutes in (15, 30, 60, 180, 360, 720, 1_440, 7 * 1_440)
]


class FeedOption(app_commands.Transformer):
    """An option that picks one of a server's feeds from a list, or by its name or address."""

    @property
    def max_value(self) -> int:
        """The longest text Discord accepts."""
        return _LONGEST

    async def transform(self, interaction: discord.Interaction, value: str, /) -> int:
        """Returns the feed's number.

        Raises:
            AskError: there is no such feed.
        """
        feeds = await cast("DeskClient", interaction.client).desk.feeds.list(str(interaction.guild_id))
        typed = value.casefold().strip()
        chosen = [feed.id for feed in feeds if value == f"={feed.id}"]
        named = [feed.id for feed in feeds if typed in (f"#{feed.number}", feed.name.casefold(), feed.url.casefold())]
        near = [feed.id for feed in feeds if typed and typed in f"{feed.name} {feed.url}".casefold()]
        found = chosen or named or near
        if len(found) == 1:
            return found[0]
        shown = f"“{shortened(value, 60)}”"
        raise AskError(
            say(
                "{n} feeds here are called {name}: choose one from the list that appears as you type.",
                n=len(found),
                name=shown,
            )
            if found
            else say(
                "There is no feed {name} here: choose one from the list that appears as you type, or see /feed list.",
                name=shown,
            )
        )

    async def autocomplete(
        self, interaction: discord.Interaction, value: int | float | str, /
    ) -> list[app_commands.Choice[int | float | str]]:
        """Returns up to 25 feeds whose name or address contains what was typed. For editors only."""
        if not await is_editor(interaction):
            return []
        feeds = await cast("DeskClient", interaction.client).desk.feeds.list(str(interaction.guild_id))
        typed = str(value).casefold()
        choices = told_apart(
            Offered(feed.name, f"={feed.id}", (address_words(feed.url), f"#{feed.number}")) for feed in feeds
        )
        held = (typed in f"#{feed.number} {feed.name} {feed.url}".casefold() for feed in feeds)
        return [choice for choice, there in zip(choices, held, strict=True) if there][:MOST]
