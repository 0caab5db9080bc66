"""Readings of a name, found and scored, into what may be taken, what is asked about, and what is only near: the policy on one page.

Two kinds of evidence speak for a reading, and neither knows of the other: the words (how they fit a spelling, and how firmly that spelling means
this entry; together the score), and the news (whether the articles the asker sees tell of it). A firm fit is enough by itself; a fit that is
not quite firm is enough where the news agrees; a weak one, which leaves telling words over or may as well be another name, never is. What two readings share is always asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.names.entry import Match, Sure, Unknown, Unsure

if TYPE_CHECKING:
    from bot.names.entry import Resolution
    from bot.names.hits import Hit

SURE = 0.87
"""A reading scored lower is asked about, never taken ..."""
NEWS = 0.04
"""... unless it lacks no more than this, and the articles tell of it: "putn" is Putin where he is in the news, else perhaps Putin."""
NEAR = 0.7
"""What is scored lower is no reading, only a near name."""
FLOOR = 0.65
"""What is scored lower is not even near: "AAAA" is like nothing."""
MARGIN = 0.04
"""Two readings closer than this are both asked about, unless only one is a spelling letter for letter."""
WIDE = 0.12
"""With one too weak to take, those are asked about that are so close behind it."""
ALONE, LONELY = 0.8, 0.3
"""A whole name of several words scored at least so is taken too if no other is within so much of it: of 1,587 names in no list that adds 4, of 2,319 variants 200."""
MOST_TOLD = 25
"""Of near readings, one with so many times the facts of any other is taken, and said to be taken for that: "Trump" where one is the president."""
_EQUAL = 0.02
"""Readings so close are asked about in the order of what is likely, others in that of their scores."""
_ASKED, _NEAREST = 5, 3
"""How many readings are asked about, and how many near names offered, at most."""


def judged(found: list[Hit], words: int) -> Resolution:
    """What the readings of one name of so many words, the best first, come to.

    1. Nothing is near: it is unknown. 2. One stands alone and is firm: it is taken. 3. Of several, one has nearly all the facts: it is taken, and
    said to be taken for that. 4. Else they are asked about: who is in the news first, then who is in office.
    """
    if not found or found[0].score < NEAR:
        return Unknown(tuple(one.match() for one in found[:_NEAREST] if one.score >= FLOOR))
    best = found[0]
    near = [one for one in found if _rivals(one, best)]
    if len(near) == 1 and _firm(best, found, words):
        return Sure(best.match())
    if told := _most_told(near):
        return Sure(told)
    if len(near) == 1:
        near = [one for one in found if one.score >= max(NEAR, best.score - WIDE)]
    return _question(near)


def _rivals(one: Hit, best: Hit) -> bool:
    """Whether a reading is as near as the best. Where that takes a slip, so is one that has the very word: "giorgia" is Georgia, or Giorgia Meloni."""
    margin = WIDE if best.misspelt and not one.misspelt else MARGIN
    return one.score >= max(NEAR, best.score - margin) and one.exact >= best.exact


def _firm(best: Hit, found: list[Hit], words: int) -> bool:
    """Whether a reading without a rival is taken."""
    if best.weak:
        return False
    alone = words > 1 and (len(found) == 1 or best.score - found[1].score >= LONELY)
    return best.score >= SURE - (NEWS if best.facts else 0) or (alone and best.score >= ALONE)


def _most_told(near: list[Hit]) -> Match | None:
    """The one of the near readings that the articles are about, if they are about hardly any other."""
    first, *others = sorted(near, key=lambda one: -one.facts)
    if (
        first.weak
        or first.score < SURE
        or first.facts < MOST_TOLD * (1 + max((one.facts for one in others), default=0))
    ):
        return None
    match = first.match()
    return replace(match, reason=f"{match.reason}, by far the most in the news")


def _question(near: list[Hit]) -> Unsure:
    """The readings to choose from. Where the articles tell of two or more, the others would only lead to empty answers."""
    told = [one for one in near if one.facts]
    exact_words = [one.score for one in near if not one.misspelt]
    least = min([near[0].score - _EQUAL, *exact_words[:1]])
    asked = sorted(told if len(told) > 1 else near, key=lambda one: one.order_asked(least))
    return Unsure(tuple(one.match() for one in asked[:_ASKED]), more=len(near) > min(len(asked), _ASKED))
