"""Tests whom and what a quotation is about."""

from __future__ import annotations

import pytest

ABOUT = [
    # who stands in it, never who says it
    ("Putin said that Iran had won.", ["iran"]),
    ("Putin said that Putin and Iran had won.", ["iran"]),
    # a few words alone say little: what else their sentence names counts
    ("Macron smiled when Putin said that Iran had won all of it a last time.", ["emmanuel-macron", "iran"]),
    ("Macron smiled when Putin said that Iran had won all of it a third time.", ["iran"]),
]


@pytest.mark.parametrize(("text", "about"), ABOUT)
def test_what_a_quotation_is_about(text, about, read):
    (quotation,) = read(text).quotations
    assert list(quotation.about) == about
