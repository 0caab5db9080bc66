"""A scene into the drafts of its events: verbs first, then the event nouns no verb has taken, and the names they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.events.event_nouns import noun_event
from bot.reading.events.verb_events import verb_event

if TYPE_CHECKING:
    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene


def find_events(scene: Scene) -> list[EventDraft]:
    """The drafts of one scene, in order of the text."""
    drafts = [draft for k, clause in enumerate(scene.syntax.clauses) if (draft := verb_event(scene, k, clause))]
    taken = {i for draft in drafts for i in range(draft.first, draft.last)}
    nouns = [phrase for phrase in scene.syntax.phrases if phrase.head not in taken]
    drafts += [draft for phrase in nouns if (draft := noun_event(scene, phrase))]
    drafts.sort(key=lambda draft: draft.first)
    _join_subjects(scene, drafts)
    _name(scene, drafts)
    return drafts


def _join_subjects(scene: Scene, drafts: list[EventDraft]) -> None:
    """`The bombing hit sites`: a verb whose subject is an event of its type tells of that very event."""
    for draft in drafts:
        if draft.clause is None or draft.noun:
            continue
        clause = scene.syntax.clauses[draft.clause]
        for other in drafts:
            if (
                other is not draft
                and other.noun
                and other.clause is None
                and other.type is draft.type
                and any(phrase.first <= other.first < phrase.last for phrase in clause.subjects)
            ):
                draft.merged = other
                other.recipients = other.recipients or draft.recipients
                other.place = other.place or draft.place
                other.mentions.append(draft.cue)
                break


_NAMING = frozenset({"call", "name", "dub", "codename", "code-name", "label", "know"})


def _name(scene: Scene, drafts: list[EventDraft]) -> None:
    """`called Operation X`, `Operation X`: the event's proper name."""
    for clause in scene.syntax.clauses:
        if not (clause.passive or clause.form == "participle") or clause.lemma not in _NAMING:
            continue
        i = clause.last + (clause.last < len(scene.tokens) and scene.tokens[clause.last].lower == "as")
        phrase = scene.syntax.phrase_from(i)
        if phrase is None or scene.syntax.tags[phrase.head] != "NNP":
            continue
        owner = max(
            (draft for draft in drafts if draft.last <= clause.first), key=lambda draft: draft.last, default=None
        )
        if owner and clause.first - owner.last <= 3:
            owner.itself().name = scene.words(phrase.first + (scene.tokens[phrase.first].lower == "the"), phrase.last)
