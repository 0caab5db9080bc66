"""Tests that a gazetteer's row is found by every name it has, each with its reason."""

import pytest

from bot.knowledge.actors import load_actors
from bot.knowledge.shipped import DATA
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor, Office
from bot.names import NameEntry, NameIndex, Spellings, Sure, Unsure, entries_of, with_known_names

IRAN = KnownActor(
    "iran",
    "Iran",
    ActorKind.COUNTRY,
    ("Islamic Republic of Iran",),
    ("ایران",),
    ("İran", "Persien"),
    (),
    ("Iranian", "Iranians"),
    ("Tehran",),
    ("Pasteur Street",),
)
MINISTER = KnownActor(
    "a",
    "Abbas Araghchi",
    ActorKind.PERSON,
    ("Araqchi",),
    ("عباس عراقچی", "Аракчи"),
    short=("Araghchi",),
    of="iran",
    offices=(Office("Foreign Minister", "iran", "2024-08-21"), Office("Ambassador", "iran", "2007", "2011")),
)
GROUP = KnownActor("g", "Basij", ActorKind.GROUP, short=("the Basij",), of="iran")


@pytest.fixture
def known(spellings: Spellings) -> NameIndex:
    index = NameIndex(spellings)
    index.add(entries_of((IRAN, MINISTER, GROUP), spellings))
    return index


@pytest.mark.parametrize(
    ("text", "name_id", "reason"),
    [
        ("iran", "iran", "name"),
        ("Islamic Republic of Iran", "iran", "alias"),
        ("ایران", "iran", "native name"),
        ("persien", "iran", "name in another language"),
        ("iranians", "iran", "adjective"),
        ("tehran", "iran", "capital, for its government"),
        ("Pasteur Street", "iran", "seat, for its government"),
        ("araghchi", "a", "surname"),
        ("عباس عراقچی", "a", "native name"),
        ("Аракчи", "a", "native name"),
        ("foreign minister of iran", "a", "title held since August 2024"),
        ("iranian foreign minister", "a", "title held since August 2024"),
        ("foreign minister", "a", "title held since August 2024"),
        ("Basij", "g", "name"),
    ],
)
def test_found_by_everything_it_is_known_by(known: NameIndex, text: str, name_id: str, reason: str) -> None:
    resolution = known.resolve(text)
    assert isinstance(resolution, Sure), resolution
    assert (resolution.match.id, resolution.match.reason) == (name_id, reason)


UN = KnownActor("un", "United Nations", ActorKind.ORGANIZATION, ("UN",), short=("the world body",))
CHIEF = KnownActor(
    "g",
    "António Guterres",
    ActorKind.PERSON,
    short=("Guterres",),
    offices=(Office("Secretary-General", "un", "2017-01-01"),),
)
WIFE = KnownActor("w", "Catarina Vaz Pinto", ActorKind.PERSON, note="wife of António Guterres")


@pytest.mark.parametrize(
    ("text", "name_id", "reason"),
    [
        ("un chief", "g", "title held since January 2017"),
        ("chief of the world body", "g", "title held since January 2017"),
        ("wife of antonio guterres", "w", "as described"),
    ],
)
def test_found_by_what_headlines_call_it(spellings: Spellings, text: str, name_id: str, reason: str) -> None:
    index = NameIndex(spellings)
    index.add(entries_of((UN, CHIEF, WIFE), spellings))
    resolution = index.resolve(text)
    assert isinstance(resolution, Sure), resolution
    assert (resolution.match.id, resolution.match.reason) == (name_id, reason)


def _persons(*names: tuple[str, str]) -> tuple[KnownActor, ...]:
    return tuple(KnownActor(f"p{at}", name, ActorKind.PERSON, short=(short,)) for at, (name, short) in enumerate(names))


# "Ali" is a surname of one and a given name of two; "Kim" comes first and is a surname there.
@pytest.mark.parametrize(
    ("others", "sure"),
    [
        ((("Ali Larijani", "Larijani"), ("Ali Bongo", "Bongo")), False),
        ((("Ali Larijani", "Larijani"),), True),
        ((("Ali Jong", "Ali"), ("Ali Jung", "Jung")), False),
    ],
)
def test_a_surname_that_others_are_given_is_asked_about(
    spellings: Spellings, others: tuple[tuple[str, str], ...], sure: bool
) -> None:
    index = NameIndex(spellings)
    index.add(entries_of(_persons(("Irfaan Ali", "Ali"), *others), spellings))
    assert isinstance(index.resolve("ali"), Sure) == sure


def test_a_place_leads_to_its_state_where_a_list_has_only_that(spellings: Spellings) -> None:
    place = KnownActor("qom", "Qom", ActorKind.PLACE, of="iran")
    index = NameIndex(spellings)
    index.add(with_known_names([NameEntry("7", "actor", "Iran")], (IRAN, place), spellings))
    assert [(match.id, match.reason) for match in index.find("qom")] == [("7", "a place in it")]
    assert isinstance(index.resolve("qom"), Unsure)
    index.add(
        with_known_names([NameEntry("7", "actor", "Iran"), NameEntry("8", "actor", "Qom")], (IRAN, place), spellings)
    )
    assert [match.id for match in index.find("qom")] == ["8"]


@pytest.mark.parametrize(
    ("name_id", "note"), [("a", "Foreign Minister of Iran"), ("iran", "country"), ("g", "group in Iran")]
)
def test_a_note_tells_it_apart(known: NameIndex, name_id: str, note: str) -> None:
    match = known.get(name_id)
    assert match is not None
    assert match.note == note


def test_another_list_gains_what_the_gazetteer_knows(spellings: Spellings) -> None:
    index = NameIndex(spellings)
    index.add(
        with_known_names(
            [NameEntry("7", "actor", "Islamic Republic of Iran"), NameEntry("8", "actor", "Iranian Carpets Ltd")],
            (IRAN, MINISTER),
            spellings,
        )
    )
    assert [match.id for match in index.find("Tehran")] == ["7"]


def test_a_name_two_actors_go_by_adds_nothing(spellings: Spellings) -> None:
    twins = (IRAN, KnownActor("other", "Other", ActorKind.PLACE, aliases=("Iran",)))
    assert with_known_names([NameEntry("7", "actor", "Iran")], twins, spellings) == [NameEntry("7", "actor", "Iran")]


def test_no_shipped_name_is_read_as_another_actor(spellings: Spellings) -> None:
    """An actor's own name means that actor, or is asked about if another has the same name; it is never taken for another."""
    actors = load_actors(DATA / "actors")
    index = NameIndex(spellings)
    index.add(entries_of(actors, spellings))
    wrong = {
        actor.name: found.match.name
        for actor in actors
        if isinstance(found := index.resolve(actor.name), Sure) and found.match.id != actor.id
    }
    assert wrong == {}
