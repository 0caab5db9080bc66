"""Decides by grammar which of the judge's agents and recipients of an event can't be its agents or recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Form, Polarity
from bot.reading.actors.participants import is_somebody_else
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.noun_phrases import is_among
from bot.reading.judging.bearers import FIRST_PERSON
from bot.reading.judging.sides import sides
from bot.reading.quotations.indirect import named_as_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_GETTING = words("receive face suffer endure survive withstand weather resist repel repulse")
_BETWEEN = frozenset({"IN", "TO", "DT", "NNP", "NNPS", "NN", "JJ", "POS", ","})
_THIRD_PERSON = frozenset({"it", "he", "she", "they"})
_POSSESSIVES = frozenset({"his", "her"})
_RECIPROCAL = ["each", "other"]
_FOR = frozenset({("in", "exchange", "for"), ("in", "return", "for")})
_CAUSING = words("have get")
_FARTHEST = 8
"""The most words between a description and the name behind it."""
_HELPING = frozenset({EventType.SUPPORT, EventType.AID, EventType.COOPERATE})


def acting(scene: Scene, trigger: int, agents: Sequence[int]) -> list[int]:
    """Returns the agents, by their heads, that can be those of a verb or noun.

    Nobody acts who is only named in the object of somebody else's verb; who turned down a request has made none; who is named stands for the description beside the name.
    """
    others = _described(scene, agents) | {one for one in agents if is_owner(scene, one)} | named_as_sources(scene)
    agents = [agent for agent in agents if agent not in others and scene.syntax.words[agent : agent + 2] != _RECIPROCAL]
    quote = scene.syntax.quote
    if quote[trigger] and any(not quote[one] for one in agents):
        agents = [one for one in agents if scene.syntax.words[one] not in FIRST_PERSON]  # "we" are the speaker
    clause = scene.syntax.clause_at(trigger)
    agents = _once_named(scene, clause, agents) if clause is not None else agents
    if clause is None:
        barred = _declining(scene, trigger) | _suffering(scene, trigger) | _telling(scene, agents)
        barred |= _befallen_in(scene, trigger)
    elif clause.passive:
        barred = _undergoing(scene, clause, agents)
    elif not any(is_among(agent, clause.subjects) for agent in agents):
        barred = set()
    else:
        tree = scene.syntax.tree
        objects = [*tree.children(clause.node, "obj"), *_by(scene, clause)]
        barred = {i for child in objects for i in range(*tree.span(child))}
        barred |= {agent for agent in agents if _is_outside(scene, clause, agent)}
        barred |= _of_the_main(scene, clause, agents)
    barred |= _of_other_headlines(scene, clause)
    return [agent for agent in agents if agent not in barred]


def undergoing(scene: Scene, trigger: int, kind: EventType, recipients: Iterable[int]) -> list[int]:
    """Returns the recipients, by their heads, that can be those of an event of a kind."""
    clause = scene.syntax.clause_at(trigger)
    barred = set()
    if clause is not None and (kind is EventType.THREATEN or clause.lemma in scene.lexicon.open.warning):
        barred |= _acting_themselves(scene, clause)
    if kind is EventType.REJECT and clause is not None:
        barred |= _spared(scene, clause)
    if clause is not None:
        barred |= _of_the_next(scene, clause) | _with_whose(scene, clause) | _of_other_headlines(scene, clause)
    return [
        one
        for one in recipients
        if one not in barred
        and not _is_given_for(scene, one)
        and not (kind in _HELPING and _has_case(scene, one, "against"))
    ]


def _once_named(scene: Scene, clause: Clause, agents: Sequence[int]) -> Sequence[int]:
    """The agents without a pronoun for another of them: `Spotify announced that it would cut jobs`."""
    over = scene.syntax.clauses[clause.parent] if clause.link == "complement" and clause.parent is not None else None
    if over is None or not any(is_among(agent, over.subjects) for agent in agents):
        return agents
    return [one for one in agents if not (is_among(one, clause.subjects) and scene.syntax.words[one] in _THIRD_PERSON)]


def _described(scene: Scene, agents: Sequence[int]) -> set[int]:
    """The heads of descriptions of other agents: `two candidates, Jane Example and Bo Example,`, `Senator from Ohio Jane Example`."""
    return {one for one in agents for other in agents if one < other and _describes(scene, one, other)}


def _describes(scene: Scene, noun: int, name: int) -> bool:
    syntax, found = scene.syntax, scene.mention_at(name)
    named = found is not None and scene.cast.actors[found.actor].kind is ActorKind.PERSON and found.form is Form.NAME
    if not named or found is None or singular(syntax.words[noun]) not in scene.lexicon.people.persons:
        return False
    tree = syntax.tree
    first = tree.heads[found.first] if tree.relations[found.first] == "conj" else found.first
    if tree.relations[first] == "appos" and tree.heads[first] == noun:
        return True
    between = range(noun + 1, found.first)
    plain = len(between) <= _FARTHEST and all(syntax.tags[i] in _BETWEEN for i in between)
    return plain and (not between or syntax.tags[between[-1]] not in ("IN", "TO", "DT"))


def _is_outside(scene: Scene, clause: Clause, agent: int) -> bool:
    """True for whoever only says that others do it, and for the noun of a relative clause with another subject.

    `Lawyers said their client never threatened him`, `a senator whom Trump called`, `Rivera, who succeeded the man who signed it`.
    """
    if is_among(agent, clause.subjects):
        return False
    syntax = scene.syntax
    if syntax.tree.relations[clause.node] == "acl:relcl":
        elsewhere = any(is_among(agent, other.subjects) for other in syntax.clauses if other is not clause)
        return elsewhere or syntax.tree.heads[clause.node] == agent
    over = syntax.clauses[clause.parent] if clause.link == "complement" and clause.parent is not None else None
    named = all(syntax.tags[phrase.head] != "PRP" for phrase in clause.subjects)
    return over is not None and named and over.lemma in scene.lexicon.reporting.say and is_among(agent, over.subjects)


def _of_the_main(scene: Scene, clause: Clause, agents: Sequence[int]) -> set[int]:
    """The subjects of the verb above where a clause has a subject of its own: `The club fined him because | he insulted her`."""
    over = scene.syntax.clause_at(scene.syntax.tree.heads[clause.node])
    apart = scene.syntax.tree.relations[clause.node] == "advcl" and over is not None and over is not clause
    return {
        one for one in agents if apart and over and is_among(one, over.subjects) and not is_among(one, clause.subjects)
    }


def is_owner(scene: Scene, i: int) -> bool:
    """True if others belong to whom token `i` names, and are meant: "Abe's assassin" is not Abe, nor are "Iran's critics" Iran."""
    tree = scene.syntax.tree
    found = scene.mention_at(i)
    first = found.first if found is not None else i  # "the secretary of Health Jane Example" is Jane Example
    of = tree.relations[i] == "nmod" and "of" in scene.syntax.words[max(0, first - 2) : first]
    if tree.relations[i] != "nmod:poss" and not of:
        return False
    kind = scene.cast.actors[found.actor].kind if found is not None else None
    kind = kind or (ActorKind.PERSON if _is_person(scene, i) else ActorKind.COUNTRY)
    return is_somebody_else(scene, scene.syntax.words[tree.heads[i]], kind)


def _undergoing(scene: Scene, clause: Clause, agents: Sequence[int]) -> set[int]:
    """The tokens of the subject of a passive, if somebody else is named behind "by": `The raid by Chile was foiled by Peru`."""
    doers = [phrase for word, phrase in clause.prepositions if word == "by"]
    if not any(is_among(agent, doers) for agent in agents):
        return set()
    subjects = scene.syntax.tree.children(clause.node, "nsubj:pass", "nsubj")
    below = {i for subject in subjects for i in range(*scene.syntax.tree.span(subject))}
    below |= {i for phrase in clause.subjects for i in range(phrase.first, phrase.last)}
    return below - {i for phrase in doers for i in range(phrase.first, phrase.last)}


def _telling(scene: Scene, agents: Sequence[int]) -> set[int]:
    """The article's own "we" beside others: `we are following the talks between Chile and Peru`."""
    own = {one for one in agents if scene.syntax.words[one] in FIRST_PERSON and not scene.syntax.quote[one]}
    return own if len(own) < len(agents) else set()


def _declining(scene: Scene, noun: int) -> set[int]:
    """The heads of the subjects in `turned down a request`, `rejected the calls`, `received a visit`, `repelled an attack`."""
    tree = scene.syntax.tree
    over = scene.syntax.clause_at(tree.heads[noun])
    if over is None or over.passive or tree.relations[noun] != "obj":
        return set()
    rejects = any(frame.type is EventType.REJECT for frame in scene.lexicon.frames.get(over.lemma, ()))
    if over.lemma in scene.lexicon.undo or not (rejects or over.lemma in _GETTING | scene.lexicon.open.dismissing):
        return set()
    return {phrase.head for phrase in over.subjects}


def _suffering(scene: Scene, noun: int) -> set[int]:
    """The heads of possessors whom a noun befalls: `Example's murder`, `Russia's defeat`; not those in `Iran's execution of prisoners`."""
    tree, word = scene.syntax.tree, singular(scene.syntax.words[noun])
    owners = set(tree.children(noun, "nmod:poss"))
    if word in scene.lexicon.befalling_owner:
        return owners
    if word not in scene.lexicon.suffered or any(_has_case(scene, i, "of") for i in tree.children(noun, "nmod")):
        return set()
    return {i for i in owners if _is_person(scene, i)}


def _befallen_in(scene: Scene, noun: int) -> set[int]:
    """The tokens of whom something befalls in what a noun names: `Example was targeted in a bombing`, `died in the raid`."""
    syntax, lexicon = scene.syntax, scene.lexicon
    clause = syntax.clause_at(syntax.tree.heads[noun])
    if clause is None or not syntax.tree.relations[noun].startswith("obl") or _has_case(scene, noun, "by"):
        return set()
    suffers = (
        clause.lemma in lexicon.event_words.befalling
        if not clause.passive
        else clause.lemma not in lexicon.open.involving
    )
    return {i for phrase in clause.subjects for i in range(phrase.first, phrase.last)} if suffers else set()


def causers(scene: Scene, clause: Clause) -> list[int]:
    """Returns the heads of who makes others do what a participle tells: `Example had the general arrested`; not of `had his phone stolen`."""
    over = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    if over is None or over.lemma not in _CAUSING or not clause.passive or clause.form != "participle":
        return []
    if any(word == "by" for word, _ in clause.prepositions):
        return []  # "had a penalty saved by"
    done_to = [phrase for phrase in clause.subjects if phrase in over.objects]
    theirs = {scene.syntax.tags[i] for phrase in done_to for i in range(phrase.first, phrase.last)}
    return [phrase.head for phrase in over.subjects] if done_to and theirs.isdisjoint(("PRP$", "CD")) else []


def _is_person(scene: Scene, i: int) -> bool:
    found, word = scene.mention_at(i), scene.syntax.words[i]
    if found is not None:
        return scene.cast.actors[found.actor].kind is ActorKind.PERSON
    return word in _POSSESSIVES or singular(word) in scene.lexicon.people.persons


def _by(scene: Scene, clause: Clause) -> list[int]:
    """The words after "by" that a tree gives to the verb: `dismissed a complaint by Spain`."""
    return [i for i in scene.syntax.tree.children(clause.node, "obl", "obl:agent") if _has_case(scene, i, "by")]


def _has_case(scene: Scene, i: int, word: str) -> bool:
    return any(scene.syntax.words[j] == word for j in scene.syntax.tree.children(i, "case"))


def _acting_themselves(scene: Scene, clause: Clause) -> set[int]:
    """The heads of those who would act in `warned that Iran would use its right`: they are not threatened."""
    return {
        phrase.head
        for other in scene.syntax.clauses
        if other.link == "complement" and other.form == "finite" and not other.passive
        if other.parent is not None and scene.syntax.clauses[other.parent] is clause
        for phrase in other.subjects
    }


def _of_the_next(scene: Scene, clause: Clause) -> set[int]:
    """The objects of the verbs that "and" joins to one with objects of its own: `criticised Ek and ignored | Roe`."""
    tree = scene.syntax.tree
    behind = [verb for verb in tree.children(clause.node, "conj") if verb > clause.verb and clause.objects]
    return {i for verb in behind for i in tree.children(verb, "obj")}


def _of_other_headlines(scene: Scene, clause: Clause | None) -> set[int]:
    """Tokens that are the patient of another bare participle in a headline: `Example ousted, | Sample sworn in`."""
    others = (other for other in scene.syntax.clauses if clause is not None and other is not clause)
    befalling = (
        other for other in others if other.form == "participle" and scene.syntax.tree.children(other.node, "nsubj:pass")
    )
    theirs = {i for other in befalling for phrase in other.subjects for i in range(phrase.first, phrase.last)}
    return theirs if clause is None else theirs - {i for one in clause.subjects for i in range(one.first, one.last)}


def _is_given_for(scene: Scene, one: int) -> bool:
    """True for the migrants in `freed six men in exchange for migrants`."""
    phrase = next((phrase for phrase in scene.syntax.phrases if phrase.first <= one < phrase.last), None)
    return phrase is not None and tuple(scene.syntax.words[max(0, phrase.first - 3) : phrase.first]) in _FOR


def _with_whose(scene: Scene, clause: Clause) -> set[int]:
    """The noun before "whose": nothing befalls it in `Example, whose brother was convicted`."""
    noun = scene.syntax.tree.heads[clause.node]
    return {noun} if "whose" in scene.syntax.words[noun + 1 : clause.first] else set()


def _spared(scene: Scene, clause: Clause) -> set[int]:
    """The tokens in the infinitive of `refused to condemn Putin`: nothing is refused to him."""
    tree = scene.syntax.tree
    return {
        i
        for child in tree.children(clause.node, "xcomp", "ccomp", "advcl")
        if child > clause.verb and Polarity.OPPOSES in sides(scene, child)
        for i in range(*tree.span(child))
    }
