"""Buttons of editions and of notices about digests: explain a digest, or resume it after a pause."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.app import Attache
from bot.catalogue import N_, say
from bot.digests.typed_options import comes_words
from bot.errors import AskError
from bot.model.subscription import Subscription, SubscriptionState
from bot.ui.acts import Done, anyone
from bot.ui.digesting import UNKNOWN, is_sent_here
from bot.ui.editors import require_editor, require_editor_of
from bot.ui.replies import tell
from bot.wording import clock_day

GONE = N_("That digest no longer exists, or you are not an editor of its server.")
"""The same for a digest that does not exist and for another server's: a forged button must reveal nothing."""


class DeliveryCog(commands.Cog):
    """The callbacks of the buttons that delivery puts on its messages."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of the buttons."""
        self.bot.acts.add(
            "delivery", "resume", self._resume, anyone
        )  # also pressed in direct messages: `_resume` checks the user in the digest's own server
        self.bot.acts.add("edition", "about", self._about, anyone)

    async def _resume(self, interaction: discord.Interaction, done: Done) -> None:
        subscription = await self._own(interaction, done.arguments[0] if done.arguments else "")
        if subscription.state is SubscriptionState.ACTIVE:
            await tell(interaction, say("This digest is not paused: someone has already resumed it."))
            return
        due = await self.bot.desk.digests.resume(subscription)
        await tell(
            interaction,
            say(
                "Digest resumed. The next one comes {due} UTC, with everything added since the last one.",
                due=clock_day(due),
            ),
        )

    async def _own(self, interaction: discord.Interaction, number: str) -> Subscription:
        """Returns a digest if the user is an editor of its server.

        Raises:
            AskError: there is none, or the user is no editor here. Neither tells whether such a digest exists.
        """
        if interaction.guild_id is not None:
            await require_editor(interaction)  # before it is looked for: the answer may not depend on it
        found = await self.bot.desk.digests.get(int(number)) if number.isdecimal() and len(number) < 19 else None
        if found is None:
            raise AskError(say(GONE))
        try:
            await require_editor_of(interaction, int(found.server))
        except AskError as error:
            raise AskError(say(GONE)) from error
        return found

    async def _about(self, interaction: discord.Interaction, done: Done) -> None:
        """Say how often the digest comes and which period this edition covers, only in the channel it was sent to."""
        edition = await self.bot.desk.digests.marked(done.arguments[0] if done.arguments else "")
        subscription = await self.bot.desk.digests.get(edition.subscription) if edition else None
        if edition is None or subscription is None or not is_sent_here(interaction, subscription, edition):
            raise AskError(say(UNKNOWN))
        due, since = clock_day(edition.due_at), clock_day(edition.since)
        await tell(
            interaction,
            comes_words(subscription),
            say("This one was due {due} UTC and covers articles added since {since}.", due=due, since=since),
        )


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(DeliveryCog(bot))
