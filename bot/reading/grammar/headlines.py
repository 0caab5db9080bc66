"""Reads the participles of headlines as passives, which parsers take for verbs in the past: `Minister charged with fraud`, `Mayor found dead`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import verb_bases
from bot.reading.grammar.trees import Tree

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.reading.lexicon import OpenClasses

_MAIN = frozenset({"ROOT", "parataxis", "conj", "ccomp", "xcomp"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAST = frozenset({"VBD", "VBN"})
_BESIDE = frozenset({"IN", "TO", "RB", "RP", ",", ".", ":", "CC", "JJ"})
_TOWARD = frozenset(
    {"at", "into", "toward", "towards", "through", "on", "upon", "off", "out", "up", "down", "away", "back"}
)
_ONLY_PARTICIPLES = frozenset(
    {
        "sworn",
        "beaten",
        "stolen",
        "taken",
        "driven",
        "thrown",
        "chosen",
        "shaken",
        "broken",
        "torn",
        "given",
        "shown",
        "flown",
        "seen",
        "bitten",
    }
)
_OBJECTS = ("obj", "iobj", "ccomp", "dep")


def with_headline_passives(words: Sequence[str], tree: Tree, listed: OpenClasses) -> Tree:
    """Returns the tree with such participles as passives. `words` are in lower case.

    Headlines leave out articles: `The police chased and arrested him` is none.
    """
    for i in range(len(words)):
        tree = _with_office(words, tree, i, listed.installing)
        subject = _subject(words, tree, i, listed.transitive | listed.installing)
        if subject is not None:
            tree = _passive(tree, i, subject)
    return tree


def _subject(words: Sequence[str], tree: Tree, i: int, transitive: Collection[str]) -> int | None:
    """The subject that suffers what token `i` tells; None if it isn't such a participle."""
    surely = words[i] in _ONLY_PARTICIPLES
    if not words[i].isalpha() or (not surely and verb_bases(words[i]).isdisjoint(transitive)):
        return None
    if tree.classes[i] == "NN":
        return _name_before(tree, i)
    if tree.classes[i] not in _PAST or tree.children(i, "aux", "aux:pass", *_OBJECTS) or not _is_main(tree, i):
        return None
    subjects = [j for j in tree.children(i, "nsubj", "nsubj:pass", "compound") if j < i]
    behind = tree.classes[i + 1] if i + 1 < len(words) else "."
    moves = not surely and words[i + 1 : i + 2] and words[i + 1] in _TOWARD  # "Police charged at the crowd"
    office = tree.relations[i + 1 : i + 2] == ["xcomp"]
    if len(subjects) != 1 or moves or not (office or behind in _BESIDE) or not _is_bare(tree, subjects[0]):
        return None
    return subjects[0]


def _with_office(words: Sequence[str], tree: Tree, i: int, installing: Collection[str]) -> Tree:
    """The tree with the office in `Example elected chancellor` as what somebody became; objects have an article or a name."""
    office = tree.children(i, "obj")
    if tree.classes[i] not in _PAST or office != [i + 1] or verb_bases(words[i]).isdisjoint(installing):
        return tree
    if tree.classes[office[0]] != "NN" or tree.children(office[0]):
        return tree
    relations = list(tree.relations)
    relations[office[0]] = "xcomp"
    return Tree(tree.heads, relations, tree.classes)


def _name_before(tree: Tree, i: int) -> int | None:
    """The name in `Example shot in Leeds`, where the parser takes the participle for a noun."""
    names = [j for j in tree.children(i, "compound") if tree.classes[j].startswith("NNP")]
    alone = tree.relations[i] == "ROOT" and _FINITE.isdisjoint(tree.classes) and not tree.children(i, "det", "amod")
    return names[-1] if alone and names[-1:] == [i - 1] else None


def _is_main(tree: Tree, i: int) -> bool:
    """True if a verb is in no relative clause, which may have its object before it, and shares none with a verb beside it: `chased and arrested him`."""
    verb = i
    while tree.heads[i] != i:
        if tree.relations[i] not in _MAIN:
            return False
        i = tree.heads[i]
    beside = (*tree.children(verb, "conj"), *((tree.heads[verb],) if tree.relations[verb] == "conj" else ()))
    return not any(tree.children(j, "obj") for j in beside if tree.classes[j] in _PAST)


def _is_bare(tree: Tree, noun: int) -> bool:
    """True for a noun without article, as headlines have it, or a number: `Three killed`."""
    return tree.classes[noun].startswith(("NN", "CD")) and not tree.children(noun, "det", "nmod:poss")


def _passive(tree: Tree, i: int, subject: int) -> Tree:
    """The tree with token `i` as a passive participle, and with it the participles joined to it: `captured, flown to New York`."""
    heads, relations, classes = list(tree.heads), list(tree.relations), list(tree.classes)
    joined = [j for j in tree.children(i, "conj") if classes[j] in _PAST and not tree.children(j, "nsubj", *_OBJECTS)]
    for j in (i, *joined):
        classes[j] = "VBN"
    heads[subject], relations[subject] = i, "nsubj:pass"
    return Tree(heads, relations, classes)
