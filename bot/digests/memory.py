"""Looks up what earlier editions told. Hundreds of entries are remembered and every fact is checked, so it is indexed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.edition import Mark, Part


class Memory:
    """The marks of what was told, in the order of telling."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._of: defaultdict[tuple[Part, str], list[Mark]] = defaultdict(list)
        self._between: defaultdict[object, list[Mark]] = defaultdict(list)
        for mark in marks:
            self._of[mark.part, mark.kind].append(mark)
            self._between[mark.part, mark.kind, frozenset(mark.who), frozenset(mark.whom)].append(mark)

    def __contains__(self, mark: Mark) -> bool:
        return mark in self.of(mark.part, mark.kind)

    def of(self, part: Part, kind: str) -> Sequence[Mark]:
        """Returns what was told about a speaker, a named event, or events of a type."""
        return self._of.get((part, kind), ())

    def between(self, part: Part, kind: str, who: frozenset[str], whom: frozenset[str]) -> Sequence[Mark]:
        """Returns what was told about events of a type from these agents to these recipients."""
        return self._between.get((part, kind, who, whom), ())
