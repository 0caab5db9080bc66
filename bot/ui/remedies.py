"""Turns a refusal into the sentence a member reads, with the slash command that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import N_, say
from bot.errors import Remedy

if TYPE_CHECKING:
    from bot.errors import AskError

REMEDIES = {
    Remedy.LIST_ARTICLES: N_("See /article list."),
    Remedy.ADD_ARTICLE: N_("Add the article with /article add."),
    Remedy.REMOVE_ARTICLE: N_("Remove articles you don't need with /article remove."),
    Remedy.LIST_FEEDS: N_("See /feed list."),
    Remedy.ADD_FEED: N_("Add the feed with /feed add."),
    Remedy.REMOVE_FEED: N_("Remove one first with /feed remove."),
    Remedy.LIST_DIGESTS: N_("Choose one from the list, or see /digest list."),
    Remedy.SUBSCRIBE: N_("Set one up with /digest subscribe."),
    Remedy.UNSUBSCRIBE: N_("Remove one first with /digest unsubscribe."),
    Remedy.LIST_CORRECTIONS: N_("See /corrections."),
}


def refusal(error: AskError) -> str:
    """Returns what to say about a refusal."""
    return f"{error} {say(REMEDIES[error.remedy])}" if error.remedy else str(error)
