"""Things in order of the text into issues: each thing told again is put to the one named before it, by head and modifiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.issues.things import Thing
    from bot.reading.lexicon import IssueWords

_NEAR = 40
"""Issues looked back over for what a thing may mean, so that time stays linear."""
_REACH = 12
"""Sentences over which "the reform" reaches back to one of its own head."""
_FAR = 2
"""Sentences over which "the measure" reaches back to an issue with another head."""


@dataclass(slots=True)
class Group:
    """The things of an article that are one issue, in order of the text; `modifiers`: of all of them together."""

    noun: str
    modifiers: frozenset[str]
    things: list[Thing] = field(default_factory=list)

    def add(self, thing: Thing) -> None:
        """Puts a thing to it."""
        self.things.append(thing)
        self.modifiers |= thing.modifiers

    @property
    def telling(self) -> Thing:
        """The thing whose name says most."""
        return max(self.things, key=lambda thing: (len(thing.modifiers), -thing.scene, -thing.first))

    def names(self, words: IssueWords) -> bool:
        """Whether it is an issue although nobody is known to be for or against it."""
        return any(thing.listed and (thing.modifiers or thing.word in words.alone) for thing in self.things)


def merged(found: Sequence[Thing], words: IssueWords) -> list[Group]:
    """The issues that an article names, in the order they are first named; a bare "the reform" before any of them means the first."""
    groups: list[Group] = []
    recent: list[Group] = []
    early: list[Thing] = []
    for thing in found:
        group = _meant(thing, recent, words)
        if group is None and (thing.modifiers or thing.word in words.alone):
            group = Group(thing.noun, frozenset())
            groups.append(group)
        if group is not None:
            group.add(thing)
            recent = [group, *(other for other in recent if other is not group)][:_NEAR]
        elif thing.pointing:
            early.append(thing)
    for thing in early:
        alike = [group for group in groups if group.things[0].word == thing.word]
        if len(alike) == 1 and 0 <= alike[0].things[0].scene - thing.scene <= _FAR:
            alike[0].add(thing)
    for group in groups:
        group.things.sort(key=lambda thing: (thing.scene, thing.first))
    return groups


def _meant(thing: Thing, recent: Sequence[Group], words: IssueWords) -> Group | None:
    """The issue, the one named last first, that a thing names again."""
    if thing.modifiers:
        alike = (group for group in recent if group.noun == thing.noun and group.modifiers)
        return next((group for group in alike if _one(thing.modifiers, group.modifiers)), None)
    if thing.word in words.alone:
        return next((group for group in recent if group.noun == thing.noun and not group.modifiers), None)
    if not thing.pointing:
        return None
    near = (group for group in recent if thing.scene - group.things[-1].scene <= _REACH)
    same = next((group for group in near if group.noun == thing.noun), None)
    if same is not None or thing.word not in words.back or not recent:
        return same
    return recent[0] if thing.scene - recent[0].things[-1].scene <= _FAR else None


def _one(some: frozenset[str], others: frozenset[str]) -> bool:
    return some <= others or others <= some
