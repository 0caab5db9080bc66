"""Reads quotations by speaker, subject or words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.model.answer import ShownQuotation
from bot.model.article import Span
from bot.model.facts import QuotationKind
from bot.model.query import ALWAYS, Period, Subject
from bot.offload import offload
from bot.store.by_subject import LATEST, newest_ids
from bot.store.evidence import COLUMNS, STANDING, TABLES, VISIBLE, evidence

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

_TABLE = "quotations_by_subject x"
# By a speaker or its spokespeople, and by anybody. An event has few quotations: these are found first and sorted after.
_BY_SPEAKER = newest_ids("quotation", _TABLE, "x.speaker = :speaker AND x.about = :about")
_BY_ANYBODY = newest_ids("quotation", _TABLE, "x.about = :about AND x.about <> '' AND x.own = 1")
_ABOUT_EVENT = newest_ids(
    "quotation",
    f"events e CROSS JOIN quotation_subjects q ON q.event = e.id CROSS JOIN {_TABLE} ON x.quotation = q.quotation AND x.about = ''",
    "e.key = :about AND {}",
)

CONTENT = """(SELECT group_concat(q.words, ' … ')
    FROM (SELECT words FROM quotation_parts WHERE quotation = f.id ORDER BY number) q)"""


_SELECT = f"""
    SELECT {COLUMNS}, f.kind, f.source, p.name AS source_name, f.cue_start, f.cue_end,
        f.cue, {CONTENT} AS content
    FROM quotations f {TABLES}
        LEFT JOIN actors p ON p.article = f.article AND p.id = f.source
    WHERE {{visible}} AND {{which}}
    ORDER BY a.published IS NULL, a.published DESC, a.id DESC, f.start_at
"""  # noqa: S608 - made of the constants above; values are parameters


_SPEAKERS = """
    SELECT x.speaker AS id FROM quotations_by_subject x WHERE x.about = '' AND x.quotation IN ({})
    GROUP BY x.speaker ORDER BY count(*) DESC, x.speaker
"""
_TOPICS = """
    SELECT coalesce(q.actor, q.issue, e.key) AS id FROM quotation_subjects q LEFT JOIN events e ON e.id = q.event
    WHERE q.quotation IN ({}) GROUP BY 1 ORDER BY count(*) DESC, 1
"""


async def quotations(
    database: Database,
    libraries: Libraries,
    speaker: str | None,
    about: Subject | None = None,
    period: Period = ALWAYS,
    most: int = LATEST,
) -> list[ShownQuotation]:
    """Returns what `speaker` and its spokespeople, or anybody, said, newest article first, then in text order."""
    asked, values = _picked(speaker, about)
    rows = await database.rows(
        _SELECT.format(visible=VISIBLE, which=f"f.id IN ({asked})"),
        own=libraries.own,
        most=most,
        **asdict(period),
        **values,
    )
    return await offload(len(rows), lambda: [_said(row) for row in rows])


async def has_quotations(
    database: Database,
    libraries: Libraries,
    speaker: str | None,
    about: Subject | None = None,
    period: Period = ALWAYS,
) -> bool:
    """True if there is such a quotation."""
    asked, values = _picked(speaker, about)
    return bool(await database.rows(asked, own=libraries.own, most=1, **asdict(period), **values))


async def speakers_about(
    database: Database, libraries: Libraries, about: Subject, period: Period = ALWAYS
) -> list[str]:
    """Returns the ids of those who said the newest quotations about a subject, those who said most of them first."""
    return await _ids(database, libraries, _SPEAKERS, _picked(None, about), period)


async def spoken_about(
    database: Database, libraries: Libraries, speaker: Subject, period: Period = ALWAYS
) -> list[str]:
    """Returns the ids of what a speaker's newest quotations are about, those with most of them first."""
    return await _ids(database, libraries, _TOPICS, _picked(speaker.id, None), period)


async def _ids(
    database: Database, libraries: Libraries, of: str, picked: tuple[str, dict[str, str | None]], period: Period
) -> list[str]:
    asked, values = picked
    rows = await database.rows(of.format(asked), own=libraries.own, most=LATEST, **asdict(period), **values)
    return [row["id"] for row in rows]


def _picked(speaker: str | None, about: Subject | None) -> tuple[str, dict[str, str | None]]:
    """The statement that finds the ids of the quotations asked for, and its values."""
    values = {"speaker": speaker, "about": about.id if about else ""}
    if about and about.kind == "event":
        return _ABOUT_EVENT.format("x.speaker = :speaker" if speaker else "x.own = 1"), values
    return (_BY_SPEAKER if speaker else _BY_ANYBODY), values


async def quotations_in(database: Database, libraries: Libraries, article: int) -> list[ShownQuotation]:
    """Returns all quotations in one article, in text order."""
    rows = await database.rows(
        _SELECT.format(visible=STANDING, which="f.article = :article AND f.source IS NOT NULL"),
        own=libraries.own,
        article=article,
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
