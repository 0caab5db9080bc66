"""/settings: the settings of a server, for people who can manage it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.catalogue import N_, say
from bot.errors import AskError
from bot.model.chart import Theme
from bot.ui.editors import server_of
from bot.ui.permissions import missing_in, words_of
from bot.ui.replies import tell

CAN = N_(
    "Editors can use all commands of /article, /feed and /digest, /corrections, /outlets, and the message menu “Add to library”."
)
_NONE = "none"
_PICTURES = {
    Theme.DARK: N_("Answers here come with dark pictures."),
    Theme.LIGHT: N_("Answers here come with light pictures."),
    None: N_("Answers here come without pictures."),
}
WRITING = discord.Permissions(view_channel=True, send_messages=True)
"""The permissions the bot needs in the channel for editor notices."""


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class SettingsCog(
    commands.GroupCog,
    group_name="settings",
    group_description="Who can edit here, where editor notices go, and how answers look",
):
    """Commands for a server's settings. Discord hides them from members who can't manage the server; `bot/ui/tree.py` checks again."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="editors", description="Choose the role that can edit, besides people who can manage the server"
    )
    @app_commands.describe(role="Members with this role can add articles, feeds and digests; leave empty to clear it")
    async def editors(self, interaction: discord.Interaction, role: discord.Role | None = None) -> None:
        """Set or clear the editors' role."""
        server = server_of(interaction)
        if role and role.is_default():
            raise AskError(say("That would make everyone here an editor: choose a role that only editors have."))
        await self.bot.desk.servers.set_editors(server, role.id if role else None)
        told = say("Editors: only people who can manage the server.")
        if role:
            told = say("Editors: members with the role {role} and people who can manage the server.", role=role.name)
        await tell(interaction, told, say(CAN), say("Everyone sees these commands; I refuse others."))

    @app_commands.command(
        name="notices",
        description="Choose a channel for editor notices; without one, I message whoever set up the feed or digest",
    )
    @app_commands.describe(channel="A channel that editors read; leave empty to clear it")
    async def notices(
        self, interaction: discord.Interaction, channel: discord.TextChannel | discord.Thread | None = None
    ) -> None:
        """Set or clear the channel for editor notices."""
        server = server_of(interaction)
        if channel and (lacking := missing_in(channel, WRITING)):
            raise AskError(
                say(
                    "I can't write in #{channel}: give me {permissions} there, then try again.",
                    channel=channel.name,
                    permissions=words_of(lacking),
                )
            )
        await self.bot.desk.servers.set_notices(server, channel.id if channel else None)
        told = say("Notices: by direct message to whoever set up the feed or digest.")
        if channel:
            told = say("Notices: in #{channel}.", channel=channel.name)
        await tell(interaction, told)

    @app_commands.command(name="pictures", description="Choose how answers show pictures: dark, light or not at all")
    @app_commands.describe(
        colours="Dark ones can be read in every theme; light ones suit a server whose members use it"
    )
    @app_commands.choices(
        colours=[
            app_commands.Choice(name="Dark", value=Theme.DARK.value),
            app_commands.Choice(name="Light", value=Theme.LIGHT.value),
            app_commands.Choice(name="No pictures", value=_NONE),
        ]
    )
    async def pictures(self, interaction: discord.Interaction, colours: str) -> None:
        """Set the colours of pictures, or switch them off."""
        theme = None if colours == _NONE else Theme(colours)
        await self.bot.desk.servers.set_pictures(server_of(interaction), theme)
        await tell(interaction, say(_PICTURES[theme]))

    @app_commands.command(name="show", description="Show this server's settings")
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the settings."""
        settings = await self.bot.desk.servers.get(server_of(interaction))
        await tell(
            interaction,
            f"{_editors(interaction.guild, settings.editors_role)} {say(CAN)}",
            _notices(interaction.guild, settings.notice_channel),
            say(_PICTURES[settings.pictures]),
            foot=say(
                "Change these with /settings editors, /settings notices and /settings pictures. What I store about this server: /privacy show."
            ),
        )


def _editors(guild: discord.Guild | None, role: str | None) -> str:
    """Words for who can edit."""
    if role is None:
        return say("Editors: only people who can manage the server.")
    known = guild.get_role(int(role)) if guild else None
    if known is None:
        return say(
            "Editors: only people who can manage the server, because the role that was set is gone; set another with /settings editors."
        )
    return say("Editors: members with the role {role} and people who can manage the server.", role=known.name)


def _notices(guild: discord.Guild | None, channel: str | None) -> str:
    """Words for where editor notices go."""
    if channel is None:
        return say("Notices: by direct message to whoever set up the feed or digest.")
    known = guild.get_channel_or_thread(int(channel)) if guild else None
    if known is None:
        return say(
            "Notices: by direct message, because the channel that was set is gone or hidden from me; set another with /settings notices."
        )
    return say("Notices: in #{channel}.", channel=known.name)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(SettingsCog(bot))
