"""The gazetteer: `data/actors/*.jsonl`, reviewed by people, into frozen rows that reading and names look actors up in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from bot.errors import FaultError
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor, Office

if TYPE_CHECKING:
    from pathlib import Path

_LISTS = ("aliases", "native", "exonyms", "short", "adjectives", "capitals", "seats")


def load_actors(folder: Path) -> tuple[KnownActor, ...]:
    """All rows of the gazetteer under `folder`, by file name and line.

    Raises:
        FaultError: a line is no row, an id comes twice, or `of` names no row; the message says which file and line.
    """
    rows: dict[str, KnownActor] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                row = _row(orjson.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise FaultError(f"{path.name} line {number} is no actor: {error}") from error
            if row.id in rows:
                raise FaultError(f"{path.name} line {number}: the id {row.id!r} comes twice")
            rows[row.id] = row
    for row in rows.values():
        for named in (row.of, *(office.of for office in row.offices)):
            if named is not None and named not in rows:
                raise FaultError(f"the actor {row.id!r} belongs to {named!r}, which is no row of the gazetteer")
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
