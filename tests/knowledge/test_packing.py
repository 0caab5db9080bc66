from __future__ import annotations

import pytest

from bot.knowledge.packing import LONGEST, cut, packed
from bot.knowledge.shipped import JUDGE
from bot.knowledge.word_pieces import BEGINS, PARTS, load_pieces
from bot.reading.judging.questions import NOWHERE, Asked, Passage


@pytest.fixture(scope="module")
def pieces():
    return load_pieces(JUDGE / "pieces.txt")


def test_a_sentence_stands_between_the_marks_that_bert_knows(pieces):
    made = cut(pieces, Passage("Iran agreed."))
    assert (made.numbers[0], made.numbers[-1], len(made.numbers)) == (BEGINS, PARTS, 5)
    assert set(made.sides) == {0}


def test_the_sentence_before_is_the_other_side(pieces):
    text = "He spoke. Iran agreed."
    made = cut(pieces, Passage(text, border=10))
    assert made.sides == [0, 1, 1, 1, 1, 0, 0, 0, 0]
    assert made.within(10, 14) == (5, 5)
    assert made.within(0, 2) == (1, 1)


def test_spans_count_in_pieces(pieces):
    made = cut(pieces, Passage("Abbas Araghchi agreed."))
    assert made.within(6, 14) == (2, 4)  # three pieces of one name


def test_spans_that_are_cut_off_are_nowhere(pieces):
    text = "a " * (LONGEST + 10)
    made = cut(pieces, Passage(text))
    assert made.within(0, 1) == (1, 1)
    assert made.within(len(text) - 2, len(text) - 1) is None


def test_a_batch_is_padded_with_nothing(pieces):
    short = Passage(
        "Iran agreed.", spans=[(0, 4), (5, 11)], asked={"event": [Asked(1, NOWHERE, ("VBD", "unheard of"))]}
    )
    long = Passage("Iran agreed on Monday.", spans=[(0, 4)], asked={"event": []})
    made = packed([short, long], [cut(pieces, short), cut(pieces, long)], {"VBD": 7}, {"event": 3})
    assert made["pieces"].shape == (2, 7)
    assert made["pieces"][0, 5:].tolist() == [0, 0]
    assert made["spans"][0].tolist() == [[0, 0], [1, 1], [2, 2]]
    assert made["event_asked"].tolist() == [[[2, 0]], [[0, 0]]]
    assert made["event_features"].tolist() == [[[7]], [[0]]]


# A row of zeros costs as much as one of features: there are as many as the question with the most has, and never more than a kind may have.
@pytest.mark.parametrize(
    ("features", "most", "columns"),
    [
        ([(), ()], 3, [[0], [0]]),
        ([("a",), ("b", "unheard of", "a")], 3, [[1, 0], [2, 1]]),
        ([("a", "b", "a", "b"), ("b",)], 3, [[1, 2, 1], [2, 0, 0]]),
        ([], 3, [[0]]),
    ],
)
def test_there_are_as_many_features_as_are_needed(pieces, features, most, columns):
    passage = Passage("Iran agreed.", spans=[(0, 4)], asked={"event": [Asked(0, NOWHERE, own) for own in features]})
    made = packed([passage], [cut(pieces, passage)], {"a": 1, "b": 2}, {"event": most})
    assert made["event_features"].tolist() == [columns]
