"""Printing and logging to a terminal, made safe: text from articles, feeds and sites can't control it."""

from __future__ import annotations

import logging
import re
import sys

from bot.wording import printable


def say(text: str) -> None:
    """Print to standard output."""
    print(printable(text), flush=True)


def complain(text: str) -> None:
    """Print to standard error."""
    print(printable(text), file=sys.stderr)


_OBEYED = re.compile(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What a terminal may obey, or shows nothing for, of that which JSON may contain as it is."""


def plain_json(written: bytes) -> bytes:
    """Returns the same JSON with such characters written as escapes; orjson writes only those below a space so."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", written.decode()).encode()


class PlainFormatter(logging.Formatter):
    """Formats log records and tracebacks without control characters."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the formatted record, made safe to print."""
        return printable(super().format(record))


def log_plainly(level: str | None = None) -> None:
    """Log to standard error, from `level` up with timestamps; None logs only warnings, as plain sentences."""
    if level is None:
        if logging.lastResort:
            logging.lastResort.setFormatter(PlainFormatter("%(message)s"))
        return
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler])
