"""Loads alliances of states and who is in them (`data/alliances.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from bot.knowledge.shipped import DATA


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's time in an alliance: ISO days, or months or years; `until` is "" if it still is in it."""

    state: str
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Alliance:
    """An alliance. `actor` is its own id; "" where it is only a treaty."""

    name: str
    actor: str
    members: tuple[Membership, ...]

    def has(self, state: str, day: str) -> bool:
        """True if a state was in it on an ISO day, or is the alliance itself."""
        return state == self.actor or any(
            one.state == state and one.since <= day and (not one.until or day < one.until) for one in self.members
        )


@cache
def alliances() -> tuple[Alliance, ...]:
    """Returns the alliances, as listed: the closest first where two states share several."""
    table = tomllib.loads((DATA / "alliances.toml").read_text(encoding="utf-8"))
    return tuple(Alliance(row["name"], row.get("actor", ""), _members(row["members"])) for row in table.values())


def _members(listed: str) -> tuple[Membership, ...]:
    lines = (line for row in listed.splitlines() for line in row.split(" / "))
    return tuple(Membership(*line.split()) for line in lines if line.strip())
