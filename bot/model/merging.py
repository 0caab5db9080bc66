"""Makes subjects that an editor calls one into one: in a reading, all that is told of either is told of the one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from bot.model.facts import Actor, Issue, Polarity, Stance
from bot.model.query import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.model.facts import Event, Reading

Right: TypeAlias = Actor | Issue | Subject | Polarity | str | None
"""What is right: an actor, an issue, an event, a side, or a date in EDTF; None if the fact is retracted."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A correction that says: one subject is the same as another. It holds for all articles of a library."""

    correction: int
    of: Subject
    right: Right


def merged(reading: Reading, merges: Sequence[Merge], key: Callable[[Event], str]) -> tuple[Reading, frozenset[int]]:
    """Returns a reading in which merged subjects are one, and the numbers of the corrections that this took.

    `key`: returns the key by which events are one in all articles.
    """
    by_id = {merge.of.id: merge for merge in merges}
    took: set[int] = set()
    there = [*(actor.id for actor in reading.actors), *(issue.id for issue in reading.issues)]
    for subject in (*there, *map(key, reading.events)):
        end, chain = _end(subject, by_id)
        if end is None:
            continue
        took |= chain
        match end:
            case Actor():
                reading = renamed_actor(reading, {subject}, end)
            case Issue():
                reading = renamed_issue(reading, {subject}, end)
            case Subject():
                events = (replace(one, name=end.name) if key(one) == subject else one for one in reading.events)
                reading = replace(reading, events=tuple(events))
    return (reading.shown() if took else reading), frozenset(took)


def _end(subject: str, by_id: Mapping[str, Merge]) -> tuple[Right, set[int]]:
    """What a subject was merged into in the end, and by which corrections; None if it is only itself."""
    right, chain, seen = None, set[int](), {subject}
    while (merge := by_id.get(subject)) and (subject := id_of(merge.right)) not in seen:
        right = merge.right
        chain.add(merge.correction)
        seen.add(subject)
    return right, chain


def ends(merges: Iterable[Merge]) -> dict[str, str]:
    """Returns what each merged subject is in the end, by id."""
    by_id = {merge.of.id: merge for merge in merges}
    return {subject: id_of(right) for subject in by_id if (right := _end(subject, by_id)[0]) is not None}


def id_of(right: Right) -> str:
    """Returns the id of an actor, issue or event; "" of anything else."""
    return right.id if isinstance(right, Actor | Issue | Subject) else ""


def name_of(right: Right) -> str:
    """Returns the name of an actor, issue or event; "" of anything else."""
    return right.name if isinstance(right, Actor | Issue | Subject) else ""


def renamed_actor(reading: Reading, old: set[str], new: Actor) -> Reading:
    """Returns a reading in which some actors are another. Nobody is for or against themselves, or acts on themselves."""
    old = (old & {actor.id for actor in reading.actors}) - {new.id}
    if not old:
        return reading
    found = with_actor(reading.put(dict.fromkeys(old, new.id)), new)
    actors = (replace(one, of=new.id) if one.of in old and one.id != new.id else one for one in found.actors)
    return replace(
        found,
        actors=tuple(actors),
        events=tuple(_not_on_themselves(event, new.id) for event in found.events),
        stances=tuple(one for one in found.stances if not _is_on_oneself(one, new.id)),
        unsure=tuple(one for one in found.unsure if not isinstance(one, Stance) or not _is_on_oneself(one, new.id)),
    )


def _is_on_oneself(stance: Stance, actor: str) -> bool:
    return actor == stance.holder.actor == stance.target.actor


def _not_on_themselves(event: Event, actor: str) -> Event:
    if not any(party.actor == actor for party in event.agents):
        return event
    return replace(event, recipients=tuple(party for party in event.recipients if party.actor != actor))


def renamed_issue(reading: Reading, old: set[str], new: Issue) -> Reading:
    """Returns a reading in which some issues are another."""
    gone = [issue for issue in reading.issues if issue.id in old and issue.id != new.id]
    if not gone:
        return reading
    ids = {issue.id: new.id for issue in gone}
    there = [issue for issue in reading.issues if issue.id == new.id]
    spans = {span for issue in (*gone, *there) for span in issue.mentions}
    one = replace(there[0] if there else new, mentions=tuple(sorted(spans, key=lambda span: (span.start, span.end))))

    def on_it(stance: Stance) -> Stance:
        issue = ids.get(stance.target.issue or "", stance.target.issue)
        return replace(stance, target=replace(stance.target, issue=issue))

    return replace(
        reading,
        issues=(*(issue for issue in reading.issues if issue.id not in {*ids, new.id}), one),
        stances=tuple(map(on_it, reading.stances)),
        unsure=tuple(on_it(one) if isinstance(one, Stance) else one for one in reading.unsure),
        quotations=tuple(
            replace(quotation, about=tuple(dict.fromkeys(ids.get(about, about) for about in quotation.about)))
            for quotation in reading.quotations
        ),
    )


def with_actor(reading: Reading, actor: object) -> Reading:
    """Returns a reading with an actor added, unless it has it already; anything else changes nothing."""
    if not isinstance(actor, Actor) or any(known.id == actor.id for known in reading.actors):
        return reading
    return replace(reading, actors=(*reading.actors, actor))
