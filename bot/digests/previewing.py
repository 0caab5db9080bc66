"""Previews an edition as it would be sent now; a new subscription without news gets an example from older articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.digests.claiming import edition_of
from bot.digests.composing import contents_of, shown
from bot.model.library import Libraries
from bot.model.subscription import Due, EditionOutcome, Kind
from bot.store import editions as ledger
from bot.store.filed import newest
from bot.store.instants import moment

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.edition import Contents
    from bot.model.subscription import Edition, Subscription
    from bot.render import Page
    from bot.store.database import Database

_EXAMPLE_ARTICLES = 20
"""Newest articles of the library that an example is made from."""
_ANY_AGE = 3_650
_ADD = "add news with /feed add or /article add."
_EXAMPLE = f"Nothing new to send yet. This example is made from older articles: {_ADD}"
_EMPTY = f"There is nothing to show yet: {_ADD}"


async def preview(database: Database, subscription: Subscription, now: datetime) -> Page:
    """Returns the page of an edition as it would be sent now; stores nothing. Its preface says if it is only an example."""
    edition = edition_of(subscription, Due(now, "preview", Kind.NOW), now)
    contents, preface = await contents_of(database, subscription, edition), ""
    if not contents.entries and not await _sent_before(database, subscription):
        older = await example(database, subscription, edition)
        preface = _EXAMPLE if older and older.entries else _EMPTY
        contents = older if older and older.entries else contents
    page, _ = shown(contents, subscription, edition, why=False, preface=preface)
    return page


async def _sent_before(database: Database, subscription: Subscription) -> bool:
    past = await ledger.history(database, subscription.id, 25)
    return any(edition.outcome is EditionOutcome.SENT for edition in past)


async def example(database: Database, subscription: Subscription, edition: Edition) -> Contents | None:
    """Returns the contents of an edition about the library's newest articles, however old they are; None if there are none.

    It counts no new articles, because it tells nothing new.
    """
    articles = await newest(database, Libraries(subscription.server), _EXAMPLE_ARTICLES)
    if not articles:
        return None
    first = min(moment(article.filed_at) for article in articles)
    reaching = replace(edition, since=first - timedelta(seconds=1))
    contents = await contents_of(database, replace(subscription, max_age=_ANY_AGE), reaching)
    return replace(contents, articles=0, outlets=0)
