"""Loads the outlets whose texts are jokes (the section `satire` of data/outlets.toml)."""

from __future__ import annotations

import tomllib
from functools import cache

from bot.knowledge.shipped import DATA
from bot.reading.lexicon import SatiricalOutlets


@cache
def satirical_outlets() -> SatiricalOutlets:
    """Returns the satirical outlets that are known."""
    table = tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))["satire"]
    names = [name.casefold() for listed in table.values() for name in listed.split(", ")]
    without = (name.removeprefix("the ") for name in names)
    return SatiricalOutlets(frozenset(" ".join(table).split()), frozenset((*names, *without)))
