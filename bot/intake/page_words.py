"""Loads `data/pages.toml`: the names of elements, and of what surrounds an article in a page."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from bot.knowledge.shipped import DATA


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "pages.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def page_words(section: str, name: str) -> frozenset[str]:
    """Returns a list of the file as a set."""
    return frozenset(_table()[section][name].split())


@lru_cache(maxsize=32)
def page_words_in_order(section: str, name: str) -> tuple[str, ...]:
    """Returns a list of the file in its order."""
    return tuple(_table()[section][name].split())


@lru_cache(maxsize=32)
def page_words_in_lines(section: str, name: str) -> frozenset[str]:
    """Returns a list of the file whose entries stand each on a line of its own, as a set."""
    return frozenset(line.strip() for line in _table()[section][name].splitlines() if line.strip())
