"""Tests that pictures are drawn as they were found right (`tests/charts/approved.py`)."""

from __future__ import annotations

import pytest

from tests.charts.approved import CHARTS, PICTURES, approved, picture


# A line that is missing or a text that is cut meets no other, so that no rule of geometry notices.
# `python -m tests.charts.approved` writes them anew.
@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_as_it_was_found_right(name: str) -> None:
    assert picture(name).splitlines() == approved(name).splitlines()


def test_every_picture_is_of_a_chart() -> None:
    assert {file.stem for file in PICTURES.glob("*.svg")} == set(CHARTS)
