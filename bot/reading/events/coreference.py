"""Merges drafts that mean the same event into the first; in doubt they stay two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import Participant
    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene

_FAR = 25
"""The most sentences that a definite noun reaches back."""
_A_DAY = 10
_THEIR_OBJECT = frozenset({"obj", "nsubj:pass"})
_NEAR = 60
"""The most earlier drafts that a mention is compared with, so that time stays linear."""


def merged(drafts: Sequence[EventDraft], scenes: Sequence[Scene]) -> list[EventDraft]:
    """Returns the drafts, with later mentions of an event merged into the first, which takes over their name, place, recipients and cues."""
    folded = _once_each(drafts, scenes)
    for number in range(len(drafts)):
        draft = folded[number]
        if draft.merged is not None:
            continue
        pointing = draft.noun is not None and draft.definite
        for at in range(number - 1, max(0, number - _NEAR) - 1, -1):
            earlier = folded[at]
            if earlier.merged is not None or draft.scene - earlier.scene > _FAR:
                continue
            if (pointing and _same(earlier, draft, scenes)) or _retold(earlier, draft, scenes):
                folded[at], folded[number] = _folded(earlier, draft), replace(draft, merged=at)
                break
    return [_to_the_end(folded, draft) for draft in folded]


def _once_each(drafts: Sequence[EventDraft], scenes: Sequence[Scene]) -> list[EventDraft]:
    """The drafts, with one that a sentence tells in two words (`filed a complaint`, `met to discuss`) merged into the likelier of the two."""
    told = list(drafts)
    for number, draft in enumerate(drafts):
        for at in range(number - 1, max(0, number - _NEAR) - 1, -1):
            if drafts[at].scene != draft.scene:
                break
            if told[at].merged is None and told[number].merged is None and _told_twice(told[at], draft, scenes):
                less, more = sorted((at, number), key=lambda place: (told[place].shown, told[place].confidence))
                told[less], told[more] = replace(told[less], merged=more), _folded(told[more], told[less])
    return told


def _told_twice(one: EventDraft, other: EventDraft, scenes: Sequence[Scene]) -> bool:
    """True if two drafts of a sentence have the same type, mode and agent, and one is the object, occasion or purpose of the other."""
    if one.type is not other.type or one.mode is not other.mode:
        return False
    if not {party.actor or party.span for party in one.agents} & {party.actor or party.span for party in other.agents}:
        return False
    return any(_is_part(part, whole, scenes[one.scene]) for part, whole in ((one, other), (other, one)))


def _is_part(part: EventDraft, whole: EventDraft, scene: Scene) -> bool:
    """True for the complaint in `filed a complaint`, the summit in `took part in the summit`, the talking in `met to discuss`."""
    if whole.clause is None:
        return False
    over = scene.syntax.clauses[whole.clause]
    if part.clause is not None:
        clause = scene.syntax.clauses[part.clause]
        return part.type is EventType.CONSULT and clause.form == "infinitive" and clause.parent == whole.clause
    tree, noun = scene.syntax.tree, part.last - 1
    if tree.heads[noun] != over.node:
        return False
    relation = tree.relations[noun]
    if part.type is EventType.OTHER:
        return relation in _THEIR_OBJECT and over.lemma in scene.lexicon.light
    return relation in _THEIR_OBJECT or relation == "obl"


def _to_the_end(drafts: Sequence[EventDraft], draft: EventDraft) -> EventDraft:
    """The draft that another was merged into in the end, over any number of steps."""
    at = draft.merged
    while at is not None and drafts[at].merged is not None:
        at = drafts[at].merged
    return replace(draft, merged=at)


def _retold(earlier: EventDraft, draft: EventDraft, scenes: Sequence[Scene]) -> bool:
    """True if two drafts have the same verb, day and participants and so report one event; attacks may differ in the verb."""
    if earlier.scene == draft.scene or earlier.type is not draft.type or not earlier.mode is draft.mode is Mode.ACTUAL:
        return False
    if earlier.date is None or earlier.date != draft.date or len(earlier.date) != _A_DAY:
        return False
    agents, recipients = _actors(earlier.agents), _actors(earlier.recipients)
    if not (agents and recipients) or agents != _actors(draft.agents) or recipients != _actors(draft.recipients):
        return False
    if earlier.name and draft.name and earlier.name != draft.name:
        return False
    return draft.type is EventType.ASSAULT or _verb(earlier, scenes) == _verb(draft, scenes)


def _verb(draft: EventDraft, scenes: Sequence[Scene]) -> str:
    if draft.clause is None:
        return draft.noun or ""
    return draft.noun or scenes[draft.scene].syntax.clauses[draft.clause].lemma


def _actors(parties: Sequence[Participant]) -> set[str]:
    return {party.actor for party in parties if party.actor}


def _same(earlier: EventDraft, draft: EventDraft, scenes: Sequence[Scene]) -> bool:
    """True if two drafts have the same type and agents, both happened, and no recipients, dates, names or places differ."""
    if earlier.type is not draft.type or Mode.NEGATED in (earlier.mode, draft.mode) or earlier.mode is not draft.mode:
        return False
    agents, others = _actors(earlier.agents), _actors(draft.agents)
    to, toward = _actors(earlier.recipients), _actors(draft.recipients)
    lasting = draft.noun == earlier.noun and draft.noun in scenes[draft.scene].lexicon.open.lasting
    going_on = lasting and bool(to & toward) and not (agents and others)
    if not going_on and (not agents or not others or agents != others):
        return False
    if to and toward and not to & toward:
        return False
    if earlier.type is not EventType.ASSAULT and earlier.noun != draft.noun:
        return False
    return not any(a and b and a != b for a, b in ((earlier.date, draft.date), (earlier.name, draft.name)))


def _folded(earlier: EventDraft, draft: EventDraft) -> EventDraft:
    """The earlier draft with what the later one adds."""
    return replace(
        earlier,
        mentions=(*earlier.mentions, draft.cue, *draft.mentions),
        name=earlier.name or draft.name,
        place=earlier.place or draft.place,
        date=earlier.date or draft.date,
        recipients=earlier.recipients or draft.recipients,
    )
