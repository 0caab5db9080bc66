"""Tests that rows of the gazetteer are read whole, and that a wrong one is named by its file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import FaultError
from bot.knowledge.actors import load_actors
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor, Office

if TYPE_CHECKING:
    from pathlib import Path

ROW: dict[str, Any] = {"id": "iran", "name": "Iran", "kind": "country", "source": "CLDR", "licence": "MIT"}
LISTS = {
    name: [f"{name} 1", f"{name} 2"]
    for name in ("aliases", "native", "exonyms", "short", "adjectives", "capitals", "seats")
}
FULL = {
    **ROW, **LISTS, "id": "araghchi", "kind": "person", "of": "iran", "note": "minister",
    "offices": [{"title": "Foreign Minister", "of": "iran", "since": "2024-08-21"}],
}  # fmt: skip


def written(folder: Path, *rows: dict[str, Any] | str, name: str = "a.jsonl") -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    written(tmp_path, FULL, name="b.jsonl")
    bare, full = load_actors(written(tmp_path, ROW))
    assert bare == KnownActor("iran", "Iran", ActorKind.COUNTRY, source="CLDR", licence="MIT")
    lists = {name: tuple(words) for name, words in LISTS.items()}
    office = Office(title="Foreign Minister", of="iran", since="2024-08-21")
    assert full == KnownActor(
        "araghchi",
        "Iran",
        ActorKind.PERSON,
        of="iran",
        offices=(office,),
        note="minister",
        source="CLDR",
        licence="MIT",
        **lists,
    )


WRONG: list[tuple[tuple[dict[str, Any] | str, ...], str]] = [
    ((ROW, "{"), r"^a\.jsonl line 2 is not a valid actor"),
    (({"id": "iran"},), r"^a\.jsonl line 1 is not a valid actor: 'name'"),
    (({**ROW, "kind": "planet"},), r"^a\.jsonl line 1 is not a valid actor: 'planet'"),
    (({**ROW, "offices": [{"rank": 1}]},), r"^a\.jsonl line 1 is not a valid actor"),
    ((ROW, FULL, ROW), r"^a\.jsonl line 3: the id 'iran' occurs twice"),
    (({**ROW, "of": "persia"},), r"^the actor 'iran' belongs to 'persia', which is not in the gazetteer"),
    (
        (ROW, {**FULL, "of": None, "offices": [{"title": "Shah", "of": "persia"}]}),
        r"^the actor 'araghchi' belongs to 'persia'",
    ),
]


@pytest.mark.parametrize(("rows", "said"), WRONG)
def test_a_wrong_row_is_named(rows: tuple[dict[str, Any] | str, ...], said: str, tmp_path: Path) -> None:
    with pytest.raises(FaultError, match=said):
        load_actors(written(tmp_path, *rows))
