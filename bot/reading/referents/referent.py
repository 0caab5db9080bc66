"""Keeps the actors that an article has mentioned so far, with what it says about each, as possible referents of other words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.gazetteer import fold
from bot.reading.grammar.morphology import singular
from bot.reading.referents.phrases import PRONOUN

if TYPE_CHECKING:
    from bot.model.facts import Actor
    from bot.reading.lexicon import Lexicon
    from bot.reading.referents.phrases import Nameless
    from bot.reading.scene import Scene

_SORTS = {
    ActorKind.PERSON: "person",
    ActorKind.ORGANIZATION: "body",
    ActorKind.GROUP: "people",
    ActorKind.COUNTRY: "state",
    ActorKind.PLACE: "place",
}
_DEEPEST = 4
"""The most appositions to one another."""
_BOTH = frozenset({"human", "german", "roman"})
"""Words that only look like words for men."""


@dataclass(slots=True)
class Referent:
    """An actor as far as the article has told of it. Changes while the article is read.

    Attributes:
        actor: its id; for an actor without a name a provisional one.
        sort: as of a phrase, or `state`.
        local: it has no name.
        female: whether it is a woman; None if nothing says so.
        nouns: what it was called ("officer", "minister"), with their `modifiers`; `words`: those of its name, folded.
        of: the actor it belongs to.
        last: scene and head of its last mention; `end`: the token behind it.
        led: the scene in which it was a subject last.
        times: how often it was mentioned.
    """

    actor: str
    sort: str
    local: bool = False
    plural: bool = False
    female: bool | None = None
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    of: str | None = None
    last: tuple[int, int] = (-1, -1)
    end: int = -1
    led: int = -9
    times: int = 0

    def call(self, phrase: Nameless) -> None:
        """Note what a phrase says about the actor that it stands for."""
        if phrase.opening != PRONOUN:
            self.nouns.add(phrase.noun)
            self.modifiers |= phrase.modifiers
            self.words |= phrase.capitals
        elif phrase.sort in ("he", "she") and self.sort == "person":
            self.female = phrase.sort == "she"

    def stand(self, scene: Scene, last: int, head: int) -> None:
        """Note a mention that ends before token `last`."""
        self.last, self.end = (scene.number, head), last
        self.times += 1
        if scene.syntax.tree.relations[apposed_to(scene, head)].startswith("nsubj"):
            self.led = scene.number


def apposed_to(scene: Scene, head: int) -> int:
    """Returns the token that a head stands in apposition to: `ambassador` for `Example` in "its ambassador, Example, said"; else the head itself."""
    tree = scene.syntax.tree
    for _ in range(_DEEPEST):
        if tree.relations[head] != "appos":
            break
        head = tree.heads[head]
    return head


def named(actor: Actor, lexicon: Lexicon) -> Referent:
    """Returns a referent from the row of an actor."""
    role = [singular(word.lower().rstrip(".")) for word in (actor.role or "").replace("-", " ").split()]
    return Referent(
        actor.id,
        _SORTS[actor.kind],
        plural=actor.kind is ActorKind.GROUP,
        female=_female(actor, lexicon) if actor.kind is ActorKind.PERSON else None,
        nouns=set(role[-1:]),
        modifiers=set(role[:-1]),
        words={fold(word) for word in actor.name.split()},
        of=actor.of,
    )


def _female(actor: Actor, lexicon: Lexicon) -> bool | None:
    given, title = actor.name.split()[0], (actor.role or "").lower().replace(" ", "-")
    if given in lexicon.titles.female or title in lexicon.titles.female:
        return True
    return False if given in lexicon.titles.male else None


def introduced(phrase: Nameless) -> Referent:
    """Returns a referent for the new actor that a phrase introduces. Its provisional id is made of its place."""
    plural = phrase.plural or phrase.sort == "group"
    female = woman(phrase) if phrase.sort == "person" else None
    return Referent(f"~{phrase.place}", phrase.sort, local=True, plural=plural, female=female)


def woman(phrase: Nameless) -> bool | None:
    """Returns True if the noun of a phrase means a woman ("spokeswoman"), False if a man ("father"), None if either."""
    people, noun = phrase.scene.lexicon.people, phrase.noun
    if noun in people.women or noun.endswith("woman"):
        return True
    return False if noun in people.men or (noun.endswith("man") and noun not in _BOTH) else None
