"""Tests where a speaker, a cue and a content begin and end, and whom a phrase names, in sentences without the rest of the reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model.article import Article
from bot.reading.grammar.trees import Tree
from bot.reading.quotations.announcing import announced
from bot.reading.quotations.content_span import (
    before_remark,
    branch_end,
    content_end,
    content_start,
    intention_end,
    sentence_end,
)
from bot.reading.quotations.source import actor_in, apposed, cue_of, phrase_end
from bot.reading.text.clean import clean


@pytest.fixture(scope="module")
def scene(reader):
    def made(text: str):
        return reader.proposals(Article("test", clean(text), published="2025-06-23")).scenes[0]

    return made


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # up to when, where and why it was said
        ("Said Jane Example of Paris on Monday.", "example", "Example of Paris"),
        ("Said Jane Example in Paris.", "example", "Example"),
        ("Said the lawyer of Iran Monday.", "lawyer", "lawyer of Iran"),
        ("Said the lawyer of Iran, but Israel left.", "lawyer", "lawyer of Iran"),
        # up to what was said
        ("Said Jane Example of Paris: yes.", "example", "Example of Paris"),
        ("Said Jane Example — a lawyer.", "example", "Example"),
        ("“Yes,” said the lawyer “of Iran” here.", "lawyer", "lawyer"),
        # with an apposition, without the comma or full stop behind it
        ("Said Jane Example, a lawyer.", "example", "Example, a lawyer"),
        ("Said the lawyer of Iran", "lawyer", "lawyer of Iran"),
        # a verb belongs to it behind "who"
        ("Said the lawyer who was ill.", "lawyer", "lawyer who was ill"),
        ("Said the lawyer is ill.", "lawyer", "lawyer"),
    ],
)
def test_where_a_speaker_ends(scene, text, word, expected):
    made = scene(text)
    i = made.syntax.words.index(word) + 1
    assert made.words(i - 1, phrase_end(made, i)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Merkel's spokesman, Steffen Seibert, left.", "spokesman", "steffen-seibert"),
        ("The spokesman of Merkel, Steffen Seibert, left.", "spokesman", "steffen-seibert"),
        ("The spokesman – Steffen Seibert – left.", "spokesman", "steffen-seibert"),
        # not set off, or not right behind the comma
        ("The spokesman of Merkel left.", "spokesman", None),
        ("The spokesman, as Merkel knows, left.", "spokesman", None),
    ],
)
def test_who_is_named_behind_a_comma(scene, text, word, expected):
    made = scene(text)
    assert apposed(made, made.syntax.words.index(word) + 1, len(made.tokens)) == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "head", "expected"),
    [
        # the name, rather than the title before it
        ("President Emmanuel Macron left.", "president", "macron", "macron", "emmanuel-macron"),
        ("The French president left.", "the", "president", "president", "emmanuel-macron"),
        ("Iran's foreign minister left.", "iran", "minister", "minister", "abbas-araghchi"),
        # somebody else's
        ("The spokesman of Macron left.", "the", "macron", "spokesman", None),
        ("Iran's old lawyer left.", "iran", "lawyer", "lawyer", None),
    ],
)
def test_whom_a_phrase_names(scene, text, first, last, head, expected):
    made = scene(text)
    place = made.syntax.words.index
    assert actor_in(made, place(first), place(last) + 1, place(head)) == expected


def clause(made, verb: str) -> int:
    return next(k for k, each in enumerate(made.syntax.clauses) if made.syntax.words[each.verb] == verb)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        # without adverbs before it, with auxiliaries
        ("Macron quickly said so.", "said", "said"),
        ("Macron was told so.", "told", "was told"),
        # with its particle on either side of a short object
        ("Macron brushed him off.", "brushed", "brushed him off"),
        ("Macron brushed him.", "brushed", "brushed"),
    ],
)
def test_what_the_cue_is(scene, text, verb, expected):
    made = scene(text)
    span = cue_of(made, made.syntax.clauses[clause(made, verb)])
    assert text[span.start : span.end] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Iran won; Israel lost.", "iran", [";"]),
        ("Iran won; Israel lost.", "lost", ["."]),
        ("Iran won", "iran", []),
        # the stop of an abbreviation ends nothing
        ("Iran met the U.S. Army.", "iran", ["."]),
    ],
)
def test_where_a_sentence_or_its_half_ends(scene, text, word, expected):
    made = scene(text)
    end = sentence_end(made, made.syntax.words.index(word))
    assert made.syntax.words[end : end + 1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Macron said it was “mad”, which hurt Iran.", "it was mad"),
        ("Macron said it was “mad”, a swipe at Iran.", "it was mad"),
        ("Macron said it was “mad”, although Iran left.", "it was mad"),
        ("Macron said it was “mad” and bad – but Iran left.", "it was mad and bad"),
        # no remark, none behind marks, and none if all is in marks
        ("Macron said it was “mad”, and Iran left.", "it was mad , and Iran left"),
        ("Macron said it was mad, which hurt Iran.", "it was mad, which hurt Iran"),
        ("Macron said “it was mad”, which hurt Iran.", "it was mad , which hurt Iran"),
        # the marks are inside what only looks like one
        ("Macron said it, which was “mad”, hurt Iran.", "it, which was mad , hurt Iran"),
    ],
)
def test_where_the_narrator_remarks_on_quoted_words(scene, text, expected):
    made = scene(text)
    i = made.syntax.words.index("it")
    assert made.words(i, before_remark(made, i, len(made.tokens) - 1)) == expected


CONTENTS = [
    ("Putin said that Iran had won, and left.", "said", "that Iran had won, and left", "that Iran had won, and left"),
    # up to the speaker's next verb of saying
    ("Putin said Iran had won and added that Israel had lost.", "said", "Iran had won", "Iran had won and added that Israel had lost"),
    ("Putin said Iran had won, saying Israel had lost.", "said", "Iran had won", "Iran had won"),
    # up to what the speaker did then; but another's deed may be part of it
    ("Putin said Iran had won, but later reversed himself.", "said", "Iran had won", "Iran had won"),
    ("Putin said Iran had won, but Israel reversed it.", "said", "Iran had won, but Israel reversed it", "Iran had won"),
    # up to a colon before marks
    ("Putin said Iran had a plan: “Yes.”", "said", "Iran had a plan", "Iran had a plan"),
    ("Putin asked whether Iran had won.", "asked", "whether Iran had won", "whether Iran had won"),
    ("Putin told Macron that Iran had won.", "told", "that Iran had won", "that Iran had won"),
    # behind when or to whom it was said, but not behind another verb
    ("Putin said last week that Iran had won.", "said", "that Iran had won", "that Iran had won."),
    ("Putin said to Macron that Iran had won.", "said", "that Iran had won", "that Iran had won"),
    ("Putin said when he left that Iran had won.", "said", None, None),
    ("Putin met Macron.", "met", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "told", "branch"), CONTENTS)
def test_where_a_content_begins_and_ends(scene, text, verb, told, branch):
    made = scene(text)
    k = clause(made, verb)
    start = content_start(made, k)
    if start is None:
        assert told is None
        return
    assert (made.words(start, content_end(made, k, start)), made.words(start, branch_end(made, k, start))) == (told, branch)  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        # with the comma below the infinitive, and without
        ([1, 1, 3, 1, 3, 3, 7, 1, 1], "to help Iran"),
        ([1, 1, 3, 1, 3, 1, 7, 1, 1], "to help Iran"),
        # with what follows below it
        ([1, 1, 3, 1, 3, 3, 7, 3, 1], "to help Iran, but left"),
        ([1, 1, 3, 1, 3, 3, 7, 3, 3], "to help Iran, but left"),
        # a subtree that ends inside a phrase is wrong
        ([1, 1, 3, 1, 1, 1, 7, 1, 1], "to help Iran, but left"),
    ],
)
def test_where_an_intention_ends(scene, heads, expected):
    made = scene("Putin vowed to help Iran, but left.")
    (meant,) = (each for each in made.syntax.clauses if each.form == "infinitive")
    tree = made.syntax.tree
    made = replace(made, syntax=replace(made.syntax, tree=Tree(heads, tree.relations, tree.classes)))
    assert made.words(meant.first, intention_end(made, meant)) == expected


ANNOUNCED = [
    ("The campaign issued the following statement:", ("The campaign", "issued", 0.75)),
    # the verb of saying, wherever it stands
    ("Macron said he had a plan:", ("Macron", "said", 0.75)),
    ("Macron left, saying this:", ("Macron", "saying", 0.75)),
    ("Macron said so as Scholz left:", ("Macron", "said", 0.75)),
    ("Macron said this.", None),
    # without a verb, or with one that is only quoted
    ("The plan that “Macron left”:", None),
    ("The plan of Macron:", None),
]


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED)
def test_what_a_colon_at_the_end_of_a_paragraph_announces(scene, text, expected):
    said = announced(scene(text))
    assert (said and (text[slice(said.source.span.start, said.source.span.end)], text[slice(said.cue.start, said.cue.end)], said.confidence)) == expected  # fmt: skip
