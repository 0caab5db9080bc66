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


class JsonFormatter(logging.Formatter):
    """Formats log records as JSON, one object a line, without control characters."""

    def __init__(self) -> None:
        from pythonjsonlogger.json import JsonFormatter as Lines  # only a bot that logs so pays for loading it

        super().__init__()
        names = {"asctime": "time", "levelname": "level", "name": "logger"}
        what = "%(asctime)s %(levelname)s %(name)s %(message)s"
        self._lines = Lines(what, rename_fields=names, datefmt="%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        """Returns the record with its time, level, logger, message, traceback, and what was noted with it."""
        return plain_json(self._lines.format(record).encode()).decode()


def log_sentences() -> None:
    """Log warnings to standard error as plain sentences, for commands that end."""
    if logging.lastResort:
        logging.lastResort.setFormatter(PlainFormatter("%(message)s"))


class DiscreetFormatter(logging.Formatter):
    """Formats log records as another formatter does, without the bot's token and those of interactions, with which anybody could answer."""

    def __init__(self, formatter: logging.Formatter, secret: str) -> None:
        super().__init__()
        self._formatter = formatter
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """Returns the formatted record, tracebacks too, without secrets."""
        written = _INTERACTION_TOKEN.sub(rf"\g<before>{_HIDDEN}", self._formatter.format(record))
        return written.replace(self._secret, _HIDDEN) if self._secret else written


_HIDDEN = "[hidden]"
_INTERACTION_TOKEN = re.compile(r"""(?P<before>/(?:webhooks|interactions)/\d+/)[^\s/?#'"\\]+""")
"""Where the token of an interaction stands in an address."""


def log_records(level: str, form: str, secret: str = "") -> None:
    """Log to standard error from `level` up, with timestamps. `form` is "text", "json", or "auto": text on a terminal, JSON elsewhere."""
    handler = logging.StreamHandler()
    if form == "text" or (form == "auto" and sys.stderr.isatty()):
        formatter: logging.Formatter = PlainFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    else:
        formatter = JsonFormatter()
    handler.setFormatter(DiscreetFormatter(formatter, secret))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    if level == "debug":  # at that level discord.py's records have what members type, and every token
        logging.getLogger("discord").setLevel(logging.INFO)
