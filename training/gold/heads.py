"""Parses the head lines of a whole article's labels: its actors, issues and events, by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.gold.labels import EntityLine, EventLine, LabelError, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet


class Heads:
    """What an article declares. `fault` is called with a line and a message for each error."""

    def __init__(self, declared: Iterable[tuple[int, str]], fault: Callable[[int, str], None]) -> None:
        self.entities: dict[str, EntityLine] = {}
        self.events: dict[str, EventLine] = {}
        self._lines: dict[str, int] = {}
        self._fault = fault
        for line, text in declared:
            try:
                self._take(line, head(text))
            except LabelError as error:
                fault(line, str(error))
        for event in self.events.values():
            for other in event.after:
                if other not in self.events:
                    fault(self._lines[event.id], f"after:{other}: no such event is declared")

    def _take(self, line: int, made: EntityLine | EventLine) -> None:
        if made.id in self._lines:
            raise LabelError(f"{made.id} is declared twice")
        self._lines[made.id] = line
        if isinstance(made, EntityLine):
            self.entities[made.id] = made
        else:
            self.events[made.id] = made

    def is_event(self, name: str, *, whole: bool) -> bool:
        """True if an id is an event's.

        Raises:
            LabelError: the id is not declared.
        """
        if name in self._lines:
            return name in self.events
        if not whole:
            raise LabelError(f"{name} is no number: loose sentences have no ids")
        raise LabelError(f"{name} is not declared: add a head line `actor {name}: NAME`, `issue ...` or `e1 TYPE DATE`")

    def unused(self, used: AbstractSet[str]) -> None:
        """Report everything that is declared and never used."""
        for name, line in self._lines.items():
            if name not in used and name in self.events:
                self._fault(line, f"{name} has no trigger: write N(...)={name} where it is told, or drop the line")
            elif name not in used:
                self._fault(line, f"{name} has no mention: write N={name} where it is named, or drop the line")
