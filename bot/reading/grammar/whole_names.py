"""Joins the words of names with particles in a tree: "Ngũgĩ wa Kamau" is one name, which parsers take for several words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.trees import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.lexicon import Titles

_SUBJECTS = ("nsubj", "nsubj:pass")
_ARGUMENTS = (*_SUBJECTS, "obj", "obl", "obl:agent", "nmod", "conj", "appos")


def with_whole_names(texts: Sequence[str], tree: Tree, titles: Titles) -> Tree:
    """Returns the tree in which the words of each such name hang on one of them."""
    for first, last in _names(texts, titles):
        tree = _joined(tree, first, last)
    return tree


def _names(texts: Sequence[str], titles: Titles) -> Iterator[tuple[int, int]]:
    """Yields the names whose particles no other words are: `Ahmed | bin | Said`, `Ana | de la | Cruz`."""
    i = 0
    while i < len(texts):
        last = _end(texts, i, titles)
        if last > i + 1:
            yield i, last
        i = last


def _end(texts: Sequence[str], first: int, titles: Titles) -> int:
    """The end of the name that begins at a word; right behind this word if none does."""
    last = first + 1
    while texts[first].istitle() and last < len(texts):
        behind = last
        while behind < len(texts) and texts[behind] in titles.particles:
            behind += 1
        joined = behind - last > 1 or not titles.patronymics.isdisjoint(texts[last:behind])
        if not joined or behind == len(texts) or not _capital(texts[behind]):
            break
        last = behind + 1
    return last


def _capital(text: str) -> bool:
    """True for `Said`, `al-Thani`."""
    return text[:1].isupper() or text.rpartition("-")[2][:1].isupper()


def _joined(tree: Tree, first: int, last: int) -> Tree:
    """The tree with a name's words on the one that stood for it; what hung on the others hangs there, too."""
    inside = range(first, last)
    top = [i for i in inside if tree.heads[i] == i or tree.heads[i] not in inside]
    root = next((i for i in top if tree.heads[i] == i), None)
    if root is not None and root != first:
        return _uprooted(tree, inside, root)
    if len(top) == 1 and not tree.relations[top[0]].startswith("aux"):
        return tree
    head = max(top, key=lambda i: (tree.relations[i] in _SUBJECTS, tree.relations[i] in _ARGUMENTS))
    over = tree.heads[head]
    bare = tree.classes[over].startswith("VB") and over >= last and not tree.children(over, *_SUBJECTS)
    return _hung(tree, inside, head, over, "nsubj" if bare else tree.relations[head])


def _uprooted(tree: Tree, inside: range, root: int) -> Tree:
    """The tree whose root was a word of a name, with the first verb behind the name as its root: `Ahmed bin | Said | criticised Iran`."""
    verbs = [i for i in tree.children(root) if i >= inside.stop and tree.classes[i].startswith("VB")]
    if not verbs:
        return tree
    heads, relations, classes = list(tree.heads), list(tree.relations), list(tree.classes)
    for i in (*tree.children(root), root):
        heads[i] = verbs[0]
    relations[verbs[0]] = "ROOT"
    if classes[verbs[0]] == "VBN" and not tree.children(verbs[0], "aux", "aux:pass"):
        classes[verbs[0]] = "VBD"
    return _hung(Tree(heads, relations, classes), inside, inside.start, verbs[0], "nsubj")


def _hung(tree: Tree, inside: range, top: int, over: int, relation: str) -> Tree:
    """The tree with the words of a name on one of them, and this on `over`."""
    heads, relations, classes = list(tree.heads), list(tree.relations), list(tree.classes)
    for i, head in enumerate(tree.heads):
        if head in inside and i not in inside:
            heads[i] = top
    for i in inside:
        heads[i], relations[i], classes[i] = top, "flat", "NNP"
    heads[top], relations[top] = over, relation
    return Tree(heads, relations, classes)
