"""Decides on scored matches: which is taken, which are asked about, which are only similar. The whole policy is on this page.

A match rests on two independent kinds of evidence: the words (how well they fit a spelling, and how firmly it means the entry: the score),
and the news (whether the asker's articles mention it). A firm fit is enough alone. A slightly loose one is enough if the news agrees.
A weak one, with significant words left over or perhaps another name, never is. If two matches share the evidence, both are asked about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.names.entry import SURNAME, Match, Sure, Unknown, Unsure

if TYPE_CHECKING:
    from bot.names.entry import Resolution
    from bot.names.hits import Hit

SURE = 0.87
"""A match scored lower is asked about, never taken ..."""
NEWS = 0.04
"""... unless it is at most this much lower and the articles mention it: "putn" is Putin if he is in the news, else perhaps Putin."""
NEAR = 0.7
"""A lower score is not a match, only a similar name."""
FLOOR = 0.65
"""A lower score is not even similar: "AAAA" is like nothing."""
MARGIN = 0.04
"""Two matches closer than this are both asked about, unless only one equals the spelling exactly."""
WIDE = 0.12
"""If the best is too weak to take, matches this close behind are asked about too."""
ALONE, LONELY = 0.8, 0.3
"""A full name of several words scored at least this is also taken if no other is this close: of 1,587 names in no list that adds 4 errors, of 2,319 variants 200 hits."""
MOST_TOLD = 25
"""Of close matches, one with this many times the facts of any other is taken, and the reason says so: "Trump" if one is the president."""
_SHARED_NAMES = frozenset({SURNAME, "short name"})
"""Reasons of names that others may have too."""
_WITH_THE_WORD = frozenset({SURNAME, "short name", "part of the name"})
"""Reasons of others that have this very word."""
_EQUAL = 0.02
"""Matches this close are asked about in order of likelihood, others by score."""
_ASKED, _NEAREST = 5, 3
"""The most matches asked about, and similar names offered."""


def judged(found: list[Hit], words: int) -> Resolution:
    """Returns the decision on the matches, best first, for a name of `words` words.

    Far-fetched matches don't count. 1. No match is close: unknown. 2. One match is alone and firm: take it. 3. One of several has nearly all the facts: take it, and
    say why. 4. If no article tells of the best, which only shares the name, but they tell of one other with this very word: take that one.
    5. Otherwise ask: first those in the news, then those in office.
    """
    found = [hit for hit in found if hit.likely]
    if not found or found[0].score < NEAR:
        return Unknown(tuple(hit.match() for hit in found[:_NEAREST] if hit.score >= FLOOR))
    best = found[0]
    if instead := _told_instead(best, found):
        return instead
    near = [hit for hit in found if _rivals(hit, best)]
    if len(near) == 1 and _firm(best, found, words):
        return Sure(best.match())
    if told := _most_told(near):
        return Sure(told)
    if len(near) == 1:
        near = [hit for hit in found if hit.score >= max(NEAR, best.score - WIDE)]
    return _question(near)


def offered(begun: list[Hit]) -> Unsure | None:
    """Returns the question for words that are the beginning of names; only names in the articles are offered, since others lead nowhere."""
    told = [hit.match() for hit in begun if hit.facts]
    return Unsure(tuple(told[:_ASKED]), more=len(told) > _ASKED) if told else None


def _rivals(hit: Hit, best: Hit) -> bool:
    """True if a match is as close as the best. If the best needs a slip, one with the exact word is too: "giorgia" is Georgia or Giorgia Meloni."""
    margin = WIDE if best.misspelt and not hit.misspelt else MARGIN
    return hit.score >= max(NEAR, best.score - margin) and hit.exact >= best.exact


def _firm(best: Hit, found: list[Hit], words: int) -> bool:
    """True if a match without rivals is taken."""
    if best.weak:
        return False
    alone = words > 1 and (len(found) == 1 or best.score - found[1].score >= LONELY)
    return best.score >= SURE - (NEWS if best.facts else 0) or (alone and best.score >= ALONE)


def _told_instead(best: Hit, found: list[Hit]) -> Resolution | None:
    """Returns the namesakes in the articles, if the articles have no facts about the best match, which shares its name with others.

    "Abbas" is Abbas Araghchi if only he is in the news. A surname that some article has alone, without telling anything,
    is whoever bears it in the news: "Feijóo" is Alberto Núñez Feijóo.
    """
    if best.facts:
        return None
    if best.reason in _SHARED_NAMES:
        reasons = _WITH_THE_WORD
    elif best.exact and best.entry.kind == "actor" and not best.entry.renown:
        reasons = frozenset({SURNAME})
    else:
        return None
    told = [hit for hit in found if hit.facts and hit.reason in reasons and hit.score >= NEAR]
    if len(told) != 1:
        return _question(told) if told else None
    match = told[0].match()
    return Sure(replace(match, reason=f"{match.reason}, the only one in the news"))


def _most_told(near: list[Hit]) -> Match | None:
    """The close match that nearly all the articles are about, if there is one."""
    first, *others = sorted(near, key=lambda hit: -hit.facts)
    if (
        first.weak
        or first.score < SURE
        or first.facts < MOST_TOLD * (1 + max((hit.facts for hit in others), default=0))
    ):
        return None
    match = first.match()
    return replace(match, reason=f"{match.reason}, by far the most in the news")


def _question(near: list[Hit]) -> Unsure:
    """The matches to choose from. If two or more are in the articles, only those: the others would lead to empty answers."""
    told = [hit for hit in near if hit.facts]
    exact_words = [hit.score for hit in near if not hit.misspelt]
    least = min([near[0].score - _EQUAL, *exact_words[:1]])
    asked = sorted(told if len(told) > 1 else near, key=lambda hit: hit.order_asked(least))
    return Unsure(tuple(hit.match() for hit in asked[:_ASKED]), more=len(near) > min(len(asked), _ASKED))
