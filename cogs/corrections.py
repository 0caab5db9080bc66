"""“Wrong?” below answers, and /corrections: members report lines that are wrong, editors correct them and undo corrections."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import OLD, Act
from bot.catalogue import N_, say
from bot.errors import AskError
from bot.model.corrections import WORDLESS, CorrectionState, Mistake
from bot.model.facts import Polarity
from bot.model.library import Libraries
from bot.render import Page
from bot.render.corrections import (
    ON_A_PAGE,
    correction_page,
    corrections_page,
    mistake_words,
    reported_page,
    unused_page,
    which_page,
)
from bot.ui.acts import Done, anyone, choice, line, show_form, whole
from bot.ui.answering import libraries_of
from bot.ui.editors import is_editor, server_of
from bot.ui.replies import change, patiently, show

ELSEWHERE = N_("Lines can be corrected only in a server that I am in: there its editors see what you report.")


class CorrectionsCog(commands.Cog):
    """The command /corrections, and the menu and form behind “Wrong?”."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Register the callbacks of menus, forms and buttons."""
        acts = self.bot.acts
        acts.add("wrong", "article", self._article, anyone)
        acts.add("wrong", "choose", self._choose, anyone)
        acts.add("wrong", "say", self._say, anyone)
        acts.add("wrong", "again", self._again, anyone)
        acts.add("wrong", "plain", self._plain, anyone)
        acts.add("correction", "page", self._page)
        acts.add("correction", "open", self._open)
        acts.add("correction", "apply", self._apply)
        acts.add("correction", "undo", self._undo)
        acts.add("correction", "dismiss", self._dismiss)

    # ---- Wrong? ----

    async def _article(self, interaction: discord.Interaction, done: Done) -> None:
        """Ask which line of an article is wrong."""
        libraries, number = libraries_of(interaction), done.number()
        await self.bot.desk.library.get(libraries, number)  # says so if it is gone
        await show(interaction, which_page(await self.bot.desk.corrections.facts_of(libraries, number)))

    async def _choose(self, interaction: discord.Interaction, done: Done) -> None:
        """Open the form that asks what is wrong in the chosen line."""
        article, _, digest = next(iter(done.chosen), "").partition(".")
        await self._ask(interaction, article, digest)

    async def _again(self, interaction: discord.Interaction, done: Done) -> None:
        """Open the form again, with what was typed into it."""
        await self._ask(interaction, done.text(0), done.text(1), done.text(2))

    async def _ask(self, interaction: discord.Interaction, article: str, digest: str, right: str = "") -> None:
        fact = await self.bot.desk.corrections.fact(_libraries(interaction), whole(article), digest)
        await show_form(
            interaction,
            say("What is wrong?"),
            Act("wrong", "say", (article, digest)),
            choice("mistake", say("In this line"), mistake_words(fact)),
            line(
                "right",
                say("Who, what or when instead"),
                right,
                hint=say("As answers show the name; or a date. Else leave it empty"),
                required=False,
                most=80,
            ),
        )

    async def _say(self, interaction: discord.Interaction, done: Done) -> None:
        """Correct or report the line, as the form says; ask if something was typed that the choice does not need."""
        chosen, typed = next(iter(done.picked.get("mistake", ())), ""), done.typed.get("right", "").strip()
        if typed and chosen.partition(".")[0] in WORDLESS:
            fact = await self.bot.desk.corrections.fact(_libraries(interaction), done.number(0), done.text(1))
            await show(interaction, unused_page(fact, chosen, typed))
        else:
            await self._report(interaction, done, chosen, typed)

    async def _plain(self, interaction: discord.Interaction, done: Done) -> None:
        """Correct or report the line, without what was typed beside."""
        await self._report(interaction, done, done.text(2), "")

    async def _report(self, interaction: discord.Interaction, done: Done, chosen: str, typed: str) -> None:
        article, digest = done.number(0), done.text(1)
        mistake, _, detail = chosen.partition(".")
        names = mistake in {Mistake.SAME, Mistake.ANOTHER}
        side, of = ("", detail) if names else (detail, "")
        if mistake not in set(Mistake) or side not in {"", *Polarity}:
            raise AskError(say(OLD))
        libraries, corrections = _libraries(interaction), self.bot.desk.corrections
        await self.bot.desk.library.begin(libraries.own)
        fact = await corrections.fact(libraries, article, digest)
        fix = await corrections.fix(fact, Mistake(mistake), typed, Polarity(side) if side else None, libraries, of)
        editor = await is_editor(interaction)

        async def made() -> Page:
            reported = await corrections.report(fact, fix, libraries, str(interaction.user.id), editor=editor)
            return reported_page(reported, await corrections.left(reported))

        await patiently(interaction, made(), say("Reading the article again…"))

    # ---- /corrections ----

    @app_commands.command(
        name="corrections", description="What was corrected here, and what members report as wrong: decide, or undo"
    )
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def corrections(self, interaction: discord.Interaction) -> None:
        """List the server's corrections."""
        await show(interaction, await self._listed(interaction, 0))

    async def _page(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._listed(interaction, done.number()))

    async def _listed(self, interaction: discord.Interaction, number: int) -> Page:
        corrections = self.bot.desk.corrections
        found, total = await corrections.listed(server_of(interaction), ON_A_PAGE, number * ON_A_PAGE)
        if total and not found:  # some were deleted since the button was made: the last page there is
            number = (total - 1) // ON_A_PAGE
            found, total = await corrections.listed(server_of(interaction), ON_A_PAGE, number * ON_A_PAGE)
        return corrections_page(found, total, number)

    async def _open(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._opened(interaction, done.choice()))

    async def _opened(self, interaction: discord.Interaction, number: int) -> Page:
        server = server_of(interaction)
        found = await self.bot.desk.corrections.get(server, number)
        library = self.bot.desk.library
        held = await library.get(Libraries(server), found.article) if found.article is not None else None
        left = await self.bot.desk.corrections.left(found)
        return correction_page(found, held.listed if held else None, own=found.library == server, left=left)

    async def _apply(self, interaction: discord.Interaction, done: Done) -> None:
        await self._settle(interaction, done, CorrectionState.APPLIED)

    async def _undo(self, interaction: discord.Interaction, done: Done) -> None:
        await self._settle(interaction, done, CorrectionState.UNDONE)

    async def _dismiss(self, interaction: discord.Interaction, done: Done) -> None:
        await self._settle(interaction, done, CorrectionState.DISMISSED)

    async def _settle(self, interaction: discord.Interaction, done: Done, state: CorrectionState) -> None:
        number = done.number()

        async def settled() -> Page:
            user = str(interaction.user.id)
            await self.bot.desk.corrections.settle(server_of(interaction), number, state, user)
            return await self._opened(interaction, number)

        await patiently(interaction, settled(), say("Reading the article again…"))


def _libraries(interaction: discord.Interaction) -> Libraries:
    """The libraries of a server that the bot is in.

    Raises:
        AskError: the bot is not in it, or this is a direct message.
    """
    if interaction.guild_id is None or interaction.client.get_guild(interaction.guild_id) is None:
        raise AskError(say(ELSEWHERE))
    return libraries_of(interaction)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(CorrectionsCog(bot))
