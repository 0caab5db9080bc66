"""A feed's entry into an article: the page behind its link, or what the feed itself gives where the page gives less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import AskError, LaterError
from bot.intake.fetching import PAGES, refusal
from bot.intake.links import checked, origin
from bot.intake.outlets import outlet_of, same_site
from bot.intake.walls import WallError
from bot.model.article import GUESSED, Dating

if TYPE_CHECKING:
    from bot.intake.feeds import FeedContents, FeedEntry
    from bot.intake.intake import Intake
    from bot.model.article import Candidate

FEWEST_WORDS = 25
"""Of a feed's own text that may stand for the article; less is a headline."""
FEWEST_OF_A_TEASER = 8
"""Of a feed's own text that says more than its page does, or than the wall in its page's place."""
FEWEST_OF_A_WHOLE = 150
"""Of a feed's own text that is the article, so that a page behind a wall is not waited for."""


async def article_of(intake: Intake, entry: FeedEntry, feed: FeedContents) -> Candidate:
    """The article an entry stands for. What another site's page shows is not replaced by what a feed says that it does.

    Raises:
        LaterError: so much is being read, of its site or of all, that it has to wait.
        AskError: its page can't be had, and the feed gives too little of it.
    """
    own = len(entry.text.split())
    if entry.shares_page and own >= FEWEST_OF_A_TEASER:
        told = _told(await intake.from_text(entry.text), None, entry, feed)
        return _completed(replace(told, shares_page=True), entry)
    page, trouble = await _page(intake, entry)
    if page and (len(page.article.text.split()) >= own or not _of_one_site(page.article.url, feed)):
        return _completed(page, entry)
    if own >= (FEWEST_OF_A_TEASER if page or isinstance(trouble, WallError) else FEWEST_WORDS):
        try:
            told = await intake.from_text(entry.text)
        except LaterError:
            raise
        except AskError:  # such as a feed that puts everything it ever printed into one entry
            if not page:
                raise
        else:
            walled = str(trouble) if isinstance(trouble, WallError) and own < FEWEST_OF_A_WHOLE else None
            return _completed(_told(replace(told, walled=walled), page, entry, feed), entry)
    if page:
        return _completed(page, entry)
    raise trouble or AskError("The entry has neither a link nor text.")


def _told(text: Candidate, page: Candidate | None, entry: FeedEntry, feed: FeedContents) -> Candidate:
    """The feed's own text, with the head of its page; without one it is the feed's site's, and a link to another site is a claim."""
    if page:
        head = page.article
        return replace(text, article=replace(text.article, outlet=head.outlet, url=head.url, picture=head.picture))
    own = _of_one_site(entry.link, feed)
    article = replace(text.article, outlet=outlet_of(feed.url, [feed.title]), url=entry.link if own else None)
    return replace(text, article=article, claimed=None if own else entry.link)


def _of_one_site(link: str | None, feed: FeedContents) -> bool:
    try:
        return link is not None and same_site(str(checked(link)), feed.url)
    except AskError:
        return False


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


def _completed(found: Candidate, entry: FeedEntry) -> Candidate:
    """With what the feed knows of it: its date goes before one that was read out of the text."""
    article = found.article
    dated = entry.published and found.dating in GUESSED
    article = replace(
        article,
        title=article.title or entry.title,
        published=entry.published if dated else article.published,
        picture=article.picture or entry.picture,
    )
    return replace(found, article=article, dating=Dating.FEED if dated else found.dating)
