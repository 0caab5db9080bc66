"""A figure that a benchmark measured, with the bound it should keep, if it has one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One number of the table.

    Args:
        what: what was measured, and on what.
        value: the number.
        unit: what it counts.
        floor: the value that it must reach; None if nothing is demanded.
        more: more is better, so that the floor is the least that will do; else it is the most.
    """

    what: str
    value: float
    unit: str
    floor: float | None = None
    more: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the floor is reached; None without one."""
        if self.floor is None:
            return None
        return self.value >= self.floor if self.more else self.value <= self.floor
