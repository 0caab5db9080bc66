"""/article and the message menu: add, view and remove the articles of a server's library."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import PurePath

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Attache
from bot.asking import OLD, Act
from bot.catalogue import say
from bot.errors import AskError
from bot.intake.files import KINDS
from bot.library.library import title_of
from bot.model.article import Candidate, Dating
from bot.model.library import Draft
from bot.render import (
    ON_A_LIST,
    Page,
    article_page,
    filed_page,
    lines_page,
    links_page,
    listing_page,
    preview_page,
    removed_page,
    reread_page,
)
from bot.ui.acts import Done, anyone, show_form
from bot.ui.answering import libraries_of
from bot.ui.articles import (
    ArticleOption,
    amended,
    draft_of,
    from_form,
    head_fields,
    text_fields,
    unfiled_sentences,
    with_head,
)
from bot.ui.editors import is_editor
from bot.ui.messages import contents, links_of, source_of, words_of
from bot.ui.replies import change, patiently, show

LONG_TEXT = 200
"""Shortest text, in characters, that counts as an article in a message without a link."""


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class ArticlesCog(
    commands.GroupCog,
    group_name="article",
    group_description="The articles that answers are based on: add, view, remove",
):
    """Commands for articles: editors change a server's own, and everyone can view shared ones."""

    def __init__(self, bot: Attache) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(name="Add to library", callback=self._add_message)
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True)
        self._menu.allowed_installs = app_commands.AppInstallationType(guild=True)

    async def cog_load(self) -> None:
        """Register the callbacks of buttons and forms, and add the message menu."""
        acts = self.bot.acts
        acts.add("article", "text", self._text)
        acts.add("article", "linked", self._linked)
        acts.add("article", "file", self._file)
        acts.add("article", "edit", self._edit)
        acts.add("article", "preview", self._turn_preview)
        acts.add("article", "sentences", self._sentences)
        acts.add("article", "mend", self._mend)
        acts.add("article", "discard", self._discard)
        acts.add("article", "remove", self._remove)
        acts.add("article", "restore", self._restore)
        acts.add("article", "reread", self._reread)
        acts.add("article", "page", self._page, anyone)
        acts.add("article", "show", self._show, anyone)
        acts.add("article", "open", self._open, anyone)
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Remove the message menu."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    # ---- Adding ----

    @app_commands.command(
        name="add",
        description="Add an article by link or file; leave both empty to paste text. You see a preview first",
    )
    @app_commands.describe(link="Link to the article", file="A .txt, .md, .html or .pdf file")
    async def add(
        self,
        interaction: discord.Interaction,
        link: app_commands.Range[str, 1, 2000] | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Fetch or read an article and show its preview."""
        if link and file:
            raise AskError(say("Give a link or a file, not both: each would be a separate article."))
        if link:
            await self._bring(interaction, self.bot.desk.intake.from_link(link), say("Fetching the page…"))
        elif file:
            await self._bring(interaction, self._attached(file), say("Opening {file}…", file=file.filename))
        else:
            await show_form(interaction, say("Add an article"), Act("article", "text"), *text_fields())

    async def _add_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Preview the article that a message links to, attaches or contains. With several links, ask which one."""
        said = source_of(message)
        links = links_of(said)
        files = [file for file in said.attachments if PurePath(file.filename).suffix.lower() in KINDS]
        if len(links) > 1:
            await show(interaction, links_page(links))
        elif links:
            await self._bring(interaction, self.bot.desk.intake.from_link(links[0]), say("Fetching the page…"))
        elif len(files) == 1:
            await self._bring(interaction, self._attached(files[0]), say("Opening {file}…", file=files[0].filename))
        elif files:
            raise AskError(say("That message has several files: add them one by one with /article add."))
        elif len(words := words_of(said)) >= LONG_TEXT:
            await self._bring(interaction, self.bot.desk.intake.from_text(words), say("Reading the message…"))
        else:
            raise AskError(
                say(
                    "I found no article in that message: it needs a link, a file or at least {n} characters of text.",
                    n=LONG_TEXT,
                )
            )

    async def _linked(self, interaction: discord.Interaction, done: Done) -> None:
        """Preview the link chosen from a message's links. The list stays, so that the others can be added too."""
        links = links_of(interaction.message) if interaction.message else ()
        place = done.choice()
        if place >= len(links):
            raise AskError(say(OLD))
        await self._bring(
            interaction, self.bot.desk.intake.from_link(links[place]), say("Fetching the page…"), apart=True
        )

    async def _text(self, interaction: discord.Interaction, done: Done) -> None:
        """Preview the text typed into the form."""

        async def typed() -> Candidate:
            found = await self.bot.desk.intake.from_text(done.typed.get("text", ""))
            return from_form(found, done.typed, self.bot.desk.clock())

        await self._bring(interaction, typed(), say("Reading the text…"))

    async def _attached(self, file: discord.Attachment) -> Candidate:
        return await self.bot.desk.intake.from_file(file.filename, await contents(file))

    async def _bring(
        self, interaction: discord.Interaction, candidate: Awaitable[Candidate], saying: str, *, apart: bool = False
    ) -> None:
        """Save the candidate as a draft and show its preview to the user."""
        server, user = str(interaction.guild_id), str(interaction.user.id)

        async def made() -> Page:
            fetching = asyncio.ensure_future(candidate)
            try:
                await self.bot.desk.library.begin(server)
            except BaseException:
                fetching.cancel()
                raise
            found = await fetching
            await self.bot.desk.library.has_room(server, len(found.article.text))
            return await self._preview(await self.bot.desk.library.draft(found, server, user))

        await patiently(interaction, made(), saying, apart=apart)

    async def _preview(self, draft: Draft, number: int = 0) -> Page:
        found = await self.bot.desk.library.preview(draft)
        return preview_page(
            found.draft,
            found.told,
            found.sections,
            number,
            can_be_filed=found.can_be_filed,
            came_to=found.came_to,
        )

    async def _turn_preview(self, interaction: discord.Interaction, done: Done) -> None:
        draft = await draft_of(interaction, done)
        await patiently(interaction, self._preview(draft, done.number(1)), say("Reading…"))

    async def _sentences(self, interaction: discord.Interaction, done: Done) -> None:
        """Show the sentences behind a line of a preview, which stays."""
        draft = await draft_of(interaction, done)
        making = unfiled_sentences(self.bot.desk.library, draft.article, done)
        await patiently(interaction, making, say("Reading…"), apart=True)

    async def _file(self, interaction: discord.Interaction, done: Done) -> None:
        draft = await draft_of(interaction, done)

        async def filed() -> Page:
            filing, held = await self.bot.desk.library.file(draft)
            return filed_page(filing, held, title_of(draft.article))

        await patiently(interaction, filed(), say("Adding…"))

    async def _edit(self, interaction: discord.Interaction, done: Done) -> None:
        draft = await draft_of(interaction, done)
        await show_form(
            interaction,
            say("Edit the article's details"),
            Act("article", "mend", done.arguments),
            *head_fields(draft.article),
        )

    async def _mend(self, interaction: discord.Interaction, done: Done) -> None:
        draft = await draft_of(interaction, done)
        mended = with_head(
            Candidate(draft.article, Dating(draft.origin.dating or Dating.UNKNOWN)), done.typed, self.bot.desk.clock()
        )
        kept = await self.bot.desk.library.mend(amended(draft), mended.article, mended.dating)
        await patiently(interaction, self._preview(kept), say("Reading…"))

    async def _discard(self, interaction: discord.Interaction, done: Done) -> None:
        draft = await draft_of(interaction, done)
        await self.bot.desk.library.discard(draft)
        await change(
            interaction, lines_page([say("Discarded: “{title}”. Nothing was added.", title=title_of(draft.article))])
        )

    # ---- Viewing ----

    @app_commands.command(
        name="list", description="List the articles that answers here are based on, latest added first"
    )
    @app_commands.describe(words="Only articles with these words in the title, first lines, outlet or date")
    async def list_(
        self, interaction: discord.Interaction, words: app_commands.Range[str, 1, 60] | None = None
    ) -> None:
        """List the articles the user may see."""
        await show(interaction, await self._listing(interaction, words or "", 0))

    async def _page(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._listing(interaction, done.text(2), done.number(0)))

    async def _listing(self, interaction: discord.Interaction, words: str, number: int) -> Page:
        libraries = libraries_of(interaction)
        found, total = await self.bot.desk.library.look(libraries, words, ON_A_LIST, number * ON_A_LIST)
        if total and not found:  # articles were removed since the button was made: the last page there is
            number = (total - 1) // ON_A_LIST
            found, total = await self.bot.desk.library.look(libraries, words, ON_A_LIST, number * ON_A_LIST)
        return listing_page(found, total, number, words)

    @app_commands.command(
        name="show", description="Show an article: the facts read from it, its outlets, and how it changed"
    )
    @app_commands.describe(article="Words from its title, its outlet or its date")
    async def show(
        self, interaction: discord.Interaction, article: app_commands.Transform[int, ArticleOption()]
    ) -> None:
        """Show an article."""
        await show(interaction, await self._shown(interaction, article, 0))

    async def _show(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._shown(interaction, done.number(0), done.number(1)))

    async def _open(self, interaction: discord.Interaction, done: Done) -> None:
        """Show the article chosen from an answer's menu, to the user alone: the answer stays."""
        await show(interaction, await self._shown(interaction, done.choice(), 0))

    async def _shown(self, interaction: discord.Interaction, article: int, number: int) -> Page:
        found = await self.bot.desk.library.show(libraries_of(interaction), article)
        own = found.held.listed.library == str(interaction.guild_id)
        return article_page(found.held, found.sections, number, may_change=own and await is_editor(interaction))

    # ---- Removing and rereading ----

    @app_commands.command(
        name="remove",
        description="Remove one of this server's own articles from all answers; you can undo this for a day",
    )
    @app_commands.describe(article="Words from its title, its outlet or its date")
    async def remove(
        self, interaction: discord.Interaction, article: app_commands.Transform[int, ArticleOption(own=True)]
    ) -> None:
        """Remove an article."""
        await show(interaction, await self._removed(interaction.guild_id, article))

    async def _remove(self, interaction: discord.Interaction, done: Done) -> None:
        await change(interaction, await self._removed(interaction.guild_id, done.number()))

    async def _removed(self, server: int | None, article: int) -> Page:
        found = await self.bot.desk.library.remove(str(server), article)
        return removed_page(title_of(found.article), article)

    async def _restore(self, interaction: discord.Interaction, done: Done) -> None:
        await self.bot.desk.library.restore(str(interaction.guild_id), done.number())
        await change(interaction, await self._shown(interaction, done.number(), 0))

    @app_commands.command(
        name="reread",
        description="Fetch one of this server's own articles again and update its facts; the old text is kept",
    )
    @app_commands.describe(article="Words from its title, its outlet or its date")
    async def reread(
        self, interaction: discord.Interaction, article: app_commands.Transform[int, ArticleOption(own=True)]
    ) -> None:
        """Read an article again."""
        await patiently(interaction, self._read_again(interaction, article), say("Reading it again…"))

    async def _reread(self, interaction: discord.Interaction, done: Done) -> None:
        await patiently(interaction, self._read_again(interaction, done.number()), say("Reading it again…"))

    async def _read_again(self, interaction: discord.Interaction, article: int) -> Page:
        found = await self.bot.desk.library.reread(str(interaction.guild_id), article)
        changed = (len(found.changed.new), len(found.changed.gone)) if found.changed else None
        return reread_page(found.held, found.before, changed, found.unreached)


async def setup(bot: Attache) -> None:
    """Load the cog."""
    await bot.add_cog(ArticlesCog(bot))
