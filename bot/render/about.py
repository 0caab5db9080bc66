"""Makes the page of /about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.notes import Link, Moment, notes_page
from bot.wording import counted, joined, shortened

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.library import Overview
    from bot.render.notes import Note
    from bot.render.pages import Page

_OUTLETS = 8
_CREDITS, _CREDIT = 10, 160


def about_page(found: Overview, latest: datetime | None, version: str, reader: str, invite: str) -> Page:
    """Returns the page of /about: the library's contents, versions, licences, and how to invite the bot."""
    notes: list[Note] = [
        "I read news articles and answer who stands where, what happened and who said what, each line with its sentence. No language model: the same question gets the same answer. English articles only.",
        _articles(found),
        *([("The latest was added ", Moment(latest, "R"), ".")] if latest else []),
        *([_outlets(found)] if found.outlets else []),
        f"Version {version}; reader and knowledge {shortened(reader, 40)}.",
        "Licences: code MIT; syntax model and judge CC BY-SA 4.0; each row of the gazetteer states its own. Articles belong to their outlets: each answer names and links them.",
        *_credits(found),
        ("To add me to another server: ", Link("invite link", invite), "."),
    ]
    return notes_page("Attaché", notes, foot="/privacy show says what I store.")


def _articles(found: Overview) -> str:
    own = f", {counted(found.own, 'of this server alone', 'of this server alone')}" if found.own else ""
    where = "in them" if found.looked_at == found.articles else f"in the newest {found.looked_at:,}"
    return f"Here I answer from {counted(found.articles, 'article')}{own}, with {counted(found.facts, 'fact')} {where}."


def _credits(found: Overview) -> list[str]:
    """Whose texts are here under which licence, a line each."""
    some = [f"Credit: {shortened(credit, _CREDIT)} ({number:,})." for credit, number in found.credits[:_CREDITS]]
    more = len(found.credits) - _CREDITS
    return [*some, *([f"And {more:,} more: /article show has each article’s."] if more > 0 else [])]


def _outlets(found: Overview) -> str:
    some = [f"{shortened(outlet, 40)} ({number:,})" for outlet, number in found.outlets[:_OUTLETS]]
    more = [f"{len(found.outlets) - _OUTLETS} more"] if len(found.outlets) > _OUTLETS else []
    which = "Outlets" if found.looked_at == found.articles else "Recent outlets"
    return f"{which}: {joined([*some, *more])}."
