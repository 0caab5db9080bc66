"""The two kinds of error Attaché raises on purpose.

AttacheError
├── AskError      the user can fix it; its text is the sentence they read
│   ├── NameUnclearError  a name means nothing known, or several things
│   ├── LaterError    trying again later fixes it, without any change
│   ├── StoppedError  what it was done for was deleted or stopped meanwhile
│   └── StorageError  nothing can be stored until the operator fixes it
└── FaultError    we or the operator must fix it; the user reads an apology, the log has the details
"""

from __future__ import annotations

from enum import Enum, auto


class AttacheError(Exception):
    """Base class of every error raised on purpose."""


class Remedy(Enum):
    """A command that helps after a refusal. Discord and the command line each name their own (`ui/remedies.py`, `cli/remedies.py`)."""

    LIST_ARTICLES = auto()
    ADD_ARTICLE = auto()
    REMOVE_ARTICLE = auto()
    LIST_FEEDS = auto()
    ADD_FEED = auto()
    REMOVE_FEED = auto()
    LIST_DIGESTS = auto()
    SUBSCRIBE = auto()
    UNSUBSCRIBE = auto()
    LIST_CORRECTIONS = auto()


class AskError(AttacheError):
    """Something the user can fix. `str(error)` is the sentence they read; `remedy`, if any, stands for the command that helps.

    Who does not know the reader's language gives a lazy sentence (`bot/catalogue/lazy.py`), which is said when it is shown.
    """

    def __init__(self, sentence: object, remedy: Remedy | None = None) -> None:
        super().__init__(sentence)
        self.remedy = remedy


class NameUnclearError(AskError):
    """A name that nobody or several have. `typed` are its words: the articles may have them all the same.

    `meant` are the ids, names and notes of those it may mean; `question` asks which of them.
    """

    def __init__(
        self,
        sentence: str,
        typed: str,
        *,
        unknown: bool,
        meant: tuple[tuple[str, str, str], ...] = (),
        question: str = "",
    ) -> None:
        super().__init__(sentence)
        self.typed = typed
        self.unknown = unknown
        self.meant = meant
        self.question = question or sentence


class LaterError(AskError):
    """Too much is going on right now: the same request will work later."""


class StoppedError(AskError):
    """What something was done for was deleted, or stopped, meanwhile: it was not done."""


class StorageError(AskError):
    """Nothing can be stored: the disk is full, the database is gone. The user reads why; the log has it as critical."""


class FaultError(AttacheError):
    """Something the operator or we must fix: a broken data file, a database that can't be opened."""
