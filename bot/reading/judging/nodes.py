"""Finds what a scene's facts can be made of: phrases (parties), triggers (events) and contents (quotations)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import singular, verb_bases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.article import Span
    from bot.reading.grammar.trees import Tree
    from bot.reading.scene import Scene

_NO_PHRASE = frozenset({"compound", "flat", "fixed", "goeswith"})
_LEFT = frozenset({"det", "det:predet", "amod", "nummod", "compound", "nmod:poss", "flat", "advmod", "nmod", "appos"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
_HEADLESS = frozenset({"CD", "DT", "JJ", "JJS", "JJR"})
_OPENERS = frozenset({"IN", "CC", "TO", ",", "RB"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_NO_VERB = frozenset({"aux", "aux:pass", "cop"})
_BOUNDS = frozenset({"least", "most"})
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Node:
    """Some tokens of a scene with their head; `span`: their offsets in the article."""

    first: int
    last: int
    head: int
    span: Span


def phrases(scene: Scene) -> list[Node]:
    """Returns one phrase for each noun, pronoun or mention that may be a party, left to right, without what follows its head."""
    found: dict[int, tuple[int, int]] = {}
    tree = scene.syntax.tree
    for i, kind in enumerate(tree.classes):
        if _names(scene, tree, i, kind):
            found[i] = _base(scene, tree, i)
    for mention in scene.found:
        found.setdefault(mention.last - 1, (mention.first, mention.last))
    return [Node(*found[head], head, scene.span(*found[head])) for head in sorted(found)]


def _names(scene: Scene, tree: Tree, i: int, kind: str) -> bool:
    relation = tree.relations[i]
    if kind in _PRONOUNS:
        return relation != "expl"
    if kind in _HEADLESS:
        return relation in _ARGUMENTS and scene.tokens[i].text[0].isalnum()
    if not kind.startswith("NN") or relation in _NO_PHRASE or relation in ("amod", "nummod"):
        return False
    return not scene.syntax.adverbial[i] and scene.tokens[i].lower not in scene.lexicon.event_words.times


def _base(scene: Scene, tree: Tree, head: int) -> tuple[int, int]:
    """A head with its dependents before it, and the rest of its name."""
    first = min([head, *(tree.span(j)[0] for j in tree.children(head, *_LEFT) if j < head)])
    while first < head and (tree.classes[first] in _OPENERS or not scene.tokens[first].text[0].isalnum()):
        first += 1
    if scene.syntax.words[first : first + 2] == ["according", "to"] and first + 2 <= head:
        first += 2
    if scene.syntax.words[first] in _BOUNDS and scene.syntax.words[first - 1 : first] == ["at"]:
        first -= 1  # "at least 30 people"
    last = head + 1
    while last < len(tree.heads) and tree.heads[last] == head and tree.relations[last] in _NO_PHRASE:
        last += 1
    return (first, last) if last - first <= _LONGEST else (head, head + 1)


def triggers(scene: Scene) -> list[Node]:
    """Returns the verbs, except auxiliaries, and the nouns that may name events."""
    return [Node(i, i + 1, i, scene.span(i, i + 1)) for i in _tellings(scene)]


def _tellings(scene: Scene) -> Iterator[int]:
    tree, words = scene.syntax.tree, scene.lexicon.event_words
    for i, token in enumerate(scene.tokens):
        kind, relation = tree.classes[i], tree.relations[i]
        if kind.startswith("VB"):
            if relation not in _NO_VERB and token.text[0].isalpha() and token.lower not in words.no_verbs:
                yield i
        elif kind in ("NN", "NNS") and relation != "flat" and _happens(scene, token.lower):
            yield i


def _happens(scene: Scene, word: str) -> bool:
    """True if a noun may name an event: it is listed, is also a verb, or has the ending of such nouns."""
    words, one = scene.lexicon.event_words, singular(word)
    if {word, one} & words.nouns or {word, one} & scene.lexicon.nouns.keys():
        return True
    if {word, one} & words.things or {word, one} & words.times:
        return False
    verb = not scene.lexicon.verbs.isdisjoint(verb_bases(word) | verb_bases(one))
    return verb or (len(one) > 5 and one.endswith(words.endings))
