"""A text into the reason why it can't be read as English prose, if there is one."""

from __future__ import annotations

import re

from bot.reading.function_words import EVERYDAY

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 40
"""Words below which a text is too short to judge: a single sentence is always tried."""
_SHARE = 0.14
"""English news has 17 to 50 in 100 of such words (measured on 1,300 articles), French 9, German and Spanish 2."""


def unreadable(text: str) -> str | None:
    """One clause that says why, or None where the text reads like English prose."""
    words = _WORD.findall(text)
    if len(words) < _ENOUGH:
        return None
    share = sum(word.lower() in EVERYDAY for word in words) / len(words)
    return None if share >= _SHARE else "the text is not in English, or not in running sentences"
