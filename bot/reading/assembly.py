"""Converts an article's drafts to the facts of the model: numbered events, stances and quotations, with their voices."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from bot.model.facts import Event, Licence, Mention, Polarity, Quotation, Stance, Target
from bot.reading.actors.late_mentions import first_persons, short_names, states_in_names
from bot.reading.quotations.kinds import finished
from bot.reading.quotations.nesting import outermost
from bot.reading.text.quotation_marks import near

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.article import Span
    from bot.model.facts import Issue, Participant
    from bot.reading.drafts import EventDraft, QuotationDraft, StanceDraft
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_LIKELY = 0.5
"""From this confidence on, words are more likely somebody's than not."""
_SHORT = 40
"""Shorter words don't say what they are about: their sentence does."""


class Voices:
    """Looks up by offset whose words a part of the text is.

    Args:
        quotations: the article's quotations.
    """

    def __init__(self, quotations: Sequence[QuotationDraft]) -> None:
        spans = [
            (span.start, span.end, quotation.source)
            for quotation in quotations
            if quotation.source and (quotation.shown or quotation.confidence >= _LIKELY)
            for span in quotation.content
        ]
        self._spans = sorted(spans, key=lambda row: (row[0], row[1]))

    def at(self, span: Span) -> Participant | None:
        """Returns the source of the narrowest quotation around a span."""
        last = bisect_right(self._spans, span.start, key=lambda row: row[0])
        around = [row for row in self._spans[max(0, last - 8) : last] if row[1] >= span.end]
        return min(around, key=lambda row: row[1] - row[0])[2] if around else None


def event_facts(
    drafts: Sequence[EventDraft], after: Mapping[int, Sequence[int]], voices: Voices
) -> tuple[tuple[Event, ...], dict[int, str]]:
    """Returns the events in order of the text, and the event of each draft (by number). `after`: the drafts that a draft comes after, by number."""
    kept = [draft for draft in drafts if draft.merged is None]
    ids = {draft.number: f"e{number}" for number, draft in enumerate(kept, 1)}
    ids |= {draft.number: ids[draft.event] for draft in drafts if draft.merged is not None}
    before: dict[int, list[str]] = {}
    for draft in kept:
        for other in after.get(draft.number, ()):
            before.setdefault(other, []).append(ids[draft.number])
    made = tuple(
        Event(
            id=ids[draft.number], type=draft.type, cue=draft.cue, agents=draft.agents, recipients=draft.recipients, mode=draft.mode,
            licence=_licence(draft, voices.at(draft.cue)), name=draft.name, date=draft.date,
            after=tuple(ids[other] for other in after.get(draft.number, ())), before=tuple(before.get(draft.number, ())),
            place=draft.place, mentions=tuple(sorted(set(draft.mentions) - {draft.cue})),
        )
        for draft in kept
    )  # fmt: skip
    return made, ids


def stance_facts(stances: Sequence[StanceDraft], ids: Mapping[int, str], voices: Voices) -> tuple[Stance, ...]:
    """Returns the stances in order of the text."""
    made = []
    for draft in stances:
        event = ids.get(draft.event.number) if draft.event else None
        if draft.actor is None and event is None and draft.issue is None and not draft.shown:
            continue  # on a thing that the rules can't name
        source = voices.at(draft.cue)
        voice = source if source and source.actor != draft.holder.actor else None
        made.append(
            Stance(
                draft.holder,
                Target(draft.actor, event, draft.span, draft.issue),
                draft.polarity,
                draft.expressed,
                draft.cue,
                _licence(draft, voice),
            )
        )
    return tuple(sorted(made, key=lambda stance: (stance.cue, stance.polarity is Polarity.NEUTRAL)))


def _licence(draft: EventDraft | StanceDraft, voice: Participant | None) -> Licence:
    return Licence(draft.rule, round(draft.confidence, 2), voice.actor if voice else None, draft.shown)


def quotation_facts(
    quotations: Sequence[QuotationDraft],
    scenes: Sequence[Scene],
    subjects: tuple[Sequence[Event], Sequence[Issue]],
    ids: Mapping[int, str],
    text: str,
    quotes: Sequence[Sequence[Quoted]],
) -> tuple[Quotation, ...]:
    """Returns the quotations in order of the text, with the actors, issues and events they are about."""
    made, issues = subjects
    told = [(cue, event.id) for event in made for cue in (event.cue, *event.mentions)]
    places = sorted([*told, *((span, issue.id) for issue in issues for span in issue.mentions)])
    marked = [quote for paragraph in quotes for quote in paragraph]
    rows = []
    for quotation in quotations:
        about = _about(quotation, scenes[quotation.scene], places, ids)
        first, last = min(quotation.content).start, max(span.end for span in quotation.content)
        rows.append(finished(quotation, about, text, near(marked, first, last)))
    return outermost(rows)


def _about(
    quotation: QuotationDraft, scene: Scene, places: Sequence[tuple[Span, str]], ids: Mapping[int, str]
) -> list[str]:
    """The actors other than the speaker and the events and issues in the content (for a fragment: in its sentence)."""
    speaker = quotation.source.actor if quotation.source else None
    whole = quotation.fragment or all(span.end - span.start < _SHORT for span in quotation.content)
    where = (scene.sentence.span,) if whole else quotation.content

    def inside(offset: int) -> bool:
        return any(span.start <= offset < span.end for span in where)

    actors = [
        mention.actor
        for mention in scene.found
        if mention.actor != speaker and inside(scene.tokens[mention.first].start)
    ]
    meant = [ids[number] for i, number in scene.events.items() if inside(scene.tokens[i].start)]
    told: list[str] = []
    for span in where:
        low = bisect_left(places, span.start, key=lambda row: row[0].start)
        high = bisect_left(places, span.end, key=lambda row: row[0].start)
        told += [subject for _, subject in places[low:high]]
    return list(dict.fromkeys([*actors, *meant, *told]))


def mention_facts(scenes: Sequence[Scene], voices: Voices) -> tuple[Mention, ...]:
    """Returns all mentions in order of the text."""
    found = {
        Mention(mention.actor, scene.span(mention.first, mention.last), mention.form)
        for scene in scenes
        for mention in scene.found
    }
    found |= {*first_persons(scenes, voices.at), *short_names(scenes), *states_in_names(scenes)}
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.actor)))
