"""Tests which words may stand for somebody, and what speaks for and against each answer: the weights that ship were learned on it."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.reading.judging.parts import PartTaken
from bot.reading.referents.phrases import unnamed
from bot.reading.referents.traits import grade, own_traits
from bot.reading.referents.walk import Walk

PARTS = ("acts ", "undergoes ", "holds ", "is meant ", "speaks ", "in all ")
"""What the judge says of a phrase, which has a test of its own."""


class Noting:
    """Takes the first answer that is somebody, and notes what spoke for each."""

    def __init__(self):
        self.asked = {}

    def choose(self, phrase, options):
        for option in options[1:]:
            who = option.known.actor if option.known else "new"
            traits = [trait.removeprefix("new ") for trait in option.traits if not trait.startswith("old ")]
            assert all(trait.startswith(f"{phrase.sort} ") for trait in traits)
            told = (trait.removeprefix(f"{phrase.sort} ") for trait in traits)
            self.asked[phrase.words, who] = " · ".join(trait for trait in told if not trait.startswith(PARTS))
        return (1, 1.0) if len(options) > 1 else (0, 1.0)


@pytest.fixture(scope="module")
def asked(reader):
    def asked_of(text):
        noting = Noting()
        _, ground = reader.ground(Article("x", text, published="2025-06-18"))
        Walk(ground, noting).settled()
        return noting.asked

    return asked_of


PHRASES = [
    # a name that stands beside a noun may be somebody's as well, unless it is part of a name
    ("The Zorbo law left.", ["Zorbo | name | zorbo | bare | | one"]),
    ("The new Zorbo Quux law left.", ["Zorbo Quux | name | quux | bare | zorbo | one"]),
    ("The Zorbo Law left.", ["The Zorbo Law | name | law | the | zorbo | one"]),
    ("The zorbo law left.", []),
    (
        "Two women and several Crown prosecutors left the hall.",
        [
            "Two women | people | woman | number | | several",
        ],
    ),
    (
        "Angela Merkel's husband thanked the old doctors from Leeds.",
        [
            "Angela Merkel's husband | person | husband | own | angela merkel | one",
            "the old doctors | people | doctor | the | old | several",
        ],
    ),
    (
        "This company of miners freed all, and the others fled.",
        [
            "This company | body | company | this | | one",
            "miners | people | miner | bare | | several",
            "all | some | all | some | | one",
            "the others | some | other | the | | several",
        ],
    ),
    (
        "They told us that hers was an old police station.",
        [
            "They | they | they | pronoun | | several",
            "us | we | us | pronoun | | several",
            "hers | she | hers | pronoun | | one",
        ],
    ),
    (
        "The Living Sea group criticised Acme Widget Ltd on Monday.",
        [
            "Living Sea | name | sea | bare | living | one",
            "The Living Sea group | body | group | the | living sea | one",
        ],
    ),
    (
        "The 12 officers, many of them wounded, saw 37 people.",
        [
            "The 12 officers | people | officer | the | | several",
            "many | some | many | some | | one",
            "them | they | them | pronoun | | several",
            "37 people | group | people | number | | several",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_the_words_that_may_stand_for_somebody(text, expected, reader):
    (scene,) = reader.proposals(Article("x", text, published="2025-06-18")).scenes
    covered = {i for mention in scene.found for i in range(mention.first, mention.last)}
    assert [
        f"{one.words} | {one.sort} | {one.noun} | {one.opening} | {' '.join(sorted(one.modifiers))} | {'several' if one.plural else 'one'}".replace("|  |", "| |")
        for one in unnamed(scene, covered)
    ] == expected  # fmt: skip


HUSBAND = "Angela Merkel's husband thanked the two doctors from Leeds."
ARMY = "The Lebanese army said three gunmen had been killed by its troops."
UNION = "“We will strike,” the union of nurses said."
SPOKESWOMAN = "Jane Example, 34, a spokeswoman for the ministry, met her rival and her brother."
NURSE = "A nurse left. The old nurse, a mother of two, told Macron: “My son is a doctor.” His son's doctor smiled."
COUNTRY = "France met Spain. Emmanuel Macron said the country was strong."
POLICE = "Oslo Police searched the Riga Tower. The tower fell on police."
NURSES = "The nurse and the doctor met the nurse and Kim."
CHIEF = "We met the chief, Jane Example, and John Sample."
COMPANY = "The company Volkswagen left."
FIRM = "Alpha Beta praised the firm, Orion Widget Ltd, on Monday."
TRAITS = [
    (HUSBAND, "Angela Merkel's husband", "new", "at all · own · word husband · word husband own · told · as nsubj"),
    (HUSBAND, "the two doctors", "new", "at all · the · word doctor · word doctor the · plural · with from · as obj"),
    (HUSBAND, "the two doctors", "~16", "far 0 · rank 0 · led 0 · led now obj · times 1 · to local person · other number person · word doctor to local person · other noun the · the met 1 · sisters nsubj obj · near 4 · most told person"),
    (ARMY, "three gunmen", "lebanese-army", "far 0 · rank 0 · led 0 · led now nsubj:pass · times 1 · to body · other number body · word gunman to body · no noun number · number met 1 · near 4 · speaker · most told body"),
    (ARMY, "its", "~29", "far 0 · rank 0 · led 0 · led now nmod:poss · times 1 · to local people plural · other number people · near 8 · not speaker · most told people · not ruled"),
    (ARMY, "its", "lebanese-army", "far 0 · rank 0 · led 0 · led now nmod:poss · times 1 · to body · near 8 · speaker · most told body · ruled"),
    (ARMY, "its troops", "new", "at all · own · word troop · word troop own · plural · as obl:agent:by"),
    (ARMY, "its troops", "~29", "far 0 · rank 0 · led 0 · led now obl:agent · times 2 · to local people plural · word troop to local people plural · other noun own · own met 2 · inside people · inside organ people · below · near 2 · not speaker · most told people"),
    (UNION, "nurses", "~22", "far 0 · rank 0 · led 0 · led now nmod · times 1 · to local body · other number body · word nurse to local body · other noun bare · bare met 1 · under nmod · near 2 · most told body"),
    (UNION, "We", "~31", "far 0 · rank 0 · led never · led not nsubj · times 1 · to local people plural · near 8 · speaker · speaker local people plural · most told people"),
    (SPOKESWOMAN, "a spokeswoman", "jane-example", "far 0 · rank 0 · led never · led not nsubj · times 1 · to person · same sex · word spokeswoman to person · no noun a · a met 1 · near 8 · after comma a · most told person"),
    (SPOKESWOMAN, "her", "~20", "far 0 · rank 1 · led 0 · led now nmod:poss · times 1 · to local person · same sex · near 16 · not ruled"),
    (NURSE, "The old nurse", "new", "at all · the · word nurse · word nurse the · heard the · told · as nsubj"),
    (NURSE, "The old nurse", "~2", "far 1 · rank 0 · led 1 · led just nsubj · times 1 · to local person · word nurse to local person · same noun the fresh · the met 1 · most told person"),
    (NURSE, "a mother", "~22", "far 0 · rank 0 · led 0 · led now appos · times 1 · to local person · word mother to local person · other noun a · a met 1 · under appos · near 4 · after comma a · most told person"),
    (NURSE, "My son", "new", "at all · own · word son · word son own · as nsubj · quoted"),
    (NURSE, "a doctor", "new", "at all · a · word doctor · word doctor a · as ccomp · quoted · predicate"),
    (NURSE, "a doctor", "~63", "far 0 · rank 0 · led 0 · led now ccomp · times 1 · to local person · word doctor to local person · other noun a · a met 1 · below · is one · near 4 · not speaker · most told person"),
    (NURSE, "a doctor", "emmanuel-macron", "far 0 · rank 1 · led never · led not ccomp · times 1 · to person · word doctor to person · other noun a · a met 1 · sisters iobj ccomp · near 8 · not speaker · most told person"),
    (NURSE, "His", "~63", "far 1 · rank 1 · led 1 · led just nmod:poss · times 1 · to local person · same sex · most told person"),
    (NURSE, "His son", "~63", "far 1 · rank 0 · led 1 · led just nmod:poss · times 1 · to local person · same sex · word son to local person · same noun own no more · own met 1"),
    (NURSE, "His son's doctor", "~72", "far 0 · rank 0 · led never · led not nsubj:pass · times 2 · to local person · word doctor to local person · same noun own fresh · own met 2 · inside person · below · near 4 · most told person"),
    (NURSE, "My", "emmanuel-macron", "far 0 · rank 0 · led never · led not nmod:poss · times 1 · to person · near 2 · not speaker"),
    (NURSE, "My", "~31", "far 0 · rank 1 · led 0 · led now nmod:poss · times 1 · to local person · near 8 · speaker · speaker local person"),
    (COUNTRY, "the country", "spain", "far 1 · rank 0 · led never · led not nsubj · times 1 · to state · word country to state · no noun the · the met 1 · not speaker · most told state"),
    (COUNTRY, "the country", "france", "far 1 · rank 1 · led 1 · led just nsubj · times 1 · to state · word country to state · no noun the · the met 1 · not speaker · of the speaker state · most told state"),
    (POLICE, "police", "oslo-police", "far 1 · rank 1 · led 1 · led just obl · times 1 · to body · word police to body · no noun bare · in its name bare · bare met 1 · most told body"),
    (NURSES, "the nurse", "~4", "far 0 · rank 1 · led 0 · led now obj · times 1 · to local person · word nurse to local person · same noun the no more · the met 1 · sisters nsubj obj · near 8 · most told person"),
    (FIRM, "Orion Widget Ltd", "new", "at all · bare · 3 words · told · as appos"),
    (FIRM, "Orion Widget Ltd", "~23", "far 0 · rank 0 · led never · led not appos · times 1 · to local body · another name · other noun bare · bare met 1 · under appos · near 4 · after comma bare · not speaker · most told body"),
    (CHIEF, "the chief", "jane-example", "far 1 · rank 0 · led never · led not obj · times 0 · to person · word chief to person · no noun the · the met 0 · most told person · ahead comma the"),
    (COMPANY, "The company", "volkswagen", "far 1 · rank 0 · led never · led not nsubj · times 0 · to body · word company to body · no noun the · the met 0 · most told body · ahead at once the"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "who", "traits"), TRAITS)
def test_what_speaks_for_an_answer(text, words, who, traits, asked):
    assert asked(text)[words, who] == traits


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        # one person is neither several nor a body without a name, and no head of state a judge
        (SPOKESWOMAN, "her brother", "~40"),
        # nobody is his own husband or brother
        (HUSBAND, "Angela Merkel's husband", "angela-merkel"),
        (SPOKESWOMAN, "her brother", "~58"),
        ("The gunmen left. The widow stayed.", "The widow", "~4"),
        ("Donald Trump's lawyer met the judge.", "the judge", "donald-trump"),
    ],
)
def test_nobody_asks_whether_they_are_one(text, words, who, asked):
    assert (words, "new") in asked(text)
    assert (words, who) not in asked(text)


# Each part on its own, so that none is taken for another.
@pytest.mark.parametrize(
    ("part", "said"),
    [("agent", "acts"), ("recipient", "undergoes"), ("holder", "holds"), ("target", "is meant"), ("speaker", "speaks")],
)
def test_the_part_that_a_phrase_takes(part, said, reader):
    (scene,) = reader.proposals(Article("x", "A nurse left.")).scenes
    (phrase,) = unnamed(scene, ())
    traits = own_traits(phrase, PartTaken(**{part: 0.9}), heard=True)
    assert [trait for trait in traits if "surely" in trait] == [f"person {said} surely", "person in all surely a"]
    assert "person heard a" in traits


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.0, "no"), (0.05, "hardly"), (0.2, "perhaps"), (0.5, "likely"), (0.8, "surely"), (1.0, "surely")],
)
def test_a_probability_in_words(chance, word):
    assert grade(chance) == word


BY_RULE = [
    # a name of the same kind right behind a description, set off or not
    ("The agency Volkswagen left.", [("The agency", "volkswagen")]),
    ("The agency, Volkswagen, left.", [("The agency", "volkswagen")]),
    ("The voice actor Angela Merkel left.", [("The voice actor", "angela-merkel")]),
    # one of a list, not set off, elsewhere, of several, of another kind
    ("The agency, Volkswagen and Siemens, left.", []),
    ("The agency, Volkswagen, and Siemens left.", []),
    ("The agency, Volkswagen said, left.", []),
    ("The agency saw Volkswagen.", []),
    ("The agencies, Volkswagen, left.", []),
    ("The voice actors Angela Merkel left.", []),
    ("The voice actor and Angela Merkel left.", []),
    ("The agency, Angela Merkel, left.", []),
    ("The voice actor Volkswagen left.", []),
    # the noun in the name of the only body that has it
    ("The Aspen Council for Health left. The council smiled.", [("The council", "aspen-council-for-health")]),
    ("The Aspen Council for Health met the Oslo Council for Art. The council smiled.", []),
]


class Undecided:
    """Takes everybody for nobody."""

    def choose(self, _phrase, _options):
        return 0, 0.5


@pytest.mark.parametrize(("text", "meant"), BY_RULE)
def test_whom_words_mean_whatever_the_weights(text, meant, reader):
    _, ground = reader.ground(Article("x", text, published="2025-06-18"))
    assert [(row.phrase.words, row.known.actor) for row in Walk(ground, Undecided()).settled()] == meant
