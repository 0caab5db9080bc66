"""Stores subscriptions: what is due, and every change of their state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.model.query import Subject
from bot.model.subscription import Every, Place, Quiet, Schedule, Style, Subscription, SubscriptionState, Why
from bot.model.topics import Topic
from bot.store.instants import moment, moment_or_none, stored
from bot.store.servers import require_entered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.store.database import Database, Row, Transaction

_COLUMNS = (
    "server, channel, place, every, at, second, days, zone, quiet_start, quiet_end, per_hour, style, language, say_empty, picture, max_age, muted, topics, follower, ping, "
    "created_by, created_at, filed_until, state, why, reason, slot_at, next_due_at, revision, number"
)
_NAMES = _COLUMNS.split(", ")
_KEPT = {"created_by", "created_at", "filed_until", "server", "number", "follower"}
"""Columns an edit does not change: who created it, and what was told."""

_INSERT = f"""
    INSERT INTO subscriptions (id, {_COLUMNS})
    VALUES ((SELECT last + 1 FROM last_ids WHERE of = 'subscriptions'), {", ".join(f":{name}" for name in _NAMES)}) RETURNING id
"""  # noqa: S608 - constants
_UPDATE = (
    f"UPDATE subscriptions SET {', '.join(f'{name} = :{name}' for name in _NAMES if name not in _KEPT)} WHERE id = :id"  # noqa: S608 - constants
)


async def add(database: Database, subscription: Subscription) -> Subscription:
    """Store a new subscription; its `id` is ignored. Returns it with its id.

    Raises:
        StoppedError: the server's data was deleted, or the bot was removed from it, meanwhile.
    """
    async with database.transaction() as transaction:
        await require_entered(transaction, subscription.server)
        own = 0
        if subscription.follower is None:
            own = await transaction.value(
                "UPDATE servers SET digests = digests + 1 WHERE id = :id RETURNING digests", id=subscription.server
            )
        numbered = replace(subscription, number=int(own))
        filed = replace(numbered, id=int(await transaction.value(_INSERT, **_values(numbered))))
        await _put_subjects(transaction, filed)
    return filed


async def change(database: Database, subscription: Subscription) -> None:
    """Update a subscription; its creator and what was told are kept.

    Raises:
        StoppedError: the server's data was deleted, or the bot was removed from it, meanwhile.
    """
    async with database.transaction() as transaction:
        await require_entered(transaction, subscription.server)
        values = {name: value for name, value in _values(subscription).items() if name not in _KEPT}
        await transaction.run(_UPDATE, id=subscription.id, **values)
        await transaction.run("DELETE FROM subscription_subjects WHERE subscription = :id", id=subscription.id)
        await _put_subjects(transaction, subscription)


async def _put_subjects(transaction: Transaction, subscription: Subscription) -> None:
    await transaction.run_many(
        "INSERT INTO subscription_subjects (subscription, number, kind, subject, name) VALUES (:subscription, :number, :kind, :subject, :name)",
        [
            {
                "subscription": subscription.id,
                "number": number,
                "kind": subject.kind,
                "subject": subject.id,
                "name": subject.name,
            }
            for number, subject in enumerate(subscription.about)
        ],
    )


async def subscription(database: Database, number: int) -> Subscription | None:
    """Returns the subscription with this number, or None."""
    found = await _found(database, "id = :id", id=number)
    return found[0] if found else None


async def of_server(database: Database, server: str) -> list[Subscription]:
    """Returns the digests of a server's channels, except ended ones, oldest first."""
    return await _found(
        database, "server = :server AND follower IS NULL AND state <> 'ended' ORDER BY id", server=server
    )


async def of_follower(database: Database, server: str, follower: str) -> Subscription | None:
    """Returns what a member of a server follows, or None."""
    found = await _found(
        database,
        "server = :server AND follower = :follower AND state <> 'ended'",
        server=server,
        follower=follower,
    )
    return found[0] if found else None


async def due(database: Database, now: datetime, limit: int) -> list[Subscription]:
    """Up to `limit` due subscriptions, longest overdue first.

    Excludes those with an edition on its way, and those of servers the bot was removed from: they wait until it is back.
    """
    return await _found(
        database,
        """next_due_at <= :now
        AND NOT EXISTS (SELECT 1 FROM editions e WHERE e.subscription = subscriptions.id AND e.outcome = 'claimed')
        AND NOT EXISTS (SELECT 1 FROM servers s WHERE s.id = subscriptions.server AND s.left_at IS NOT NULL)
        ORDER BY next_due_at LIMIT :limit""",
        now=stored(now),
        limit=limit,
    )


async def next_due(database: Database) -> datetime | None:
    """When the next subscription is due; None if there is none."""
    rows = await database.rows("SELECT min(next_due_at) AS at FROM subscriptions WHERE next_due_at IS NOT NULL")
    return moment_or_none(rows[0]["at"])


async def pause(database: Database, number: int, why: Why, reason: str, until: datetime | None = None) -> bool:
    """Stop sending, until a moment or for good. Returns False if it was not active."""
    return await _changed(
        database,
        """UPDATE subscriptions SET state = 'paused', why = :why, reason = :reason, slot_at = NULL, next_due_at = :until
            WHERE id = :id AND state = 'active' RETURNING 1""",
        id=number,
        why=why,
        reason=reason,
        until=stored(until) if until else None,
    )


async def resume(database: Database, number: int, due_at: datetime) -> bool:
    """Send again, starting with the edition due at a moment. Returns False if it was already active."""
    return await _changed(
        database,
        """UPDATE subscriptions SET state = 'active', why = NULL, reason = '', slot_at = :due, next_due_at = :due
            WHERE id = :id AND state <> 'active' RETURNING 1""",
        id=number,
        due=stored(due_at),
    )


async def end(database: Database, number: int, until: datetime) -> bool:
    """End a subscription; it can be removed from `until` on, and `resume` undoes it. Returns False if it had already ended."""
    return await _changed(
        database,
        """UPDATE subscriptions SET state = 'ended', why = NULL, reason = '', slot_at = NULL, next_due_at = :until
            WHERE id = :id AND state <> 'ended' RETURNING 1""",
        id=number,
        until=stored(until),
    )


async def _changed(database: Database, update: str, **values: object) -> bool:
    async with database.transaction() as transaction:
        return await transaction.value(update, **values) is not None


async def remove(database: Database, number: int) -> None:
    """Delete an ended subscription with its ledger."""
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM subscriptions WHERE id = :id AND state = 'ended'", id=number)


async def hold(database: Database, number: int, until: datetime) -> None:
    """Check a subscription later: its slot stays due."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE subscriptions SET next_due_at = :until WHERE id = :id AND state = 'active'",
            id=number,
            until=stored(until),
        )


async def recall(database: Database, server: str, now: datetime) -> None:
    """Check a server's held-back subscriptions at once: the server is available again."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE subscriptions SET next_due_at = slot_at WHERE server = :server AND state = 'active' AND slot_at <= :now",
            server=server,
            now=stored(now),
        )


async def _found(database: Database, where: str, **values: object) -> list[Subscription]:
    rows = await database.rows(f"SELECT id, {_COLUMNS} FROM subscriptions WHERE {where}", **values)  # noqa: S608 - constants
    subjects = await _subjects(database, [row["id"] for row in rows])
    return [_subscription(row, tuple(subjects[row["id"]])) for row in rows]


async def _subjects(database: Database, numbers: Iterable[int]) -> defaultdict[int, list[Subject]]:
    wanted = ", ".join(str(int(number)) for number in numbers)
    found: defaultdict[int, list[Subject]] = defaultdict(list)
    if wanted:
        rows = await database.rows(
            f"SELECT subscription, kind, subject, name FROM subscription_subjects WHERE subscription IN ({wanted}) ORDER BY subscription, number"  # noqa: S608 - numbers of ours
        )
        for row in rows:
            found[row["subscription"]].append(Subject(row["kind"], row["subject"], row["name"]))
    return found


def _values(subscription: Subscription) -> dict[str, Any]:
    schedule, quiet = subscription.schedule, subscription.schedule.quiet
    return {
        "server": subscription.server,
        "channel": subscription.channel,
        "place": subscription.place,
        "every": schedule.every,
        "at": schedule.at,
        "second": schedule.second,
        "days": ",".join(map(str, schedule.days)),
        "zone": schedule.zone,
        "quiet_start": quiet.start if quiet else None,
        "quiet_end": quiet.end if quiet else None,
        "per_hour": schedule.per_hour,
        "style": subscription.style,
        "language": subscription.language,
        "say_empty": int(subscription.say_empty),
        "picture": int(subscription.picture),
        "max_age": subscription.max_age,
        "muted": "\n".join(subscription.muted),
        "topics": "\n".join(subscription.topics),
        "follower": subscription.follower,
        "ping": subscription.ping,
        "created_by": subscription.created_by,
        "created_at": stored(subscription.created_at),
        "filed_until": stored(subscription.filed_until),
        "state": subscription.state,
        "why": subscription.why,
        "reason": subscription.reason,
        "slot_at": stored(subscription.slot_at) if subscription.slot_at else None,
        "next_due_at": stored(subscription.next_due_at) if subscription.next_due_at else None,
        "revision": subscription.revision,
        "number": subscription.number,
    }


def _subscription(row: Row, about: tuple[Subject, ...]) -> Subscription:
    quiet = None if row["quiet_start"] is None else Quiet(row["quiet_start"], row["quiet_end"])
    days = tuple(int(day) for day in row["days"].split(",") if day)
    schedule = Schedule(Every(row["every"]), row["at"], row["zone"], days, row["second"], quiet, row["per_hour"])
    return Subscription(
        id=row["id"],
        server=row["server"],
        channel=row["channel"],
        place=Place(row["place"]),
        schedule=schedule,
        about=about,
        style=Style(row["style"]),
        language=row["language"],
        say_empty=bool(row["say_empty"]),
        picture=bool(row["picture"]),
        max_age=row["max_age"],
        muted=tuple(row["muted"].splitlines()),
        topics=tuple(map(Topic, row["topics"].splitlines())),
        follower=row["follower"],
        ping=row["ping"],
        created_by=row["created_by"],
        created_at=moment(row["created_at"]),
        filed_until=moment(row["filed_until"]),
        state=SubscriptionState(row["state"]),
        why=Why(row["why"]) if row["why"] else None,
        reason=row["reason"],
        slot_at=moment_or_none(row["slot_at"]),
        next_due_at=moment_or_none(row["next_due_at"]),
        revision=row["revision"],
        number=row["number"],
    )
