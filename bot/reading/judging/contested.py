"""Finds what only somebody's words claim: what somebody else denies right behind them, and attacks that a speaker charges others with.

Whether it happened is open, so such events are neither actual nor shown. What is said without either stands: police reports are said, too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode
from bot.reading.actors.participants import participants
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.judging.bearers import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.facts import Participant
    from bot.reading.drafts import EventDraft, QuotationDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_DENYING = words("deny reject dispute contradict refute dismiss rebut")
_CLAIMS = words(
    "it this that them all claim charge account accusation allegation suggestion version story assertion report"
)
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE})
_AROUND = 8
"""The most quotations that begin before an event's cue and are searched for one around it."""


def contested(
    events: Sequence[Sequence[EventDraft]], quotations: Sequence[QuotationDraft], scenes: Sequence[Scene]
) -> list[list[EventDraft]]:
    """Returns the events of each scene; those that are only claimed are `HYPOTHETICAL` and not shown."""
    said = sorted(
        ((span.start, span.end, quotation) for quotation in quotations if quotation.source for span in quotation.content),
        key=lambda row: row[:2],
    )  # fmt: skip
    return [[_claimed(draft, said, scenes) for draft in here] for here in events]


def _claimed(draft: EventDraft, said: Sequence[tuple[int, int, QuotationDraft]], scenes: Sequence[Scene]) -> EventDraft:
    if not draft.shown or draft.mode is not Mode.ACTUAL:
        return draft
    last = bisect_right(said, draft.cue.start, key=lambda row: row[0])
    for _, end, quotation in said[max(0, last - _AROUND) : last]:
        speaker = quotation.source.actor if quotation.source else None
        if end >= draft.cue.end and (
            _charged(draft, speaker, scenes[draft.scene]) or _denied(end, speaker, scenes[draft.scene :])
        ):
            return replace(draft, mode=Mode.HYPOTHETICAL, shown=False)
    return draft


def _charged(draft: EventDraft, speaker: str | None, scene: Scene) -> bool:
    """True for an attack by others in a speaker's own words: `“The army bombs our villages,” Example said`. A noun ("the attack") takes it as known."""
    if draft.type not in _HOSTILE or draft.clause is None or not draft.agents or not scene.syntax.quote[draft.first]:
        return False
    return not any(_is_speaker(party, speaker, scene) for party in draft.agents)


def _is_speaker(party: Participant, speaker: str | None, scene: Scene) -> bool:
    if party.actor is not None:
        return party.actor == speaker
    return any(party.span.start == token.start and token.lower in FIRST_PERSON for token in scene.tokens)


def _denied(end: int, speaker: str | None, scenes: Sequence[Scene]) -> bool:
    """True if somebody else denies the words that end at an offset, in the same sentence or the next. `scenes`: from that of the event."""
    number = next((n for n, scene in enumerate(scenes[:_AROUND]) if scene.sentence.span.end >= end - 1), None)
    if number is None:
        return False
    here, *behind = scenes[number : number + 2]
    return any(
        other is None or other != speaker
        for scene, after in ((here, end), *((scene, 0) for scene in behind))
        for other in _deniers(scene, after)
    )


def _deniers(scene: Scene, after: int) -> Iterator[str | None]:
    """Yields who denies a claim in a scene behind an offset: `Lima rejects this account`, `says that no such call was made`."""
    for clause in scene.syntax.clauses:
        if scene.tokens[clause.verb].start < after or scene.syntax.quote[clause.verb]:
            continue
        if clause.lemma in _DENYING and not clause.negated and not clause.passive and _of_a_claim(scene, clause):
            who = clause.subjects[:1]
            actor = next((party.actor for party in participants(scene, who)), None)
            if actor or not any(scene.syntax.tags[phrase.head] == "PRP" for phrase in who):
                yield actor  # an unclear "they" may be the speaker
    heads = scene.syntax.words
    if any(heads[i : i + 2] == ["no", "such"] and scene.tokens[i].start >= after for i in range(len(heads))):
        yield None


def _of_a_claim(scene: Scene, clause: Clause) -> bool:
    """True if what is denied is a claim, or what the sentence before says."""
    if clause.link == "relative" and clause.marker in ("which", "that", None):
        return True
    return any(singular(scene.syntax.words[phrase.head]) in _CLAIMS for phrase in clause.objects[:1])
