"""Words a refusal for the operator, with the command that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import AskError, Remedy

if TYPE_CHECKING:
    from bot.errors import AttacheError

REMEDIES = {
    Remedy.LIST_ARTICLES: "See attache article list.",
    Remedy.ADD_ARTICLE: "Load the article with attache load.",
    Remedy.REMOVE_ARTICLE: "Remove articles you don't need with attache article remove.",
    Remedy.LIST_FEEDS: "See attache feed list.",
    Remedy.ADD_FEED: "Add the feed to the OPML file that ATTACHE_OPML names.",
    Remedy.REMOVE_FEED: "Remove a feed from the OPML file that ATTACHE_OPML names.",
    Remedy.LIST_CORRECTIONS: "See attache correction list.",
}
"""Digests exist only in Discord, so their remedies have no command here."""


def refusal(error: AttacheError) -> str:
    """Returns the message for an error raised on purpose, with the remedy if it has one."""
    remedy = REMEDIES.get(error.remedy) if isinstance(error, AskError) and error.remedy else None
    return f"{error} {remedy}" if remedy else str(error)
