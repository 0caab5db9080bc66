"""Previews an edition as it would be sent now; a new subscription without news gets an example from older articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.catalogue import N_, say
from bot.digests.claiming import edition_of
from bot.digests.composing import contents_of, shown
from bot.edtf import date_bounds
from bot.model.library import Libraries
from bot.model.subscription import Due, EditionOutcome, Kind
from bot.store import editions as ledger
from bot.store.events import keys_now
from bot.store.filed import newest
from bot.store.instants import moment

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.edition import Contents
    from bot.model.filed import FiledArticle
    from bot.model.subscription import Edition, Subscription
    from bot.render import Page
    from bot.store.database import Database

_EXAMPLE_ARTICLES = 20
"""Newest articles of the library that an example is made from."""
_ANY_TIME = timedelta.max
_EXAMPLE = N_(
    "Nothing new to send yet. This example is made from older articles: add news with /feed add or /article add."
)
_EMPTY = N_("There is nothing to show yet: add news with /feed add or /article add.")


async def preview(database: Database, subscription: Subscription, now: datetime) -> Page:
    """Returns the page of an edition as it would be sent now; stores nothing. Its preface says if it is only an example."""
    edition = edition_of(subscription, Due(now, "preview", Kind.NOW), now)
    contents, preface = await contents_of(database, subscription, edition), ""
    if not contents.entries and not await _sent_before(database, subscription):
        older = await example(database, subscription, edition)
        preface = say(_EXAMPLE if older else _EMPTY)
        contents = older or contents
    page, _ = shown(contents, subscription, edition, why=False, preface=preface)
    return page


async def _sent_before(database: Database, subscription: Subscription) -> bool:
    past = await ledger.history(database, subscription.id, 25)
    return any(edition.outcome is EditionOutcome.SENT for edition in past)


async def example(
    database: Database, subscription: Subscription, edition: Edition, within: timedelta = _ANY_TIME
) -> Contents | None:
    """Returns the contents of an edition about the articles published last, however old they are; None if there is nothing to tell.

    It counts no new articles, because it tells nothing new.

    Args:
        database: the articles and facts filed.
        subscription: whose subjects it is about, and in which style.
        edition: gives the day it is made on.
        within: how long before the newest article the others may be published. Where that tells nothing, an earlier article is taken for the newest.
    """
    about = await keys_now(database, subscription.about)
    articles = await newest(database, Libraries(subscription.server), _EXAMPLE_ARTICLES, about)
    while articles:
        last = _published(articles[0])
        some = [article for article in articles if last - _published(article) <= within]
        since = min(moment(article.filed_at) for article in some) - timedelta(seconds=1)
        age = max(0, (since.date() - min(map(_published, some))).days + 1)
        contents = await contents_of(database, replace(subscription, max_age=age), replace(edition, since=since))
        if contents.entries:
            return replace(contents, articles=0, outlets=0, older=())
        articles = articles[len(some) :]
    return None


def _published(article: FiledArticle) -> date:
    """The last day on which an article may have been published; without a date, the day it was added."""
    bounds = date_bounds(article.published)
    return date.fromisoformat(bounds[1]) if bounds else moment(article.filed_at).date()
