"""Finds one quotation told by several articles, and the words on which they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from bot.answers.reports import outlet_words, side_by_side
from bot.catalogue import say
from bot.model.facts import QuotationKind
from bot.wording import in_marks, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.answer import ShownQuotation

_ALIKE = 85.0
"""Lowest rapidfuzz ratio at which two wordings are one quotation: a word in seven may be another."""
_RUN = 3
"""Words in a row that two wordings share at least. Only such pairs are compared: comparing all takes a second for 250."""
_FEWEST = 3
"""Fewest words of a quotation that can be told twice: "criminal" may be said of many things."""
_DIFFERENCES = 2
"""Most differences named; the sentences are there anyway."""
_LONGEST = 60
"""Characters of one wording where it differs."""
_DENIAL = re.compile(r"\b(?:den(?:y|ied|ies|ying)|disput|refut|rebut|disprov|reject)", re.IGNORECASE)
"""Cues of what somebody says is not so."""
_NEGATIONS = frozenset({"no", "not", "never", "nobody", "nothing", "neither", "nor", "none", "without", "cannot", "t"})
"""Words that turn a sentence round; "t" is what is left of "don't"."""


def is_denied(quotation: ShownQuotation) -> bool:
    """True if the speaker says that the reported words are not so."""
    return bool(quotation.kind == QuotationKind.INDIRECT and quotation.cue and _DENIAL.search(quotation.cue))


def variants(said: Sequence[ShownQuotation]) -> list[list[ShownQuotation]]:
    """Returns the quotations, with those that are the same words of one speaker together, each group where its first one stands."""
    groups: list[list[ShownQuotation]] = []
    wordings: list[list[_Wording]] = []
    by_run: defaultdict[tuple[str, bool, bool, tuple[str, ...]], set[int]] = defaultdict(set)
    for quotation in said:
        words = _words(quotation)
        whose = (quotation.speaker.id, quotation.kind == QuotationKind.INDIRECT, is_denied(quotation))
        runs = [(*whose, tuple(words[at : at + _RUN])) for at in range(max(1, len(words) - _RUN + 1))]
        near = sorted({group for run in runs for group in by_run[run]})
        wording = _Wording(len(words), f" {' '.join(words)} ", _NEGATIONS.intersection(words))
        same = (group for group in near if all(_same(wording, other) for other in wordings[group]))
        group = next(same, len(groups)) if len(words) >= _FEWEST else len(groups)
        if group == len(groups):
            groups.append([])
            wordings.append([])
        groups[group].append(quotation)
        wordings[group].append(wording)
        for run in runs:
            by_run[run].add(group)
    return groups


def fullest(told: Sequence[ShownQuotation]) -> ShownQuotation:
    """Returns the wording with most words; of several the first."""
    return max(told, key=lambda quotation: len(_words(quotation))) if len(told) > 1 else told[0]


def differences(told: Sequence[ShownQuotation]) -> tuple[str, ...]:
    """Returns where wordings of one quotation differ, with who gives which: "words: “was brutal and” (A), “was cruel and” (B)".

    Words that one of them leaves out at either end, or between its parts, are no difference.
    """
    first = fullest(told)
    found: dict[str, str] = {}
    for other in (each for each in told if each is not first):
        for ours, theirs in _changed(first.content.split(), other.content.split()):
            said = [
                (ours, [outlet_words(first.evidence.source.outlet)]),
                (theirs, [outlet_words(other.evidence.source.outlet)]),
            ]
            found.setdefault(default_process(f"{ours} / {theirs}"), side_by_side(say("words"), said))
    return tuple(found.values())[:_DIFFERENCES]


def _changed(ours: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """The pieces where two wordings differ in the middle, each with a word of what they share on both sides."""
    one, other = ([default_process(word) for word in words] for words in (ours, theirs))
    found = []
    for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        at_an_end = 0 in (first, start) or last == len(ours) or end == len(theirs)
        gap = "…" in (*ours[first:last], *theirs[start:end])
        if kind == "equal" or gap or (at_an_end and kind != "replace"):
            continue
        pieces = (ours[max(0, first - 1) : last + 1], theirs[max(0, start - 1) : end + 1])
        found.append((_in_marks(pieces[0]), _in_marks(pieces[1])))
    return found


def _in_marks(words: Sequence[str]) -> str:
    return in_marks(shortened(" ".join(words), _LONGEST))


def _words(quotation: ShownQuotation) -> list[str]:
    return default_process(quotation.content).split()


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """True if two wordings have the same words that turn a sentence round, or none: "not" makes one the opposite of the other."""
    return _NEGATIONS.intersection(one) == _NEGATIONS.intersection(other)


class _Wording(NamedTuple):
    """A wording as it is compared: how many words it has, these between blanks, and those that turn a sentence round."""

    length: int
    words: str
    negations: frozenset[str]


def _same(one: _Wording, other: _Wording) -> bool:
    """True if one wording is the other, cut at its ends or with few other words; not if one has "not" and the other has none."""
    if one.negations != other.negations:
        return False
    shorter, longer = sorted((one, other))
    cut = shorter.length > _FEWEST and shorter.words in longer.words
    return cut or bool(fuzz.ratio(shorter.words, longer.words, score_cutoff=_ALIKE))
