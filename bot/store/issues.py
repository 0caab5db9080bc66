"""Finds the issues that a subject includes: itself, and narrower issues with the same head."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.names.issue_ids import first_letters, narrows

if TYPE_CHECKING:
    from bot.model.query import Subject
    from bot.store.database import Database

_OF_ONE_HEAD = "SELECT DISTINCT id FROM issues WHERE id = :head OR id BETWEEN :head || '-' AND :head || '-~'"
LISTED = "(SELECT value FROM json_each(:about))"
"""SQL for the ids that `meant` returns."""


async def meant(database: Database, subject: Subject) -> str:
    """Returns a subject's ids as JSON: its own, and for an issue those of narrower ones. Who is for the French pension reform is for the pension reform."""
    if subject.kind != "issue":
        return json.dumps([subject.id])
    rows = await database.rows(_OF_ONE_HEAD, head=first_letters(subject.id))
    return json.dumps(sorted({subject.id, *(row["id"] for row in rows if narrows(row["id"], subject.id))}))
