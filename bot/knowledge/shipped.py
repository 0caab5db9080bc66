"""Finds the files shipped with Attaché: next to the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


DATA = _shipped("data")
MODEL = DATA / "model"
JUDGE = DATA / "judge"
SEEDS = _shipped("seeds")
SUMS = "SHA256SUMS"
"""The file with the digests of a model's files, in `sha256sum` format."""
OPML = DATA / "feeds.opml"


def fingerprint(*kinds: tuple[Path, str]) -> str:
    """Eight hexadecimal digits that change with any of the files, each kind given as (folder, end of the file name)."""
    digest = sha256()
    for folder, ending in kinds:
        for path in sorted(folder.rglob(f"*{ending}")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


def knowledge_version() -> str:
    """Returns the fingerprint of `data/`: articles read with other knowledge are read again. The models count by their digests, which are checked at each start."""
    return fingerprint((DATA, ".toml"), (DATA, ".jsonl"), (MODEL, SUMS), (JUDGE, SUMS))
