"""Keeps a second bot off a database that one is running on."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import AskError, FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
        file = path.with_name(f"{path.name}.lock").open("a+", encoding="ascii")
    except OSError as error:
        raise FaultError(f"the database {path} can't be used: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
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


def is_held(path: Path) -> bool:
    """Returns True if a bot is running on this database."""
    try:
        with sole_process(path):
            return False
    except AskError:
        return True
