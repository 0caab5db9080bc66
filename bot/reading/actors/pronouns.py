"""Resolves pronouns to actors or events: the last subject first, and never a verb's own subject as its object."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.actors.epithets import epithet
from bot.reading.actors.likenesses import is_shown
from bot.reading.actors.participants import participants
from bot.reading.actors.proper_names import common
from bot.reading.cast import FoundMention
from bot.reading.grammar.function_words import POSSESSIVE
from bot.reading.grammar.noun_phrases import is_among
from bot.reading.grammar.syntax import FINITE

if TYPE_CHECKING:
    from bot.reading.actors.salience import Salience
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_PERSON = frozenset(["he", "she", "him", "his", "her", "himself", "herself"])
_THING = frozenset(["it", "its", "itself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_ADDRESS = frozenset(["you", "your", "yours", "yourself"])
_OBJECT = frozenset(["him", "her", "it", "them"])
_FARTHEST = 3
"""The most sentences that a pronoun reaches back."""


def resolve(scene: Scene, salience: Salience) -> tuple[Scene, Salience]:
    """Returns the scene with its pronouns resolved from left to right, and what is salient after it."""
    subjects = {
        phrase.head: clause for clause in scene.syntax.clauses if clause.form == "finite" for phrase in clause.subjects
    }
    heads = {phrase.head: number for number, phrase in enumerate(scene.syntax.phrases)}
    mentions = sorted(scene.found, key=lambda mention: mention.first)
    added: list[FoundMention] = []
    events: dict[int, int] = {}
    at = 0
    for i, token in enumerate(scene.tokens):
        while at < len(mentions) and mentions[at].last - 1 <= i:
            salience = _noticed(scene, mentions[at], subjects, heads, salience)
            at += 1
        word = token.lower
        firm = word in scene.lexicon.titles.firms and i in heads and scene.mention_at(i) is None
        if firm and (named := epithet(scene, scene.syntax.phrases[heads[i]], salience, subject=i in subjects)):
            added.append(named)
            salience = salience.with_mention(named.actor, ActorKind.ORGANIZATION, i in subjects, scene.number)
            continue
        if i in subjects and i in heads and scene.mention_at(i) is None:
            for party in participants(scene, [scene.syntax.phrases[heads[i]]]):
                if party.actor:
                    kind = scene.cast.actors[party.actor].kind
                    salience = replace(salience.with_mention(party.actor, kind, True, scene.number), obscured=False)
        if word in _PERSON or word in _THING or word in _PLURAL:
            if _in_long_quote(scene, i):
                continue
            recent = salience.event is not None and scene.number - salience.event.scene <= _FARTHEST
            if word == "it" and salience.event and recent and _means_event(scene, i):
                events[i] = salience.event.number
                continue
            for actor in _referents(scene, i, word, salience):
                added.append(FoundMention(i, i + 1, actor, Form.PRONOUN))
                kind = scene.cast.actors[actor].kind
                salience = salience.with_mention(actor, kind, i in subjects, scene.number)
    scene = replace(scene.in_order(added), events=events)
    scene = scene.in_order(_address(scene))
    return scene, _with_subjects(scene, salience)


def _address(scene: Scene) -> list[FoundMention]:
    """The mentions by "you" in quotation marks, which is whoever is addressed before them: `Trump told Zelensky: “You don't ...”`, `brushed him off: “Mediate your own.”`."""
    found: list[FoundMention] = []
    spoken_to: dict[int, str | None] = {}
    for i, token in enumerate(scene.tokens):
        number = scene.syntax.quote[i]
        if number and token.lower in _ADDRESS and scene.mention_at(i) is None:
            if number not in spoken_to:
                spoken_to[number] = _addressee(scene, scene.syntax.quote.index(number))
            if actor := spoken_to[number]:
                found.append(FoundMention(i, i + 1, actor, Form.PRONOUN))
    return found


def _addressee(scene: Scene, opening: int) -> str | None:
    """The person who is the object of the last clause before the quotation marks, if they follow immediately."""
    before = [
        clause for clause in scene.syntax.clauses if clause.last <= opening and not scene.syntax.quote[clause.verb]
    ]
    if not before or not before[-1].objects or opening - before[-1].end > 2:
        return None
    found = scene.mention_at(before[-1].objects[0].head)
    return found.actor if found and scene.cast.actors[found.actor].kind is ActorKind.PERSON else None


def _noticed(
    scene: Scene, mention: FoundMention, subjects: dict[int, Clause], heads: dict[int, int], salience: Salience
) -> Salience:
    """What is salient after a mention by name."""
    kind = scene.cast.actors[mention.actor].kind
    if kind is ActorKind.PLACE or mention.form is Form.TITLE or is_shown(scene, mention.first, mention.last):
        return salience
    head = mention.last - 1
    is_subject = head in subjects or any(position in subjects for position in range(mention.first, mention.last))
    if mention.form is Form.DEMONYM and head not in heads:
        return salience
    is_subject = is_subject or _opens(scene, mention)
    salience = salience.with_mention(mention.actor, kind, is_subject, scene.number)
    return replace(salience, obscured=False) if is_subject else salience


def _opens(scene: Scene, mention: FoundMention) -> bool:
    """True if a name opens the sentence and so is its topic: `Biden, during his conference, ...`."""
    before = scene.syntax.phrases[0].first if scene.syntax.phrases else 0
    named = mention.form in (Form.NAME, Form.ALIAS)
    return (
        named
        and mention.first <= before + 4
        and mention.last < len(scene.tokens)
        and scene.tokens[mention.last].text == ","
        and all(kind in ("NNP", "NN", "JJ", "DT") for kind in scene.syntax.tags[: mention.first])
    )


def _in_long_quote(scene: Scene, i: int) -> bool:
    number = scene.syntax.quote[i]
    return number > 0 and scene.syntax.quote.count(number) > 5


def _clause_of(scene: Scene, i: int) -> tuple[Clause | None, bool]:
    """The clause that a pronoun is the subject or object of, and True if it is the subject."""
    for clause in scene.syntax.clauses:
        if is_among(i, clause.subjects) and clause.form == "finite":
            return clause, True
    for clause in scene.syntax.clauses:
        if any(phrase.head == i for phrase in clause.objects) or any(
            phrase.head == i for _, phrase in clause.prepositions
        ):
            return clause, False
    return None, False


def _means_event(scene: Scene, i: int) -> bool:
    """True if "it" is judged and so means an event: `called it criminal`, `said it violated international law`."""
    clause, is_subject = _clause_of(scene, i)
    if clause is None:
        return False
    if not is_subject:
        return clause.lemma in scene.lexicon.stance_words.calling and any(phrase.head == i for phrase in clause.objects)
    if clause.link != "complement":
        return False
    nouns = {scene.tokens[phrase.head].lower for phrase in clause.objects}
    if any((clause.lemma, noun) in scene.lexicon.stance_words.judging for noun in (*nouns, "")):
        return True
    after = [scene.tokens[j].lower for j in range(clause.last, min(clause.last + 4, len(scene.tokens)))]
    return clause.lemma == "be" and any(word in scene.lexicon.stance_words.judgements for word in after)


def _referents(scene: Scene, i: int, word: str, salience: Salience) -> tuple[str, ...]:
    purpose = _purpose_of(scene, i, word)
    if purpose:
        return (purpose,)
    clause, is_subject = _clause_of(scene, i)
    own = set()
    if clause and not is_subject and word in _OBJECT and scene.syntax.tags[i] == "PRP":
        own = {
            mention.actor
            for phrase in clause.subjects
            for mention in scene.found
            if phrase.first <= mention.first and mention.last <= phrase.last
        }
    if word in _PERSON:
        for said in (_person_ahead(scene, i), _speaker(scene, clause) if is_subject else None):
            if said and _fits(scene, said, word):
                return (said,)
        return _person(
            scene, [actor for actor in salience.persons if actor not in own and _fits(scene, actor, word)], salience
        )
    if word in _PLURAL:
        return () if set(salience.several) & own else salience.several
    if clause and is_subject and _impersonal(scene, clause):
        return ()
    if (salience.obscured and word != "its") or (clause and is_subject and _after_a_thing(scene, clause)):
        return ()
    things = [actor for actor in salience.things if actor not in own][:1]
    finite = clause is not None and is_subject
    return tuple(actor for actor in things if _near(scene, actor, salience, finite or word == "its"))


def _near(scene: Scene, actor: str, salience: Salience, looks_back: bool) -> bool:
    """True if "it" can mean a thing: one from the same sentence, or, as a subject or possessor, the subject of the last one."""
    far = scene.number - salience.seen.get(actor, 0)
    return far == 0 or (looks_back and (far <= 1 or scene.number - salience.led.get(actor, -9) <= 2))


def _person(scene: Scene, fitting: list[str], salience: Salience) -> tuple[str, ...]:
    """The nearest eligible person, preferably a subject; None if two are equally near, or the last subject is unknown."""
    here = [actor for actor in fitting if salience.seen[actor] == scene.number]
    if here:
        led = [actor for actor in here if salience.led.get(actor) == scene.number]
        return tuple((led or here)[:1]) if led or len(here) == 1 else ()
    if not fitting or salience.hidden:
        return ()
    last = max(salience.seen[actor] for actor in fitting)
    near = [actor for actor in fitting if salience.seen[actor] == last]
    sure = fitting[0] in near and (len(near) == 1 or salience.led.get(fitting[0]) == last)
    return (fitting[0],) if sure and scene.number - last <= _FARTHEST else ()


def _speaker(scene: Scene, clause: Clause | None) -> str | None:
    """The speaker of the words that a pronoun is in, whom "he" most likely means: `accused Biden of saying he would ...`."""
    if clause is None or clause.link != "complement" or clause.parent is None:
        return None
    heads = [phrase.head for phrase in scene.syntax.clauses[clause.parent].subjects]
    found = scene.mention_at(heads[0]) if len(heads) == 1 else None
    named = found is not None and found.form is not Form.TITLE and found.last == heads[0] + 1
    return found.actor if found and named and scene.cast.actors[found.actor].kind is ActorKind.PERSON else None


def _person_ahead(scene: Scene, i: int) -> str | None:
    """The person named after an opening phrase: `In his speech, Biden said ...`."""
    if scene.syntax.tags[0] != "IN" or any(scene.syntax.tags[j] in FINITE for j in range(i)):
        return None
    comma = next((j for j in range(i, min(i + 15, len(scene.tokens) - 1)) if scene.tokens[j].text == ","), None)
    phrase = scene.syntax.phrase_from(comma + 1) if comma is not None else None
    found = scene.mention_at(phrase.head) if phrase else None
    return found.actor if found and scene.cast.actors[found.actor].kind is ActorKind.PERSON else None


def _fits(scene: Scene, actor: str, word: str) -> bool:
    """True if "she" or "he" fits a person's given name and role; unknown names fit both."""
    known, female = scene.cast.actors[actor], scene.lexicon.titles.female
    given = known.name.split()[0]
    role = (known.role or "").lower().replace(" ", "-")
    told = _described(scene, actor)
    woman = given in female or role in female or bool(told & scene.lexicon.people.women)
    man = not woman and (given in scene.lexicon.titles.male or bool(told & scene.lexicon.people.men))
    return not man if word in ("she", "her", "herself") else not woman


def _described(scene: Scene, actor: str) -> set[str]:
    """The nouns right before a person's names in the scene, with or without a comma: `his daughter, Jane Example`."""
    names = [mention.first for mention in scene.found if mention.actor == actor and mention.form is Form.NAME]
    words = scene.syntax.words
    return {words[i - 2] if words[i - 1] == "," else words[i - 1] for i in names if i >= 2}


def _purpose_of(scene: Scene, i: int, word: str) -> str | None:
    """The actor right before "for" and a possessive: `gave drones to Russia for its war`."""
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
    """True if "it" in a passive more likely means the thing just mentioned: `approved a bill, but it was dismissed`."""
    before = [earlier for earlier in scene.syntax.clauses if earlier.last <= clause.first and earlier.objects]
    return clause.passive and bool(before) and not participants(scene, before[-1].objects[-1:])


def _impersonal(scene: Scene, clause: Clause) -> bool:
    """True if "it" refers to nothing: `it is clear that`, `it seems`, `it took two years to`."""
    if clause.lemma in scene.lexicon.open.impersonal or clause.passive:
        return clause.lemma in scene.lexicon.open.impersonal or any(
            scene.tokens[j].lower == "that" for j in range(clause.last, min(clause.last + 2, len(scene.tokens)))
        )
    if clause.lemma != "be":
        return False
    after = scene.syntax.words[clause.last : clause.last + 6]
    kinds = scene.syntax.tags[clause.last : clause.last + 2]
    return (
        "that" in after or "to" in after or "all" in after[:1] or bool(kinds and kinds[0] in ("CD", "IN", "WRB", "WP"))
    )


def _somebody(scene: Scene, phrase: NounPhrase) -> bool:
    """True if a phrase is a person on no list: "the gunman", "Ivanov"."""
    name = scene.syntax.tags[phrase.head] == "NNP" and not common(scene, phrase.head, phrase.head + 1)
    return name or scene.tokens[phrase.head].lower in scene.lexicon.titles.figures


def _with_subjects(scene: Scene, salience: Salience) -> Salience:
    """What is salient after a scene's subjects. "They" next means a subject like `Iran and Russia` or a group. After a thing as subject, "it" is unclear."""
    for clause in scene.syntax.clauses:
        if clause.form != "finite" or clause.link in ("complement", "relative", "coordinate") or not clause.subjects:
            continue
        actors = [
            mention.actor
            for phrase in clause.subjects
            for mention in scene.found
            if mention.first <= phrase.head < mention.last
            and mention.form is not Form.TITLE
            and scene.cast.actors[mention.actor].kind is not ActorKind.PLACE
        ]
        head = scene.syntax.tags[clause.subjects[0].head]
        if len(set(actors)) > 1:
            salience = replace(salience, several=tuple(dict.fromkeys(actors)))
        elif actors and scene.cast.actors[actors[0]].kind in (ActorKind.GROUP, ActorKind.ORGANIZATION):
            salience = replace(salience, several=(actors[0],))
        elif actors or (near := participants(scene, clause.subjects[:1])):
            unknown = not actors and near[0].actor is None and _somebody(scene, clause.subjects[0])
            salience = replace(salience, hidden=salience.hidden or unknown)
        elif head in ("NN", "NNP"):
            hidden = salience.hidden or _somebody(scene, clause.subjects[0])
            salience = replace(salience, obscured=True, hidden=hidden)
        elif head == "NNS":
            salience = replace(salience, several=())
    return salience
