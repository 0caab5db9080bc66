"""Backs the database up every night while the bot runs, and deletes the oldest backups."""

from __future__ import annotations

import asyncio
import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.store.backup_names import nightly
from bot.store.backups import back_up, drop_old

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

log = logging.getLogger(__name__)

FIRST = timedelta(minutes=5)
"""How long after a start the first backup may be made: a start has other things to do."""
EVERY = timedelta(minutes=15)
"""How often we look whether a backup is due."""
HOUR = 3
"""The hour, in UTC, from which the day's backup is due. If the bot is down then, it is made after the next start."""


async def back_up_nightly(database: Path, folder: Path, keep: int, clock: Callable[[], datetime]) -> None:
    """Make each day's backup, and keep the last `keep`, until cancelled. A failure is logged, and tried again."""
    wait = FIRST
    while True:
        await asyncio.sleep(wait.total_seconds())
        wait = EVERY
        stopped = threading.Event()
        try:
            await asyncio.to_thread(_back_up, database, folder, keep, clock(), stopped.is_set)
        except asyncio.CancelledError:  # the thread goes on, and the process ends only with it
            stopped.set()
            raise
        except AskError as error:
            log.error("no backup was made tonight: %s", error)  # noqa: TRY400 - the sentence says all
        except (
            Exception
        ):  # a folder that can't be read, an old backup that can't be deleted: the next night needs one too
            log.exception("tonight's backup failed")


def _back_up(database: Path, folder: Path, keep: int, now: datetime, stopped: Callable[[], bool]) -> None:
    target = nightly(database, folder, now.date())
    if now.hour < HOUR or target.exists():
        return
    found = back_up(database, target, stopped)
    log.info("backed up %d articles to %s", found.articles, target)
    for path in drop_old(database, folder, keep):
        log.info("deleted the old backup %s", path)
