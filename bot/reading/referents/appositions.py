"""Finds where the name in apposition behind a description begins: `its ambassador in Riga, | Jane Example,`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.grammar.morphology import singular, verb_bases
from bot.reading.grammar.syntax import FINITE

if TYPE_CHECKING:
    from bot.reading.judging.nodes import Node
    from bot.reading.scene import Scene

_LINKS = frozenset({"of", "for", "in", "at", "on", "to", "from"})
_LONGEST = 7
"""The most words from a description to the comma behind what it is of."""
_RANKS = 4
"""The most words of a further title before the name."""
_TITLE_TAGS = frozenset({"DT", "JJ", "NN", "NNP", "VBN"})


def name_place(scene: Scene, node: Node) -> int:
    """Returns the token where a name in apposition to a description would begin: `its ambassador in Riga, | Jane Example,`, `a spokesman, Major | Tom Sample`."""
    words, at = scene.syntax.words, node.last
    if is_honorific(scene, node.head):
        return node.head + 1
    if is_naming(scene, at):
        return at + 1
    if at < len(words) and words[at] in _LINKS:
        at = _comma_behind(scene, at) or at
    return _past_title(scene, at + 1) if words[at : at + 1] == [","] else at


def _comma_behind(scene: Scene, link: int) -> int | None:
    """The comma behind what a description is of, if that is nobody whose name could follow: not `the father of the victim, Jane Example,`."""
    words, tags, people = scene.syntax.words, scene.syntax.tags, scene.lexicon.people
    for i in range(link + 1, min(link + _LONGEST, len(words))):
        if words[i] == ",":
            return i
        if tags[i] in FINITE or singular(words[i]) in people.persons or words[i] in (";", ":", "and", "who"):
            return None
    return None


def _past_title(scene: Scene, first: int) -> int:
    """The token where a person's name begins behind words of a further title: `retired | General Example`, `Bulgarian | Petya Example`; `first` if none does."""
    tags, actors = scene.syntax.tags, scene.cast.actors
    for i in range(first, min(first + _RANKS, len(tags))):
        named = [one for one in scene.found if one.first == i and one.form is not Form.PRONOUN]
        if any(actors[one.actor].kind is ActorKind.PERSON for one in named):
            return i
        if tags[i] not in _TITLE_TAGS:
            break
    return first


def is_naming(scene: Scene, i: int) -> bool:
    """True for a participle of naming behind a description: `a dentist called Jane Example`."""
    participle = i < len(scene.tokens) and scene.syntax.tree.relations[i] == "acl"
    return participle and not scene.lexicon.open.naming.isdisjoint(verb_bases(scene.syntax.words[i]))


def is_honorific(scene: Scene, i: int) -> bool:
    """True for a short title before a name: `Ms`, `Dr.`."""
    return scene.syntax.words[i].rstrip(".") in scene.lexicon.titles.honorifics
