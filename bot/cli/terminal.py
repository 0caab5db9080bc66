"""What is printed and logged into what a terminal shows: words of articles, feeds and sites are never obeyed by it."""

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
    """Records as the given format says, tracebacks too, without what a terminal would obey."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's lines."""
        return printable(super().format(record))


def log_plainly(level: str | None = None) -> None:
    """Log to standard error. `level`: from which on, each line with its time; None: warnings alone, as they are."""
    if level is None:
        if logging.lastResort:
            logging.lastResort.setFormatter(PlainFormatter("%(message)s"))
        return
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler])
