"""The ledger of editions: claimed before sending, settled once, with the facts each one told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.subscription import Edition, EditionOutcome, Kind, ToldFact
from bot.store.instants import moment, moment_or_none, stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model.subscription import Subscription
    from bot.store.database import Database, Row, Transaction

_COLUMNS = (
    "id, subscription, slot, kind, due_at, missed, first_due_at, since, until, nonce, outcome, attempts, lease_until, sending_at, "
    "message, channel, reason, published"
)

_ADVANCE = """
    UPDATE subscriptions SET slot_at = :next, next_due_at = :next
    WHERE id = :id AND state = 'active' AND slot_at = :slot_at AND revision = :revision
        AND NOT EXISTS (SELECT 1 FROM editions WHERE subscription = :id AND outcome = 'claimed')
    RETURNING 1
"""
_CLAIM = f"""
    INSERT INTO editions (subscription, slot, kind, due_at, missed, first_due_at, since, until, nonce, outcome, lease_until)
    VALUES (:subscription, :slot, :kind, :due_at, :missed, :first_due_at, :since, :until, :nonce, 'claimed', :lease_until)
    ON CONFLICT (subscription, slot) DO NOTHING RETURNING {_COLUMNS}
"""  # noqa: S608 - constants


async def claim(database: Database, claims: Iterable[tuple[Subscription, Edition, datetime]]) -> list[Edition]:
    """Claim editions in one transaction. Returns those claimed, with their numbers.

    Args:
        database: the ledger.
        claims: the subscription as it was read, the wanted edition (its `id` is ignored), and when the next one is due. Nothing is
            claimed if the subscription was claimed or changed meanwhile, or the slot already has an edition.
    """
    got: list[Edition] = []
    async with database.transaction() as transaction:
        for subscription, wanted, following in claims:
            if subscription.slot_at and await transaction.value(
                _ADVANCE,
                id=subscription.id,
                slot_at=stored(subscription.slot_at),
                revision=subscription.revision,
                next=stored(following),
            ):
                got += await _insert(transaction, wanted)
    return got


async def claim_now(database: Database, wanted: Edition) -> Edition | None:
    """Claim an edition that a user asked for; None if another one is on its way."""
    async with database.transaction() as transaction:
        if await transaction.value(
            "SELECT 1 FROM editions WHERE subscription = :id AND outcome = 'claimed'", id=wanted.subscription
        ):
            return None
        got = await _insert(transaction, wanted)
    return got[0] if got else None


async def _insert(transaction: Transaction, wanted: Edition) -> list[Edition]:
    rows = await transaction.rows(
        _CLAIM,
        subscription=wanted.subscription,
        slot=wanted.slot,
        kind=wanted.kind,
        due_at=stored(wanted.due_at),
        missed=wanted.missed,
        first_due_at=stored(wanted.first_due_at) if wanted.first_due_at else None,
        since=stored(wanted.since),
        until=stored(wanted.until),
        nonce=wanted.nonce,
        lease_until=stored(wanted.lease_until) if wanted.lease_until else None,
    )
    return [_edition(row) for row in rows]


async def take_over(
    database: Database, now: datetime, lease_until: datetime, limit: int, but: Iterable[int] = ()
) -> list[Edition]:
    """Claim expired editions again, with a new lease: their worker is gone, or had postponed them until now.

    `but`: those being sent here, whatever the clock says.
    """
    if not await database.rows(
        "SELECT 1 FROM editions WHERE outcome = 'claimed' AND lease_until <= :now LIMIT 1", now=stored(now)
    ):
        return []  # the usual case: no need to wait for writers
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            f"""UPDATE editions SET lease_until = :lease WHERE id IN (
                SELECT id FROM editions WHERE outcome = 'claimed' AND lease_until <= :now
                AND id NOT IN ({", ".join(str(int(number)) for number in but)}) ORDER BY lease_until LIMIT :limit
            ) RETURNING {_COLUMNS}""",  # noqa: S608 - constants, and numbers of ours
            now=stored(now),
            lease=stored(lease_until),
            limit=limit,
        )
    return [_edition(row) for row in rows]


async def sending(
    database: Database, edition: Edition, told: Iterable[ToldFact], now: datetime, lease_until: datetime
) -> bool:
    """Record that an edition is about to be sent with these facts. Returns False if it is no longer ours, or its subscription was stopped."""
    async with database.transaction() as transaction:
        mine = await transaction.value(
            """UPDATE editions SET sending_at = coalesce(sending_at, :now), lease_until = :lease
            WHERE id = :id AND outcome = 'claimed' AND lease_until IS :held
                AND (sending_at IS NOT NULL OR EXISTS (SELECT 1 FROM subscriptions s WHERE s.id = subscription AND s.state = 'active'))
            RETURNING 1""",
            id=edition.id,
            now=stored(now),
            lease=stored(lease_until),
            held=stored(edition.lease_until) if edition.lease_until else None,
        )
        if mine:
            await transaction.run("DELETE FROM told WHERE edition = :id", id=edition.id)
            await transaction.run_many(
                "INSERT INTO told (edition, kind, key, as_of) VALUES (:edition, :kind, :key, :as_of) ON CONFLICT DO NOTHING",
                [{"edition": edition.id, "kind": fact.kind, "key": fact.key, "as_of": fact.as_of} for fact in told],
            )
    return mine is not None


async def put_off(database: Database, edition: Edition, until: datetime, *, asked: bool = False) -> None:
    """Postpone a claimed edition; `asked`: Discord was asked about it and did not answer."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE editions SET lease_until = :until, attempts = attempts + :asked WHERE id = :id AND outcome = 'claimed'",
            id=edition.id,
            asked=int(asked),
            until=stored(until),
        )


async def release(database: Database, numbers: Iterable[int], now: datetime) -> None:
    """Release claims that are no longer worked on, so that the next start need not wait for their leases."""
    async with database.transaction() as transaction:
        await transaction.run_many(
            "UPDATE editions SET lease_until = :now WHERE id = :id AND outcome = 'claimed' AND lease_until > :now",
            [{"id": number, "now": stored(now)} for number in numbers],
        )


async def put_back(database: Database, edition: Edition, until: datetime) -> None:
    """Undo a claim of which nothing reached Discord: its slot is due again, and is retried at a moment."""
    first = stored(edition.first_due_at or edition.due_at)
    async with database.transaction() as transaction:
        if await transaction.value(
            "DELETE FROM editions WHERE id = :id AND outcome = 'claimed' RETURNING 1", id=edition.id
        ):
            await transaction.run(
                "UPDATE subscriptions SET slot_at = min(slot_at, :first), next_due_at = :until WHERE id = :id AND state = 'active'",
                id=edition.subscription,
                first=first,
                until=stored(until),
            )


async def settle(  # noqa: PLR0913 - all there is to say about an edition's end
    database: Database,
    edition: Edition,
    outcome: EditionOutcome,
    now: datetime,
    *,
    message: str | None = None,
    channel: str | None = None,
    reason: str = "",
    publish: bool = False,
) -> bool:
    """Settle an edition. Returns False if it was settled before. An edition that was sent or empty advances its subscription."""
    async with database.transaction() as transaction:
        open_until_now = await transaction.value(
            """UPDATE editions SET outcome = :outcome, settled_at = :now, lease_until = NULL, message = :message, channel = :channel,
                reason = :reason, published = CASE WHEN :publish THEN 'queued' END, publish_at = CASE WHEN :publish THEN :now END
            WHERE id = :id AND outcome = 'claimed' RETURNING 1""",
            id=edition.id,
            outcome=outcome,
            now=stored(now),
            message=message,
            channel=channel,
            reason=reason,
            publish=publish,
        )
        # a flash tells only part of what was added: the rest is for the digest
        if (
            open_until_now
            and outcome in (EditionOutcome.SENT, EditionOutcome.SKIPPED)
            and edition.kind is not Kind.FLASH
        ):
            await transaction.run(
                "UPDATE subscriptions SET filed_until = max(filed_until, :until) WHERE id = :id",
                id=edition.subscription,
                until=stored(edition.until),
            )
    return open_until_now is not None


async def drop(database: Database, edition: Edition) -> None:
    """Delete a claimed flash that was empty: there is one every few minutes. Its articles are looked at again later."""
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM editions WHERE id = :id AND outcome = 'claimed'", id=edition.id)


async def to_publish(database: Database, now: datetime, limit: int) -> list[Edition]:
    """Announcements that are sent and wait to be published."""
    return await _found(database, "publish_at <= :now ORDER BY publish_at LIMIT :limit", now=stored(now), limit=limit)


async def published(database: Database, edition: Edition, how: str, again_at: datetime | None = None) -> None:
    """Record the result of publishing an announcement; with `again_at` it is tried again."""
    async with database.transaction() as transaction:
        await transaction.run(
            "UPDATE editions SET published = :how, publish_at = :again WHERE id = :id",
            id=edition.id,
            how=how,
            again=stored(again_at) if again_at else None,
        )


async def edition(database: Database, number: int) -> Edition | None:
    """Returns the edition with this number, or None."""
    found = await _found(database, "id = :id", id=number)
    return found[0] if found else None


async def marked(database: Database, nonce: str) -> Edition | None:
    """Returns the edition whose message has this mark."""
    found = await _found(database, "nonce = :nonce ORDER BY id DESC LIMIT 1", nonce=nonce)
    return found[0] if found else None


async def history(database: Database, subscription: int, limit: int = 25) -> list[Edition]:
    """Returns a subscription's latest editions, newest first."""
    return await _found(
        database, "subscription = :id ORDER BY due_at DESC, id DESC LIMIT :limit", id=subscription, limit=limit
    )


async def sent_since(database: Database, subscription: int, kind: Kind, since: datetime) -> list[datetime]:
    """When editions of a kind were sent after a moment, oldest first."""
    rows = await database.rows(
        """SELECT settled_at FROM editions WHERE subscription = :id AND settled_at > :since AND kind = :kind AND outcome = 'sent'
        ORDER BY settled_at""",
        id=subscription,
        kind=kind,
        since=stored(since),
    )
    return [moment(row["settled_at"]) for row in rows]


async def told(database: Database, subscription: int) -> dict[tuple[str, str], str]:
    """Returns all facts told by a subscription's sent editions: kind and key, and their state when last told."""
    rows = await database.rows(
        """SELECT t.kind, t.key, t.as_of FROM told t JOIN editions e ON e.id = t.edition
        WHERE e.subscription = :id AND e.outcome = 'sent' ORDER BY e.settled_at""",
        id=subscription,
    )
    return {(row["kind"], row["key"]): row["as_of"] for row in rows}


async def told_by(database: Database, edition: Edition) -> list[ToldFact]:
    """Returns the facts one edition told."""
    rows = await database.rows(
        "SELECT kind, key, as_of FROM told WHERE edition = :id ORDER BY kind, key", id=edition.id
    )
    return [ToldFact(row["kind"], row["key"], row["as_of"]) for row in rows]


async def remove_old(database: Database, before: datetime) -> None:
    """Delete settled editions older than a moment, with the facts they told."""
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM editions WHERE settled_at < :before", before=stored(before))


async def _found(database: Database, where: str, **values: object) -> list[Edition]:
    return [_edition(row) for row in await database.rows(f"SELECT {_COLUMNS} FROM editions WHERE {where}", **values)]  # noqa: S608 - constants


def _edition(row: Row) -> Edition:
    return Edition(
        id=row["id"],
        subscription=row["subscription"],
        slot=row["slot"],
        kind=Kind(row["kind"]),
        due_at=moment(row["due_at"]),
        since=moment(row["since"]),
        until=moment(row["until"]),
        nonce=row["nonce"],
        outcome=EditionOutcome(row["outcome"]),
        missed=row["missed"],
        first_due_at=moment_or_none(row["first_due_at"]),
        sending_at=moment_or_none(row["sending_at"]),
        attempts=row["attempts"],
        lease_until=moment_or_none(row["lease_until"]),
        message=row["message"],
        channel=row["channel"],
        reason=row["reason"],
        published=row["published"],
    )
