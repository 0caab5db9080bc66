"""Drafts of events into one draft for each event: mentions that mean the same are folded into the first, conservatively."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import Participant
    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene

_FAR = 25
"""A definite noun reaches back so many sentences at most."""
_A_DAY = 10
_LASTING = frozenset({"war", "conflict", "siege", "occupation"})
_NEAR = 60
"""How many drafts a mention looks back over, so that time stays linear."""


def merge(drafts: Sequence[EventDraft], scenes: Sequence[Scene]) -> None:
    """Sets `merged` of every later mention of an earlier event; the first keeps name, place, recipients and further cues."""
    for number, draft in enumerate(drafts):
        if draft.merged:
            continue
        pointing = draft.noun is not None and draft.definite
        for earlier in reversed(drafts[max(0, number - _NEAR) : number]):
            if earlier.merged is not None or draft.scene - earlier.scene > _FAR:
                continue
            if (pointing and _same(earlier, draft)) or _retold(earlier, draft, scenes):
                _fold(earlier, draft)
                break


def _retold(earlier: EventDraft, draft: EventDraft, scenes: Sequence[Scene]) -> bool:
    """One verb, one day, the same on both sides: told again. Attacks under any verb."""
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
    return {one.actor for one in parties if one.actor}


def _same(earlier: EventDraft, draft: EventDraft) -> bool:
    """Of one type, both happened, the same agents, no recipients, dates, names or places that differ."""
    if earlier.type is not draft.type or Mode.NEGATED in (earlier.mode, draft.mode) or earlier.mode is not draft.mode:
        return False
    agents, others = _actors(earlier.agents), _actors(draft.agents)
    to, toward = _actors(earlier.recipients), _actors(draft.recipients)
    going_on = draft.noun == earlier.noun and draft.noun in _LASTING and bool(to & toward) and not (agents and others)
    if not going_on and (not agents or not others or agents != others):
        return False
    if to and toward and not to & toward:
        return False
    if earlier.type is not EventType.ASSAULT and earlier.noun != draft.noun:
        return False
    return not any(a and b and a != b for a, b in ((earlier.date, draft.date), (earlier.name, draft.name)))


def _fold(earlier: EventDraft, draft: EventDraft) -> None:
    draft.merged = earlier
    earlier.mentions += [draft.cue, *draft.mentions]
    earlier.name, earlier.place, earlier.date = (
        earlier.name or draft.name,
        earlier.place or draft.place,
        earlier.date or draft.date,
    )
    earlier.recipients = earlier.recipients or draft.recipients
