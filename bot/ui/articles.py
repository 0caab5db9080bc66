"""Articles in commands and forms: the option that picks one, the form fields for its details, and the draft behind a button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import app_commands

from bot.asking import OLD, edtf
from bot.asking.receipts import decode_receipt
from bot.catalogue import N_, language, say
from bot.catalogue.lazy import lazy, restored, stored
from bot.digests.composing import frame_in
from bot.errors import AskError
from bot.intake.links import checked
from bot.model.article import Dating
from bot.model.library import EVERYONE
from bot.model.query import CHOSEN
from bot.render import listed_label
from bot.render.notes import sentences_page
from bot.ui.acts import line, paragraph
from bot.ui.answering import libraries_of
from bot.ui.choices import MOST, Offered, told_apart
from bot.ui.options import LONGEST
from bot.wording import address_words, joined, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from discord import ui

    from bot.library.library import Library
    from bot.model.article import Article, Candidate
    from bot.model.library import Draft, Listed
    from bot.render import Page
    from bot.ui.acts import Done
    from bot.ui.client import DeskClient

    Interaction = discord.Interaction[Any]

_NAMED = 3
"""Matching articles named in a refusal."""
_AMEND = N_("{trouble} Press Edit to change it.")
"""How a note on a detail of a form ends."""


class ArticleOption(app_commands.Transformer):
    """An option that picks an article by words from its title, outlet or date, with autocomplete.

    Args:
        own: offer only the server's own articles.
    """

    def __init__(self, *, own: bool = False) -> None:
        self._own = own

    @property
    def max_value(self) -> int:
        """The longest text Discord accepts."""
        return LONGEST

    async def transform(self, interaction: discord.Interaction, value: str, /) -> int:
        """Returns the article's number: the chosen one, or the only one with these words."""
        number = value.removeprefix(CHOSEN)
        if value.startswith(CHOSEN) and number.isdecimal() and len(number) < 19:
            return int(number)
        found = await self._found(interaction, value)
        if len(found) == 1:
            return found[0].id
        shown = f"“{shortened(value, 60)}”"
        if not found:
            raise AskError(
                say("No article here has {words} in its title, outlet or date: see /article list.", words=shown)
            )
        few = _choices((shortened(article.title or article.opening, 60), article) for article in found[:_NAMED])
        named = joined([f"“{offered.name}”" for offered in few], "or")
        raise AskError(
            say(
                "{words} matches several articles, such as {titles}: choose one from the list that appears as you type.",
                words=shown,
                titles=named,
            )
        )

    async def autocomplete(
        self, interaction: discord.Interaction, value: int | float | str, /
    ) -> list[app_commands.Choice[int | float | str]]:
        """Returns up to 25 articles, last filed first; each choice carries the article's number."""
        found = await self._found(interaction, str(value))
        return _choices((listed_label(article, LONGEST), article) for article in found[:MOST])

    async def _found(self, interaction: Interaction, words: str) -> list[Listed]:
        desk = cast("DeskClient", interaction.client).desk
        return await desk.library.offer(libraries_of(interaction), words[:LONGEST], own=self._own)


def _choices(labelled: Iterable[tuple[str, Listed]]) -> list[app_commands.Choice[int | float | str]]:
    """Choices of articles by label. Equal labels are told apart by links, or else by numbers."""
    return told_apart(
        Offered(
            label,
            f"{CHOSEN}{article.id}",
            (
                address_words(article.url or ""),
                f"#{article.number}{' of everyone’s' if article.library == EVERYONE else ''}",
            ),
        )
        for label, article in labelled
    )


async def draft_of(interaction: Interaction, done: Done) -> Draft:
    """Returns the user's draft that a button or form refers to.

    Raises:
        AskError: the draft no longer exists.
    """
    desk = cast("DeskClient", interaction.client).desk
    return await desk.library.kept(done.number(), str(interaction.guild_id), str(interaction.user.id))


async def unfiled_sentences(library: Library, article: Article, done: Done) -> Page:
    """Returns the page with the sentences behind the line that was chosen from an article that is not filed.

    Raises:
        AskError: the menu is from an older version, or reading the article exceeds the time or memory limit.
    """
    receipt = decode_receipt(next(iter(done.chosen), ""))
    found = await library.sentences(article, receipt)
    if not found:
        raise AskError(say(OLD))
    return sentences_page(found, 0, frame_in(language()))


def head_fields(article: Article) -> tuple[ui.Label[Any], ...]:
    """Form fields to edit an article's title, outlet, date and link."""
    return (
        line("title", say("Title"), article.title or "", required=False, most=300),
        line("outlet", say("Outlet"), article.outlet or "", hint=say("Who published it"), required=False, most=100),
        line(
            "date",
            say("Published"),
            article.published or "",
            hint=say("2025-06-23, June 2025 or 2025"),
            required=False,
            most=40,
        ),
        line("link", say("Link"), article.url or "", required=False, most=2_000),
    )


def text_fields() -> tuple[ui.Label[Any], ...]:
    """Form fields for pasted text and its title, outlet, date and link."""
    return (
        paragraph("text", say("Text"), hint=say("At most 4,000 characters: attach longer text as a .txt file")),
        line("title", say("Title"), required=False, most=300),
        line("outlet", say("Outlet"), hint=say("Who published it"), required=False, most=100),
        line("date", say("Published"), hint=say("2025-06-23, June 2025 or 2025"), required=False, most=40),
        line("link", say("Link"), required=False, most=2_000),
    )


def with_head(candidate: Candidate, typed: Mapping[str, str], now: datetime) -> Candidate:
    """Returns the candidate with the details the user typed. A changed date counts as given by the user.

    Raises:
        AskError: the date or the link can't be read.
    """
    article = candidate.article
    words = typed.get("date", "").strip()
    published = article.published if words == (article.published or "") else edtf(words, now) if words else None
    mended = replace(
        article,
        title=" ".join(typed.get("title", "").split()) or None,
        outlet=" ".join(typed.get("outlet", "").split()) or None,
        url=str(checked(link)) if (link := typed.get("link", "").strip()) else None,
        published=published,
    )
    dating = candidate.dating if published == article.published else Dating.GIVEN if published else Dating.UNKNOWN
    return replace(candidate, article=mended, dating=dating)


def from_form(candidate: Candidate, typed: Mapping[str, str], now: datetime) -> Candidate:
    """Returns pasted text with the details typed beside it; what is left empty is as the text says. A date or link that can't be read is noted and left out.

    Discord has closed the form by then: a refusal would lose the text.
    """
    article, notes = candidate.article, list(candidate.notes)
    own = {"title": article.title, "outlet": article.outlet, "date": article.published, "link": article.url}
    readable = {name: typed.get(name, "").strip() or found or "" for name, found in own.items()}
    for name in ("date", "link"):
        try:
            with_head(candidate, {name: readable[name]}, now)
        except AskError as trouble:
            readable[name] = own[name] or ""
            notes.append(stored(lazy(_AMEND, trouble=trouble)))
    return replace(with_head(candidate, readable, now), notes=tuple(notes))


def amended(draft: Draft) -> Draft:
    """Returns the draft without the notes about what could not be read in its form."""
    return replace(draft, notes=tuple(note for note in draft.notes if restored(note).message != _AMEND))
