"""Finds the clauses that tell the content of a noun or verb: `reports that Spain left`, `denied bombing it`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene

_FINITE_CONTENT = frozenset({"ccomp", "csubj", "csubj:pass", "acl", "acl:relcl", "xcomp", "parataxis"})


def said_by_noun(scene: Scene, phrase: NounPhrase) -> Iterator[range]:
    """Yields the content that belongs to a noun: `reports that Spain left`."""
    tree = scene.syntax.tree
    for child in tree.children(phrase.head, "acl", "acl:relcl", "ccomp", "appos"):
        first, last = tree.span(child)
        if child > phrase.head and first >= phrase.last and scene.syntax.tags[child].startswith(("VB", "N", "J")):
            yield range(max(first, phrase.last), last)
    if phrase.last < len(scene.tokens) and scene.syntax.words[phrase.last] == "that":
        verb = next((clause for clause in scene.syntax.clauses if clause.verb > phrase.last), None)
        if verb is not None:
            yield range(phrase.last, max(verb.end, tree.span(verb.node)[1]))


def completing(scene: Scene, k: int) -> Iterator[range]:
    """Yields the clauses that complete a verb or predicate: finite ones, and gerunds like `denied bombing`."""
    clause, tree = scene.syntax.clauses[k], scene.syntax.tree
    heads = {clause.verb, clause.node}
    for head in heads:
        for child in tree.children(head):
            relation, first = tree.relations[child], tree.span(child)[0]
            gerund = relation == "advcl" and scene.syntax.tags[first].endswith("G") and first == clause.last
            opened = relation == "advcl" and scene.syntax.words[first] in ("that", "whether", "if")
            if (relation in _FINITE_CONTENT or gerund or opened) and child not in heads:
                yield range(*tree.span(child))
    for other in scene.syntax.clauses:
        if other.parent == k and other.link == "complement":
            yield range(min(other.start, other.first), max(other.end, tree.span(other.node)[1]))
    if tree.relations[clause.verb] in ("obl:unmarked", "parataxis", "advcl") and clause.first <= 1:
        yield range(clause.last, len(scene.tokens))  # "Few believe Brazil supports Israel", wrongly attached
