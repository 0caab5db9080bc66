"""Finds events that take no side: launches, purchases, appointments, court cases, elections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.actors.participants import participants
from bot.reading.drafts import EventDraft
from bot.reading.events.modality import mode_of
from bot.reading.events.places import place_of
from bot.reading.events.verb_frames import object_fits, words_follow, worth
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.lexicon import VerbFrame
    from bot.reading.scene import Scene

"""The rule of such drafts, from which no stance follows."""
_PRESENT = frozenset(["is", "are", "am", "'s", "'re"])


def neutral_verb_event(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """Returns the event of the first matching frame of `[plain]` in `data/verbs.toml`, if a known actor takes part in it."""
    if _habitual(scene, clause):
        return None
    for frame in scene.lexicon.plain.get(clause.lemma, ()):
        last = words_follow(scene, clause, frame)
        if last is not None and object_fits(scene, clause, frame):
            return _drafted(scene, k, clause, frame, last)
    return None


def _habitual(scene: Scene, clause: Clause) -> bool:
    """True for a habit, which is not an event: `Apple sells phones`, `is elected every four years`."""
    simple = clause.form == "finite" and clause.modal is None and not clause.future
    return (simple and scene.syntax.words[clause.first] in _PRESENT) or scene.syntax.tags[clause.verb] in ("VBZ", "VBP")


def _drafted(scene: Scene, k: int, clause: Clause, frame: VerbFrame, last: int) -> EventDraft | None:
    doers = [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    agents = participants(scene, doers, loosely=True)
    done_to = (
        (clause.subjects if clause.passive else clause.objects)
        if "obj" in frame.recipients
        else [phrase for word, phrase in clause.prepositions if word in frame.recipients]
    )
    recipients = tuple(party for party in participants(scene, done_to, loosely=True) if party not in agents)
    if not any(party.actor for party in (*agents, *recipients)) or not worth(agents, recipients):
        return None
    if not agents and not clause.passive and clause.form == "finite":
        return None
    return EventDraft(
        frame.type,
        scene.number,
        clause.first,
        last,
        scene.span(clause.first, last),
        agents,
        recipients,
        mode_of(scene, k),
        EventRule.NEUTRAL_VERB,
        0.6,
        clause=k,
        place=place_of(scene, clause.prepositions),
    )
