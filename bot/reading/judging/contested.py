"""Finds what only somebody's words claim: what they assert or allege, what somebody else denies right behind them, and attacks that others are charged with or blamed for.

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
from bot.reading.grammar.noun_phrases import is_among
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
_RESPONSIBLE = words("responsible behind blame accountable culpable")
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE})
_CRIMES = _HOSTILE | {EventType.OTHER}
_NOT_FINITE = ("gerund", "infinitive")
_FARTHEST = 12
"""The most words above an event that are searched for a charge."""
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
    here = scenes[draft.scene]
    if _blamed(draft, here) or _asserted(draft, here):
        return replace(draft, mode=Mode.HYPOTHETICAL, shown=False)
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


def _blamed(draft: EventDraft, scene: Scene) -> bool:
    """True if somebody is only said to have done something: `blamed Israel for the attack`, `arrested a man for murder`, `said that Iran was behind the raid`."""
    done = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    if not draft.agents or draft.type not in _CRIMES or (done is not None and done.form not in _NOT_FINITE):
        return False
    event = done.node if done is not None else draft.last - 1
    tree = scene.syntax.tree
    first, last = tree.span(event)
    starts = {party.span.start for party in draft.agents}
    named = {i for i, token in enumerate(scene.tokens) if token.start in starts}
    doers = {i for i in named if not first <= i < last or tree.relations[i] == "appos"}
    if not doers or "PRP$" in scene.syntax.tags[first:last]:
        return False  # "Israel's attack", "Israel for its attack": told as known
    return _is_charge(scene, event) or any(
        is_among(i, clause.subjects)
        for clause in scene.syntax.clauses
        if _is_called_responsible(scene, clause)
        for i in doers
    )


def _asserted(draft: EventDraft, scene: Scene) -> bool:
    """True if the next verb above an event says that somebody claims it: `asserted that he had won`, `claims to have shot it down`; or each of two: `each said that they held the bridge`."""
    if draft.clause is None:
        return False
    tree, i = scene.syntax.tree, scene.syntax.clauses[draft.clause].node
    while tree.heads[i] != i:
        i = tree.heads[i]
        if clause := scene.syntax.clause_at(i):
            reporting, said_by = scene.lexicon.reporting, scene.syntax.words[max(0, clause.first - 1) : clause.last]
            return clause.lemma in reporting.claiming or (clause.lemma in reporting.say and "each" in said_by)
    return False


def _is_charge(scene: Scene, event: int) -> bool:
    """True if a word of a charge stands above the event, up to the next finite verb: `on trial for the attack`, `the suspect in the killing`.

    What a court has decided ("convicted of") is told as known.
    """
    tree, words_ = scene.syntax.tree, scene.syntax.words
    i = event
    for _ in range(_FARTHEST):
        if tree.heads[i] == i:
            return False
        i = tree.heads[i]
        clause = scene.syntax.clause_at(i)
        if (clause.lemma if clause is not None else singular(words_[i])) in scene.lexicon.suspecting:
            return True
        if clause is not None and clause.lemma == "hold" and not _RESPONSIBLE.isdisjoint(words_[slice(*tree.span(i))]):
            return True
        if clause is not None and clause.form == "finite":
            return False
    return False


def _is_called_responsible(scene: Scene, clause: Clause) -> bool:
    """True for a reported clause like `Israel was behind it`."""
    reported = clause.lemma == "be" and clause.link == "complement"
    return reported and not _RESPONSIBLE.isdisjoint(scene.syntax.words[slice(*scene.syntax.tree.span(clause.node))])


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
