"""Applies a verb frame to a clause: finds agents and recipients, and decides whether they are enough for an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Participant
from bot.reading.actors.participants import participants
from bot.reading.drafts import EventDraft
from bot.reading.events.modality import mode_of
from bot.reading.events.noun_types import noun_type
from bot.reading.events.places import place_of
from bot.reading.events.recipients import indirect_recipients
from bot.reading.grammar.morphology import singular
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.lexicon import VerbFrame
    from bot.reading.scene import Scene
_BOUND = frozenset({EventType.SUPPORT, EventType.ACCUSE, EventType.SANCTION, EventType.COERCE, EventType.AID})
"""Types whose verbs mean no event without a recipient."""
UPON_ANYTHING = frozenset(
    {
        EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.RETREAT, EventType.ACCUSE,
        EventType.REJECT, EventType.SUPPORT,
    }
)  # fmt: skip


def words_follow(scene: Scene, clause: Clause, frame: VerbFrame) -> int | None:
    """Returns the end of the cue if the frame's words follow the verb, immediately or after a short object; else None."""
    words, i = scene.syntax.words, clause.verb + 1
    if frame.words == ("to",) and frame.object_class is None:
        return clause.last if _takes_infinitive(scene, clause, frame) else None
    for word in frame.words:
        limit = i
        if clause.objects and clause.objects[0].first == i and clause.objects[0].last - i <= 4:
            limit = clause.objects[0].last
        at = next((j for j in (i, limit) if j < len(words) and words[j] == word), None)
        if at is None:
            return None
        i = at + 1
    return max(i, clause.last if not clause.inverted else clause.verb + 1)


def _takes_infinitive(scene: Scene, clause: Clause, frame: VerbFrame) -> bool:
    """True if a verb has an infinitive: `refused to`, `offered to`. Requests need somebody who is asked: "wants Russia to", not "wants to"."""
    follows = next(
        (other for other in scene.syntax.clauses if other.form == "infinitive" and other.first >= clause.last), None
    )
    if follows is None or follows.parent is None or scene.syntax.clauses[follows.parent] is not clause:
        return False
    return frame.type is not EventType.REQUEST or bool(clause.objects) or clause.passive


def object_fits(scene: Scene, clause: Clause, frame: VerbFrame) -> bool:
    """True if the object (in a passive the subject) belongs to the frame's class."""
    done_to = clause.subjects if clause.passive else clause.objects
    if frame.no_object:
        told = any(
            inner.link == "complement" and inner.parent is not None and scene.syntax.clauses[inner.parent] is clause
            for inner in scene.syntax.clauses
        )
        return not clause.objects and not told  # "demonstrates that" is not a march
    if frame.object_class is None:
        return True
    behind = [phrase for word, phrase in clause.prepositions if frame.words and word == frame.words[-1]]
    near = [*([clause.second] if clause.second and not clause.passive else done_to[:1]), *behind, *done_to[1:]]
    heads = {singular(scene.tokens[phrase.head].lower) for phrase in near[:2]} | {
        scene.tokens[phrase.head].lower for phrase in near[:2]
    }
    fits = bool(heads & frame.object_class) or (
        "leader" in frame.object_class and any(_names_person(scene, party) for party in near[:1])
    )
    return not fits if frame.negated_class else fits


def _names_person(scene: Scene, phrase: NounPhrase) -> bool:
    """True if a phrase is a person's name, which belongs to the class of persons."""
    found = scene.mention_at(phrase.head)
    return found is not None and scene.cast.actors[found.actor].kind is ActorKind.PERSON


def framed_event(scene: Scene, k: int, clause: Clause, frame: VerbFrame, last: int) -> EventDraft | None:
    """Returns the draft that a frame gives for a clause, or None if too little is said about agents and recipients."""
    agents_of = [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    agents = participants(scene, agents_of, loosely=True)
    recipients = _visited(scene, clause) if clause.lemma in scene.lexicon.open.travelling else ()
    loosely = clause.lemma not in scene.lexicon.open.travelling and frame.type is not EventType.AID
    for where in () if recipients else frame.recipients:
        at = _standing(clause, where, frame)
        recipients = tuple(party for party in participants(scene, at, loosely=loosely) if not _reflexive(party, agents))
        if recipients:
            break
    if not recipients and clause.second and clause.objects and not clause.passive:
        recipients = participants(scene, clause.objects[:1])
    confidence, indirect = (0.8 if agents and recipients else 0.6), False
    has_matter = "obj" in frame.recipients or bool(clause.objects)  # "turned out in Wyoming" asks nobody for anything
    if agents and has_matter and not any(party.actor for party in recipients):
        further = tuple(
            party for party in indirect_recipients(scene, k, clause, frame.type) if not _reflexive(party, agents)
        )
        indirect = bool(further)
        recipients = further or recipients
    if (
        not recipients
        and frame.type in UPON_ANYTHING
        and any(party.actor is None or known(scene, party) for party in agents)
    ):
        recipients, confidence = _anyone(scene, clause, frame), 0.55
    if not worth(agents, recipients) or _needs_more(scene, clause, frame, agents, recipients):
        return None
    return EventDraft(
        frame.type, scene.number, clause.first, last, scene.span(clause.first, last), agents, recipients, mode_of(scene, k), EventRule.VERB_FRAME, confidence,
        clause=k, place=place_of(scene, clause.prepositions), indirect=indirect,
    )  # fmt: skip


def known(scene: Scene, party: Participant) -> bool:
    """True if a participant is more than a capitalised word: in the gazetteer, or a person."""
    if party.actor is None:
        return False
    return party.actor in scene.cast.gazetteer.rows or scene.cast.actors[party.actor].kind is ActorKind.PERSON


def _reflexive(recipient: Participant, agents: tuple[Participant, ...]) -> bool:
    """True if the recipient is the agent: `defended itself`."""
    return recipient in agents or (
        recipient.actor is not None and any(recipient.actor == agent.actor for agent in agents)
    )


def _anyone(scene: Scene, clause: Clause, frame: VerbFrame) -> tuple[Participant, ...]:
    """A direct object that is on no list: "arrested a sharpshooter"."""
    if "obj" not in frame.recipients:
        return ()
    named = [
        phrase
        for phrase in _standing(clause, "obj", frame)[:1]
        if scene.syntax.tags[phrase.head] in ("NN", "NNS", "NNP", "CD")
    ]
    return tuple(Participant(None, scene.span(phrase.first, phrase.last)) for phrase in named)


def _visited(scene: Scene, clause: Clause) -> tuple[Participant, ...]:
    """The government that somebody visits by going to its capital: `flew to Moscow`."""
    found = []
    for word, phrase in clause.prepositions:
        if word in ("to", "in") and phrase.last - phrase.first == 1:
            entries = scene.cast.gazetteer.at(scene.folded, scene.texts, phrase.first)
            if entries and entries[0].capital:
                found.append(Participant(scene.cast.known(entries[0].actor).id, scene.span(phrase.first, phrase.last)))
    return tuple(found[:1])


def _needs_more(
    scene: Scene, clause: Clause, frame: VerbFrame, agents: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> bool:
    told_by_event = bool(clause.subjects) and noun_type(scene, clause.subjects[0]) is frame.type
    does = clause.form == "finite" or (clause.form == "gerund" and bool(clause.subjects))
    if not agents and not clause.passive and does and not told_by_event:
        return True
    if (clause.lemma in scene.lexicon.open.travelling and clause.passive) or _beaten_at_play(
        scene, clause, agents, recipients
    ):
        return True
    if (
        not recipients
        and (frame.type in _BOUND or (frame.words and frame.words[-1] in ("for", "up")))
        and frame.object_class is None
    ):
        return clause.lemma not in scene.lexicon.open.paying or bool(
            clause.objects
        )  # "paid with gold", not "paid taxes"
    plain = frame.object_class is None and "obj" not in frame.recipients
    if (
        frame.type in (EventType.AGREE, EventType.REQUEST)
        and plain
        and not recipients
        and clause.objects
        and len(agents) < 2
    ):
        return True  # "committed two billion" has no recipient
    if not recipients and frame.type in (EventType.COOPERATE, EventType.CONSULT) and frame.object_class is None:
        return len(agents) < 2
    return clause.passive and not agents and frame.type is EventType.SANCTION and clause.modal is not None


def _beaten_at_play(
    scene: Scene, clause: Clause, agents: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> bool:
    """True for a contest: one name beats another, or somebody who isn't a state hits nobody. `Biden beat Trump`, `Wynnum hit back`."""
    if clause.lemma == "beat":
        return any(party.actor for party in agents) and any(party.actor for party in recipients)
    back = scene.syntax.words[clause.verb + 1 : clause.verb + 2] == ["back"]
    states = (ActorKind.COUNTRY, ActorKind.GROUP)
    return (
        back
        and not recipients
        and not any(party.actor and scene.cast.actors[party.actor].kind in states for party in agents)
    )


def _standing(clause: Clause, where: str, frame: VerbFrame) -> Sequence[NounPhrase]:
    if where != "obj":
        return [phrase for word, phrase in clause.prepositions if word == where]
    if clause.passive:
        return clause.subjects
    if frame.words and frame.words[-1] in ("on", "upon", "for", "to"):
        return [phrase for word, phrase in clause.prepositions if word == frame.words[-1]][:3] or clause.objects
    return clause.objects


def worth(agents: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> bool:
    """True if a known actor takes part, or both sides are at least mentioned."""
    return any(party.actor for party in (*agents, *recipients)) or bool(agents and recipients)
