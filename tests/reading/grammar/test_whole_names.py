"""Tests that a name with particles is one name in a tree."""

from __future__ import annotations

import pytest

from bot.reading.grammar.trees import Tree
from bot.reading.grammar.whole_names import with_whole_names

# `word/class/relation>head`, with heads counted from 0; what is changed
NAMES = [
    ("Eva/NNP/nsubj>1 wa/NNP/aux>3 Roe/NNP/nsubj>3 left/VBD/ROOT>3", "Eva/NNP/flat>2 wa/NNP/flat>2"),
    # two particles, and one with a hyphen
    (
        "Eva/NN/compound>2 von/NNP/flat>0 der/NN/nsubj>4 Roe/RB/advmod>4 left/VBD/ROOT>4",
        "Eva/NNP/flat>2 von/NNP/flat>2 der/NNP/nsubj>4 Roe/NNP/flat>2",
    ),
    ("Eva/NNP/nsubj>4 bin/NNP/flat>0 Roe/NNP/flat>0 al-Ek/NN/obj>4 left/VBD/ROOT>4", ""),
    # a name that is no verb
    (
        "Eva/NNP/nsubj>2 bin/NNP/flat>0 Said/NNP/ROOT>2 left/VBN/ccomp>2",
        "Eva/NNP/nsubj>3 Said/NNP/flat>0 left/VBD/ROOT>3",
    ),
    # one already, one particle that stands elsewhere too, no capital behind it
    ("Eva/NNP/nsubj>3 bin/NNP/flat>0 Roe/NNP/flat>0 left/VBD/ROOT>3", ""),
    ("Eva/NNP/nsubj>1 de/NNP/aux>3 Roe/NNP/nsubj>3 left/VBD/ROOT>3", ""),
    ("Bo/NNP/nsubj>1 bin/VB/ROOT>1 bags/NNS/obj>1", ""),
    ("the/DT/det>2 bin/NN/compound>2 Ek/NNP/nsubj>3 left/VBD/ROOT>3", ""),
]


def tree(words: list[str]) -> Tree:
    rows = [word.split("/") for word in words]
    links = [row[2].split(">") for row in rows]
    return Tree([int(head) for _, head in links], [relation for relation, _ in links], [row[1] for row in rows])


@pytest.mark.parametrize(("given", "changed"), NAMES)
def test_a_name_with_particles(given, changed, lexicon):
    words = given.split()
    texts = [word.split("/")[0] for word in words]
    made = with_whole_names(texts, tree(words), lexicon.titles)
    rows = [
        f"{text}/{kind}/{relation}>{head}"
        for text, kind, relation, head in zip(texts, made.classes, made.relations, made.heads, strict=True)
    ]
    assert " ".join(row for row, word in zip(rows, words, strict=True) if row != word) == changed
