"""Splits text into tokens with their offsets: words, clitics, numbers, marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                                                       # U.S.  D.C.
  | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Rep|Sen|Gov|Rev|Prof|St|Capt|Maj|Adm|Jr|Sr|vs|Inc|Corp|Ltd
      |Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No)\.(?=\s|$|,)              # Gen.  Sept.
  | (?:Cmdr|Comdr|Cdr|Cmdt|Amb|Brig|Cpl|Pvt|Pfc|Spc|Ens|Lieut|Supt|Insp|Det|Const|Atty|Asst|Dep|Msgr
      |Sens|Reps|Gens|Cols|Pres|Sec|Secy|Treas|Fr|Hon|Messrs)\.(?=\s+[A-Z])   # Amb. Roe
  | [^\W\d_]\.(?=\s+[^\W\d_])                                                # an initial
  | [$€£¥]?\d+(?:[.,:]\d+)*(?:[-‑]?[^\W\d_]+(?:[-‑][^\W\d_]+)*|%)?           # $60  14,000-kg  22nd  7.5%
  | [^\W_]+(?:[-‑&'’][^\W_]+)*                                               # so-called  O'Brien  G7
  | \.\.\.+                                                                  # three dots
  | ''|``                                                                    # quotation marks of typewriters
  | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")


class Token(NamedTuple):
    """One word or mark: its offsets in the article's text, its letters, and its letters in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Returns the tokens of `text[start:end]`, with offsets in `text`."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = match.group()
        clitic = _CLITIC.search(word) if ("'" in word or "’" in word) else None
        if clitic and clitic.start() > 0:
            border = first + clitic.start()
            found.append(_token(text, first, border))
            found.append(_token(text, border, last))
        else:
            found.append(_token(text, first, last))
    return found


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(start, end, word, word.lower().replace("’", "'").replace("‑", "-"))
