"""A feed's entry into an article: the page behind its link, or what the feed itself gives where the page gives less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import AskError, LaterError
from bot.intake.fetching import PAGES, refusal
from bot.intake.links import checked, origin
from bot.model.article import GUESSED, Dating

if TYPE_CHECKING:
    from bot.intake.feeds import FeedContents, FeedEntry
    from bot.intake.intake import Intake
    from bot.model.article import Candidate

FEWEST_WORDS = 25
"""Of a feed's own text that may stand for the article; less is a headline."""


async def article_of(intake: Intake, entry: FeedEntry, feed: FeedContents) -> Candidate:
    """The article an entry stands for.

    Raises:
        LaterError: so much is being read, of its site or of all, that it has to wait.
        AskError: its page can't be had, and the feed gives too little of it.
    """
    own = len(entry.text.split())
    page, trouble = await _page(intake, entry)
    if page and len(page.article.text.split()) >= own:
        return _completed(page, entry, feed)
    if own >= FEWEST_WORDS:
        try:
            told = await intake.from_text(entry.text)
        except LaterError:
            raise
        except AskError:  # such as a feed that puts everything it ever printed into one entry
            if page:
                return _completed(page, entry, feed)
            raise
        if page:
            head = page.article
            kept = replace(told.article, outlet=head.outlet, url=head.url, picture=head.picture)
            told = replace(told, article=kept)
        return _completed(told, entry, feed)
    if page:
        return _completed(page, entry, feed)
    raise trouble or AskError("The entry has neither a link nor a text.")


async def _page(intake: Intake, entry: FeedEntry) -> tuple[Candidate | None, AskError | None]:
    """The article on the page behind the link, or why there is none."""
    if not entry.link:
        return None, None
    try:
        found = await intake.polite.get(entry.link, PAGES)
        if found.status != 200:
            return None, AskError(refusal(found.status, origin(checked(found.url))))
        return await intake.from_page(found), None
    except LaterError:
        raise  # the page is not worse than the feed's own text; it has to wait
    except AskError as error:
        return None, error


def _completed(found: Candidate, entry: FeedEntry, feed: FeedContents) -> Candidate:
    """With what the feed knows of it: its date goes before one that was read out of the text."""
    article = found.article
    dated = entry.published and found.dating in GUESSED
    article = replace(
        article,
        title=article.title or entry.title,
        outlet=article.outlet or feed.title,
        url=article.url or entry.link,
        published=entry.published if dated else article.published,
        picture=article.picture or entry.picture,
    )
    return replace(found, article=article, dating=Dating.FEED if dated else found.dating)
