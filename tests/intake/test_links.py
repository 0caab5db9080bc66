from __future__ import annotations

import pytest
from yarl import URL

from bot.intake.links import checked, origin, same_page


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        (" https://Example.org/a ", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=abc", "https://example.org/a?id=7"),
        ("https://example.org/a?UTM_Campaign=x", "https://example.org/a"),
        ("https://example.org/a#comments", "https://example.org/a"),
        # kept: on some sites these say which article is meant
        ("https://example.org/a?cid=5&source=wire&page=2", "https://example.org/a?cid=5&source=wire&page=2"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ],
)
def test_a_link_is_asked_for_without_what_follows_its_reader(link: str, asked: str) -> None:
    assert str(checked(link)) == asked


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.example.org/a/", "https://example.org/a?utm_medium=rss", True),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1", True),
        ("https://example.org/a?b=1", "https://example.org/a?b=2", False),
        ("https://example.org/a", "https://example.com/a", False),
        ("https://example.org:8443/a", "https://example.org/a", False),
        ("no link", " no link ", True),
    ],
)
def test_links_of_one_page_have_one_key(one: str, other: str, same: bool) -> None:
    assert (same_page(one) == same_page(other)) is same


def test_a_site_is_its_host_and_an_odd_port() -> None:
    assert origin(URL("https://example.org/a")) == "example.org"
    assert origin(URL("http://example.org:8801/a")) == "example.org:8801"
