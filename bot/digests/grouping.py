"""Groups reports of the same event, from one or several articles, into stories. In doubt they stay apart."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.edtf import date_bounds, point
from bot.model.edition import Mark, Part
from bot.model.facts import MUTUAL, EventType, Mode
from bot.store.similarity import in_common

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.digests.memory import Memory
    from bot.model.filed import FiledArticle, FiledEvent, FiledFacts

_WORDS = re.compile(r"[^\W\d_]{4,}|\d+")
_NEAR_DAYS = 3
"""Days that the articles of two undated reports of one event may be apart."""
OPENING = 4
"""Sentences at the top of an article (heading and dateline included) that carry its news; the rest is detail."""
_NOBODY: frozenset[str] = frozenset()
_BOTH_SIDES, _ONE_SIDE = 0.3, 0.5
"""Share of the shorter sentence's words that two sentences must have in common: if both sides are known, and if only one is."""


@lru_cache(8_192)
def words_of(text: str) -> frozenset[str]:
    """Returns the distinctive words of a text: those of four letters or more, and numbers."""
    return frozenset(_WORDS.findall(text.casefold()))


def outlets_of(articles: Iterable[FiledArticle]) -> tuple[str, ...]:
    """Returns the outlets of articles without repeats; unnamed ones are skipped."""
    return tuple({article.outlet: None for article in articles if article.outlet})


@dataclass
class Story:
    """One event: its reports in the order they were filed. Add all reports before using any property, because some are cached."""

    tellings: list[FiledEvent] = field(default_factory=list)
    articles: dict[int, FiledArticle] = field(default_factory=dict)

    @property
    def first(self) -> FiledEvent:
        """The first report, to which the others were matched."""
        return self.tellings[0]

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinctive words of the first report's sentence."""
        return words_of(self.first.sentence)

    @property
    def best(self) -> FiledEvent:
        """The report to show. Prefers events that happened over planned ones, then the article's opening, then higher confidence."""
        return self.tellings[0] if len(self.tellings) == 1 else self._best

    @cached_property
    def _best(self) -> FiledEvent:
        return min(
            self.tellings,
            key=lambda event: (
                event.mode != Mode.ACTUAL,
                event.place_in_text >= OPENING,
                -self.of_its_title(event),
                -event.confidence,
                event.id,
            ),
        )

    def of_its_title(self, event: FiledEvent) -> float:
        """Returns the overlap between a report's words and its article's title, from 0 to 1."""
        title = self.articles[event.article].title
        return in_common(words_of(title), words_of(event.label)) if title else 0.0

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it."""
        return outlets_of(self.articles.values())

    def mark(self, part: Part) -> Mark:
        """Returns the mark by which later editions recognise the event."""
        event = self.first
        kind = event.key if event.named else str(event.type)
        who, whom = _sides(event)
        return Mark(
            part,
            kind,
            tuple(sorted(who)),
            tuple(sorted(whom)),
            event.label,
            self.date,
        )

    @property
    def date(self) -> str | None:
        """Its date (EDTF); if the text gives none, about the date of its article."""
        return self.first.date or _about(self.articles[self.first.article].published)


def kind_of(event: FiledEvent) -> object:
    """Returns a key that reports of one event share (other events may share it too): its name, or its type and participants."""
    return event.key if event.named else (event.type, *_sides(event))


def stories(filed: FiledFacts, events: Iterable[FiledEvent]) -> list[Story]:
    """Returns the events grouped: same name, joined when they were filed, or same type and participants at about the same time in similar words."""
    found: list[Story] = []
    joined: dict[str, Story] = {}
    near: defaultdict[object, list[Story]] = defaultdict(list)
    for event in events:
        article = filed.articles[event.article]
        kind = kind_of(event)
        story = None if event.named else joined.get(event.key)
        story = story or next((known for known in near[kind] if _same(known, event, article)), None)
        if story is None:
            story = Story()
            found.append(story)
            near[kind].append(story)
        joined.setdefault(event.key, story)
        story.tellings.append(event)
        story.articles.setdefault(article.id, article)
    return found


def _sides(event: FiledEvent) -> tuple[frozenset[str], frozenset[str]]:
    """The agents and recipients of an event. In mutual events both sides are the same: Iran agrees with Russia, and Russia with Iran."""
    if event.type in MUTUAL:
        return event.agents | event.recipients, _NOBODY
    return event.agents, event.recipients


def _same(story: Story, event: FiledEvent, article: FiledArticle) -> bool:
    first = story.first
    if not _at_one_time(first.date, event.date, story.articles[first.article].published, article.published):
        return False
    return (
        event.named
        or (_one_day(first.date, event.date) and _has_parties(event))
        or (_concluded(first) and _concluded(event))
        or _alike(story.words, words_of(event.sentence), event)
    )


def _concluded(event: FiledEvent) -> bool:
    """True if an article opens with an agreement of several parties: within days, the same parties conclude no other."""
    several = len(event.agents | event.recipients) > 1
    return event.type == EventType.AGREE and event.mode == Mode.ACTUAL and several and event.place_in_text < OPENING


def _has_parties(event: FiledEvent) -> bool:
    return bool(event.agents or event.recipients)


def _alike(some: frozenset[str], others: frozenset[str], event: FiledEvent) -> bool:
    """True if two reports of an event's participants, or of one without any, have similar words, not counting their names."""
    parties = event.agents | event.recipients
    names = words_of(" ".join(parties).replace("-", " "))
    both = len(parties) > 1 if event.type in MUTUAL else bool(event.agents and event.recipients)
    return in_common(some - names, others - names) >= (_BOTH_SIDES if both else _ONE_SIDE)


def told_before(story: Story, told: Memory, part: Part) -> Mark | None:
    """Returns the mark of an earlier edition's entry about this event, found by the same rules."""
    event, named = story.first, story.first.named
    like = told.of(part, event.key) if named else told.between(part, str(event.type), *_sides(event))
    for mark in like:
        if not _at_one_time(mark.date, story.date, None, None):
            continue
        again = named or _concluded(event) or (_one_day(mark.date, story.date) and _has_parties(event))
        if again or _alike(words_of(mark.words), story.words, event):
            return mark
    return None


def _at_one_time(one: str | None, other: str | None, published: str | None, other_published: str | None) -> bool:
    """True if two dates may be the same. A missing date is replaced by its article's, with some tolerance."""
    first, second = date_bounds(one or published), date_bounds(other or other_published)
    if first is None or second is None:
        return True
    exact = one and other and not (one.endswith("~") or other.endswith("~"))
    slack = 0 if exact else _NEAR_DAYS
    return _days(first[0]) - slack <= _days(second[1]) and _days(second[0]) - slack <= _days(first[1])


def _about(published: str | None) -> str | None:
    """The article's day as an approximate date for an undated event."""
    bounds = date_bounds(published)
    return f"{bounds[1]}~" if bounds else None


def _one_day(one: str | None, other: str | None) -> bool:
    """True if both texts give exactly the same day: actions between the same sides on one day count as one event."""
    day = point(one or "")
    return one == other and day is not None and day.day is not None and not day.mark


def _days(day: str) -> int:
    return date.fromisoformat(day).toordinal()
