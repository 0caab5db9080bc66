"""Tests which participles without auxiliary are read as passives, and that other verbs in the past stay as they are."""

from __future__ import annotations

import pytest

from bot.reading.grammar.headlines import with_headline_passives
from bot.reading.grammar.trees import Tree

# `word/class/relation>head`, with heads counted from 0; what is changed
HEADLINES = [
    # the subject suffers it
    ("minister/NNP/nsubj>1 charged/VBD/ROOT>1 with/IN/case>3 fraud/NN/obl>1", "minister/NNP/nsubj:pass>1 charged/VBN/ROOT>1"),
    ("three/CD/nsubj>1 killed/VBD/ROOT>1", "three/CD/nsubj:pass>1 killed/VBN/ROOT>1"),
    ("mayor/NN/nsubj>1 found/VBD/ROOT>1 dead/JJ/xcomp>1", "mayor/NN/nsubj:pass>1 found/VBN/ROOT>1"),
    ("ek/NNP/compound>1 convicted/VBN/ROOT>1 of/IN/case>3 fraud/NN/obl>1", "ek/NNP/nsubj:pass>1"),
    ("ek/NNP/compound>1 shot/NN/ROOT>1", "ek/NNP/nsubj:pass>1 shot/VBN/ROOT>1"),
    # with what is joined to it
    ("ek/NNP/nsubj>1 captured/VBD/ROOT>1 ,/,/punct>3 flown/VBD/conj>1", "ek/NNP/nsubj:pass>1 captured/VBN/ROOT>1 flown/VBN/conj>1"),
    # a form that is no past tense
    ("rebels/NNS/nsubj>1 beaten/VBD/ROOT>1 back/RB/advmod>1", "rebels/NNS/nsubj:pass>1 beaten/VBN/ROOT>1"),
    ("police/NNS/nsubj>1 killed/VBD/ROOT>1 off/RP/compound:prt>1", ""),
    # a gerund beside it may have an object
    ("ek/NNP/nsubj>1 cleared/VBD/ROOT>1 of/IN/case>3 fraud/NN/obl>1 but/CC/cc>6 of/IN/mark>6 plotting/VBG/conj>1 murder/NN/obj>6", "ek/NNP/nsubj:pass>1 cleared/VBN/ROOT>1"),
    # with an office
    ("ek/NNP/nsubj>1 elected/VBD/ROOT>1 chancellor/NN/obj>1", "ek/NNP/nsubj:pass>1 elected/VBN/ROOT>1 chancellor/NN/xcomp>1"),
    ("voters/NNS/nsubj>1 elected/VBD/ROOT>1 ek/NNP/obj>1", ""),
    ("voters/NNS/nsubj>1 elected/VBD/ROOT>1 a/DT/det>3 mayor/NN/obj>1", ""),
    # an object, an auxiliary, an article, another verb, a relative clause
    ("police/NNS/nsubj>1 arrested/VBD/ROOT>1 ek/NNP/obj>1", ""),
    ("police/NNS/nsubj>2 had/VBD/aux>2 arrested/VBN/ROOT>2", ""),
    ("the/DT/det>1 court/NN/nsubj>2 acquitted/VBD/ROOT>2", ""),
    ("police/NNS/nsubj>1 waited/VBD/ROOT>1", ""),
    ("men/NNS/ROOT>0 police/NNS/nsubj>2 arrested/VBD/acl:relcl>0", ""),
    ("police/NNS/nsubj>1 charged/VBD/ROOT>1 at/IN/case>3 crowds/NNS/obl>1", ""),
    # the object of the verb beside it is its own
    ("police/NNS/nsubj>1 arrested/VBD/ROOT>1 and/CC/cc>3 beat/VBD/conj>1 him/PRP/obj>3", ""),
    ("police/NNS/nsubj>1 beat/VBD/ROOT>1 and/CC/cc>3 arrested/VBD/conj>1 him/PRP/obj>3", ""),
    # a noun
    ("the/DT/det>2 police/NN/compound>2 shot/NN/ROOT>2", ""),
    ("ek/NNP/compound>1 shot/NN/ROOT>1 fell/VBD/dep>1", ""),
]  # fmt: skip


def made(given: str) -> tuple[list[str], Tree]:
    words, heads, relations, classes = [], [], [], []
    for row in given.split():
        rest, head = row.split(">")
        word, kind, relation = rest.split("/")
        words.append(word), heads.append(int(head)), relations.append(relation), classes.append(kind)
    return words, Tree(heads, relations, classes)


@pytest.mark.parametrize(("given", "changed"), HEADLINES)
def test_participles_of_headlines_are_passives(given, changed, lexicon):
    words, tree = made(given)
    read = with_headline_passives(words, tree, lexicon.open)
    rows = zip(words, read.classes, read.relations, read.heads, given.split(), strict=True)
    found = [now for word, kind, relation, head, was in rows if (now := f"{word}/{kind}/{relation}>{head}") != was]
    assert found == changed.split()
