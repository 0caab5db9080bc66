"""Finds the order of events that a text gives in words: "hours after the attack", "ahead of the summit", "two days later"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.facts import Mode
from bot.reading.drafts import EventDraft
from bot.reading.grammar.function_words import AFTER_PHRASES, BEFORE_PHRASES, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.scene import Scene

_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "until", "ahead"})
_LONGEST = 4
_NEXT = words("then later afterwards afterward subsequently")
_SOONER = words("earlier previously beforehand")


Order = list[tuple[EventDraft, EventDraft]]
"""Pairs of drafts, the later one first."""


def ordered(scenes: Sequence[Scene], here: Sequence[Sequence[EventDraft]]) -> dict[int, list[int]]:
    """Returns for each event (by the number of its draft) the events that it comes after, as the text says. `here`: the drafts of each scene."""
    after: dict[int, list[int]] = {}
    for number, scene in enumerate(scenes):
        same = number > 0 and scenes[number - 1].sentence.paragraph == scene.sentence.paragraph
        for later, sooner in _of_sentence(scene, here[number], here[number - 1] if same else ()):
            late, soon = later.event, sooner.event
            if late != soon and soon not in after.get(late, ()) and late not in after.get(soon, ()):
                after.setdefault(late, []).append(soon)
    return after


def _of_sentence(scene: Scene, drafts: Sequence[EventDraft], before: Sequence[EventDraft]) -> Order:
    """The order that one sentence gives. `before`: the drafts of the previous sentence of the paragraph."""
    found: Order = []
    for draft in drafts:
        later = _stated(scene, draft)
        if later is None:
            continue
        other = _other(scene, drafts, draft)
        if other is None:
            continue
        # "won't return until it strikes": it may happen after that.
        if other.mode is Mode.NEGATED and _marker(scene, draft) == "until":
            later = True
        found.append((other, draft) if later else (draft, other))
    return [*found, *_in_turn(scene, drafts), *_carried_on(scene, drafts, before)]


def _marker(scene: Scene, draft: EventDraft) -> str:
    """The conjunction before a draft's clause, or the preposition before its noun."""
    if draft.clause is not None:
        return scene.syntax.clauses[draft.clause].marker or ""
    return scene.tokens[draft.first - 1].lower if draft.first else ""


def _stated(scene: Scene, draft: EventDraft) -> bool | None:
    """True if the words before a draft put the rest of the sentence after it, False if before it, None if they don't say."""
    word = _marker(scene, draft)
    if draft.clause is None:
        for length in range(2, _LONGEST + 1):
            phrase = tuple(token.lower for token in scene.tokens[max(0, draft.first - length) : draft.first])
            if phrase in AFTER_PHRASES or phrase in BEFORE_PHRASES:
                return phrase in AFTER_PHRASES
    return True if word in _AFTER else False if word in _BEFORE else None


def _other(scene: Scene, drafts: Sequence[EventDraft], draft: EventDraft) -> EventDraft | None:
    """The draft that another is ordered with: the main clause after it if it opens the sentence, else the one before it."""
    clause = None if draft.clause is None or draft.noun else scene.syntax.clauses[draft.clause]
    others = [
        other
        for other in drafts
        if other is not draft
        and other.clause is not None
        and not _in_marked(scene, other)
        and (clause is None or scene.syntax.clauses[other.clause] is not clause)
    ]
    following = [other for other in others if other.first > draft.last]
    if draft.first < 8 and following:
        return following[0]
    return next((earlier for earlier in reversed(others) if earlier.first < draft.first), None)


def _in_marked(scene: Scene, draft: EventDraft) -> bool:
    clause = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    return clause is not None and clause.marker in (_AFTER | _BEFORE | {"if"})


def _in_turn(scene: Scene, drafts: Sequence[EventDraft]) -> Order:
    """Pairs of verbs of which the second happened after the first: `met Putin and then flew to Minsk`."""
    found: Order = []
    for draft, other in pairwise(drafts):
        if draft.clause is None or other.clause is None or draft.clause == other.clause:
            continue
        clause = scene.syntax.clauses[other.clause]
        between = scene.syntax.words[draft.last : other.first + 1]
        joined = clause.link == "coordinate" or "and" in between
        near = scene.syntax.words[max(0, clause.first - 2) : clause.last]
        if (
            joined
            and clause.marker is None
            and {"then", "later", "subsequently"} & set(near)
            and draft.mode is other.mode
        ):
            found.append((other, draft))
    return found


def _carried_on(scene: Scene, drafts: Sequence[EventDraft], before: Sequence[EventDraft]) -> Order:
    """Pairs from two sentences, if one says that it happened after or before the previous one: `Hours later, he flew home`, `Then ...`, `Earlier ...`."""
    told = [draft for draft in before if draft.mode is Mode.ACTUAL and draft.clause is not None and not draft.noun]
    own = next((draft for draft in drafts if draft.clause is not None and draft.mode is Mode.ACTUAL), None)
    if not told or own is None or own.date is not None:
        return []
    opening = [token.lower for token in scene.tokens[: min(own.first, _LONGEST)]]
    if _NEXT & set(opening):
        return [(own, told[-1])]
    return [(told[-1], own)] if opening[:1] and opening[0] in _SOONER else []
