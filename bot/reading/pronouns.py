"""Pronouns into the actors or the event they stand for: the last subject first, never a verb's own subject as its object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import ActorKind, Form
from bot.reading.function_words import IMPERSONAL, POSSESSIVE
from bot.reading.parties import parties
from bot.reading.scene import Found

if TYPE_CHECKING:
    from bot.reading.drafts import Draft
    from bot.reading.scene import Scene
    from bot.reading.syntax import Clause

_PERSON = frozenset(["he", "she", "him", "his", "her", "himself", "herself"])
_THING = frozenset(["it", "its", "itself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_OBJECT = frozenset(["him", "her", "it", "them"])
_REMEMBERED = 4


@dataclass(slots=True)
class Salience:
    """Who was spoken of, the latest subject first. Starts anew after a heading."""

    persons: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    several: tuple[str, ...] = ()
    event: Draft | None = None
    obscured: bool = False
    """The last subject was a thing that is no actor: "it" may well mean that."""

    def push(self, actor: str, kind: ActorKind, subject: bool) -> None:
        """Notes a mention; a subject goes first, anything else second."""
        row = self.persons if kind is ActorKind.PERSON else self.things
        if actor in row:
            if not subject:
                return
            row.remove(actor)
        row.insert(0 if subject or not row else 1, actor)
        del row[_REMEMBERED:]


def resolve(scene: Scene, salience: Salience) -> None:
    """Adds the scene's pronouns to `scene.found` and `scene.events`, and brings `salience` up to date, left to right."""
    subjects = {
        phrase.head: clause for clause in scene.syntax.clauses if clause.form == "finite" for phrase in clause.subjects
    }
    heads = {phrase.head: number for number, phrase in enumerate(scene.syntax.phrases)}
    mentions = sorted(scene.found, key=lambda one: one.first)
    added: list[Found] = []
    at = 0
    for i, token in enumerate(scene.tokens):
        while at < len(mentions) and mentions[at].last - 1 <= i:
            _notice(scene, mentions[at], subjects, heads, salience)
            at += 1
        word = token.lower
        if i in subjects and i in heads and scene.mention_at(i) is None:
            for party in parties(scene, [scene.syntax.phrases[heads[i]]]):
                if party.actor:
                    salience.push(party.actor, scene.cast.actors[party.actor].kind, subject=True)
                    salience.obscured = False
        if word in _PERSON or word in _THING or word in _PLURAL:
            if _in_long_quote(scene, i):
                continue
            if word == "it" and salience.event and _means_event(scene, i):
                scene.events[i] = salience.event
                continue
            for actor in _referents(scene, i, word, salience):
                added.append(Found(i, i + 1, actor, Form.PRONOUN))
                salience.push(actor, scene.cast.actors[actor].kind, i in subjects)
    scene.found = sorted([*scene.found, *added], key=lambda one: (one.first, one.last))
    _remember_several(scene, salience)


def _notice(scene: Scene, one: Found, subjects: dict[int, Clause], heads: dict[int, int], salience: Salience) -> None:
    kind = scene.cast.actors[one.actor].kind
    if kind is ActorKind.PLACE or one.form is Form.TITLE:
        return
    head = one.last - 1
    is_subject = head in subjects or any(position in subjects for position in range(one.first, one.last))
    if one.form is Form.DEMONYM and head not in heads:
        return
    salience.push(one.actor, kind, is_subject)
    if is_subject:
        salience.obscured = False


def _in_long_quote(scene: Scene, i: int) -> bool:
    number = scene.syntax.quote[i]
    return number > 0 and scene.syntax.quote.count(number) > 5


def _clause_of(scene: Scene, i: int) -> tuple[Clause | None, bool]:
    """The clause a pronoun is subject or object of, and whether it is its subject."""
    for clause in scene.syntax.clauses:
        if any(phrase.first <= i < phrase.last for phrase in clause.subjects) and clause.form == "finite":
            return clause, True
    for clause in scene.syntax.clauses:
        if any(phrase.head == i for phrase in clause.objects) or any(
            phrase.head == i for _, phrase in clause.prepositions
        ):
            return clause, False
    return None, False


def _means_event(scene: Scene, i: int) -> bool:
    """`called it criminal`, `said it violated international law`: what is judged is what happened."""
    clause, is_subject = _clause_of(scene, i)
    if clause is None:
        return False
    if not is_subject:
        return clause.lemma in scene.lexicon.leanings.calling and any(phrase.head == i for phrase in clause.objects)
    if clause.link != "complement":
        return False
    nouns = {scene.tokens[phrase.head].lower for phrase in clause.objects}
    if any((clause.lemma, noun) in scene.lexicon.leanings.judging for noun in (*nouns, "")):
        return True
    after = [scene.tokens[j].lower for j in range(clause.last, min(clause.last + 4, len(scene.tokens)))]
    return clause.lemma == "be" and any(word in scene.lexicon.leanings.judgements for word in after)


def _referents(scene: Scene, i: int, word: str, salience: Salience) -> tuple[str, ...]:
    purpose = _purpose_of(scene, i, word)
    if purpose:
        return (purpose,)
    clause, is_subject = _clause_of(scene, i)
    own = set()
    if clause and not is_subject and word in _OBJECT and scene.syntax.tags[i] == "PRP":
        own = {
            one.actor
            for phrase in clause.subjects
            for one in scene.found
            if phrase.first <= one.first and one.last <= phrase.last
        }
    if word in _PERSON:
        fitting = (actor for actor in salience.persons if actor not in own and _fits(scene, actor, word))
        return tuple(fitting)[:1]
    if word in _PLURAL:
        return () if set(salience.several) & own else salience.several
    if clause and is_subject and _impersonal(scene, clause):
        return ()
    if (salience.obscured and word != "its") or (clause and is_subject and _after_a_thing(scene, clause)):
        return ()
    return tuple(actor for actor in salience.things if actor not in own)[:1]


def _fits(scene: Scene, actor: str, word: str) -> bool:
    """Whether "she" or "he" can mean a person, by given name and role; unknown names can be either."""
    known, female = scene.cast.actors[actor], scene.lexicon.titles.female
    given = known.name.split()[0]
    role = (known.role or "").lower().replace(" ", "-")
    woman = given in female or role in female
    man = not woman and given in scene.lexicon.titles.given
    return not man if word in ("she", "her", "herself") else not woman


def _purpose_of(scene: Scene, i: int, word: str) -> str | None:
    """`gave drones to Russia for its war`: a possessor after "for" is whom the phrase right before names."""
    if word not in POSSESSIVE or i < 3 or scene.tokens[i - 1].lower != "for" or scene.syntax.tags[i] != "PRP$":
        return None
    found = scene.mention_at(i - 2)
    governed = (
        found is not None and found.first > 0 and scene.tokens[found.first - 1].lower in ("to", "from", "against")
    )
    return (
        found.actor
        if found and governed and (scene.cast.actors[found.actor].kind is ActorKind.PERSON) == (word in _PERSON)
        else None
    )


def _after_a_thing(scene: Scene, clause: Clause) -> bool:
    """`approved a bill, but it was dismissed`: in a passive, "it" is rather the thing just named."""
    before = [one for one in scene.syntax.clauses if one.last <= clause.first and one.objects]
    return clause.passive and bool(before) and not parties(scene, before[-1].objects[-1:])


def _impersonal(scene: Scene, clause: Clause) -> bool:
    """`it is clear that`, `it seems`, `it took two years to`."""
    if clause.lemma in IMPERSONAL or clause.passive:
        return clause.lemma in IMPERSONAL or any(
            scene.tokens[j].lower == "that" for j in range(clause.last, min(clause.last + 2, len(scene.tokens)))
        )
    if clause.lemma != "be":
        return False
    after = scene.syntax.words[clause.last : clause.last + 6]
    kinds = scene.syntax.tags[clause.last : clause.last + 2]
    return (
        "that" in after or "to" in after or "all" in after[:1] or bool(kinds and kinds[0] in ("CD", "IN", "WRB", "WP"))
    )


def _remember_several(scene: Scene, salience: Salience) -> None:
    """`Iran and Russia` as a subject is what "they" means next; so is a group. A thing as subject hides "it"."""
    for clause in scene.syntax.clauses:
        if clause.form != "finite" or clause.link in ("complement", "relative", "coordinate") or not clause.subjects:
            continue
        actors = [
            one.actor
            for phrase in clause.subjects
            for one in scene.found
            if one.first <= phrase.head < one.last
            and one.form is not Form.TITLE
            and scene.cast.actors[one.actor].kind is not ActorKind.PLACE
        ]
        if len(set(actors)) > 1:
            salience.several = tuple(dict.fromkeys(actors))
        elif actors and scene.cast.actors[actors[0]].kind in (ActorKind.GROUP, ActorKind.ORGANIZATION):
            salience.several = (actors[0],)
        elif actors or parties(scene, clause.subjects[:1]):
            continue
        elif scene.syntax.tags[clause.subjects[0].head] in ("NN", "NNP"):
            salience.obscured = True
        elif scene.syntax.tags[clause.subjects[0].head] == "NNS":
            salience.several = ()
