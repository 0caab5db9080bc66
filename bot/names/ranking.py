"""The words asked and a spelling into how well the one means the other, 0 to 1, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from bot.names.normal import plain, sound
from bot.names.shelf import acronyms
from bot.names.spelled import as_remembered

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.names.normal import Spellings

WORD_ORDER = "word order"
WITH_ROLE = "with a role"

_ALIKE = 0.72
"""Two words less alike than this (Jaro-Winkler of their sounds) are two words."""
_SMALL, _WEAK = 0.08, 0.3
"""What a function word and a word that tells little weigh, against 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words someone typed, in the forms they are compared in."""

    text: str
    tokens: list[str]
    heard: list[str]
    remembered: list[str]

    @classmethod
    def from_text(cls, text: str, spellings: Spellings) -> Asked:
        """Normalise once a question."""
        normal = plain(text, spellings)
        tokens = normal.split()
        return cls(normal, tokens, [sound(token) for token in tokens], as_remembered(tokens, spellings))


def closeness(asked: Asked, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> tuple[float, str]:
    """How well `text` (plain) answers to what was asked, and why; reason "" where the words are the same, but for small ones."""
    if asked.text == text:
        return 1.0, ""
    tokens = text.split()
    heard = [sound(token) for token in tokens]
    strong, strong_asked = _strong(tokens, spellings), _strong(asked.tokens, spellings)
    if strong == strong_asked:
        return 0.99, ""
    if asked.heard == heard:
        return 0.97, _letters(asked.text, text) or "spelled alike"
    if sorted(map(sound, strong)) == sorted(map(sound, strong_asked)):
        return 0.95, WORD_ORDER
    if (told := _telling(strong, spellings)) and told == _telling(strong_asked, spellings):
        return 0.93, WITH_ROLE if len(strong_asked) > len(strong) else "part of the name"
    if len(asked.tokens) == 1 and asked.text in acronyms(tokens, spellings.small):
        return 0.9, "acronym"
    joined, joined_asked = "".join(heard), "".join(asked.heard)
    whole = 0.5 * fuzz.ratio(asked.text, text) / 100 + 0.5 * fuzz.ratio(joined_asked, joined) / 100
    aligned, part = _aligned(asked, tokens, heard, spellings, weigh)
    off = _letters(asked.text, text)
    return max(0.93 * whole, 0.95 * aligned, _slip(asked.text, off)), off or part


def explained(asked: Asked, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> float:
    """The share of what was asked that the remembered words of an event explain, in any order."""
    tokens = text.split()
    heard = [sound(token) for token in tokens]
    total = got = 0.0
    for token in asked.remembered:
        weight = _weight(token, spellings, weigh)
        total += weight
        got += weight * max(
            (
                _alike(token, sound(token), other, other_heard, spellings)
                for other, other_heard in zip(tokens, heard, strict=True)
            ),
            default=0,
        )
    return got / total if total else 0.0


def _aligned(
    asked: Asked, tokens: list[str], heard: list[str], spellings: Spellings, weigh: Callable[[str], float]
) -> tuple[float, str]:
    """Each word asked with the most alike word of the spelling that no other took: the share explained, both ways."""
    pairs = sorted(
        (
            (-_alike(token, asked.heard[at], tokens[to], heard[to], spellings), abs(at - to), at, to)
            for at, token in enumerate(asked.tokens)
            for to in range(len(tokens))
        ),
    )
    mine = [_weight(token, spellings, weigh) for token in asked.tokens]
    theirs = [_weight(token, spellings, weigh) for token in tokens]
    got_mine = got_theirs = 0.0
    used: set[int] = set()
    seen: set[int] = set()
    for alike, _, at, to in pairs:
        if not alike:
            break
        if at in seen or to in used:
            continue
        seen.add(at)
        used.add(to)
        got_mine -= alike * mine[at]
        got_theirs -= alike * theirs[to]
    asked_share, their_share = got_mine / sum(mine), got_theirs / sum(theirs)
    score = asked_share * (0.72 + 0.28 * their_share)
    if asked_share > 0.98:
        return score, "part of the name"
    return max(
        score, their_share * (0.72 + 0.28 * asked_share) * 0.97
    ), "the name and more" if their_share > 0.98 else "close in spelling"


def _alike(token: str, heard: str, other: str, other_heard: str, spellings: Spellings) -> float:
    """How alike two words are: 1 the same, 0.97 by sound, 0.9 a nickname, less by edits; 0 for two different words."""
    if token == other:
        return 1.0
    if heard == other_heard:
        return 0.97
    if other in spellings.nicknames.get(token, ()):
        return 0.9
    if len(token) == 1 or len(other) == 1:
        return 0.8 if token[0] == other[0] else 0.0
    alike = max(
        JaroWinkler.similarity(heard, other_heard, score_cutoff=_ALIKE),
        JaroWinkler.similarity(token, other, score_cutoff=_ALIKE),
    )
    return alike * OSA.normalized_similarity(token, other) ** 0.5 if alike else 0.0


def _weight(token: str, spellings: Spellings, weigh: Callable[[str], float]) -> float:
    if token in spellings.small:
        return _SMALL
    return _WEAK if token in spellings.weak else weigh(token)


def _strong(tokens: list[str], spellings: Spellings) -> list[str]:
    return [token for token in tokens if token not in spellings.small]


def _telling(strong: list[str], spellings: Spellings) -> list[str]:
    return [token for token in strong if token not in spellings.weak]


def _letters(asked: str, text: str) -> str:
    """How many letters off, in words, up to two."""
    return (
        {1: "one letter off", 2: "two letters off"}.get(OSA.distance(asked, text, score_cutoff=2), "")
        if min(len(asked), len(text)) > 3
        else ""
    )


def _slip(asked: str, off: str) -> float:
    """The least a slip of the finger is worth: one letter in five, or two in nine, is sooner a slip than another name."""
    if off == "one letter off":
        return 0.91 if len(asked) > 4 else 0.86
    return 0.88 if off and len(asked) > 8 else 0.0
