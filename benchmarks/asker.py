"""Commands as members ask them: of other subjects each time, one name in four with a typo, always the same ones in the same order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.editions import _NOUNS, _VERBS

if TYPE_CHECKING:
    from bot.sandbox.world import Json

SEED = 5
MOST = 300
"""The actors told most of, who are asked about."""
ONE = "actor-0"
OTHER = "actor-1"
ISSUE = "i.plan-n0"
ASKED: dict[str, tuple[str, Json]] = {
    "/stance with two typos": ("stance", {"holder": "Rusia", "on": "midnite hamer"}),
    "/stance": ("stance", {"holder": ONE}),
    "/stance on somebody": ("stance", {"holder": ONE, "on": OTHER}),
    "/stance on an issue": ("stance", {"on": ISSUE}),
    "/timeline": ("timeline", {"about": ONE}),
    "/timeline since": ("timeline", {"about": ONE, "since": "2025-01-01"}),
    "/quote by": ("quote", {"speaker": ONE}),
    "/quote about": ("quote", {"about": OTHER}),
    "/who": ("who", {"name": ONE}),
    "/compare": ("compare", {"on": ONE}),
    "/relation": ("relation", {"a": ONE, "b": OTHER}),
    "/search": ("search", {"words": "sanctioned harbour"}),
}
"""Each command about whom most is told of, in a generated library, by what it is called in a table."""


class Asker:
    """Draws commands."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)

    def _name(self) -> str:
        name = f"actor-{int(self.random.paretovariate(0.6)) % MOST}"
        return name.replace("actor", self.random.choice(("acter", "actr"))) if self.random.random() < 0.25 else name

    def _issue(self) -> str:
        return f"i.plan-n{int(self.random.paretovariate(0.6)) % MOST}"

    def command(self) -> tuple[str, Json]:
        """Returns a command's name and its options."""
        one, other = self._name(), self._name()
        made: list[tuple[str, Json]] = [
            ("stance", {"holder": one}),
            ("stance", {"holder": one, "on": other}),
            ("stance", {"on": self._issue()}),
            ("timeline", {"about": one}),
            ("timeline", {"about": one, "since": "2025-01-01"}),
            ("quote", {"speaker": one}),
            ("quote", {"about": other}),
            ("who", {"name": one}),
            ("compare", {"on": one}),
            ("relation", {"a": one, "b": other}),
            ("search", {"words": f"{self.random.choice(_VERBS)} {self.random.choice(_NOUNS)}"}),
        ]
        return self.random.choice(made)
