"""Names the backups of a database, so that several databases may keep theirs in one folder."""

from __future__ import annotations

import contextlib
import glob
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import AskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

_OWN = "backups"
"""The folder beside a database in which only its own backups are."""
_LEFT = timedelta(days=1)
"""How old an unfinished copy is that nobody is making any more."""
_DIGIT = "[0-9]"
_DAY = "-".join(_DIGIT * places for places in (4, 2, 2))


def own_folder(database: Path) -> Path:
    """Returns the folder for a database's backups unless the operator sets one."""
    return database.parent / _OWN


def dated(database: Path, begins: str, now: datetime) -> Path:
    """Returns a path beside the database that says when a copy was made, to the second."""
    return database.with_name(f"{begins}-{now:%Y-%m-%d-%H%M%S}{database.suffix}")


def by_hand(database: Path, folder: Path, now: datetime) -> Path:
    """Returns where a backup that somebody asks for belongs.

    Raises:
        AskError: in a folder that may be shared, its name can't be made; so for the next two.
    """
    return folder / dated(database, _begins(database, folder), now).name


def nightly(database: Path, folder: Path, day: date) -> Path:
    """Returns where the backup of a night belongs."""
    return folder / f"{_begins(database, folder)}-{day.isoformat()}{database.suffix}"


def of_version(database: Path, folder: Path, version: int) -> Path:
    """Returns where the backup before a migration belongs."""
    return folder / f"{_begins(database, folder)}-version-{version}{database.suffix}"


def nightly_in(database: Path, folder: Path) -> Iterator[Path]:
    """Yields the database's nightly backups in a folder; others, made by hand or before a migration, are the operator's to delete."""
    if begins := _known(database, folder):
        yield from folder.glob(f"{glob.escape(begins)}-{_DAY}{glob.escape(database.suffix)}")


def unfinished(database: Path, folder: Path) -> Iterator[Path]:
    """Yields the copies of the database that nobody is making any more."""
    if not (begins := _known(database, folder)):
        return
    for path in folder.glob(f"{glob.escape(begins)}-*{glob.escape(database.suffix)}.*.part"):
        with contextlib.suppress(FileNotFoundError):  # finished this moment
            if datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC) > _LEFT:
                yield path


def _known(database: Path, folder: Path) -> str | None:
    """How the names of the database's backups begin in a folder; None if it has none there.

    In its own folder that is the database's name. Another may be shared with databases of the same name, even of the same path where
    each is in a container: there a mark follows that the database was given.
    """
    if folder.resolve() == own_folder(database.resolve()):
        return database.stem
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return f"{database.stem}-{_mark_of(database).read_text(encoding='ascii').strip()}"
    return None


def _begins(database: Path, folder: Path) -> str:
    """The same, after giving the database a mark if it needs one.

    The mark stands beside the database, not in it: a copy that is restored elsewhere is another database.
    """
    if known := _known(database, folder):
        return known
    mark = _mark_of(database)
    try:
        with contextlib.suppress(FileExistsError), mark.open("x", encoding="ascii") as file:
            file.write(f"{secrets.token_hex(4)}\n")
        return f"{database.stem}-{mark.read_text(encoding='ascii').strip()}"
    except OSError as error:
        raise AskError(f"The mark of the backups, {mark}, can't be written: {error.strerror}.") from error


def _mark_of(database: Path) -> Path:
    database = database.resolve()
    return database.with_name(f"{database.name}.mark")
