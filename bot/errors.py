"""The two kinds of error Attaché raises on purpose.

AttacheError
├── AskError      the user can mend it; its text is the sentence they read
│   └── LaterError    what mends it is time: the same may be asked again as it is
└── FaultError    we must mend it; the user reads an apology, the log holds the rest
"""

from __future__ import annotations

from enum import Enum, auto


class AttacheError(Exception):
    """The root of every error raised on purpose."""


class Remedy(Enum):
    """What to do about a refusal where that takes a command. Discord and the command line each name their own (`ui/remedies.py`, `cli/remedies.py`)."""

    LIST_ARTICLES = auto()
    ADD_ARTICLE = auto()
    REMOVE_ARTICLE = auto()
    LIST_FEEDS = auto()
    ADD_FEED = auto()
    REMOVE_FEED = auto()
    LIST_DIGESTS = auto()
    SUBSCRIBE = auto()
    UNSUBSCRIBE = auto()


class AskError(AttacheError):
    """Something the asker can mend. `str(error)` is a sentence they can act on; `remedy`, if there is one, the command that helps."""

    def __init__(self, sentence: str, remedy: Remedy | None = None) -> None:
        super().__init__(sentence)
        self.remedy = remedy


class LaterError(AskError):
    """Something that goes well another time: too much else is being done now. Nothing is wrong with what was asked."""


class FaultError(AttacheError):
    """Something the operator or we must mend: a broken data file, a database that can't be opened."""
