"""Tests which outlets are known as satirical."""

from __future__ import annotations

import pytest

from bot.knowledge.satire import satirical_outlets
from bot.model.article import Article


@pytest.mark.parametrize(
    ("outlet", "url", "satirical"),
    [
        ("The Onion", None, True),
        ("the onion ", None, True),
        ("Onion", None, True),
        ("Le Gorafi", None, True),
        # A name that only contains one is another outlet.
        ("The Onion Growers' Gazette", None, False),
        ("Wikinews", "https://en.wikinews.org/wiki/The_Onion", False),
        (None, "https://theonion.com/a", True),
        (None, "https://www.TheOnion.com:443/a", True),
        (None, "https://politics.theonion.com./a", True),
        (None, "https://nottheonion.com/a", False),
        (None, "https://theonion.com.evil.test/a", False),
        (None, "https://[broken/a", False),
        (None, None, False),
        ("", "", False),
    ],
)
def test_satirical_outlets(outlet: str | None, url: str | None, satirical: bool) -> None:
    assert satirical_outlets().have(Article("a", "", outlet=outlet, url=url)) == satirical
