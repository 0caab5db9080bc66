"""Splits the reader's words as treebanks do: hyphens, currency signs and per cent signs separate, quotation marks and dashes in one form.

The syntax model is trained on such pieces (`training/syntax.py`) and needs them to parse.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"[$€£¥](?=\d)|-|[^-%$€£¥]+|%|.")
_KEPT_PREFIXES = frozenset({"e", "re", "co", "non", "pre", "post", "anti", "pro", "un", "multi", "ex", "mid", "inter"})
_FORMS = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "‑": "-", "–": "—"})
_WHOLE = {"''": '"', "``": '"', "--": "—", "---": "—", "…": "..."}


def plain(word: str) -> str:
    """Returns a word with straight quotation marks and one kind of dash, as the model knows them."""
    return _WHOLE.get(word) or word.translate(_FORMS)


def pieces(word: str) -> list[str]:
    """Returns the treebank words of one word: `US-led` is three, `$60` two, `re-elected` one."""
    word = plain(word)
    if word.lower() == "cannot":
        return [word[:3], word[3:]]
    if len(word) == 1 or word.isalpha():
        return [word]
    if "-" in word and word.split("-", 1)[0].lower() in _KEPT_PREFIXES:
        return [word]
    return [match.group() for match in _PIECE.finditer(word)]
