"""Tests the page's files: outside text never becomes markup, nothing is fetched from elsewhere, nothing is specific to one bot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "bot" / "sandbox" / "page"
FILES = sorted(PAGE.iterdir())
MARKUP_FROM_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\b|new Function"
)
FETCHED = re.compile(r"""(?:src|href)="https?:|@import|url\(\s*["']?https?:|import[^;]*["']https?:""")


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_makes_no_markup_from_text_and_fetches_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert MARKUP_FROM_TEXT.findall(text) == []
    assert FETCHED.findall(text) == []


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_knows_no_bot(path: Path) -> None:
    assert not re.search(r"\battach[eé]\b|\bstance\b", path.read_text(encoding="utf-8"), re.IGNORECASE)
