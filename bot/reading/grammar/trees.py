"""A dependency tree over the tokens of a sentence, with the relations of Universal Dependencies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Tree:
    """The heads and relations of one sentence's tokens; numbers are token positions.

    Attributes:
        heads: the head of each token; a root is its own.
        relations: each token's relation to its head ("nsubj", "acl:relcl"; "ROOT").
        classes: each token's Penn class.
    """

    heads: Sequence[int]
    relations: Sequence[str]
    classes: Sequence[str]
    _children: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._children = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                self._children[head].append(i)

    def children(self, i: int, *relations: str) -> list[int]:
        """Returns the dependents of `i`, left to right. `relations`: only those with one of these."""
        found = self._children[i]
        return [j for j in found if self.relations[j] in relations] if relations else found

    def span(self, i: int) -> tuple[int, int]:
        """Returns the first token of the subtree of `i`, and the one after its last."""
        first, last, below = i, i, [i]
        while below:
            j = below.pop()
            first, last = min(first, j), max(last, j)
            below += self._children[j]
        return first, last + 1

    def kept(self, tokens: Sequence[int]) -> Tree:
        """Returns the tree over some of the tokens; dependents of a token that is left out move to its head."""
        if len(tokens) == len(self.heads):
            return self
        place = {token: number for number, token in enumerate(tokens)}
        heads = []
        for number, token in enumerate(tokens):
            head, steps = self.heads[token], 0
            while head not in place and self.heads[head] != head and steps < len(self.heads):
                head, steps = self.heads[head], steps + 1
            heads.append(place.get(head, number))
        relations = [
            "ROOT" if head == number else self.relations[token]
            for number, (token, head) in enumerate(zip(tokens, heads, strict=True))
        ]
        return Tree(heads, relations, [self.classes[token] for token in tokens])


class Parser(Protocol):
    """The interface of a trained parser."""

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """Returns the tree of each sentence, given by its words and marks."""
        ...
