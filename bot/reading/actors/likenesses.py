"""Tells names of persons from those that only say whom something or somebody is like: `a statue of Example`, `a fake Example`, `China's Trump`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.actors.namesakes import entries_at
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_OF = frozenset({"of", "to"})
_NOUNS = frozenset({"NN", "NNS"})
_DETERMINERS = frozenset({"a", "an", "the", "another"})


def is_copied(scene: Scene, first: int, last: int) -> bool:
    """True for a name of which the word before says that its bearer is not meant: `a fake Jane Example`; not before a noun: `a fake Jane Example letter`."""
    before = first > 0 and scene.syntax.words[first - 1] in scene.lexicon.open.copied
    return before and _NOUNS.isdisjoint(scene.syntax.tags[last : last + 1])


def is_epithet(scene: Scene, entry: GazetteerEntry, i: int) -> bool:
    """True for the surname of a person from elsewhere that stands for another: `China's Trump`, `the Trump of the Tropics`, `a French Trump`."""
    row, last, words = scene.cast.gazetteer.rows[entry.actor], i + len(entry.words), scene.syntax.words
    if row.kind is not ActorKind.PERSON or not entry.weak or not _NOUNS.isdisjoint(scene.syntax.tags[last : last + 1]):
        return False
    if words[last : last + 1] == ["of"] and not {"the", "so-called"}.isdisjoint(words[max(0, i - 1) : i]):
        return True
    rows = scene.cast.gazetteer.rows
    owned = i > 1 and scene.syntax.tags[i - 1] == "POS"
    near = i - 2 if owned else i - 1
    named = [one for one in entries_at(scene, near) if len(one.words) == 1] if near >= 0 else []
    states = {
        one.actor for one in named if rows[one.actor].kind is ActorKind.COUNTRY and (owned or one.form is Form.DEMONYM)
    }
    apart = owned or not _DETERMINERS.isdisjoint(words[max(0, near - 1) : near])
    home = rows.get(row.of) if row.of else None
    return bool(states) and apart and home is not None and home.kind is ActorKind.COUNTRY and home.id not in states


def is_shown(scene: Scene, first: int, last: int) -> bool:
    """True if a name is that of whom a likeness shows: `an Example lookalike`, `wax figures of Sample and Example`, `a fake Example video`."""
    words, tree, likenesses = scene.syntax.words, scene.syntax.tree, scene.lexicon.open.likenesses
    behind = last + (scene.syntax.tags[last : last + 1] == ["POS"])
    top = tree.heads[first] if tree.relations[first] == "conj" else first
    before = words[max(0, top - 2)] if words[max(0, top - 1)] in _OF else ""
    fake = words[max(0, first - 1)] in scene.lexicon.open.copied
    return fake or any(singular(word) in likenesses for word in (before, *words[behind : behind + 1]))
