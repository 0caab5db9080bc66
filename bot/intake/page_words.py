"""The words pages are made of, from `data/pages.toml`: elements, and names of what stands around an article."""

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
    """A list of the file, as a set of its words."""
    return frozenset(_table()[section][name].split())


@lru_cache(maxsize=32)
def page_words_in_order(section: str, name: str) -> tuple[str, ...]:
    """A list of the file whose order counts."""
    return tuple(_table()[section][name].split())
