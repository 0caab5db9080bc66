"""Keeps a second bot off a database that one is running on."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import AskError, FaultError
from bot.store.address import ServerAddress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import IO


ELSEWHERE = "Set ATTACHE_DATABASE to a file in a folder that I may write to."
_TRIES, _PAUSE = 5, 0.05
"""How often the lock is asked for, and seconds in between: `is_held` takes it for a moment."""


@contextmanager
def sole_process(database: Path | ServerAddress) -> Iterator[None]:
    """Hold a lock on the database inside this block. It is released when the process dies, however that happens.

    Raises:
        AskError: another process holds it.
        FaultError: the lock file can't be made, or the server can't be reached.
    """
    with _only_on_server(database) if isinstance(database, ServerAddress) else _only_on_file(database):
        yield


def _only_on_server(server: ServerAddress) -> AbstractContextManager[None]:
    from bot.store.postgresql import single_process  # noqa: PLC0415 - its packages cost a bot on SQLite memory

    return single_process.sole_process(server)


@contextmanager
def _only_on_file(path: Path) -> Iterator[None]:
    """Hold a lock beside the file: the kernel releases it."""
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = _lock_of(path).open("a+", encoding="ascii")
    except OSError as error:
        raise FaultError(f"the database {path} can't be used: {error.strerror}. {ELSEWHERE}") from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            file.seek(0)
            number = file.read(20).strip()
            process = f" (process {number})" if number.isdecimal() else ""
            raise AskError(
                f"Another Attaché{process} is running on {path}: stop it first, or set ATTACHE_DATABASE to another file."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _lock(file: IO[str]) -> None:
    left = _TRIES
    while True:
        left -= 1
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def is_held(database: Path | ServerAddress) -> bool:
    """Returns True if a bot is running on this database. Changes nothing, and several may ask at once.

    Raises:
        FaultError: the lock file can't be read, or the server can't be reached.
    """
    if isinstance(database, ServerAddress):
        from bot.store.postgresql import single_process  # noqa: PLC0415 - the same

        return single_process.is_held(database)
    return _is_held(database)


def _is_held(path: Path) -> bool:
    try:
        with _lock_of(path.resolve()).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FaultError(f"the lock of the database {path} can't be read: {error.strerror}") from error
    return False
