"""Stores feeds: for whom they are read, when they are due, their status, and which entries were taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.feed import Feed, FeedHealth, Filter
from bot.store.feed_hubs import of_feed
from bot.store.instants import moment, moment_or_none, stored
from bot.store.servers import require_entered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model.feed import FeedState, NewFeed, Taken
    from bot.store.database import Database, Row, Transaction

_READ = "state = 'active' AND library NOT IN (SELECT id FROM servers WHERE left_at IS NOT NULL)"
"""Of a feed that is read: it has not ended, is not paused, and the bot is in its server."""
TRIES = 3
"""How often an entry is tried if its page can't be fetched."""


async def add(database: Database, feed: NewFeed, now: datetime, due: datetime) -> int | None:
    """Store a feed, first due at a moment. Returns its id, or None if the library already has it.

    Raises:
        StoppedError: the server's data was deleted while the feed was looked for.
    """
    async with database.transaction() as transaction:
        await require_entered(transaction, feed.library)
        await transaction.run("INSERT INTO libraries (id) VALUES (:id) ON CONFLICT DO NOTHING", id=feed.library)
        number = await transaction.value(
            """
            INSERT INTO feeds (library, url, host, title, site, every, added_by, added_at, next_at)
            VALUES (:library, :url, :host, :title, :site, :every, :by, :now, :due)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            library=feed.library,
            url=feed.url,
            host=feed.host,
            title=feed.title,
            site=feed.site,
            every=feed.every,
            by=feed.added_by,
            now=stored(now),
            due=stored(due),
        )
        if number is not None:
            await _keep_filters(transaction, int(number), feed.filters)
    return None if number is None else int(number)


async def _keep_filters(transaction: Transaction, feed: int, filters: Iterable[Filter]) -> None:
    await transaction.run_many(
        "INSERT INTO feed_filters (feed, kind, value, shown) VALUES (:feed, :kind, :value, :shown) ON CONFLICT DO NOTHING",
        [
            {"feed": feed, "kind": condition.kind, "value": condition.value, "shown": condition.shown}
            for condition in filters
        ],
    )


async def of_library(database: Database, library: str) -> list[Feed]:
    """Returns a library's feeds with their health and hubs, in the order they were added."""
    found = await _feeds(database, "library = :library", library=library)
    return [replace(one, health=await _health(database, one.id), hub=await of_feed(database, one.id)) for one in found]


async def feed(database: Database, number: int, library: str) -> Feed | None:
    """Returns one feed of a library, or None."""
    found = await _feeds(database, "library = :library AND id = :id", library=library, id=number)
    return found[0] if found else None


async def count(database: Database, library: str) -> int:
    """Returns how many feeds a library has."""
    return int((await database.rows("SELECT count(*) FROM feeds WHERE library = :library", library=library))[0][0])


async def is_read(database: Database, number: int) -> bool:
    """True if a feed is read now: it exists, is not paused, and the bot is in its server."""
    return bool(await database.rows(f"SELECT id FROM feeds WHERE {_READ} AND id = :id", id=number))  # noqa: S608 - a constant


async def due(database: Database, now: datetime, most: int, busy: frozenset[str] = frozenset()) -> list[Feed]:
    """Feeds that are due, longest overdue first, one per host and none of a busy host."""
    hosts = ", ".join(f":host{number}" for number in range(len(busy)))
    numbers = await database.rows(
        f"""
        SELECT id FROM (
            SELECT id, next_at, row_number() OVER (PARTITION BY host ORDER BY next_at, id) AS place
            FROM feeds WHERE {_READ} AND next_at <= :now {f"AND host NOT IN ({hosts})" if busy else ""})
        WHERE place = 1 ORDER BY next_at, id LIMIT :most
        """,  # noqa: S608 - only the number of parameters is formatted in
        now=stored(now),
        most=most,
        **{f"host{number}": host for number, host in enumerate(sorted(busy))},
    )
    found = [await _feeds(database, "id = :id", id=row["id"]) for row in numbers]
    return [feed for [feed] in filter(None, found)]


async def next_due(database: Database) -> datetime | None:
    """When the next feed is due; None if there is none."""
    rows = await database.rows(f"SELECT min(next_at) FROM feeds WHERE {_READ}")  # noqa: S608 - a constant
    return moment_or_none(rows[0][0])


async def spread_overdue(database: Database, now: datetime, over_seconds: int) -> int:
    """Spread overdue feeds over so many seconds, after downtime. Returns how many."""
    overdue = await database.rows(
        "SELECT id FROM feeds WHERE state = 'active' AND next_at < :now ORDER BY next_at, id", now=stored(now)
    )
    step = over_seconds / max(1, len(overdue))
    async with database.transaction() as transaction:
        await transaction.run_many(
            "UPDATE feeds SET next_at = :due WHERE id = :id",
            [
                {"id": row["id"], "due": stored(now + timedelta(seconds=step * place))}
                for place, row in enumerate(overdue)
            ],
        )
    return len(overdue)


async def checked(database: Database, feed: Feed, now: datetime) -> None:
    """Store a feed after a successful check: due time, title, site, validators, remark. Clears its failures."""
    async with database.transaction() as transaction:
        await transaction.run(
            """
            UPDATE feeds SET checked_at = :now, next_at = :due, etag = :etag, modified = :modified,
                title = :title, site = :site, reason = :reason, failures = 0, failing_since = NULL, told_at = NULL
            WHERE id = :id
            """,
            id=feed.id,
            now=stored(now),
            due=stored(feed.next_at),
            etag=feed.etag,
            modified=feed.modified,
            title=feed.title,
            site=feed.site,
            reason=feed.reason,
        )
        await _count(transaction, feed.id, now, checks=1)


async def failed(database: Database, feed: int, now: datetime, due: datetime, reason: str) -> None:
    """Record another failed check of a feed."""
    async with database.transaction() as transaction:
        await transaction.run(
            """
            UPDATE feeds SET checked_at = :now, next_at = :due, failures = failures + 1, reason = :reason,
                failing_since = coalesce(failing_since, :now)
            WHERE id = :id
            """,
            id=feed,
            now=stored(now),
            due=stored(due),
            reason=reason,
        )
        await _count(transaction, feed, now, checks=1, failures=1)


async def put_off(database: Database, feed: int, due: datetime) -> None:
    """Postpone a feed that was not checked."""
    async with database.transaction() as transaction:
        await transaction.run("UPDATE feeds SET next_at = :due WHERE id = :id", id=feed, due=stored(due))


async def told(database: Database, feed: int, now: datetime) -> None:
    """Record that editors were notified of a feed's failure."""
    async with database.transaction() as transaction:
        await transaction.run("UPDATE feeds SET told_at = :now WHERE id = :id", id=feed, now=stored(now))


async def move(database: Database, feed: Feed, url: str, host: str) -> bool:
    """Change a feed's address. If the library already reads that address, delete this feed. Returns False if it was deleted."""
    async with database.transaction() as transaction:
        taken = await transaction.value(
            "SELECT id FROM feeds WHERE library = :library AND url = :url AND id <> :id",
            library=feed.library,
            url=url,
            id=feed.id,
        )
        if taken is not None:
            await transaction.run("DELETE FROM feeds WHERE id = :id", id=feed.id)
            return False
        await transaction.run(
            "UPDATE feeds SET given = coalesce(given, url), url = :url, host = :host WHERE id = :id",
            id=feed.id,
            url=url,
            host=host,
        )
    return True


async def set_state(
    database: Database, number: int, library: str, state: FeedState, due: datetime, reason: str | None = None
) -> bool:
    """Pause, resume or end a library's feed. Returns False if there is none."""
    async with database.transaction() as transaction:
        found = await transaction.value(
            """
            UPDATE feeds SET state = :state, reason = :reason, next_at = :due, failures = 0, failing_since = NULL, told_at = NULL
            WHERE id = :id AND library = :library RETURNING id
            """,
            id=number,
            library=library,
            state=state,
            due=stored(due),
            reason=reason,
        )
    return found is not None


async def remove(database: Database, number: int, library: str) -> bool:
    """Delete a feed; its articles stay. Returns False if there was none."""
    async with database.transaction() as transaction:
        return (
            await transaction.value(
                "DELETE FROM feeds WHERE id = :id AND library = :library RETURNING id", id=number, library=library
            )
            is not None
        )


# ---- Entries ----


async def untaken(database: Database, feed: int, keys: Iterable[str]) -> set[str]:
    """Returns the keys whose entries are to be taken: new ones, and those to be tried again."""
    rows = await database.rows(
        "SELECT key FROM feed_entries WHERE feed = :feed AND NOT (outcome = 'waiting' AND tries < :tries)",
        feed=feed,
        tries=TRIES,
    )
    return set(keys) - {row["key"] for row in rows}


async def take(database: Database, feed: int, key: str, outcome: Taken, now: datetime) -> None:
    """Record what happened to an entry."""
    async with database.transaction() as transaction:
        await transaction.run(
            """
            INSERT INTO feed_entries (feed, key, outcome, seen_at)
            SELECT id, :key, :outcome, :now FROM feeds WHERE id = :feed
            ON CONFLICT (feed, key) DO UPDATE SET outcome = excluded.outcome, tries = feed_entries.tries + 1, seen_at = excluded.seen_at
            """,
            feed=feed,
            key=key,
            outcome=outcome,
            now=stored(now),
        )
        if outcome == "filed":
            await _count(transaction, feed, now, articles=1)


async def forget_entries(database: Database, feed: int, shown: Iterable[str], now: datetime, before: datetime) -> None:
    """Mark these entries as still shown, and delete those the feed has not shown since a moment."""
    async with database.transaction() as transaction:
        await transaction.run_many(
            "UPDATE feed_entries SET seen_at = :now WHERE feed = :feed AND key = :key",
            [{"feed": feed, "key": key, "now": stored(now)} for key in shown],
        )
        await transaction.run(
            "DELETE FROM feed_entries WHERE feed = :feed AND seen_at < :before", feed=feed, before=stored(before)
        )


# ---- Health ----

_HEALTH = timedelta(30)


async def _count(
    transaction: Transaction, feed: int, now: datetime, *, checks: int = 0, failures: int = 0, articles: int = 0
) -> None:
    """Count what became of a feed today, and forget what is too old to count."""
    await transaction.run(
        """
        INSERT INTO feed_days (feed, day, checks, failures, articles)
        SELECT id, :day, :checks, :failures, :articles FROM feeds WHERE id = :feed
        ON CONFLICT (feed, day) DO UPDATE SET checks = feed_days.checks + excluded.checks, failures = feed_days.failures + excluded.failures,
            articles = feed_days.articles + excluded.articles
        """,
        feed=feed,
        day=now.date().isoformat(),
        checks=checks,
        failures=failures,
        articles=articles,
    )
    await transaction.run(
        "DELETE FROM feed_days WHERE feed = :feed AND day <= :day", feed=feed, day=(now - _HEALTH).date().isoformat()
    )


async def _health(database: Database, feed: int) -> FeedHealth:
    [row] = await database.rows(
        "SELECT coalesce(sum(checks), 0), coalesce(sum(failures), 0), coalesce(sum(articles), 0) FROM feed_days WHERE feed = :feed",
        feed=feed,
    )
    return FeedHealth(*row)


# ---- Rows ----


async def _feeds(database: Database, where: str, **values: object) -> list[Feed]:
    rows = await database.rows(f"SELECT * FROM feeds WHERE {where} ORDER BY id", **values)  # noqa: S608 - our own conditions
    return [_feed(row, await _filters(database, row["id"])) for row in rows]


async def _filters(database: Database, feed: int) -> tuple[Filter, ...]:
    rows = await database.rows(
        "SELECT kind, value, shown FROM feed_filters WHERE feed = :feed ORDER BY kind, value", feed=feed
    )
    return tuple(Filter(row["kind"], row["value"], row["shown"]) for row in rows)


def _feed(row: Row, filters: tuple[Filter, ...]) -> Feed:
    return Feed(
        id=row["id"],
        number=row["number"],
        library=row["library"],
        url=row["url"],
        host=row["host"],
        title=row["title"],
        site=row["site"],
        every=row["every"],
        state=row["state"],
        added_by=row["added_by"],
        etag=row["etag"],
        modified=row["modified"],
        checked_at=moment_or_none(row["checked_at"]),
        next_at=moment(row["next_at"]),
        failures=row["failures"],
        failing_since=moment_or_none(row["failing_since"]),
        reason=row["reason"],
        told_at=moment_or_none(row["told_at"]),
        filters=filters,
        given=row["given"],
    )
