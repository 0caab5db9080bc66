"""/privacy: show what is stored, and delete it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import Act
from bot.catalogue import say, say_n
from bot.render import Button, Weight, lines_page
from bot.ui.acts import Done
from bot.ui.editors import require_manager
from bot.ui.replies import change, show, tell

DELETE = Act("privacy", "delete")
KEEP = Act("privacy", "keep")


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class PrivacyCog(
    commands.GroupCog,
    group_name="privacy",
    group_description="What I store about this server and about you, and how to delete it",
):
    """Commands that show what is stored and delete all of a server's data."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of the buttons."""
        self.bot.acts.add("privacy", "delete", self._delete, require_manager)
        self.bot.acts.add("privacy", "keep", self._keep, require_manager)

    @app_commands.command(name="show", description="Show what I store about this server and about you")
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what is stored about the server and the user."""
        lines = [say("I store nothing about you: no messages, no questions, no name.")]
        if interaction.guild_id is not None:
            articles = await self.bot.desk.servers.kept(interaction.guild_id)
            lines = [
                say_n(
                    "About this server: its ID, its settings (see /settings show), its feeds and digests, and {n} article of its own with the facts read from it. No other server can see any of this.",
                    "About this server: its ID, its settings (see /settings show), its feeds and digests, and {n} articles of its own with the facts read from them. No other server can see any of this.",
                    articles,
                ),
                say(
                    "About you: only your user ID, stored with what you set up, added, or said is wrong. I keep no messages or questions."
                ),
                say(
                    "If I am removed from the server, all of this is deleted after 30 days. /privacy delete deletes it at once."
                ),
            ]
        await tell(interaction, *lines)

    @app_commands.command(
        name="delete", description="Delete everything I store about this server, at once and for good"
    )
    async def delete(self, interaction: discord.Interaction) -> None:
        """Ask to confirm the deletion of all of the server's data."""
        articles = await self.bot.desk.servers.kept(interaction.guild_id or 0)
        page = lines_page(
            [
                say_n(
                    "This permanently deletes everything I store about this server: its settings, its {n} article, feeds and digests. You can't undo this.",
                    "This permanently deletes everything I store about this server: its settings, its {n} articles, feeds and digests. You can't undo this.",
                    articles,
                ),
                say("Shared articles don't belong to this server and are kept."),
            ],
            rows=(
                (
                    Button(say("Delete everything"), DELETE.custom_id, weight=Weight.GRAVE),
                    Button(say("Keep it"), KEEP.custom_id),
                ),
            ),
        )
        await show(interaction, page)

    async def _delete(self, interaction: discord.Interaction, _done: Done) -> None:
        there_was = await self.bot.desk.purge(str(interaction.guild_id))
        said = say("I stored nothing about this server.")
        if there_was:
            said = say("Deleted everything I stored about this server.")
        await change(interaction, lines_page([said]))

    async def _keep(self, interaction: discord.Interaction, _done: Done) -> None:
        await change(interaction, lines_page([say("Nothing was deleted.")]))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(PrivacyCog(bot))
