"""Finds conflicting reports: events that one outlet reports and another denies, opposite stances, and different numbers."""

from __future__ import annotations

import re
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
    from bot.model.answer import Evidence
    from bot.model.edition import Filling
    from bot.model.filed import FiledEvent, FiledFacts, FiledStance

_COUNTED = re.compile(
    r"""(?<![\w.,/-])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\ +
        (?P<noun>(?:people|persons|civilians|soldiers|troops|police|children|women|men|protesters|migrants|passengers|victims|others|dead|killed|injured|wounded|missing|arrested|hostages|homes|houses|deaths|casualties|cases|missiles|drones|ships|aircraft)\b)
        (?:\ +(?:were\ +|was\ +|have\ +been\ +|had\ +been\ +|are\ +)?(?P<done>killed|injured|wounded|dead|died|missing|arrested|detained|displaced|evacuated|rescued)\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
"""A number and what it counts, limited to nouns by which two outlets mean the same thing."""


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
        tuple(filed.actors[actor].name if actor in filed.actors else actor for actor in sorted(side))
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
    target = Subject("event" if support.on_event else "actor", support.target, support.target_name)
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


def numbers(entry: EditionEntry, told: Memory) -> EditionEntry | None:
    """Returns a conflict if outlets give different numbers for the same thing in one event. Each sentence must give exactly one such number."""
    counts: defaultdict[str, dict[str, tuple[int, Evidence]]] = defaultdict(dict)
    for evidence in entry.evidence:
        outlet = evidence.source.outlet
        found = [
            (match["noun"], match["done"] or "", int(match["number"].replace(",", "")))
            for match in _COUNTED.finditer(evidence.sentence)
        ]
        for noun, done, number in found:
            what = f"{noun} {done}".strip().casefold()
            if outlet and sum(f"{other} {way}".strip().casefold() == what for other, way, _ in found) == 1:
                counts[what].setdefault(outlet, (number, evidence))
    for what, said in counts.items():
        if len({number for number, _ in said.values()}) > 1:
            return _numbers(entry, what, said, told)
    return None


def _numbers(
    entry: EditionEntry, what: str, said: dict[str, tuple[int, Evidence]], told: Memory
) -> EditionEntry | None:
    mark = Mark(Part.CONFLICT, what, entry.mark.who, entry.mark.whom, entry.mark.words)
    if mark in told:
        return None
    counts = tuple(Phrase("count", (("name", outlet), ("number", number))) for outlet, (number, _) in said.items())
    phrase = Phrase("counts", (("what", what), ("counts", counts)))
    return EditionEntry(
        Part.CONFLICT,
        frame(DEFAULT).phrase(phrase),
        tuple(evidence for _, evidence in said.values()),
        (Reason("outlets", len(said)), Reason("on", name=entry.phrase or entry.claim)),
        mark,
        outlets=tuple(said),
        articles=frozenset(evidence.source.article for _, evidence in said.values()),
        subject=entry.subject,
        phrase=phrase,
    )
