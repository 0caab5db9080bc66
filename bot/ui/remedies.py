"""Turns a refusal into the sentence a member reads, with the slash command that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Remedy

if TYPE_CHECKING:
    from bot.errors import AskError

REMEDIES = {
    Remedy.LIST_ARTICLES: "See /article list.",
    Remedy.ADD_ARTICLE: "Add the article with /article add.",
    Remedy.REMOVE_ARTICLE: "Remove articles you don't need with /article remove.",
    Remedy.LIST_FEEDS: "See /feed list.",
    Remedy.ADD_FEED: "Add the feed with /feed add.",
    Remedy.REMOVE_FEED: "Remove one first with /feed remove.",
    Remedy.LIST_DIGESTS: "Choose one from the list, or see /digest list.",
    Remedy.SUBSCRIBE: "Set one up with /digest subscribe.",
    Remedy.UNSUBSCRIBE: "Remove one first with /digest unsubscribe.",
    Remedy.LIST_CORRECTIONS: "See /corrections.",
}


def refusal(error: AskError) -> str:
    """Returns what to say about a refusal."""
    return f"{error} {REMEDIES[error.remedy]}" if error.remedy else str(error)
