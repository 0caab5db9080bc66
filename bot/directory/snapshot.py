"""Saves a filled directory to a file beside the database, and loads it: nine times as fast as filling it again.

The file is a cache. It is used only if its stamp matches: the same code, the same knowledge and the same stored articles.
Otherwise, or if it is damaged, the directory is filled from the database, the only source of truth.
"""

from __future__ import annotations

import logging
import pickle
from contextlib import suppress
from pathlib import Path

from bot.directory.directory import Directory
from bot.knowledge.shipped import DATA, fingerprint

log = logging.getLogger(__name__)

_HERE = Path(__file__).parents[1]
_FOLDERS = (
    (_HERE / "names", ".py"),
    (_HERE, "edtf.py"),
    (_HERE / "store", "name_entries.py"),  # how it is filled, and
    (_HERE / "directory", ".py"),  # what is saved
    (DATA, ".toml"),
    (DATA, ".jsonl"),
)
_WORDS = (
    (_HERE, "edtf.py"),
    (_HERE / "names", "normal.py"),
    (_HERE / "names", "spelled.py"),
    (_HERE / "store", "name_entries.py"),
    (_HERE / "store", "recollection.py"),
    (DATA, "names.toml"),
)


def stamp(library: str) -> str:
    """Version of a saved directory: the code and knowledge of names, and the state of the stored articles."""
    return f"{fingerprint(*_FOLDERS)} {library}"


def words_version() -> str:
    """Version of the words by which events without a name are found."""
    return fingerprint(*_WORDS)


def saved(path: Path, wanted: str) -> Directory | None:
    """Returns the directory saved in a file; None if it has another stamp or is damaged."""
    try:
        with path.open("rb") as file:
            if file.readline().decode("utf-8", "replace").rstrip("\n") != wanted:
                return None
            found = pickle.load(file)  # noqa: S301 - our own file, in the operator's folder
    except Exception:
        return None
    return found if isinstance(found, Directory) else None


def save(directory: Directory, path: Path, made: str) -> None:
    """Save the directory, atomically. If that fails (disk full), log it: the next start fills the directory again."""
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(f"{made}\n".encode())
            pickle.dump(directory, file, protocol=5)
        fresh.replace(path)
    except OSError as error:
        log.warning("the names could not be saved, so the next start will take longer: %s", error)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
