"""Tests which mistakes of the parser are repaired, and that trees which only look like them stay as they are."""

from __future__ import annotations

import pytest

from bot.reading.grammar.tree_repairs import repaired
from bot.reading.grammar.trees import Tree

# `word/class/relation>head`, with heads counted from 0; what is changed by the repair
REPAIRS = [
    # a noun with a subject is a verb, unless it has an article, an auxiliary, or is no verb at all
    ("the/DT/det>1 talks/NNS/nsubj>2 resume/NN/ROOT>2", "resume/VBP/ROOT>2"),
    ("talks/NNS/nsubj>1 resumes/NNS/ROOT>1", "resumes/VBZ/ROOT>1"),
    ("iran/NNP/nsubj>1 said/VBD/ROOT>1 talks/NNS/nsubj>3 resume/NN/ccomp>1", "resume/VBP/ccomp>1"),
    ("talks/NNS/nsubj>1 resume/NN/obj>1", ""),
    ("resume/NN/ROOT>0 talks/NNS/nsubj>0", ""),
    ("talks/NNS/nsubj>2 is/VBZ/cop>2 resume/NN/ROOT>2", ""),
    ("talks/NNS/nsubj>2 the/DT/det>2 resume/NN/ROOT>2", ""),
    ("talks/NNS/nsubj>2 will/MD/aux>2 resume/NN/ROOT>2", ""),
    ("talks/NNS/nsubj>1 iran/NNP/ROOT>1", ""),
    ("talks/NNS/nsubj>1 pistachio/NN/ROOT>1", ""),
    ("talks/NNS/dep>1 resume/NN/ROOT>1", ""),
    ("talks/NNS/nsubj>1 open/JJ/ROOT>1", "open/VBP/ROOT>1"),
    # a name's plural with an infinitive is a verb, in a sentence without one
    ("trump/NNP/compound>1 plans/NNS/ROOT>1 to/TO/mark>3 visit/VB/acl>1", "trump/NNP/nsubj>1 plans/VBZ/ROOT>1 visit/VB/xcomp>1"),
    ("trump/NN/compound>1 plans/NNS/ROOT>1 to/TO/mark>3 visit/VB/acl>1", ""),
    ("trump/NNP/compound>1 plans/NN/ROOT>1 to/TO/mark>3 visit/VB/acl>1", ""),
    ("trump/NNP/nmod:poss>1 plans/NNS/ROOT>1 to/TO/mark>3 visit/VB/acl>1", "trump/NNP/nsubj>1 plans/VBZ/ROOT>1 visit/VB/xcomp>1"),
    ("trump/NNP/compound>2 old/JJ/amod>2 plans/NNS/ROOT>2 to/TO/mark>4 visit/VB/acl>2", ""),
    ("trump/NNP/compound>1 plans/NNS/ROOT>1 for/TO/mark>3 visit/VB/acl>1", ""),
    ("trump/NNP/compound>1 plans/NNS/ROOT>1 to/TO/mark>3 visit/NN/acl>1", ""),
    ("trump/NNP/compound>1 plans/NNS/ROOT>1 to/TO/mark>3 visit/VB/acl>1 fell/VBD/dep>1", ""),
    ("the/DT/det>2 trump/NNP/compound>2 plans/NNS/ROOT>2 to/TO/mark>4 visit/VB/acl>2", ""),
    ("trump/NNP/compound>1 plans/NNS/obj>1 to/TO/mark>3 visit/VB/acl>1", ""),
    ("trump/NNP/compound>1 friends/NNS/ROOT>1 to/TO/mark>3 visit/VB/acl>1", ""),
    # a name behind a verb that has a subject is its object
    ("she/PRP/nsubj>1 asked/VBD/ROOT>1 ek/NNP/nsubj>1", "ek/NNP/obj>1"),
    ("asked/VBD/ROOT>0 ek/NNP/nsubj>0", ""),
    ("she/PRP/nsubj>1 asked/VBD/ROOT>1 men/NNS/nsubj>1", ""),
    ("she/PRP/nsubj>1 asked/VBD/ROOT>1 now/RB/advmod>1 ek/NNP/nsubj>1", ""),
    # a clause with "whose" leaves the main verb's place to the verb behind the comma
    ("ek/NNP/nsubj:pass>5 ,/,/punct>5 whose/WP/nmod:poss>3 cousin/NN/nsubj:pass>5 was/VBD/aux:pass>5 fined/VBN/ROOT>5 ,/,/punct>5 won/VBD/conj>5", "ek/NNP/nsubj>7 fined/VBN/acl:relcl>0 won/VBD/ROOT>7"),
    ("ek/NNP/nsubj:pass>5 ,/,/punct>5 whose/WP/nmod:poss>3 cousin/NN/nsubj:pass>5 was/VBD/aux:pass>5 fined/VBN/ROOT>5 and/CC/cc>7 won/VBD/conj>5", ""),
    ("ek/NNP/nsubj>5 ,/,/punct>4 whose/WP/nmod:poss>3 cousin/NN/nsubj>4 won/VBD/acl:relcl>0 left/VBD/ROOT>5", ""),
    # the last name of a list stays in the list
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 ,/,/punct>6 and/CC/cc>6 isfahan/NNP/nsubj>7 using/VBG/dep>0 bombs/NNS/obj>7", "isfahan/NNP/conj>1 using/VBG/advcl>0"),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 and/CC/cc>5 isfahan/NNP/nsubj>6 using/VBG/dep>0 bombs/NNS/obj>6", "isfahan/NNP/conj>1 using/VBG/advcl>0"),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 but/CC/cc>5 isfahan/NNP/nsubj>6 using/VBG/dep>0", ""),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 or/CC/cc>5 isfahan/NNP/obj>6 using/VBG/dep>0", ""),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 or/CC/cc>5 isfahan/NNP/nsubj>6 used/VBD/dep>0", ""),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 or/CC/cc>5 isfahan/NNP/nsubj>7 is/VBZ/aux>7 using/VBG/dep>0", ""),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NN/conj>1 or/CC/cc>5 isfahan/NNP/nsubj>6 using/VBG/dep>0", ""),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/conj>1 or/CC/cc>5 isfahan/NN/nsubj>6 using/VBG/dep>0", ""),
    ("hit/VBD/ROOT>0 fordow/NNP/obj>0 ,/,/punct>3 natanz/NNP/dep>1 or/CC/cc>5 isfahan/NNP/nsubj>6 using/VBG/dep>0", ""),
    ("fordow/NNP/conj>3 and/CC/cc>2 isfahan/NNP/nsubj>3 using/VBG/ROOT>3", ""),
    ("hit/VBD/ROOT>0 natanz/NNP/conj>0 and/CC/cc>3 isfahan/NNP/nsubj>4 using/VBG/dep>0", "isfahan/NNP/conj>0 using/VBG/advcl>0"),
    # whoever is named to an office is not its adjective
    ("ek/NNP/nsubj:pass>2 was/VBD/aux:pass>2 elected/JJ/amod>4 party/NN/compound>4 leader/NN/ROOT>4", "elected/VBN/ROOT>2 leader/NN/xcomp>2"),
    ("ek/NNP/nsubj:pass>2 was/VBD/aux:pass>2 elected/VBN/amod>3 mayor/NN/ROOT>3 by/IN/case>5 men/NNS/nmod>3", "elected/VBN/ROOT>2 mayor/NN/xcomp>2 men/NNS/obl:agent>2"),
    ("ek/NNP/nsubj>3 is/VBZ/cop>3 elected/VBN/amod>3 mayor/NN/ROOT>3", ""),
    # somebody has something done to somebody
    ("ek/NNP/nsubj>1 had/VBD/aux>3 roe/NNP/nsubj>3 jailed/VBN/ROOT>3", "had/VBD/ROOT>1 roe/NNP/obj>1 jailed/VBN/xcomp>1"),
    ("ek/NNP/nsubj>2 had/VBD/aux>2 jailed/VBN/ROOT>2 roe/NNP/obj>2", ""),
    ("has/VBZ/aux>2 ek/NNP/nsubj>2 left/VBN/ROOT>2", ""),
    ("ek/NNP/nsubj>1 had/VBD/ROOT>1 roe/NNP/obj>1 jailed/VBD/xcomp>1", "jailed/VBN/xcomp>1"),
    ("ek/NNP/nsubj>1 saw/VBD/ROOT>1 roe/NNP/obj>1 jailed/VBD/xcomp>1", ""),
    # a noun with an object is a gerund
    ("spoke/VBD/ROOT>0 against/IN/case>2 bombing/NN/obl>0 iran/NNP/obj>2", "against/IN/mark>2 bombing/VBG/advcl>0"),
    ("spoke/VBD/ROOT>0 against/IN/case>3 the/DT/det>3 bombing/NN/obl>0 iran/NNP/obj>3", ""),
    ("spoke/VBD/ROOT>0 against/IN/case>2 bombing/NN/obl>0", ""),
    # a name's participle is its verb in a sentence that has none
    ("orban/NNP/ROOT>0 opposed/VBN/acl>0 admitting/VBG/acl>0 chad/NNP/obj>2", "orban/NNP/nsubj>1 opposed/VBD/ROOT>1 admitting/VBG/xcomp>1"),
    ("orban/NNP/ROOT>0 seen/VBN/acl>0 on/IN/case>3 monday/NNP/obl>1", ""),
    ("orban/NNP/ROOT>0 opposed/VBN/acl>0 admitting/VBG/acl>0 is/VBZ/dep>0", ""),
    # a gerund after a preposition has an object, and takes the place of a noun that was the root
    ("accused/VBN/ROOT>0 of/IN/mark>2 attacking/VBG/amod>3 iran/NNP/obl>0", "attacking/VBG/advcl>0 iran/NNP/obj>2"),
    ("accused/VBN/ROOT>0 of/IN/mark>2 attacking/VBG/compound>3 iran/NNP/obl>0", "attacking/VBG/advcl>0 iran/NNP/obj>2"),
    ("accused/VBN/ROOT>0 of/IN/case>3 attacking/VBG/amod>3 iran/NNP/obl>0", ""),
    ("accused/VBN/ROOT>0 of/IN/mark>2 attacking/VBG/acl>3 iran/NNP/obl>0", ""),
    ("accused/VBN/ROOT>0 of/IN/mark>2 attacking/NN/amod>3 iran/NNP/obl>0", ""),
    ("iran/NNP/ROOT>0 of/IN/mark>2 attacking/VBG/amod>0", ""),
    ("focus/NN/nsubj>4 is/VBZ/cop>4 on/IN/mark>3 helping/VBG/amod>4 women/NNS/ROOT>4 now/RB/advmod>4", "focus/NN/nsubj>3 is/VBZ/cop>3 helping/VBG/ROOT>3 women/NNS/obj>3"),
    # the first of two subjects is that of the verb after the commas, if that has none
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ROOT>3 ,/,/punct>3 goes/VBZ/ccomp>3", "russia/NNP/nsubj>5 said/VBD/parataxis>5 goes/VBZ/ROOT>5"),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ROOT>3 ,/,/punct>3 is/VBZ/aux:pass>6 hit/VBN/ccomp>3", "russia/NNP/nsubj:pass>6 said/VBD/parataxis>6 hit/VBN/ROOT>6"),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/parataxis>5 ,/,/punct>5 goes/VBZ/ROOT>5", "russia/NNP/nsubj>5"),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ccomp>6 ,/,/punct>3 goes/VBZ/conj>3 so/RB/ROOT>6", "russia/NNP/nsubj>5 said/VBD/parataxis>5 goes/VBZ/ccomp>6"),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ROOT>3 that/IN/mark>5 goes/VBZ/ccomp>3", ""),
    ("russia/NNP/nsubj>3 and/CC/cc>2 putin/NNP/nsubj>3 said/VBD/ROOT>3 ,/,/punct>3 goes/VBZ/ccomp>3", ""),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/obj>3 said/VBD/ROOT>3 ,/,/punct>3 goes/VBZ/ccomp>3", ""),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ROOT>3 ,/,/punct>3 it/PRP/nsubj>6 goes/VBZ/ccomp>3", ""),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ROOT>3 ,/,/punct>3 there/EX/expl>6 goes/VBZ/parataxis>3", ""),
    ("russia/NNP/nsubj>3 ,/,/punct>3 putin/NNP/nsubj>3 said/VBD/ROOT>3 ,/,/punct>3", ""),
    ("goes/VBZ/ROOT>0 russia/NNP/nsubj>4 ,/,/punct>4 putin/NNP/nsubj>4 said/VBD/parataxis>0 ,/,/punct>4", ""),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), REPAIRS)
def test_what_a_repair_changes(rows, expected):
    words, classes, arcs = zip(*(row.split("/") for row in rows.split()), strict=True)
    relations, heads = zip(*(arc.split(">") for arc in arcs), strict=True)
    made = repaired(list(words), Tree([int(head) for head in heads], relations, classes))
    after = [
        f"{word}/{kind}/{relation}>{head}"
        for word, kind, relation, head in zip(words, made.classes, made.relations, made.heads, strict=True)
    ]
    assert [row for row, old in zip(after, rows.split(), strict=True) if row != old] == expected.split()
