"""Tests that an outlet is named after the site it was fetched from, by a name only if the address spells it or is known to be the outlet's."""

from __future__ import annotations

import tomllib

import pytest

from bot.intake.known_outlets import sites_of
from bot.intake.outlets import claimed_outlet, outlet_of, same_site
from bot.knowledge.shipped import DATA

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
    # part of what the page calls itself
    ("https://www.bbc.co.uk/a", "World | BBC News", "BBC News"),
    ("https://www.jpost.com/a", "Middle East - JPost", "JPost"),
    # its address
    ("https://kremlin.ru/a", "kremlin.ru", "kremlin.ru"),
    # a known outlet at a domain of its own that does not spell it, and at one of its editions
    ("https://www.ap.org/a", "The Associated Press", "The Associated Press"),
    ("https://uk.reuters.com/a", "Reuters UK", "Reuters UK"),
    ("https://abcnews.go.com/a", "ABC News", "ABC News"),
    # names that share a word with a known one
    ("https://timesofmalta.com/a", "Times of Malta", "Times of Malta"),
    ("https://undo.example/a", "Undo", "Undo"),
    ("https://apa.at/a", "APA", "APA"),
    ("https://guardianweekly.example/a", "Guardian Weekly", "Guardian Weekly"),
]
NOT_OWN = [
    # an agency's name on another site
    ("https://evil.example/a", "Reuters", "evil.example"),
    ("https://evil.example/a", "The Associated Press", "evil.example"),
    # in a part of the address that anyone can choose
    ("https://reuters.evil.example/a", "Reuters", "evil.example"),
    ("https://evil.example/reuters.com", "Reuters", "evil.example"),
    ("https://evil.blogspot.com/a", "Blogspot", "evil.blogspot.com"),
    ("https://reuters.github.io/a", "Reuters", "reuters.github.io"),
    ("https://bbc.pages.dev/news", "BBC News", "bbc.pages.dev"),
    # with an added word, which anyone can register
    ("https://reuters-news.example/a", "Reuters", "reuters-news.example"),
    ("https://bbc-online.example/a", "BBC", "bbc-online.example"),
    # some of its letters, its initial, its own name next to it
    ("https://reut.example/a", "Reuters", "reut.example"),
    ("https://r.example/a", "Reuters", "r.example"),
    ("https://rnews.example/a", "Reuters News", "rnews.example"),
    ("https://wire.example/a", "Reuters Wire", "wire.example"),
    ("https://news.example/a", "Reuters News", "news.example"),
    ("https://news.example/a", "News", "news.example"),
    # a domain that spells a known outlet's name: anyone can register one
    ("https://reuters.example/a", "Reuters", "reuters.example"),
    ("https://bbc-news.xyz/a", "BBC News", "bbc-news.xyz"),
    ("https://apnews.com.co/a", "AP News", "apnews.com.co"),
    ("https://apnews.com.co/a", "Home | The Associated Press", "apnews.com.co"),
    ("https://foxnews.live/a", "Fox News Live", "foxnews.live"),
    ("https://the-kremlin.example/a", "The Kremlin", "the-kremlin.example"),
    ("https://reuters.co/a", "Reuters.co", "reuters.co"),
    # the name within another, or joined to other letters
    ("https://reuterswire.example/a", "Reuters Wire", "reuterswire.example"),
    ("https://reutersnews24.example/a", "ReutersNews24", "reutersnews24.example"),
    ("https://bbcnews24.example/a", "BBCNews24", "bbcnews24.example"),
    ("https://reuters.example/a", "R E U T E R S", "reuters.example"),
    # another's address before its own, or before dashes
    ("https://www.reuters.com.evil.example/a", "Reuters", "evil.example"),
    ("https://apnews.com.evil.example:8443/a", None, "evil.example:8443"),
    ("https://bbc.co.uk-news.evil.example/a", None, "evil.example"),
    (f"https://{'long-' * 12}name.evil.example/a", None, "evil.example"),
    # letters that look like others, one letter wrong
    ("https://wire.example/a", "Wir\u0435", "wire.example"),
    ("https://r\u0435uters.example/a", "Reuters", "xn--ruters-3of.example"),
    ("https://r\u0435uters.com/a", "r\u0435uters.com", "xn--ruters-3of.com"),
    ("https://reuters.example/a", "\u0280\u1d07\u1d1c\u1d1b\u1d07\u0280\ua731", "reuters.example"),
    ("https://aijazeera.example/a", "AIjazeera", "aijazeera.example"),
    ("https://bloornberg.example/a", "Bloornberg", "bloornberg.example"),
    ("https://vvashingtonpost.example/a", "VVashington Post", "vvashingtonpost.example"),
    ("https://rueters.example/a", "Rueters", "rueters.example"),
    # no name, or a description
    ("https://www.wire.example/a", None, "wire.example"),
    ("https://m.wire.example:8443/a", "", "wire.example:8443"),
    ("https://wire.example/a", "The Wire " * 20, "wire.example"),
    ("http://127.0.0.1:8080/a", "127", "127.0.0.1:8080"),
    # a name of characters that reverse or hide text
    ("https://wire.example/a", "\u202eeriW", "wire.example"),
]


@pytest.mark.parametrize(("url", "name", "outlet"), OWN)
def test_a_sites_own_name_is_its_outlet(url: str, name: str, outlet: str) -> None:
    assert outlet_of(url, [None, name]) == outlet


@pytest.mark.parametrize(("url", "name", "outlet"), NOT_OWN)
def test_anothers_name_is_not(url: str, name: str | None, outlet: str) -> None:
    assert outlet_of(url, [name]) == outlet


CLAIMED = [
    # a known outlet's, as it is stated
    ("https://reuters.example/a", ["Reuters"], "Reuters"),
    ("https://wire.example/a", [None, "World | BBC News"], "BBC News"),
    ("https://r\u0435uters.com/a", ["Reuters"], "Reuters"),
    # none: at its own site, beside a name that belongs to the site, of no known outlet
    ("https://reuters.com/a", ["Reuters"], None),
    ("https://wire.example/a", ["Reuters - The Wire"], None),
    ("https://wire.example/a", ["Harbour Post", None], None),
    # its own address
    ("https://www.reuters.example/a", ["reuters.example"], None),
]


@pytest.mark.parametrize(("url", "names", "claimed"), CLAIMED)
def test_a_known_outlets_name_elsewhere_is_a_claim(url: str, names: list[str | None], claimed: str | None) -> None:
    assert claimed_outlet(url, names) == claimed


def test_every_known_outlet_has_its_names_at_its_own_sites_alone() -> None:
    table = tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))
    for sites, names in (row for section in ("known", "alone", "whole") for row in table[section].items()):
        for name in names.split(", "):
            assert sites_of(name).issuperset(sites.split()), name
            for site in sites.split():
                assert outlet_of(f"https://{site}/a", [name]) == name
                assert same_site(f"https://{site}/", f"https://a.b.{site}/"), f"{site} is no registered domain"
            letters = "".join(filter(str.isalnum, name.casefold()))
            assert outlet_of(f"https://{letters.encode('idna').decode()}.example/a", [name]) != name


def test_one_site_is_one_registered_domain() -> None:
    assert same_site("https://feeds.bbc.co.uk/a", "http://www.bbc.co.uk/b")
    assert not same_site("https://a.co.uk/", "https://b.co.uk/")
    assert not same_site("https://a.blogspot.com/", "https://b.blogspot.com/")
    assert not same_site("http://127.0.0.1/", "http://10.0.0.1/")
