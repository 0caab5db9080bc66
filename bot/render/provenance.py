"""Words for where a sentence stands: article, outlet, date with its precision, and the voice it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.wording import date_words, shortened

if TYPE_CHECKING:
    from bot.model.answer import Evidence, Source

_TITLE = 100


def title_words(source: Source) -> str:
    """Returns an article's title, or its first words in quotes."""
    return shortened(source.title, _TITLE) if source.title else f"“{shortened(source.opening, 48)}”"


def source_parts(evidence: Evidence) -> tuple[str, ...]:
    """Returns what follows an article's title: outlet, date and voice."""
    source = evidence.source
    voice = (f"in the words of {evidence.voice.name}",) if evidence.voice else ()
    return (outlets_words(source.outlet, source.more_outlets), dated_words(source.published), *voice)


def dated_words(published: str | None) -> str:
    """Returns when an article was published: "published 23 June 2025"."""
    return f"published {date_words(published)}" if published else "no date given"


def outlets_words(outlet: str | None, more: int = 0) -> str:
    """Returns who published an article: "The Wire", "The Wire and 2 more"."""
    named = shortened(outlet, 60) if outlet else "outlet not named"
    return f"{named} and {more} more" if more else named
