"""Tests that reading time is proportional to the text, counted in function calls and not by the clock."""

from __future__ import annotations

import sys

import pytest

from bot.model.article import Article
from bot.reading.text.clean import clean


def calls(reader, text):
    count = 0

    def counted(_frame, _event, _argument):
        nonlocal count
        count += 1

    article = Article("x", clean(text), published="2025-06-23")
    sys.setprofile(counted)
    try:
        reader.read(article)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "Russia attacked Ukraine on Monday. Putin said it was over. ",
        "Russia attacked Ukraine on Monday.\n\n“It is over,” Putin said. He left.\n\n",
        # one endless sentence
        "and Russia said that Ukraine, which attacked it, ",
        # marks that never close, and marks that always do
        "“Yes, he said it was ",
        "“Yes,” he said. ",
        # new actors all the time would take more than linear time if each were searched for in a list
        "Foreign Minister Jane Example met President John Example in Moscow after the attack. ",
        "(((",
        # a fragment is searched for in its own sentence, not in the whole paragraph
        "Russia attacked Ukraine on Monday. ",
        "Putin said that it was “over”. He called it “a crime”. ",
        "He said ‘it’ was ",
        "3 May 2019, two weeks after the 2018 war ended on Monday. ",
        "the the the ",
    ],
)
def test_twice_the_text_takes_twice_the_calls(reader, piece):
    once, twice = calls(reader, piece * 120), calls(reader, piece * 240)
    assert twice <= 2.2 * once + 2000


def test_a_word_of_a_hundred_thousand_letters_is_parsed_whole(model):
    (tree,) = model.trees([["Russia", "said", "a-" * 50_000]])
    assert len(tree.heads) == 3
