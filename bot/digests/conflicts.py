"""Finds conflicting reports: events that one outlet reports and another denies, and opposite stances."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.digests.grouping import kind_of, stories
from bot.model.edition import EditionEntry, Mark, Part, Phrase, Reason
from bot.model.facts import Mode, Polarity
from bot.model.query import Subject
from bot.render.frames import DEFAULT, frame

if TYPE_CHECKING:
    from bot.digests.grouping import Story
    from bot.digests.matching import Matcher
    from bot.digests.memory import Memory
    from bot.model.edition import Filling
    from bot.model.filed import FiledEvent, FiledFacts, FiledStance


def denials(filed: FiledFacts, matcher: Matcher, told: Memory) -> list[EditionEntry]:
    """Returns events that one outlet reports as happened and another as not happened."""
    denied = {kind_of(event) for event in filed.events if event.mode == Mode.NEGATED}
    usable = [
        event
        for event in filed.events
        if event.mode in (Mode.ACTUAL, Mode.NEGATED)
        and kind_of(event) in denied
        and event.agents
        and (event.recipients or event.named)
        and filed.articles[event.article].outlet
        and matcher.event(event) is not None
    ]
    found = []
    for story in stories(filed, usable):
        did, did_not = (
            {filed.articles[event.article].outlet: event for event in story.tellings if event.mode == mode}
            for mode in (Mode.ACTUAL, Mode.NEGATED)
        )
        if did and did_not and not set(did) & set(did_not):
            found.append(_denial(story, filed, did, did_not))
    return [entry for entry in found if entry.mark not in told]


def _denial(
    story: Story, filed: FiledFacts, did: dict[str, FiledEvent], did_not: dict[str, FiledEvent]
) -> EditionEntry:
    who, whom = (
        tuple(
            Subject("actor", actor, filed.actors[actor].name if actor in filed.actors else actor)
            for actor in sorted(side)
        )
        for side in (story.first.agents, story.first.recipients)
    )
    sides: tuple[tuple[str, Filling], ...] = (
        ("did", Phrase("happened", (("names", tuple(did)),), len(did))),
        ("did_not", Phrase("happened_not", (("names", tuple(did_not)),), len(did_not))),
    )
    what: tuple[tuple[str, Filling], ...] = (("type", story.first.type), ("who", who))
    phrase = Phrase("denied_to", (*what, ("whom", whom), *sides)) if whom else Phrase("denied", (*what, *sides))
    return EditionEntry(
        Part.CONFLICT,
        frame(DEFAULT).phrase(phrase),
        (),
        (Reason("outlets", len(did) + len(did_not)),),
        story.mark(Part.CONFLICT),
        outlets=tuple({**did, **did_not}),
        articles=frozenset(story.articles),
        facts=tuple(("events", event.id) for event in (*list(did.values())[:1], *list(did_not.values())[:1])),
        phrase=phrase,
    )


def opposite_stances(filed: FiledFacts, matcher: Matcher, told: Memory) -> list[EditionEntry]:
    """Returns stances of one holder on one target, both in words or both in actions, that outlets report as opposites."""
    sides: defaultdict[tuple[str, str, str], dict[Polarity, dict[str, FiledStance]]] = defaultdict(dict)
    for stance in filed.stances:
        outlet = filed.articles[stance.article].outlet
        if outlet and stance.polarity != Polarity.NEUTRAL and matcher.stance(stance) is not None:
            sides[stance.pair].setdefault(stance.polarity, {}).setdefault(outlet, stance)
    found = []
    for pair, both in sides.items():
        supports, opposes = both.get(Polarity.SUPPORTS, {}), both.get(Polarity.OPPOSES, {})
        if supports and opposes and not set(supports) & set(opposes):
            found.append(_opposites(pair, filed, supports, opposes))
    return [entry for entry in found if entry.mark not in told]


def _opposites(
    pair: tuple[str, str, str], filed: FiledFacts, supports: dict[str, FiledStance], opposes: dict[str, FiledStance]
) -> EditionEntry:
    support, other = next(iter(supports.values())), next(iter(opposes.values()))
    holder = Subject(
        "actor", support.holder, filed.actors[support.holder].name if support.holder in filed.actors else support.holder
    )
    target = Subject(support.target_kind, support.target, support.target_name)
    phrase = Phrase(
        "sides", (("holder", holder), ("target", target), ("some", tuple(supports)), ("others", tuple(opposes)))
    )
    return EditionEntry(
        Part.CONFLICT,
        frame(DEFAULT).phrase(phrase),
        (),
        (Reason("outlets", len(supports) + len(opposes)),),
        Mark(Part.CONFLICT, "|".join(pair)),
        outlets=tuple({**supports, **opposes}),
        articles=frozenset({support.article, other.article}),
        subject=holder,
        facts=(("stances", support.id), ("stances", other.id)),
        phrase=phrase,
    )
