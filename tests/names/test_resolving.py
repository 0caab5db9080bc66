"""Tests that scored readings lead to one that is taken, several that are asked about, or none."""

from __future__ import annotations

import pytest

from bot.names import NameEntry, Sure, Unknown, Unsure
from bot.names.hits import Hit
from bot.names.resolving import FLOOR, LONELY, MARGIN, NEAR, NEWS, SURE, WIDE, judged


def reading(
    name: str,
    score: float,
    *,
    facts: int = 0,
    exact: bool = False,
    weak: bool = False,
    misspelt: bool = False,
    prior: float = 0.0,
    reason: str = "name",
    chance: bool = False,
    far: bool = False,
) -> Hit:
    entry = NameEntry(name, "actor", name, facts=facts)
    return Hit(entry, score, reason, exact, weak, misspelt, prior or (5.0 if facts else 0.3), facts, chance, far)


def verdict(*found: Hit, words: int = 1) -> str:
    """The decision: "= a", "? a b" or "- a" for taken, asked about, only similar."""
    match judged(list(found), words):
        case Sure(match):
            return f"= {match.name}"
        case Unsure(matches):
            return f"? {' '.join(match.name for match in matches)}"
        case Unknown(nearest):
            return " ".join(["-", *(match.name for match in nearest)])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], "-"),
        ([reading("a", SURE)], "= a"),
        ([reading("a", SURE - 0.01)], "? a"),
        # Not quite firm: the news decides, within limits.
        ([reading("a", SURE - NEWS, facts=1)], "= a"),
        ([reading("a", SURE - NEWS - 0.01, facts=99)], "? a"),
        # Weak matches are never taken, however high their score, even alone or in the news.
        ([reading("a", 0.99, weak=True, facts=99)], "? a"),
        # A rival is asked about; one outside the margin is none.
        ([reading("a", 0.95), reading("b", 0.95 - MARGIN + 0.001)], "? a b"),
        ([reading("a", 0.95), reading("b", 0.95 - MARGIN - 0.001)], "= a"),
        # An exact spelling has no inexact rivals.
        ([reading("a", 0.98, exact=True), reading("b", 0.98)], "= a"),
        # For a typo, the margin against the exact word is wider.
        ([reading("a", 0.9, misspelt=True), reading("b", 0.9 - WIDE + 0.001, weak=True)], "? a b"),
        ([reading("a", 0.9, misspelt=True), reading("b", 0.9 - WIDE + 0.001, weak=True, misspelt=True)], "= a"),
        # A match that is too weak to take is asked about with those close behind it.
        ([reading("a", 0.85), reading("b", 0.85 - WIDE + 0.001), reading("c", NEAR)], "? a b"),
        # Nearly all the news is about one.
        ([reading("a", 0.95, facts=50), reading("b", 0.95, facts=1)], "= a"),
        ([reading("a", 0.95, facts=49), reading("b", 0.95, facts=1)], "? a b"),
        ([reading("a", 0.95, facts=500, weak=True), reading("b", 0.95)], "? a b"),
        # If articles mention two, the third would only lead to an empty answer.
        ([reading("a", 0.95), reading("b", 0.95, facts=2), reading("c", 0.95, facts=3, prior=6)], "? c b"),
        ([reading("a", 0.95), reading("b", 0.95, facts=2)], "? b a"),
        # The likelier first, if they are equally good.
        ([reading("a", 0.95, prior=0.3), reading("b", 0.94, prior=0.9)], "? b a"),
        ([reading("a", 0.95, prior=0.3), reading("b", 0.92, prior=0.9)], "? a b"),
        # Similar names are offered, others are not.
        ([reading("a", NEAR - 0.01), reading("b", FLOOR), reading("c", FLOOR - 0.01)], "- a b"),
        ([reading(name, FLOOR) for name in "abcd"], "- a b c"),
        # A chance resemblance is no match; a far-fetched one is, if articles mention it.
        ([reading("a", 0.99, chance=True, facts=9), reading("b", FLOOR)], "- b"),
        ([reading("a", 0.8, far=True)], "-"),
        ([reading("a", 0.8, far=True, facts=1)], "? a"),
        # Of namesakes, the only one in the articles, even if the others have the name more firmly.
        ([reading("a", 0.98, exact=True, reason="surname"), reading("b", 0.8, weak=True, facts=1, reason="part of the name")], "= b"),
        ([reading("a", 0.98, exact=True, reason="surname"), *(reading(name, 0.8, facts=1, reason="part of the name") for name in "bc")], "? b c"),
        ([reading("a", 0.98, exact=True, reason="surname", facts=1), reading("b", 0.8, facts=9, reason="part of the name")], "= a"),
        ([reading("a", 0.98, exact=True, reason="surname"), reading("b", 0.8, facts=9, reason="one letter off")], "= a"),
        # A name of its own is not a namesake's: "Iran" is not Iran International.
        ([reading("a", 0.98, exact=True), reading("b", 0.8, facts=9, reason="part of the name")], "= a"),
    ],
)  # fmt: skip
def test_decisions_on_matches(found: list[Hit], expected: str) -> None:
    assert verdict(*found) == expected


@pytest.mark.parametrize(
    ("words", "second", "expected"),
    [(2, 0.81 - LONELY, "= a"), (2, 0.81 - LONELY + 0.02, "? a"), (1, 0.81 - LONELY, "? a")],
)
def test_a_whole_name_of_several_words_is_taken_where_it_is_far_from_any_other(
    words: int, second: float, expected: str
) -> None:
    assert verdict(reading("a", 0.81), reading("b", second), words=words) == expected


def test_five_are_asked_about_and_that_there_are_more_is_said() -> None:
    asked = judged([reading(name, 0.95) for name in "abcdef"], 1)
    assert isinstance(asked, Unsure)
    assert (len(asked.matches), asked.more) == (5, True)
    asked = judged([reading(name, 0.95) for name in "abcde"], 1)
    assert isinstance(asked, Unsure)
    assert not asked.more
