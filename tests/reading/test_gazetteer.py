"""Tests which row of the gazetteer words mean, and who held an office on a day."""

from __future__ import annotations

import pytest

from bot.model.facts import ActorKind, Form
from bot.model.gazetteer import KnownActor, Office
from bot.reading.gazetteer import Gazetteer, fold

GAZETTEER = Gazetteer(
    (
        KnownActor(
            "united-states",
            "United States",
            ActorKind.COUNTRY,
            aliases=("US", "U.S.A.", "the States"),
            adjectives=("American", "Yankee"),
            capitals=("Washington",),
            seats=("White House",),
        ),
        KnownActor("iran", "Iran", ActorKind.COUNTRY, adjectives=("Iranian", "Iraqi"), native=("ایران",)),
        KnownActor(
            "jane-example",
            "Jane Example",
            ActorKind.PERSON,
            short=("Example",),
            offices=(Office("President", "iran", "2020-01-10"), Office("Foreign Minister", "iran", "2010", "2011-05")),
        ),
        KnownActor("bio", "Julius Bio", ActorKind.PERSON, short=("Bio",), offices=(Office("President", "iran", "2011", "2020-01-10"),)),
        KnownActor("basij", "Basij", ActorKind.GROUP, short=("Guards",)),
        KnownActor("basij-2", "Volunteer Guards", ActorKind.GROUP, aliases=("Guards",)),
        KnownActor("seven", "7 Sisters", ActorKind.ORGANIZATION),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"), [("Élysée", "elysee"), ("U.S.", "us"), ("ẞ", "ss"), ("Xi’an", "xi'an"), ("...", "...")]
)
def test_a_folded_word_has_no_capitals_accents_and_dots(word, expected):
    assert fold(word) == expected


MEANT = [
    ("Iran", [("iran", Form.NAME, False, False)]),
    ("ایران", []),
    ("United States", [("united-states", Form.NAME, False, False)]),
    ("United States Army", [("united-states", Form.NAME, False, False)]),
    # without capitals it is no name, and a part of one is none
    ("iran", []),
    ("United", []),
    ("united States", []),
    # a name may begin with a figure
    ("7 Sisters", [("seven", Form.NAME, False, False)]),
    # an article before a name is no part of it
    ("States", [("united-states", Form.ALIAS, False, False)]),
    # capitals tell a name from a word: with and without dots
    ("US", [("united-states", Form.ALIAS, False, False)]),
    ("U.S.", [("united-states", Form.ALIAS, False, False)]),
    ("USA", [("united-states", Form.ALIAS, False, False)]),
    ("Us", []),
    ("Usa", []),
    # a word in capitals is an acronym, unless it is long
    ("Bio", [("bio", Form.NAME, True, False)]),
    ("BIO", []),
    ("EXAMPLE", [("jane-example", Form.NAME, True, False)]),
    # adjectives and those called so, if English makes the plural with "s"
    ("American", [("united-states", Form.DEMONYM, False, False)]),
    ("Americans", [("united-states", Form.DEMONYM, False, False)]),
    ("Iraqis", [("iran", Form.DEMONYM, False, False)]),
    ("Yankees", []),
    # the seat of government may be only a place, the house of the government may not
    ("Washington", [("united-states", Form.METONYM, False, True)]),
    ("White House", [("united-states", Form.METONYM, False, False)]),
    # the short form of a body is another name, that of a person a surname
    ("Jane Example", [("jane-example", Form.NAME, False, False)]),
    ("Example", [("jane-example", Form.NAME, True, False)]),
    # of two
    ("Guards", [("basij", Form.ALIAS, True, False), ("basij-2", Form.ALIAS, False, False)]),
]


@pytest.mark.parametrize(("text", "expected"), MEANT)
def test_which_rows_words_mean(text, expected):
    texts = text.split()
    found = GAZETTEER.at([fold(word) for word in texts], texts, 0)
    assert [(row.actor, row.form, row.weak, row.capital) for row in found] == expected


def test_the_longest_name_is_meant_wherever_it_stands():
    rows = Gazetteer(
        (
            KnownActor("new-york", "New York", ActorKind.PLACE),
            KnownActor("new-york-times", "New York Times", ActorKind.ORGANIZATION),
        )
    )
    texts = ["The", "New", "York", "Times"]
    assert [row.actor for row in rows.at([fold(word) for word in texts], texts, 1)] == ["new-york-times"]


def test_a_row_is_found_once_by_one_form_of_its_name():
    rows = Gazetteer(
        (KnownActor("iran", "Iran", ActorKind.COUNTRY, short=("Persia", "Persia"), aliases=("the Iran",)),)
    )
    assert [row.form for row in rows.at(["persia"], ["Persia"], 0)] == [Form.ALIAS]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Jane Exampl", ActorKind.PERSON, "jane-example"),
        # its words in any order
        ("Exampl Jane", ActorKind.PERSON, "jane-example"),
        # one word is too little to go by
        ("Exampl", ActorKind.PERSON, None),
        ("Basij", ActorKind.GROUP, None),
        ("Jane Sample", ActorKind.PERSON, None),
        # a person is no body
        ("Jane Exampl", ActorKind.ORGANIZATION, None),
        ("Younited Steyts", ActorKind.PERSON, None),
        ("Guards Volunteer", ActorKind.ORGANIZATION, "basij-2"),
    ],
)
def test_a_name_on_no_list_may_sound_like_one(name, kind, expected):
    assert GAZETTEER.link(name, kind) == expected


def test_of_two_that_sound_alike_none_is_meant():
    rows = (KnownActor("a", "Dmitri Thom", ActorKind.PERSON), KnownActor("b", "Dmitry Tom", ActorKind.PERSON))
    assert Gazetteer(rows).link("Dmitri Tom", ActorKind.PERSON) is None


@pytest.mark.parametrize(
    ("title", "state", "day", "expected"),
    [
        ("President", "iran", "2025-06-23", "jane-example"),
        ("president", "iran", None, "jane-example"),
        # on the last day of one and the first of the next it is the next
        ("President", "iran", "2020-01-10", "jane-example"),
        ("President", "iran", "2020-01-09", "bio"),
        # a year or month counts up to its last day
        ("President", "iran", "2011-01-01", "bio"),
        ("President", "iran", "2010-12-31", None),
        ("Foreign Minister", "iran", "2011-05-31", "jane-example"),
        ("Foreign Minister", "iran", "2011-06-01", None),
        ("Foreign Minister", "iran", None, None),
        # another state's, or nobody's
        ("President", "united-states", None, None),
        ("President", None, None, None),
    ],
)
def test_who_held_an_office_on_a_day(title, state, day, expected):
    assert GAZETTEER.holder(title, state, day) == expected


@pytest.mark.parametrize(
    ("actor", "title", "expected"),
    [("jane-example", "foreign minister", True), ("bio", "Foreign Minister", False), ("iran", "President", False)],
)
def test_whether_somebody_has_ever_held_an_office(actor, title, expected):
    assert GAZETTEER.has_held(actor, title) is expected


def test_given_names_are_those_of_persons_with_a_surname():
    assert GAZETTEER.first_names == {"Jane", "Julius"}
