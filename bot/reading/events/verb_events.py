"""Finds the event of a clause: by a light verb, an idiom, or the frames of `data/verbs.toml`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Participant
from bot.reading.actors.participants import participants
from bot.reading.drafts import COOPERATIVE, EventDraft
from bot.reading.events.idioms import phoned, ready, turned_down, withheld
from bot.reading.events.modality import mode_of
from bot.reading.events.neutral_verbs import neutral_verb_event
from bot.reading.events.noun_types import noun_type
from bot.reading.events.places import place_of
from bot.reading.events.recipients import indirect_recipients
from bot.reading.events.verb_frames import UPON_ANYTHING, framed_event, known, object_fits, words_follow, worth
from bot.reading.grammar.morphology import singular
from bot.reading.lexicon import VerbFrame
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_UPON = ("on", "against", "with", "to", "at", "for", "between", "upon", "into", "over")


def verb_event(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """Returns the event of a clause, if its verb is in the frames and somebody takes part."""
    return _sided(scene, k, clause) or neutral_verb_event(scene, k, clause)


def _sided(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    if clause.lemma in scene.lexicon.light | scene.lexicon.getting | scene.lexicon.undo:
        draft = _light(scene, k, clause)
        if draft:
            return draft
    if _in_words(scene, clause):
        return framed_event(scene, k, clause, VerbFrame(EventType.ACCUSE, clause.lemma, (), ("obj",)), clause.last)
    if special := turned_down(scene, k, clause) or ready(scene, k, clause) or phoned(scene, k, clause):
        return special
    for frame in scene.lexicon.frames.get(clause.lemma, ()):
        last = words_follow(scene, clause, frame)
        if (
            last is None
            or not object_fits(scene, clause, frame)
            or (frame.type is EventType.ASSAULT and at_play(scene))
        ):
            continue
        if frame.words == ("back",) and any(
            known_person(scene, party) for party in participants(scene, clause.subjects)
        ):
            return framed_event(
                scene, k, clause, VerbFrame(EventType.ACCUSE, clause.lemma, frame.words, frame.recipients), last
            )
        return framed_event(scene, k, clause, frame, last)
    return withheld(scene, k, clause)


def _both_sides(
    scene: Scene, clause: Clause, kind: EventType
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The agents and recipients of the noun that a light verb takes."""
    if (
        clause.lemma in scene.lexicon.getting and not clause.passive
    ):  # "received a call from Putin": the giver is the agent
        givers = [phrase for word, phrase in clause.prepositions if word in ("from", "by", "of")]
        return participants(scene, givers, loosely=True), participants(scene, clause.subjects)
    doers = [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    agents = participants(scene, doers, loosely=True)
    upon = (*_UPON, "of") if kind in UPON_ANYTHING else _UPON
    threat = kind is EventType.THREATEN  # "a warning for the coast" is not a threat
    targets = [phrase for word, phrase in clause.prepositions if word in upon and not (threat and word == "for")]
    recipients = participants(scene, targets, loosely=True)
    if not recipients and targets and kind in UPON_ANYTHING and any(known(scene, party) for party in agents):
        recipients = (Participant(None, scene.span(targets[0].first, targets[0].last)),)
    return agents, recipients


def known_person(scene: Scene, party: Participant) -> bool:
    """True if a participant is a person by name."""
    return party.actor is not None and scene.cast.actors[party.actor].kind is ActorKind.PERSON


_STRETCHES = frozenset({"sets", "laps", "overs", "innings"})
"""Behind a number, parts of a game: `in three sets`."""
_SHOTS = frozenset({("late", "strike"), ("winning", "strike"), ("long-range", "strike"), ("last-minute", "strike")})


def at_play(scene: Scene) -> bool:
    """True if a sentence is about a game, where players beat, shoot and hit back without harm."""
    return surely_at_play(scene) or sum(word in scene.lexicon.play for word in scene.syntax.words) > 1


def surely_at_play(scene: Scene) -> bool:
    """True if words in a sentence are said of games alone."""
    words = scene.syntax.words
    if any(word in scene.lexicon.only_play for word in words) or any(map(_SHOTS.__contains__, pairwise(words))):
        return True
    counted = any(
        words[i] in _STRETCHES and (scene.syntax.tags[i - 1] == "CD" or words[i - 1] == "straight")
        for i in range(1, len(words))
    )
    numbered = any(words[i] == "lap" and scene.syntax.tags[i + 1] == "CD" for i in range(len(words) - 1))
    return counted or numbered or any(_is_player(scene, phrase) for phrase in scene.syntax.phrases)


def _is_player(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `Kenya's runners`."""
    owned = "POS" in scene.syntax.tags[phrase.first : phrase.head]
    return owned and singular(scene.syntax.words[phrase.head]) in scene.lexicon.open.players


def _in_words(scene: Scene, clause: Clause) -> bool:
    """True if an attack is only in words: `attacked Biden on taxes`, `hit back at him over the deal`, or by one politician on another."""
    if clause.lemma not in scene.lexicon.verbal:
        return False
    after = {word for word, phrase in clause.prepositions if not _measures_time(scene, phrase.first)}
    end = clause.objects[-1].last if clause.objects else clause.last
    if end < len(scene.tokens) and not _measures_time(scene, end + 1):
        after.add(scene.tokens[end].lower)
    if after & {"as", "for", "over", "about"}:
        return True
    done_by, done_to = participants(scene, clause.subjects), participants(scene, clause.objects)
    kinds = {scene.cast.actors[party.actor].kind for party in done_to if party.actor}
    topic = end + 1 < len(scene.tokens) and scene.tokens[end].lower == "on" and not scene.syntax.adverbial[end + 1]
    if topic and ActorKind.PERSON in kinds:
        return True
    of_note = any(known_person(scene, party) and party.actor in scene.cast.gazetteer.rows for party in done_by)
    return of_note and bool(kinds & {ActorKind.PERSON, ActorKind.ORGANIZATION}) and "with" not in after


def _measures_time(scene: Scene, i: int) -> bool:
    """True for `attacked it about two years ago`, `for three hours`: such words give no reason."""
    return i < len(scene.tokens) and (scene.syntax.adverbial[i] or scene.syntax.tags[i] == "CD")


def _suffering(scene: Scene, phrase: NounPhrase) -> tuple[Participant, ...]:
    """The owner of an object as the recipient: `ordered the tanker's release`."""
    at = next((i for i in range(phrase.first, phrase.head) if scene.syntax.tags[i] == "POS"), None)
    if at is None or at == phrase.first:
        return ()
    found = scene.mention_at(at - 1)
    return (Participant(found.actor if found else None, scene.span(phrase.first, at)),)


def _light(scene: Scene, k: int, clause: Clause) -> EventDraft | None:
    """The event of a light verb with an event noun: `launched airstrikes on`, `held talks with`, `ended the boycott of`."""
    done = clause.subjects if clause.passive else clause.objects
    if not done:
        return None
    phrase = done[-1] if clause.passive else done[0]
    kind = noun_type(scene, phrase)
    if kind is None:
        return None
    if clause.lemma in scene.lexicon.undo:
        kind = EventType.REJECT if kind in COOPERATIVE else EventType.RETREAT
    agents, recipients = _both_sides(scene, clause, kind)
    if agents and not recipients:
        recipients = _suffering(scene, phrase) if kind in UPON_ANYTHING else ()
        recipients = recipients or tuple(
            party for party in indirect_recipients(scene, k, clause, kind) if party not in agents
        )
    if not recipients and clause.second and not clause.passive:
        return None
    if not worth(agents, recipients):
        return None
    first, last = min(clause.verb, phrase.head), max(clause.verb, phrase.head) + 1
    return EventDraft(
        kind,
        scene.number,
        first,
        last,
        scene.span(first, last),
        agents,
        recipients,
        mode_of(scene, k),
        EventRule.LIGHT_VERB,
        0.75,
        clause=k,
        noun=scene.tokens[phrase.head].lower,
        place=place_of(scene, clause.prepositions),
    )
