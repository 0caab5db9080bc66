"""Drafts' articles into their readings, each read once while it is looked at, turned through and filed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.intake.intake import Intake
    from bot.model.article import Article
    from bot.model.facts import Reading

MOST_LETTERS = 1_000_000
"""Characters of the articles whose readings are kept together: what was read of them takes some 25 times as much memory."""


class Readings:
    """The readings of the articles that were looked at last. They are lost when the bot ends, and an article is then read again."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._kept: dict[Article, Reading] = {}
        """By the articles, whatever they are called; the one used last is the last."""

    async def of(self, article: Article) -> Reading:
        """Return what is read from an article, which is read if it was not, or has another head than it had then.

        Raises:
            AskError: reading it takes more time or memory than an article may.
        """
        key = replace(article, id="")
        reading = self._kept.pop(key, None) or await self._intake.read(article)
        self._kept[key] = reading
        letters = sum(len(kept.text) for kept in self._kept)
        for kept in list(self._kept)[:-1]:
            if letters <= MOST_LETTERS:
                break
            letters -= len(kept.text)
            self.drop(kept)
        return reading

    def drop(self, article: Article) -> None:
        """Keep an article's reading no longer."""
        self._kept.pop(replace(article, id=""), None)
