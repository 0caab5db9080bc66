"""Finds the stances of one sentence in its events, judgements and relations: who supports or opposes whom or what, in words, deeds or inaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType, Expressed, Mode, Polarity
from bot.reading.drafts import COOPERATIVE, EventDraft, StanceDraft
from bot.reading.rules import EventRule, by_event
from bot.reading.stances.judgements import judgement_stances, quoted_act_stances, reported_judgement_stances
from bot.reading.stances.ties import (
    emotion_stances,
    predicate_stances,
    prefix_stances,
    side_stances,
    tie_stances,
    verb_stances,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reading.scene import Scene

IN_WORDS = {
    EventType.ACCUSE: Polarity.OPPOSES, EventType.REJECT: Polarity.OPPOSES, EventType.THREATEN: Polarity.OPPOSES, EventType.PROTEST: Polarity.OPPOSES,
    EventType.SUPPORT: Polarity.SUPPORTS, EventType.AGREE: Polarity.SUPPORTS, EventType.REQUEST: Polarity.NEUTRAL,
}  # fmt: skip
IN_ACTIONS = {
    EventType.SANCTION: Polarity.OPPOSES, EventType.COERCE: Polarity.OPPOSES, EventType.ASSAULT: Polarity.OPPOSES, EventType.MOBILIZE: Polarity.OPPOSES,
    EventType.AID: Polarity.SUPPORTS, EventType.COOPERATE: Polarity.SUPPORTS,
}  # fmt: skip
_ASKED = frozenset({EventType.AGREE, EventType.REQUEST, EventType.CONSULT})
_NEAR = 60
"""The most earlier drafts searched for the one that is answered, so that time stays linear."""


def find_stances(scene: Scene, here: Sequence[EventDraft], drafts: Sequence[EventDraft]) -> list[StanceDraft]:
    """Returns the stances of one scene. `here`: its drafts of events; `drafts`: those of the article, by their numbers."""
    found = [stance for draft in here for stance in _by_event(scene, draft, here, drafts)]
    for clause in scene.syntax.clauses:
        found += judgement_stances(scene, clause, here, drafts)
        found += reported_judgement_stances(scene, clause, drafts)
        found += predicate_stances(scene, clause)
        found += verb_stances(scene, clause)
        found += emotion_stances(scene, clause)
        found += prefix_stances(scene, clause)
        found += quoted_act_stances(scene, clause, here)
    found += tie_stances(scene)
    found += side_stances(scene)
    return _once(found)


def _once(found: Iterable[StanceDraft]) -> list[StanceDraft]:
    """One stance for each holder, target and cue, the surest; stances on oneself are dropped."""
    best: dict[tuple[object, ...], StanceDraft] = {}
    for stance in found:
        if stance.holder.actor is not None and stance.holder.actor == stance.actor:
            continue
        key = (
            stance.holder.actor or stance.holder.span,
            stance.actor,
            stance.event.number if stance.event else None,
            stance.cue.start,
        )
        if key not in best or best[key].confidence < stance.confidence:
            best[key] = stance
    return list(best.values())


def _by_event(
    scene: Scene, draft: EventDraft, here: Sequence[EventDraft], drafts: Sequence[EventDraft]
) -> list[StanceDraft]:
    polarity = IN_WORDS.get(draft.type) or IN_ACTIONS.get(draft.type)
    if (
        draft.mode is Mode.HYPOTHETICAL
        or draft.merged is not None
        or draft.rule is EventRule.NEUTRAL_VERB
        or (draft.noun and draft.clause is None and draft.type is not EventType.ASSAULT)
    ):
        return []
    expressed = Expressed.WORDS if draft.type in IN_WORDS else Expressed.ACTIONS
    confidence = draft.confidence
    if draft.mode is Mode.NEGATED:
        if draft.type not in COOPERATIVE or not _by_choice(scene, draft):
            return []
        polarity, expressed, confidence = Polarity.OPPOSES, Expressed.INACTION, confidence - 0.1
    elif draft.mode is Mode.PLANNED:
        expressed, confidence = Expressed.WORDS, confidence - 0.1
    if polarity is None:
        return []
    if (draft.type is EventType.REJECT and _keeps_in_office(scene, draft)) or (
        draft.type is EventType.MOBILIZE and not _against(scene, draft)
    ):
        return []
    target = _event_in_object(scene, draft, here, drafts) or _answered(draft, here, drafts)
    if draft.mode is Mode.NEGATED:
        target = target or draft
    rule = by_event(draft.rule)
    # "offered to mediate between Iran and Israel" supports neither of them
    towards = () if draft.indirect and draft.type is EventType.AGREE else draft.recipients
    found = [
        StanceDraft(holder, party.actor, target, party.span, polarity, expressed, draft.cue, rule, confidence)
        for holder in draft.agents
        for party in towards
    ]
    if not towards and (target or _own_act(scene, draft)):
        on = target or draft
        found += [
            StanceDraft(holder, None, on, on.cue, polarity, expressed, draft.cue, rule, confidence)
            for holder in draft.agents
        ]
    return found


def _keeps_in_office(scene: Scene, draft: EventDraft) -> bool:
    """True if somebody is kept in office, which doesn't oppose them: `declined his offer to resign`."""
    clause = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    if clause is None or not clause.objects:
        return False
    words = scene.syntax.words[clause.objects[0].head : clause.objects[0].head + 4]
    return words[0] in ("resignation", "retirement") or bool({"resign", "quit", "retire", "step"} & set(words))


def _against(scene: Scene, draft: EventDraft) -> bool:
    """True if forces are sent against somebody; sent to somebody they may be there to help: `deployed troops against Iran`."""
    clause = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    return clause is not None and any(word == "against" for word, _ in clause.prepositions)


def _by_choice(scene: Scene, draft: EventDraft) -> bool:
    """True if the actor also decides not to act: "Russia refuses to help", not "they stop Russia from helping"."""
    if draft.clause is None:
        return False
    clause = scene.syntax.clauses[draft.clause]
    matrix = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    if clause.modal in ("could", "can", "might", "may"):
        return False
    return clause.negated or (matrix is not None and matrix.subjects is clause.subjects and matrix.lemma != "be")


def _own_act(scene: Scene, draft: EventDraft) -> bool:
    """True if an offer, promise or refusal is itself what the actor supports or opposes. "He agreed" alone names nothing."""
    if draft.clause is None or draft.type is not EventType.AGREE:
        return draft.mode is Mode.NEGATED and draft.clause is not None
    clause = scene.syntax.clauses[draft.clause]
    return bool(clause.objects or clause.prepositions) or any(
        clause.parent == draft.clause for clause in scene.syntax.clauses
    )


def _event_in_object(
    scene: Scene, draft: EventDraft, here: Sequence[EventDraft], drafts: Sequence[EventDraft]
) -> EventDraft | None:
    """The event named in the verb's object: `condemned the US attack`."""
    if draft.clause is None or draft.type not in IN_WORDS:
        return None
    clause = scene.syntax.clauses[draft.clause]
    done_to = (
        clause.subjects if clause.passive else [*clause.objects, *(phrase for _, phrase in clause.prepositions[:1])]
    )
    for other in here:
        if other is not draft and other.noun and any(phrase.first <= other.first < phrase.last for phrase in done_to):
            return drafts[other.event]
    return None


def _answered(draft: EventDraft, here: Sequence[EventDraft], drafts: Sequence[EventDraft]) -> EventDraft | None:
    """The offer or request just made that is rejected: `Putin offered to mediate. Trump brushed him off`."""
    if draft.type is not EventType.REJECT:
        return None
    turned_down = {party.actor for party in draft.recipients if party.actor}
    end = here[-1].number + 1
    so_far = drafts[max(0, end - _NEAR) : end]
    for other in reversed(so_far):
        if draft.scene - other.scene > 1:
            return None
        if (
            other is not draft
            and other.type in _ASKED
            and other.scene <= draft.scene
            and (other.scene, other.first) != (draft.scene, draft.first)
            and turned_down & {party.actor for party in other.agents}
        ):
            offer = next(
                (
                    earlier
                    for earlier in so_far
                    if earlier.scene == other.scene
                    and earlier.type in (EventType.AGREE, EventType.REQUEST)
                    and earlier.agents == other.agents
                ),
                other,
            )
            return drafts[offer.event]
    return None


def latest(told: Sequence[EventDraft]) -> EventDraft | None:
    """Returns the event of a sentence that "it" means in the next one: the last one that people judge, or None."""
    return next((told[draft.event - told[0].number] for draft in reversed(told) if salient(draft)), None)


def salient(draft: EventDraft) -> bool:
    """True if people judge such an event: force, pressure, sanctions, and agreements that happened."""
    return draft.mode is Mode.ACTUAL and draft.type in (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
    )
