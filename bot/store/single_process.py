"""Keeps a second bot off a database that one is running on."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import AskError, FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO


ELSEWHERE = "Set ATTACHE_DATABASE to a file in a folder that I may write to."
_TRIES, _PAUSE = 5, 0.05
"""How often the lock is asked for, and seconds in between: `is_held` takes it for a moment."""


@contextmanager
def sole_process(path: Path) -> Iterator[None]:
    """Hold a lock beside the database inside this block. The kernel releases it when the process dies, however that happens.

    Raises:
        AskError: another process holds it.
        FaultError: the lock file can't be made.
    """
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


def is_held(path: Path) -> bool:
    """Returns True if a bot is running on this database. Changes nothing, and several may ask at once.

    Raises:
        FaultError: the lock file can't be read.
    """
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
