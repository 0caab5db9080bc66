"""Finds what a sentence says is not done, or no longer done: negated verbs, and what is avoided, ruled out, refused or ended."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.facts import EventType
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_NEITHER = words("neither nor no nobody none nothing")
_BARELY = words("nearly almost practically virtually")
_AS_GOOD_AS = frozenset({("all", "but"), ("good", "as")})
_ONCE = words("once formerly previously then")
_AS_NOT = frozenset(
    {
        ("rather", "than"),
        ("sooner", "than"),
        ("instead", "of"),
        ("short", "of"),
        ("close", "to"),
        ("near", "to"),
        ("far", "from"),
        ("opposed", "to"),
    }
)
_PREFERRING = words("rather sooner prefer prefers preferred better")
_FAR_BEHIND = 12
"""The most words between "rather" and "than": `would rather leave the union for good than`."""
_SIDES = frozenset({EventType.SUPPORT, EventType.REJECT})
_MORE = frozenset({("no", "more", "than"), ("no", "less", "than")})


class NotDone(Enum):
    """How something is not done: it is not done, neither it nor its opposite is done, or it is no longer done."""

    NEGATED = "negated"
    NEITHER = "neither"
    ENDED = "ended"


def not_done(scene: Scene) -> dict[int, NotDone]:
    """Returns the verbs and nouns of what is not done, by their token and by the token that stands for them in the tree."""
    found: dict[int, NotDone] = {}
    for k, clause in enumerate(scene.syntax.clauses):
        kind = _kind_of(scene, k, clause)
        if kind is not None:
            found[clause.node] = found[clause.verb] = kind
    for clause in scene.syntax.clauses:
        if clause.negated or not is_one_of(scene, clause, scene.lexicon.averted):
            continue
        for phrase in _undergoing(scene, clause):
            found[phrase.head] = NotDone.NEGATED
    return {**found, **dict(_former(scene)), **dict(_withdrawn(scene)), **dict(_not_to_be(scene))}


def _kind_of(scene: Scene, k: int, clause: Clause) -> NotDone | None:
    syntax = scene.syntax
    avoided = refrained(scene, k, clause)
    if avoided and clause.negated:
        return None  # "did not fail to condemn"
    before = syntax.words[max(0, clause.first - 2) : clause.verb]
    barely = clause.first > 0 and not _BARELY.isdisjoint(syntax.words[clause.first - 1 : clause.verb])
    if barely or not _AS_GOOD_AS.isdisjoint(pairwise(before)):
        return NotDone.NEITHER
    if _ended(scene, clause):
        return NotDone.ENDED
    if neither(scene, clause) or _no_more_than(scene, clause):
        return NotDone.NEITHER
    return NotDone.NEGATED if clause.negated or avoided or beside_negated(scene, clause) else None


def _ended(scene: Scene, clause: Clause) -> bool:
    """True for `no longer supports`, `does not support it any more`, `used to support`, `was an ally until 2021`."""
    syntax = scene.syntax
    parent = syntax.clauses[clause.parent] if clause.parent is not None else None
    follows = parent is not None and clause.form == "infinitive" and clause.first == parent.last and not parent.passive
    if follows and parent is not None and (syntax.words[parent.verb] == "used" or parent.lemma == "cease"):
        return True
    around = syntax.words[max(0, clause.first - 2) : clause.last + 3]
    if any(pair == ("no", "longer") for pair in pairwise(around)):
        return True
    low, high = syntax.tree.span(clause.node)
    behind = syntax.words[max(low, clause.last) : high + 1]
    if clause.negated and ("anymore" in behind or ("any", "more") in pairwise(behind)):
        return True
    return clause.lemma == "be" and clause.past and "until" in behind and not clause.negated


def _no_more_than(scene: Scene, clause: Clause) -> bool:
    """True for `supports the quotas no more than Brazil does`."""
    low, high = scene.syntax.tree.span(clause.node)
    behind = range(max(low, clause.last), high - 3)
    return any(
        tuple(scene.syntax.words[i : i + 3]) in _MORE and scene.syntax.tags[i + 3] not in ("CD", "JJ") for i in behind
    )


def beside_negated(scene: Scene, clause: Clause) -> bool:
    """True for the second verb of `never named Russia or condemned Putin`."""
    tree = scene.syntax.tree
    first = next((other for other in scene.syntax.clauses if other.node == tree.heads[clause.node]), None)
    if first is None or first is clause or tree.relations[clause.node] != "conj" or not first.negated:
        return False
    return any(scene.syntax.words[i] in ("or", "nor") for i in tree.children(clause.node, "cc"))


def neither(scene: Scene, clause: Clause) -> bool:
    """True for `neither condemned nor praised`, `condemned neither Iran nor Israel`, `nobody condemned`, `condemned by nobody`."""
    syntax = scene.syntax
    if any(_NEITHER & set(syntax.words[max(0, phrase.first - 1) : phrase.first + 1]) for phrase in clause.objects[:1]):
        return True
    if clause.negated and any(syntax.words[phrase.first] in _NEITHER for phrase in clause.subjects[:1]):
        return True
    if any(word == "by" and syntax.words[phrase.first] in _NEITHER for word, phrase in clause.prepositions):
        return True
    near = syntax.words[max(0, clause.first - 2) : clause.verb]
    return "neither" in near or "nor" in near


def refrained(scene: Scene, k: int, clause: Clause) -> bool:
    """True for `abstained from condemning`, `without condemning`, `has yet to condemn`, `refused to help`, `unable to help`, `the refusal to help`."""
    syntax = scene.syntax
    before = tuple(syntax.words[max(0, clause.first - 2) : clause.first])
    if before in _AS_NOT or (before[-1:] == ("than",) and _preferred(syntax.words[: clause.first])):
        return True
    if clause.form == "finite":
        return False
    if before[-1:] == ("without",) or (clause.form == "infinitive" and before[-1:] == ("yet",)):
        return True
    noun = syntax.tree.heads[clause.node]
    if clause.form == "infinitive" and singular(syntax.words[noun]) in scene.lexicon.open.refusals:
        return noun < clause.verb
    first = next((other for other in syntax.clauses if other.node == noun), None)
    if syntax.tree.relations[clause.node] == "conj" and first is not None and first is not clause:
        return refrained(scene, syntax.clauses.index(first), first)
    return _not_brought_about(scene, clause)


def _preferred(before: Sequence[str]) -> bool:
    """True if something else is preferred: `would rather leave than`, `would sooner lose than`, `better to lose than`."""
    near = before[-_FAR_BEHIND:]
    return not _PREFERRING.isdisjoint(near)


def _not_brought_about(scene: Scene, clause: Clause) -> bool:
    """True if the verb above a clause says that it was not done: `refused to`, `is unable to`, `ruled out sending`, `was saved from drowning`."""
    parent = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    if parent is None or clause.first < parent.last or parent.negated:
        return False
    if spared_from(scene, parent, clause):
        return True
    unable = scene.lexicon.open.unable
    linking = parent.lemma in ("be", "seem", "remain", "appear") and parent.last < clause.first
    if scene.syntax.words[parent.verb] in unable or (linking and scene.syntax.words[clause.first - 1] in unable):
        return True
    return is_one_of(scene, parent, scene.lexicon.failed) and not parent.passive


def spared_from(scene: Scene, clause: Clause, gerund: Clause) -> bool:
    """True if a verb says that somebody was kept from what a gerund tells: `kept him from being attacked`."""
    parent = scene.syntax.clauses[gerund.parent] if gerund.parent is not None else None
    from_it = gerund.form == "gerund" and gerund.first > 0 and scene.syntax.words[gerund.first - 1] == "from"
    return from_it and parent is clause and clause.lemma in scene.lexicon.open.sparing


def is_one_of(scene: Scene, clause: Clause, verbs: frozenset[str]) -> bool:
    """True if a clause's verb is in the list, alone or with the next word: `rule_out`."""
    behind = scene.syntax.words[clause.verb + 1 : clause.verb + 2]
    return clause.lemma in verbs or (bool(behind) and f"{clause.lemma}_{behind[0]}" in verbs)


def _not_to_be(scene: Scene) -> Iterator[tuple[int, NotDone]]:
    """Yields verbs that the tagger takes for nouns: `the decision to no longer support`."""
    words_ = scene.syntax.words
    for i in range(len(words_) - 3):
        if words_[i : i + 3] == ["to", "no", "longer"]:
            yield i + 3, NotDone.ENDED


def _former(scene: Scene) -> Iterator[tuple[int, NotDone]]:
    """Yields the nouns in `a former supporter of Trump`, `once an ally of Putin`, `an ex-Trump supporter`."""
    syntax = scene.syntax
    for phrase in syntax.phrases:
        if singular(syntax.words[phrase.head]) not in scene.lexicon.stance_words.sides:
            for i in range(phrase.first, phrase.head):
                if singular(syntax.words[i]) in scene.lexicon.stance_words.sides and _bygone(scene, phrase.first, i):
                    yield i, NotDone.ENDED
            continue
        if _bygone(scene, phrase.first, phrase.head):
            yield phrase.head, NotDone.ENDED


def _withdrawn(scene: Scene) -> Iterator[tuple[int, NotDone]]:
    """Yields the objects of `withdrew its support`, `dropped his opposition to the deal`, `walked back support`."""
    for clause in scene.syntax.clauses:
        if clause.negated or not is_one_of(scene, clause, scene.lexicon.open.withdrawing):
            continue
        for phrase in _undergoing(scene, clause):
            if scene.lexicon.nouns.get(singular(scene.syntax.words[phrase.head])) in _SIDES:
                yield phrase.head, NotDone.ENDED


def _undergoing(scene: Scene, clause: Clause) -> Iterator[NounPhrase]:
    """Yields what a verb does something to, also behind its particle: `called off | the strike`."""
    yield from clause.subjects if clause.passive else clause.objects
    near = None if clause.passive else scene.syntax.phrase_from(clause.verb + 2)
    if near is not None:
        yield near


def _bygone(scene: Scene, first: int, head: int) -> bool:
    syntax, past = scene.syntax, scene.lexicon.open.bygone
    inside = syntax.words[first:head]
    before = syntax.words[first - 1] if first else ""
    return bool(past & set(inside)) or any(word.startswith("ex-") for word in inside) or before in _ONCE
