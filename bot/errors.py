"""The two kinds of error Attaché raises on purpose.

AttacheError
├── AskError      the user can mend it; its text is the sentence they read
│   └── LaterError    what mends it is time: the same may be asked again as it is
└── FaultError    we must mend it; the user reads an apology, the log holds the rest
"""

from __future__ import annotations


class AttacheError(Exception):
    """The root of every error raised on purpose."""


class AskError(AttacheError):
    """Something the asker can mend. `str(error)` is what they read: one sentence that says what to do next."""


class LaterError(AskError):
    """Something that goes well another time: too much else is being done now. Nothing is wrong with what was asked."""


class FaultError(AttacheError):
    """Something the operator or we must mend: a broken data file, a database that can't be opened."""
