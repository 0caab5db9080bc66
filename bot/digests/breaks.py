"""Finds breaks with one's own side: a minister against the government they serve or against its head, a spokesperson against their body.

Only what the articles or the gazetteer say of an office counts: members of parties and allies are not known, so nothing is told of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.digests.matching import matching
from bot.digests.word_lists import listed
from bot.model.edition import EditionEntry, Mark, Part, Phrase, Reason
from bot.model.facts import Polarity
from bot.model.query import Subject
from bot.render.frames import DEFAULT, frame

if TYPE_CHECKING:
    from bot.digests.matching import Matcher
    from bot.digests.memory import Memory
    from bot.model.filed import FiledFacts, FiledStance

BREAK = "break"
"""What the kind of a break's mark begins with."""


def breaks(matcher: Matcher, told: Memory) -> list[EditionEntry]:
    """Returns the breaks that were not told yet, those with the most outlets first."""
    filed = matcher.filed
    found: defaultdict[tuple[str, str], list[FiledStance]] = defaultdict(list)
    for stance in filed.stances:
        if stance.polarity is Polarity.OPPOSES and matcher.stance(stance) is not None and _own_side(stance, filed):
            found[stance.holder, stance.target].append(stance)
    entries = [_entry(some, matcher) for some in found.values()]
    fresh = [entry for entry in entries if entry.mark not in told]
    return sorted(fresh, key=lambda entry: (-len(entry.outlets), -len(entry.facts), entry.claim))


def _own_side(stance: FiledStance, filed: FiledFacts) -> bool:
    """True if a stance is on the body that its holder serves, on its head, or on what these alone did."""
    body = filed.speaks_for.get(stance.holder)
    if body is None or not _serves(stance.holder, filed):
        return False
    on = {stance.target} if stance.target_kind == "actor" else set(stance.agents)
    return bool(on) and all(one == body or _heads(one, body, filed) for one in on)


def _serves(actor: str, filed: FiledFacts) -> bool:
    """True if an actor has an office under somebody else, with no mark that it is past, to come or in another camp."""
    office = _office(actor, filed)
    return (
        bool(office)
        and office.isdisjoint(listed("marked"))
        and not office.isdisjoint(listed("serving"))
        and not _leads(actor, filed)
    )


def _heads(actor: str, body: str, filed: FiledFacts) -> bool:
    return (
        filed.speaks_for.get(actor) == body
        and _office(actor, filed).isdisjoint(listed("marked"))
        and _leads(actor, filed)
    )


def _leads(actor: str, filed: FiledFacts) -> bool:
    known = filed.actors.get(actor)
    role = known.role if known else None
    return "-".join((role or "").casefold().split()) in listed("heads")


def _office(actor: str, filed: FiledFacts) -> frozenset[str]:
    """The words of an actor's office."""
    known = filed.actors.get(actor)
    return frozenset(((known.role if known else None) or "").casefold().replace("-", " ").split())


def _entry(some: list[FiledStance], matcher: Matcher) -> EditionEntry:
    filed = matcher.filed
    first = max(some, key=lambda stance: stance.confidence)
    known, body = filed.actors[first.holder], filed.speaks_for[first.holder]
    holder = Subject("actor", first.holder, known.name)
    target = Subject(first.target_kind, first.target, first.target_name)
    of = filed.actors[body].name if body in filed.actors else body
    articles = dict.fromkeys(stance.article for stance in (first, *some))
    outlets = dict.fromkeys(filed.articles[article].outlet for article in articles if filed.articles[article].outlet)
    phrase = Phrase(BREAK, (("holder", holder), ("target", target), ("way", first.expressed)))
    office = Phrase(
        "speaker_of", (("name", known.name), ("office", known.role or ""), ("of", Subject("actor", body, of)))
    )
    return EditionEntry(
        Part.CHANGED,
        frame(DEFAULT).phrase(phrase),
        (),
        (Reason("own_side", name=office), *matching(matcher.stance(first) or ())),
        Mark(Part.CHANGED, f"{BREAK}|{first.holder}|{first.target}"),
        outlets=tuple(outlets),
        articles=frozenset(articles),
        subject=holder,
        facts=tuple({stance.article: ("stances", stance.id) for stance in (first, *some)}.values()),
        place=(first.article, first.place_in_text),
        phrase=phrase,
    )
