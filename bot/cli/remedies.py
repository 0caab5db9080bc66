"""A refusal into the sentences an operator reads, with the command that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import AskError, Remedy

if TYPE_CHECKING:
    from bot.errors import AttacheError

REMEDIES = {
    Remedy.LIST_ARTICLES: "attache article list shows which there are.",
    Remedy.ADD_ARTICLE: "Load the article with attache load.",
    Remedy.REMOVE_ARTICLE: "Remove what is not needed with attache article remove.",
    Remedy.LIST_FEEDS: "attache feed list shows which there are.",
    Remedy.ADD_FEED: "Add the feed to the list that ATTACHE_OPML names.",
    Remedy.REMOVE_FEED: "Take one out of the list that ATTACHE_OPML names.",
}
"""Digests are Discord's alone: what helps with them has no command here."""


def refusal(error: AttacheError) -> str:
    """What to say of a refusal, or of another error raised on purpose."""
    remedy = REMEDIES.get(error.remedy) if isinstance(error, AskError) and error.remedy else None
    return f"{error} {remedy}" if remedy else str(error)
