"""Leaves out what a digest must not tell: facts and articles with muted words, names, outlets or topics."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.model.edition import Verdict
from bot.render.topics import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.digests.decisions import Decisions
    from bot.model.filed import FiledArticle, FiledFacts


def unmuted(filed: FiledFacts, muted: Sequence[str], decisions: Decisions) -> FiledFacts:
    """Returns the facts without the muted ones. Records a verdict on each that is left out.

    A muted item leaves out the articles of an outlet or topic of that name and those with these words in their title, and
    facts that have them in their words or whose participants are called so; in capitals or not.
    """
    if not muted:
        return filed
    hush = _Hush(muted)
    articles = {}
    for number, article in filed.articles.items():
        if item := hush.article(article):
            decisions.add(number, article.title or say("an article without a title"), Verdict.MUTED, item)
        else:
            articles[number] = article

    def told(article: int, what: str, words: Iterable[str], actors: Iterable[str]) -> bool:
        if article not in articles:
            return False
        names = (filed.actors[actor].name for actor in actors if actor in filed.actors)
        item = next(filter(None, map(hush.words, (*words, *names))), None)
        if item:
            decisions.add(article, what, Verdict.MUTED, item)
        return item is None

    return replace(
        filed,
        articles=articles,
        events=tuple(
            event
            for event in filed.events
            if told(event.article, event.label, (event.label, event.sentence), (*event.agents, *event.recipients))
        ),
        stances=tuple(
            stance
            for stance in filed.stances
            if told(stance.article, stance.target_name, (stance.target_name,), (stance.holder, *stance.agents))
        ),
        quotations=tuple(
            said for said in filed.quotations if told(said.article, said.content, (said.content,), (said.source,))
        ),
    )


class _Hush:
    """Finds muted items in texts."""

    def __init__(self, muted: Sequence[str]) -> None:
        self._items = {" ".join(item.casefold().split()): item for item in muted}
        longest_first = sorted(self._items, key=len, reverse=True)
        self._words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def article(self, article: FiledArticle) -> str | None:
        """Returns the muted item that is the name of an article's outlet or topic, or whose words are in its title."""
        names = (article.outlet, NAMES[article.topic] if article.topic else "")
        named = (self._items.get(" ".join(name.casefold().split())) for name in names)
        return next(filter(None, named), None) or self.words(article.title or "")

    def words(self, text: str) -> str | None:
        """Returns the first muted item whose words are in a text, as whole words."""
        found = self._words.search(" ".join(text.casefold().split()))
        return self._items[found[0]] if found else None
