"""Groups the things that an article names into issues, by head and modifiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.issues.things import Thing
    from bot.reading.lexicon import IssueWords

_NEAR = 40
"""The most earlier issues that a thing is compared with, so that time stays linear."""
_REACH = 12
"""How many sentences "the reform" may be after an issue with the same head."""
_FAR = 2
"""How many sentences "the measure" may be after an issue with another head."""


@dataclass(slots=True)
class Group:
    """The things in an article that are one issue, in text order; `modifiers` are those of all of them."""

    noun: str
    modifiers: frozenset[str]
    things: list[Thing] = field(default_factory=list)

    def add(self, thing: Thing) -> None:
        """Add a thing."""
        self.things.append(thing)
        self.modifiers |= thing.modifiers

    @property
    def telling(self) -> Thing:
        """The thing with the most specific name."""
        return max(self.things, key=lambda thing: (len(thing.modifiers), -thing.scene, -thing.first))

    def names(self, words: IssueWords) -> bool:
        """True if it is an issue even if nobody is known to be for or against it."""
        return any(thing.listed and (thing.modifiers or thing.word in words.alone) for thing in self.things)


def merged(found: Sequence[Thing], words: IssueWords) -> list[Group]:
    """Returns the issues that an article names, in order of first mention. A bare "the reform" before any of them means the first one."""
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
    """Returns the issue that a thing mentions again, preferring the one named last."""
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
