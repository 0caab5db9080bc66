"""Loads the words by which reports count people and things (data/counted.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from bot.knowledge.shipped import DATA


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "counted.toml").read_text(encoding="utf-8"))


def counted_words(*lists: str) -> tuple[str, ...]:
    """Returns the words of these lists, in order."""
    return tuple(word for name in lists for word in _table()[name].split())


def shown_words(name: str) -> dict[str, str]:
    """Returns the word that stands for each form of a table."""
    return {form: word for word, forms in _table()[name].items() for form in forms.split()}
