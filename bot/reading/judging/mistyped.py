"""Finds events whose verb contradicts their type: holding off an attack is no attack, and a warning no threat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode
from bot.reading.events.not_done import is_one_of, spared_from
from bot.reading.grammar.function_words import words
from bot.reading.judging.sides import only_asks, only_warns
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from bot.reading.drafts import EventDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_ASKING = words("on for upon to")
_GUILTY = words("guilty innocent")


def is_mistyped(scene: Scene, draft: EventDraft, mode: Mode) -> bool:
    """True if an event's verb contradicts its type: then it is of none.

    It is no rejection not to accept something or to abstain, no plea to plead guilty, no coercion to keep somebody from being hurt.
    """
    clause = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    if clause is None:
        return False
    twice = draft.rule is EventRule.NOT_ADMITTING and mode is Mode.NEGATED
    spares = any(spared_from(scene, clause, other) for other in scene.syntax.clauses)
    pleads = clause.lemma == "plead" and not _GUILTY.isdisjoint(scene.syntax.words[clause.verb : clause.verb + 3])
    return twice or spares or pleads or _is_not_of(scene, clause, draft)


def _is_not_of(scene: Scene, clause: Clause, draft: EventDraft) -> bool:
    """True for a type that verbs of this kind don't have: `fended off a raid`, `called him a coward`, `raised 40 million euros`."""
    lexicon = scene.lexicon
    match draft.type:
        case EventType.ASSAULT:
            return is_one_of(scene, clause, lexicon.averted | lexicon.open.repelling)
        case EventType.REJECT:
            return clause.lemma in lexicon.open.withholding
        case EventType.REQUEST:
            called = draft.rule is EventRule.JUDGE and clause.lemma == "call"
            return called and _ASKING.isdisjoint(scene.syntax.words[clause.last : clause.end])
        case EventType.ACCUSE:
            return only_asks(scene, clause)
        case EventType.THREATEN:
            return only_warns(scene, clause)
        case EventType.AID:
            return clause.lemma in lexicon.open.receiving
        case _:
            return False
