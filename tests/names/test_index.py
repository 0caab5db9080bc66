"""Tests that words typed from memory find what was meant, with a reason, and that weak or ambiguous matches are asked about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.library import EVERYONE
from bot.names import NameEntry, NameIndex, Spelling, Spellings, Sure, Title, Unknown, Unsure


@pytest.mark.parametrize(
    ("text", "name_id", "reason"),
    [
        ("Russia", "russia", "name"),
        ("rusia", "russia", "one letter off"),
        ("the kremlin", "russia", "seat, for its government"),
        ("Moscow", "russia", "capital, for its government"),
        ("россия", "russia", "native name"),
        ("russian federation", "russia", "alias"),
        ("aragchi", "abbas-araghchi", "surname, one letter off"),
        ("Araghchi Abbas", "abbas-araghchi", "word order"),
        ("UNSC", "un-security-council", "acronym"),
        ("UN Security Council", "un-security-council", "name"),
        ("POTUS", "donald-trump", "title held since January 2025"),
        ("president of the united states", "donald-trump", "title held since January 2025"),
        ("Selenskyj, Wolodymyr", "volodymyr-zelenskyy", "word order"),
        # Of two holders, the current one.
        ("foreign minister of iran", "abbas-araghchi", "title held since August 2024"),
        ("iranian foreign minister", "abbas-araghchi", "title held since August 2024"),
        ("Iran's foreign minister", "abbas-araghchi", "title held since August 2024"),
        # A role before the name changes nothing.
        ("Mr Araghchi", "abbas-araghchi", "surname"),
    ],
)
def test_one_meaning_is_taken_with_its_reason(index: NameIndex, text: str, name_id: str, reason: str) -> None:
    resolution = index.resolve(text, kinds=frozenset({"actor"}))
    assert isinstance(resolution, Sure), resolution
    assert (resolution.match.id, resolution.match.reason) == (name_id, reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Sent before it was complete: what was offered is asked about.
        ("midn", ["e1"]),
        ("kananas", ["e4"]),
        # No article mentions these: they lead nowhere.
        ("abba", []),
        # Two letters begin too many names.
        ("mi", []),
    ],
)
def test_names_offered_while_typing_are_asked_about(index: NameIndex, text: str, expected: list[str]) -> None:
    found = index.resolve(text)
    assert [match.id for match in getattr(found, "matches", ())] == expected, found


@pytest.mark.parametrize(
    ("text", "name_id"),
    [
        ("Midnight Hammer", "e1"),
        ("midnite hamer", "e1"),
        ("strikes on Fordow", "e1"),
        ("fordow bombing", "e1"),
        ("St Petersburg forum", "e2"),
        ("g7 june", "e4"),
        ("deal russia iran", "e3"),
    ],
)
def test_an_event_is_found_by_what_is_remembered_of_it(index: NameIndex, text: str, name_id: str) -> None:
    assert [match.id for match in index.find(text, kinds=frozenset({"event"}))][:1] == [name_id]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("strikes on Fordow", "what happened, place"),
        ("g7 june", "part of the name, date"),
        ("russia iran accord", "part of the name"),
        ("kananaskis canada", "part of the name, who took part"),
    ],
)
def test_an_event_says_by_what_it_was_found(index: NameIndex, text: str, reason: str) -> None:
    assert index.find(text, kinds=frozenset({"event"}))[0].reason == reason


def test_an_event_with_many_participants_is_still_found_by_place_and_date(index: NameIndex) -> None:
    crowd = tuple(f"Participant{number} Surname{number}" for number in range(40))
    index.add(
        [
            NameEntry(
                "e9",
                "event",
                "Summit",
                words=("meet",),
                participants=crowd,
                places=("Reykjavik",),
                date="1986-10-11/1986-10-12",
            )
        ]
    )
    found = index.resolve("reykjavik october 1986", kinds=frozenset({"event"}))
    assert isinstance(found, Sure)
    assert (found.match.id, found.match.reason) == ("e9", "place, date")


@pytest.mark.parametrize("text", ["march", "march 2024", "2025-06", "in June 2025", "2024-03"])
def test_a_month_that_several_events_share_is_asked_about(index: NameIndex, text: str) -> None:
    index.add([NameEntry(f"m{day}", "event", f"Session {day}", date=f"2024-03-{day}") for day in (10, 11)])
    assert isinstance(index.resolve(text, kinds=frozenset({"event"})), Unsure)


def test_an_event_without_a_date_is_found_by_when_it_was_in_the_news(index: NameIndex) -> None:
    index.add([NameEntry("e8", "event", "Lisbon talks", facts=1, latest="2023-04-05~")])
    match = index.find("lisbon april", kinds=frozenset({"event"}))[0]
    assert (match.id, match.reason) == ("e8", "part of the name, when it was in the news")


def test_a_name_among_other_words_is_asked_about(index: NameIndex) -> None:
    assert not isinstance(index.resolve("Moscow Times"), Sure)


@pytest.mark.parametrize("text", ["president iran", "G8 leaders meet in Kananaskis"])
def test_a_role_or_number_that_does_not_fit_is_never_taken(index: NameIndex, text: str) -> None:
    assert not isinstance(index.resolve(text), Sure)


def test_an_office_means_its_holder_at_the_date(index: NameIndex) -> None:
    then = index.resolve("foreign minister of iran", on="2019-06-30")
    assert isinstance(then, Sure)
    assert (then.match.id, then.match.reason) == ("javad-zarif", "title held in June 2019")


def test_an_office_held_by_nobody_now_is_asked_about(index: NameIndex) -> None:
    index.remove([("abbas-araghchi", EVERYONE)])
    assert isinstance(index.resolve("foreign minister of iran"), Unsure)


def test_two_near_readings_are_asked_about_the_more_frequent_first(index: NameIndex) -> None:
    resolution = index.resolve("Kim")
    assert isinstance(resolution, Unsure)
    assert [(match.id, match.note) for match in resolution.matches] == [
        ("kim-jong-un", "leader of North Korea"),
        ("kim-yo-jong", "sister of Kim Jong Un"),
    ]


@pytest.mark.parametrize("text", ["Ira", "Iram", "Kem"])
def test_a_name_one_letter_from_two_is_asked_about(index: NameIndex, text: str) -> None:
    assert not isinstance(index.resolve(text, kinds=frozenset({"actor"})), Sure)


@pytest.mark.parametrize(
    "text", ["", "   ", "zzzqqq", "John Smithson", "🦆", "'; DROP TABLE actors; --", "**", "\u200f\u200d"]
)
def test_an_unknown_name_is_never_taken(index: NameIndex, text: str) -> None:
    assert isinstance(index.resolve(text), Unknown)


def test_unknown_names_the_nearest(index: NameIndex) -> None:
    resolution = index.resolve("Kim Dae Jung")
    assert isinstance(resolution, Unknown)
    assert {match.id for match in resolution.nearest} == {"kim-jong-un", "kim-yo-jong"}


# Random typing, a ping, a word of any language: not similar to anything here.
@pytest.mark.parametrize("text", ["AAAA", "@everyone", "asdfgh", "Rossiyanka Gazprombankova", "lorem ipsum", "12345"])
def test_junk_has_no_similar_names(index: NameIndex, text: str) -> None:
    assert index.resolve(text) == Unknown()


# An article with only the surname made an actor of it, without facts.
@pytest.mark.parametrize(
    ("facts", "renown", "others", "taken"),
    [
        (0, 0.0, 3, True),
        (0, 0.0, 0, False),
        (1, 0.0, 3, False),
        # Jordan is known without any article: a player of that name does not replace it.
        (0, 0.4, 3, False),
    ],
)
def test_a_surname_alone_means_the_person_in_the_news(
    spellings: Spellings, facts: int, renown: float, others: int, taken: bool
) -> None:
    told = NameIndex(spellings)
    surname = (Spelling("Feijóo", "surname", 0.98),)
    told.add(
        [
            NameEntry("feijoo", "actor", "Feijóo", facts=facts, renown=renown),
            NameEntry("alberto-nunez-feijoo", "actor", "Alberto Núñez Feijóo", spellings=surname, facts=others),
        ]
    )
    found = told.resolve("feijoo")
    assert isinstance(found, Sure if taken else Unsure)
    if isinstance(found, Sure):
        assert found.match.id == "alberto-nunez-feijoo"


# However often articles mention it, a typo turns an acronym into another one.
@pytest.mark.parametrize("text", ["asdf", "sdff", "sfd", "uss", "usaa", "unn", "wohh", "nto"])
def test_an_acronym_with_a_typo_matches_nothing(spellings: Spellings, text: str) -> None:
    told = NameIndex(spellings)
    told.add(
        NameEntry(short.lower(), "actor", name, aliases=(short,), facts=99)
        for short, name in (
            ("SDF", "Syrian Democratic Forces"),
            ("US", "United States"),
            ("USA", "United States of America"),
            ("UN", "United Nations"),
            ("WHO", "World Health Organization"),
            ("ITO", "International Trade Organization"),
        )
    )
    assert told.resolve(text) == Unknown()
    assert isinstance(told.resolve("the UN"), Sure)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ki", "kim-jong-un"),
        ("jon", "kim-jong-un"),
        ("kim yo", "kim-yo-jong"),
        # all words before the last count
        ("kim yo j", "kim-yo-jong"),
        ("rus", "russia"),
        ("krem", "russia"),
        ("zel", "volodymyr-zelenskyy"),
        ("arag", "abbas-araghchi"),
        ("zelenskii", "volodymyr-zelenskyy"),
        ("k", "kim-jong-un"),
    ],
)
def test_a_partly_typed_text_is_completed(index: NameIndex, typed: str, first: str) -> None:
    assert index.complete(typed, kinds=frozenset({"actor"}))[0].id == first


@pytest.mark.parametrize("typed", ["strik", "strikes", "fordow strik", "bombin", "iran strike"])
def test_an_event_is_completed_by_any_synonym(index: NameIndex, typed: str) -> None:
    assert "e1" in [match.id for match in index.complete(typed, kinds=frozenset({"event"}))]


def test_a_surname_typed_in_full_comes_before_names_that_begin_so(spellings: Spellings) -> None:
    index = NameIndex(spellings)
    index.add(
        [
            NameEntry("a", "actor", "Ali Bongo", facts=9),
            NameEntry("b", "actor", "Irfaan Ali", spellings=(Spelling("Ali", "surname", 0.86),)),
        ]
    )
    assert [match.id for match in index.complete("ali")] == ["b", "a"]


def test_of_many_that_begin_so_those_who_lead_come_first(spellings: Spellings) -> None:
    index = NameIndex(spellings)
    index.add([NameEntry(f"xu-{at}", "actor", f"Xu {at}") for at in range(100)])
    index.add([NameEntry("xi", "actor", "Xi Jinping", titles=(Title("President", "China", since="2013-03-14"),))])
    assert index.complete("x", limit=5)[0].id == "xi"


def test_nothing_typed_offers_the_most_frequent_and_latest(index: NameIndex) -> None:
    assert [match.id for match in index.complete("", limit=2)] == ["kim-jong-un", "kim-yo-jong"]


@pytest.mark.parametrize(("name_id", "facts"), [("kim-jong-un", 12), ("secret", None), ("nobody", None)])
def test_an_id_that_was_chosen_is_found_where_it_may_be_seen(index: NameIndex, name_id: str, facts: int | None) -> None:
    index.add([NameEntry("secret", "event", "Quicksilver", "7")])
    match = index.get(name_id)
    assert (match.facts if match else None) == facts


def test_a_name_written_by_ear_is_taken(index: NameIndex) -> None:
    assert isinstance(index.resolve("midnite hamer"), Sure)


class TestLibraries:
    @pytest.fixture
    def shared(self, index: NameIndex) -> NameIndex:
        index.add(
            [
                NameEntry("russia", "actor", "Russia", "7", aliases=("Rodina",), facts=5),
                NameEntry("secret", "actor", "Project Quicksilver", "7", facts=9),
            ]
        )
        index.add([NameEntry("russia", "actor", "Russia", "8", aliases=("Bear",), facts=100)])
        return index

    @pytest.mark.parametrize("text", ["Quicksilver", "Project Quicksilver", "Rodina", "Bear"])
    def test_nothing_of_an_invisible_library_shows(self, shared: NameIndex, text: str) -> None:
        assert not any(
            match.exact or match.id == "secret"
            for match in shared.find(text, limit=50) + shared.complete(text, limit=50)
        )

    def test_one_id_in_several_visible_libraries_is_one_match_with_the_visible_facts(self, shared: NameIndex) -> None:
        matches = shared.find("Russia", libraries=frozenset({EVERYONE, "7"}), kinds=frozenset({"actor"}))
        assert [(match.id, match.facts) for match in matches if match.id == "russia"] == [("russia", 5)]

    def test_facts_are_added_up_even_where_the_name_was_found_in_one_library_only(self, shared: NameIndex) -> None:
        shared.add([NameEntry("russia", "actor", "Russia", EVERYONE, facts=2)])
        match = shared.find("Rodina", libraries=frozenset({EVERYONE, "7"}))[0]
        assert (match.id, match.facts) == ("russia", 7)

    def test_a_removed_entry_is_gone_from_its_library_only(self, shared: NameIndex) -> None:
        shared.remove([("russia", "7")])
        assert shared.find("Rodina", libraries=frozenset({"7"})) == []
        assert shared.find("Russia")[0].id == "russia"


def test_adding_an_entry_again_replaces_it(index: NameIndex) -> None:
    size = len(index)
    index.add([NameEntry("iraq", "actor", "Republic of Iraq", facts=1)])
    assert len(index) == size
    assert [match.name for match in index.find("iraq") if match.id == "iraq"] == ["Republic of Iraq"]
    index.add([NameEntry("iraq", "event", "Iraq war")])
    assert index.find("Republic of Iraq", kinds=frozenset({"actor"}), limit=1)[0].id != "iraq"


_WILD = st.text(max_size=40) | st.sampled_from(
    [
        "a" * 6000,
        "x",
        "\ud800 kim",
        "Kim \u202e Jong",
        "Mu\u200dhammad",
        "SELECT * FROM names",
        "[a](http://b)",
        "🇷🇺",
        "O''",
        "%s {0}",
    ]
)
_ENTRY = st.builds(
    NameEntry,
    st.text(min_size=1, max_size=3),
    st.sampled_from(["actor", "event"]),
    _WILD,
    st.sampled_from([EVERYONE, "7"]),
    aliases=st.tuples(_WILD),
    titles=st.tuples(st.builds(Title, _WILD, st.none() | _WILD)),
    spellings=st.tuples(st.builds(Spelling, _WILD, st.just("x"))),
    facts=st.integers(0, 9),
    latest=st.none() | st.just("2025-01-01") | _WILD,
    date=st.none() | _WILD | st.just("2025-06-16"),
)


@settings(max_examples=80, deadline=None)
@given(entries=st.lists(_ENTRY, max_size=6), text=_WILD)
def test_any_text_against_any_names_is_answered_in_one_order(spellings, entries: list[NameEntry], text: str) -> None:
    one, other = NameIndex(spellings), NameIndex(spellings)
    last = {(entry.id, entry.library): entry for entry in entries}
    one.add(entries)
    other.add(reversed(last.values()))
    both = frozenset({EVERYONE, "7"})
    assert one.find(text, libraries=both) == other.find(text, libraries=both)
    assert one.complete(text, libraries=both) == other.complete(text, libraries=both)
    assert one.find(text, limit=-1) == one.complete(text, limit=-1) == []
    assert one.resolve(text, on=text) == other.resolve(text, on=text)
    assert one.resolve(text, on="2025-06-01") == other.resolve(text, on="2025-06-01")
    one.remove(last)
    assert len(one) == 0
    assert one.find(text, libraries=both) == []


@pytest.mark.parametrize(
    ("facts", "others", "taken"),
    [
        (300, 1, True),
        # in the news too: asked about
        (300, 12, False),
        # hardly in the news itself: asked about
        (12, 0, False),
    ],
)
def test_of_two_readings_the_one_nearly_all_news_is_about_is_taken_and_said_so(
    index: NameIndex, facts: int, others: int, taken: bool
) -> None:
    surname = (Spelling("Trump", "surname", 0.98),)
    index.add(
        [
            NameEntry("donald-trump", "actor", "Donald Trump", spellings=surname, facts=facts),
            NameEntry("mary-trump", "actor", "Mary Trump", spellings=surname, facts=others),
        ]
    )
    resolution = index.resolve("Trump")
    assert isinstance(resolution, Sure) == taken
    if isinstance(resolution, Sure):
        assert resolution.match.id == "donald-trump"
        assert "by far the most in the news" in resolution.match.reason


@pytest.mark.parametrize(("facts", "taken"), [(0, False), (3, True)])
def test_a_short_surname_one_letter_off_is_taken_only_for_somebody_in_the_news(
    spellings: Spellings, facts: int, taken: bool
) -> None:
    index = NameIndex(spellings)
    index.add(
        [NameEntry("nawaf-salam", "actor", "Nawaf Salam", spellings=(Spelling("Salam", "surname", 0.98),), facts=facts)]
    )
    assert isinstance(index.resolve("Sadam"), Sure) == taken


HOME = frozenset({EVERYONE, "42"})


@pytest.fixture
def merged(index: NameIndex) -> NameIndex:
    """In one server, an editor calls Hammer Ltd the same as Anvil Ltd."""
    anvil = NameEntry("anvil", "actor", "Anvil Ltd", "42", ("Hammer Ltd",), facts=3, absorbed=("hammer",))
    index.add([NameEntry("hammer", "actor", "Hammer Ltd"), anvil])
    return index


@pytest.mark.parametrize(("libraries", "means"), [(HOME, "anvil"), (frozenset({EVERYONE}), "hammer")])
def test_what_was_absorbed_means_what_absorbed_it_where_nothing_is_told_of_itself(
    merged: NameIndex, libraries: frozenset[str], means: str
) -> None:
    found = merged.resolve("Hammer Ltd", libraries=libraries)
    assert isinstance(found, Sure)
    assert found.match.id == means
    chosen = merged.get("hammer", libraries)  # by a button of an older answer
    assert chosen is not None
    assert chosen.id == means


def test_of_what_was_absorbed_articles_elsewhere_may_still_tell(merged: NameIndex) -> None:
    merged.add([NameEntry("hammer", "actor", "Hammer Ltd", facts=2)])
    found = merged.resolve("Hammer Ltd", libraries=HOME)
    assert isinstance(found, Unsure)
    assert {match.id for match in found.matches} == {"anvil", "hammer"}


def test_what_is_no_longer_absorbed_is_itself_again(merged: NameIndex) -> None:
    merged.add([NameEntry("anvil", "actor", "Anvil Ltd", "42", facts=3)])
    for name_id in ("hammer", "anvil"):
        found = merged.get(name_id, HOME)
        assert found is not None
        assert found.id == name_id
