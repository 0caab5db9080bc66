"""/follow and /following: members follow actors, events and issues, and read what is new about them in direct messages."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.catalogue import language_of, say
from bot.digests.following import followed, nothing_yet, unfollow
from bot.digests.typed_options import DigestOptions
from bot.errors import AskError
from bot.model.subscription import Every, Subscription
from bot.render import lines_page
from bot.ui.acknowledging import think
from bot.ui.acts import Done, anyone
from bot.ui.digesting import about_choices, zone_choices
from bot.ui.following import NOTHING, following_page, welcome_page
from bot.ui.replies import change, show, tell
from bot.ui.views import view_of

Interaction = discord.Interaction[Any]
How = Literal["daily", "weekdays", "weekly", "at once"]
Words = app_commands.Range[str, 1, 100]


class FollowCog(commands.Cog):
    """The commands /follow and /following, for every member of a server."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of buttons and menus: each is about what the one who presses it follows."""
        self.bot.acts.add("follow", "drop", self._drop, anyone)
        self.bot.acts.add("follow", "resume", self._resume, anyone)
        self.bot.acts.add("follow", "stop", self._stop, anyone)

    @app_commands.command(
        name="follow",
        description="Follow actors, events or issues: what is new about them comes to your direct messages",
    )
    @app_commands.describe(
        about="Actors, events and issues, separated by commas, e.g. Iran, the oil embargo",
        how="daily, weekly ..., or at once: a change of stance, or an event that two outlets report",
        at="Time of day, e.g. 08:00 or 8:30 pm; default: 09:00",
        zone="Time zone: a city, country or offset; default: UTC",
        quiet="Hours without messages, e.g. 22:00-07:00; 'none' turns them off",
    )
    @app_commands.autocomplete(about=about_choices, zone=zone_choices)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def follow(
        self,
        interaction: Interaction,
        about: Words,
        *,
        how: How | None = None,
        at: Words | None = None,
        zone: Words | None = None,
        quiet: Words | None = None,
    ) -> None:
        """Follow something, in addition to what is followed already."""
        if interaction.guild is None:
            raise AskError(say("This works only in a server."))
        await think(interaction)
        digests, editor = self.bot.desk.digests, self.bot.desk.editor
        server, user = str(interaction.guild.id), str(interaction.user.id)
        await self.bot.desk.library.begin(server)
        messages = await interaction.user.create_dm()
        before = await digests.of_follower(server, user)
        every = Every.AS_IT_HAPPENS if how == "at once" else how
        typed = DigestOptions(every=every, about=about, at=at, zone=zone, quiet=quiet)
        fresh = nothing_yet(editor, server, str(messages.id), user, language_of(interaction.locale.value))
        wanted = await followed(editor, before or fresh, typed)
        if before is None:
            await _greet(messages, wanted, interaction.guild.name)
        now = await (digests.edit(before, wanted) if before else digests.subscribe(wanted))
        await show(interaction, following_page(now))

    @app_commands.command(name="following", description="What you follow here: stop, resume or change it")
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def following(self, interaction: Interaction) -> None:
        """Show what the user follows."""
        found = await self.bot.desk.digests.of_follower(str(interaction.guild_id), interaction.user.id)
        if found is None:
            await tell(interaction, say(NOTHING))
        else:
            await show(interaction, following_page(found))

    async def _drop(self, interaction: Interaction, done: Done) -> None:
        """Stop following the chosen subject."""
        found = await self._own(interaction, str(interaction.guild_id))
        left = await unfollow(self.bot.desk.digests, found, next(iter(done.chosen), "") or None)
        await change(interaction, following_page(left) if left else lines_page([say(NOTHING)]))

    async def _resume(self, interaction: Interaction, _done: Done) -> None:
        """Send again, if the user accepts direct messages now."""
        found = await self._own(interaction, str(interaction.guild_id))
        await _greet(await interaction.user.create_dm(), found, interaction.guild.name if interaction.guild else "")
        await self.bot.desk.digests.resume(found)
        await change(interaction, following_page(await self._own(interaction, found.server)))

    async def _stop(self, interaction: Interaction, done: Done) -> None:
        """Stop following everything in the server that the button names."""
        found = await self._own(interaction, next(iter(done.arguments), ""))
        await unfollow(self.bot.desk.digests, found)
        await change(
            interaction, lines_page([say("You follow nothing there any more: I send you no more messages about it.")])
        )

    async def _own(self, interaction: Interaction, server: str) -> Subscription:
        """What the user follows in a server.

        Raises:
            AskError: nothing.
        """
        found = await self.bot.desk.digests.of_follower(server, interaction.user.id)
        if found is None:
            raise AskError(say(NOTHING))
        return found


async def _greet(messages: discord.DMChannel, wanted: Subscription, server: str) -> None:
    """Send the first direct message, which shows whether messages arrive.

    Raises:
        AskError: the user accepts none.
    """
    try:
        await messages.send(view=view_of(welcome_page(wanted, server)))
    except discord.Forbidden as error:
        raise AskError(
            say(
                "I can't send you direct messages: allow them in this server's privacy settings, then try again. Nothing was changed."
            )
        ) from error


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(FollowCog(bot))
