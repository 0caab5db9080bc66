"""Rows of the gazetteer into its files: one JSON object a line, sorted by id, empty fields left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ACTORS = Path(__file__).parent.parent / "data" / "actors"

FIELDS = (
    "id", "name", "kind", "aliases", "native", "exonyms", "short", "adjectives", "capitals", "seats", "of", "offices", "note", "source", "licence",
)  # fmt: skip


def one_line(row: dict[str, Any]) -> str:
    """A row as it stands in a file: fields in the gazetteer's order, empty ones left out, no spaces.

    Raises:
        ValueError: a field is none of the gazetteer's.
    """
    unknown = set(row) - set(FIELDS)
    if unknown:
        raise ValueError(f"{row.get('id')}: no such field: {', '.join(sorted(unknown))}")
    kept = {field: row[field] for field in FIELDS if row.get(field)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def as_file(rows: list[dict[str, Any]]) -> str:
    """The text of a file of rows, sorted by id."""
    return "".join(one_line(row) + "\n" for row in sorted(rows, key=lambda row: str(row["id"])))


def main() -> None:
    """Put every file of `data/actors/` into order again after an edit by hand."""
    for path in sorted(ACTORS.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        path.write_text(as_file(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
