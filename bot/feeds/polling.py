"""Polls due feeds and files their articles: several at a time, one per host, each rescheduled by its result."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.catalogue.lazy import Lazy, lazy, lazy_n, restored, stored
from bot.errors import AskError, LaterError, StoppedError, StorageError
from bot.feeds.entry_articles import article_of
from bot.feeds.feed_fetching import BusyError, GoneError, Look, look
from bot.feeds.filters import admits, admits_before_reading
from bot.feeds.poll_times import after_failure, after_success
from bot.intake.fair_turns import work_for
from bot.intake.links import checked, origin
from bot.intake.workers import nobody_waits
from bot.model.library import FilingOutcome
from bot.store import feeds as store
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from random import Random

    from bot.feeds.hubs import Hubs
    from bot.intake.feeds import FeedContents, FeedEntry
    from bot.intake.intake import Intake
    from bot.model.article import Candidate
    from bot.model.facts import Reading
    from bot.model.feed import Feed, Taken
    from bot.model.library import Filing
    from bot.store.database import Database

    File = Callable[[Candidate, Reading, str, int], Awaitable[Filing]]
    """Files an article that has been read in a library, for the feed with a number."""
    Tell = Callable[[Feed, object], Awaitable[None]]
    """Notifies the editors of a feed's server, in a sentence that is said in their language."""

log = logging.getLogger(__name__)

UNDER_WAY = 64
"""Feeds polled at a time, each on its own host; most wait for their turn (`politeness.AT_ONCE` fetch at a time)."""
STORAGE_WAIT = timedelta(minutes=1)
"""How long polling rests when the database can't be written."""
PUT_OFF = timedelta(minutes=5)
"""Longest wait of a feed whose site is crowded; the shortest is half of it."""
MOST_ENTRIES = 20
"""New entries taken at one poll; the rest follow at the next, so that no feed holds up the others."""
FAILING = timedelta(days=1)
"""How long a feed fails before its editors are notified."""
FORGOTTEN = timedelta(days=30)
"""How long we remember an entry after the feed stops showing it."""
SPREAD_SECONDS = 600
"""Feeds that fell due while the bot was down are spread over this time."""
_COUNTED: tuple[Taken, ...] = ("filed", "known", "filtered", "refused")
_MOST_FIRSTS, _FIRST_KEPT = 50, timedelta(minutes=10)
"""New feeds whose fetched contents are kept for their first poll, and how long."""
_LEAST_SLEEP, _LONGEST_SLEEP = 0.25, 5.0
"""Seconds between looks for due feeds."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a poll: how many new entries were filed, already known, filtered out, refused or left for later."""

    filed: int = 0
    known: int = 0
    filtered: int = 0
    refused: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Became:
    """What became of an entry.

    `outcome` is None if the entry waits; `unreadable` says why its article yields no facts; `trouble` why its page gave no article.
    If the feed's own text was filed, its page is tried again later: then `again` is stored instead of the outcome.
    """

    outcome: Taken | None
    unreadable: str | None = None
    trouble: object = None
    again: Taken | None = None


class Poller:
    """Polls all feeds.

    Args:
        database: where feeds are stored.
        intake: fetches, extracts and reads.
        file: files an article that has been read.
        has_room: raises AskError with the reason if a library may take no more articles.
        clock: returns the current time.
        random: the source of jitter.
    """

    def __init__(
        self,
        database: Database,
        intake: Intake,
        file: File,
        has_room: Callable[[str], Awaitable[None]],
        clock: Callable[[], datetime],
        random: Random,
    ) -> None:
        self._database = database
        self._intake = intake
        self._file = file
        self._has_room = has_room
        self._clock = clock
        self._random = random
        self._busy: dict[str, asyncio.Task[None]] = {}
        """The running task of each host."""
        self._woken = asyncio.Event()
        self._held_until: datetime | None = None
        """No feed is asked before this moment, because the database could not be written."""
        self._firsts: dict[int, tuple[datetime, Look]] = {}
        """The contents of new feeds, kept for their first poll."""
        self.hubs: Hubs | None = None
        """Asks the hubs of feeds to call; None: hubs can't reach this process."""

    def wake(self) -> None:
        """Look for due feeds now: one was added, or is due sooner."""
        self._woken.set()

    def keep_first(self, feed: int, found: Look) -> None:
        """Keep a new feed's contents for its first poll, because a second fetch right away is impolite and may be refused."""
        if len(self._firsts) >= _MOST_FIRSTS:
            self._firsts.pop(next(iter(self._firsts)))
        self._firsts[feed] = (self._clock(), found)

    def _first(self, feed: Feed) -> Look | None:
        moment, found = self._firsts.pop(feed.id, (None, None))
        return found if moment and self._clock() - moment < _FIRST_KEPT else None

    async def run(self, tell: Tell) -> None:
        """Poll until cancelled; a failing feed never stops the others."""
        spread = False
        try:
            while True:
                try:
                    if not spread:
                        await store.spread_overdue(self._database, self._clock(), SPREAD_SECONDS)
                        spread = True
                    await self._start_due(tell)
                    pause = await self._pause()
                except (LaterError, StorageError):  # the database's trouble is in the log by then
                    pause = _LONGEST_SLEEP
                except Exception:
                    log.exception("the due feeds could not be looked up; trying again in a moment")
                    pause = _LONGEST_SLEEP
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)
                self._woken.clear()
        finally:
            for task in (left := list(self._busy.values())):
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _start_due(self, tell: Tell) -> None:
        """Start polling as many due feeds as there is room for."""
        free = UNDER_WAY - len(self._busy)
        if free <= 0 or (self._held_until and self._clock() < self._held_until):
            return
        for feed in await store.due(self._database, self._clock(), free, frozenset(self._busy)):
            with nobody_waits():
                task = asyncio.create_task(self._one(feed, tell))
            self._busy[feed.host] = task
            task.add_done_callback(partial(self._done, feed.host))

    def _done(self, host: str, _task: asyncio.Task[None]) -> None:
        self._busy.pop(host, None)

    async def _pause(self) -> float:
        """Seconds until the next feed may be due."""
        due = await store.next_due(self._database)
        wait = (due - self._clock()).total_seconds() if due else _LONGEST_SLEEP
        return min(max(wait, _LEAST_SLEEP), _LONGEST_SLEEP)

    async def _one(self, feed: Feed, tell: Tell) -> None:
        work_for(feed.library)
        try:
            await self.check(feed, tell)
        except (StorageError, LaterError) as error:  # nothing can be stored, so send no further requests to sites
            log.warning("feed %s (%s) waits: %s", feed.id, feed.url, error)
            self._held_until = self._clock() + STORAGE_WAIT
        except Exception:  # our own mistake; the feed is tried again as if it had failed
            log.exception("feed %s (%s) could not be polled", feed.id, feed.url)
            await self._failed(feed, lazy("Something went wrong on my side while I read it."), tell)

    async def check(self, feed: Feed, tell: Tell) -> Checked:
        """Poll one feed now: file its new entries, or note why that failed."""
        if not await store.is_read(self._database, feed.id):
            return Checked()
        try:
            found = self._first(feed) or await look(self._intake, feed, self._clock())
        except GoneError as error:
            await store.set_state(self._database, feed.id, feed.library, "ended", self._clock(), stored(error))
            await tell(feed, lazy("{why} I no longer check it; its articles are kept.", why=error))
            return Checked()
        except BusyError as error:
            await self._failed(feed, error, tell, error.asked)
            return Checked()
        except LaterError:  # not the feed's failure: we did not fetch it, or could not parse it now
            await store.put_off(self._database, feed.id, self._clock() + PUT_OFF * self._random.uniform(0.5, 1))
            return Checked()
        except AskError as error:
            await self._failed(feed, error, tell)
            return Checked()
        if found.moved and not await self._move(feed, found.moved):
            return Checked()
        return await self._take(feed, found)

    async def _move(self, feed: Feed, url: str) -> bool:
        """Note a feed's new permanent address. Returns false if the library already follows a feed there."""
        log.info("feed %s has moved from %s to %s", feed.id, feed.url, url)
        return await store.move(self._database, feed, url, origin(checked(url)))

    async def _failed(self, feed: Feed, reason: object, tell: Tell, asked: timedelta | None = None) -> None:
        now = self._clock()
        due = after_failure(now, feed.every, feed.failures, self._random, asked)
        await store.failed(self._database, feed.id, now, due, stored(reason))
        since = feed.failing_since or now
        if now - since >= FAILING and feed.told_at is None:
            await store.told(self._database, feed.id, now)
            await tell(
                feed, lazy("It has been failing for a day: {why} I'll keep trying, less and less often.", why=reason)
            )

    async def _take(self, feed: Feed, found: Look) -> Checked:
        """File the new entries and note the successful poll."""
        contents, now = found.contents, self._clock()
        if contents is None:
            await self._had(feed, found, feed.reason)
            return Checked()
        new = await self.new_entries(feed, contents)
        outcomes: list[Taken] = []
        unread: list[str] = []
        troubles: list[Lazy] = []
        waiting = 0
        full: str | None = None
        for entry in reversed(new[:MOST_ENTRIES]):  # oldest first, so that an update comes after the article it updates
            if full := await self._full(feed.library):
                break
            if not await store.is_read(self._database, feed.id):
                return _checked(outcomes, len(new) - len(outcomes))
            try:
                became = await self._take_entry(feed, entry, contents)
            except StoppedError:
                return _checked(outcomes, len(new) - len(outcomes))
            unread += [became.unreadable] if became.unreadable else []
            if became.trouble:
                log.info("feed %s: %s: %s", feed.id, entry.link, became.trouble)
                troubles.append(_trouble(entry, became.trouble, kept=became.again is not None))
            waiting += "waiting" in (became.outcome, became.again)
            if became.outcome:
                outcomes.append(became.outcome)
                await store.take(self._database, feed.id, entry.key, became.again or became.outcome, self._clock())
        left = len(new) - len(outcomes) + waiting
        await store.forget_entries(
            self._database, feed.id, [entry.key for entry in contents.entries], now, now - FORGOTTEN
        )
        await self._had(feed, found, full or _remark(unread, troubles), again=left > 0)
        if self.hubs:
            await self.hubs.noticed(feed, contents)
        return _checked(outcomes, left)

    async def _full(self, library: str) -> str | None:
        """The reason why a library may take no more articles now; None if it may."""
        try:
            await self._has_room(library)
        except AskError as error:
            return stored(error)
        return None

    async def new_entries(self, feed: Feed, contents: FeedContents) -> list[FeedEntry]:
        """Returns the entries not taken yet, in the feed's order."""
        keys = await store.untaken(self._database, feed.id, [entry.key for entry in contents.entries])
        return [entry for entry in contents.entries if entry.key in keys]

    async def _had(self, feed: Feed, found: Look, reason: str | None, *, again: bool = False) -> None:
        """Note a successful poll. `again`: entries are left, so the next fetch must be unconditional."""
        now, contents = self._clock(), found.contents
        as_now = replace(
            feed,
            next_at=after_success(now, feed.every, feed.id),
            etag=None if again else found.etag,
            modified=None if again else found.modified,
            title=(contents and contents.title) or feed.title,
            site=(contents and contents.site) or feed.site,
            reason=reason,
        )
        await store.checked(self._database, as_now, now)

    async def _take_entry(self, feed: Feed, entry: FeedEntry, contents: FeedContents) -> _Became:
        """File the article of an entry, unless it is filtered out, refused or has to wait."""
        try:
            candidate = await article_of(self._intake, entry, contents)
        except LaterError:
            return _Became(None)
        except AskError as error:
            return _Became("waiting", trouble=error)
        if admits_before_reading(feed.filters, candidate.article) is False:
            return _Became("filtered")
        try:
            reading = await self._intake.read(candidate.article)
        except LaterError:
            return _Became(None)
        except AskError as error:
            return _Became("refused", trouble=error)
        if not admits(feed.filters, reading):
            return _Became("filtered")
        filing = await self._file(candidate, reading, feed.library, feed.id)
        outcome: Taken = "known" if filing.outcome == FilingOutcome.AGAIN else "filed"
        return _Became(
            outcome,
            candidate.unreadable,
            restored(candidate.walled) if candidate.walled else None,
            "waiting" if candidate.walled else None,
        )


def _checked(outcomes: list[Taken], left: int) -> Checked:
    filed, known, filtered, refused = (outcomes.count(outcome) for outcome in _COUNTED)
    return Checked(filed, known, filtered, refused, left)


def _trouble(entry: FeedEntry, why: object, *, kept: bool) -> Lazy:
    """What is wrong with an entry, in words."""
    name = shortened(entry.title or entry.link or entry.text, 60)
    if kept:
        return lazy("“{entry}”: {why} I keep the feed's own text meanwhile.", entry=name, why=why)
    return lazy("“{entry}”: {why}", entry=name, why=why)


def _remark(unread: list[str], troubles: list[Lazy]) -> str | None:
    """What editors should know about a feed that does not fail."""
    if troubles:
        return stored(
            lazy_n(
                "An entry could not be read: {trouble}",
                "{n} entries could not be read. One of them: {trouble}",
                len(troubles),
                trouble=troubles[0],
            )
        )
    if not unread:
        return None
    first, *others = sorted(set(unread))
    whys = Lazy(first)
    for other in others:
        whys = lazy("{why}; {other}", why=whys, other=Lazy(other))
    return stored(lazy("Some of its articles are kept without facts: {why}.", why=whys))
