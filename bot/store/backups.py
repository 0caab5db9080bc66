"""Backs the database up while it is in use, checks a backup, and restores one. For a thread: each call reads or writes a whole file.

A copy has the state of one moment, whatever is written meanwhile: the transaction it is read in begins before the first page. It is made
under another name, checked, and only then gets its own.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import AskError, LaterError, StoppedError
from bot.progress import silent
from bot.store.backup_names import dated, nightly_in, of_version, unfinished
from bot.store.migrate import newest
from bot.store.single_process import sole_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.progress import Progress

_SPARE = 50_000_000
"""Bytes that stay free on the disk beside a copy."""
_SQLITE = b"SQLite format 3\0"
"""How every database file begins (sqlite.org/fileformat.html)."""
_BESIDE = ("-wal", "-shm", "-journal", ".lock", ".mark")
"""How the names of the files end that belong to a database."""
_STEP, _INSTRUCTIONS = 1_000, 100_000
"""After so many pages copied, and steps of SQLite's machine while checking, we look whether to give up: some milliseconds."""
_GIVEN_UP = "The backup was given up, because the bot is being stopped."


class DamagedError(AskError):
    """A file that is no sound database of ours: only a backup helps."""


@dataclass(frozen=True, slots=True)
class Intact:
    """A database without damage."""

    articles: int
    size: int
    """In bytes."""


def back_up(database: Path, target: Path, stopped: Callable[[], bool] = lambda: False) -> Intact:
    """Copies the database to `target`, replacing a file of that name once the copy is complete and checked.

    `stopped` is asked every few milliseconds whether to give up.

    Raises:
        StoppedError: `stopped` said so.
        AskError: there is no database, the disk has no room for a copy, the copy can't be written or is damaged, or the target is not ours
            to replace.
        LaterError: another program has locked the database.
    """
    if not database.is_file():
        raise AskError(f"There is no database at {database}: set ATTACHE_DATABASE to the one you mean.")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")  # a command and a start may make the same backup
    try:
        _require_ours(database, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _require_room(database, target.parent)
        _copy(database, part, stopped)
        found = checked(part, stopped)
        part.replace(target)
    except OSError as error:
        raise AskError(f"The backup {target} can't be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise _locked(database, error) or AskError(f"The backup {target} can't be written: {error}.") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return found


def _require_ours(database: Path, target: Path) -> None:
    """Refuses to replace what is no backup, above all a file of the database itself."""
    if not target.parent.is_dir() and target.parent.exists():
        raise AskError(f"{target.parent} is a file: name a folder for the backups.")
    own = [database.resolve(), *(_beside(database.resolve(), end) for end in _BESIDE)]
    if target.resolve() in own or (target.exists() and target.samefile(database)):
        raise AskError(f"{target} is the database itself: give another file.")
    if target.exists() and not (target.is_file() and _begins(target) in (b"", _SQLITE)):
        raise AskError(f"{target} is there already and is no backup: give another file.")


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_SQLITE))


def _beside(database: Path, end: str) -> Path:
    return database.with_name(database.name + end)


def _locked(database: Path, error: sqlite3.Error) -> LaterError | None:
    """The error to raise if a database is only locked; None if it is something else."""
    if _kind(error) != sqlite3.SQLITE_BUSY:
        return None
    return LaterError(f"Another program has locked {database}: try again once it has finished.")


def _kind(error: sqlite3.Error) -> int:
    """The kind of an error (sqlite.org/rescode.html); 0 if it is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _require_room(database: Path, folder: Path) -> None:
    database = database.resolve()
    written = _beside(database, "-wal")
    needed = database.stat().st_size + (written.stat().st_size if written.exists() else 0) + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise AskError(
            f"There is no room for a backup in {folder}: it needs {needed // 1_000_000:,} MB and {free // 1_000_000:,} MB are free."
        )


def _copy(source: Path, target: Path, stopped: Callable[[], bool] = lambda: False) -> None:
    def going_on(*_: int) -> None:
        if stopped():
            raise StoppedError(_GIVEN_UP)

    target.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.execute("BEGIN")
        read.execute("SELECT 1 FROM sqlite_schema").fetchone()  # fails if it is locked: `backup` would wait for ever
        read.backup(written, pages=_STEP, progress=going_on)
        written.execute("PRAGMA journal_mode = DELETE")  # a copy is one file
    with target.open("rb") as file:
        os.fsync(file.fileno())


def checked(path: Path, stopped: Callable[[], bool] = lambda: False) -> Intact:
    """Returns how much a database holds.

    Raises:
        StoppedError: `stopped` said so.
        DamagedError: it is damaged, or no database of ours.
        LaterError: another program has locked it.
        AskError: it can't be read, or was written by a newer Attaché.
    """
    if not path.is_file():
        raise AskError(f"There is no file {path}.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            opened.set_progress_handler(stopped, _INSTRUCTIONS)
            [[version]] = opened.execute("PRAGMA user_version")
            if fault := _fault(opened):
                raise DamagedError(f"{path} is damaged: {fault}.")
            if not version or not opened.execute("SELECT 1 FROM sqlite_schema WHERE name = 'articles'").fetchone():
                raise DamagedError(f"{path} is no database of Attaché.")
            if version > newest():
                raise AskError(
                    f"{path} is from a newer Attaché (its version is {version}, this Attaché supports {newest()}): update Attaché."
                )
            [[articles]] = opened.execute("SELECT count(*) FROM articles")
    except sqlite3.DatabaseError as error:
        if _kind(error) == sqlite3.SQLITE_INTERRUPT:
            raise StoppedError(_GIVEN_UP) from error
        raise _locked(path, error) or _unreadable(path, error) from error
    return Intact(articles, path.stat().st_size)


def _unreadable(path: Path, error: sqlite3.Error) -> AskError:
    if _kind(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedError(f"{path} can't be read as a database: {error}.")
    return AskError(f"{path} can't be read ({error}): check the permissions of the file and its folder.")


def _fault(opened: sqlite3.Connection) -> str | None:
    """Returns the first fault of a database, if it has any.

    SQLite 3.40 calls columns of a WITHOUT ROWID table NULL, row by row, if the table's key has them in another order: we look ourselves
    (by type, because SQLite takes IS NULL of a NOT NULL column for false without looking).
    """
    looked: dict[str, bool] = {}
    for (fault,) in opened.execute(f"PRAGMA quick_check({_ALL_FAULTS})"):
        named = _NULL.fullmatch(fault)
        if named and fault not in looked:
            sql = f"""SELECT 1 FROM "{named["table"]}" WHERE typeof("{named["column"]}") = 'null' LIMIT 1"""  # noqa: S608 - names of the schema
            there = opened.execute(sql)
            looked[fault] = there.fetchone() is not None
        if fault != "ok" and looked.get(fault, True):
            return str(fault)
    return None


_ALL_FAULTS = 1_000_000_000
_NULL = re.compile(r"NULL value in (?P<table>\w+)\.(?P<column>\w+)")


def restore(backup: Path, database: Path, now: datetime) -> tuple[Intact, Path | None]:
    """Puts a copy of a backup in the database's place. Returns what it holds, and where the replaced database is kept; None if there was none.

    At each moment there is a whole database at its path.

    Raises:
        AskError: the backup is not usable, a bot is running on the database or another program has it open, or the disk has no room.
    """
    names = database.with_suffix(".names")
    database = database.resolve()  # a link stays, and what it points to is replaced
    with sole_process(database):
        found = checked(backup)
        if database.exists() and backup.samefile(database):
            raise AskError(f"{backup} is the database itself: give a backup.")
        if database.is_dir():
            raise AskError(f"{database} is a folder: set ATTACHE_DATABASE to a file.")
        part = _beside(database, ".restored")
        try:
            _require_room(backup, database.parent)
            _copy(backup, part)
            kept = _set_aside(database, now) if database.exists() else None
            if kept:
                _carry_ids(kept, part)
            part.replace(database)
        except OSError as error:
            raise AskError(f"{backup} can't be restored: {error.strerror}.") from error
        except sqlite3.Error as error:
            raise _locked(backup, error) or AskError(f"{backup} can't be restored: {error}.") from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        names.unlink(missing_ok=True)  # the names of the replaced database
        return found, kept


def _set_aside(database: Path, now: datetime) -> Path:
    """Gives the database a second name, under which it stays when it is replaced. Its write-ahead log must not meet another database."""
    kept = _free(dated(database, f"{database.stem}-replaced", now))
    try:
        with closing(sqlite3.connect(database, timeout=2)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            opened.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if _kind(error) == sqlite3.SQLITE_BUSY:
            raise AskError(f"Another program has {database} open: stop it first.") from error
        _move_log(database, kept)
    except sqlite3.DatabaseError:  # damaged: kept as it is
        _move_log(database, kept)
    try:
        os.link(database, kept)
    except OSError:  # a disk without links
        shutil.copy2(database, kept)
    return kept


def _carry_ids(replaced: Path, restored: Path) -> None:
    """Lets a restored database give no id that the replaced one has given since: buttons in Discord carry them. A damaged one tells none."""
    with contextlib.suppress(sqlite3.DatabaseError):
        with closing(sqlite3.connect(f"{replaced.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            given = opened.execute("SELECT last, of FROM last_ids").fetchall()
        with closing(sqlite3.connect(restored)) as opened, opened:
            opened.executemany("UPDATE last_ids SET last = max(last, ?) WHERE of = ?", given)


def _free(wanted: Path) -> Path:
    """Returns the path, or one with a number if there is such a file: two restores of one second keep both databases."""
    numbered = (wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}") for number in itertools.count(2))
    return next(path for path in itertools.chain([wanted], numbered) if not path.exists())


def _move_log(database: Path, kept: Path) -> None:
    for end in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            _beside(database, end).rename(_beside(kept, end))


# ---- Backups made every night, and before a migration ----


def drop_old(database: Path, folder: Path, keep: int) -> tuple[Path, ...]:
    """Deletes all nightly backups but the newest `keep`, and what a killed process left unfinished. Returns those deleted."""
    found = sorted(nightly_in(database, folder), reverse=True)
    over = (*found[keep:], *unfinished(database, folder))
    for path in over:
        path.unlink(missing_ok=True)
    return over


def before_migration(database: Path, folder: Path, progress: Progress = silent) -> Path | None:
    """Backs the database up if this Attaché is about to migrate it. Returns the backup; None if there is nothing to migrate.

    Raises:
        AskError: it can't be backed up; the sentence says why.
    """
    if not database.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            [[version]] = opened.execute("PRAGMA user_version")
    except sqlite3.DatabaseError as error:
        if locked := _locked(database, error):
            raise locked from error
        return None  # opening it says what is wrong
    if not 0 < version < newest():
        return None
    target = of_version(database, folder, version)
    progress("backing up the database", 0, 0)
    back_up(database, target)
    return target
