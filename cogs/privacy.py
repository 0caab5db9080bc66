"""/privacy: what is kept, and away with it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import Act
from bot.render import Button, Weight, lines_page
from bot.ui.acts import Done
from bot.ui.editors import require_manager
from bot.ui.telling import change, show, tell
from bot.wording import counted

DELETE = Act("privacy", "delete")
KEEP = Act("privacy", "keep")


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class PrivacyCog(
    commands.GroupCog,
    group_name="privacy",
    group_description="What is kept of this server and of you, and how to have it deleted",
):
    """What is kept, in words; and all of a server away at once."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Say who answers the buttons."""
        self.bot.acts.add("privacy", "delete", self._delete, require_manager)
        self.bot.acts.add("privacy", "keep", self._keep, require_manager)

    @app_commands.command(name="show", description="What is kept of this server and of you")
    async def show(self, interaction: discord.Interaction) -> None:
        """Say what is kept."""
        lines = ["Of you nothing is kept: no message, no question, no name."]
        if interaction.guild_id is not None:
            articles = await self.bot.desk.servers.kept(interaction.guild_id)
            lines = [
                f"Of this server: its id, what /settings show shows, and {counted(articles, 'article')} of its own with what was read from {'it' if articles == 1 else 'them'}. No other server sees any of it.",
                "Of you: your id beside what you set up or file here (so that you can be told when it fails), nothing else; no message and no question is kept.",
                "When I am removed from the server, all of it is deleted after 30 days; with /privacy delete at once.",
            ]
        await tell(interaction, *lines)

    @app_commands.command(
        name="delete", description="Delete everything that is kept of this server, at once and for good"
    )
    async def delete(self, interaction: discord.Interaction) -> None:
        """Ask whether to delete all of the server's data."""
        await require_manager(interaction)
        articles = await self.bot.desk.servers.kept(interaction.guild_id or 0)
        page = lines_page(
            [
                f"This deletes everything kept of this server, now and for good: its settings, its {counted(articles, 'article')}, feeds and digests. It can't be undone.",
                "Articles that everyone sees are not this server's and stay.",
            ],
            rows=(
                (Button("Delete everything", DELETE.custom_id, weight=Weight.GRAVE), Button("Keep it", KEEP.custom_id)),
            ),
        )
        await show(interaction, page)

    async def _delete(self, interaction: discord.Interaction, _done: Done) -> None:
        there_was = await self.bot.desk.purge(str(interaction.guild_id))
        said = "Everything kept of this server is deleted." if there_was else "Nothing was kept of this server."
        await change(interaction, lines_page([said]))

    async def _keep(self, interaction: discord.Interaction, _done: Done) -> None:
        await change(interaction, lines_page(["Nothing was deleted."]))


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(PrivacyCog(bot))
