"""Faults asked for ahead -> what goes wrong with the next calls that match."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from bot.errors import AskError

if TYPE_CHECKING:
    from bot.sandbox.world import Json

FIELDS = {"method", "route", "times", "status", "when", "delay", "drop", "body", "headers"}


@dataclass(slots=True)
class Fault:
    """What goes wrong, where, and how many times more."""

    id: int
    method: str = "*"
    route: str = "*"
    times: int = 1
    status: int | None = None
    when: str = "before"
    delay: float = 0.0
    drop: bool | str = False
    """Whether the connection is cut instead of the answer, or in its "middle"."""
    body: Any = None
    headers: Json = field(default_factory=dict)
    hits: int = 0

    def matches(self, method: str, path: str) -> bool:
        """Whether a call is one of those."""
        return self.method in ("*", method) and fnmatchcase(path, self.route)


class Faults:
    """The faults waiting for their call."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._waiting: list[Fault] = []

    def add(self, said: Json) -> Fault:
        """Plan a fault.

        Raises:
            AskError: it isn't one.
        """
        strange = set(said) - FIELDS
        if strange:
            raise AskError(f"a fault has no {min(strange)!r}; it has: {', '.join(sorted(FIELDS))}")
        if said.get("when", "before") not in ("before", "after"):
            raise AskError('"when" is "before" or "after" (the call took effect)')
        if said.get("drop", False) not in (False, True, "middle"):
            raise AskError('"drop" is true (nothing arrives) or "middle" (half of the answer does)')
        fault = Fault(next(self._numbers), **{**said, "method": str(said.get("method", "*")).upper()})
        if fault.status is None and not fault.drop and not fault.delay:
            raise AskError('say what goes wrong: "status", "drop" or "delay"')
        self._waiting.append(fault)
        return fault

    def next(self, method: str, path: str) -> Fault | None:
        """The fault that strikes this call; it has one time less after."""
        for fault in self._waiting:
            if fault.matches(method, path):
                fault.times -= 1
                fault.hits += 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

    @property
    def waiting(self) -> bool:
        """Whether any is."""
        return bool(self._waiting)

    def listed(self) -> list[Json]:
        """The faults still waiting."""
        return [asdict(fault) for fault in self._waiting]

    def clear(self) -> None:
        """Call all of them off."""
        self._waiting.clear()
