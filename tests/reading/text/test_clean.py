from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text.clean import clean


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        # no-break spaces and tabs become spaces
        ("one\u00a0two\t three", "one two three"),
        ("  one  \n\n\n\n  two ", "one\n\ntwo"),
        # line and paragraph separators end lines
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        # to Python a zero-width space is not white space: it stays, so that offsets can be mapped back
        ("one\u200btwo", "one\u200btwo"),
    ],
)
def test_only_white_space_changes(given_text, expected):
    assert clean(given_text) == expected


@given(st.text())
def test_every_letter_stays_in_its_place(text):
    assert "".join(clean(text).split()) == "".join(text.split())


@given(st.text(alphabet="ab \n\r\t\u00a0"))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
