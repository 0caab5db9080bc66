"""The words of a sentence into their word classes: the likeliest path through the classes each word can have."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

START = "^"
_NUMBER = re.compile(r"[$€£¥]?\d[\d.,:]*(?:st|nd|rd|th|s|bn|m|k|%)?|[$€£¥]", re.IGNORECASE)
_OPEN_CLASSES = (("NN", 900), ("JJ", 1100), ("VB", 1300), ("VBP", 1350), ("RB", 1400))
_KEPT = 5
_NEVER = 1 << 60
_CLOSED = frozenset(
    {"DT", "PRP", "PRP$", "IN", "CC", "WP", "WDT", "WRB", "MD", "EX", "TO", "BEF", "HVF", "DOF", "HVG", "BEG"}
)


@dataclass(frozen=True)
class Tagging:
    """The tables of `data/tagging.toml`; costs are hundredths of a negative natural logarithm.

    Attributes:
        follows: the cost of a class after a class.
        words: for each lower-case form its possible classes with their costs.
        endings: the same for the endings of unknown words.
    """

    follows: Mapping[str, Mapping[str, int]]
    words: Mapping[str, tuple[tuple[str, int], ...]]
    endings: Mapping[str, tuple[tuple[str, int], ...]]


def tag(words: Sequence[str], table: Tagging, fixed: Mapping[int, str] | None = None) -> list[str]:
    """The class of each word (Penn classes, coarse; BE*, HV*, DO* for the auxiliaries). Linear in the number of words.

    `fixed` gives the class of words that are known otherwise (names, demonyms).
    """
    fixed = fixed or {}
    if not words:
        return []
    path: list[dict[str, str]] = []
    best, follows = {START: 0}, table.follows
    for number, word in enumerate(words):
        step: dict[str, int] = {}
        back: dict[str, str] = {}
        for kind, own in ((fixed[number], 0),) if number in fixed else _classes(word, number == 0, table):
            cost, before = _NEVER, START
            for last, so_far in best.items():
                total = so_far + follows[last].get(kind, 900)
                if total < cost or (total == cost and last < before):
                    cost, before = total, last
            step[kind] = cost + own
            back[kind] = before
        path.append(back)
        best = step
    kind = min(best, key=lambda name: (best[name], name))
    tags = []
    for back in reversed(path):
        tags.append(kind)
        kind = back[kind]
    return tags[::-1]


def shape_classes(word: str) -> tuple[tuple[str, int], ...]:
    """The class of a form that is no word: a number, a punctuation mark. Empty for words."""
    if any(char.isalpha() for char in word) and not _NUMBER.fullmatch(word):
        return ()
    if any(char.isdigit() for char in word) or word in "$€£¥%":
        return (("CD", 0),)
    return ((_MARKS.get(word[0], ":"), 0),)


_MARKS = {
    ",": ",", ".": ".", "!": ".", "?": ".", "…": ".", "(": "(", "[": "(", ")": ")", "]": ")",
    '"': '"', "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "'": '"', "‘": '"', "’": '"',
}  # fmt: skip


def _classes(word: str, first: bool, table: Tagging) -> tuple[tuple[str, int], ...]:
    if shape := shape_classes(word):
        return shape
    lower = word.lower().replace("’", "'")
    if word.isupper() and len(word) > 1:
        return (("NNP", 0),)
    known = table.words.get(lower)
    if not known and "-" in lower and not word.rsplit("-", 1)[1][:1].isupper():
        return _hyphenated(lower, table) or _by_ending(lower, table)
    if not word[0].isupper():
        return known or _by_ending(lower, table)
    if known and known[0][0] in _CLOSED:
        return known
    # A capital inside a sentence is nearly always a name; at its start only where the word is unknown.
    name = (1100 if known else 500) if first else 50
    others = known or (_by_ending(lower, table) if first else ())
    doubt = 0 if first else 250
    return (("NNP", name), *((kind, cost + doubt) for kind, cost in others if kind != "NNP"))


def _hyphenated(word: str, table: Tagging) -> tuple[tuple[str, int], ...] | None:
    last = word.rsplit("-", 1)[1]
    if last in {"old", "based", "led", "backed", "wide", "term", "level", "called", "scale"} or last.endswith(
        ("ed", "ing")
    ):
        return (("JJ", 0),)
    found = table.words.get(last)
    return (("JJ", 200), *found) if found else (("JJ", 0), ("NN", 50))


def _by_ending(word: str, table: Tagging) -> tuple[tuple[str, int], ...]:
    for size in (4, 3, 2):
        found = table.endings.get(word[-size:])
        if found:
            return found
    return _OPEN_CLASSES


def costs(counts: Mapping[str, int], totals: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What a word costs as each of its classes: -100 ln P(word | class), the cheapest few."""
    rows = [(kind, round(-100 * math.log(count / max(totals.get(kind, 1), 1)))) for kind, count in counts.items()]
    return tuple(sorted(rows, key=lambda row: row[1])[:_KEPT])
