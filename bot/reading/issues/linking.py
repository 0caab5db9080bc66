"""Links stances on things to issues, and finds all mentions of the issues that an article names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import Issue
from bot.names.issue_ids import issue_id
from bot.reading.issues.issue_groups import merged
from bot.reading.issues.things import things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.article import Span
    from bot.reading.drafts import EventDraft, StanceDraft
    from bot.reading.issues.issue_groups import Group
    from bot.reading.scene import Scene

_POINTERS = frozenset({"it", "this", "that", "them", "these", "those"})


def issues_of(
    scenes: Sequence[Scene], stances: Sequence[StanceDraft], drafts: Sequence[EventDraft]
) -> tuple[tuple[Issue, ...], list[StanceDraft]]:
    """Returns an article's issues, and its stances with the issue that each is on.

    Args:
        scenes: the article's body sentences, with all mentions of actors.
        stances: the stances as judged.
        drafts: the article's events by number.
    """
    if not scenes:
        return (), list(stances)
    words = scenes[0].lexicon.issue_words
    groups = merged([thing for scene in scenes for thing in things(scene)], words)
    places = _Places(scenes, groups)
    linked = [_linked(stance, places, drafts) for stance in stances]
    told = {number for number, stance in linked if number is not None and stance.shown}
    ids = {number: _id(group) for number, group in enumerate(groups) if number in told or group.names(words)}
    made: dict[str, Issue] = {}
    for number, name in ids.items():
        pointers = places.pointers.get(number, ())
        spans = {thing.span for thing in groups[number].things} | set(pointers)
        known = made.get(name)
        spans |= set(known.mentions) if known else set()
        made[name] = Issue(name, known.name if known else groups[number].telling.name, tuple(sorted(spans)))
    on = [replace(stance, issue=ids[number]) if number in ids else stance for number, stance in linked]
    return tuple(made.values()), _once(on, places)


def _id(group: Group) -> str:
    return issue_id(group.noun, group.modifiers)


class _Places:
    """Looks up which issue an article names at which scene and token.

    Args:
        scenes: the article's body sentences.
        groups: its issues.
    """

    def __init__(self, scenes: Sequence[Scene], groups: Sequence[Group]) -> None:
        self._scenes = scenes
        self._by_scene: dict[int, list[tuple[int, int, int, int]]] = {}
        self.pointers: dict[int, list[Span]] = {}
        for number, group in enumerate(groups):
            for thing in group.things:
                self._by_scene.setdefault(thing.scene, []).append((thing.first, thing.last, number, thing.head))
        for rows in self._by_scene.values():
            rows.sort()
        self._starts = [scene.sentence.span.start for scene in scenes]

    def at(self, span: Span) -> int | None:
        """Returns the issue that the words of a span mean: by its own name, as part of a longer name, or as "it"."""
        scene = self._scene(span)
        if scene is None:
            return None
        inside = [i for i, token in enumerate(scene.tokens) if span.start <= token.start < span.end]
        if not inside:
            return None
        if scene.tokens[inside[-1]].lower in _POINTERS and len(inside) == 1:
            return self._before(scene, inside[0], span)
        rows = [row for row in self._by_scene.get(scene.number, ()) if row[0] <= inside[-1] < row[1]]
        found = [row for row in rows if row[3] in inside] or rows
        return found[-1][2] if found else None

    def _scene(self, span: Span) -> Scene | None:
        place = self.sentence(span)
        return self._scenes[place] if place >= 0 else None

    def sentence(self, span: Span) -> int:
        """Returns the index of the scene that a span starts in; -1 if there is none."""
        return bisect_right(self._starts, span.start) - 1

    def _before(self, scene: Scene, i: int, span: Span) -> int | None:
        """The issue that a pronoun means: the last one named before it, in its sentence or the previous one."""
        here = [row for row in self._by_scene.get(scene.number, []) if row[1] <= i]
        rows = here or self._by_scene.get(scene.number - 1, [])
        if not rows:
            return None
        self.pointers.setdefault(rows[-1][2], []).append(span)
        return rows[-1][2]


def _linked(stance: StanceDraft, places: _Places, drafts: Sequence[EventDraft]) -> tuple[int | None, StanceDraft]:
    """Returns the number of a stance's issue, and the stance. An event that is only the issue's noun and is not shown is removed from it."""
    if stance.actor is not None:
        return None, stance
    number = places.at(stance.span)
    if number is None or stance.event is None:
        return number, stance
    event = drafts[stance.event.event]
    if event.noun is None:
        return None, stance
    return number, stance if event.shown else replace(stance, event=None)


def _once(stances: Sequence[StanceDraft], places: _Places) -> list[StanceDraft]:
    """Keeps the surest stance for each holder, issue, side and sentence: a name and part of that name are one target."""
    best: dict[tuple[object, ...], StanceDraft] = {}
    key: tuple[object, ...]
    for number, stance in enumerate(stances):
        who, where = stance.holder.actor or stance.holder.span, places.sentence(stance.span)
        key = (who, stance.issue, stance.polarity, where) if stance.issue else (number,)
        if key not in best or best[key].confidence < stance.confidence:
            best[key] = stance
    return list(best.values())
