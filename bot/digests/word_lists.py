"""The word lists that digests go by (data/digests.yaml)."""

from __future__ import annotations

from functools import cache

import yaml

from bot.knowledge.shipped import DATA


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = yaml.safe_load((DATA / "digests.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in lists.items()}


def listed(name: str) -> frozenset[str]:
    """The words of a list, in small letters."""
    return _lists()[name]
