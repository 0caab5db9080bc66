"""The words of a sentence into their word classes: the likeliest path through the classes each word can have."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.trees import Tree

START = "^"
_NUMBER = re.compile(r"[$€£¥]?\d[\d.,:]*(?:st|nd|rd|th|s|bn|m|k|%)?|[$€£¥]", re.IGNORECASE)
_OPEN_CLASSES = (("NN", 900), ("JJ", 1100), ("VB", 1300), ("VBP", 1350), ("RB", 1400))
_KEPT = 5
_NEVER = 1 << 60
_MOST_MET = 20_000
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
        met: the classes of words looked up so far, by (word, whether it opens the sentence); bounded, and no part of the table.
    """

    follows: Mapping[str, Mapping[str, int]]
    words: Mapping[str, tuple[tuple[str, int], ...]]
    endings: Mapping[str, tuple[tuple[str, int], ...]]
    met: dict[tuple[str, bool], tuple[tuple[str, int], ...]] = field(default_factory=dict, compare=False, repr=False)


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
        for kind, own in ((fixed[number], 0),) if number in fixed else _looked_up(word, number == 0, table):
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


_SAME = {
    "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "WP$": "WP", "PDT": "DT", "``": '"', "''": '"',
    "-LRB-": "(", "-RRB-": ")", "HYPH": ":", "NFP": ":", "SYM": "NN", "$": "CD", **dict.fromkeys(("FW", "LS", "ADD", "GW", "AFX", "XX"), "NN"),
}  # fmt: skip
_FORMS = {"VBG": "G", "VBN": "N", "VB": ""}
_OF_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'m", "'re", "ai"})
_OF_DO = frozenset({"do", "does", "did", "doing", "done"})


def word_class(penn: str, word: str, auxiliary: bool) -> str:
    """A Penn class, coarser where reading does not care and finer for be, have and do as auxiliaries.

    `word` in lower case; `auxiliary`: whether it only helps another verb. "be" counts as one always.
    """
    if penn.startswith("VB"):
        if word in _OF_BE:
            return "BE" + _FORMS.get(penn, "F")
        if auxiliary:
            return ("DO" if word in _OF_DO else "HV") + _FORMS.get(penn, "F")
    return _SAME.get(penn, penn)


def given_tags(words: Sequence[str], tree: Tree, fixed: Mapping[int, str]) -> list[str]:
    """The classes a trained parser gives, where its tree and the gazetteer do not know better: "detained" in "detained sailors"."""
    tags = []
    for i, (word, penn, relation) in enumerate(zip(words, tree.classes, tree.relations, strict=True)):
        if i in fixed:
            tags.append(fixed[i])
        elif penn in ("VBN", "VBG") and relation in ("amod", "compound"):
            tags.append("JJ" if relation == "amod" else "NN")
        elif penn == "VBN" and _tells(tree, i):
            tags.append("VBD")
        else:
            tags.append(word_class(penn, word, relation.startswith("aux")))
    return tags


def _tells(tree: Tree, i: int) -> bool:
    """Whether what looks like a participle ("Carroll called on ...") is a finite verb: it has a subject, or goes on from one that is, and no auxiliary."""
    if tree.children(i, "aux", "aux:pass"):
        return False
    if tree.relations[i] == "conj":
        return tree.classes[tree.heads[i]] == "VBD"
    return tree.relations[i] in ("ROOT", "ccomp", "parataxis", "acl:relcl") and bool(tree.children(i, "nsubj"))


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


def _looked_up(word: str, first: bool, table: Tagging) -> tuple[tuple[str, int], ...]:
    found = table.met.get((word, first))
    if found is None:
        if len(table.met) >= _MOST_MET:
            table.met.clear()
        found = table.met[word, first] = _classes(word, first, table)
    return found


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
