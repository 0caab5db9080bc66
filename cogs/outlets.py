"""/outlets: what editors call the outlets of the articles here."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.catalogue import N_, say
from bot.errors import AskError
from bot.library.outlet_labels import LONGEST, NONE
from bot.model.outlets import LABELS, PARTISAN, SATIRE, STATE_OWNED, TRUSTED
from bot.ui.digesting import Choices, choices
from bot.ui.editors import is_editor, server_of
from bot.ui.replies import tell

_MEANING = {
    TRUSTED: N_("trusted: ranks higher in digests"),
    PARTISAN: N_("partisan: what only such outlets tell ranks lower in digests"),
    STATE_OWNED: N_("state-owned: only shown"),
    SATIRE: N_("satire: hidden from answers and digests here"),
    NONE: N_("no label"),
}
_SHOWN = 40
"""Labels listed in a message."""
Words = app_commands.Range[str, 1, 60]


class OutletsCog(commands.Cog):
    """The command /outlets."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    @app_commands.command(
        name="outlets",
        description="Say what you call an outlet here, such as trusted, state-owned or satire; or list it all",
    )
    @app_commands.describe(
        outlet="An outlet of articles here; leave empty for a list",
        label="trusted, partisan, state-owned, satire or your own words; none removes it",
    )
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def outlets(
        self, interaction: discord.Interaction, outlet: Words | None = None, label: Words | None = None
    ) -> None:
        """Label an outlet, or list the labels."""
        server, labels = server_of(interaction), self.bot.desk.labels
        if outlet is None and label is not None:
            raise AskError(say("Say which outlet the label is for, with outlet:."))
        if outlet is None or label is None:
            await self._list(interaction, await labels.of(server))
            return
        name, now = await labels.label(server, outlet, label, str(interaction.user.id))
        if now is None:
            await tell(interaction, say("{outlet} has no label here.", outlet=name))
            return
        told = say("{outlet} is shown as “{label}” here.", outlet=name, label=now)
        await tell(interaction, told, *([_effect(now)] if now in LABELS else []))

    @outlets.autocomplete("outlet")
    async def _outlet_choices(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Offer the outlets with the typed letters; none to who may not edit."""
        if not await is_editor(interaction):
            return []
        names = await self.bot.desk.labels.offered(server_of(interaction), typed)
        return choices([(name, name) for name in names])

    @outlets.autocomplete("label")
    async def _label_choices(self, _interaction: discord.Interaction, typed: str) -> Choices:
        """Offer the words typed so far, and the labels that have them."""
        own = typed.strip()[:LONGEST]
        known = [(say(_MEANING[label]), label) for label in (*LABELS, NONE) if own.casefold() in label]
        return choices([*([(own, own)] if own and own.casefold() not in (*LABELS, NONE) else []), *known])

    async def _list(self, interaction: discord.Interaction, labels: dict[str, str]) -> None:
        lines = [f"{outlet}: {label}" for outlet, label in list(labels.items())[:_SHOWN]]
        if len(labels) > _SHOWN:
            lines.append(say("… and {n} more", n=len(labels) - _SHOWN))
        foot = " · ".join(say(_MEANING[label]) for label in LABELS)
        await tell(interaction, *(lines or [say("No outlet has a label here yet.")]), foot=foot)


def _effect(label: str) -> str:
    return f"{say(_MEANING[label])}."


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(OutletsCog(bot))
