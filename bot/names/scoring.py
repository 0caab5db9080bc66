"""Scores how well typed words match a spelling, 0 to 1, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.names.likeness import letters_off, likeness, other_number, slip, weight
from bot.names.normal import LONGEST_TEXT, is_everyday, plain, sound
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
"""The highest score of a weak likeness: it is asked about."""
_ALL, _MOST = 0.98, 0.9
"""Share of the words' weight that counts as all of them, and share that leaves nothing significant over."""
_PART = 0.72
"""Score of a spelling of which only the typed words are present, before its other words count."""
_TOLD = {0: 0.5, 1: 0.92}
"""Score of a name with no significant word, or one, among other typed words: "president nixon" is not "president", nor "Trump Tower" Trump."""
_RARE, _COMMON = 1.0, 0.84
"""Score of one typed word of a longer name, if unique and if every second name has it: there are many Johns, and one Elon."""
_CHANCE = 3
"""With at most this many letters, an acronym may be another name's by chance: with a thousand names, every second combination is one of theirs."""
_HEARD_FIRMLY = 5
_TELLING_LETTERS, _FEW_LETTERS = 5, 0.85
"""Score factor for similar letters in shorter words: "dog" is as like DOGE as many words are."""
_HEARD = 0.25
"""What the same sound loses, times the share of different letters: "selenskyj" leaves 0.89 of "zelensky", "szyci" 0.82 of "sisi", which is asked about."""
_ARTICLE = "the"
_OTHER_NUMBER = 0.85
"""Score factor of a name with another number: G7 is not G8."""


class Likeness(NamedTuple):
    """How well a spelling matches, 0 to 1, the reason ("" for the same words), and whether it is weak, however alone it is.

    Weak: significant words of the name or the typed words are left over, or it may be another, unknown name.
    `misspelt`: a word of it must have been mistyped; other names may have that exact word.
    """

    score: float
    why: str = ""
    weak: bool = False
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one spelling matches the typed words, the reason, and whether the match is weak or needs a slip.

    `chance`: like it by chance only. `far`: far-fetched, unless the articles mention the entry.
    """

    score: float
    reason: str
    exact: bool
    weak: bool
    misspelt: bool
    chance: bool = False
    far: bool = False


@dataclass(frozen=True, slots=True)
class TypedWords:
    """The typed words, in the forms they are compared in.

    `office`: without a date and "former", which tell when an office was held; `bare`: without the roles next to a name.
    `told`: the words that tell who is meant. `everyday`: all are everyday words. `article`: "the" stood before them: as a word of the name
    it would make "the world" one or two letters off "TRT World".
    """

    text: str
    tokens: list[str]
    heard: list[str]
    remembered: list[str]
    office: TypedWords | None = None
    bare: TypedWords | None = None
    when: When = TODAY
    told: tuple[str, ...] = ()
    everyday: bool = False
    article: bool = False

    @classmethod
    def from_text(cls, text: str, spellings: Spellings) -> TypedWords:
        """Normalise the text, once per question."""
        tokens, article = _without_article(plain(text, spellings).split())
        in_words = with_dates_in_words(text[:LONGEST_TEXT], spellings)
        dated = tokens if in_words == text else _without_article(plain(in_words, spellings).split())[0]
        held, office = when(dated, spellings)
        bare = [token for token in tokens if token not in spellings.roles]
        return replace(
            cls._of(tokens, as_remembered(dated, spellings)),
            office=cls._of(office, office) if office and office != tokens else None,
            bare=cls._of(bare, bare) if bare != tokens and not spellings.weak.issuperset(bare) else None,
            when=held,
            told=tuple(_without(tokens, spellings.weak)),
            everyday=all(is_everyday(token, spellings) for token in tokens),
            article=article,
        )

    @classmethod
    def _of(cls, tokens: list[str], remembered: list[str]) -> TypedWords:
        return cls(" ".join(tokens), tokens, [sound(token) for token in tokens], remembered)


def _without_article(tokens: list[str]) -> tuple[list[str], bool]:
    """The words without "the" before them, and whether it was there."""
    return (tokens[1:], True) if len(tokens) > 1 and tokens[0] == _ARTICLE else (tokens, False)


def closeness(asked: TypedWords, text: str, spellings: Spellings, weigh: Callable[[str], float]) -> Likeness:
    """Returns how well `text` (plain) matches the typed words, and why.

    From firm to loose, each scoring less than the one before:
    1. the same text; 2. the same except for function words; 3. the same by sound, or except for particles; 4. the same words in another order;
    5. the same significant words, with a role more or less; 6. its acronym; 7. similar letters or words.
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
    """Returns the share of the typed words that an event's remembered words explain, in any order."""
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
    """The best match by letters, by words, or as a typo."""
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
        by_sound = asked.everyday and set(asked.tokens).isdisjoint(tokens)  # "truce" is no part of Liz Truss
        return Likeness(min(score, WEAK), said, weak=True, misspelt=by_sound)
    begin_alike = [word[0] for word in asked.heard] == [word[0] for word in heard]
    return Likeness(score, said, weak=not begin_alike, misspelt=True)


def _shares(
    asked: TypedWords, tokens: list[str], heard: list[str], spellings: Spellings, weigh: Callable[[str], float]
) -> tuple[float, float]:
    """Pairs each typed word with the most alike unused word of the spelling. Returns the explained shares of the typed words and of the spelling."""
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
    """Score of the same sound: less with more different letters, and too low to take for short words (Keir, Kiir)."""
    worth = 0.97 - _heard_apart(asked, text)
    return min(worth, WEAK) if max(len(asked), len(text)) < _HEARD_FIRMLY else worth


def _heard_apart(asked: str, text: str) -> float:
    return _HEARD * OSA.distance(asked, text) / max(len(asked), len(text))


def _without(tokens: list[str], words: frozenset[str]) -> list[str]:
    return [token for token in tokens if token not in words]


def _core(strong: list[str], spellings: Spellings) -> list[str]:
    """The sounds of the words that are not particles; of all words if there are no others."""
    return [sound(token) for token in _without(strong, spellings.particles) or strong]


def _core_text(strong: list[str], spellings: Spellings) -> str:
    """The same words as written."""
    return " ".join(_without(strong, spellings.particles) or strong)


def _off(asked: str, text: str) -> str:
    """The distance in words, "one letter off" or "two letters off"; "" for short words, which may be another name, and for other distances."""
    off = letters_off(asked, text) if min(len(asked), len(text)) > 3 else 0
    return {1: "one letter off", 2: "two letters off"}.get(off, "")
