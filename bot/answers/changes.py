"""Compares two versions of an article, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[”\"’')\]]*|\n|$)")
_MOST = 2_000
"""Sentences compared; the rest of a longer text is ignored."""


@dataclass(frozen=True, slots=True)
class Changes:
    """New and removed sentences, in the order of the text."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


def changes(before: str, now: str) -> Changes:
    """Returns the differences between two texts of one article. Splitting sentences at punctuation is enough to show what changed."""
    old, fresh = _sentences(before), _sentences(now)
    new, gone = [], []
    for kind, first, last, start, end in SequenceMatcher(None, old, fresh, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[first:last]
            new += fresh[start:end]
    return Changes(tuple(new), tuple(gone))


def _sentences(text: str) -> list[str]:
    found = (" ".join(match.group().split()) for match in _SENTENCE.finditer(text))
    return [sentence for sentence in found if sentence][:_MOST]
