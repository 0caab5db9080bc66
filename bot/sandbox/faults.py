"""Planned faults: what goes wrong with the next matching calls."""

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
    """What goes wrong, for which calls, and how many more times."""

    id: int
    method: str = "*"
    route: str = "*"
    times: int = 1
    status: int | None = None
    when: str = "before"
    delay: float = 0.0
    drop: bool | str = False
    """True cuts the connection instead of answering; "middle" cuts it halfway through the answer."""
    body: Any = None
    headers: Json = field(default_factory=dict)
    hits: int = 0

    def matches(self, method: str, path: str) -> bool:
        """True if the fault applies to this call."""
        return self.method in ("*", method) and fnmatchcase(path, self.route)


class Faults:
    """The faults waiting for a matching call."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._waiting: list[Fault] = []

    def add(self, said: Json) -> Fault:
        """Plan a fault.

        Raises:
            AskError: the request does not describe a fault.
        """
        strange = set(said) - FIELDS
        if strange:
            raise AskError(f"a fault has no field {min(strange)!r}; its fields are: {', '.join(sorted(FIELDS))}")
        if said.get("when", "before") not in ("before", "after"):
            raise AskError('"when" must be "before" or "after" (the call takes effect)')
        if said.get("drop", False) not in (False, True, "middle"):
            raise AskError('"drop" must be true (nothing arrives) or "middle" (half of the answer arrives)')
        fault = Fault(next(self._numbers), **{**said, "method": str(said.get("method", "*")).upper()})
        if fault.status is None and not fault.drop and not fault.delay:
            raise AskError('give at least one of "status", "drop" and "delay"')
        self._waiting.append(fault)
        return fault

    def next(self, method: str, path: str) -> Fault | None:
        """Returns the fault that applies to this call, if any; it is counted as used once."""
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
        """True if any fault is planned."""
        return bool(self._waiting)

    def listed(self) -> list[Json]:
        """Returns the faults still waiting."""
        return [asdict(fault) for fault in self._waiting]

    def clear(self) -> None:
        """Cancel all planned faults."""
        self._waiting.clear()
