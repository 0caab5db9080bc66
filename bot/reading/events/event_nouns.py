"""Finds drafts of events in nouns: "the US attack on Iran"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import MUTUAL, ActorKind, EventType, Form, Mode, Participant
from bot.reading.actors.participants import participants
from bot.reading.drafts import EventDraft
from bot.reading.events.noun_types import noun_type
from bot.reading.events.places import PLACING, place_of
from bot.reading.grammar.morphology import singular
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene

_NOUN_TYPES = frozenset(
    {
        EventType.ASSAULT,
        EventType.CONSULT,
        EventType.PROTEST,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COOPERATE,
    }
)


def noun_event(scene: Scene, phrase: NounPhrase) -> EventDraft | None:
    """Returns the event that a noun phrase names, or None: `the US attack on Iran`, `talks between Iran and Israel`, `the G7 summit`."""
    kind = noun_type(scene, phrase)
    if kind not in _NOUN_TYPES:
        return None
    noun = singular(scene.tokens[phrase.head].lower)
    agents, recipients = _before_noun(scene, phrase, noun)
    after_agents, after_recipients, place = _after_noun(scene, phrase, noun, kind)
    agents, recipients = agents + after_agents, recipients + after_recipients
    if not any(party.actor for party in (*agents, *recipients)) or _campaigning(scene, noun, agents):
        return None
    first_word = scene.tokens[phrase.first].lower
    mode = Mode.NEGATED if first_word in ("no", "any") else Mode.ACTUAL
    first = phrase.head
    while (
        first > phrase.first
        and scene.syntax.tags[first - 1] in ("NN", "JJ")
        and scene.mention_at(first - 1) is None
        and scene.tokens[first - 1].text.islower()
    ):
        first -= 1
    return EventDraft(
        kind,
        scene.number,
        phrase.first,
        phrase.last,
        scene.span(first, phrase.head + 1),
        agents,
        recipients,
        mode,
        EventRule.EVENT_NOUN,
        0.65,
        noun=noun,
        definite=first_word not in ("a", "an", "any", "no", "some"),
        place=place,
    )


def _campaigning(scene: Scene, noun: str, agents: tuple[Participant, ...]) -> bool:
    """True for a candidate's own rally, which is not a protest: `a Biden rally`."""
    persons = [party.actor and scene.cast.actors[party.actor].kind is ActorKind.PERSON for party in agents]
    return noun in ("rally", "march") and bool(persons) and all(persons)


def _before_noun(
    scene: Scene, phrase: NounPhrase, noun: str
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """The agents and recipients before a noun. Possessives and adjectives are agents; a name alone before "war" or "crisis" is a place."""
    agents, recipients = [], []
    for mention in scene.mentions_in(phrase.first, phrase.head):
        party = Participant(mention.actor, scene.span(mention.first, mention.last))
        bare = mention.form in (Form.NAME, Form.ALIAS) and not (
            mention.last < len(scene.tokens) and scene.syntax.tags[mention.last] == "POS"
        )
        if scene.cast.actors[mention.actor].kind is ActorKind.PLACE or (noun in scene.lexicon.open.broad and bare):
            if scene.cast.actors[mention.actor].kind is not ActorKind.PLACE:
                recipients.append(party)
        elif noun in scene.lexicon.suffered and scene.cast.actors[mention.actor].kind is ActorKind.PERSON:
            recipients.append(party)
        else:
            agents.append(party)
    return tuple(agents), tuple(recipients)


def _after_noun(
    scene: Scene, phrase: NounPhrase, noun: str, kind: EventType
) -> tuple[tuple[Participant, ...], tuple[Participant, ...], str | None]:
    agents: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: list[tuple[str, NounPhrase]] = []
    i = phrase.last
    for _ in range(4):
        if i + 1 >= len(scene.tokens) or scene.syntax.tags[i] not in ("IN", "TO"):
            break
        word, following = scene.tokens[i].lower, scene.syntax.phrase_from(i + 1)
        if following is None:
            break
        run = [following]
        while (
            run[-1].last + 1 < len(scene.tokens)
            and scene.tokens[run[-1].last].lower == "and"
            and (more := scene.syntax.phrase_from(run[-1].last + 1))
        ):
            run.append(more)
        named = participants(scene, run, loosely=True)
        if word == "by" or (word in ("between", "among") and kind in MUTUAL) or (word == "of" and kind in MUTUAL):
            agents += named
        elif (
            word in ("on", "against", "with", "at", "into", "upon", "over")
            or (word == "of" and kind not in MUTUAL)
            or (word == "to" and kind is EventType.CONSULT)
            or (word == "in" and noun in scene.lexicon.open.broad)
        ):
            recipients += named
        if word in PLACING:
            places += [(word, noun) for noun in run]
        i = run[-1].last
    return agents, recipients, place_of(scene, places)
