"""An event while an article is read: what `assembly` turns into the model's event at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType
from bot.reading.morphology import singular

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Mode, Participant
    from bot.reading.phrases import Phrase
    from bot.reading.scene import Scene

COOPERATIVE = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})
PLACING = ("in", "at", "near", "outside")


@dataclass(slots=True)
class Draft:
    """An event under construction. `cue` is in tokens of `scene`; `noun` tells mentions like "the attack" from verbs."""

    type: EventType
    scene: int
    first: int
    last: int
    cue: Span
    agents: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mode: Mode
    rule: str
    confidence: float
    clause: int | None = None
    noun: str | None = None
    definite: bool = False
    name: str | None = None
    place: str | None = None
    date: str | None = None
    mentions: list[Span] = field(default_factory=list)
    reached: bool = False
    """The recipients were looked for behind the verb's own object: who it is about, not whom it was done to."""
    merged: Draft | None = None
    after: list[Draft] = field(default_factory=list)

    def itself(self) -> Draft:
        """The draft this one was merged into, or itself."""
        return self.merged.itself() if self.merged else self


def noun_type(scene: Scene, phrase: Phrase) -> EventType | None:
    """The type of event a phrase's head names, if it does; names ("Attack on Titan") do not."""
    word = scene.tokens[phrase.head].lower
    text = scene.tokens[phrase.head].text
    capital = (phrase.head > phrase.first and text[0].isupper()) or (text.isupper() and len(text) > 1)
    if scene.syntax.tags[phrase.head] not in ("NN", "NNS", "NNP") or capital:
        return None
    return scene.lexicon.nouns.get(word) or scene.lexicon.nouns.get(singular(word))


def place_of(scene: Scene, prepositions: list[tuple[str, Phrase]]) -> str | None:
    """The names after "in", "at" or "near", joined as a list."""
    names = [
        scene.words(phrase.first + (scene.tokens[phrase.first].lower == "the"), phrase.last)
        for word, phrase in prepositions
        if word in PLACING and _is_place(scene, phrase)
    ]
    return ", ".join(dict.fromkeys(names)) or None


def _is_place(scene: Scene, phrase: Phrase) -> bool:
    if scene.syntax.tags[phrase.head] != "NNP" or scene.syntax.adverbial[phrase.head]:
        return False
    found = scene.mention_at(phrase.head)
    return found is None or scene.cast.actors[found.actor].kind in (ActorKind.PLACE, ActorKind.COUNTRY)
