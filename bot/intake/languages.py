"""A text into the language it is in, offline and always the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

_SAMPLE = 6_000
"""Characters: more change no verdict."""
_FEWEST = 20
"""Words below which a text is too short to tell."""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - takes a third of a second; not every start needs it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where it is too short or belongs to none clearly."""
    if len(text.split(maxsplit=_FEWEST)) < _FEWEST:
        return None
    code, likelihood = _identifier().classify(text[:_SAMPLE])
    return str(code) if likelihood > 0.9 else None


def language_name(code: str) -> str:
    """The English name of a language; the code where nobody knows it."""
    try:
        return Locale.parse(code).english_name or code
    except (UnknownLocaleError, ValueError):
        return code
