"""Printing and logging to a terminal, made safe: text from articles, feeds and sites can't control it."""

from __future__ import annotations

import logging
import sys

from bot.wording import printable


def say(text: str) -> None:
    """Print to standard output."""
    print(printable(text), flush=True)


def complain(text: str) -> None:
    """Print to standard error."""
    print(printable(text), file=sys.stderr)


class PlainFormatter(logging.Formatter):
    """Formats log records and tracebacks without control characters."""

    def format(self, record: logging.LogRecord) -> str:
        """The formatted record, made safe to print."""
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
