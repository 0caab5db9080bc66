"""Stores which subjects editors merged into others, and the articles that are still to be read again for it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.model.corrections import CorrectionState, Mistake, right_of
from bot.model.merging import Merge, ends, id_of, name_of
from bot.model.query import Subject
from bot.store.evidence import SEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Database, Reads, Row, Transaction

_MERGES = "SELECT * FROM corrections WHERE library = :library AND mistake = 'same' AND state IN ('applied', 'undone') ORDER BY id"
_NAMING = """
    SELECT article FROM actors WHERE id = :subject UNION SELECT article FROM issues WHERE id = :subject
    UNION SELECT article FROM events WHERE key = :subject
"""
_CHANGED = f"""
    FROM articles a WHERE a.library = :library AND {SEEN} AND a.id IN (
        {_NAMING} UNION SELECT article FROM merged_articles WHERE correction = :correction)
"""  # noqa: S608 - made of constants; values are parameters
"""The visible articles that a merge changes: those that name the subject, or that it changed already."""


async def merges_in(database: Reads, library: str) -> tuple[list[Merge], list[Merge]]:
    """Returns the merges of a library that are in force, and those that are or were, both in order."""
    rows = await database.rows(_MERGES, library=library)
    return [_merge(row) for row in rows if row["state"] == str(CorrectionState.APPLIED)], [_merge(row) for row in rows]


async def merges_of(database: Reads, library: str) -> list[Merge]:
    """Returns the subjects of a library that are merged into others, in order."""
    return (await merges_in(database, library))[0]


async def with_merged(database: Database, visible: frozenset[str], subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Returns subjects, each followed by what it was merged into in visible libraries: who followed it goes on following it."""
    found: dict[str, Subject] = {}
    into: dict[str, Merge] = {}
    for library in sorted(visible) if subjects else ():
        for merge in await merges_of(database, library):
            into.setdefault(merge.of.id, merge)
    for subject in subjects:
        one: Subject | None = subject
        while one and one.id not in found:
            found[one.id] = one
            made = into.get(one.id)
            one = Subject(one.kind, id_of(made.right), name_of(made.right)) if made else None
    return tuple(found.values())


async def merged_names(database: Reads) -> dict[tuple[str, str], tuple[Subject, ...]]:
    """Returns the subjects that were merged into others, by the other's id and library."""
    rows = await database.rows("SELECT * FROM corrections WHERE mistake = 'same' AND state = 'applied' ORDER BY id")
    by_library: defaultdict[str, list[Merge]] = defaultdict(list)
    for row in rows:
        by_library[row["library"]].append(_merge(row))
    found: defaultdict[tuple[str, str], tuple[Subject, ...]] = defaultdict(tuple)
    for library, merges in by_library.items():
        into = ends(merges)
        for merge in merges:
            if merge.of.id in into:
                found[into[merge.of.id], library] += (merge.of,)
    return dict(found)


async def merged_into(database: Reads) -> set[str]:
    """Returns the ids of all subjects that others are or were merged into."""
    rows = await database.rows(
        "SELECT DISTINCT correct FROM corrections WHERE mistake = 'same' AND state <> 'reported'"
    )
    return {id_of(right_of(Mistake.SAME, json.loads(row["correct"]))) for row in rows}


async def naming(database: Reads, library: str, subject: str) -> int | None:
    """Returns the last visible article of a library that names a subject; None if there is none."""
    rows = await database.rows(
        f"SELECT max(a.id) FROM articles a WHERE a.library = :library AND {SEEN} AND a.id IN ({_NAMING})",  # noqa: S608 - constants
        library=library,
        subject=subject,
    )
    last: int | None = rows[0][0]
    return last


# ---- What is to be read again ----


async def count_changed(database: Reads, library: str, correction: int, subject: str) -> int:
    """Returns how many visible articles a merge of a subject changes; `correction` is 0 for a new one."""
    rows = await database.rows(
        f"SELECT count(*) {_CHANGED}",
        library=library,
        correction=correction,
        subject=subject,
    )
    return int(rows[0][0])


async def put_off(transaction: Transaction, library: str, correction: int, subject: str) -> None:
    """Note that the articles that a merge changes are to be read again."""
    await transaction.run(
        f"INSERT INTO to_read_again (article, correction) SELECT a.id, :correction {_CHANGED} ON CONFLICT (article) DO UPDATE SET correction = excluded.correction",
        library=library,
        correction=correction,
        subject=subject,
    )


async def take_off(transaction: Transaction, article: int) -> None:
    """Note that an article is no longer to be read again."""
    await transaction.run("DELETE FROM to_read_again WHERE article = :article", article=article)


async def next_put_off(database: Database) -> tuple[str, int] | None:
    """Returns the library and id of an article that is to be read again; None if none is."""
    rows = await database.rows(
        """
        SELECT a.library, a.id FROM to_read_again t JOIN articles a ON a.id = t.article
        ORDER BY t.correction, t.article LIMIT 1
        """
    )
    return (rows[0]["library"], rows[0]["id"]) if rows else None


async def count_put_off(database: Database, correction: int) -> int:
    """Returns how many articles are still to be read again for a correction."""
    rows = await database.rows(
        "SELECT count(*) FROM to_read_again WHERE correction = :correction", correction=correction
    )
    return int(rows[0][0])


def _merge(row: Row) -> Merge:
    of = Subject(row["subject_kind"], row["subject"], row["subject_name"])
    return Merge(row["id"], of, right_of(Mistake.SAME, json.loads(row["correct"])))
