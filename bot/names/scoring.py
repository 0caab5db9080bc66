"""The words asked and a spelling into how well the one means the other, 0 to 1, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.names.likeness import letters_off, likeness, other_number, slip, weight
from bot.names.normal import LONGEST_TEXT, plain, sound
from bot.names.offices import TODAY, When, when
from bot.names.shelf import acronyms
from bot.names.spelled import as_remembered, with_dates_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.names.normal import Spellings

WORD_ORDER = "word order"
WITH_ROLE, SHORT = "with a role", "short for the name"
PART, MORE = "part of the name", "the name and more"
WEAK = 0.86
"""The most that a weak likeness is worth: it is asked about."""
_ALL, _MOST = 0.98, 0.9
"""The share of the words' weight that is as good as all of them, and that leaves nothing over that tells much."""
_PART = 0.72
"""What a spelling is worth of which nothing but what was asked is there, before the rest of it counts."""
_TOLD = {0: 0.5, 1: 0.92}
"""What a name of no telling word, or of one, is worth among other words that were asked: "president nixon" is not "president", nor "Trump Tower" Trump."""
_RARE, _COMMON = 1.0, 0.84
"""What one word asked of a longer name is worth where nobody else has it, and where every second name does: there are many Johns, and one Elon."""
_CHANCE = 3
"""Letters up to which an acronym is another name's by chance: with a thousand names, every second such row of letters is one of theirs."""
_HEARD_FIRMLY = 5
_TELLING_LETTERS, _FEW_LETTERS = 5, 0.85
"""What likeness of letters is worth between shorter words: "dog" is like DOGE as many words are."""
_HEARD = 0.25
"""What the same sounds lose by the share of letters that differ: "selenskyj" leaves 0.89 of "zelensky", "szyci" 0.82 of "sisi", which is asked about."""
_OTHER_NUMBER = 0.85
"""What a name with another number is worth: G7 is not G8."""


class Likeness(NamedTuple):
    """How well a spelling answers to what was asked, 0 to 1, why ("": the words are the same), and whether that is weak, however alone it stands.

    Weak are what leaves telling words over, of the name or of what was asked, and what may as well be another name that is not known.
    `misspelt`: a word of it must have been mistyped; others may have that very word.
    """

    score: float
    why: str = ""
    weak: bool = False
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class TypedWords:
    """The words someone typed, in the forms they are compared in.

    `office` is what is left of them without a date and "former", which say when an office was held; `bare` without the roles beside a name.
    """

    text: str
    tokens: list[str]
    heard: list[str]
    remembered: list[str]
    office: TypedWords | None = None
    bare: TypedWords | None = None
    when: When = TODAY

    @classmethod
    def from_text(cls, text: str, spellings: Spellings) -> TypedWords:
        """Normalise once a question."""
        tokens = plain(text, spellings).split()
        in_words = with_dates_in_words(text[:LONGEST_TEXT], spellings)
        dated = tokens if in_words == text else plain(in_words, spellings).split()
        held, office = when(dated, spellings)
        bare = [token for token in tokens if token not in spellings.roles]
        return replace(
            cls._of(tokens, as_remembered(dated, spellings)),
            office=cls._of(office, office) if office and office != tokens else None,
            bare=cls._of(bare, bare) if bare != tokens and not spellings.weak.issuperset(bare) else None,
            when=held,
        )

    @classmethod
    def _of(cls, tokens: list[str], remembered: list[str]) -> TypedWords:
        return cls(" ".join(tokens), tokens, [sound(token) for token in tokens], remembered)


def closeness(asked: TypedWords, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> Likeness:
    """How well `text` (plain) answers to what was asked, and why.

    From firm to loose, each worth less than the one before:
    1. the same text; 2. the same but for function words; 3. the same by sound, or but for particles; 4. the same words in another order;
    5. the same telling words, with a role more or less; 6. its acronym; 7. letters or words of it.
    """
    if asked.text == text:
        return Likeness(1.0)
    tokens = text.split()
    strong, strong_asked = _without(tokens, spellings.small), _without(asked.tokens, spellings.small)
    if strong == strong_asked:
        return Likeness(0.99)
    core, core_asked = _core(strong, spellings), _core(strong_asked, spellings)
    if core == core_asked:
        written, other = _core_text(strong_asked, spellings), _core_text(strong, spellings)
        return Likeness(
            _heard_alike(written, other), _off(asked.text, text) or "spelled alike", misspelt=written != other
        )
    if sorted(core) == sorted(core_asked):
        return Likeness(0.95, WORD_ORDER)
    told, told_asked = _without(strong, spellings.weak), _without(strong_asked, spellings.weak)
    if any(len(token) > 1 for token in told) and [*map(sound, told)] == [*map(sound, told_asked)]:
        score = 0.93 - _heard_apart(" ".join(told_asked), " ".join(told))
        return Likeness(score, WITH_ROLE if len(strong_asked) > len(strong) else SHORT)
    if len(asked.tokens) == 1 and asked.text in acronyms(tokens, spellings.small):
        return Likeness(0.9 if len(asked.text) > _CHANCE else WEAK, "acronym")
    return _loosely(asked, text, tokens, spellings, weigh)


def explained(asked: TypedWords, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> float:
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
            got += worth * max((likeness(token, heard, other, known[other], spellings) for other in known), default=0.0)
    return got / total if total else 0.0


def _loosely(
    asked: TypedWords, text: str, tokens: list[str], spellings: Spellings, weigh: Callable[[str], float]
) -> Likeness:
    """By letters, by words, or as a slip of the finger: the best of the three."""
    heard = [sound(token) for token in tokens]
    whole = (fuzz.ratio(asked.text, text) + fuzz.ratio("".join(asked.heard), "".join(heard))) / 200
    if min(len(asked.text), len(text)) < _TELLING_LETTERS:
        whole *= _FEW_LETTERS
    mine, theirs = _shares(asked, tokens, heard, spellings, weigh)
    parts = max(mine * (_PART + (1 - _PART) * theirs), 0.97 * theirs * (_PART + (1 - _PART) * mine))
    if mine < _MOST:
        parts *= _TOLD.get(len(_without(tokens, spellings.weak)), 1.0)
    elif theirs < _MOST and len(told := _without(asked.tokens, spellings.weak)) < 2:
        rare = weigh(told[0]) if told else 0.5
        parts *= _COMMON + (_RARE - _COMMON) * (2 * rare - 1)
    said = "close in spelling"
    if mine > _ALL or mine >= _MOST > theirs:
        said = PART
    elif theirs > _ALL or theirs >= _MOST > mine:
        said = MORE
    slipped, sure = slip(asked.tokens, tokens)
    score = max(0.93 * whole, 0.95 * parts, slipped)
    if other_number(asked.text, text):
        score *= _OTHER_NUMBER
    if off := _off(asked.text, text):
        return Likeness(score, off, weak=not sure, misspelt=True)
    if said in (PART, MORE):
        return Likeness(min(score, WEAK), said, weak=True)
    begin_alike = [word[0] for word in asked.heard] == [word[0] for word in heard]
    return Likeness(score, said, weak=not begin_alike, misspelt=True)


def _shares(
    asked: TypedWords, tokens: list[str], heard: list[str], spellings: Spellings, weigh: Callable[[str], float]
) -> tuple[float, float]:
    """Each word asked with the most alike word of the spelling that no other took: the share explained of what was asked, and of the spelling."""
    pairs = [
        (-alike, abs(at - to), at, to)
        for at, token in enumerate(asked.tokens)
        for to, other in enumerate(tokens)
        if (alike := likeness(token, asked.heard[at], other, heard[to], spellings))
    ]
    mine = [weight(token, spellings, weigh) for token in asked.tokens]
    theirs = [weight(token, spellings, weigh) for token in tokens]
    got_mine = got_theirs = 0.0
    seen: set[int] = set()
    used: set[int] = set()
    for negated, _, at, to in sorted(pairs):
        if at not in seen and to not in used:
            seen.add(at)
            used.add(to)
            got_mine -= negated * mine[at]
            got_theirs -= negated * theirs[to]
    return got_mine / sum(mine), got_theirs / sum(theirs)


def _heard_alike(asked: str, text: str) -> float:
    """What the same sounds are worth: less the more letters differ, and not enough to take where so short (Keir, Kiir)."""
    worth = 0.97 - _heard_apart(asked, text)
    return min(worth, WEAK) if max(len(asked), len(text)) < _HEARD_FIRMLY else worth


def _heard_apart(asked: str, text: str) -> float:
    return _HEARD * OSA.distance(asked, text) / max(len(asked), len(text))


def _without(tokens: list[str], words: frozenset[str]) -> list[str]:
    return [token for token in tokens if token not in words]


def _core(strong: list[str], spellings: Spellings) -> list[str]:
    """How the words sound that are no particles, or all of them if there are no others."""
    return [sound(token) for token in _without(strong, spellings.particles) or strong]


def _core_text(strong: list[str], spellings: Spellings) -> str:
    """The same, as they are written."""
    return " ".join(_without(strong, spellings.particles) or strong)


def _off(asked: str, text: str) -> str:
    """How many letters off, in words, up to two; of three letters each may be another name."""
    off = letters_off(asked, text) if min(len(asked), len(text)) > 3 else 0
    return {1: "one letter off", 2: "two letters off"}.get(off, "")
