"""A parsed sentence: words with their classes, noun phrases, clauses and the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.trees import Tree

AUXILIARIES = frozenset({"MD", "BEF", "BE", "BEN", "BEG", "HVF", "HV", "HVG", "HVN", "DOF", "DO"})
FINITE = frozenset({"MD", "BEF", "HVF", "DOF", "VBD", "VBP", "VBZ"})
MAIN = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with its arguments; numbers are token positions in the sentence.

    Attributes:
        verb: the main verb (or the form of "be" of a copular clause).
        first, last: the verb group, half open, negation and adverbs inside it included.
        form: finite, infinitive, gerund or participle (reduced relative, passive).
        parent: the clause it is the complement, infinitive or adjunct of; `link` says which.
        future: of what is to come; with `past`, of what was only meant to ("was to be signed").
        end: where the clause's own material ends (half open).
        node: the token that stands for it in the tree: its verb, or what a form of "be" links to its subject.
    """

    verb: int
    first: int
    last: int
    lemma: str
    form: str
    node: int
    modal: str | None = None
    future: bool = False
    past: bool = False
    negated: bool = False
    passive: bool = False
    subjects: tuple[NounPhrase, ...] = ()
    objects: tuple[NounPhrase, ...] = ()
    second: NounPhrase | None = None
    prepositions: tuple[tuple[str, NounPhrase], ...] = ()
    start: int = 0
    end: int = 0
    parent: int | None = None
    link: str | None = None
    marker: str | None = None
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Syntax:
    """A sentence: words without quotation marks, their classes, noun phrases, clauses and dependency tree.

    `quote[i]` numbers the quotation marks a token stands in (0: none); `adverbial[i]`: it belongs to a time expression.
    """

    words: list[str]
    tags: list[str]
    quote: list[int]
    adverbial: list[bool]
    phrases: list[NounPhrase]
    clauses: Sequence[Clause]
    phrase_at: list[int]
    speaking: frozenset[str]
    tree: Tree

    def phrase_from(self, i: int) -> NounPhrase | None:
        """Returns the noun phrase that begins at token `i`."""
        if 0 <= i < len(self.words) and self.phrase_at[i] >= 0:
            phrase = self.phrases[self.phrase_at[i]]
            return phrase if phrase.first == i else None
        return None

    def phrase_to(self, i: int) -> NounPhrase | None:
        """Returns the noun phrase whose last token is `i`."""
        if 0 <= i < len(self.words) and self.phrase_at[i] >= 0:
            phrase = self.phrases[self.phrase_at[i]]
            return phrase if phrase.last == i + 1 else None
        return None

    def clause_at(self, i: int) -> Clause | None:
        """Returns the clause of which token `i` is the verb, or what stands for it in the tree."""
        return next((clause for clause in self.clauses if i in (clause.verb, clause.node)), None)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence before parsing: its words in lower case, their classes, quotation numbers and adverbial flags."""

    words: list[str]
    tags: list[str]
    quote: list[int]
    adverbial: list[bool]
