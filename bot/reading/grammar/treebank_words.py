"""The reader's words into the words a treebank has: hyphens, currency signs and per cent signs apart, marks in one form.

The syntax model learns from such pieces (`training/syntax.py`) and is given such pieces when it reads.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"[$€£¥](?=\d)|-|[^-%$€£¥]+|%|.")
_KEPT_PREFIXES = frozenset({"e", "re", "co", "non", "pre", "post", "anti", "pro", "un", "multi", "ex", "mid", "inter"})
_FORMS = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "‑": "-", "–": "—"})
_WHOLE = {"''": '"', "``": '"', "--": "—", "---": "—", "…": "..."}


def plain(word: str) -> str:
    """A word with its marks in the one form the model knows: straight quotation marks, one kind of dash."""
    return _WHOLE.get(word) or word.translate(_FORMS)


def pieces(word: str) -> list[str]:
    """The treebank words of one word of the reader: `US-led` is three, `$60` two, `re-elected` one."""
    word = plain(word)
    if word.lower() == "cannot":
        return [word[:3], word[3:]]
    if len(word) == 1 or word.isalpha():
        return [word]
    if "-" in word and word.split("-", 1)[0].lower() in _KEPT_PREFIXES:
        return [word]
    return [match.group() for match in _PIECE.finditer(word)]
