"""How alike two words, or two word sequences, are in writing and sound."""

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
"""Words less alike than this (Jaro-Winkler) are different words."""
_SMALL, _WEAK = 0.08, 0.25
"""Weights of a function word, and of a word that tells little; others weigh 1."""
_SLIP_LETTERS, _TWO_SLIPS_LETTERS = 5, 11
"""From so many letters on, one typo (or two) more likely means the same word than another."""
_SLIP = 0.75
"""What a typo costs, for half of a name's letters, doubled: one letter in eight leaves 0.91, in five 0.85, which is asked about."""
_DOUBTED = 0.86
"""The highest score of a name with a typo in a word that may be another word."""


def likeness(token: str, heard: str, other: str, other_heard: str, spellings: Spellings) -> float:
    """Returns how alike two words are: 1 the same, 0.97 by sound, 0.9 a nickname, 0.8 an initial, less by edits; 0 for different words or numbers."""
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
    """Returns the weight of a word: by `weigh`, unless it tells little."""
    if token in spellings.small:
        return _SMALL
    return _WEAK if token in spellings.weak else weigh(token)


def rarity(common: int, size: int) -> float:
    """Returns the weight of a word that occurs in `common` of `size` names: 1 if unique, down to 0.5 if every second name has it."""
    return 1.0 - 0.5 * log(1 + common) / log(2 + max(common, size))


def letters_off(text: str, other: str) -> int:
    """Letters changed, omitted, inserted or swapped: 1 or 2; 0 for none, or for more."""
    off: int = OSA.distance(text, other, score_cutoff=2)
    return off if off <= 2 else 0


def slip(asked: list[str], tokens: list[str]) -> tuple[float, bool]:
    """Returns the lowest score of a typo, higher for longer names, and True if every word is more likely mistyped than another word."""
    text, other = " ".join(asked), " ".join(tokens)
    off, longest = letters_off(text, other), max(len(text), len(other))
    if not off or min(len(text), len(other)) < 4 or len(text) <= 3 * off or other_number(text, other):
        return 0.0, False
    if len(asked) == len(tokens):
        sure = all(_mistyped(typed, token) for typed, token in zip(asked, tokens, strict=True) if typed != token)
    else:
        sure = text.replace(" ", "") == other.replace(" ", "")
    worth = 1 - _SLIP * off / longest
    return (worth if sure else min(worth, _DOUBTED)), sure


def _mistyped(typed: str, token: str) -> bool:
    """True if `typed` is `token` with a typo. Typos rarely hit the first letter; other names often differ there (Sadr, Badr)."""
    most = 2 if min(len(typed), len(token)) >= _TWO_SLIPS_LETTERS else 1
    return typed[0] == token[0] and len(token) >= _SLIP_LETTERS and letters_off(typed, token) in range(1, most + 1)


def other_number(one: str, two: str) -> bool:
    """True if both have digits, and different ones."""
    digits = _DIGIT.findall(one)
    return bool(digits) and bool(others := _DIGIT.findall(two)) and digits != others
