"""Finds the things that a scene's noun phrases name, except actors, people and places: head, modifiers, and name without a determiner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import singular
from bot.reading.judging.nodes import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.article import Span
    from bot.reading.cast import FoundMention
    from bot.reading.judging.nodes import Node
    from bot.reading.scene import Scene

_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "its", "his", "her", "their", "our"})
_WHICH = frozenset({"on", "of", "for", "against", "to", "with", "between", "over"})
"""Prepositions before words that specify a thing: "ban on whaling", "cap on Russian oil"."""
_CLOSE = frozenset({"on", "of", "against"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TELLING = _NOUNS | {"JJ", "VBG", "VBN", "FW"}
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase that may name an issue.

    Attributes:
        scene: the number of its scene; `first`, `last`, `head`: its tokens, without what follows the head.
        span: its place in the text, without the determiner.
        noun: the head in the singular, or the word that stands for its meaning; `word`: the head as written.
        modifiers: words that specify it, in the singular; for a state or person its id.
        pointing: True if it may mean something named before ("the reform").
        listed: True if its head is listed as a noun for issues.
    """

    scene: int
    first: int
    last: int
    head: int
    span: Span
    noun: str
    word: str
    modifiers: frozenset[str]
    name: str
    pointing: bool
    listed: bool


def things(scene: Scene) -> list[Thing]:
    """Returns the things of a scene, left to right."""
    return [thing for node in phrases(scene) if (thing := _thing(scene, node))]


def _thing(scene: Scene, node: Node) -> Thing | None:
    word = scene.tokens[node.head].lower
    noun, words = singular(word), scene.lexicon.issue_words
    listed = noun in words.heads or noun in words.alone
    if _kind(scene, node.head) not in _NOUNS or scene.mention_at(node.head) or not noun[:1].isalpha():
        return None
    if not listed and (_names_others(scene, node.head, noun) or _kind(scene, node.head).startswith("NNP")):
        return None
    first, owner = _opening(scene, node)
    modifiers = [owner.actor] if owner else []
    modifiers += [
        modifier for i in range(owner.last if owner else first, node.head) for modifier in _modifier(scene, i)
    ]
    end = node.head + 1
    for low, high in _said_which(scene, node.head):
        more = [modifier for i in range(low, high) for modifier in _modifier(scene, i)]
        if more and (high - first <= _MOST_WORDS or singular(scene.tokens[low - 1].lower) in words.measuring):
            modifiers += more
            end = high
    return Thing(
        scene.number, node.first, node.head + 1, node.head, scene.span(first, node.head + 1), words.alike.get(noun, noun), noun,
        frozenset(modifiers) - {noun}, _name(scene, first, end), scene.tokens[node.first].lower in _POINTING, listed,
    )  # fmt: skip


def _kind(scene: Scene, i: int) -> str:
    """The Penn class of a token: the tree's, except for known names."""
    tree, tag = scene.syntax.tree, scene.syntax.tags[i]
    return tree.classes[i] if not tag.startswith("NNP") else tag


def _names_others(scene: Scene, head: int, noun: str) -> bool:
    """True if a head names people, a body, a place, a time, an utterance or an action."""
    word, lexicon = scene.tokens[head].lower, scene.lexicon
    titles, events = lexicon.titles, lexicon.event_words
    both = {word, noun}
    people = titles.groups | titles.figures | titles.relatives | titles.organs | titles.firms | titles.civic
    if both & people or both & events.times or (noun,) in titles.offices or noun.capitalize() in titles.bodies:
        return True
    return bool(both & lexicon.nouns.keys() or both & events.nouns or noun in lexicon.issue_words.never)


def _opening(scene: Scene, node: Node) -> tuple[int, FoundMention | None]:
    """The first token of the name, after the determiner and judging words; and the owner of the thing."""
    first, judging = node.first, scene.lexicon.issue_words.judging
    for i in range(first + 1, node.head):
        if _kind(scene, i) in ("VBN", "VBD") and scene.mention_at(i - 1):
            first = i + 1  # "Hungary opposed Ukraine's membership" is no name
    while first < node.head:
        token, kind = scene.tokens[first], _kind(scene, first)
        if kind not in _TELLING or token.lower in judging or not token.text[0].isalnum():
            first += 1
        else:
            break
    owners = [scene.mention_at(i - 1) for i in range(first + 1, node.head) if _kind(scene, i) == "POS"]
    owner = owners[-1] if owners else None
    return (owner.first, owner) if owner else (first, None)


def _modifier(scene: Scene, i: int) -> Iterator[str]:
    """Yields the word if it distinguishes the thing from others."""
    mention = scene.mention_at(i)
    kind, word = _kind(scene, i), scene.tokens[i].lower
    if mention is not None:
        if kind not in ("PRP", "PRP$"):
            yield mention.actor
    elif kind in _TELLING and word[0].isalnum() and word not in scene.lexicon.issue_words.judging:
        yield singular(word) if kind in _NOUNS else word


def _said_which(scene: Scene, head: int) -> Iterator[tuple[int, int]]:
    """Yields the token ranges after a head that specify it: up to the noun of each preposition."""
    at: int | None = head
    while at is not None:
        noun = _behind(scene, at)
        if noun is not None:
            yield at + 1, noun + 1
        at = noun


def _behind(scene: Scene, at: int) -> int | None:
    """The noun of the preposition after a noun. If "on" follows directly, a parser may attach it to the verb instead."""
    tree = scene.syntax.tree
    found = [j for j in tree.children(at, "nmod") if j > at and _led_to(scene, j)]
    if not found and at + 1 < len(scene.tokens) and scene.tokens[at + 1].lower in _CLOSE:
        noun = tree.heads[at + 1]
        found = [noun] if tree.relations[noun] == "obl" and noun > at and _led_to(scene, noun) else []
    noun = _counted(scene, found[0]) if found else at
    fits = noun > at and _kind(scene, noun) in _NOUNS and not _is_when(scene, noun)
    return noun if fits else None


def _counted(scene: Scene, noun: int) -> int:
    """The noun that a number counts, where the tree takes the number for the noun: "20 advanced centrifuges"."""
    i, last = noun + 1, noun
    while _kind(scene, noun) == "CD" and i < len(scene.tokens) and _qualifies(scene, i):
        last, i = (i if _kind(scene, i) in _NOUNS else last), i + 1
    return last


def _qualifies(scene: Scene, i: int) -> bool:
    """True if a token may stand between a number and the noun it counts, or is that noun; a parser takes "advanced" for a verb."""
    return _kind(scene, i) in _TELLING or (_kind(scene, i).startswith("VB") and scene.tokens[i].lower.endswith("ed"))


def _is_when(scene: Scene, i: int) -> bool:
    """True if a noun is part of a time: "the vote on Thursday"."""
    at = scene.tokens[i].start
    return scene.syntax.adverbial[i] or any(date.span.start <= at < date.span.end for date in scene.dates)


def _led_to(scene: Scene, noun: int) -> bool:
    """True if one of these prepositions leads to a noun, with no mark or verb between them."""
    case = scene.syntax.tree.children(noun, "case")
    if not case or scene.tokens[case[0]].lower not in _WHICH:
        return False
    between = range(case[0] + 1, noun)
    return all(scene.tokens[i].text[0].isalnum() and _kind(scene, i) not in ("VBD", "VBZ", "MD") for i in between)


def _name(scene: Scene, first: int, last: int) -> str:
    """The words as in the article, but in lower case where only the start of the sentence gave a capital."""
    words = scene.words(first, last)
    plain = not _kind(scene, first).startswith("NNP") and not scene.mention_at(first) and words[1:2].islower()
    return words[:1].lower() + words[1:] if plain and first == _first_word(scene) else words


def _first_word(scene: Scene) -> int:
    return next((i for i, token in enumerate(scene.tokens) if token.text[0].isalpha()), 0)
