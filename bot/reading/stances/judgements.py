"""Finds stances in what people call each other and events, and in the hostile acts that they quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import Expressed, Polarity
from bot.reading.actors.participants import participants
from bot.reading.drafts import COOPERATIVE, EventDraft, StanceDraft
from bot.reading.grammar.morphology import singular
from bot.reading.rules import StanceRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene


def _target(
    scene: Scene, phrase: NounPhrase, here: Sequence[EventDraft], drafts: Sequence[EventDraft]
) -> tuple[str | None, EventDraft | None]:
    """The event (also by "it") or the actor that a phrase refers to."""
    if phrase.head in scene.events:
        return None, _meant(scene, phrase, drafts)
    event = next(
        (
            drafts[draft.event]
            for draft in here
            if draft.noun and draft.clause is None and phrase.first <= draft.first < phrase.last
        ),
        None,
    )
    named = participants(scene, [phrase], loosely=True)
    return (named[0].actor if named else None), event


def _meant(scene: Scene, phrase: NounPhrase, drafts: Sequence[EventDraft]) -> EventDraft | None:
    """The event that a pronoun refers to."""
    number = scene.events.get(phrase.head)
    return None if number is None else drafts[drafts[number].event]


def judgement_stances(
    scene: Scene, clause: Clause, here: Sequence[EventDraft], drafts: Sequence[EventDraft]
) -> list[StanceDraft]:
    """Returns the stances in names that judge: `called it criminal`, `described the strikes as a crime`."""
    if (
        clause.lemma not in scene.lexicon.stance_words.calling
        or clause.passive
        or clause.negated
        or not clause.objects
        or not clause.subjects
    ):
        return []
    first = clause.objects[0].last
    last = min(first + 7, len(scene.tokens))
    for i in range(first, last):
        polarity = scene.lexicon.stance_words.judgements.get(
            scene.tokens[i].lower
        ) or scene.lexicon.stance_words.judgements.get(singular(scene.tokens[i].lower))
        if scene.syntax.tags[i] in ("VBD", "VBZ", "MD", "BEF", ",") or scene.tokens[i].lower in (
            "and",
            "but",
            "who",
            "which",
            "that",
            "for",
            "in",
        ):
            break
        if not polarity:
            continue
        actor, event = _target(scene, clause.objects[0], here, drafts)
        if actor is None and event is None:
            return []
        span = scene.span(clause.objects[0].first, clause.objects[0].last)
        cue = scene.span(first + (scene.tokens[first].lower == "as"), i + 1)
        return [
            StanceDraft(holder, actor, event, span, polarity, Expressed.WORDS, cue, StanceRule.CALLED, 0.8)
            for holder in participants(scene, clause.subjects)
        ]
    return []


def reported_judgement_stances(scene: Scene, clause: Clause, drafts: Sequence[EventDraft]) -> list[StanceDraft]:
    """Returns the stances of speakers on the subject of a reported judgement: `said it violated international law`."""
    if clause.link != "complement" or clause.parent is None or clause.negated or not clause.subjects:
        return []
    matrix = scene.syntax.clauses[clause.parent]
    if matrix.lemma not in scene.lexicon.reporting.say or matrix.negated:
        return []
    nouns = [scene.tokens[phrase.head].lower for phrase in clause.objects]
    polarity = next(
        (
            scene.lexicon.stance_words.judging[clause.lemma, noun]
            for noun in (*nouns, "")
            if (clause.lemma, noun) in scene.lexicon.stance_words.judging
        ),
        None,
    )
    last = clause.objects[0].last if clause.objects else clause.last
    if polarity is None and clause.lemma == "be":
        for i in range(clause.last, min(clause.last + 4, len(scene.tokens))):
            if scene.tokens[i].lower in scene.lexicon.stance_words.judgements:
                polarity, last = scene.lexicon.stance_words.judgements[scene.tokens[i].lower], i + 1
                break
            if scene.syntax.tags[i] not in ("DT", "JJ", "RB", "NN"):
                break
    if polarity is None:
        return []
    subject = clause.subjects[0]
    event = _meant(scene, subject, drafts)
    named = participants(scene, [subject], loosely=True)
    actor = named[0].actor if named else None
    if event is None and actor is None:
        return []
    cue = scene.span(clause.first, last)
    span = scene.span(subject.first, subject.last)
    return [
        StanceDraft(holder, actor, event, span, polarity, Expressed.WORDS, cue, StanceRule.JUDGEMENT, 0.75)
        for holder in participants(scene, matrix.subjects)
    ]


def quoted_act_stances(scene: Scene, clause: Clause, here: Sequence[EventDraft]) -> list[StanceDraft]:
    """Returns the stances of speakers against a hostile act that they put into their own words: `says the US "blew up" talks`."""
    if clause.link != "complement" or clause.parent is None or not scene.syntax.quote[clause.verb]:
        return []
    draft = next(
        (event for event in here if event.clause is not None and scene.syntax.clauses[event.clause] is clause), None
    )
    matrix = scene.syntax.clauses[clause.parent]
    if (
        draft is None
        or draft.type in COOPERATIVE
        or matrix.lemma not in scene.lexicon.reporting.say
        or scene.syntax.quote[matrix.verb]
    ):
        return []
    return [
        StanceDraft(
            holder,
            agent.actor,
            draft,
            agent.span,
            Polarity.OPPOSES,
            Expressed.WORDS,
            draft.cue,
            StanceRule.HOSTILITY_IN_MARKS,
            0.6,
        )
        for holder in participants(scene, matrix.subjects)
        for agent in draft.agents
        if agent.actor
    ]
