"""Two words, or two rows of words, into how alike they are written and heard."""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, JaroWinkler

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.names.normal import Spellings

_DIGIT = re.compile(r"\d")

_ALIKE = 0.72
"""Two words less alike than this (Jaro-Winkler) are two words."""
_SMALL, _WEAK = 0.08, 0.25
"""What a function word and a word that tells little weigh, against 1."""
_SLIP_LETTERS, _TWO_SLIPS_LETTERS = 5, 11
"""A word this long typed with one letter off, or with two, is sooner the same word than another."""
_SLIP = 0.75
"""What a name loses by a slip in half of its letters, doubled: one letter off eight leaves 0.91, off five 0.85, which is asked about."""
_DOUBTED = 0.86
"""The most a name with a slip is worth in a word that may as well be another."""


def likeness(token: str, heard: str, other: str, other_heard: str, spellings: Spellings) -> float:
    """How alike two words are: 1 the same, 0.97 by sound, 0.9 a nickname, 0.8 an initial, less by edits; 0 for two different words or numbers."""
    if token == other:
        return 1.0
    if heard == other_heard:
        return 0.97
    if other in spellings.nicknames.get(token, ()):
        return 0.9
    if len(token) == 1 or len(other) == 1:
        return 0.8 if token[0] == other[0] else 0.0
    near = max(
        JaroWinkler.similarity(heard, other_heard, score_cutoff=_ALIKE),
        JaroWinkler.similarity(token, other, score_cutoff=_ALIKE),
    )
    if not near or other_number(token, other):
        return 0.0
    likeness: float = near * OSA.normalized_similarity(token, other) ** 0.5
    return likeness


def weight(token: str, spellings: Spellings, weigh: Callable[[str], float]) -> float:
    """What a word counts for: by `weigh`, unless it is one that tells little."""
    if token in spellings.small:
        return _SMALL
    return _WEAK if token in spellings.weak else weigh(token)


def rarity(common: int, size: int) -> float:
    """What a word weighs that so many of so many names have: 1 for one nobody else has, down to a half for one that every second name has."""
    return 1.0 - 0.5 * log(1 + common) / log(2 + max(common, size))


def letters_off(text: str, other: str) -> int:
    """Letters changed, left out, put in or changed over: 1 or 2; 0 where they are none or more."""
    off: int = OSA.distance(text, other, score_cutoff=2)
    return off if off <= 2 else 0


def slip(asked: list[str], tokens: list[str]) -> tuple[float, bool]:
    """The least a slip of the finger is worth, the more the longer the name; and whether every word is sooner the same word mistyped than another."""
    text, other = " ".join(asked), " ".join(tokens)
    off, longest = letters_off(text, other), max(len(text), len(other))
    if not off or min(len(text), len(other)) < 4 or len(text) <= 3 * off or other_number(text, other):
        return 0.0, False
    if len(asked) == len(tokens):
        sure = all(_mistyped(one, two) for one, two in zip(asked, tokens, strict=True) if one != two)
    else:
        sure = text.replace(" ", "") == other.replace(" ", "")
    worth = 1 - _SLIP * off / longest
    return (worth if sure else min(worth, _DOUBTED)), sure


def _mistyped(one: str, two: str) -> bool:
    """Whether `one` is `two` with a slip. A slip seldom hits the first letter; another name often begins otherwise (Sadr, Badr)."""
    most = 2 if min(len(one), len(two)) >= _TWO_SLIPS_LETTERS else 1
    return one[0] == two[0] and len(two) >= _SLIP_LETTERS and letters_off(one, two) in range(1, most + 1)


def other_number(one: str, two: str) -> bool:
    """Whether both have digits, and not the same."""
    digits = _DIGIT.findall(one)
    return bool(digits) and bool(others := _DIGIT.findall(two)) and digits != others
