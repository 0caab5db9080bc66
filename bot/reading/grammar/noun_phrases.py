"""Finds the noun phrases of a tagged sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.grammar.function_words import DETERMINERS_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BEGINS = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP"})
_NOUNS = frozenset({"NN", "NNS", "NNP"})
_INSIDE = frozenset({"JJ", "CD", "NN", "NNS", "NNP", "POS"})
_ALONE = frozenset({"PRP", "EX"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase: tokens `first` up to before `last`; `head` is its last noun."""

    first: int
    last: int
    head: int


def is_among(i: int, phrases: Iterable[NounPhrase]) -> bool:
    """True if token `i` is in one of the phrases."""
    return any(phrase.first <= i < phrase.last for phrase in phrases)


def noun_phrases(words: Sequence[str], tags: Sequence[str], adverbial: Sequence[bool]) -> list[NounPhrase]:
    """Returns the base noun phrases of a sentence, left to right: no prepositions inside, possessors included.

    Args:
        words: the words in lower case.
        tags: their classes.
        adverbial: whether a token belongs to a time expression that stands by itself ("on Monday").
    """
    found: list[NounPhrase] = []
    i = 0
    while i < len(words):
        if adverbial[i]:
            i += 1
            continue
        phrase = _phrase_at(i, words, tags, adverbial)
        if phrase is None:
            i += 1
        else:
            found.append(phrase)
            i = phrase.last
    return found


def _phrase_at(i: int, words: Sequence[str], tags: Sequence[str], adverbial: Sequence[bool]) -> NounPhrase | None:
    if tags[i] in _ALONE:
        return NounPhrase(i, i + 1, i)
    if tags[i] not in _BEGINS and not (
        tags[i] == "VBN" and _noun_follows(i + 1, tags, adverbial) and _opens_phrase(i, tags)
    ):
        return None
    j, head = i, -1
    while j < len(words) and not adverbial[j]:
        kind = tags[j]
        if kind in ("DT", "PRP$") and j > i and tags[j - 1] != "DT":
            break
        if kind in _NOUNS or kind == "CD":
            head = j
        elif (
            (
                kind in ("VBG", "VBN")
                and not (_noun_follows(j + 1, tags, adverbial) and (j == i or tags[j - 1] not in _NOUNS))
            )
            or (
                kind == "RB"
                and not (
                    j + 1 < len(words) and tags[j + 1] in ("JJ", "CD", "VBN") and _noun_follows(j + 1, tags, adverbial)
                )
            )
            or (kind == "JJ" and j > i and tags[j - 1] in ("NN", "NNS") and not _noun_follows(j + 1, tags, adverbial))
            or (kind in ("CC", ",") and not _joins_adjectives(j, words, tags))
            or (kind not in _INSIDE and kind not in ("DT", "PRP$", "VBG", "VBN", "RB", "CC", ","))
        ):
            break
        j += 1
    while j > i and tags[j - 1] in ("CC", ",", "RB"):
        j -= 1
    if head < 0:
        head = _headless(i, j, words, tags)
    if head >= 0 and j - 1 > head and tags[j - 1] == "POS":
        j = head + 1
    return NounPhrase(i, max(j, head + 1), head) if head >= 0 else None


def _noun_follows(j: int, tags: Sequence[str], adverbial: Sequence[bool]) -> bool:
    """True if only adjectives stand between token `i` and a noun."""
    for step in range(j, min(j + 4, len(tags))):
        if adverbial[step]:
            return False
        if tags[step] in _NOUNS:
            return True
        if tags[step] not in ("JJ", "CD", "VBN", "VBG"):
            return False
    return False


def _opens_phrase(i: int, tags: Sequence[str]) -> bool:
    """True if a participle opens a phrase, which it does only where no verb can stand ("detained sailors were freed")."""
    return tags[i + 1] != "NNP" and (i == 0 or tags[i - 1] in ("IN", "CC") or tags[i - 1].startswith("VB"))


def _joins_adjectives(j: int, words: Sequence[str], tags: Sequence[str]) -> bool:
    """True for a comma or "and" between adjectives: `Arab and Islamic nations`, `large, heavy bombs`."""
    return (
        0 < j < len(tags) - 2
        and tags[j - 1] == "JJ"
        and tags[j + 1] in ("JJ", "NNP")
        and tags[j + 2] in (*_NOUNS, "JJ")
        and words[j] in ("and", "or", ",", "&")
    )


def _headless(i: int, j: int, words: Sequence[str], tags: Sequence[str]) -> int:
    """A phrase without a noun ("this", "the wounded"), or None; an adjective alone is not one."""
    if tags[i] == "DT" and (j == i + 1) and words[i] in DETERMINERS_ALONE:
        return i
    if tags[i] == "DT" and j > i + 1 and tags[j - 1] in ("JJ", "CD", "VBN"):
        return j - 1
    return -1
