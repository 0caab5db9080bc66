"""The buttons of editions and of notices about digests: what this is, and going on after a pause."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.app import Attache
from bot.errors import AskError
from bot.model.subscription import Subscription, SubscriptionState
from bot.ui.acts import Done, anyone
from bot.ui.editors import require_editor_of
from bot.ui.telling import tell

GONE = "That digest is gone: it was unsubscribed more than 30 days ago, so it can't be restored."


class DeliveryCog(commands.Cog):
    """What delivery's messages carry buttons for."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Say who answers the buttons."""
        self.bot.acts.add(
            "delivery", "resume", self._resume, anyone
        )  # in a direct message too: looked at with the server in hand
        self.bot.acts.add("edition", "about", self._about, anyone)

    async def _resume(self, interaction: discord.Interaction, done: Done) -> None:
        subscription = await self._subscription(int(done.arguments[0]))
        await require_editor_of(interaction, int(subscription.server))
        if subscription.state is SubscriptionState.ACTIVE:
            await tell(interaction, "This digest is not paused: someone has already resumed it.")
            return
        due = await self.bot.desk.digests.resume(subscription)
        await tell(
            interaction,
            f"Digest resumed. The next one comes at {due:%H:%M} UTC on {due:%-d %B}, with everything added since the last one.",
        )

    async def _about(self, interaction: discord.Interaction, done: Done) -> None:
        """When the digest of this edition comes, and what time this one tells of."""
        edition = await self.bot.desk.digests.marked(done.arguments[0])
        if edition is None:
            raise AskError(GONE)
        subscription = await self._subscription(edition.subscription)
        schedule = subscription.schedule
        about = ", ".join(one.name for one in subscription.about) or "everything"
        await tell(
            interaction,
            f"This digest comes {schedule.every} ({schedule.at // 60:02}:{schedule.at % 60:02}, {schedule.zone}) and is about {about}.",
            f"This one was due on {edition.due_at:%-d %B} at {edition.due_at:%H:%M} UTC and covers articles added since {edition.since:%-d %B %H:%M}.",
        )

    async def _subscription(self, number: int) -> Subscription:
        found = await self.bot.desk.digests.get(number)
        if found is None:
            raise AskError(GONE)
        return found


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(DeliveryCog(bot))
