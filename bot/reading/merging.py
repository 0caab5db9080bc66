"""Drafts of events into one draft for each event: mentions that mean the same are folded into the first, conservatively."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import EventType, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Participant
    from bot.reading.drafts import Draft
    from bot.reading.scene import Scene

_FAR = 25
"""A definite noun reaches back so many sentences at most."""
_LASTING = frozenset({"war", "conflict", "siege", "occupation"})
_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "until", "ahead"})


def merge(drafts: Sequence[Draft]) -> None:
    """Sets `merged` of every later mention of an earlier event; the first keeps name, place, recipients and further cues."""
    for number, draft in enumerate(drafts):
        if draft.merged or not (draft.noun and draft.definite):
            continue
        for earlier in reversed(drafts[max(0, number - 60) : number]):
            if earlier.merged is None and draft.scene - earlier.scene <= _FAR and _same(earlier, draft):
                _fold(earlier, draft)
                break


def _actors(parties: Sequence[Participant]) -> set[str]:
    return {one.actor for one in parties if one.actor}


def _same(earlier: Draft, draft: Draft) -> bool:
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


def _fold(earlier: Draft, draft: Draft) -> None:
    draft.merged = earlier
    earlier.mentions += [draft.cue, *draft.mentions]
    earlier.name, earlier.place, earlier.date = (
        earlier.name or draft.name,
        earlier.place or draft.place,
        earlier.date or draft.date,
    )
    earlier.recipients = earlier.recipients or draft.recipients


def order(scene: Scene, drafts: Sequence[Draft]) -> None:
    """`Hours after the attack, X flew`: the events of a sentence that its words put in order. `drafts`: those of the scene."""
    for draft in drafts:
        word = _word_before(scene, draft)
        if word not in _AFTER and word not in _BEFORE:
            continue
        clause = None if draft.clause is None or draft.noun else scene.syntax.clauses[draft.clause]
        others = [
            other
            for other in drafts
            if other is not draft
            and other.clause is not None
            and not _in_marked(scene, other)
            and (clause is None or scene.syntax.clauses[other.clause] is not clause)
        ]
        if not others:
            continue
        following = [other for other in others if other.first > draft.last]
        other = (
            following[0]
            if draft.first < 8 and following
            else next((one for one in reversed(others) if one.first < draft.first), None)
        )
        if other is None or other.itself() is draft.itself():
            continue
        # "won't return until it strikes": what is not done until then comes after it.
        later = word in _AFTER or (word == "until" and other.mode is Mode.NEGATED)
        late, soon = (other, draft) if later else (draft, other)
        if soon.itself() not in late.itself().after and late.itself() not in soon.itself().after:
            late.itself().after.append(soon.itself())


def _word_before(scene: Scene, draft: Draft) -> str:
    if draft.clause is not None and not draft.noun:
        return scene.syntax.clauses[draft.clause].marker or ""
    if draft.clause is not None:
        return scene.syntax.clauses[draft.clause].marker or ""
    return scene.tokens[draft.first - 1].lower if draft.first else ""


def _in_marked(scene: Scene, draft: Draft) -> bool:
    clause = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    return clause is not None and clause.marker in (_AFTER | _BEFORE | {"if"})
