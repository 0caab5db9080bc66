"""Writes the gazetteer's files: one JSON object per line, sorted by id, without empty fields."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ACTORS = Path(__file__).parent.parent / "data" / "actors"

FIELDS = (
    "id", "name", "kind", "aliases", "native", "exonyms", "short", "adjectives", "capitals", "seats", "of", "offices", "note", "trades", "source", "licence",
)  # fmt: skip


def one_line(row: dict[str, Any]) -> str:
    """Returns a row as a line of a file: fields in the gazetteer's order, without empty ones and spaces.

    Raises:
        ValueError: a field is unknown to the gazetteer.
    """
    unknown = set(row) - set(FIELDS)
    if unknown:
        raise ValueError(f"{row.get('id')}: no such field: {', '.join(sorted(unknown))}")
    kept = {field: row[field] for field in FIELDS if row.get(field)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def as_file(rows: list[dict[str, Any]]) -> str:
    """Returns the text of a file of rows, sorted by id."""
    return "".join(one_line(row) + "\n" for row in sorted(rows, key=lambda row: str(row["id"])))


def main() -> None:
    """Rewrites every file of `data/actors/` in order after an edit by hand."""
    for path in sorted(ACTORS.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        path.write_text(as_file(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
