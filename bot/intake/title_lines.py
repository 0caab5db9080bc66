"""Separates the title from a plain text: the first line, if it is written like a title and set off from what follows."""

from __future__ import annotations

import re

from bot.intake.date_lines import line_date

_MOST_WORDS, _MOST_CHARACTERS = 25, 200
"""Most characters of a title."""
_LEAST_PARAGRAPH = 30
"""Fewest words of a line that is a whole paragraph, so that the line before it does not belong to it."""
_LONGEST_BYLINE = 12
"""Most words of a line that names the author."""
_OPENS = re.compile(r"[“‘\"'«¿¡(#*_\s]*[^\W_]")
_ENDS_OPEN = (".", ",", ";", ":", "…", "-", "–", "—")
"""What no title ends with: the end of a sentence, a list or a dateline."""
_PLACED = re.compile(r"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){1,3},(?:\s(?:[A-Z][\w'’.-]*|of|the|for|and|in|to)){1,6}")
"""A name or place of several words, followed by what it is: "Ann Lee, Secretary of State", "New York City, USA"."""
_BYLINE = re.compile(r"(?:by|von|par|por)\s+[A-Z]", re.IGNORECASE)


def titled(text: str) -> tuple[str | None, str]:
    """Returns the title at the start of a text, and the text without it; None and the whole text if there is none."""
    first, _, rest = text.lstrip().partition("\n")
    title = " ".join(first.strip(" \t#*_").split())
    if not rest.strip() or not _reads_as_one(title) or not _stands_apart(rest):
        return None, text
    return title, rest.lstrip("\n")


def _reads_as_one(line: str) -> bool:
    opens = _OPENS.match(line)
    return (
        opens is not None
        and not opens[0][-1].islower()
        and not line.rstrip("”’\"')»]*_").endswith(_ENDS_OPEN)
        and len(line.split()) <= _MOST_WORDS
        and len(line) <= _MOST_CHARACTERS
        and not _BYLINE.match(line)
        and not _PLACED.fullmatch(line)
        and line_date(line, None, None) is None
    )


def _stands_apart(rest: str) -> bool:
    """True if an empty line, a whole paragraph, or a line with author or date follows."""
    following = rest.partition("\n")[0].strip()
    words = len(following.split())
    byline = _BYLINE.match(following) and words <= _LONGEST_BYLINE
    return not words or words >= _LEAST_PARAGRAPH or bool(byline) or line_date(following, None, None) is not None
