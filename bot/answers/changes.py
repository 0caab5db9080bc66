"""What an article said before and says now into what changed, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[”\"’')\]]*|\n|$)")
_MOST = 2_000
"""Sentences compared: longer texts are compared as far as that."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences that are new and that are gone, in the order of the text."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


def changes(before: str, now: str) -> Changes:
    """What two texts of one article differ in. Sentences are told by their marks alone: enough to show what changed."""
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
