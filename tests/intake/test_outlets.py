"""Tests that an outlet is named after the site it was fetched from, by a name only if the address spells it."""

from __future__ import annotations

import pytest

from bot.intake.outlets import outlet_of, same_site

OWN = [
    ("https://www.bbc.co.uk/news/a", "BBC News", "BBC News"),
    ("https://www.bbc.com/news/a", "BBC", "BBC"),
    ("https://www.nytimes.com/2025/a", "The New York Times", "The New York Times"),
    ("https://www.theguardian.com/a", "the Guardian", "the Guardian"),
    ("https://www.ft.com/a", "Financial Times", "Financial Times"),
    ("https://www.wsj.com/a", "The Wall Street Journal", "The Wall Street Journal"),
    ("https://apnews.com/a", "AP News", "AP News"),
    ("https://apnews.com/a", "The Associated Press", "The Associated Press"),
    ("https://www.voanews.com/a", "Voice of America", "Voice of America"),
    ("https://www.dw.com/a", "Deutsche Welle", "Deutsche Welle"),
    ("https://www.sueddeutsche.de/a", "Süddeutsche Zeitung", "Süddeutsche Zeitung"),
    ("https://www.lemonde.fr/a", "Le Monde", "Le Monde"),
    ("https://www.latimes.com/a", "L.A. Times", "L.A. Times"),
    ("https://news.sky.com/a", "Sky News", "Sky News"),
    ("https://edition.cnn.com/a", "CNN", "CNN"),
    ("https://www.smh.com.au/a", "The Sydney Morning Herald", "The Sydney Morning Herald"),
    ("https://harbour-post.example/a", "Harbour Post", "Harbour Post"),
    ("https://wire.example/a", "The Wire", "The Wire"),
    ("https://www.xinhuanet.com/a", "Xinhua", "Xinhua"),
    ("https://harbour-news.example/a", "Harbour News", "Harbour News"),
    # a part of what the page calls itself
    ("https://www.bbc.co.uk/a", "World | BBC News", "BBC News"),
    ("https://www.jpost.com/a", "Middle East - JPost", "JPost"),
    # its address
    ("https://kremlin.ru/a", "kremlin.ru", "kremlin.ru"),
]
NOT_OWN = [
    # an agency's name on another's site
    ("https://evil.example/a", "Reuters", "evil.example"),
    ("https://evil.example/a", "The Associated Press", "evil.example"),
    # in a part of the address that anyone can make
    ("https://reuters.evil.example/a", "Reuters", "reuters.evil.example"),
    ("https://evil.example/reuters.com", "Reuters", "evil.example"),
    ("https://evil.blogspot.com/a", "Blogspot", "evil.blogspot.com"),
    ("https://reuters.github.io/a", "Reuters", "reuters.github.io"),
    ("https://bbc.pages.dev/news", "BBC News", "bbc.pages.dev"),
    # with a word joined to it, which anyone can register
    ("https://reuters-news.example/a", "Reuters", "reuters-news.example"),
    ("https://bbc-online.example/a", "BBC", "bbc-online.example"),
    # some of its letters, its initial, its own name beside
    ("https://reut.example/a", "Reuters", "reut.example"),
    ("https://r.example/a", "Reuters", "r.example"),
    ("https://rnews.example/a", "Reuters News", "rnews.example"),
    ("https://wire.example/a", "Reuters Wire", "wire.example"),
    ("https://news.example/a", "Reuters News", "news.example"),
    ("https://news.example/a", "News", "news.example"),
    # letters that look like others
    ("https://wire.example/a", "Wir\u0435", "wire.example"),
    ("https://r\u0435uters.example/a", "Reuters", "xn--ruters-3of.example"),
    # no name, or a description
    ("https://www.wire.example/a", None, "wire.example"),
    ("https://m.wire.example:8443/a", "", "wire.example:8443"),
    ("https://wire.example/a", "The Wire " * 20, "wire.example"),
    ("http://127.0.0.1:8080/a", "127", "127.0.0.1:8080"),
    # a name of signs that turn or hide
    ("https://wire.example/a", "\u202eeriW", "wire.example"),
]


@pytest.mark.parametrize(("url", "name", "outlet"), OWN)
def test_a_sites_own_name_is_its_outlet(url: str, name: str, outlet: str) -> None:
    assert outlet_of(url, [None, name]) == outlet


@pytest.mark.parametrize(("url", "name", "outlet"), NOT_OWN)
def test_anothers_name_is_not(url: str, name: str | None, outlet: str) -> None:
    assert outlet_of(url, [name]) == outlet


def test_one_site_is_one_registered_domain() -> None:
    assert same_site("https://feeds.bbc.co.uk/a", "http://www.bbc.co.uk/b")
    assert not same_site("https://a.co.uk/", "https://b.co.uk/")
    assert not same_site("https://a.blogspot.com/", "https://b.blogspot.com/")
    assert not same_site("http://127.0.0.1/", "http://10.0.0.1/")
