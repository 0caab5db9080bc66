"""Finds events that no single verb expresses: withholding help, not admitting, being ready to, phoning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Mode
from bot.reading.actors.participants import participants
from bot.reading.drafts import EventDraft
from bot.reading.events.modality import mode_of
from bot.reading.events.verb_frames import framed_event
from bot.reading.lexicon import VerbFrame
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene


def turned_down(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """Returns the draft for not letting someone in, which is a rejection: `will not accept refugees`."""
    if not clause.negated or clause.passive or clause.lemma not in scene.lexicon.admitting:
        return None
    draft = framed_event(scene, k, clause, VerbFrame(EventType.REJECT, clause.lemma, (), ("obj",)), clause.last)
    return replace(draft, mode=Mode.ACTUAL, rule=EventRule.NOT_ADMITTING) if draft else None


def ready(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """Returns the draft for being ready to do something, which is an agreement with those in the infinitive: `is ready to contribute troops`."""
    if clause.lemma != "be" or clause.negated or clause.last >= len(scene.tokens):
        return None
    if scene.tokens[clause.last].lower not in scene.lexicon.ready:
        return None
    todo = next((inner for inner in scene.syntax.clauses if inner.parent == k and inner.link == "infinitive"), None)
    agents = participants(scene, clause.subjects)
    if todo is None or not any(party.actor for party in agents):
        return None
    others = participants(scene, [*(phrase for _, phrase in todo.prepositions), *todo.objects])
    span = scene.span(clause.first, clause.last + 1)
    return EventDraft(
        EventType.AGREE,
        scene.number,
        clause.first,
        clause.last + 1,
        span,
        agents,
        others,
        mode_of(scene, k),
        EventRule.READY_TO,
        0.6,
        clause=k,
    )


def phoned(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """Returns the draft for a phone call, unless the person is called something: `called Putin on Tuesday to ...`."""
    if clause.lemma != "call" or clause.passive or len(clause.objects) != 1 or clause.second:
        return None
    last = clause.objects[0].last
    plain = (
        last >= len(scene.tokens)
        or scene.syntax.adverbial[last]
        or scene.tokens[last].lower in ("on", "to", ".", "late", "earlier")
    )
    called = participants(scene, clause.objects)
    person = any(party.actor and scene.cast.actors[party.actor].kind is ActorKind.PERSON for party in called)
    if not plain or not person or not clause.subjects:
        return None
    return framed_event(scene, k, clause, VerbFrame(EventType.CONSULT, "call", (), ("obj",)), clause.last)


def withheld(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """Returns the draft for help that is not given to whoever asks for it in the same sentence: `Iran didn't ask for help, and Russia isn't offering it`."""
    if (
        not clause.negated
        or clause.passive
        or clause.lemma not in scene.lexicon.stance_words.giving
        or not clause.objects
    ):
        return None
    if scene.tokens[clause.objects[0].head].lower not in scene.lexicon.open.help:
        return None
    agents = participants(scene, clause.subjects)
    asking = [
        other for other in scene.syntax.clauses[:k] if other.lemma in scene.lexicon.open.asking and other.subjects
    ]
    recipients = participants(scene, asking[-1].subjects) if asking else ()
    if not any(party.actor for party in agents):
        return None
    cue = scene.span(clause.first, clause.last)
    return EventDraft(
        EventType.AID,
        scene.number,
        clause.first,
        clause.last,
        cue,
        agents,
        recipients,
        Mode.NEGATED,
        EventRule.HELP_WITHHELD,
        0.7,
        clause=k,
    )
