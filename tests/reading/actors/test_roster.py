"""Tests whom an article names in full: what shows that words are a person's name, and whom of the lists it means."""

from __future__ import annotations

import pytest

from bot.model.article import Article

NAMES = [
    # who speaks, who has an age, who did something, what somebody is
    ("Zorbo Quux said no.", ["Zorbo Quux"]),
    ("Zorbo Quux smiled.", []),
    ("Zorbo Quux, 45, left.", ["Zorbo Quux"]),
    ("We met Zorbo Quux, 45.", ["Zorbo Quux"]),
    ("Zorbo Quux, 450, left.", []),
    ("Zorbo Quux, 45 people say, left.", []),
    ("Zorbo Quux, who left, wept.", ["Zorbo Quux"]),
    ("We met Zorbo Quux — who left.", []),
    ("Zorbo Quux, a nurse, left.", ["Zorbo Quux"]),
    ("Zorbo Quux, nurses, left.", []),
    ("Zorbo Quux, a lake, froze.", []),
    ("Zorbo Quux Jr smiled.", ["Zorbo Quux Jr"]),
    ("Defence Minister Zorbo Quux left.", ["Zorbo Quux"]),
    # the given name of somebody on the lists
    ("Anatoly Quux smiled.", ["Anatoly Quux"]),
    ("Great Nurse Zorbo Quux smiled.", ["Zorbo Quux"]),
    ("Zorbo Merkel smiled.", ["Zorbo Merkel"]),
    # the surname alone is somebody's: who acts, owns or has a title; not where something is, nor what it is called after
    ("Zorbo Quux smiled. Quux barked.", ["Zorbo Quux"]),
    ("Zorbo Quux smiled. Quux's dog barked.", ["Zorbo Quux"]),
    ("Zorbo Quux smiled. We saw the dog that was Quux's", ["Zorbo Quux"]),
    ("Zorbo Quux smiled. We saw Mr. Quux.", ["Zorbo Quux"]),
    ("Zorbo Quux smiled. We saw Quux.", []),
    ("Zorbo Quux smiled. In Quux, rain fell.", []),
    ("Zorbo Quux smiled. The Quux fell.", []),
    ("Zorbo Quux smiled. Quux Street fell.", []),
    # two to four words, and those between
    ("Zorbo Zebra Zorro Quux smiled. Quux barked.", ["Zorbo Zebra Zorro Quux"]),
    ("Zorbo Zebra Zorro Xenon Quux smiled. Quux barked.", []),
    ("Zorbo de Quux said no.", ["Zorbo de Quux"]),
    # a capital because the sentence opens
    ("Yesterday Quux smiled. Quux barked.", []),
    ("Yesterday Zorbo Quux said no.", ["Zorbo Quux"]),
    # a body, a building, a thing, a state, a headline
    ("The Zorbo Quux said no.", []),
    ("Zorbo University said no.", []),
    ("Zorbo Police said no.", []),
    ("Zorbo Tower said no.", []),
    ("Zorbo Quux24 said no.", []),
    ("Zorbo Ukraine said no.", []),
    ("ZORBO QUUX said no.", []),
    ("DA Zorbo said no.", []),
    # a listed surname that another bears
    ("Modi, a nurse in Leeds, left.", ["Modi"]),
    ("Modi left for Leeds.", []),
    ("Judge Vance left.", ["Vance"]),
]  # fmt: skip

LISTED = [
    # in full, by an office, and as whose relative somebody else is introduced
    ("Donald Trump left.", ["donald-trump"]),
    ("President Trump left.", ["donald-trump"]),
    ("Trump left.", []),
    ("President Donald Trump Jr left.", ["donald-trump-jr"]),
    ("Trump Tower burned.", []),
    ("His wife, Brigitte Macron, left.", ["emmanuel-macron"]),
    ("We saw Merkel's cousin Hanna Merkel.", ["angela-merkel"]),
    ("We saw the cousin Hanna Merkel.", []),
    ("Lina Zorbo Angela Merkel said no.", ["angela-merkel"]),
]


@pytest.fixture(scope="module")
def scenes(reader):
    def scenes_of(text):
        return reader.proposals(Article("x", text, published="2025-06-18")).scenes

    return scenes_of


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_the_persons_that_are_named_in_full(text, names, scenes):
    found = scenes(text)
    runs = found[0].cast.roster.runs.items()
    assert [found[number].words(first, last) for (number, first), last in runs] == names


@pytest.mark.parametrize(("text", "actors"), LISTED)
def test_the_listed_persons_that_are_meant(text, actors, scenes):
    assert sorted(scenes(text)[0].cast.roster.listed) == actors
