"""Tests how an outlet is named with what editors call it."""

from __future__ import annotations

import pytest

from bot.model.outlets import labelled


@pytest.mark.parametrize(
    ("outlet", "label", "expected"),
    [
        ("The Wire", "state-owned", "The Wire (state-owned)"),
        ("The Wire", None, "The Wire"),
        ("The Wire", "", "The Wire"),
        # an article without an outlet has nothing to put a label on
        ("", "state-owned", ""),
    ],
)
def test_an_outlet_with_its_label(outlet: str, label: str | None, expected: str) -> None:
    assert labelled(outlet, label) == expected
