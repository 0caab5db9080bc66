"""Tests which feed is behind the page of a profile, by its address or by what stands on the page."""

from __future__ import annotations

import pytest
from yarl import URL

from bot.feeds.profiles import feed_of_address, feed_of_page, without_feeds

CHANNEL = "UCupvZG-5ko_eiXAupbDfxWw"
FEEDS = "https://www.youtube.com/feeds/videos.xml"


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{FEEDS}?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos", f"{FEEDS}?channel_id={CHANNEL}"),
        ("https://youtube.com/user/CNN", f"{FEEDS}?user=CNN"),
        ("https://www.youtube.com/playlist?list=PL12", f"{FEEDS}?playlist_id=PL12"),
        # a name says no id: it stands on the page
        ("https://www.youtube.com/@CNN", None),
        ("https://www.youtube.com/playlist", None),
        ("https://www.youtube.com/watch?v=x", None),
        # another site of the same ending
        (f"https://notyoutube.com/channel/{CHANNEL}", None),
    ],
)
def test_an_address_may_name_the_channel(address: str, feed: str | None) -> None:
    assert feed_of_address(URL(address)) == feed


@pytest.mark.parametrize(
    ("address", "body", "feed"),
    [
        ("https://www.youtube.com/@CNN", f'..."externalId":"{CHANNEL}",...', f"{FEEDS}?channel_id={CHANNEL}"),
        ("https://www.youtube.com/@CNN", "<p>Before you continue</p>", None),
        ("https://mastodon.social/@Gargron", "", "https://mastodon.social/@Gargron.rss"),
        ("https://mastodon.social/@Gargron/?page=2", "", "https://mastodon.social/@Gargron.rss"),
        # one post of theirs, and a page that is nobody's
        ("https://mastodon.social/@Gargron/1234", "", None),
        ("https://paper.example/news", f'"channelId":"{CHANNEL}"', None),
    ],
)
def test_a_page_may_have_the_channel_or_a_feed_beside_it(address: str, body: str, feed: str | None) -> None:
    assert feed_of_page(URL(address), body.encode()) == feed


@pytest.mark.parametrize(
    ("address", "none"),
    [
        ("https://t.me/s/durov", True),
        ("https://t.me/durov/45", True),
        ("https://www.telegram.me/durov", True),
        # another site whose name ends alike
        ("https://about.me/durov", False),
        ("https://nott.me/s/durov", False),
    ],
)
def test_telegram_has_no_feeds(address: str, none: bool) -> None:
    assert without_feeds(URL(address)) is none
