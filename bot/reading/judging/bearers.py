"""Decides whose stance a verb tells: not that of a speaker who tells what others think, nor of somebody who is only asked, or only might."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.facts import EventType
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.noun_phrases import is_among
from bot.reading.judging.sides import sides

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.model.facts import Polarity
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

FIRST_PERSON = words("i we us me my our mine ours ourselves myself")
_PRONOUNS = frozenset({"PRP", "PRP$"})
_CONDITIONS = words("if unless provided providing")
_MAYBE = words("may might could should must ought")
_FARTHEST = 50


@dataclass(frozen=True, slots=True)
class Unreal:
    """The verbs and nouns that, according to the judge, tell what did not happen, or what is only supposed; each with its agents, by their heads."""

    negated: Mapping[int, frozenset[int]]
    supposed: Mapping[int, frozenset[int]]


def telling(scene: Scene, target: int, side: Polarity) -> int | None:
    """Returns the verb or noun that tells a stance on the target: the nearest above it, if it takes that side."""
    heads, i = scene.syntax.tree.heads, target
    for _ in range(_FARTHEST):
        if heads[i] == i:
            return None
        i = heads[i]
        if side in sides(scene, i):
            return i
        if scene.syntax.clause_at(i) is not None:
            return None
    return None


# ---- What a speaker tells of others ----


def is_of_others(scene: Scene, holder: int | None, target: int, i: int) -> bool:
    """True if verb `i` tells the stance of somebody else than the speaker: `“They support Hamas,” Scholz said`. `holder`: None stands for the speaker."""
    clause = scene.syntax.clause_at(i)
    if clause is None or clause.form != "finite" or clause.modal or clause.future:
        return False
    theirs = bearers(clause)
    if not theirs or is_among(target, theirs):
        return False  # "said Israel was to blame"
    if holder is not None and not _speaks_of(scene, holder, clause):
        return False
    if any(_first_person(scene, phrase) for phrase in theirs):
        return _thought_by_others(scene, clause)
    quoted = scene.syntax.quote[i] > 0
    if any(_may_be(scene, phrase, holder, quoted) for phrase in theirs):
        return False
    return not _is_wished(scene, clause)


def bearers(clause: Clause) -> Sequence[NounPhrase]:
    """Returns the phrases for whoever takes the side of a verb."""
    return [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects


def _speaks_of(scene: Scene, holder: int, clause: Clause) -> bool:
    """True if the holder says what a clause tells: it is a complement of the holder's verb, or stands in the holder's quotation marks."""
    reporting = scene.lexicon.reporting
    if scene.syntax.quote[clause.verb]:
        if scene.syntax.quote[holder]:
            return scene.syntax.words[holder] in FIRST_PERSON
    elif clause.link != "complement" or clause.parent is None:
        return False
    else:
        over = scene.syntax.clauses[clause.parent]
        return over.lemma in reporting.say and is_among(holder, bearers(over))
    return any(
        other.lemma in reporting.speaking and not scene.syntax.quote[other.verb] and is_among(holder, bearers(other))
        for other in scene.syntax.clauses
    )


def _first_person(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `we`, `our government`, but not for `my rivals`."""
    syntax, people = scene.syntax, scene.lexicon.people
    if not FIRST_PERSON & set(syntax.words[phrase.first : phrase.last]):
        return False
    head = singular(syntax.words[phrase.head])
    return head not in people.persons | scene.lexicon.titles.relatives | scene.lexicon.stance_words.sides.keys()


def _may_be(scene: Scene, phrase: NounPhrase, holder: int | None, quoted: bool) -> bool:
    """True if a phrase may mean the speaker: by the same actor, or a pronoun in reported speech."""
    if holder is None:
        return not quoted
    if scene.syntax.words[holder] in FIRST_PERSON:
        return False  # whoever says "my rivals" is none of them
    if phrase.first <= holder < phrase.last or (not quoted and scene.syntax.tags[phrase.head] in _PRONOUNS):
        return True
    one, other = scene.mention_at(phrase.head), scene.mention_at(holder)
    return one is not None and other is not None and one.actor == other.actor


def _thought_by_others(scene: Scene, clause: Clause) -> bool:
    """True for `“Some people think I love Putin”`, which the speaker does not say of herself."""
    if clause.link != "complement" or clause.parent is None:
        return False
    over = scene.syntax.clauses[clause.parent]
    known = over.lemma in scene.lexicon.open.factive or over.lemma not in scene.lexicon.reporting.speaking
    same = scene.syntax.quote[over.verb] == scene.syntax.quote[clause.verb] != 0
    return same and not known and bool(over.subjects) and not any(_first_person(scene, one) for one in over.subjects)


def _is_wished(scene: Scene, clause: Clause) -> bool:
    """True for `hopes that they support`, `demanded that they condemn`: whoever wishes it takes the side too."""
    if clause.link != "complement" or clause.parent is None:
        return False
    lemma = scene.syntax.clauses[clause.parent].lemma
    asks = any(frame.type is EventType.REQUEST for frame in scene.lexicon.frames.get(lemma, ()))
    return asks or lemma not in scene.lexicon.reporting.say


def is_befallen(scene: Scene, holder: int, i: int) -> bool:
    """True if verb `i` is a headline's participle that tells what others do to the holder: `Israel condemned over strike`."""
    clause = scene.syntax.clause_at(i)
    passive = clause is not None and clause.form == "participle" and clause.passive
    return clause is not None and passive and clause.link != "relative" and is_among(holder, clause.subjects)


# ---- What is only asked or supposed ----


def is_supposed(scene: Scene, holder: int, i: int, unreal: Unreal) -> bool:
    """True if verb `i` says what the holder did not do, only may do, or is asked to do: `may support`, `was asked to condemn`, `resisted calls to condemn`.

    Whoever wishes, plans or promises it takes the side; so does whoever would if that were all it takes.
    """
    clause = scene.syntax.clause_at(i)
    if clause is None or scene.syntax.words[holder] in FIRST_PERSON:
        return False
    if clause.form == "infinitive" and _is_for_them(scene, holder, clause):
        return True
    theirs = bearers(clause)
    if theirs and not any(_may_be(scene, phrase, holder, quoted=True) for phrase in theirs):
        return False  # "Ukraine wants Germany to condemn Russia": Ukraine is against Russia too
    if _is_one(scene, holder, unreal.negated.get(i, ())):
        return True
    supposed = _is_one(scene, holder, unreal.supposed.get(i, ()))
    if clause.form == "finite":
        return _is_open(scene, clause) or (supposed and _is_asked_for(scene, clause))
    told = _is_told_to(scene, clause) and (supposed or _is_expected(scene, clause))
    return clause.form == "infinitive" and (_is_called_for(scene, clause) or told)


def _is_for_them(scene: Scene, holder: int, clause: Clause) -> bool:
    """True for `madness for Poland to attack`, `time for Chile to support`."""
    words_ = scene.syntax.words
    phrase = next((phrase for phrase in scene.syntax.phrases if phrase.first <= holder < phrase.last), None)
    return phrase is not None and phrase.last == clause.first and words_[phrase.first - 1 : phrase.first] == ["for"]


def _is_expected(scene: Scene, clause: Clause) -> bool:
    """True for `is expected to approve`."""
    over = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    return over is not None and over.lemma in scene.lexicon.open.expecting


def _is_one(scene: Scene, holder: int, agents: Collection[int]) -> bool:
    """True if the holder is one of the agents, or a pronoun for the holder is: `Turkey ignored demands that it expel`."""
    found = scene.mention_at(holder)
    others = [scene.mention_at(agent) for agent in agents]
    same = found is not None and any(other is not None and other.actor == found.actor for other in others)
    return same or holder in agents


def _is_open(scene: Scene, clause: Clause) -> bool:
    """True for `may support`, `should condemn`, `would have condemned`, `would support it if`."""
    if clause.modal in _MAYBE:
        return True
    low, high = scene.syntax.tree.span(clause.node)
    perfect = "have" in scene.syntax.words[clause.first : clause.verb]
    return clause.modal == "would" and (perfect or bool(_CONDITIONS & set(scene.syntax.words[low:high])))


def _is_asked_for(scene: Scene, clause: Clause) -> bool:
    """True for `demanded that Iraq condemn`, `wished that Canada had supported`, `demands that it expel`."""
    return _is_wished(scene, clause) or _is_called_for(scene, clause)


def _is_called_for(scene: Scene, clause: Clause) -> bool:
    """True for `calls to condemn`, `pressure to condemn`, `demands that it expel`."""
    tree = scene.syntax.tree
    over = tree.heads[clause.node]
    return over < clause.node and singular(scene.syntax.words[over]) in scene.lexicon.open.calls


def _is_told_to(scene: Scene, clause: Clause) -> bool:
    """True for `was asked to condemn`, `is believed to have helped`."""
    over = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    return over is not None and over.passive
