"""Tests which parts of an entry's article come from the page and which from the feed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from bot.errors import AskError
from bot.feeds.entry_articles import article_of
from bot.intake.feeds import FeedContents, FeedEntry
from bot.intake.outlets import site_of
from bot.model.article import Article, Candidate, Dating

if TYPE_CHECKING:
    from bot.intake.intake import Intake

FEED = "https://wire.example/feed"
OF_PAGE, OF_FEED = "https://cdn.example/page.jpg", "https://cdn.example/feed.jpg"
LONG = "A sentence of ten words which the feed has whole. " * 4


class Site:
    """A page behind every link, or none, with a number of words and perhaps a picture."""

    def __init__(self, words: int | None, picture: str | None) -> None:
        self.words, self.picture = words, picture
        self.polite = self

    async def get(self, link: str, _kinds: object) -> object:
        """The response of the site."""
        return SimpleNamespace(status=200 if self.words is not None else 404, url=link)

    async def from_page(self, found: SimpleNamespace) -> Candidate:
        """The article on the page."""
        return Candidate(
            Article("p", "word " * (self.words or 0), "Page", site_of(found.url), found.url, picture=self.picture),
            Dating.UNKNOWN,
        )

    async def from_text(self, text: str, *, begins_with_title: bool) -> Candidate:
        """The article made of a text."""
        return Candidate(Article("t", text), Dating.UNKNOWN)


PICTURES = [
    # the page's comes before the feed's
    (100, OF_PAGE, OF_FEED, OF_PAGE),
    (100, None, OF_FEED, OF_FEED),
    (100, None, None, None),
    # the feed has more text than the page: its text with the page's details
    (5, OF_PAGE, OF_FEED, OF_PAGE),
    (5, None, OF_FEED, OF_FEED),
    # the page can't be fetched
    (None, None, OF_FEED, OF_FEED),
]


@pytest.mark.parametrize(("words", "of_page", "of_feed", "picture"), PICTURES)
async def test_the_pages_picture_goes_before_the_feeds(
    words: int | None, of_page: str | None, of_feed: str | None, picture: str | None
) -> None:
    entry = FeedEntry("1", "https://wire.example/a", "A", "2025-06-24", LONG, of_feed)
    found = await article_of(
        cast("Intake", Site(words, of_page)), entry, FeedContents("The Wire", None, (entry,), FEED)
    )
    assert found.article.picture == picture


async def test_an_entry_without_a_page_or_a_text_is_no_article() -> None:
    entry = FeedEntry("1", "https://wire.example/a", "A", None, "Too little.", OF_FEED)
    with pytest.raises(AskError):
        await article_of(cast("Intake", Site(None, None)), entry, FeedContents("The Wire", None, (entry,), FEED))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "neither a link nor text"),
        ("No.", "no link, and only 1 word of text"),
        ("Too little of it.", "only 4 words"),
    ],
)
async def test_an_entry_without_a_link_is_told_how_little_text_it_has(text: str, says: str) -> None:
    entry = FeedEntry("1", None, "A", None, text)
    with pytest.raises(AskError, match=says):
        await article_of(cast("Intake", Site(None, None)), entry, FeedContents("The Wire", None, (entry,), FEED))


AGENCY = "https://www.reuters.com/a"
OUTLETS = [
    # the page's words, the feed's from the same site, and the feed's alone
    (100, "https://wire.example/a", FEED, "wire.example", "https://wire.example/a", None),
    (5, "https://news.wire.example/a", FEED, "news.wire.example", "https://news.wire.example/a", None),
    (None, "https://wire.example/a", FEED, "The Wire", "https://wire.example/a", None),
    # a feed may neither put words into another site's page nor claim an origin for its own
    (30, AGENCY, FEED, "reuters.com", AGENCY, None),
    (None, AGENCY, FEED, "The Wire", None, AGENCY),
    (None, AGENCY, "https://evil.example/feed", "evil.example", None, AGENCY),
    (None, None, "https://evil.example/feed", "evil.example", None, None),
]
TITLED = [
    # what a feed with an agency's title at another's address claims, with and without a link
    ("https://reuters.example/a", "https://reuters.example/feed", "https://reuters.example/a", "Reuters"),
    (None, "https://reuters.example/feed", None, "Reuters"),
    ("https://www.reuters.com/a", "https://reuters.example/feed", None, "https://www.reuters.com/a"),
]


@pytest.mark.parametrize(("words", "link", "feed", "outlet", "url", "claimed"), OUTLETS)
async def test_words_are_of_the_site_they_were_fetched_from(
    words: int | None, link: str | None, feed: str, outlet: str, url: str | None, claimed: str | None
) -> None:
    entry = FeedEntry("1", link, "A", "2025-06-24", LONG)
    found = await article_of(cast("Intake", Site(words, None)), entry, FeedContents("The Wire", None, (entry,), feed))
    assert (found.article.outlet, found.article.url, found.claimed) == (outlet, url, claimed)


@pytest.mark.parametrize(("link", "feed", "url", "claimed"), TITLED)
async def test_a_feeds_title_is_a_claim_at_anothers_address(
    link: str | None, feed: str, url: str | None, claimed: str
) -> None:
    entry = FeedEntry("1", link, "A", "2025-06-24", LONG)
    contents = FeedContents("Reuters: World", None, (entry,), feed)
    found = await article_of(cast("Intake", Site(None, None)), entry, contents)
    assert (found.article.outlet, found.article.url, found.claimed) == ("reuters.example", url, claimed)


async def test_a_pages_claim_stays_when_its_feed_tells_more(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(5, None)

    async def from_page(found: SimpleNamespace) -> Candidate:
        return Candidate(Article("p", "word " * 5, "", "wire.example", found.url), Dating.PAGE, claimed="Reuters")

    monkeypatch.setattr(site, "from_page", from_page)
    entry = FeedEntry("1", "https://wire.example/a", "A", "2025-06-24", LONG)
    found = await article_of(cast("Intake", site), entry, FeedContents("The Wire", None, (entry,), FEED))
    assert (found.article.text, found.claimed) == (LONG, "Reuters")


DATES = [
    # the page's own date, however it is known; what the feed says; what is used, and how it is known then
    (Dating.PAGE, "2025-06-20", "2025-06-24", "2025-06-20", Dating.PAGE),
    (Dating.FOUND, "2025-06-20", "2025-06-24", "2025-06-24", Dating.FEED),
    (Dating.UNKNOWN, None, "2025-06-24", "2025-06-24", Dating.FEED),
    (Dating.FOUND, "2025-06-20", None, "2025-06-20", Dating.FOUND),
]


@pytest.mark.parametrize(("dating", "of_page", "of_feed", "taken", "known"), DATES)
async def test_the_feeds_date_goes_before_one_that_was_guessed(
    dating: Dating, of_page: str | None, of_feed: str | None, taken: str, known: Dating, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(100, None)

    async def from_page(found: SimpleNamespace) -> Candidate:
        return Candidate(Article("p", "word " * 100, "", "wire.example", found.url, of_page), dating)

    monkeypatch.setattr(site, "from_page", from_page)
    entry = FeedEntry("1", "https://wire.example/a", "A title", of_feed, "", None)
    found = await article_of(cast("Intake", site), entry, FeedContents("The Wire", None, (entry,), FEED))
    assert (found.article.published, found.dating, found.article.title) == (taken, known, "A title")
