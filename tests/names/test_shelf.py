"""Tests that a shelf with entries added and dropped equals one that was filled with the rest alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.names import NameEntry
from bot.names.shelf import Shelf, acronyms, features, hashed, stored_features

SMALL = frozenset({"of", "the"})
_TEXT = st.lists(
    st.sampled_from(["kim", "jong", "un", "yo", "al", "x", "ministry", "of", "iran"]), min_size=1, max_size=4
).map(" ".join)


def _left(shelf: Shelf) -> set[tuple[str, str]]:
    rows = {row for posting in shelf._postings.values() for row in posting}
    return {(shelf.row(row)[0].id, shelf.row(row)[1]) for row in rows}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.none() | st.sets(_TEXT, min_size=1, max_size=3), st.integers(0, 2)),
        max_size=12,
    )
)
def test_nothing_is_left_of_what_was_replaced_or_dropped(steps: list[tuple[str, set[str] | None, int]]) -> None:
    shelf, expected = Shelf(SMALL), {}
    for name_id, texts, prior in steps:
        if texts is None:
            shelf.drop(name_id)
            expected.pop(name_id, None)
        else:
            shelf.put(
                NameEntry(name_id, "actor", "-"), {text: place for place, text in enumerate(sorted(texts))}, prior
            )
            expected[name_id] = (texts, prior)
    assert _left(shelf) == {(name_id, text) for name_id, (texts, _) in expected.items() for text in texts}
    assert len(shelf) == len(expected)
    assert {entry.id: prior for prior, entry in shelf.entries()} == {
        name_id: prior for name_id, (_, prior) in expected.items()
    }
    assert all(list(posting) == sorted(posting) for posting in shelf._postings.values())
    for name_id, (texts, prior) in expected.items():
        for text in texts:
            begun = shelf.rows_beginning([], text.split()[-1][:4], in_news=prior >= 1, most=100)
            assert name_id in {shelf.row(row)[0].id for row in begun}
            assert name_id in {shelf.row(row)[0].id for row in shelf.rows_spelled(text)}


def test_a_question_that_shares_most_comes_before_one_that_shares_little() -> None:
    shelf = Shelf(SMALL)
    for number in range(300):
        shelf.put(NameEntry(str(number), "actor", "-"), {f"kimberley {number:03}": 0}, 0)
    shelf.put(NameEntry("wanted", "actor", "-"), {"kim jong un": 0}, 0)
    rows = shelf.rows_near(features(["kim", "jonk", "un"], SMALL), budget=50, most=10)
    assert "wanted" in {shelf.row(row)[0].id for row in rows}


def test_acronyms_are_of_all_words_and_of_the_telling_ones() -> None:
    assert acronyms(["ministry", "of", "the", "interior", "affairs"], SMALL) == {"motia", "mia"}
    assert acronyms(["red", "cross"], SMALL) == set()
    assert hashed("a", "mia") != hashed("w", "mia")


def test_a_spelling_is_stored_under_its_acronyms() -> None:
    stored = stored_features(["ministry", "of", "the", "interior", "affairs"], SMALL, in_news=False)
    assert {hashed("a", "motia"), hashed("a", "mia")} <= stored
    assert hashed("a", "rc") not in stored_features(["red", "cross"], SMALL, in_news=False)
