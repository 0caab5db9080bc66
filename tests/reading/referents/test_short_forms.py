from __future__ import annotations

import pytest

from bot.model.facts import Actor, ActorKind
from bot.reading.referents.short_forms import short_forms

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY


def ids(lexicon, *rows):
    actors = [Actor(name.lower(), name, kind) for name, kind in rows]
    return short_forms(actors, {"listed body"}, lexicon.titles)


@pytest.mark.parametrize(
    ("short", "longer", "kind", "expected"),
    [
        # a surname, a given name, two of three words of a person's
        ("Example", "Jane Example", PERSON, True),
        ("Jane", "Jane Example", PERSON, True),
        ("Roe Example", "Jane Roe Example", PERSON, True),
        # letters with signs
        ("Perez", "Ana Pérez", PERSON, True),
        # the end of a body's name, and what stands before "of" or "Ltd"
        ("Sharks", "Nadroga Sharks", BODY, True),
        ("Supreme Court", "Supreme Court of Ruritania", BODY, True),
        ("Acme", "Acme Ltd.", BODY, True),
        ("Acme", "Acme Limited", BODY, True),
        # a town is not its police
        ("Victoria", "Victoria Police", BODY, False),
        ("Townsville", "Townsville City Council", BODY, False),
        # part of a word, words that stand apart, the same words
        ("Exam", "Jane Example", PERSON, False),
        ("Jane Example", "Jane Roe Example", PERSON, False),
        ("Acme Ltd", "Acme Ltd", BODY, False),
        # a state has its own name
        ("Guinea", "Equatorial Guinea", STATE, False),
    ],
)
def test_a_shorter_form_is_its_bearers(short, longer, kind, expected, lexicon):
    given = ids(lexicon, (short, BODY), (longer, kind)) if short != longer else ids(lexicon, (short, BODY))
    assert given == ({short.lower(): longer.lower()} if expected else {})


@pytest.mark.parametrize(
    "rows",
    [
        # of two bearers it is nobody's
        [("Example", BODY), ("Jane Example", PERSON), ("John Example", PERSON)],
        # a person by one name may be another
        [("Example", PERSON), ("Jane Example", PERSON)],
        # who is on a list is who the list says
        [("Listed Body", BODY), ("New Listed Body", BODY)],
    ],
)
def test_what_is_no_shorter_form(rows, lexicon):
    assert ids(lexicon, *rows) == {}


@pytest.mark.parametrize("name", ["Mr", "Ms.", "Dr", "Lt. Gen."])
def test_an_honorific_alone_is_nobody(name, lexicon):
    assert ids(lexicon, (name, BODY), ("Jane Example", PERSON)) == {name.lower(): None}


def test_a_shorter_form_of_a_shorter_form(lexicon):
    rows = [("Court", BODY), ("Supreme Court", BODY), ("Supreme Court of Ruritania", BODY)]
    assert set(ids(lexicon, *rows).values()) <= {"supreme court of ruritania"}


def test_facts_name_the_bearer(read):
    reading = read("The Nadroga Sharks beat Suva. The Sharks sued Suva.")
    assert "Sharks" not in {actor.name for actor in reading.actors}
    assert all(party.actor != "sharks" for event in reading.events for party in (*event.agents, *event.recipients))


def test_a_person_by_both_surnames_is_who_has_them(lexicon):
    rows = [("López Ruiz", PERSON), ("Ana López Ruiz", PERSON)]
    assert ids(lexicon, *rows) == {"lópez ruiz": "ana lópez ruiz"}
    assert ids(lexicon, *rows, ("Eva López Ruiz", PERSON)) == {}  # of two bearers it is nobody's
