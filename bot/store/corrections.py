"""Stores corrections of facts, and finds those that an article's reading needs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.corrections import (
    Correction,
    CorrectionState,
    FactKey,
    FactKind,
    Fix,
    Mistake,
    corrected,
    right_of,
    right_text,
)
from bot.model.facts import Actor, ActorKind
from bot.model.merging import ends, id_of, merged
from bot.model.query import Subject
from bot.store.evidence import VISIBLE
from bot.store.facts import event_key
from bot.store.instants import stored
from bot.store.merges import merges_in, naming, put_off, take_off
from bot.store.servers import require_entered
from bot.store.touched import note_touched

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model.facts import Reading
    from bot.model.library import Libraries
    from bot.store.database import Database, Row, Transaction

_INSERT = """
    INSERT INTO corrections (id, library, server, article, kind, sentence, start_at, end_at, who, target, mistake, correct,
        subject_kind, subject, subject_name, claim, state, made_by, made_at, settled_by, settled_at)
    SELECT (SELECT last + 1 FROM last_ids WHERE of = 'corrections'), library, :server, id, :kind, :sentence, :start, :end, :who, :target, :mistake, :correct,
        :subject_kind, :subject, :subject_name, :claim, :state, :made_by, :made_at, :settled_by, :settled_at
    FROM articles WHERE id = :article AND library = :library
    RETURNING id
"""
_SEEN_BY = "(library = :library OR server = :library)"
"""Corrections of a server's own articles, and what it reported of everyone's; for `everyone` all of everyone's."""
_ONE = f"SELECT * FROM corrections WHERE id = :id AND {_SEEN_BY}"  # noqa: S608 - made of a constant
_IN_FORCE = "SELECT * FROM corrections WHERE article = :article AND state = 'applied' AND mistake <> 'same' ORDER BY id"


async def add(database: Database, correction: Correction, now: datetime) -> Correction | None:
    """Store a new correction. Returns it with its number, or None if the article is gone.

    Raises:
        StoppedError: the server's data was deleted, or the bot was removed from it, meanwhile.
    """
    key, fix = correction.key, correction.fix
    right, of = right_text(fix.right), fix.of
    async with database.transaction() as transaction:
        if correction.server:
            await require_entered(transaction, correction.server)
        number = await transaction.value(
            _INSERT,
            library=correction.library,
            server=correction.server,
            article=correction.article,
            kind=str(key.kind),
            sentence=key.sentence,
            start=key.start,
            end=key.end,
            who=key.who,
            target=key.on,
            mistake=str(fix.mistake),
            correct=json.dumps(right, ensure_ascii=False) if right else None,
            subject_kind=of.kind if of else None,
            subject=of.id if of else None,
            subject_name=of.name if of else None,
            claim=correction.claim,
            state=str(correction.state),
            made_by=correction.made_by,
            made_at=stored(now),
            settled_by=correction.settled_by,
            settled_at=stored(now) if correction.state is CorrectionState.APPLIED else None,
        )
        if number is None:
            return None
        made = replace(correction, id=int(number), made_at=stored(now))
        if made.state is CorrectionState.APPLIED:
            await _merge_changed(transaction, made)
    return made


async def _merge_changed(transaction: Transaction, correction: Correction) -> None:
    """Note what changes with a merge of subjects: articles to be read again, and the names of what others were merged into.

    These change even if no article does: each may have been corrected to name neither of the two.
    """
    of, library = correction.fix.of, correction.library
    if correction.fix.mistake is not Mistake.SAME or of is None:
        return
    await put_off(transaction, library, correction.id, of.id)
    named = await naming(transaction, library, id_of(correction.fix.right))
    await note_touched(transaction, [] if named is None else [named])


async def get(database: Database, number: int, whose: str) -> Correction | None:
    """Returns a correction that a server, or for `everyone` the operator, may see."""
    rows = await database.rows(_ONE, id=number, library=whose)
    return _correction(rows[0]) if rows else None


async def listed(database: Database, whose: str, most: int, skipped: int = 0) -> tuple[list[Correction], int]:
    """Returns the corrections that a server, or for `everyone` the operator, may see: undecided ones first, then the newest; and their total number."""
    rows = await database.rows(
        f"SELECT * FROM corrections WHERE {_SEEN_BY} ORDER BY state <> 'reported', id DESC LIMIT :most OFFSET :skipped",  # noqa: S608 - a constant
        library=whose,
        most=most,
        skipped=skipped,
    )
    [total] = await database.rows(f"SELECT count(*) FROM corrections WHERE {_SEEN_BY}", library=whose)  # noqa: S608 - the same
    return [_correction(row) for row in rows], int(total[0])


async def settle(
    database: Database,
    number: int,
    states: Iterable[CorrectionState],
    state: CorrectionState,
    by: str | None,
    now: datetime,
) -> bool:
    """Change the state of a correction if it is in one of `states`. Returns False if it is not: somebody else was faster."""
    async with database.transaction() as transaction:
        rows = await transaction.rows(
            """
            UPDATE corrections SET state = :state, settled_by = :by, settled_at = :now
            WHERE id = :id AND state IN (SELECT value FROM json_each(:states)) RETURNING *
            """,
            id=number,
            state=str(state),
            states=json.dumps([str(one) for one in states]),
            by=by,
            now=stored(now),
        )
        for row in rows:
            if state in {CorrectionState.APPLIED, CorrectionState.UNDONE}:
                await _merge_changed(transaction, _correction(row))
    return bool(rows)


async def reported_since(database: Database, server: str, user: str, moment: datetime) -> int:
    """Returns how many corrections a member of a server has reported since a moment."""
    rows = await database.rows(
        "SELECT count(*) FROM corrections WHERE server = :server AND made_by = :user AND made_at >= :moment",
        server=server,
        user=user,
        moment=stored(moment),
    )
    return int(rows[0][0])


async def in_force(transaction: Transaction, article: int) -> list[tuple[FactKey, Fix]]:
    """Returns the corrections of an article's own facts and names to apply to its reading, in order."""
    rows = await transaction.rows(_IN_FORCE, article=article)
    return [(found.key, found.fix) for found in map(_correction, rows)]


async def as_corrected(transaction: Transaction, article: int, library: str, reading: Reading) -> Reading:
    """Returns an article's reading with all corrections in force, and notes which subjects of its were merged."""
    merges, ever = await merges_in(transaction, library)
    mended = corrected(reading, await in_force(transaction, article), ends(ever))
    published = reading.article.published
    found, took = merged(mended, merges, lambda event: event_key(event, article, published))
    await transaction.run("DELETE FROM merged_articles WHERE article = :article", article=article)
    await transaction.run_many(
        "INSERT INTO merged_articles (correction, article) VALUES (:correction, :article)",
        [{"correction": number, "article": article} for number in sorted(took)],
    )
    await take_off(transaction, article)
    return found


async def applied_to(database: Database, articles: Iterable[int]) -> list[Correction]:
    """Returns the corrections in force of some articles."""
    rows = await database.rows(
        "SELECT * FROM corrections WHERE article IN (SELECT value FROM json_each(:articles)) AND state = 'applied' ORDER BY id",
        articles=json.dumps(sorted(articles)),
    )
    return [_correction(row) for row in rows]


async def applied_in(database: Database, library: str) -> list[Correction]:
    """Returns the corrections in force of a library's articles, by article."""
    rows = await database.rows(
        "SELECT * FROM corrections WHERE library = :library AND state = 'applied' ORDER BY article, id", library=library
    )
    return [_correction(row) for row in rows]


async def actor_as_told(database: Database, libraries: Libraries, actor: str) -> Actor | None:
    """Returns an actor as the latest visible article has it, or None if no article mentions it."""
    rows = await database.rows(
        f"""
        SELECT c.id, c.name, c.kind, c.role, c.part_of FROM actors c CROSS JOIN articles a ON a.id = c.article
        WHERE c.id = :actor AND {VISIBLE} ORDER BY c.article DESC LIMIT 1
        """,  # noqa: S608 - a constant
        actor=actor,
        own=libraries.own,
    )
    if not rows:
        return None
    row = rows[0]
    return Actor(row["id"], row["name"], ActorKind(row["kind"]), row["role"], row["part_of"])


async def actors_in(database: Database, article: int) -> dict[str, Subject]:
    """Returns the actors of an article by name, for facts of it that are visible; those of one name are left out."""
    rows = await database.rows("SELECT id, name FROM actors WHERE article = :article", article=article)
    times = Counter(row["name"] for row in rows)
    return {row["name"]: Subject("actor", row["id"], row["name"]) for row in rows if times[row["name"]] == 1}


def _subject(row: Row) -> Subject | None:
    kind = row["subject_kind"]
    return Subject(kind, row["subject"], row["subject_name"]) if kind else None


def _correction(row: Row) -> Correction:
    mistake = Mistake(row["mistake"])
    right = right_of(mistake, json.loads(row["correct"]) if row["correct"] else None)
    key = FactKey(FactKind(row["kind"]), row["sentence"], row["start_at"], row["end_at"], row["who"], row["target"])
    return Correction(
        row["id"],
        row["library"],
        row["server"],
        row["article"],
        key,
        Fix(mistake, right, _subject(row)),
        row["claim"],
        CorrectionState(row["state"]),
        row["made_by"],
        row["made_at"],
        row["settled_by"],
        row["settled_at"],
    )
