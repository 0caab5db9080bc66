"""Tests what rules on word classes say of a sentence: its noun phrases, its verb groups, and the subjects that a tree leaves open."""

from __future__ import annotations

import pytest

from bot.reading.grammar.clauses import parsed
from bot.reading.grammar.noun_phrases import noun_phrases
from bot.reading.grammar.syntax import Words
from bot.reading.grammar.trees import Tree


def sentence(text: str) -> Words:
    """`word/class`; with `/t` behind it for a time that stands by itself, or with the number of the marks it stands in."""
    rows = [(*token.split("/"), "0")[:3] for token in text.split()]
    words, tags, marks = map(list, zip(*rows, strict=True))
    return Words(words, tags, [int(mark) if mark != "t" else 0 for mark in marks], [mark == "t" for mark in marks])


PHRASES = [
    # adjectives, numbers, owners; nouns behind a preposition are another phrase
    ("the/DT old/JJ man/NN left/VBD", ["the old man | man"]),
    ("Iran/NNP 's/POS old/JJ friend/NN", ["Iran 's old friend | friend"]),
    ("Iran/NNP 's/POS left/VBD", ["Iran | Iran"]),
    ("his/PRP$ two/CD friends/NNS and/CC their/PRP$ wives/NNS", ["his two friends | friends", "their wives | wives"]),
    ("the/DT men/NNS of/IN Iran/NNP", ["the men | men", "Iran | Iran"]),
    # words that stand alone, and words that begin a phrase of their own
    ("he/PRP saw/VBD it/PRP", ["he | he", "it | it"]),
    ("there/EX are/BEF 40/CD", ["there | there", "40 | 40"]),
    ("men/NNS the/DT army/NN met/VBD", ["men | men", "the army | army"]),
    ("all/DT the/DT men/NNS", ["all the men | men"]),
    # a time that stands by itself ends a phrase
    ("Iran/NNP last/JJ/t week/NN/t men/NNS", ["Iran | Iran", "men | men"]),
    # a comma or "and" between adjectives, and not between nouns
    ("an/DT Arab/JJ and/CC Islamic/JJ nation/NN", ["an Arab and Islamic nation | nation"]),
    ("large/JJ ,/, heavy/JJ bombs/NNS", ["large , heavy bombs | bombs"]),
    ("large/JJ but/CC heavy/JJ bombs/NNS", ["heavy bombs | bombs"]),
    ("large/JJ and/CC Iran/NNP", ["Iran | Iran"]),
    ("large/JJ and/CC Iranian/NNP bombs/NNS", ["large and Iranian bombs | bombs"]),
    ("Iran/NNP and/CC Iraq/NNP", ["Iran | Iran", "Iraq | Iraq"]),
    ("men/NNS and/CC old/JJ women/NNS", ["men | men", "old women | women"]),
    ("the/DT old/JJ and/CC left/VBD", ["the old | old"]),
    # an adverb before an adjective of a noun, and not behind it
    ("a/DT very/RB old/JJ man/NN", ["a very old man | man"]),
    ("a/DT very/RB", []),
    ("a/DT man/NN very/RB old/JJ", ["a man | man"]),
    ("a/DT recently/RB detained/VBN man/NN", ["a recently detained man | man"]),
    # an adjective behind its noun, unless another noun follows
    ("man/NN old/JJ enough/RB", ["man | man"]),
    ("man/NN old/JJ man/NN", ["man old man | man"]),
    # a participle before a noun, where no verb can stand, and not before a name
    ("the/DT detained/VBN sailors/NNS", ["the detained sailors | sailors"]),
    ("the/DT sailors/NNS detained/VBN", ["the sailors | sailors"]),
    ("sailors/NNS detained/VBN men/NNS", ["sailors | sailors", "men | men"]),
    ("detained/VBN sailors/NNS left/VBD", ["detained sailors | sailors"]),
    ("the/DT sailing/VBG men/NNS", ["the sailing men | men"]),
    ("men/NNS sailing/VBG boats/NNS", ["men | men", "boats | boats"]),
    ("of/IN detained/VBN sailors/NNS", ["detained sailors | sailors"]),
    ("met/VBD detained/VBN sailors/NNS", ["detained sailors | sailors"]),
    (",/, detained/VBN sailors/NNS", ["sailors | sailors"]),
    # without a noun: words that stand for one, or an article with an adjective
    ("of/IN detained/VBN Iran/NNP", ["Iran | Iran"]),
    ("this/DT is/BEF", ["this | this"]),
    ("this/DT old/JJ is/BEF", ["this old | old"]),
    ("the/DT is/BEF", []),
    ("the/DT wounded/JJ were/BEF", ["the wounded | wounded"]),
    ("the/DT two/CD were/BEF", ["the two | two"]),
    ("the/DT detained/VBN", []),
    ("old/JJ", []),
    ("many/DT left/VBD", ["many | many"]),
    # where only adjectives follow, and at the end
    ("the/DT man/NN old/JJ", ["the man | man"]),
    ("the/DT US/NNP -/: led/VBN", ["the US | US"]),
    ("detained/VBN old/JJ big/JJ bad/JJ red/JJ men/NNS", ["old big bad red men | men"]),
    ("detained/VBN old/JJ big/JJ bad/JJ men/NNS", ["detained old big bad men | men"]),
    ("detained/VBN last/JJ/t men/NNS", ["men | men"]),
    ("40/CD ,/, 000/CD", ["40 | 40", "000 | 000"]),
    ("Iran/NNP 's/POS", ["Iran | Iran"]),
    ("old/JJ ,/, bad/JJ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_the_phrases_of_classes(text, expected):
    given = sentence(text)
    assert [
        f"{' '.join(given.words[one.first : one.last])} | {given.words[one.head]}"
        for one in noun_phrases(given.words, given.tags, given.adverbial)
    ] == expected


GROUPS = [
    # adverbs and "not" within; "not only" denies nothing
    ("did/DOF not/RB only/RB attack/VB", ["did not only attack = attack finite past; from did"]),
    ("has/HVF never/RB attacked/VBN", ["has never attacked = attack finite negated; from has"]),
    ("not/RB to/TO attack/VB", ["to attack = attack infinitive negated; from to"]),
    # "to" before a verb
    ("to/TO quickly/RB attack/VB", ["to quickly attack = attack infinitive; from to"]),
    ("to/TO Iran/NNP", []),
    ("to/TO be/BE attacked/VBN", ["to be attacked = attack infinitive passive; from to"]),
    ("to/TO have/HV attacked/VBN", ["to have attacked = attack infinitive; from to"]),
    # which form it has
    ("having/HVG attacked/VBN", ["having attacked = attack gerund; from having"]),
    ("being/BEG attacked/VBN", ["being attacked = attack gerund passive; from being"]),
    ("been/BEN attacked/VBN", ["been attacked = attack participle passive; from been"]),
    ("attacked/VBN by/IN", ["attacked = attack participle passive; from attacked"]),
    # which auxiliary says what
    ("attacking/VBG Iran/NNP", ["attacking = attack gerund; from attacking"]),
    ("will/MD attack/VB", ["will attack = attack finite modal future; from will"]),
    ("may/MD be/BE attacked/VBN", ["may be attacked = attack finite modal passive; from may"]),
    ("could/MD n't/RB leave/VB", ["could n't leave = leave finite modal negated; from could"]),
    ("is/BEF hardly/RB", ["is hardly = be finite negated; from is"]),
    ("is/BEF a/DT man/NN", ["is = be finite; from is"]),
    ("was/BEF attacked/VBN", ["was attacked = attack finite past passive; from was"]),
    ("had/HVF attacked/VBN", ["had attacked = attack finite past; from had"]),
    # an adverb that belongs to no verb ends it
    ("did/DOF attack/VB", ["did attack = attack finite past; from did"]),
    ("is/BEF attacked/VBD", ["is = be finite; from is", "attacked = attack finite past; from attacked"]),
    ("has/HVF loudly/RB and/CC publicly/RB attacked/VBN", ["has loudly and publicly attacked = attack finite; from has"]),
    # "not" before it
    ("has/HVF loudly/RB and/CC men/NNS", ["has = have finite; from has"]),
    ("is/BEF very/RB old/JJ", ["is = be finite; from is"]),
    ("never/RB attacked/VBD", ["attacked = attack finite past negated; from attacked"]),
    # auxiliaries alone, and verbs alone
    ("not/RB only/RB attacked/VBD", ["attacked = attack finite past; from attacked"]),
    ("merely/RB attacked/VBD", ["attacked = attack finite past; from attacked"]),
    ("would/MD have/HV been/BEN attacked/VBN", ["would have been attacked = attack finite modal passive; from would"]),
    ("can/MD", ["can = can finite modal; from can"]),
    ("do/DOF", ["do = do finite; from do"]),
    ("have/HVF", ["have = have finite; from have"]),
    ("attack/VB", ["attack = attack infinitive; from attack"]),
    ("attacks/VBZ", ["attacks = attack finite; from attacks"]),
    ("found/VBD", ["found = find finite past; from found"]),
    ("to/TO found/VB", ["to found = found infinitive; from to"]),
    ("shall/MD leave/VB", ["shall leave = leave finite modal future; from shall"]),
    ("'ll/MD leave/VB", ["'ll leave = leave finite modal future; from 'll"]),
    ("leave/VBP", ["leave = leave finite; from leave"]),
    ("is/BEF to/TO leave/VB", ["is = be finite; from is", "to leave = leave infinitive; infinitive of be; from to"]),
    ("is/BEF not/RB to/TO leave/VB", ["is not = be finite negated; from is", "to leave = leave infinitive negated; infinitive of be; from to"]),
]  # fmt: skip

SUBJECTS = [
    # past adverbs, times and parentheses
    ("Iran/NNP attacked/VBD Iraq/NNP", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP quickly/RB attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP on/IN Monday/NNP/t attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP Monday/NNP/t attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP ,/, a/DT state/NN ,/, attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP (/( a/DT state/NN )/) attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP (/( a/DT state/NN )/) ,/, attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("Iran/NNP —/: a/DT state/NN —/: attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    # a comma alone opens no parenthesis
    ("a/DT state/NN ,/, attacked/VBD", ["attacked = attack finite past; from attacked"]),
    ("Iran/NNP ,/, and/CC Iraq/NNP ,/, attacked/VBD", ["attacked = attack finite past; from attacked"]),
    # past phrases behind a preposition, but not past a word that opens the clause
    ("the/DT men/NNS of/IN Iran/NNP attacked/VBD", ["attacked = attack finite past; by the men; from the"]),
    ("the/DT men/NNS of/IN Iran/NNP in/IN Iraq/NNP attacked/VBD", ["attacked = attack finite past; by the men; from the"]),
    ("until/IN Iran/NNP attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("men/NNS left/VBD until/IN Iran/NNP attacked/VBD", ["left = leave finite past; by men; from men", "attacked = attack finite past; by Iran; from Iran"]),
    ("men/NNS left/VBD Paris/NNP after/IN Iran/NNP attacked/VBD", ["left = leave finite past; by men; from men", "attacked = attack finite past; by Iran; from Iran"]),
    ("men/NNS left/VBD for/IN Iran/NNP attacked/VBD", ["left = leave finite past; by men; from men", "attacked = attack finite past; by Iran; from Iran"]),
    ("men/NNS saw/VBD that/IN Iran/NNP attacked/VBD", ["saw = see finite past; by men; from men", "attacked = attack finite past; by Iran; from Iran"]),
    # a preposition that governs what stands before the verb, unless it is one that opens clauses
    ("of/IN Iran/NNP attacked/VBD", ["attacked = attack finite past; from attacked"]),
    ("for/IN Iran/NNP attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    ("than/IN Iran/NNP attacked/VBD", ["attacked = attack finite past; by Iran; from Iran"]),
    # the whole list, unless it begins with the object of another verb
    ("Iran/NNP and/CC Iraq/NNP attacked/VBD", ["attacked = attack finite past; by Iran, Iraq; from Iran"]),
    ("Iran/NNP ,/, Iraq/NNP and/CC Syria/NNP attacked/VBD", ["attacked = attack finite past; by Iran, Iraq, Syria; from Iran"]),
    ("Iran/NNP ,/, Iraq/NNP ,/, and/CC Syria/NNP attacked/VBD", ["attacked = attack finite past; by Iran, Iraq, Syria; from Iran"]),
    ("Iran/NNP ,/, Iraq/NNP attacked/VBD", ["attacked = attack finite past; by Iraq; from Iraq"]),
    ("men/NNS met/VBD Iran/NNP and/CC Iraq/NNP attacked/VBD", ["met = meet finite past; by men; from men", "attacked = attack finite past; by Iraq; from Iraq"]),
    ("men/NNS said/VBD Iran/NNP and/CC Iraq/NNP attacked/VBD", ["said = say finite past; by men; from men", "attacked = attack finite past; by Iran, Iraq; from Iran"]),
    ("men/NNS said/VBD that/IN Iran/NNP and/CC Iraq/NNP attacked/VBD", ["said = say finite past; by men; from men", "attacked = attack finite past; by Iran, Iraq; from Iran"]),
    ("Iran/NNP or/CC Iraq/NNP attacked/VBD", ["attacked = attack finite past; by Iran, Iraq; from Iran"]),
    # what a relative pronoun stands for
    ("a/DT man/NN who/WP attacked/VBD Iran/NNP left/VBD", ["attacked = attack finite past; by a man; relative after who; from attacked", "left = leave finite past; by a man; from a"]),
    ("a/DT man/NN from/IN Iran/NNP who/WP attacked/VBD", ["attacked = attack finite past; by a man; relative after who; from attacked"]),
    ("a/DT man/NN from/IN Iran/NNP which/WDT attacked/VBD", ["attacked = attack finite past; by Iran; relative after which; from attacked"]),
    ("a/DT man/NN ,/, who/WP attacked/VBD", ["attacked = attack finite past; by a man; relative after who; from attacked"]),
    ("in/IN Iran/NNP who/WP attacked/VBD", ["attacked = attack finite past; by Iran; relative after who; from attacked"]),
    ("who/WP attacked/VBD", ["attacked = attack finite past; from attacked"]),
    # shared with a verb before it
    ("Iran/NNP attacked/VBD Iraq/NNP and/CC left/VBD", ["attacked = attack finite past; by Iran; from Iran", "left = leave finite past; by Iran; coordinate of attack; from left"]),
    ("Iran/NNP attacked/VBD Iraq/NNP ,/, left/VBD", ["attacked = attack finite past; by Iran; from Iran", "left = leave finite past; by Iran; coordinate of attack; from left"]),
    ("Iran/NNP attacked/VBD Iraq/NNP then/RB left/VBD", ["attacked = attack finite past; by Iran; from Iran", "left = leave finite past; by Iraq; from Iraq"]),
    ("Iran/NNP attacked/VBD Iraq/NNP quietly/RB left/VBD", ["attacked = attack finite past; by Iran; from Iran", "left = leave finite past; by Iraq; from Iraq"]),
    ("a/DT man/NN who/WP fled/VBD Iran/NNP and/CC left/VBD", ["fled = flee finite past; by a man; relative after who; from fled", "left = leave finite past; by a man; coordinate of flee; from left"]),
    ("Iran/NNP said/VBD Iraq/NNP left/VBD and/CC added/VBD", ["said = say finite past; by Iran; from Iran", "left = leave finite past; by Iraq; from Iraq", "added = add finite past; by Iran; coordinate of say; from added"]),
    ("what/WP Iran/NNP said/VBD and/CC added/VBD", ["said = say finite past; by Iran; from Iran", "added = add finite past; by Iran; coordinate of say; from added"]),
    ("Iran/NNP met/VBD Iraq/NNP and/CC said/VBD", ["met = meet finite past; by Iran; from Iran", "said = say finite past; by Iran; coordinate of meet; from said"]),
    ("it/PRP rained/VBD ,/, said/VBD Putin/NNP ./.", ["rained = rain finite past; by it; from it", "said = say finite past inverted; by Putin; from said"]),
    # behind a verb of saying, if it is a name or a border follows, or marks close before the verb
    ("it/PRP rained/VBD ,/, said/VBD he/PRP", ["rained = rain finite past; by it; from it", "said = say finite past inverted; by he; from said"]),
    ("it/PRP/1 rained/VBD/1 said/VBD the/DT man/NN in/IN Paris/NNP", ["rained = rain finite past; by it; from it", "said = say finite past inverted; by the man; from said"]),
    ("it/PRP/1 rained/VBD/1 said/VBD his/PRP$ man/NN", ["rained = rain finite past; by it; from it", "said = say finite past inverted; by his man; from said"]),
    ("said/VBD Putin/NNP", ["said = say finite past inverted; by Putin; from said"]),
    ("left/VBD Putin/NNP", ["left = leave finite past; from left"]),
    ("he/PRP/1 is/BEF/1 so/RB/1 bad/JJ/1 left/VBD", ["is = be finite; by he; from he", "left = leave finite past; from left"]),
    ("he/PRP/1 left/VBD", ["left = leave finite past; by he; from he"]),
    # not out of long quoted words
    ("Iran/NNP 's/POS men/NNS ;/: left/VBD", ["left = leave finite past; from left"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*GROUPS, *SUBJECTS])
def test_the_clauses_of_a_tree_that_tells_nothing(text, expected, lexicon):
    given = sentence(text)
    size = len(given.words)
    syntax = parsed(given, Tree([0] * size, ["ROOT", *["dep"] * (size - 1)], given.tags), lexicon)

    def words(phrase):
        return " ".join(given.words[phrase.first : phrase.last])

    found = []
    for one in syntax.clauses:
        flags = [flag for flag in ("modal", "future", "past", "negated", "passive", "inverted") if getattr(one, flag)]
        row = f"{words(one)} = {' '.join([one.lemma, one.form, *flags])}"
        row += f"; by {', '.join(map(words, one.subjects))}" if one.subjects else ""
        row += f"; {one.link}" if one.link else ""
        row += f" of {syntax.clauses[one.parent].lemma}" if one.parent is not None else ""
        row += f" after {one.marker}" if one.marker else ""
        found.append(f"{row}; from {given.words[one.start]}")
    assert found == expected
