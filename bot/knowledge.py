"""The gazetteer: `data/actors/*.jsonl`, reviewed by people, into frozen rows that reading and names look actors up in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from bot.errors import FaultError
from bot.model import ActorKind

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Office:
    """An office someone holds or held: "President" of "russia", from and until a date (ISO, to the day, month or year; None: open or unknown)."""

    title: str
    of: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One row of the gazetteer.

    Attributes:
        id: a slug, at most 32 characters (`russia`, `abbas-araghchi`): buttons carry it.
        name: the name lines show.
        aliases: other names in Latin script that mean this actor and no other in world news ("Russian Federation", "POTUS" is a title, not an alias).
        native: names in other scripts.
        exonyms: names in other languages that no English text uses for it ("Alemania"): members type them, reading doesn't look for them.
        short: surnames and short forms that stand for this actor only once the full name was used, or if no other row claims them ("Putin", "Kim").
        adjectives: "Russian", "Iranian": an adjective or demonym that refers to the actor ("Russian officials", "the Russians").
        capitals: the seat of government, which stands for the government where it acts ("Moscow said").
        seats: buildings and offices that stand for the government ("Kremlin", "White House").
        of: the actor it belongs to (a minister's state, a party's state).
        offices: held, latest first.
        note: what tells it from others of the name where no office does: "daughter of Kim Jong Un".
        source, licence: where the row comes from, on what terms.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    exonyms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    of: str | None = None
    offices: tuple[Office, ...] = ()
    note: str = ""
    source: str = ""
    licence: str = ""


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
