"""Tests which words of a sentence a search finds, and that nothing that is typed is an error of the index."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store.search_terms import hits, nearness, terms

FOUND = [
    # one word, and its forms
    ("oil", "The oil price cap holds.", ["oil"]),
    ("sanction", "They sanctioned two banks; sanctions follow.", ["sanctioned", "sanctions"]),
    ("policies", "A policy of peace.", ["policy"]),
    ("ban", "It banned the ban.", ["banned", "ban"]),
    ("ceasefire", "Ceasefires are rare.", ["Ceasefires"]),
    # no other word that begins so
    ("war", "He warned of warships and war.", ["war"]),
    # in quotes nothing but what is typed, one behind the other; the closing mark may be missing
    ('"oil cap"', "An oil cap, a cap on oil, oil caps.", ["oil cap"]),
    ('"oil cap', "An oil cap.", ["oil cap"]),
    ("“oil cap”", "An oil, cap.", ["oil, cap"]),
    ('"sanction"', "A sanction, not sanctions.", ["sanction"]),
    # the beginning of a word, and of a phrase's last one
    ("embarg*", "An embargo, embargoed.", ["embargo", "embargoed"]),
    ('"price ca*"', "A price cap.", []),
    ('"price cap*"', "Price caps.", ["Price caps"]),
    # accents, capitals, hyphens, dots
    ("erdogan", "ERDOĞAN spoke.", ["ERDOĞAN"]),
    ("Erdoğan", "Erdogan spoke.", ["Erdogan"]),
    ("anti-american", "An anti-American crowd.", ["anti-American"]),
    ("U.S.", "The U.S. attacked us.", ["U.S"]),
    ("Iran’s", "Iran's ports, Iran.", ["Iran's"]),
    # words that nearly every sentence has are left out, unless nothing else is typed
    ("cap on the oil", "Oil has a cap.", ["Oil", "cap"]),
    ("of the", "The rest of it.", ["The", "of"]),
]


@pytest.mark.parametrize(("typed", "sentence", "marked"), FOUND)
def test_terms_found_in_a_sentence(typed: str, sentence: str, marked: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in hits(terms(typed), sentence)] == marked


# What FTS5 would take for its own language is space or a word.
@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "*", "(", "NEAR(", "-", "^", ":", "\x00", "'", "🦜", "…"])
def test_a_search_without_words_has_no_terms(typed: str) -> None:
    assert [term.shown for term in terms(typed)] == (["NEAR("] if "NEAR" in typed else [])


hostile = st.lists(
    st.sampled_from(
        ["AND", "OR", "NOT", "NEAR(", ")", '"', "“", "*", "^", "+", "-", ":", "words", "{", "}", "oil", "\x00", "\ud800", "ñ", "东", ","]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.text(max_size=60) | hostile | hostile.map(lambda typed: typed.replace(" ", "")))
@settings(max_examples=300)
def test_the_index_takes_whatever_is_typed(typed: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO t VALUES ('oil and words')")
        for term in terms(typed):
            connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f"words : ({term.expression})",)).fetchall()
            hits((term,), typed)


# The index and the marking agree: what is found has a hit that can be shown.
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40), st.text(max_size=12))
@settings(max_examples=300)
def test_words_found_by_the_index_are_marked(sentence: str, typed: str) -> None:
    asked = terms(typed) or terms(sentence[:20])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO t VALUES (?)", (sentence,))
        for term in asked:
            try:
                found = connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (f"words : ({term.expression})",))
                there = bool(found.fetchall())
            except UnicodeEncodeError:
                continue
            assert not there or hits((term,), sentence)


def test_the_nearer_words_come_first() -> None:
    asked = terms("oil cap")
    told = ["Oil rose, and nobody knows of any cap.", "The oil price cap is low.", "The oil cap is low.", "An oil cap."]
    assert sorted(told, key=lambda sentence: nearness(asked, sentence)) == told[::-1]


NEARNESS = [
    ("oil cap", "An oil cap.", 1),
    ("oil cap", "An oil and gas cap.", 9),
    # the nearest pair counts, and no word by itself is near another of its own
    ("oil cap", "Oil of any kind, oil cap.", 1),
    ("oil", "Oil and oil.", 0),
    # of three words both gaps count, in whatever order they stand
    ("oil price cap", "An oil price cap.", 2),
    ("oil price cap", "A cap on the price of oil.", 12),
]


@pytest.mark.parametrize(("typed", "sentence", "letters"), NEARNESS)
def test_letters_between_the_words(typed: str, sentence: str, letters: int) -> None:
    assert nearness(terms(typed), sentence) == (letters, len(sentence))
