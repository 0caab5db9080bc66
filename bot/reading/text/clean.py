"""Cleans the text of a file or page: only white space changes, the letters and their order stay."""

from __future__ import annotations

import re

# str.isspace() decides what is white space; everything else is kept, zero-width marks included.
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_ENDS = re.compile(r" *\n *")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Returns the text with one kind of line end, single spaces, no space at the ends of lines, and no two empty lines in a row."""
    text = _LINE_ENDS.sub("\n", text)
    text = _BLANKS.sub(" ", text)
    text = _AROUND_LINE_ENDS.sub("\n", text)
    return _EMPTY_LINES.sub("\n\n", text).strip()
