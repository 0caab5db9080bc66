"""Makes the article of a feed's entry: from the page behind its link, or from the feed's own text if the page has less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue.lazy import lazy, lazy_n, stored
from bot.errors import AskError, LaterError
from bot.intake.fetching import PAGES, WALLED, refusal
from bot.intake.links import checked, origin
from bot.intake.outlets import claimed_outlet, outlet_of, same_site
from bot.intake.walls import WallError
from bot.model.article import GUESSED, Dating

if TYPE_CHECKING:
    from bot.intake.feeds import FeedContents, FeedEntry
    from bot.intake.intake import Intake
    from bot.model.article import Candidate

FEWEST_WORDS = 25
"""Fewest words of a feed's own text that may stand for the article; less is a headline."""
FEWEST_OF_A_TEASER = 8
"""Fewest words of a feed's own text that may replace a page with less text, or one behind a wall."""
FEWEST_OF_A_WHOLE = 150
"""Words from which a feed's own text is the whole article, so that we don't wait for a page behind a wall."""


async def article_of(intake: Intake, entry: FeedEntry, feed: FeedContents) -> Candidate:
    """Returns the article of an entry. A feed's own text never replaces the page of another site.

    Raises:
        LaterError: its site, or the bot, is too busy; it has to wait.
        AskError: its page can't be fetched, and the feed has too little of its text.
    """
    own = len(entry.text.split())
    if entry.shares_page and own >= FEWEST_OF_A_TEASER:
        told = _told(await intake.from_text(entry.text, begins_with_title=False), None, entry, feed)
        return _completed(replace(told, shares_page=True), entry)
    page, trouble = await _page(intake, entry)
    if page and (len(page.article.text.split()) >= own or not _of_one_site(page.article.url, feed)):
        return _completed(page, entry)
    if own >= (FEWEST_OF_A_TEASER if page or isinstance(trouble, WallError) else FEWEST_WORDS):
        try:
            told = await intake.from_text(entry.text, begins_with_title=False)
        except LaterError:
            raise
        except AskError:  # for example, a feed that puts everything it ever published into one entry
            if not page:
                raise
        else:
            walled = stored(trouble) if isinstance(trouble, WallError) and own < FEWEST_OF_A_WHOLE else None
            return _completed(_told(replace(told, walled=walled), page, entry, feed), entry)
    if page:
        return _completed(page, entry)
    few = lazy_n(
        "The entry has no link, and only {n} word of text: too few for an article.",
        "The entry has no link, and only {n} words of text: too few for an article.",
        own,
    )
    raise trouble or AskError(few if own else lazy("The entry has neither a link nor text."))


def _told(text: Candidate, page: Candidate | None, entry: FeedEntry, feed: FeedContents) -> Candidate:
    """The feed's own text with the outlet, link and picture of its page. Without a page, the outlet is the feed's site, and a link to another site is only a claim."""
    if page:
        head = page.article
        article = replace(text.article, outlet=head.outlet, url=head.url, picture=head.picture)
        return replace(text, article=article, claimed=page.claimed)
    own = _of_one_site(entry.link, feed)
    article = replace(text.article, outlet=outlet_of(feed.url, [feed.title]), url=entry.link if own else None)
    name = claimed_outlet(feed.url, [feed.title])
    return replace(text, article=article, claimed=name if own else entry.link or name)


def _of_one_site(link: str | None, feed: FeedContents) -> bool:
    try:
        return link is not None and same_site(str(checked(link)), feed.url)
    except AskError:
        return False


async def _page(intake: Intake, entry: FeedEntry) -> tuple[Candidate | None, AskError | None]:
    """Returns the article on the page behind the link, or the reason why there is none."""
    if not entry.link:
        return None, None
    try:
        found = await intake.polite.get(entry.link, PAGES)
        if found.status != 200:
            kind = WallError if found.status in WALLED else AskError
            return None, kind(refusal(found.status, origin(checked(found.url))))
        return await intake.from_page(found), None
    except LaterError:
        raise  # the page may have more than the feed's own text: wait for it
    except AskError as error:
        return None, error


def _completed(found: Candidate, entry: FeedEntry) -> Candidate:
    """Adds what the feed knows: its date takes precedence over one guessed from the text."""
    article = found.article
    dated = entry.published and found.dating in GUESSED
    article = replace(
        article,
        title=article.title or entry.title,
        published=entry.published if dated else article.published,
        picture=article.picture or entry.picture,
    )
    return replace(found, article=article, dating=Dating.FEED if dated else found.dating)
