"""Tests who is one actor in an article, and what it calls them: a cast over a gazetteer of a few rows, without sentences."""

from __future__ import annotations

import pytest

from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor, Office
from bot.reading.cast import Cast, Roster, slug
from bot.reading.gazetteer import Gazetteer

PRESIDENT = (
    Office("President", "russia", "2000-05", "2008-05-07"),
    Office("Prime Minister", "russia", "2008-05-08", "2012"),
)
ROWS = (
    KnownActor("russia", "Russia", ActorKind.COUNTRY),
    KnownActor(
        "jane-example",
        "Jane Example",
        ActorKind.PERSON,
        offices=(Office("Chancellor", "russia", "2020-01-10"), *PRESIDENT),
    ),
    KnownActor("tom-example", "Tom Example", ActorKind.PERSON, of="russia"),
    KnownActor("ford-motor-company", "Ford Motor Company", ActorKind.ORGANIZATION),
    KnownActor("sharks", "Sharks Club", ActorKind.GROUP),
)


def cast(day: str | None = "2025-06-23") -> Cast:
    return Cast(Gazetteer(ROWS), day)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Müller-Özil", "ana-muller-ozil"),
        # marks of possession and contraction go, other signs part words, and none stands at an end
        ("O'Neil’s (UK) A_B!", "oneils-uk-a-b"),
        # at most 32 characters, without a hyphen where it is cut
        ("a" * 31 + " b", "a" * 31),
        ("a" * 40, "a" * 32),
        ("!?", "unnamed"),
    ],
)
def test_a_name_as_an_id(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("day", "role"),
    [
        # by the day's office: from the day on, up to the day or the end of the year it says
        ("2020-01-10", "Chancellor"),
        ("2020-01-09", None),
        ("2008-05-07", "President"),
        ("2008-05-08", "Prime Minister"),
        ("2000-05-01", "President"),
        ("2000-04-30", None),
        ("2012-12-31", "Prime Minister"),
        ("2013-01-01", None),
        # without a day, the one without an end
        (None, "Chancellor"),
    ],
)
def test_a_listed_person_has_the_office_of_the_day(day, role):
    known = cast(day).known("jane-example")
    assert (known.id, known.role, known.of) == ("jane-example", role, "russia" if role else None)


def test_a_row_belongs_to_what_its_row_says():
    assert cast().known("tom-example").of == "russia"


def test_whom_the_article_names_is_an_actor_once():
    made = cast()
    assert made.known("russia") is made.known("russia")
    assert list(made.actors) == ["russia"]


# ---- Persons ----


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Ana Rower", "Ana Rower"], ["ana-rower", "ana-rower"]),
        # with and without a middle name, and "Jr."
        (["Ana Rower", "Ana M. Rower"], ["ana-rower", "ana-rower"]),
        (["Ana M. Rower", "Ana Rower"], ["ana-m-rower", "ana-m-rower"]),
        (["Ana Rower", "Ana Rower Jr."], ["ana-rower", "ana-rower"]),
        # another given name, or a surname alone
        (["Ana Rower", "Tim Rower"], ["ana-rower", "tim-rower"]),
        (["Ana Rower", "Rower"], ["ana-rower", "rower"]),
        # on the list, with a middle name as well, under another spelling as well
        (["Jane Example"], ["jane-example"]),
        (["Jane M. Example"], ["jane-example"]),
        (["Jane Exampl"], ["jane-example"]),
        # a crowd's name with a word between is no person's
        (["Sharks Ana Club"], ["sharks-ana-club"]),
    ],
)
def test_the_same_name_is_the_same_person(names, ids):
    made = cast()
    assert [made.person(name).id for name in names] == ids


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        # the text's first word on it stands, and what it left open may follow
        (("minister", None), ("senator", "russia"), ("minister", "russia")),
        ((None, None), ("senator", None), ("senator", None)),
        ((None, "russia"), ("senator", None), ("senator", "russia")),
        (("minister", "russia"), (None, "iran"), ("minister", "russia")),
        ((None, None), (None, "iran"), (None, "iran")),
        (("minister", "russia"), (None, None), ("minister", "russia")),
    ],
)
@pytest.mark.parametrize("again", ["Ana Rower", "Ana M. Rower"])
def test_what_the_text_says_of_a_person_first_stands(first, then, expected, again):
    made = cast()
    made.person("Ana Rower", *first)
    made.person(again, *then)
    assert (made.actors["ana-rower"].role, made.actors["ana-rower"].of) == expected


def test_the_text_says_more_than_the_list_but_once():
    # the list's office gives way to the text's first title
    made = cast()
    for name, role in (("Jane Example", None), ("Jane M. Example", "judge"), ("Jane Example", "senator")):
        made.person(name, role)
    assert made.actors["jane-example"].role == "judge"


def test_a_body_is_not_the_person_of_its_name():
    made = cast()
    assert made.body("Jane Example", ActorKind.ORGANIZATION, "russia").id == "jane-example-2"
    assert made.actors["jane-example-2"].of == "russia"


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Ford Motor Company", ActorKind.ORGANIZATION, {"ford": "ford-motor-company"}),
        ("Atlas Ferry Line", ActorKind.ORGANIZATION, {"atlas": "atlas-ferry-line"}),
        # three letters are too few, one word is the name itself, and crowds go by no first word
        ("Big Ferry Line", ActorKind.ORGANIZATION, {}),
        ("Atlas", ActorKind.ORGANIZATION, {}),
        ("Atlas Ferry Strikers", ActorKind.GROUP, {}),
    ],
)
def test_a_body_may_go_by_the_first_word_of_its_name(name, kind, expected):
    made = cast()
    made.body(name, kind)
    assert made.bodies == expected


def test_the_first_body_keeps_the_word():
    made = cast()
    made.body("Atlas Ferry Line", ActorKind.ORGANIZATION)
    made.body("Atlas Rail Line", ActorKind.ORGANIZATION)
    assert made.bodies == {"atlas": "atlas-ferry-line"}


@pytest.mark.parametrize(
    ("taken", "name", "expected"),
    [
        ([], "An officer", "an-officer"),
        # somebody's, on the list or in the article
        ([], "Russia", "russia-2"),
        (["An officer"], "An officer", "an-officer-2"),
        (["An officer", "An officer"], "An officer", "an-officer-3"),
        # room for the number
        (["a" * 32], "a" * 32, "a" * 27 + "-2"),
        # another name has the number
        (["An officer", "An officer 2"], "An officer", "an-officer-3"),
    ],
)
def test_an_id_that_nobody_has(taken, name, expected):
    made = cast()
    for other in taken:
        free = made.free(other)
        made.actors[free] = made.known("russia")
    assert made.free(name) == expected


# ---- Whom a surname or a title means ----


@pytest.mark.parametrize(
    ("persons", "female", "expected"),
    [
        (["Ana Rower"], None, "ana-rower"),
        # the last of two, unless an honorific says which
        (["Ana Rower", "Tim Rower"], None, "tim-rower"),
        (["Ana Rower", "Tim Rower"], True, "ana-rower"),
        (["Ana Rower", "Tim Rower"], False, "tim-rower"),
        (["Tim Rower"], True, None),
        ([], None, None),
        # by the second half of a double name only for who has no other
        (["Ana Miller-Rower"], None, None),
    ],
)
def test_whom_a_surname_means(persons, female, expected):
    made = cast()
    for name in persons:
        made.person(name)
    assert made.bearer("rower", female, {"Ana"}) == expected


def test_the_holder_of_an_office_goes_before_who_was_met_later():
    made = cast()
    made.roster = Roster(listed=frozenset({"jane-example", "tom-example"}))
    for name in ("Jane Example", "Tom Example"):
        made.person(name)
    assert made.bearer("example", None, {"Jane"}) == "jane-example"
    assert made.bearer("example", False, {"Jane"}) == "tom-example"


@pytest.mark.parametrize(("female", "expected"), [(None, "ana-rower"), (True, "ana-rower"), (False, "tim-rower")])
def test_a_surname_may_be_that_of_somebody_introduced_later(female, expected):
    made = cast()
    made.roster = Roster(bearers={"rower": ("Ana Rower", "Tim Rower")})
    assert made.bearer("rower", female, {"Ana"}) == expected
    assert list(made.actors) == [expected]


def test_a_listed_surname_is_anothers_if_the_article_names_only_another():
    made = cast()
    made.roster = Roster(bearers={"example": ("Ana Example",)}, listed=frozenset({"tom-example"}))
    assert made.is_another("jane-example", "example")
    assert not made.is_another("tom-example", "example")
    assert not made.is_another("jane-example", "rower")


def test_surnames_and_first_names_lead_to_who_has_them():
    made = cast()
    made.person("Ana Miller-Rower Jr.")
    made.person("Ana Sailor")
    made.person("Madonna")
    assert made.surnames == {
        "miller-rower": "ana-miller-rower-jr",
        "rower": "ana-miller-rower-jr",
        "sailor": "ana-sailor",
    }
    assert made.firsts == {"ana": {"ana-miller-rower-jr", "ana-sailor"}}


ROLES = [
    ("minister", None, [("Ana Rower", "minister", None)], "ana-rower"),
    ("Minister", None, [("Ana Rower", "minister", None)], "ana-rower"),
    ("minister", None, [("Ana Rower", None, None)], None),
    # the latest of two, and of the state that is named
    ("minister", None, [("Ana Rower", "minister", None), ("Tim Rower", "minister", None)], "tim-rower"),
    ("minister", "iran", [("Ana Rower", "minister", "iran"), ("Tim Rower", "minister", "russia")], "ana-rower"),
    ("minister", "iran", [("Ana Rower", "minister", None)], "ana-rower"),
    # whoever's title ends so, if there is only one, and no deputy or former holder
    ("minister", None, [("Ana Rower", "foreign minister", None)], "ana-rower"),
    ("minister", None, [("Ana Rower", "foreign minister", None), ("Tim Rower", "prime minister", None)], None),
    ("minister", None, [("Ana Rower", "foreign minister", None), ("Tim Rower", "minister", None)], "tim-rower"),
    ("minister", None, [("Ana Rower", "deputy minister", None)], None),
    ("minister", None, [("Ana Rower", "administer", None)], None),
    ("minister", None, [("Ana Rower", "former foreign minister", None)], None),
    # who holds the office on the day, before who came later
    ("chancellor", "russia", [("Jane Example", None, None), ("Tim Rower", "chancellor", "russia")], "jane-example"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "of", "persons", "expected"), ROLES)
def test_whom_a_title_means(title, of, persons, expected):
    made = cast()
    for person in persons:
        made.person(*person)
    made.body("Rower Line", ActorKind.ORGANIZATION)
    assert made.by_role(title, of) == expected
