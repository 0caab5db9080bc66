"""Puts our own words into the language of whoever asks: GNU gettext over the catalogues in `data/words/`.

The language is set once, where an interaction arrives, and holds for the task that answers it and for whatever that task
starts: a context variable, so that it need not go through every function between a command and its words. Where nobody set
one (digests, the command line), it is English. What has no translation stays English. Texts of articles are never translated.

Every message is a whole sentence or label with its blanks named, so that a translation may put them in another order.
`python -m tests.words` (or `make words`) finds the messages in the code and writes them into the catalogues.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = "en"
TRANSLATED = ("de", "es", "fr")
_PACKAGE = Path(__file__).resolve().parents[1]
_IN_WHEEL = _PACKAGE / "_shipped" / "data" / "words"  # bot/knowledge/shipped.py says so; it stands higher
FOLDER = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent / "data" / "words"
"""A catalogue a language: `de.po`, which people edit, and `de.mo`, compiled from it, which is read."""
_BY_LOCALE = {"de": "de", "es-ES": "es", "es-419": "es", "fr": "fr"}
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language_of(locale: str) -> str:
    """Returns the language of a Discord locale: "es" for "es-419"; English where there is no catalogue."""
    return _BY_LOCALE.get(locale, ENGLISH)


def language() -> str:
    """Returns the language of the current task."""
    return _language.get()


def speak(language: str) -> None:
    """Set the language of the current task, and of the tasks and threads it starts."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Set the language within a block."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def N_(message: str) -> str:  # noqa: N802 - its name wherever gettext is used
    """Returns the message as it is: it marks a constant for the catalogue, which `say` translates when it is shown."""
    return message


def N_n(one: str, several: str) -> tuple[str, str]:  # noqa: N802 - the same for a singular and plural
    """Returns both forms as they are: it marks a pair for the catalogue, which `say_n` translates when it is shown."""
    return one, several


def say(message: str, /, **blanks: object) -> str:
    """Returns the message in the current language, with its blanks filled in."""
    said = _translations(_language.get()).gettext(message)
    return said.format(**blanks) if blanks else said


def say_as(context: str, message: str, /, **blanks: object) -> str:
    """Returns the message as it is said in a context, where one English word stands for several of another language."""
    said = _translations(_language.get()).pgettext(context, message)
    return said.format(**blanks) if blanks else said


def say_n(one: str, several: str, n: int, /, **blanks: object) -> str:
    """Returns the singular or plural for a number; the blank `n` is the number as the language writes it."""
    said = _translations(_language.get()).ngettext(one, several, n)
    return said.format(n=number(n), **blanks)


def translated(language: str, context: str, message: str) -> str | None:
    """Returns a message in a language, whatever is spoken; None if there is no translation."""
    said = _translations(language).pgettext(context, message)
    return said if said != message else None


def number(n: int) -> str:
    """Returns a whole number as the current language writes it: "1,204", "1.204"."""
    spoken = _language.get()
    if spoken == ENGLISH or -1_000 < n < 1_000:
        return f"{n:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - loads its locale data; few numbers need it

    return str(format_decimal(n, locale=spoken))


@cache
def _translations(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    with (FOLDER / f"{language}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
