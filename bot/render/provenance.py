"""Words for where a sentence stands: article, outlet, date with its precision, and the voice it is in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.catalogue import say, say_as
from bot.model.edition import Receipt, SentencePlace
from bot.wording import date_words, named, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import Evidence, Source
    from bot.model.article import Span

_TITLE = 100
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def receipt_of(evidence: Iterable[Evidence]) -> Receipt:
    """Returns where sentences stand, each once, with the confidence of the fact that was first read from it."""
    places: dict[tuple[int, Span], float] = {}
    for each in evidence:
        places.setdefault((each.source.article, each.at), each.confidence)
    return Receipt(tuple(SentencePlace(*place, confidence) for place, confidence in places.items()))


def title_words(source: Source) -> str:
    """Returns an article's title, or its first words in quotes."""
    return shortened(source.title, _TITLE) if source.title else f"“{shortened(source.opening, 48)}”"


def source_parts(evidence: Evidence) -> tuple[str, ...]:
    """Returns what follows an article's title: outlet, date and voice."""
    source = evidence.source
    voice = (say("in the words of {name}", name=named(evidence.voice.name)),) if evidence.voice else ()
    return (outlets_words(source.outlet, source.more_outlets), dated_words(source.published), *voice)


def dated_words(published: str | None) -> str:
    """Returns when an article was published: "published 23 June 2025"."""
    if published is None:
        return say("no date given")
    if _DAY.fullmatch(published):
        return say_as("a day", "published {day}", day=date_words(published))
    return say("published {day}", day=date_words(published))


def outlets_words(outlet: str | None, more: int = 0) -> str:
    """Returns who published an article: "The Wire", "The Wire and 2 more"."""
    first = shortened(outlet, 60) if outlet else say("outlet not named")
    return say("{outlet} and {n} more", outlet=first, n=more) if more else first
