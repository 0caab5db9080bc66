"""Finds changes of stance: a holder who clearly stood on one side before, and now on the other."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.catalogue import N_, say
from bot.digests.matching import matching
from bot.model.edition import EditionEntry, Mark, Part, Phrase, Reason, Verdict
from bot.model.facts import Polarity
from bot.model.filed import Stood
from bot.model.query import Subject
from bot.render.frames import DEFAULT, frame
from bot.store.past import stood

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.digests.decisions import Decisions
    from bot.digests.matching import Matcher
    from bot.digests.memory import Memory
    from bot.model.edition import Remit
    from bot.model.filed import FiledFacts, FiledStance
    from bot.store.database import Database
    from bot.store.past import Before, Pair

LOOKED_BACK = timedelta(90)
"""How far back earlier stances count; older ones are history."""
BEFORE = 1.2
"""Lowest total weight of the earlier stances: at least two sentences, so that one misreading makes no change."""
_SECOND_SIDE = 0.25
"""Share of the weight from which the weaker side counts: then the holder has no clear side."""
_PAIRS = 60
"""Pairs looked up, highest confidence first: with three parameters each they stay within SQLite's limit for one statement."""
_NOWHERE = Stood()
_WHAT = {Polarity.SUPPORTS: N_("{holder} supports {target}"), Polarity.OPPOSES: N_("{holder} opposes {target}")}
_NO_SIDE = N_("{holder} takes no side on {target}")
_VERB = {Polarity.SUPPORTS: "supports", Polarity.OPPOSES: "opposes"}


def looked_back(remit: Remit) -> str:
    """Returns from when on earlier stances count, as UTC ISO text."""
    return (datetime.fromisoformat(remit.since) - LOOKED_BACK).isoformat(timespec="microseconds")


async def shifts(
    database: Database,
    remit: Remit,
    earlier: Before,
    matcher: Matcher,
    told: Memory,
    decisions: Decisions,
) -> list[EditionEntry]:
    """Returns the changes of stance, those with the most outlets first. Notes a verdict on all other stances."""
    filed = matcher.filed

    def left(some: Iterable[FiledStance], verdict: Verdict, note: str = "") -> None:
        for stance in some if decisions.kept else ():
            message = _WHAT.get(stance.polarity, _NO_SIDE)
            what = say(message, holder=_name(stance.holder, filed), target=stance.target_name)
            decisions.add(stance.article, what, verdict, note)

    now: defaultdict[Pair, list[FiledStance]] = defaultdict(list)
    for stance in filed.stances:
        if matcher.stance(stance) is None:
            left([stance], Verdict.FILTER)
        elif stance.polarity == Polarity.NEUTRAL:
            left([stance], Verdict.THRESHOLD, say("it takes no side"))
        else:
            now[stance.pair].append(stance)
    clear = {pair: side for pair, some in now.items() if (side := _side(_sum(some)))}
    surest = sorted(clear, key=lambda pair: (-sum(stance.confidence for stance in now[pair]), pair))[:_PAIRS]
    asked = [(pair, now[pair][0].target_kind) for pair in surest]
    before = await stood(database, remit.libraries, earlier, asked) if asked else {}
    entries = []
    for pair, some in now.items():
        side, was = clear.get(pair), before.get(pair, _NOWHERE)
        if not side or not _shifted(was, side):
            left(some, Verdict.THRESHOLD, _no_shift(side, was))
            continue
        entry = _entry(some, side, was, filed, matcher)
        if entry.mark in told:
            left(some, Verdict.ALREADY)
        else:
            entries.append(entry)
    return sorted(entries, key=lambda entry: (-len(entry.outlets), -len(entry.facts), entry.claim))


def _sum(stances: Sequence[FiledStance]) -> Stood:
    supports, opposes = (
        sum(stance.confidence for stance in stances if stance.polarity == side)
        for side in (Polarity.SUPPORTS, Polarity.OPPOSES)
    )
    return Stood(supports, opposes, len(stances))


def _side(stood_: Stood) -> Polarity | None:
    """The clearly stronger side, or None."""
    if min(stood_.supports, stood_.opposes) >= _SECOND_SIDE * (stood_.supports + stood_.opposes):
        return None
    return Polarity.SUPPORTS if stood_.supports > stood_.opposes else Polarity.OPPOSES


def _shifted(was: Stood, side: Polarity) -> bool:
    return was.supports + was.opposes >= BEFORE and was.sentences > 1 and _side(was) not in (None, side)


def _no_shift(side: Polarity | None, was: Stood) -> str:
    if side is None:
        return say("supports it and opposes it")
    if was.sentences < 2:
        return say("too few earlier reports to call it a change")
    return say("no change: the same stance as before") if _side(was) == side else say("no clear stance before")


def _name(actor: str, filed: FiledFacts) -> str:
    return filed.actors[actor].name if actor in filed.actors else actor


def _entry(some: list[FiledStance], side: Polarity, was: Stood, filed: FiledFacts, matcher: Matcher) -> EditionEntry:
    stances = [stance for stance in some if stance.polarity == side]
    first = max(stances, key=lambda stance: stance.confidence)
    holder = Subject("actor", first.holder, _name(first.holder, filed))
    target = Subject(first.target_kind, first.target, first.target_name)
    articles = dict.fromkeys(stance.article for stance in (first, *stances))
    outlets = dict.fromkeys(filed.articles[article].outlet for article in articles if filed.articles[article].outlet)
    phrase = Phrase(_VERB[side], (("holder", holder), ("target", target), ("way", first.expressed)))
    last = was.last_opposition if side == Polarity.SUPPORTS else was.last_support
    return EditionEntry(
        Part.CHANGED,
        frame(DEFAULT).phrase(phrase),
        (),
        (
            Reason("otherwise", was.sentences),
            *matching(matcher.stance(first) or ()),
        ),
        Mark(Part.CHANGED, "|".join(first.pair), words=str(side)),
        outlets=tuple(outlets),
        articles=frozenset(articles),
        subject=holder,
        facts=tuple({stance.article: ("stances", stance.id) for stance in (first, *stances)}.values()),
        place=(first.article, first.place_in_text),
        facts_before=(("stances", last),) if last is not None else (),
        phrase=phrase,
    )
