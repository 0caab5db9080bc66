"""Loads the gazetteer (`data/actors/*.jsonl`, reviewed by people) into frozen rows for reading and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from bot.errors import FaultError
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor, Office

if TYPE_CHECKING:
    from pathlib import Path

_LISTS = ("aliases", "native", "exonyms", "short", "adjectives", "capitals", "seats", "trades")


def load_actors(folder: Path) -> tuple[KnownActor, ...]:
    """Returns all rows of the gazetteer in `folder`, by file name and line.

    Raises:
        FaultError: a line is invalid, an id occurs twice, or `of` refers to no row; the message gives the file and line.
    """
    rows: dict[str, KnownActor] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                row = _row(orjson.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise FaultError(f"{path.name} line {number} is not a valid actor: {error}") from error
            if row.id in rows:
                raise FaultError(f"{path.name} line {number}: the id {row.id!r} occurs twice")
            rows[row.id] = row
    for row in rows.values():
        for named in (row.of, *(office.of for office in row.offices)):
            if named is not None and named not in rows:
                raise FaultError(f"the actor {row.id!r} belongs to {named!r}, which is not in the gazetteer")
    return tuple(rows.values())


def _row(line: dict[str, Any]) -> KnownActor:
    lists = {key: tuple(line.get(key, ())) for key in _LISTS}
    return KnownActor(
        id=line["id"],
        name=line["name"],
        kind=ActorKind(line["kind"]),
        of=line.get("of"),
        offices=tuple(Office(**office) for office in line.get("offices", ())),
        note=line.get("note", ""),
        source=line["source"],
        licence=line["licence"],
        **lists,
    )
