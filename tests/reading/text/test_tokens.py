"""Tests where a text is split into tokens, and that each has its place."""

from __future__ import annotations

import pytest

from bot.reading.text.tokens import tokens

TOKENS = [
    ("He said no.", ["He", "said", "no", "."]),
    # abbreviations, and those that are one only before a name
    ("Gen. Roe of the U.S. met J. Ek.", ["Gen.", "Roe", "of", "the", "U.S.", "met", "J.", "Ek", "."]),
    ("Amb. Roe won the Const. today", ["Amb.", "Roe", "won", "the", "Const", ".", "today"]),
    # clitics part from their word, but are no word by themselves
    ("Iran’s aide isn't well, they've said", ["Iran", "’s", "aide", "is", "n't", "well", ",", "they", "'ve", "said"]),
    ("I'm here", ["I", "'m", "here"]),
    ("the ’s mark", ["the", "’", "s", "mark"]),
    # numbers with their units, compounds, names with marks in them
    ("$60 for a 14,000-kg so-called O’Brien", ["$60", "for", "a", "14,000-kg", "so-called", "O’Brien"]),
    ("7.5% of the G7 ... ''yes''", ["7.5%", "of", "the", "G7", "...", "''", "yes", "''"]),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_where_tokens_part(text, expected):
    found = tokens(text, 0, len(text))
    assert [token.text for token in found] == expected
    assert [text[token.start : token.end] for token in found] == expected


def test_a_token_in_lower_case_has_straight_signs():
    [word, clitic] = tokens("Abc O‑Brien’s def", 4, 13)
    assert (word.start, word.lower, clitic.lower, clitic.end) == (4, "o-brien", "'s", 13)
