"""Turns the words of a search into terms: what the index is asked for, and which words of a sentence are hits.

`sanctions oil` finds sentences with both, in any form ("sanctioned"); `"oil cap"` finds these words next to each other
as typed, `embarg*` all words that begin like this. Anything else counts as a space, so that no search is an error in
the index.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.store.lexemes import any_of, phrase
from bot.store.one_event import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
"""A word as FTS5's unicode61 tokenizer takes it from a text."""
_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_PART = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_SHORTEST_BEGINNING = 3
"""Fewest letters before a `*`: fewer begin too many words."""
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly", "er", "ers", "y", "ies", "ied", "e")
"""Endings of English words; a form counts only if it has the same stem."""
_SMALL_WORDS = "a an and are as at be by for from in is it its of on or that the this to was were with"
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that nearly every sentence has."""
_MOST = 12
"""Most terms of a search: forty-five characters hardly hold more."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other in a sentence, each with its possible forms. In a `beginning`, the last one may continue."""

    words: tuple[frozenset[str], ...]
    shown: str
    """The term as typed."""
    beginning: bool = False

    @property
    def expression(self) -> str:
        """The term in FTS5's query language."""
        if len(self.words) == 1:
            return " OR ".join(f'"{form}"{" *" if self.beginning else ""}' for form in sorted(self.words[0]))
        phrase = " ".join(next(iter(forms)) for forms in self.words)
        return f'"{phrase}"{" *" if self.beginning else ""}'

    @property
    def query(self) -> str:
        """The term in PostgreSQL's query language."""
        if len(self.words) == 1:
            return any_of(phrase([form], begun=self.beginning) for form in sorted(self.words[0]))
        return phrase([next(iter(forms)) for forms in self.words], begun=self.beginning)

    def found(self, tokens: Sequence[tuple[str, Span]]) -> Iterator[Span]:
        """Yields the places of the term among the words of a sentence."""
        for at in range(len(tokens) - len(self.words) + 1):
            beside = tokens[at : at + len(self.words)]
            if all(map(self._is, range(len(self.words)), (word for word, _ in beside))):
                yield Span(beside[0][1].start, beside[-1][1].end)

    def _is(self, place: int, word: str) -> bool:
        if self.beginning and place == len(self.words) - 1:
            return any(word.startswith(form) for form in self.words[place])
        return word in self.words[place]


def terms(typed: str) -> tuple[Term, ...]:
    """Returns the terms of a search; none if it has no words. Words like "of" count only in quotes or if nothing else is typed."""
    found = list(dict.fromkeys(_terms(typed)))
    telling = [term for term in found if len(term.words) > 1 or term.beginning or not term.words[0] & _SMALL]
    return tuple((telling or found)[:_MOST])


def _terms(typed: str) -> Iterator[Term]:
    for part in _PART.finditer(typed.translate(_QUOTES)):
        text = part["phrase"] if part["phrase"] is not None else part["word"]
        words = [word for word, _ in tokens(text)]
        if not words:
            continue
        beginning = text.rstrip('"').endswith("*") and len(words[-1]) >= _SHORTEST_BEGINNING
        as_typed = part["phrase"] is not None or len(words) > 1 or beginning
        forms = (frozenset({word}) if as_typed else forms_of(word) for word in words)
        yield Term(tuple(forms), f'"{" ".join(words)}"' if len(words) > 1 else text, beginning)


def tokens(text: str) -> list[tuple[str, Span]]:
    """Returns the words of a text as in the index, without case and accents, each with its place."""
    return [(folded(found.group()), Span(*found.span())) for found in _TOKEN.finditer(text)]


def folded(word: str) -> str:
    """Returns a word without case and accents."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")


def forms_of(word: str) -> frozenset[str]:
    """Returns a word with its other forms: "sanction", "sanctions", "sanctioned"."""
    same = stem(word)
    starts = {word, same, f"{same}{same[-1:]}", f"{same[:-1]}y" if same.endswith("i") else same, same.removesuffix("i")}
    return frozenset({word, *(form for start in starts for end in _ENDINGS if stem(form := start + end) == same)})


def hits(asked: Iterable[Term], sentence: str) -> tuple[Span, ...]:
    """Returns the places of the terms in a sentence, in order."""
    words = tokens(sentence)
    return tuple(sorted({span for term in asked for span in term.found(words)}))


def nearness(asked: Sequence[Term], sentence: str) -> tuple[int, int]:
    """Returns how well a sentence answers, lowest first: the letters between the nearest hits of different terms, then its length."""
    words = tokens(sentence)
    places = sorted((span.start, span.end, number) for number, term in enumerate(asked) for span in term.found(words))
    gaps = [after[0] - before[1] for before, after in pairwise(places) if before[2] != after[2]]
    return sum(sorted(gaps)[: len(asked) - 1]), len(sentence)
