"""Finds the events of one sentence: verbs first, then nouns that belong to none of these, and the events' names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reading.events.event_nouns import noun_event
from bot.reading.events.verb_events import verb_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene


def find_events(scene: Scene, first: int) -> list[EventDraft]:
    """Returns the drafts of one scene, in order of the text, numbered from `first` on."""
    drafts = [draft for k, clause in enumerate(scene.syntax.clauses) if (draft := verb_event(scene, k, clause))]
    taken = {i for draft in drafts for i in range(draft.first, draft.last)}
    nouns = [phrase for phrase in scene.syntax.phrases if phrase.head not in taken]
    drafts += [draft for phrase in nouns if (draft := noun_event(scene, phrase))]
    drafts.sort(key=lambda draft: draft.first)
    numbered = [replace(draft, number=number) for number, draft in enumerate(drafts, first)]
    return _named(scene, _joined_to_subjects(scene, numbered))


def _joined_to_subjects(scene: Scene, drafts: Sequence[EventDraft]) -> list[EventDraft]:
    """The drafts, with verbs merged into subjects that are events of the same type: `The bombing hit sites`."""
    joined = list(drafts)
    for at, draft in enumerate(drafts):
        if draft.clause is None or draft.noun:
            continue
        subjects = scene.syntax.clauses[draft.clause].subjects
        for to, other in enumerate(joined):
            if (
                to != at
                and other.noun
                and other.clause is None
                and other.type is draft.type
                and any(phrase.first <= other.first < phrase.last for phrase in subjects)
            ):
                joined[at] = replace(draft, merged=other.number)
                joined[to] = replace(
                    other,
                    recipients=other.recipients or draft.recipients,
                    place=other.place or draft.place,
                    mentions=(*other.mentions, draft.cue),
                )
                break
    return joined


def _named(scene: Scene, drafts: Sequence[EventDraft]) -> list[EventDraft]:
    """The drafts with their proper names: `called Operation X`, `Operation X`."""
    named = list(drafts)
    for clause in scene.syntax.clauses:
        if not (clause.passive or clause.form == "participle") or clause.lemma not in scene.lexicon.open.naming:
            continue
        i = clause.last + (clause.last < len(scene.tokens) and scene.tokens[clause.last].lower == "as")
        phrase = scene.syntax.phrase_from(i)
        if phrase is None or scene.syntax.tags[phrase.head] != "NNP":
            continue
        before = [draft for draft in drafts if draft.last <= clause.first]
        owner = max(before, key=lambda draft: draft.last, default=None)
        if owner and clause.first - owner.last <= 3:
            at = owner.event - drafts[0].number
            name = scene.words(phrase.first + (scene.tokens[phrase.first].lower == "the"), phrase.last)
            named[at] = replace(named[at], name=name)
    return named
