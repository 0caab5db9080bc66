"""Words for PostgreSQL's full text search: the vector that a text is found by, and the query for words in it.

They are made here and not by the server, whose parser and locale would take other words from a text than SQLite's index does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LAST = 16_383
"""The highest position in a vector (postgresql.org/docs/current/textsearch-limitations.html)."""
_LONGEST = 500
"""Characters of a word that count: a lexeme has at most 2,046 bytes (the same page)."""


def vector(words: Iterable[str]) -> str:
    """Returns words in order as a tsvector."""
    return " ".join(f"{quoted(word)}:{min(place, _LAST)}" for place, word in enumerate(words, 1))


def phrase(words: Sequence[str], *, begun: bool = False) -> str:
    """Returns a tsquery for words that follow each other; the last one may be a word's beginning."""
    return f"({' <-> '.join(map(quoted, words))}{':*' if begun else ''})"


def any_of(queries: Iterable[str]) -> str:
    """Returns a tsquery for at least one of these."""
    return f"({' | '.join(queries)})"


def all_of(queries: Iterable[str]) -> str:
    """Returns a tsquery for all of these."""
    return f"({' & '.join(queries)})"


def quoted(word: str) -> str:
    """Returns a word as it is written in a vector or query; nothing has the empty one, which may not be written."""
    doubled = word[:_LONGEST].replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled or ' '}'"
