"""Finds words that a typed word may be a slip of: one typo away, or spelled by ear."""

from __future__ import annotations

from collections import defaultdict
from string import ascii_lowercase
from typing import TYPE_CHECKING

from bot.names.normal import HEARD, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 5
"""In shorter words a typo more likely makes another word."""


def near_spellings(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the words that sound like a lower-case word, with one sound spelled otherwise, and those one typo away; none for a short one.

    Typos rarely hit the first letter.
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return frozenset(), frozenset()
    alike = frozenset(other for other in _by_ear(word) if other != word and sound(other) == sound(word))
    return alike, frozenset(_typos(word)) - alike - {word}


def _spelled_alike() -> dict[str, set[str]]:
    """The other spellings of the sound that letters have: "ks" and "x", "f" and "ph"."""
    by_sound: defaultdict[str, set[str]] = defaultdict(set)
    for letters, heard in HEARD.items():
        by_sound[heard.lower()] |= {letters, heard.lower()}
    return {letters: spelled - {letters} for spelled in by_sound.values() for letters in spelled}


_SPELLED_ALIKE = _spelled_alike()
_LONGEST = max(map(len, _SPELLED_ALIKE))


def _by_ear(word: str) -> Iterator[str]:
    for start in range(len(word)):
        for end in range(start + 1, min(len(word), start + _LONGEST) + 1):
            yield from (word[:start] + other + word[end:] for other in _SPELLED_ALIKE.get(word[start:end], ()))
        yield word[:start] + word[start] + word[start:]  # a letter doubled


def _typos(word: str) -> Iterator[str]:
    for at in range(1, len(word) + 1):
        before, behind = word[:at], word[at:]
        yield from (before + letter + behind for letter in ascii_lowercase)
        if behind:
            yield before + behind[1:]
            yield from (before + letter + behind[1:] for letter in ascii_lowercase)
        if len(behind) > 1:
            yield before + behind[1] + behind[0] + behind[2:]
