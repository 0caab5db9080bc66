"""Finds the events of a sentence at the time of a dated clause: those coordinated with it, its objects, and those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene

_UP = 4
_PLUPERFECT = frozenset(["had", "'d", "having"])
_BORDERS = frozenset(["before", "since", "until", "till", "if", "unless"])
_WITHIN = frozenset(["in", "at", "during"])
_OF_WORDS = frozenset(
    {EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.REQUEST, EventType.THREATEN, EventType.PROTEST}
)
"""Types of speech about something, which need not be from the same day ("condemned the attack on Friday")."""


def at_the_same_time(
    scene: Scene, drafts: Sequence[EventDraft], days: Mapping[int, str]
) -> Iterator[tuple[EventDraft, str]]:
    """Yields the undated drafts at the time of a dated clause, with its date. `days`: the date of each clause that has one."""
    known = dict(days)
    for _ in range(2):  # what depends on a clause that depends on a dated one
        for draft in drafts:
            if draft.mode is not Mode.ACTUAL or scene.syntax.quote[draft.first] or known.get(_own(draft)) is not None:
                continue
            around = _around(scene, draft)
            if around in known and _shares_time(scene, drafts, draft, around):
                if draft.clause is not None:
                    known[draft.clause] = known[around]
                yield draft, known[around]


def _own(draft: EventDraft) -> int:
    return -1 if draft.clause is None else draft.clause


def _node(scene: Scene, draft: EventDraft) -> int:
    """The token that stands for a draft in the tree."""
    if draft.clause is not None:
        return scene.syntax.clauses[draft.clause].node
    heads = scene.syntax.tree.heads
    return next((i for i in range(draft.first, draft.last) if not draft.first <= heads[i] < draft.last), draft.first)


def _around(scene: Scene, draft: EventDraft) -> int:
    """The clause that a draft depends on; -1 if there is none. For a verb, the clause directly above it."""
    heads, at = scene.syntax.tree.heads, _node(scene, draft)
    clauses = {clause.node: k for k, clause in enumerate(scene.syntax.clauses)}
    for _ in range(_UP if draft.clause is None else 1):
        if heads[at] == at:
            break
        at = heads[at]
        if at in clauses:
            return clauses[at]
    return -1


def _shares_time(scene: Scene, drafts: Sequence[EventDraft], draft: EventDraft, around: int) -> bool:
    """True if a draft is about the same time as the clause that it depends on."""
    tree, words = scene.syntax.tree, scene.syntax.words
    node = _node(scene, draft)
    relation = tree.relations[node]
    if draft.clause is None:
        above = next((other for other in drafts if other.clause == around), None)
        if relation in ("obj", "obl:agent") or relation.startswith("nsubj"):
            return above is None or above.type not in _OF_WORDS
        return relation == "obl" and not _WITHIN.isdisjoint(words[j] for j in tree.children(node, "case"))
    clause = scene.syntax.clauses[draft.clause]
    marks = {words[j] for j in tree.children(node, "mark", "advmod")}
    if not _PLUPERFECT.isdisjoint(words[clause.first : clause.last]) or not _BORDERS.isdisjoint(marks):
        return False
    if relation == "conj":
        return True
    return relation in ("advcl", "acl") and (clause.form in ("gerund", "participle") or "after" in marks)
