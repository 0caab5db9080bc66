"""Turns a `Reading` into plain dictionaries of the facts format (`attache-facts/1`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Event, Licence, Participant, Quotation, Reading, Stance

FORMAT = "attache-facts/1"


def facts(reading: Reading, path: str) -> dict[str, Any]:
    """Returns one article's facts, ready for JSON. `path` is where the article came from, as given."""
    article = reading.article
    return {
        "format": FORMAT,
        "path": path,
        "article": {key: getattr(article, key) for key in ("id", "title", "outlet", "url", "published", "text")},
        "reader": reading.reader,
        "sentences": [{**_span(sentence.span), "kind": sentence.kind.value} for sentence in reading.sentences],
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind.value,
                "role": actor.role,
                "of": actor.of,
                "local": actor.local,
            }
            for actor in reading.actors
        ],
        "mentions": [
            {"actor": mention.actor, **_span(mention.span), "form": mention.form.value} for mention in reading.mentions
        ],
        "issues": [
            {"id": issue.id, "name": issue.name, "mentions": [_span(mention) for mention in issue.mentions]}
            for issue in reading.issues
        ],
        "dates": [{**_span(date.span), "type": date.type, "value": date.value} for date in reading.dates],
        "events": [_event(event) for event in reading.events],
        "stances": [_stance(stance) for stance in reading.stances],
        "note": reading.note,
        "quotations": [_quotation(quotation) for quotation in reading.quotations],
    }


def failure(path: str, error: str) -> dict[str, Any]:
    """Returns the dictionary for an article that could not be read."""
    return {"format": FORMAT, "path": path, "error": error}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _party(party: Participant) -> dict[str, Any]:
    return {"actor": party.actor, **_span(party.span)}


def _licence(licence: Licence) -> dict[str, Any]:
    return {
        "confidence": licence.confidence,
        "shown": licence.shown,
        "rule": licence.rule,
        "voice": licence.voice,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type.value,
        "name": event.name,
        "cue": _span(event.cue),
        "mentions": [_span(mention) for mention in event.mentions],
        "agents": [_party(agent) for agent in event.agents],
        "recipients": [_party(recipient) for recipient in event.recipients],
        "date": event.date,
        "after": list(event.after),
        "before": list(event.before),
        "place": event.place,
        "mode": event.mode.value,
        **_licence(event.licence),
    }


def _stance(stance: Stance) -> dict[str, Any]:
    return {
        "holder": _party(stance.holder),
        "target": {
            "actor": stance.target.actor,
            "event": stance.target.event,
            "issue": stance.target.issue,
            **_span(stance.target.span),
        },
        "polarity": stance.polarity.value,
        "expressed": stance.expressed.value,
        "cue": _span(stance.cue),
        **_licence(stance.licence),
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "kind": quotation.kind.value,
        "source": _party(quotation.source) if quotation.source else None,
        "cue": _span(quotation.cue) if quotation.cue else None,
        "content": [_span(span) for span in quotation.content],
        "about": list(quotation.about),
        **_licence(quotation.licence),
    }
