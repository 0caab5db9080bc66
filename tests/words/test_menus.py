"""Tests that what a menu is for can be read on a phone, in every language: a closed menu has one line, cut where it ends."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.catalogue import ENGLISH, TRANSLATED, say, speaking
from bot.knowledge.shipped import DATA
from tests.words.bare import modules
from tests.words.messages import blanks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM = 30
"""Characters of a closed menu at 390 pixels: "Sentences behind a line, or a y…" was cut."""


def _said(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
            yield from (text.value for text in call.args if isinstance(text, ast.Constant))


@cache
def placeholders() -> set[str]:
    """What the menus say before something is chosen."""
    found: set[str] = set()
    for path in modules():
        tree = ast.parse(path.read_bytes())
        named: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, set()).update(_said(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Menu":
                words = node.args[1]
                found |= named.get(words.id, set()) if isinstance(words, ast.Name) else set(_said(words))
    return found


@pytest.mark.parametrize("language", [ENGLISH, *TRANSLATED])
def test_a_menus_words_fit_it(language: str) -> None:
    every = placeholders()
    assert len(every) >= 8
    with speaking(language):
        shown = [say(words, **dict.fromkeys(blanks(words), "26")) for words in every]
    assert [words for words in shown if len(words) > ROOM] == []


@pytest.mark.parametrize("path", sorted((DATA / "frames").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_words_of_a_digests_menu_fit_it(path: Path) -> None:
    [words] = [
        line.removeprefix("menu: ") for line in path.read_text("utf-8").splitlines() if line.startswith("menu: ")
    ]
    assert len(words) <= ROOM
