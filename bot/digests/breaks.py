"""Finds breaks with one's own side: a minister against their government or its head, a member against their party, an ally against an ally."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.digests.matching import matching
from bot.digests.own_side import own_side
from bot.model.edition import EditionEntry, Mark, Part, Phrase
from bot.model.facts import Polarity
from bot.model.query import Subject
from bot.render.frames import DEFAULT, frame

if TYPE_CHECKING:
    from bot.digests.matching import Matcher
    from bot.digests.memory import Memory
    from bot.model.filed import FiledStance

BREAK = "break"
"""What the kind of a break's mark begins with."""


def breaks(matcher: Matcher, told: Memory) -> list[EditionEntry]:
    """Returns the breaks that were not told yet, those with the most outlets first."""
    filed = matcher.filed
    found: defaultdict[tuple[str, str], list[FiledStance]] = defaultdict(list)
    for stance in filed.stances:
        if stance.polarity is Polarity.OPPOSES and matcher.stance(stance) is not None and own_side(stance, filed):
            found[stance.holder, stance.target].append(stance)
    entries = [_entry(some, matcher) for some in found.values()]
    fresh = [entry for entry in entries if entry.mark not in told]
    return sorted(fresh, key=lambda entry: (-len(entry.outlets), -len(entry.facts), entry.claim))


def _entry(some: list[FiledStance], matcher: Matcher) -> EditionEntry:
    filed = matcher.filed
    first = max(some, key=lambda stance: stance.confidence)
    holder = Subject("actor", first.holder, filed.actors[first.holder].name)
    target = Subject(first.target_kind, first.target, first.target_name)
    articles = dict.fromkeys(stance.article for stance in (first, *some))
    outlets = dict.fromkeys(filed.articles[article].outlet for article in articles if filed.articles[article].outlet)
    phrase = Phrase(BREAK, (("holder", holder), ("target", target), ("way", first.expressed)))
    side = own_side(first, filed)
    return EditionEntry(
        Part.CHANGED,
        frame(DEFAULT).phrase(phrase),
        (),
        (*([side] if side else []), *matching(matcher.stance(first) or ())),
        Mark(Part.CHANGED, f"{BREAK}|{first.holder}|{first.target}"),
        outlets=tuple(outlets),
        articles=frozenset(articles),
        subject=holder,
        facts=tuple({stance.article: ("stances", stance.id) for stance in (first, *some)}.values()),
        place=(first.article, first.place_in_text),
        phrase=phrase,
    )
