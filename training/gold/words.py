"""Loads the word lists of `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

from training.gold.sheets import GOLD


@cache
def words() -> dict[str, frozenset[str]]:
    """Returns each list by its key."""
    table = tomllib.loads((GOLD / "words.toml").read_text(encoding="utf-8"))
    return {key: frozenset(text.split()) for key, text in table.items()}
