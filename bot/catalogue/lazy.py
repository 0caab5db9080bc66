"""Messages that are put into words where they are shown: whoever makes them may not know who reads them.

A worker process and the polling of feeds answer nobody; what they have to say is read later, by editors of several
languages. `lazy` keeps the message and its blanks: `str` says it in the language spoken by then. In the database it is
kept by `stored`, and read from there by `said`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.catalogue import number, say, say_n

_BEGINS = '{"say": '


@dataclass(frozen=True, slots=True)
class Lazy:
    """A message with its blanks, in no language yet; `several` is the plural where `n` is counted."""

    message: str
    blanks: tuple[tuple[str, object], ...] = ()
    several: str = ""
    n: int = 0

    def __str__(self) -> str:
        """Returns the message in the current language. A whole number in a blank is written as the language does."""
        filled = {name: number(value) if type(value) is int else value for name, value in self.blanks}
        if self.several:
            return say_n(self.message, self.several, self.n, **filled)
        return say(self.message, **filled) if self.message else ""


def lazy(message: str, /, **blanks: object) -> Lazy:
    """Returns a message that is said when it is shown; `say` says it now."""
    return Lazy(message, tuple(blanks.items()))


def lazy_n(one: str, several: str, n: int, /, **blanks: object) -> Lazy:
    """Returns the singular or plural for a number, said when it is shown; `say_n` says it now."""
    return Lazy(one, tuple(blanks.items()), several, n)


def stored(words: object) -> str:
    """Returns words as the database keeps them: a lazy message, or the one that an error carries, so that `said` can translate it."""
    kept = _kept(words)
    return kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False)


def restored(stored: str) -> Lazy:
    """Returns the lazy message in stored words; words of an earlier version stay as they are."""
    try:
        kept = json.loads(stored) if stored.startswith(_BEGINS) else stored
    except ValueError:  # other words that begin like it
        return Lazy(stored)
    return _lazy(kept)


def said(stored: str) -> str:
    """Returns stored words in the current language."""
    return str(restored(stored))


def _kept(words: object) -> object:
    """A lazy message as JSON; one without blanks, like any other words, as a string."""
    if isinstance(words, Exception) and len(words.args) == 1:
        return _kept(words.args[0])
    if not isinstance(words, Lazy):
        return words if isinstance(words, int) else str(words)
    if not words.blanks and not words.several:
        return words.message
    blanks = {name: _kept(value) for name, value in words.blanks}
    return {"say": words.message, "with": blanks, "several": words.several, "n": words.n}


def _lazy(kept: Any) -> Lazy:
    """What `_kept` kept; of a blank, too, unless it is a number."""
    if not isinstance(kept, dict):
        return Lazy(kept)
    blanks = kept["with"].items()
    filled = tuple((name, value if isinstance(value, int) else _lazy(value)) for name, value in blanks)
    return Lazy(kept["say"], filled, kept["several"], kept["n"])
