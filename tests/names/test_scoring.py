"""Tests how well typed words match a spelling: the score that ranks names, and whether the match is weak or mistyped.

The scores are those that the lists of names in `test_typing.py` and `test_resolving.py` were balanced with. What changes one changes whom the bot takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.names.likeliest import RICH, likeliest
from bot.names.likeness import letters_off, likeness, other_number, rarity, slip, weight
from bot.names.normal import plain, sound
from bot.names.scoring import TypedWords, closeness, explained

if TYPE_CHECKING:
    from bot.names import Spellings

RARITIES = {"john": 0.6, "kim": 0.75, "tower": 0.8}
"""How rare a word is: there are many Johns."""


def rare(token: str) -> float:
    return RARITIES.get(token, 1.0)


SCORES = [
    ("Iran", "Iran", 1.0, "", ""),
    ("the iran", "Iran", 1.0, "", ""),
    ("Bank of England", "Bank England", 0.99, "", ""),
    # heard alike: the more letters differ, the less; short words may be another name
    ("szyci", "Sisi", 0.82, "spelled alike", "misspelt"),
    ("ruzziaa", "Russia", 0.8629, "spelled alike", "misspelt"),
    ("keir", "Kiir", 0.86, "one letter off", "misspelt"),
    # a particle more is no slip
    ("mohammed bin salman", "Mohammed Salman", 0.97, "spelled alike", ""),
    ("Araghchi Abbas", "Abbas Araghchi", 0.95, "word order", ""),
    ("Khamenei ali", "Ali Khameneei", 0.95, "word order", ""),
    ("president trump", "Trump", 0.93, "with a role", ""),
    ("trump", "President Trump", 0.93, "short for the name", ""),
    ("UNSC", "United Nations Security Council", 0.9, "acronym", ""),
    # slips: of one letter or two, in a word or between words
    ("rusia", "Russia", 0.9283, "one letter off", "misspelt"),
    ("uniited nations", "United Nations", 0.9533, "one letter off", "misspelt"),
    ("unitednations", "United Nations", 0.9464, "one letter off", "misspelt"),
    ("vladimer puttin", "Vladimir Putin", 0.9, "two letters off", "misspelt"),
    # ... and in words that may be others
    ("joe biden", "Jo Bidden", 0.8473, "two letters off", "weak misspelt"),
    ("j biden", "Joe Biden", 0.8333, "two letters off", "weak misspelt"),
    ("sadr", "Badr", 0.8125, "one letter off", "weak misspelt"),
    ("minister of oil", "Ministry of Oil", 0.8964, "two letters off", "weak misspelt"),
    ("kovind", "covid", 0.7609, "two letters off", "weak misspelt"),
    # part of a name: there are many Johns, and one Elon
    ("john", "John Kerry", 0.6834, "part of the name", "weak"),
    ("elon", "Elon Musk", 0.817, "part of the name", "weak"),
    ("kim", "Kim Jong Un", 0.6782, "part of the name", "weak"),
    ("Saudi", "Saudi Arabia", 0.817, "part of the name", "weak"),
    ("security council", "United Nations Security Council", 0.817, "part of the name", "weak"),
    # an everyday word that only sounds like it
    ("truce", "Liz Truss", 0.7886, "part of the name", "weak misspelt"),
    # the name and more
    ("trump tower", "Trump", 0.7423, "the name and more", "weak"),
    ("john trump", "Trump", 0.7588, "the name and more", "weak"),
    ("president nixon", "president", 0.6975, "the name and more", "weak"),
    # another number is another name, and few letters are like many words
    ("G8", "G7", 0.336, "close in spelling", "misspelt"),
    ("nord stream 1", "Nord Stream 2", 0.7206, "one letter off", "weak misspelt"),
    ("dog", "DOGE", 0.6776, "close in spelling", "misspelt"),
    ("natanyahoo", "Netanyahu", 0.756, "close in spelling", "misspelt"),
    ("bill clinton", "William Clinton", 0.8899, "close in spelling", "weak misspelt"),
    ("xyz", "Iran", 0.0, "close in spelling", "weak misspelt"),
]


@pytest.mark.parametrize(("typed", "name", "score", "why", "marks"), SCORES)
def test_how_well_words_match_a_name(
    typed: str, name: str, score: float, why: str, marks: str, spellings: Spellings
) -> None:
    found = closeness(TypedWords.from_text(typed, spellings), plain(name, spellings), spellings, rare)
    told = " ".join(mark for mark, on in (("weak", found.weak), ("misspelt", found.misspelt)) if on)
    assert (round(found.score, 4), found.why, told) == (score, why, marks)


WORDS = [
    ("iran", "iran", 1.0),
    ("keir", "kiir", 0.97),
    ("bill", "william", 0.9),
    ("j", "joe", 0.8),
    ("joe", "j", 0.8),
    ("j", "tom", 0.0),
    ("abc", "xyz", 0.0),
    ("sadr", "badr", 0.7217),
    ("netanyahu", "natanyahoo", 0.7181),
    ("g7", "g8", 0.0),
    ("2024", "2025", 0.0),
]


@pytest.mark.parametrize(("one", "other", "alike"), WORDS)
def test_how_alike_two_words_are(one: str, other: str, alike: float, spellings: Spellings) -> None:
    for first, second in ((one, other), (other, one)):
        assert round(likeness(first, sound(first), second, sound(second), spellings), 4) == alike


@pytest.mark.parametrize(("word", "worth"), [("of", 0.08), ("president", 0.25), ("iran", 1.0), ("john", 0.6)])
def test_a_word_that_tells_little_weighs_little(word: str, worth: float, spellings: Spellings) -> None:
    assert weight(word, spellings, rare) == worth


@pytest.mark.parametrize(
    ("common", "size", "worth"), [(0, 10, 1.0), (1, 1_000, 0.9498), (500, 1_000, 0.5502), (2_000, 1_000, 0.5)]
)
def test_a_word_of_many_names_weighs_less(common: int, size: int, worth: float) -> None:
    assert round(rarity(common, size), 4) == worth


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [("iran", "iran", 0), ("iran", "irann", 1), ("iran", "irna", 1), ("rusia", "ruzzia", 2), ("iran", "xx", 0)],
)
def test_letters_are_changed_left_out_put_in_or_swapped(one: str, other: str, off: int) -> None:
    assert letters_off(one, other) == off


SLIPS = [
    ("rusia", "russia", 0.875, True),
    ("tump", "trump", 0.85, True),
    ("abas araghchi", "abbas araghchi", 0.9464, True),
    # two words written as one
    ("unitednations", "united nations", 0.9464, True),
    ("unitd nation", "united nations", 0.8929, True),
    # two slips only in a long word
    ("constantnopel", "constantinople", 0.8929, True),
    ("mohamad", "mohammed", 0.8125, False),
    # the first letter is rarely hit, and short words are other words
    ("sadr", "badr", 0.8125, False),
    ("iran", "iraq", 0.8125, False),
    # no slip at all, three letters, another number
    ("iran", "iran", 0.0, False),
    ("abc", "abd", 0.0, False),
    ("nord stream 1", "nord stream 2", 0.0, False),
]


@pytest.mark.parametrize(("typed", "name", "score", "sure"), SLIPS)
def test_a_slip_costs_less_in_a_long_name(typed: str, name: str, score: float, sure: bool) -> None:
    worth, found = slip(typed.split(), name.split())
    assert (round(worth, 4), found) == (score, sure)


@pytest.mark.parametrize(
    ("one", "other", "differ"), [("g7", "g8", True), ("g7", "g7", False), ("g7", "g", False), ("cop 2 9", "cop 29", False)]
)  # fmt: skip
def test_another_number_is_another_name(one: str, other: str, differ: bool) -> None:
    assert other_number(one, other) == differ


# ---- what is remembered of an event ----


@pytest.mark.parametrize(
    ("typed", "remembered", "share"),
    [
        ("geneva iran", "iran geneva strike", 1.0),
        ("geneva iran", "iran", 0.5),
        # a word counts as much as it tells, and one that is misspelt less
        ("president iran", "iran", 0.8),
        ("jeneva", "geneva", 0.8114),
        ("xqzzk", "geneva", 0.0),
        ("of the", "geneva", 0.0),
        ("iran", "", 0.0),
    ],
)
def test_remembered_words_explain_what_was_typed(
    typed: str, remembered: str, share: float, spellings: Spellings
) -> None:
    found = explained(TypedWords.from_text(typed, spellings), remembered, spellings, rare)
    assert round(found, 4) == share


# ---- whom a full comparison is worth ----


def test_few_are_all_compared() -> None:
    texts = {1: "iran", 2: "xyz", 3: "abc", 4: "def", 5: "ghi"}
    assert likeliest("iran", texts, lambda row: 0.0) == [1, 2, 3, 4, 5]


def test_of_many_the_likeliest_are_and_of_equals_those_in_the_news_first() -> None:
    news = {23: 0.5, 3: 0.9}
    texts = dict.fromkeys(range(10), "xyz") | {20: "iran", 21: "irana", 22: "iran irana", 23: "iran"}
    # what is far behind the best is left out but for five, and a name with all the words is not
    assert likeliest("iran", texts, lambda row: news.get(row, 0.0)) == [23, 20, 22, 21, 3]
    equals = likeliest("iran", dict.fromkeys(range(40), "iran"), lambda row: news.get(row, 0.0))
    assert equals == [3, 23, *(row for row in range(23) if row != 3)][:RICH]
