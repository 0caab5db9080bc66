"""Tests which noun phrases may name an issue, what specifies them, and which of them are one."""

from __future__ import annotations

import pytest

from bot.model.article import Article, Span
from bot.reading.issues.issue_groups import Group, merged
from bot.reading.issues.things import Thing, things
from bot.reading.text.clean import clean

THINGS = [
    ("Russia backs the oil price cap.", ["oil price cap | cap | oil price | oil price cap"]),
    # nouns in the singular, without judging words; what stands behind "on" is a thing as well
    ("Macron opposes these planned new laws on guns.", ["laws | law | gun | laws on guns", "guns | gun | | guns"]),
    # as far as prepositions go
    (
        "Macron opposes the cap on the price of oil.",
        ["cap | cap | oil price | cap on the price of oil", "price | price | oil | price of oil", "oil | oil | | oil"],
    ),
    # the preposition after the noun, wherever the tree has it
    ("Macron voted against the ban on arms.", ["ban | ban | arm | ban on arms", "arms | arm | | arms"]),
    # a state by its id, as adjective, owner or object, and a person without titles
    ("Malta fears a ban on Russian gas.", ["ban | ban | gas russia | ban on Russian gas", "Russian gas | gas | russia | Russian gas"]),
    ("Iran's old nuclear programme is feared.", ["Iran's old nuclear programme | programme | iran nuclear | Iran's old nuclear programme"]),
    ("US President Donald Trump's border wall fell.", ["Donald Trump's border wall | wall | border donald-trump | Donald Trump's border wall"]),
    ("The ban of Macron was strict.", ["ban | ban | emmanuel-macron | ban of Macron"]),
    # a verb taken for part of the name
    ("Hungary opposed Ukraine's membership of the bloc.", ["Ukraine's membership | membership | bloc ukraine | Ukraine's membership of the bloc"]),
    # when it is, and with what, says not which it is
    ("France debated a ban on Thursday.", ["ban | ban | | ban"]),
    ("A law without teeth fell.", ["law | law | | law", "teeth | tooth | | teeth"]),
    # a name ends before it is ten words long
    (
        "Macron fears the cap on the average retail price of imported natural gas.",
        [
            "cap | cap | average price retail | cap on the average retail price",
            "average retail price | price | average gas imported natural retail | average retail price of imported natural gas",
            "imported natural gas | gas | imported natural | imported natural gas",
        ],
    ),
    # ... but not behind a noun that says only how many
    (
        "Macron fears the introduction of an extremely long and far-reaching series of new taxes on banks.",
        [
            "introduction | introduction | long series tax | introduction of an extremely long and far-reaching series of new taxes",
            "taxes | tax | bank | taxes on banks",
        ],
    ),
    # what a number counts, where the tree takes the number for the noun
    ("We are happy that the installation of a chain of 20 advanced IR6 centrifuges begins today.", ["installation | installation | centrifuge chain ir6 | installation of a chain of 20 advanced IR6 centrifuges", "chain | chain | centrifuge ir6 | chain of 20 advanced IR6 centrifuges", "IR6 centrifuges | centrifuge | ir6 | IR6 centrifuges"]),
    ("We are sad that the closure of a number of 12 scattered clinics starts today.", ["closure | closure | clinic number scattered | closure of a number of 12 scattered clinics", "scattered clinics | clinic | scattered | scattered clinics"]),
    ("The purchase of a batch of 30 used tanks began.", ["purchase | purchase | batch tank used | purchase of a batch of 30 used tanks", "batch | batch | tank used | batch of 30 used tanks"]),
    # a mark or a verb stands between
    ("A law on, for example, gas fell.", ["law | law | | law", "gas | gas | | gas"]),
    ("The law he signed on oil fell.", ["law | law | | law", "oil | oil | | oil"]),
    # a name that stands for an issue is no body, whoever is for or against it
    ("Johnson supports Brexit.", ["Brexit | brexit | | Brexit"]),
    ("Obamacare was attacked by Cruz.", ["Obamacare | obamacare | | Obamacare"]),
    ("Kenya condemned Islamophobia.", ["Islamophobia | islamophobia | | Islamophobia"]),
    # ... but it may begin a body's
    ("Johnson attacked Brexit Watch.", []),
    # people, bodies, places, events
    ("The pension minister met the party on the bridge.", []),
    ("The vote and the attack were votes.", []),
    # capitals only where the name has them
    ("Pension reform divides France.", ["Pension reform | reform | pension | pension reform"]),
    ("“Pension reform” divides France.", ["Pension reform | reform | pension | pension reform"]),
    ("iPhone taxes rose.", ["iPhone taxes | tax | iphone | iPhone taxes"]),
    ("The Green New Deal and 12 laws failed.", ["Green New Deal | deal | green | Green New Deal", "laws | law | | laws"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), THINGS)
def test_the_things_of_a_sentence(reader, text, expected):
    (scene,) = reader.proposals(Article("test", clean(text), published="2025-06-23")).scenes
    assert [
        f"{scene.sentence and clean(text)[one.span.start : one.span.end]} | {one.noun} | {' '.join(sorted(one.modifiers))} | {one.name}".replace("|  |", "| |")
        for one in things(scene)
    ] == expected  # fmt: skip


def test_a_thing_is_the_whole_phrase_up_to_its_noun(reader):
    (scene,) = reader.proposals(Article("test", "The ban on all weapons failed.", published="2025-06-23")).scenes
    assert [(one.first, one.last, one.head) for one in things(scene)] == [(0, 2, 1), (3, 5, 4)]


@pytest.mark.parametrize(
    ("text", "pointing", "listed"),
    [
        ("The reform failed.", True, True),
        ("His reform failed.", True, True),
        ("A reform failed.", False, True),
        ("Iceland defends whaling.", False, True),
        ("The price fell.", True, False),
    ],
)
def test_a_thing_may_mean_one_named_before_and_may_be_listed(reader, text, pointing, listed):
    (scene,) = reader.proposals(Article("test", text, published="2025-06-23")).scenes
    (one,) = things(scene)
    assert (one.pointing, one.listed) == (pointing, listed)


# ---- Which are one ----


@pytest.fixture(scope="module")
def words(lexicon):
    return lexicon.issue_words


def thing(scene: int, told: str, *, pointing: bool = False, listed: bool = True, first: int = 0) -> Thing:
    """A thing of a scene: its modifiers, then its head."""
    *modifiers, noun = told.split()
    return Thing(scene, first, first + 1, first, Span(0, 1), noun, noun, frozenset(modifiers), told, pointing, listed)


GROUPS = [
    # one has all the modifiers of the other
    ("a longer name", [thing(0, "pension reform"), thing(9, "old pension reform")], ["0 9"]),
    ("a shorter name", [thing(0, "old pension reform"), thing(9, "pension reform")], ["0 9"]),
    ("another modifier", [thing(0, "pension reform"), thing(1, "tax reform")], ["0", "1"]),
    ("another head", [thing(0, "steel tariff"), thing(1, "steel quota")], ["0", "1"]),
    # "the reform" within twelve sentences, and the one named last
    ("the reform", [thing(0, "pension reform"), thing(12, "reform", pointing=True)], ["0 12"]),
    ("too far", [thing(0, "pension reform"), thing(13, "reform", pointing=True)], ["0"]),
    ("again and again", [thing(0, "pension reform"), thing(12, "reform", pointing=True), thing(24, "reform", pointing=True)], ["0 12 24"]),
    ("a reform", [thing(0, "pension reform"), thing(1, "reform")], ["0"]),
    ("the last of two", [thing(0, "pension reform"), thing(1, "tax reform"), thing(2, "reform", pointing=True)], ["0", "1 2"]),
    ("the last of two named again", [thing(0, "pension reform"), thing(1, "tax reform"), thing(2, "pension reform"), thing(3, "reform", pointing=True)], ["0 2 3", "1"]),
    # "the measure" is whatever was named within two sentences
    ("the measure", [thing(0, "pension reform"), thing(2, "measure", pointing=True)], ["0 2"]),
    ("the measure too far", [thing(0, "pension reform"), thing(3, "measure", pointing=True)], ["0"]),
    ("the measure of nothing", [thing(0, "measure", pointing=True)], []),
    # before it is named, within two sentences, and if there is only one
    ("early", [thing(0, "reform", pointing=True), thing(2, "pension reform")], ["0 2"]),
    ("too early", [thing(0, "reform", pointing=True), thing(3, "pension reform")], ["3"]),
    ("early for two", [thing(0, "reform", pointing=True), thing(1, "pension reform"), thing(2, "tax reform")], ["1", "2"]),
    # what says by itself what it is
    ("alone", [thing(0, "whaling"), thing(30, "whaling"), thing(31, "commercial whaling")], ["0 30", "31"]),
    ("alone after another", [thing(0, "commercial whaling"), thing(1, "whaling")], ["0", "1"]),
]  # fmt: skip


@pytest.mark.parametrize(("found", "expected"), [row[1:] for row in GROUPS], ids=[row[0] for row in GROUPS])
def test_things_that_are_one(words, found, expected):
    assert [" ".join(str(one.scene) for one in group.things) for group in merged(found, words)] == expected


def test_forty_issues_are_remembered(words):
    others = [thing(0, f"{n} reform") for n in range(39)]
    again = thing(0, "tax reform", pointing=True)
    assert len(merged([again, *others, again], words)) == 40
    assert len(merged([again, *others, thing(0, "pension reform"), again], words)) == 42


def test_an_issue_is_called_by_its_most_specific_and_earliest_name(words):
    told = [
        thing(1, "tax reform", first=5),
        thing(1, "old tax reform", first=9),
        thing(1, "new tax reform", first=2),
        thing(2, "bad tax reform"),
    ]
    assert Group("reform", frozenset(), told).telling.name == "new tax reform"
    assert Group("reform", frozenset(), told[:2]).telling.name == "old tax reform"
    assert Group("reform", frozenset(), [told[3], told[1]]).telling.name == "old tax reform"


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (thing(0, "tax reform"), True),
        (thing(0, "reform"), False),
        (thing(0, "whaling"), True),
        (thing(0, "tax letter", listed=False), False),
    ],
)
def test_a_listed_thing_is_an_issue_by_itself(words, one, expected):
    assert Group(one.noun, frozenset(), [one]).names(words) is expected
