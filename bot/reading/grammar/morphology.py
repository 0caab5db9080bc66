"""Finds the base forms of inflected English words in lemminflect's lexicon."""

from __future__ import annotations

from functools import lru_cache

_MET = 20_000
_SINGULAR = {"media": "media", "data": "data"}
"""Plurals that news uses as separate words."""


@lru_cache(_MET)
def singular(noun: str) -> str:
    """Returns the singular of a noun, in lower case."""
    from lemminflect import getLemma  # noqa: PLC0415 - it loads spaCy, and the bot's own process reads nothing

    return _SINGULAR.get(noun) or next(iter(getLemma(noun, "NOUN")), noun)


@lru_cache(_MET)
def verb_bases(word: str) -> frozenset[str]:
    """Returns the bases of all verbs that a lower-case word may be a form of."""
    from lemminflect import getLemma  # noqa: PLC0415 - as above

    return frozenset(getLemma(word, "VERB", lemmatize_oov=False))


@lru_cache(_MET)
def base_form(verb: str, tag: str) -> str:
    """Returns the base of a verb in lower case. `tag`, its Penn class, tells "found" (find) from "to found"."""
    from lemminflect import getLemma  # noqa: PLC0415 - as above

    if tag in ("VB", "VBP"):
        return verb
    found = (base for base in getLemma(verb, "VERB") if base != verb and ("-" in base) == ("-" in verb))
    return next(found, verb)


@lru_cache(_MET)
def is_word(word: str) -> bool:
    """True if the lexicon has a lower-case word, in any form."""
    from lemminflect import getAllLemmas  # noqa: PLC0415 - as above

    return bool(getAllLemmas(word))
