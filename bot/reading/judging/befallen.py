"""Decides which events are shown although their sentence names nobody who does them: deaths, injuries, disasters, what a court decides, and what the passive tells of somebody.

Of other events the article usually says elsewhere who did them; these are complete without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.drafts import EventDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_NOBODY = words("no nobody none neither nothing")
SURE = 0.9
"""The share of these events that are right, of those from `_SURELY` on."""
_SURELY = 0.5
"""The least share of right ones, of all events without a doer, at which one of these is shown."""


def befallen(draft: EventDraft, scene: Scene) -> bool:
    """True if an event that nobody is said to do is one that befalls people: `Two women were injured`, `was convicted on Friday`, `an earthquake`.

    The passive leaves out the doer on purpose, so it is enough that the event is done to somebody the sentence names: `She was sworn in`.
    """
    if draft.agents or draft.mode not in (Mode.ACTUAL, Mode.NEGATED) or draft.confidence < _SURELY:
        return False
    events = scene.lexicon.event_words
    if draft.clause is not None:
        clause = scene.syntax.clauses[draft.clause]
        alone = clause.lemma in events.befalling or (clause.passive and bool(draft.recipients))
        told_whole = clause.lemma in events.decided or draft.mode is Mode.NEGATED
        return alone and (told_whole or not _in_an_attack(scene))
    return singular(scene.tokens[draft.last - 1].lower) in events.disasters


def is_unharmed(scene: Scene, clause: Clause) -> bool:
    """True for `was not hurt in the attack`."""
    events = scene.lexicon.event_words
    harm = clause.lemma in events.befalling - events.decided
    plain = clause.form == "finite" and clause.modal is None and not clause.future
    nobody = any(scene.syntax.words[phrase.first] in _NOBODY for phrase in clause.subjects)
    return harm and plain and clause.negated and clause.passive and not nobody


def benefiting(scene: Scene, clause: Clause) -> Iterator[int]:
    """Yields the heads of those behind "against" in `The charges against Example were dropped`."""
    syntax, listed = scene.syntax, scene.lexicon.open
    for phrase in clause.subjects if clause.passive and clause.lemma in listed.withdrawing else ():
        if singular(syntax.words[phrase.head]) in listed.proceedings:
            for i in syntax.tree.children(phrase.head, "nmod"):
                if any(syntax.words[j] == "against" for j in syntax.tree.children(i, "case")):
                    yield i


def _in_an_attack(scene: Scene) -> bool:
    """True if a sentence names an attack: whoever is killed in one was killed by somebody."""
    nouns = scene.lexicon.nouns
    return any(EventType.ASSAULT in (nouns.get(word), nouns.get(singular(word))) for word in scene.syntax.words)
