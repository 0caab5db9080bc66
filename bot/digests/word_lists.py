"""The word lists that digests use (data/digests.yaml)."""

from __future__ import annotations

from functools import cache

import yaml

from bot.knowledge.shipped import DATA


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = yaml.safe_load((DATA / "digests.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in lists.items()}


def listed(name: str) -> frozenset[str]:
    """Returns the words of a list, in lower case."""
    return _lists()[name]
