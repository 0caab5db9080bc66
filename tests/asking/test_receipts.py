"""Tests that the place of a sentence becomes a menu's value and is read back from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.receipts import decode_receipt, encode_receipt
from bot.errors import AskError
from bot.model.article import Span
from bot.model.edition import Receipt, SentencePlace

PLACES = st.lists(
    st.builds(
        SentencePlace,
        st.integers(1, 10**9),
        st.builds(lambda start, size: Span(start, start + size), st.integers(0, 10**6), st.integers(1, 5_000)),
        st.none() | st.integers(0, 100).map(lambda hundredths: hundredths / 100),
    ),
    min_size=1,
    max_size=12,
)


@given(PLACES, st.integers(0, 24))
def test_places_that_fit_are_decoded_unchanged(places: list[SentencePlace], number: int) -> None:
    value = encode_receipt(Receipt(tuple(places)), number)
    assert len(value) <= 100
    back = decode_receipt(value).places
    assert back == tuple(places[: len(back)])
    assert len(back) >= min(len(places), 3)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "3:",
        "3",
        "3:12",
        "3:12.5",
        "3:1.2.3.1000",
        "3:1.2.3.4.5",
        "3:a.b.c",
        "3:1.2.3,",
        "3:1.2.3;4.5.6",
        "3:-1.2.3",
        "@everyone",
    ],
)
def test_a_value_of_another_form_is_from_an_older_menu(value: str) -> None:
    with pytest.raises(AskError, match="older version"):
        decode_receipt(value)
