"""Loads the facts of the shipped articles that a person has compared with their sentences and found right."""

from __future__ import annotations

import tomllib
from pathlib import Path

RIGHT = Path(__file__).with_name("right.toml")


def right_facts() -> dict[str, frozenset[str]]:
    """Returns the right facts by the name of the article's file, without its ending."""
    listed = tomllib.loads(RIGHT.read_text(encoding="utf-8")) if RIGHT.exists() else {}
    return {name: frozenset(table["facts"]) for name, table in listed.items()}
