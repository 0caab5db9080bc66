"""Tests that the pairs of mentions are consistent, and that inconsistencies are reported."""

from __future__ import annotations

import json

import pytest

from training.gold import pairs
from training.gold.pairs import PairError

ONE = {
    "title": "A vote",
    "published": "2024-05-02",
    "url": "https://herald.example/vote",
    "outlet": "The Made-up Herald",
    "sentence": "Mira Oduya resigned after the vote.",
    "trigger": "resigned",
    "mention": "Oduya",
}
OTHER = {
    **ONE,
    "title": "A week later",
    "url": "https://herald.example/week",
    "sentence": "Oduya's resignation stands.",
}
OTHER["trigger"] = "resignation"


def line(a: dict[str, object], b: dict[str, object], **more: object) -> str:
    return json.dumps({"a": a, "b": b, "same": True, "reason": "she left once", **more})


@pytest.mark.parametrize("kind", ["events", "persons"])
def test_the_pairs_hold_together(kind):
    made = pairs.load(kind)
    assert len(made) >= pairs.SIZES[kind]
    assert all(mention.words in mention.sentence for pair in made for mention in (pair.first, pair.second))


@pytest.mark.parametrize(("kind", "words"), [("events", ["resigned", "resignation"]), ("persons", ["Oduya", "Oduya"])])
def test_words_are_found_in_their_sentence(kind, words):
    one = pairs.pair(kind, line(ONE, OTHER))
    assert [one.first.words, one.second.words] == words


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        # Half a word is not the word.
        ("events", line({**ONE, "trigger": "resign"}, OTHER), "stands 0 times"),
        ("persons", line({**ONE, "sentence": "Oduya said Oduya won."}, OTHER), "stands 2 times"),
        # Two titles without a url are two made-up texts; the same title is one.
        ("events", line({**ONE, "url": ""}, {**OTHER, "url": "", "title": "A vote"}), "one article"),
        ("persons", line(ONE, ONE), "both mentions are one"),
        ("events", line({**ONE, "outlet": "Voice of America"}, OTHER), "dev part"),
        ("events", line(ONE, OTHER, same="yes"), "true or false"),
        ("events", line(ONE, OTHER, reason=""), "says why"),
        ("events", "{", "no pair"),
        ("events", "[]", "no pair"),
        ("persons", json.dumps({"a": ONE, "same": True, "reason": "x"}), "no pair"),
    ],
)
def test_errors_in_a_pair_are_reported(kind, text, says):
    with pytest.raises(PairError, match=says):
        pairs.pair(kind, text)


def test_a_reversed_pair_is_a_duplicate(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text(line(ONE, OTHER) + "\n" + line(OTHER, ONE) + "\n", encoding="utf-8")
    made, faults = pairs.read("events", path)
    assert len(made) == 1
    assert faults[0] == f"{path}:2: this pair stands twice"


def test_too_few_too_uneven_and_too_much_of_one_outlet_is_said():
    one = pairs.pair("events", line(ONE, OTHER))
    assert pairs.shares([one], 2) == [
        "1 pairs: there should be 2",
        "1 pairs are the same, 0 are not: too uneven",
        "The Made-up Herald has 2 of 2 mentions: too many",
    ]
