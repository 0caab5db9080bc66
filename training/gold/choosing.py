"""Says how much a label on a sentence would teach the shipped judge: most where it is unsure whether the sentence states a stance or event."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.intake.work import reader
from bot.model.article import Article
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from training.gold.corpus import Source

_EVENT = 0.4
"""How much an event counts beside a stance: the judge has read five times as many of them."""


def doubts(source: Source) -> dict[str, float]:
    """Returns the judge's doubt about each sentence of a text for which it weighed a fact: from 0, sure, to 1, about its surest stance."""
    text = clean(source.text)
    reading = reader().read(Article(source.name, text, published=source.published or None))
    found: defaultdict[int, float] = defaultdict(float)
    for facts, weight in ((reading.stances, 1.0), (reading.events, _EVENT)):
        for fact in facts:
            doubt = 1 - abs(2 * fact.licence.confidence - 1)
            found[fact.cue.start] = max(found[fact.cue.start], weight * doubt)
    return {
        text[sentence.span.start : sentence.span.end]: max(
            (doubt for cue, doubt in found.items() if sentence.span.start <= cue < sentence.span.end), default=0.0
        )
        for sentence in reading.sentences
    }
