"""Where the files that travel with Attaché are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


DATA = _shipped("data")
SEEDS = _shipped("seeds")


def knowledge_version(folder: Path = DATA) -> str:
    """Eight letters that change whenever a file under `data/` does: what was read with other knowledge is read again."""
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
