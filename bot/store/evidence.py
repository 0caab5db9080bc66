"""The evidence behind a line: the columns to select, and the classes their rows become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.answer import Evidence, Source
from bot.model.article import Span
from bot.model.outlets import SATIRE
from bot.model.query import Subject

if TYPE_CHECKING:
    from bot.store.database import Row

OUTLET = "coalesce(a.outlet || ' (' || (SELECT l.label FROM outlet_labels l WHERE l.server = :own AND l.outlet = a.outlet) || ')', a.outlet) AS outlet"
"""An article's outlet with what the server's editors call it: "The Wire (state-owned)"."""

COLUMNS = f"""
    a.id AS article, a.title, {OUTLET}, a.url, a.published, a.opening, a.more_outlets,
    s.words AS sentence, s.start_at AS sentence_start, s.end_at AS sentence_end,
    f.start_at, f.end_at, f.confidence, f.voice, coalesce(v.name, f.voice) AS voice_name
"""

TABLES = """
    JOIN articles a ON a.id = f.article
    JOIN sentences s ON s.article = f.article AND s.number = f.sentence
    LEFT JOIN actors v ON v.article = f.article AND v.id = f.voice
"""
"""Joins for a fact `f` (events, stances or quotations), as COLUMNS needs them."""

SEEN = "a.removed_at IS NULL"
"""Hides removed articles."""

_SERIOUS = (
    f"NOT EXISTS (SELECT 1 FROM outlet_labels l WHERE l.server = :own AND l.outlet = a.outlet AND l.label = '{SATIRE}')"  # noqa: S608 - a constant
)

_OWN_COPY = "SELECT 1 FROM articles o WHERE o.twin = a.id AND o.library = :own AND o.removed_at IS NULL"

STANDING = f"a.library IN ('everyone', :own) AND {SEEN} AND {_SERIOUS}"
"""Restricts a query about given articles to those that an asker may see: what named one may still show it when the server has a copy of its own."""

VISIBLE = f"{STANDING} AND NOT EXISTS ({_OWN_COPY})"
"""Restricts a query to what is listed, counted and told: of an article that both everyone's library and the server's have, the server's own."""

VISIBLE_THEN = f"{STANDING} AND NOT EXISTS ({_OWN_COPY} AND o.filed_at <= :until)"
"""The same as it was at the end of a stretch of time, if nothing was removed since."""

SPEAKS = """(
    lower(c.role) LIKE '%minister' OR lower(c.role) LIKE '%president' OR lower(c.role) LIKE '%secretary' OR lower(c.role) LIKE 'secretary of %'
    OR lower(c.role) LIKE '%spokes%' OR lower(c.role) LIKE '%ambassador%' OR lower(c.role) LIKE '%envoy'
    OR lower(c.role) IN ('premier', 'chancellor', 'taoiseach', 'supreme leader', 'king', 'queen', 'emir', 'sultan', 'crown prince')
) AND lower(c.role) NOT LIKE 'former %' AND lower(c.role) NOT LIKE 'ex-%' AND lower(c.role) NOT LIKE '%opposition%'"""
"""True if an actor `c` speaks for what it is part of: office holders do; critics, candidates and writers do not."""


def evidence(row: Row, *more: Span) -> Evidence:
    """Returns the sentence a fact rests on, with its cue and other spans marked."""
    at = Span(row["sentence_start"], row["sentence_end"])
    cue = Span(row["start_at"], row["end_at"])
    source = Source(
        row["article"], row["title"], row["outlet"], row["url"], row["published"], row["opening"], row["more_outlets"]
    )
    return Evidence(
        source=source,
        sentence=row["sentence"],
        at=at,
        marked=tuple(_inside(span, at) for span in (cue, *more) if span.start < at.end and at.start < span.end),
        voice=subject("actor", row["voice"], row["voice_name"]),
        confidence=row["confidence"],
    )


def opening(row: Row) -> Evidence:
    """Returns a sentence shown for itself, without a fact."""
    source = Source(row["article"], row["title"], row["outlet"], row["url"], row["published"], row["opening"])
    return Evidence(source, row["sentence"], Span(row["sentence_start"], row["sentence_end"]), (), None, 1.0)


def subject(kind: str, subject_id: str | None, name: str | None) -> Subject | None:
    """Returns the row's subject, or None."""
    return Subject(kind, subject_id, name or subject_id) if subject_id is not None else None


def _inside(span: Span, sentence: Span) -> Span:
    return Span(max(span.start, sentence.start) - sentence.start, min(span.end, sentence.end) - sentence.start)
