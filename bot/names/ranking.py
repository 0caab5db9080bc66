"""The words asked and a spelling into how well the one means the other, 0 to 1, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.names.likeness import alike, letters_off, other_number, slip, weight
from bot.names.normal import LONGEST_TEXT, plain, sound
from bot.names.shelf import acronyms
from bot.names.spelled import as_remembered, with_dates_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.names.normal import Spellings

WORD_ORDER = "word order"
WITH_ROLE = "with a role"
PART = "part of the name"

_PART = 0.72
"""What a spelling is worth of which nothing but what was asked is there, before the rest of it counts."""
_TOLD = {0: 0.5, 1: 0.92}
"""What a name of no telling word, or of one, is worth among other words that were asked: "president nixon" is not "president", nor "Trump Tower" Trump;
one word asked of a longer name is worth as much: there are many Johns."""
_HEARD_FIRMLY = 5
_OTHER_NUMBER = 0.85
"""What a name with another number is worth: G7 is not G8."""


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
        in_words = with_dates_in_words(text[:LONGEST_TEXT], spellings)
        remembered = tokens if in_words == text else plain(in_words, spellings).split()
        return cls(normal, tokens, [sound(token) for token in tokens], as_remembered(remembered, spellings))


def closeness(asked: Asked, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> tuple[float, str]:
    """How well `text` (plain) answers to what was asked, and why; reason "" where the words are the same, but for small ones.

    From firm to loose, each worth less than the one before:
    1. the same text; 2. the same but for function words; 3. the same by sound, or but for particles; 4. the same words in another order;
    5. the same telling words, with a role more or less; 6. its acronym; 7. letters or words of it.
    """
    if asked.text == text:
        return 1.0, ""
    tokens = text.split()
    strong, strong_asked = _without(tokens, spellings.small), _without(asked.tokens, spellings.small)
    if strong == strong_asked:
        return 0.99, ""
    core, core_asked = _core(strong, spellings), _core(strong_asked, spellings)
    if core == core_asked:
        return _heard_alike(asked.text, text), _off(asked.text, text) or "spelled alike"
    if sorted(core) == sorted(core_asked):
        return 0.95, WORD_ORDER
    if (told := _without(strong, spellings.weak)) and told == _without(strong_asked, spellings.weak):
        return 0.93, WITH_ROLE if len(strong_asked) > len(strong) else PART
    if len(asked.tokens) == 1 and asked.text in acronyms(tokens, spellings.small):
        return 0.9, "acronym"
    return _loosely(asked, text, tokens, spellings, weigh)


def explained(asked: Asked, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> float:
    """The share of what was asked that the remembered words of an event explain, in any order."""
    known = {token: sound(token) for token in text.split()}
    total = got = 0.0
    for token in _without(asked.remembered, spellings.small):
        worth = weight(token, spellings, weigh)
        total += worth
        if token in known:
            got += worth
        else:
            heard = sound(token)
            got += worth * max((alike(token, heard, other, known[other], spellings) for other in known), default=0.0)
    return got / total if total else 0.0


def _loosely(
    asked: Asked, text: str, tokens: list[str], spellings: Spellings, weigh: Callable[[str], float]
) -> tuple[float, str]:
    """By letters, by words, or as a slip of the finger: the best of the three."""
    heard = [sound(token) for token in tokens]
    whole = fuzz.ratio(asked.text, text) + fuzz.ratio("".join(asked.heard), "".join(heard))
    mine, theirs = _shares(asked, tokens, heard, spellings, weigh)
    parts = max(mine * (_PART + (1 - _PART) * theirs), 0.97 * theirs * (_PART + (1 - _PART) * mine))
    if mine < 0.9:
        parts *= _TOLD.get(len(_without(tokens, spellings.weak)), 1.0)
    elif theirs < 0.9 and len(_without(asked.tokens, spellings.weak)) < 2:
        parts *= _TOLD[1]
    said = PART if mine > 0.98 else "the name and more" if theirs > 0.98 else "close in spelling"
    score = max(0.93 * whole / 200, 0.95 * parts, slip(asked.tokens, tokens))
    if other_number(asked.text, text):
        score *= _OTHER_NUMBER
    return score, _off(asked.text, text) or said


def _shares(
    asked: Asked, tokens: list[str], heard: list[str], spellings: Spellings, weigh: Callable[[str], float]
) -> tuple[float, float]:
    """Each word asked with the most alike word of the spelling that no other took: the share explained of what was asked, and of the spelling."""
    pairs = [
        (-likeness, abs(at - to), at, to)
        for at, token in enumerate(asked.tokens)
        for to, other in enumerate(tokens)
        if (likeness := alike(token, asked.heard[at], other, heard[to], spellings))
    ]
    mine = [weight(token, spellings, weigh) for token in asked.tokens]
    theirs = [weight(token, spellings, weigh) for token in tokens]
    got_mine = got_theirs = 0.0
    seen: set[int] = set()
    used: set[int] = set()
    for likeness, _, at, to in sorted(pairs):
        if at not in seen and to not in used:
            seen.add(at)
            used.add(to)
            got_mine -= likeness * mine[at]
            got_theirs -= likeness * theirs[to]
    return got_mine / sum(mine), got_theirs / sum(theirs)


def _heard_alike(asked: str, text: str) -> float:
    """What the same sounds are worth: less the more letters differ, and not enough to take where so short (Keir, Kiir)."""
    if max(len(asked), len(text)) < _HEARD_FIRMLY:
        return 0.86
    return 0.97 - 0.004 * (letters_off(asked, text) or 3)


def _without(tokens: list[str], words: frozenset[str]) -> list[str]:
    return [token for token in tokens if token not in words]


def _core(strong: list[str], spellings: Spellings) -> list[str]:
    """How the words sound that are no particles, or all of them if there are no others."""
    return [sound(token) for token in _without(strong, spellings.particles) or strong]


def _off(asked: str, text: str) -> str:
    """How many letters off, in words, up to two; of three letters each may be another name."""
    off = letters_off(asked, text) if min(len(asked), len(text)) > 3 else 0
    return {1: "one letter off", 2: "two letters off"}.get(off, "")
