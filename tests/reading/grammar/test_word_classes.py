from __future__ import annotations

import pytest

from bot.reading.grammar.trees import Tree
from bot.reading.grammar.word_classes import word_classes


@pytest.mark.parametrize(
    ("words", "heads", "relations", "classes", "expected"),
    [
        # a subject and no auxiliary: the tagger's participle is a finite verb
        (["carroll", "called"], [1, 1], ["nsubj", "ROOT"], ["NNP", "VBN"], "VBD"),
        # coordinated with a finite verb
        (["came", "and", "urged"], [0, 2, 0], ["ROOT", "cc", "conj"], ["VBD", "CC", "VBN"], "VBD"),
        # a passive stays one
        (["putin", "was", "called"], [2, 2, 2], ["nsubj:pass", "aux:pass", "ROOT"], ["NNP", "VBD", "VBN"], "VBN"),
        # so does a reduced relative clause
        (["talks", "called"], [0, 0], ["ROOT", "acl"], ["NNS", "VBN"], "VBN"),
    ],
)
def test_the_tree_says_which_participles_are_finite(words, heads, relations, classes, expected):
    assert word_classes(words, Tree(heads, relations, classes), {})[-1] == expected
