"""Stores one reading's sentences, actors, issues, events, stances and quotations, inside an open transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.edtf import date_bounds
from bot.names.event_labels import event_labels, slug
from bot.store.by_subject import index_by_subject
from bot.store.searched import index_filed
from bot.store.unsure import file_unsure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.article import Span
    from bot.model.facts import Event, Licence, Quotation, Reading
    from bot.store.database import Transaction

    Numbered = list[tuple[int, Quotation]]
    """Quotations with the ids of their rows."""

Values = dict[str, Any]

# Delete what an earlier reading left first: everything else depends on these rows and goes with them.
_FORGET = ("quotations", "stances", "events", "unsure", "time_expressions", "issues", "actors", "sentences")


@dataclass(frozen=True, slots=True)
class _Filing:
    """One reading on its way into the rows of one article."""

    article: int
    reading: Reading
    events: dict[str, int] = field(default_factory=dict)
    """Row ids of its events by local id; filled once the rows exist."""

    def sentence(self, span: Span) -> int:
        """Returns the number of the sentence that a span starts in."""
        return self.reading.sentence_at(span)

    def words(self, span: Span) -> str:
        """Returns the words of a span."""
        return self.reading.article.text[span.start : span.end]

    def licensed(self, licence: Licence) -> Values:
        """Returns the columns that every fact has."""
        return {
            "voice": licence.voice,
            "confidence": licence.confidence,
            "rule": licence.rule,
            "reader": self.reading.reader,
        }


async def file_facts(transaction: Transaction, article: int, reading: Reading) -> None:
    """Replace everything read from an article by this reading.

    Each table gets all its rows in one call, because every call to the database switches threads and an article has dozens of facts.
    """
    for table in _FORGET:
        await transaction.run(f"DELETE FROM {table} WHERE article = :article", article=article)  # noqa: S608 - our own table names
    filing = _Filing(article, reading)
    for table, rows in (
        ("sentences", _sentences),
        ("actors", _actors),
        ("mentions", _mentions),
        ("issues", _issues),
        ("issue_mentions", _issue_mentions),
        ("time_expressions", _times),
        ("events", _events),
    ):
        await _insert(transaction, table, rows(filing))
    ids = await transaction.rows("SELECT local, id FROM events WHERE article = :article", article=article)
    filing.events.update((row["local"], row["id"]) for row in ids)
    for table, rows in (
        ("event_mentions", _event_mentions),
        ("participants", _participants),
        ("event_order", _order),
        ("stances", _stances),
    ):
        await _insert(transaction, table, rows(filing))
    await _insert(transaction, "quotations", _quotations(filing))
    ids = await transaction.rows("SELECT id FROM quotations WHERE article = :article ORDER BY id", article=article)
    numbered = [(row["id"], quotation) for row, quotation in zip(ids, reading.quotations, strict=True)]
    for table, parts in (("quotation_parts", _parts), ("quotation_subjects", _subjects)):
        await _insert(transaction, table, parts(filing, numbered))
    await file_unsure(transaction, article, reading)
    await index_by_subject(transaction, article, article)
    await index_filed(transaction, [article])


async def _insert(transaction: Transaction, table: str, rows: Iterable[Values]) -> None:
    """Insert rows with the same columns; column names are ours, never text from outside."""
    values = list(rows)
    if values:
        await transaction.run_many(_statement(table, values[0]), values)


def _statement(table: str, row: Values) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(':' + column for column in row)})"  # noqa: S608 - our own names


def _at(span: Span) -> Values:
    return {"start_at": span.start, "end_at": span.end}


def _sentences(filing: _Filing) -> Iterable[Values]:
    for number, sentence in enumerate(filing.reading.sentences):
        kind = {"kind": str(sentence.kind), "paragraph": sentence.paragraph}
        yield {
            "article": filing.article,
            "number": number,
            **_at(sentence.span),
            **kind,
            "words": filing.words(sentence.span),
        }


def _actors(filing: _Filing) -> Iterable[Values]:
    for actor in filing.reading.actors:
        who = {"id": actor.id, "name": actor.name, "kind": str(actor.kind), "role": actor.role, "part_of": actor.of}
        yield {"article": filing.article, **who}


def _mentions(filing: _Filing) -> Iterable[Values]:
    for mention in filing.reading.mentions:
        yield {"article": filing.article, "actor": mention.actor, **_at(mention.span), "form": str(mention.form)}


def _issues(filing: _Filing) -> Iterable[Values]:
    for issue in filing.reading.issues:
        yield {"article": filing.article, "id": issue.id, "name": issue.name}


def _issue_mentions(filing: _Filing) -> Iterable[Values]:
    for issue in filing.reading.issues:
        for span in issue.mentions:
            yield {"article": filing.article, "issue": issue.id, "sentence": filing.sentence(span), **_at(span)}


def _times(filing: _Filing) -> Iterable[Values]:
    for time in filing.reading.dates:
        yield {"article": filing.article, **_at(time.span), "type": time.type, "value": time.value}


def _events(filing: _Filing) -> Iterable[Values]:
    labels = event_labels(filing.reading)
    for event in filing.reading.events:
        yield {
            "article": filing.article,
            "local": event.id,
            "key": event_key(event, filing.article, filing.reading.article.published),
            "type": str(event.type),
            "name": event.name,
            "label": labels[event.id],
            "sentence": filing.sentence(event.cue),
            **_at(event.cue),
            "cue": filing.words(event.cue),
            "date": event.date,
            **_days(event.date or filing.reading.article.published),
            "place": event.place,
            "mode": str(event.mode),
            **filing.licensed(event.licence),
        }


def _days(edtf: str | None) -> Values:
    """The days that a date may mean, as an answer looks them up; none before and after all others."""
    first, last = date_bounds(edtf) or ("", "~")
    return {"first_day": first, "last_day": last}


_KEY = 27
"""Characters of a named event's slug: with its prefix and a year, a key has at most 34, which fits a button."""
_RECURS = re.compile(
    r"\b(?:summit|forum|conference|assembly|elections?|games|cup|olympics|festival|session)\b", re.IGNORECASE
)


def event_key(event: Event, article: int, published: str | None = None) -> str:
    """Returns the key shared by all reports of a named event. Recurring events are told apart by their year, or else the article's.

    The dot keeps it apart from actor ids: a summit may be named like its body.
    """
    if not event.name:
        return f"{article}.{event.id}"
    bounds = date_bounds(event.date) or date_bounds(published) if _RECURS.search(event.name) else None
    year = f".{bounds[0][:4]}" if bounds and not re.search(r"\b\d{4}\b", event.name) else ""
    return f"e.{slug(event.name, _KEY)}{year}"


def _event_mentions(filing: _Filing) -> Iterable[Values]:
    for event in filing.reading.events:
        for span in event.mentions:
            yield {"event": filing.events[event.id], "sentence": filing.sentence(span), **_at(span)}


def _participants(filing: _Filing) -> Iterable[Values]:
    for event in filing.reading.events:
        for side, parties in (("agent", event.agents), ("recipient", event.recipients)):
            for party in parties:
                yield {"event": filing.events[event.id], "side": side, "actor": party.actor, **_at(party.span)}


def _order(filing: _Filing) -> Iterable[Values]:
    pairs = set()
    for event in filing.reading.events:
        pairs |= {(earlier, event.id) for earlier in event.after} | {(event.id, later) for later in event.before}
    for earlier, later in sorted(pairs):
        if earlier in filing.events and later in filing.events:
            yield {"earlier": filing.events[earlier], "later": filing.events[later]}


def _stances(filing: _Filing) -> Iterable[Values]:
    for stance in filing.reading.stances:
        yield {
            "article": filing.article,
            "holder": stance.holder.actor,
            "holder_start": stance.holder.span.start,
            "holder_end": stance.holder.span.end,
            "target_actor": stance.target.actor,
            "target_event": filing.events.get(stance.target.event or ""),
            "target_issue": stance.target.issue,
            "target_start": stance.target.span.start,
            "target_end": stance.target.span.end,
            "polarity": str(stance.polarity),
            "expressed": str(stance.expressed),
            "sentence": filing.sentence(stance.cue),
            **_at(stance.cue),
            **filing.licensed(stance.licence),
        }


def _quotations(filing: _Filing) -> Iterable[Values]:
    for quotation in filing.reading.quotations:
        first, source, cue = quotation.content[0], quotation.source, quotation.cue
        yield {
            "article": filing.article,
            "kind": str(quotation.kind),
            "source": source.actor if source else None,
            "source_start": source.span.start if source else None,
            "source_end": source.span.end if source else None,
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "cue": filing.words(cue) if cue else None,
            "sentence": filing.sentence(first),
            **_at(first),
            **filing.licensed(quotation.licence),
        }


def _parts(filing: _Filing, numbered: Numbered) -> Iterable[Values]:
    for number, quotation in numbered:
        for place, span in enumerate(quotation.content):
            yield {"quotation": number, "number": place, **_at(span), "words": filing.words(span)}


def _subjects(filing: _Filing, numbered: Numbered) -> Iterable[Values]:
    events, issues = filing.events, {issue.id for issue in filing.reading.issues}
    actors = {actor.id for actor in filing.reading.actors}
    for number, quotation in numbered:
        for subject in dict.fromkeys(quotation.about):
            if subject in events or subject in issues or subject in actors:
                yield {
                    "quotation": number,
                    "actor": subject if subject in actors and subject not in events else None,
                    "event": events.get(subject),
                    "issue": subject if subject in issues else None,
                }
