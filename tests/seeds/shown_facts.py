"""Writes what is shown of an article as lines that a person can compare with their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.shipped import SEEDS
from bot.model.facts import Mode
from bot.wording import type_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.model.article import Span
    from bot.model.facts import Event, Participant, Quotation, Reading, Stance

OWN = "russia-iran.md"
"""The seed that is no openly licensed article; `shared/eval` has the list of its facts."""


class ShownFact(NamedTuple):
    """A fact in one line, and the sentence it was read from."""

    line: str
    sentence: str


def licensed() -> list[Path]:
    """Returns the openly licensed articles among the shipped seeds."""
    return sorted(path for path in SEEDS.glob("*.md") if path.name != OWN)


def shown_facts(reading: Reading) -> Iterator[ShownFact]:
    """Yields every fact of an article that answers show, each line once."""
    lines = _Lines(reading)
    shown = reading.shown()
    facts = [
        *((lines.event(event), event.cue) for event in shown.events),
        *((lines.stance(stance), stance.cue) for stance in shown.stances),
        *((lines.quotation(quotation), quotation.content[0]) for quotation in shown.quotations),
    ]
    told: dict[str, Span] = {}
    for line, at in facts:
        told.setdefault(line, at)
    for line, at in told.items():
        yield ShownFact(line, lines.sentence(at))


class _Lines:
    """The names and words of one article."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._names = {actor.id: actor.name for actor in reading.actors}
        self._issues = {issue.id: issue.name for issue in reading.issues}
        self._events = {event.id: event for event in reading.events}
        self._sentences = [sentence.span for sentence in reading.sentences]

    def sentence(self, at: Span) -> str:
        return next(self._words(span) for span in self._sentences if span.start <= at.start < span.end)

    def event(self, event: Event) -> str:
        """For example "Iran: launched (attack) > United States, 2020-01-08, planned"."""
        to = f" > {self._parties(event.recipients)}" if event.recipients else ""
        mode = "" if event.mode == Mode.ACTUAL else f", {event.mode}"
        when = f", {event.date}" if event.date else ""
        what = f"{self._words(event.cue)} ({type_words(event.type)})"
        return f"{self._parties(event.agents)}: {what}{to}{when}{mode}"

    def stance(self, stance: Stance) -> str:
        """For example "Russia opposes Operation Midnight Hammer"."""
        target = stance.target
        what = self._names.get(target.actor or "") or self._issues.get(target.issue or "") or self._words(target.span)
        if target.event and not target.actor:
            what = self._events[target.event].name or self._words(self._events[target.event].cue)
        return f"{self._party(stance.holder)} {stance.polarity} {what}"

    def quotation(self, quotation: Quotation) -> str:
        """For example "Donald Trump, direct: “Mediate your own.”"."""
        said = " ".join(self._words(span) for span in quotation.content)
        return f"{self._party(quotation.source) if quotation.source else 'nobody'}, {quotation.kind}: {said}"

    def _parties(self, parties: tuple[Participant, ...]) -> str:
        return " + ".join(sorted(map(self._party, parties))) or "nobody"

    def _party(self, party: Participant) -> str:
        return self._names.get(party.actor or "") or f"({self._words(party.span)})"

    def _words(self, span: Span) -> str:
        return " ".join(self._text[span.start : span.end].split())
