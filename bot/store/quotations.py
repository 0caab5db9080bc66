"""Reads quotations by speaker, subject or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.answer import ShownQuotation
from bot.model.article import Span
from bot.model.facts import QuotationKind
from bot.model.query import Subject
from bot.offload import offload
from bot.store.evidence import COLUMNS, TABLES, VISIBLE, evidence
from bot.store.issues import LISTED, meant

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

ABOUT = {
    "actor": "f.id IN (SELECT quotation FROM quotation_subjects WHERE actor = :about)",
    "event": "f.id IN (SELECT q.quotation FROM events e JOIN quotation_subjects q ON q.event = e.id WHERE e.key = :about)",
    "issue": f"f.id IN (SELECT quotation FROM quotation_subjects WHERE issue IN {LISTED})",  # noqa: S608 - made of a constant; values are parameters
}
"""Quotations `f` about a subject of a kind."""

CONTENT = """(SELECT group_concat(q.words, ' … ')
    FROM (SELECT words FROM quotation_parts WHERE quotation = f.id ORDER BY number) q)"""


_SELECT = f"""
    SELECT {COLUMNS}, f.kind, f.source, p.name AS source_name, f.cue_start, f.cue_end,
        f.cue, {CONTENT} AS content
    FROM quotations f {TABLES}
        LEFT JOIN actors p ON p.article = f.article AND p.id = f.source
    WHERE {VISIBLE} AND {{}}
    ORDER BY a.published IS NULL, a.published DESC, a.id DESC, f.start_at
"""  # noqa: S608 - made of the constants above; values are parameters

_EXISTS = f"SELECT EXISTS (SELECT 1 FROM quotations f JOIN articles a ON a.id = f.article WHERE {VISIBLE} AND {{}})"  # noqa: S608 - the same


async def quotations(
    database: Database, libraries: Libraries, speaker: str | None, about: Subject | None = None
) -> list[ShownQuotation]:
    """What `speaker`, or anybody, said, newest article first, then in text order."""
    asked, values = await _condition(database, speaker, about)
    rows = await database.rows(_SELECT.format(asked), own=libraries.own, **values)
    return await offload(len(rows), lambda: [_said(row) for row in rows])


async def has_quotations(
    database: Database, libraries: Libraries, speaker: str | None, about: Subject | None = None
) -> bool:
    """True if there is such a quotation."""
    asked, values = await _condition(database, speaker, about)
    [row] = await database.rows(_EXISTS.format(asked), own=libraries.own, **values)
    return bool(row[0])


async def _condition(
    database: Database, speaker: str | None, about: Subject | None
) -> tuple[str, dict[str, str | None]]:
    """The condition on a quotation `f`, and its values."""
    said = "f.source = :speaker" if speaker else "f.source IS NOT NULL"
    asked = said if about is None else f"{said} AND {ABOUT[about.kind]}"
    ids = None if about is None else await meant(database, about) if about.kind == "issue" else about.id
    return asked, {"speaker": speaker, "about": ids}


async def quotations_in(database: Database, libraries: Libraries, article: int) -> list[ShownQuotation]:
    """All quotations in one article, in text order."""
    rows = await database.rows(
        _SELECT.format("f.article = :article AND f.source IS NOT NULL"), own=libraries.own, article=article
    )
    return [_said(row) for row in rows]


def _said(row: Row) -> ShownQuotation:
    cue = (Span(row["cue_start"], row["cue_end"]),) if row["cue_start"] is not None else ()
    return ShownQuotation(
        speaker=Subject("actor", row["source"], row["source_name"] or row["source"]),
        kind=QuotationKind(row["kind"]),
        content=row["content"],
        cue=row["cue"],
        evidence=evidence(row, *cue),
    )
