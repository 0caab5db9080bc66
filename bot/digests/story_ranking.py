"""Ranks stories by importance, outlets, recency, how unusual they are, and their place in the article."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from math import exp, log2
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.digests.grouping import OPENING, words_of
from bot.digests.importance import importance
from bot.digests.matching import matching
from bot.edtf import date_bounds
from bot.model.edition import Reason
from bot.model.facts import Mode
from bot.model.outlets import PARTISAN, TRUSTED
from bot.store.similarity import in_common

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.digests.grouping import Story
    from bot.model.filed import FiledEvent, FiledFacts
    from bot.model.query import Subject

UNUSUAL_DAYS = 30
"""Days without a similar event that make one unusual."""
ITS_TITLE = 0.3
"""Lowest share of common words at which an event is the one in its article's title."""
STALE_DAYS = 30
"""Days before its article after which an event is background, not news."""

_IMPORTANT, _OUTLETS, _RECENT, _UNUSUAL, _LEAD, _TITLE = 2.4, 1.6, 0.8, 0.8, 1.2, 1.0
"""Weights. Importance outweighs any other reason; next come several outlets, an article's opening and its title's words."""
_UNIMPORTANT = 0.2
"""How much outlets and rarity count for a story of no importance: a match that three outlets report must not outrank a turn in a war."""
_STANDING = 1.0
"""Weight of what editors call the outlets: less than a second outlet, as much as the title's words."""
_DETAIL = 1.2
"""What a story loses that is only a detail of an article: as much as its opening is worth."""
_HALF_LIFE = 3.0
"""Days after which the weight of recency has fallen to 1/e."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def score(story: Story, filed: FiledFacts, today: str, *, unusual: bool) -> float:
    """Returns the score of a story. `unusual`: there was no similar event in the days before."""
    best, weight = story.best, importance(story, filed)
    heard = _OUTLETS * log2(max(len(story.outlets), 1)) + _UNUSUAL * unusual
    return (
        _IMPORTANT * weight
        + heard * (_UNIMPORTANT + (1 - _UNIMPORTANT) * weight)
        + _RECENT * max([_recency(article.published, today) for article in story.articles.values()])
        + _LEAD * (best.place_in_text < OPENING)
        - _DETAIL * _is_detail(story)
        + _TITLE * story.of_its_title(best)
        + _STANDING * standing(story.outlets, filed.labels)
        + best.confidence
    )


def _is_detail(story: Story) -> bool:
    """True for what one article tells below its opening, without a day and not in its title's words: "Ukraine, which is in a conflict with Russia"."""
    best = story.best
    told_by_one = len(story.outlets) < len(("one", "another"))
    return told_by_one and best.place_in_text >= OPENING and not best.date and story.of_its_title(best) < ITS_TITLE


def standing(outlets: Iterable[str], labels: Mapping[str, str]) -> int:
    """Returns 1 if an outlet that the editors trust tells a story, -1 if only those do that they call partisan, else 0."""
    called = [labels.get(outlet) for outlet in outlets]
    if TRUSTED in called:
        return 1
    return -1 if called and set(called) == {PARTISAN} else 0


def reasons(
    story: Story,
    labels: Mapping[str, str],
    *,
    unusual: bool,
    matches: tuple[str, ...],
    parties: tuple[Subject, ...] = (),
) -> tuple[Reason, ...]:
    """Returns the reasons for a story that can be put in words.

    `labels`: what editors call outlets; `matches`: names of the subjects it matches; `parties`: one actor of either side, if both are known.
    """
    best, outlets = story.best, len(story.outlets)
    found = [Reason("outlets", outlets)] if outlets > 1 else []
    if standing(story.outlets, labels) > 0:
        found.append(Reason("trusted"))
    if unusual:
        between = (
            Reason("unusual_parties", UNUSUAL_DAYS, parties) if parties else Reason("unusual_between", UNUSUAL_DAYS)
        )
        found.append(between if best.agents and best.recipients else Reason("unusual", UNUSUAL_DAYS))
    if best.place_in_text < OPENING:
        found.append(Reason("opens"))
    return (*found, *matching(matches))


def is_titled(event: FiledEvent, title: str | None) -> bool:
    """Returns True if an article opens with an event and has it in its title: a fire is news even if nobody is named."""
    return event.place_in_text < OPENING and in_common(words_of(title or ""), words_of(event.label)) >= ITS_TITLE


@lru_cache(1_000)
def _recency(published: str | None, today: str) -> float:
    """1 for articles of today, less for each day before; 0.5 for undated ones."""
    bounds = date_bounds(published)
    if bounds is None:
        return 0.5
    age = max(0, date.fromisoformat(today).toordinal() - date.fromisoformat(bounds[1]).toordinal())
    return exp(-age / _HALF_LIFE)


def not_news(event: FiledEvent, filed: FiledFacts) -> str | None:
    """Returns why an event is not news by itself; None if it is."""
    article = filed.articles[event.article]
    if event.mode in (Mode.NEGATED, Mode.HYPOTHETICAL):
        return say("it did not happen") if event.mode == Mode.NEGATED else say("it is only hypothetical")
    if not event.agents and not event.recipients and not is_titled(event, article.title):
        return say("no known actor takes part")
    if not event.agents.isdisjoint(filed.outlets_as_actors.get(article.outlet, ())):
        return say("the outlet itself is the actor")
    happened, told = date_bounds(event.date), date_bounds(article.published)
    if told and not happened:
        latest = max((int(year) for year in _YEAR.findall(event.sentence)), default=9999)
        return say("its sentence is about {year}", year=latest) if latest < int(told[0][:4]) - 1 else None
    if (
        happened
        and told
        and date.fromisoformat(told[0]).toordinal() - date.fromisoformat(happened[1]).toordinal() > STALE_DAYS
    ):
        return say("more than {n} days before its article", n=STALE_DAYS)
    return None
