"""Parses the filters of a feed, and tests articles against them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.errors import AskError, NameUnclearError
from bot.model.feed import Filter
from bot.names import Sure, Unsure
from bot.wording import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.directory.directory import Directory
    from bot.model.article import Article
    from bot.model.facts import Reading
    from bot.model.library import Libraries

MOST = 20
"""Most filters of one feed."""
_QUOTES = "\"“”„«»'‘’"
_TERM = re.compile(r"""\s*((?:[^,"“”„]|["“„][^"“”]*["”“])+)""")
_OUTLET = re.compile(r"(?:outlet|from)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w+")


def filters_of(about: str, directory: Directory, libraries: Libraries) -> tuple[Filter, ...]:
    """Returns the filters typed as `about`: names of actors, "words in quotes" and `outlet:names`, separated by commas.

    Raises:
        NameUnclearError: a name is unknown or ambiguous; it says what to type instead.
        AskError: there are too many filters, or one has no words.
    """
    terms = [term.strip() for term in _TERM.findall(about) if term.strip()]
    if len(terms) > MOST:
        raise AskError(say("A feed can have at most {n} filters: remove some.", n=MOST))
    return tuple(dict.fromkeys(_filter(term, directory, libraries) for term in terms))


def _filter(term: str, directory: Directory, libraries: Libraries) -> Filter:
    if outlet := _OUTLET.fullmatch(term):
        name = outlet[1].strip().strip(_QUOTES).strip()
        return Filter("outlet", name.casefold(), f"outlet {name}")
    if term[0] in _QUOTES and term[-1] in _QUOTES and len(term) > 1:
        words = " ".join(_WORD.findall(term))
        if not words:
            raise AskError(
                say("{term} contains no words: write the words an article must contain, or remove it.", term=term)
            )
        return Filter("words", words.casefold(), f"“{words}”")
    found = directory.resolve(term, libraries, frozenset({"actor"}))
    if isinstance(found, Sure):
        return Filter("actor", found.match.id, found.match.name)
    if isinstance(found, Unsure):
        told = say(
            "“{typed}” could mean {names}: write one of them in full, or put “{typed}” in quotes to match the word.",
            typed=term,
            names=", ".join(named(match.name) for match in found.matches[:4]),
        )
        raise NameUnclearError(told, term, unknown=False)
    told = say("I know no actor named “{typed}”: put it in quotes to match articles that contain the word.", typed=term)
    raise NameUnclearError(told, term, unknown=not found.nameless)


def admits_before_reading(filters: Iterable[Filter], article: Article) -> bool | None:
    """Returns whether an article passes, judged by its words and outlet; None if only a reading can tell."""
    kinds = list(filters)
    outlets = [condition.value for condition in kinds if condition.kind == "outlet"]
    if outlets and (article.outlet or "").casefold() not in outlets:
        return False
    others = [condition for condition in kinds if condition.kind != "outlet"]
    if not others:
        return True
    told = f"{article.title or ''} {article.text}".casefold()
    padded = f" {' '.join(_WORD.findall(told))} "
    if any(condition.kind == "words" and f" {condition.value} " in padded for condition in others):
        return True
    return None if any(condition.kind == "actor" for condition in others) else False


def admits(filters: Iterable[Filter], reading: Reading) -> bool:
    """True if an article passes: it has one of the outlets, if any are given, and one of the actors or words, if any are given."""
    kinds = list(filters)
    by_words = admits_before_reading(kinds, reading.article)
    if by_words is not None:
        return by_words
    told = {actor.id for actor in reading.actors} | {actor.of for actor in reading.actors if actor.of}
    return any(condition.kind == "actor" and condition.value in told for condition in kinds)
