"""Closed classes of English words that the rules are written in; open classes live in `data/`."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Returns the words of a text as a set."""
    return frozenset(text.split())


PLACE_BEFORE = words(
    """
    in at near from to into outside across around through toward towards via capital downtown central northern
    southern eastern western inside leaving left of
    """
)

DETERMINERS_ALONE = words(
    """
    this that these those some many both all none others another each few several
    """
)

POSSESSIVE = words(
    """
    his her its their himself herself itself themselves
    """
)

STOPS_SOURCE = words(
    """
    in on during after before while when at because if but and as following amid via
    """
)

AHEAD_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "ahead of",
        "in advance of",
        "in preparation for",
        "on the eve of",
        "in the run-up to",
        "in the runup to",
        "in time for",
    )
)
"""Words before a day in the future: "ahead of Friday's summit"."""

BEFORE_CLAUSE = words(
    """
    after before since until till as once because while if whereas
    """
)

SUBORDINATORS = words(
    """
    that if whether because while although though since after before until unless when where as once whereas
    lest
    """
)

EVERYDAY = words(
    """
    the a an and or but of to in on at for from by with as that this these those is are was were be been has have had
    he she it they we you i his her its their not no will would can could said who which what when after before about
    into than then there if so up out over more also all one
    """
)

AFTER_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "in the wake of",
        "in the aftermath of",
        "in response to",
        "in retaliation for",
        "subsequent to",
        "in reply to",
    )
)
BEFORE_PHRASES = frozenset(
    tuple(phrase.split()) for phrase in ("ahead of", "prior to", "in advance of", "on the eve of", "in preparation for")
)
"""Words before an event that say that the rest of the sentence happened after it, or before it."""
