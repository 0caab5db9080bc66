"""Tells the people of a country from its state: `two Swedes`, `Swedes voted` are people, `the Swedes` and `Swedish troops` are Sweden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from bot.reading.cast import FoundMention
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_ARTICLES = frozenset({"a", "an", "another", "one"})
_SOME = frozenset({"several", "many", "some", "few", "most", "both", "dozens", "hundreds", "thousands"})
_BEFORE_NOUN = frozenset({"NN", "NNS", "NNP", "JJ"})


def are_people(scene: Scene, entry: GazetteerEntry, i: int) -> bool:
    """True if a name at token `i` stands for some of a country's people or a party's members: `several Iraqis`, `Russians` without "the", `two Democrats`."""
    tags, words, last = scene.syntax.tags, scene.syntax.words, i + len(entry.words)
    kind = scene.cast.gazetteer.rows[entry.actor].kind
    several = singular(words[last - 1]) != words[last - 1] and _BEFORE_NOUN.isdisjoint(tags[last : last + 1])
    if not several or (entry.form is Form.DEMONYM) is not (kind is ActorKind.COUNTRY):
        return False
    if kind is ActorKind.ORGANIZATION:
        return entry.form is Form.ALIAS and last - i == 1 and i > 0 and (tags[i - 1] == "CD" or words[i - 1] in _SOME)
    return kind is ActorKind.COUNTRY and words[i - 1 : i] != ["the"]


def is_citizen(scene: Scene, mention: FoundMention) -> bool:
    """True for `a Ukrainian`, `a young German`: one person is no state."""
    words, tags = scene.syntax.words, scene.syntax.tags
    if mention.form is not Form.DEMONYM or not _BEFORE_NOUN.isdisjoint(tags[mention.last : mention.last + 1]):
        return False
    one = not words[mention.first].endswith("s")
    return one and not _ARTICLES.isdisjoint(words[max(0, mention.first - 2) : mention.first])
