"""Tests that a long start says how much of what is done, from the first moment on."""

from __future__ import annotations

from bot.progress import silent, told


def test_each_step_is_told_once_it_is_done() -> None:
    said: list[tuple[str, int, int]] = []
    steps = told("ab", lambda *step: said.append(step), "articles", 2)
    seen = [(item, len(said)) for item in steps]
    assert seen == [("a", 1), ("b", 2)]
    assert said == [("articles", 0, 2), ("articles", 1, 2), ("articles", 2, 2)]
    assert list(told([7], silent, "articles", 1)) == [7]
