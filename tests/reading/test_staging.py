"""Tests what each token of a sentence is taken for before it is read, and which way its days look."""

from __future__ import annotations

import pytest

from bot.model.article import Article

CLASSES = [
    # a month in a date is a name, and what stands before it a preposition
    ("On May 7 it rained.", "On/IN May/NNP 7/CD it/PRP rained/VBD ./."),
    ("She may go in May.", "She/PRP may/MD go/VB in/IN May/NNP ./."),
    ("We saw him in March and we march.", "We/PRP saw/VBD him/PRP in/IN March/NNP and/CC we/PRP march/VBP ./."),
    # a name that looks like a verb stands behind a name or a particle
    ("Edward Said wrote.", "Edward/NNP Said/NNP wrote/VBD ./."),
    ("Qaboos bin Said died.", "Qaboos/NNP bin/NNP Said/NNP died/VBD ./."),
    ("The minister Said wrote.", "The/DT minister/NN Said/HVF wrote/VBD ./."),
    # brands, and the number behind one alone
    ("We saw 4 eBay 3G shops.", "We/PRP saw/VBD 4/CD eBay/NNP 3G/NNP shops/NNS ./."),
    ("We saw iPhones.", "We/PRP saw/VBD iPhones/NNP ./."),
    # names and adjectives of the gazetteer, and a particle that begins a name
    ("Russians left Russian land.", "Russians/NNP left/VBD Russian/JJ land/NN ./."),
    ("Trump left United States land.", "Trump/NNP left/VBD United/NNP States/NNP land/NN ./."),
    ("The US left us.", "The/DT US/NNP left/VBD us/PRP ./."),
    ("The De Facto left.", "The/DT De/NNP Facto/NNP left/VBD ./."),
]

TIMES = [
    ("We met on Tuesday.", "Tuesday"),
    ("It rained yesterday", "yesterday"),
    ("On Tuesday night it rained.", "Tuesday night"),
    ("It rained on Tuesday and in June 2024 again.", "Tuesday June 2024"),
    # before a noun they tell which, not when
    ("We met at Tuesday's meeting.", ""),
    ("The 2016 election was held in May.", "May"),
    ("The June 2024 Iranian vote failed.", ""),
    ("On Monday, Tuesday plans failed.", "Monday"),
]

QUOTED = [
    ("“We go,” he said, “now” or “never”.", "We/1 go/1 ,/1 he/0 said/0 ,/0 now/2 or/0 never/3 ./0"),
    ("‘We go’ isn't his.", "We/1 go/1 is/0 n't/0 his/0 ./0"),
    ("He said we go.", "He/0 said/0 we/0 go/0 ./0"),
]

DAYS = [
    # on Wednesday, 18 June: what is planned lies ahead, and what happened behind
    ("The talks resume on Friday.", "2025-06-20"),
    ("The vote is on Friday.", "2025-06-20"),
    ("The vote was on Friday.", "2025-06-13"),
    ("Iran has arrested him on Friday.", "2025-06-13"),
    ("He says on Friday it rained.", "2025-06-13"),
    ("He is accused on Friday.", "2025-06-13"),
    ("Iran vowed to leave on Friday.", "2025-06-20"),
    ("The vote was scheduled for Friday.", "2025-06-20"),
    ("Iran may be hit on Monday.", "2025-06-23"),
    ("Iran may have been hit on Monday.", "2025-06-16"),
    # a month without a year
    ("Iran withdrew them in May.", "2025-05"),
    ("Iran withdrew them in August.", "2024-08"),
    ("Iran had left in May.", "2025-05"),
    ("Iran will withdraw them in May.", "2026-05"),
    ("The talks are to begin in May.", "2026-05"),
    ("The law takes effect in May.", "2026-05"),
    ("The law, effective in May, fell.", "2026-05"),
    ("Iran plans to leave in May.", "2026-05"),
    ("Iran planned to leave in May.", "2026-05"),
    # by May: what must be done until then, or was done by then
    ("Iran must leave by May.", "2026-05"),
    ("Iran left by May.", "2025-05"),
    ("Leaving in May, Iran smiled.", "2025-05"),
]


@pytest.fixture(scope="module")
def scene(reader):
    def scene_of(text):
        (found,) = reader.proposals(Article("x", text, published="2025-06-18")).scenes
        return found

    return scene_of


def beside(words, marks) -> str:
    return " ".join(f"{word}/{mark}" for word, mark in zip(words, marks, strict=True))


@pytest.mark.parametrize(("text", "classes"), CLASSES)
def test_the_classes_of_words(text, classes, scene):
    assert beside(scene(text).texts, scene(text).syntax.tags) == classes


@pytest.mark.parametrize(("text", "words"), TIMES)
def test_the_words_that_tell_when(text, words, scene):
    found = scene(text)
    assert " ".join(word for word, when in zip(found.texts, found.syntax.adverbial, strict=True) if when) == words


@pytest.mark.parametrize(("text", "numbers"), QUOTED)
def test_the_quotation_that_a_word_is_in(text, numbers, scene):
    assert beside(scene(text).texts, scene(text).syntax.quote) == numbers


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_which_way_a_day_without_a_year_lies(text, day, scene):
    assert [expression.value for expression in scene(text).dates] == [day]
