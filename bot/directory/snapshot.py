"""A filled directory into a file beside the database, and back: the next start reads it, nine times as fast as filling it anew.

The file is Attaché's own note to itself. It is taken only where its stamp says that it was made by this very code, of this very knowledge
and of the articles that are filed; else, or where it is damaged, the directory is filled from the database, which alone holds the truth.
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
    (_HERE / "store", "entries.py"),  # what is filled in, and
    (_HERE / "directory", ".py"),  # what is saved
    (DATA, ".toml"),
    (DATA, ".jsonl"),
)
_WORDS = (
    (_HERE, "edtf.py"),
    (_HERE / "names", "normal.py"),
    (_HERE / "names", "spelled.py"),
    (_HERE / "store", "entries.py"),
    (_HERE / "store", "recollection.py"),
    (DATA, "names.toml"),
)


def stamp(library: str) -> str:
    """What a saved directory depends on: the names' code and knowledge, and the state of the filed articles."""
    return f"{fingerprint(*_FOLDERS)} {library}"


def words_version() -> str:
    """What the words depend on by which events without a name are found."""
    return fingerprint(*_WORDS)


def saved(path: Path, wanted: str) -> Directory | None:
    """The directory in a file, if it is the one wanted."""
    try:
        with path.open("rb") as file:
            if file.readline().decode("utf-8", "replace").rstrip("\n") != wanted:
                return None
            found = pickle.load(file)  # noqa: S301 - our own file, in the operator's own folder, beside the database
    except Exception:
        return None
    return found if isinstance(found, Directory) else None


def save(directory: Directory, path: Path, made: str) -> None:
    """Write the directory, whole or not at all; where it can't be written (a full disk), the log says so and the next start fills it anew."""
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(f"{made}\n".encode())
            pickle.dump(directory, file, protocol=5)
        fresh.replace(path)
    except OSError as error:
        log.warning("the names are not saved, so the next start takes longer: %s", error)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
