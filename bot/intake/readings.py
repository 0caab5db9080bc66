"""Caches the readings of drafts, so that each is read only once while it is previewed and filed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.intake.intake import Intake
    from bot.model.article import Article
    from bot.model.facts import Reading

MOST_LETTERS = 1_000_000
"""The most characters of all articles whose readings are kept: the readings take some 25 times as much memory."""


class Readings:
    """The readings of the articles used last. They are lost when the bot ends; the articles are then read again."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._kept: dict[Article, Reading] = {}
        """By what of an article reading looks at; the one used last comes last."""

    async def of(self, article: Article) -> Reading:
        """Returns the reading of an article; reads it if it is new, or if its text, date, outlet or link has changed.

        Raises:
            AskError: reading it takes more time or memory than an article may.
        """
        key = _read_of(article)
        reading = self._kept.pop(key, None) or await self._intake.read(article)
        self._kept[key] = reading
        letters = sum(len(kept.text) for kept in self._kept)
        for kept in list(self._kept)[:-1]:
            if letters <= MOST_LETTERS:
                break
            letters -= len(kept.text)
            self.drop(kept)
        return replace(reading, article=article)

    def drop(self, article: Article) -> None:
        """Drops an article's reading."""
        self._kept.pop(_read_of(article), None)


def _read_of(article: Article) -> Article:
    """An article without what reading doesn't look at: an editor who mends the title of a draft waits for no second reading."""
    return replace(article, id="", title=None, picture=None, credit=None)
