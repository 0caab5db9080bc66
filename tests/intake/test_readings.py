"""Tests which readings of drafts are kept, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.intake import readings
from bot.intake.readings import Readings
from bot.model.article import Article
from bot.model.facts import Reading

ONE, TWO, THREE = (Article("", letter * 10, published="2025-06-23") for letter in "abc")


class Reads:
    """Notes the first letter of each text that it reads."""

    def __init__(self) -> None:
        self.read_letters = ""

    async def read(self, article: Article) -> Reading:
        self.read_letters += article.text[:1]
        return Reading(article, "test")


@pytest.mark.parametrize(
    ("articles", "read"),
    [
        ([ONE, ONE], "a"),
        # nobody reads its title or picture: an editor who mends these waits for nothing
        ([ONE, replace(ONE, id="7", title="Dawn", picture="https://a.example/b.png", credit="CC0")], "a"),
        ([ONE, replace(ONE, published="2025-06-24")], "aa"),
        ([ONE, replace(ONE, outlet="The Wire")], "aa"),
        ([ONE, replace(ONE, url="https://a.example")], "aa"),
        # of 25 letters two texts are kept, those used last
        ([ONE, TWO, ONE, TWO], "ab"),
        ([ONE, TWO, THREE, TWO, THREE], "abc"),
        ([ONE, TWO, THREE, ONE], "abca"),
        ([ONE, TWO, ONE, THREE, ONE], "abc"),
        ([ONE, TWO, ONE, THREE, TWO], "abcb"),
        # the last one is kept however long it is
        ([replace(ONE, text="d" * 26)] * 2, "d"),
        ([ONE, replace(ONE, text="d" * 26), ONE], "ada"),
    ],
)
async def test_which_articles_are_read_again(
    articles: list[Article], read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST_LETTERS", 25)
    reads: Any = Reads()
    kept = Readings(reads)
    for article in articles:
        assert (await kept.of(article)).article == article
    assert reads.read_letters == read


async def test_a_reading_that_is_dropped_is_made_again() -> None:
    reads: Any = Reads()
    kept = Readings(reads)
    for article in (ONE, TWO):
        await kept.of(article)
    kept.drop(replace(ONE, title="Dawn"))
    kept.drop(THREE)
    for article in (ONE, TWO):
        await kept.of(article)
    assert reads.read_letters == "aba"
