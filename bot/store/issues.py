"""Finds the issues that a subject includes: itself, and narrower issues with the same head. Answers need not: facts are filed under wider issues, too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.names.issue_ids import first_letters, narrows

if TYPE_CHECKING:
    from bot.model.query import Subject
    from bot.store.database import Database

# From each id to the next, for the index has an entry for every article.
_OF_ONE_HEAD = """
    WITH RECURSIVE its (id) AS (
        SELECT min(id) FROM issues WHERE id BETWEEN :head AND :head || '-~'
        UNION ALL SELECT (SELECT min(i.id) FROM issues i WHERE i.id > its.id AND i.id <= :head || '-~') FROM its WHERE its.id IS NOT NULL)
    SELECT id FROM its WHERE id IS NOT NULL"""


async def meant(database: Database, subject: Subject) -> str:
    """Returns a subject's ids as JSON: its own, and for an issue those of narrower ones. Who is for the French pension reform is for the pension reform."""
    if subject.kind != "issue":
        return json.dumps([subject.id])
    rows = await database.rows(_OF_ONE_HEAD, head=first_letters(subject.id))
    return json.dumps(sorted({subject.id, *(row["id"] for row in rows if narrows(row["id"], subject.id))}))
