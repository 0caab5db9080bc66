"""Shows what a start is doing: bars on a terminal, plain lines elsewhere. All of it goes to standard error."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from bot.progress import silent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Never

    from tqdm import tqdm

    from bot.desk import Desk
    from bot.progress import Progress
    from bot.store.database import Database

NAME = "Attaché"
_EVERY, _LOOK = 5.0, 1.0
"""Seconds between two plain lines about the same work, and between two looks whether one is due."""
_BAR = "{desc}: {n_fmt} of {total_fmt} |{bar:20}| {elapsed}"


@contextmanager
def showing_start(*, plain: bool = False) -> Iterator[Progress]:
    """Shows progress inside this block, also while a step of it takes long. Off a terminal, only if `plain`."""
    if sys.stderr.isatty():
        bars = _Bars()
        try:
            with _repeating(bars.repeat):
                yield bars
        finally:
            bars.end()
    elif plain:
        lines = _Lines()
        with _repeating(lines.repeat):
            yield lines
    else:
        yield silent


@contextmanager
def _repeating(repeat: Callable[[], None]) -> Iterator[None]:
    """Calls a function every second inside this block: one step, such as the check of a backup, may take a minute."""
    over = threading.Event()

    def keep_on() -> None:
        while not over.wait(_LOOK):
            repeat()

    thread = threading.Thread(target=keep_on, name="progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@asynccontextmanager
async def desk_shown() -> AsyncIterator[Desk]:
    """Opens everything a command needs; on a terminal, shows the progress of what takes long."""
    from bot.desk import open_desk
    from bot.settings import load_settings

    with showing_start() as progress:
        async with open_desk(load_settings(), progress=progress) as desk:
            yield desk


@asynccontextmanager
async def database_opened() -> AsyncIterator[Database]:
    """Opens the database alone, for commands that need no names and read no articles.

    Raises:
        AskError: there is none.
    """
    import asyncio
    from pathlib import Path

    from bot.errors import AskError
    from bot.settings import load_settings
    from bot.store.backups import before_migration
    from bot.store.database import open_database

    settings = load_settings()
    path = settings.attache_database
    if isinstance(path, Path) and not path.exists():
        raise AskError(f"There is no database at {path}: set ATTACHE_DATABASE to the one you mean.")
    with showing_start() as progress:
        if isinstance(path, Path):
            await asyncio.to_thread(before_migration, path, settings.backups, progress)
        async with open_database(path, progress) as database:
            progress("", 0, 0)
            yield database


def server_id(given: str) -> str:
    """Returns a server's Discord ID as it was typed.

    Raises:
        AskError: it is none.
    """
    from bot.errors import AskError

    if not (given.isascii() and given.isdecimal()):
        raise AskError(
            "--server takes a server's Discord ID, such as 112233445566778899: in Discord, right-click the server, Copy Server ID."
        )
    return given


class _Bars:
    """Shows one bar at a time on a terminal, and removes it when its work is done."""

    def __init__(self) -> None:
        self._what = ""
        self._bar: tqdm[Never] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if what != self._what:
            self.end()
        if what and self._bar is None:
            self._what = what
            form = _BAR if total else "{desc} ..."
            self._bar = tqdm(total=total, desc=f"{NAME}: {what}", bar_format=form, leave=False, file=sys.stderr)
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

    def repeat(self) -> None:
        """Show on the bar how much time has passed."""
        if (bar := self._bar) is not None:
            bar.refresh()

    def end(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._what = None, ""


class _Lines:
    """Prints a line when work begins, further lines while it goes on for long, and one when counted work is done."""

    def __init__(self) -> None:
        self._what = self._of = ""
        self._begun = self._said = 0.0
        self._whole = False

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        begins = what != self._what
        if begins and self._whole:  # what was stopped is not done
            print(f"{NAME}: {self._what}{self._of}: done.", file=sys.stderr, flush=True)
        self._what, self._of, self._whole = what, f" ({done:,} of {total:,})" if total else "", 0 < total <= done
        if begins:
            self._begun = now
        if what and (begins or now - self._said >= _EVERY):
            self._say(now)

    def repeat(self) -> None:
        """Print the last line again, with the time since its work began, if none came for long."""
        now = time.monotonic()
        if self._what and now - self._said >= _EVERY:
            self._say(now, f", for {now - self._begun:.0f} s")

    def _say(self, now: float, lasting: str = "") -> None:
        print(f"{NAME}: {self._what}{self._of}{lasting} ...", file=sys.stderr, flush=True)
        self._said = now
