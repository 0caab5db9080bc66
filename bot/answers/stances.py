"""Answers /stance: a holder's position in one line, then words apart from actions; or who is for and who against a subject."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.charts import course_of
from bot.answers.nothing_found import newest, nothing, period_words, scope
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.facts import Expressed, Polarity
from bot.model.query import StanceQuery, Subject, TimelineQuery
from bot.wording import called, counted, joined, sentence_case, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import Evidence, ShownStance

_BY = {Expressed.WORDS: "in words", Expressed.ACTIONS: "in actions", Expressed.INACTION: "through inaction"}
_VERB = {Polarity.SUPPORTS: "supports", Polarity.OPPOSES: "opposes", Polarity.NEUTRAL: "takes no clear side on"}
_BOTH = "both supports and opposes"
_SIDE = {
    _VERB[Polarity.SUPPORTS]: "For",
    _VERB[Polarity.OPPOSES]: "Against",
    _BOTH: "Both for and against",
    _VERB[Polarity.NEUTRAL]: "On no clear side",
}
_OFFERED = 4
"""How many of the strongest targets get a button."""

# The weaker side counts from a quarter of the total weight on. Below that, it is more often a misreading than a change of mind.
_SECOND_SIDE = 0.25


def answer_stance(query: StanceQuery, held: list[ShownStance], articles: int, others: tuple[Offer, ...]) -> Answer:
    """Returns the holder's position on one subject, or one line per subject, strongest first; without a holder, everybody's side."""
    if query.on is None:
        held = [stance for stance in held if stance.target]
    if not held:
        return nothing(query, articles, others)
    where = scope(articles, period_words(query).strip(), newest(len(held), "stances"))
    match query:
        case StanceQuery(None, Subject() as on):
            return _sides(query, on, held, where)
        case StanceQuery(Subject() as holder, Subject() as on):
            return _position(query, (holder, on), held, where, others)
        case StanceQuery(Subject() as holder, None):
            return _positions(query, holder, held, where)
    return nothing(query, articles, others)


def _sides(query: StanceQuery, on: Subject, held: list[ShownStance], where: str) -> Answer:
    """Returns who is for and who is against it, one line per holder, highest confidence first."""
    others = [stance for stance in held if stance.holder.id != on.id]
    by_side = sides(others)
    counts = [f"{len(some)} {side.lower()}" for side, some in by_side]
    sections = tuple(Section(side, tuple(_side(on, held_by) for held_by in some)) for side, some in by_side)
    ranked = by_holder(others)
    offers = [
        Offer(f"What {shortened(called(some[0].holder), 30)} says", replace(query, holder=some[0].holder))
        for some in ranked[:_OFFERED]
    ]
    headline = f"{sentence_case(called(on))}: {joined(counts)}."
    return Answer(query, headline, sections, scope=where, offers=tuple(offers))


def by_holder(held: Iterable[ShownStance]) -> list[list[ShownStance]]:
    """Returns the stances of each holder, highest total confidence first."""
    found: defaultdict[str, list[ShownStance]] = defaultdict(list)
    for stance in held:
        found[stance.holder.id].append(stance)
    return sorted(found.values(), key=lambda some: (-_weight(some), some[0].holder.name))


def sides(held: Iterable[ShownStance], *, together: bool = False) -> list[tuple[str, list[list[ShownStance]]]]:
    """Returns the holders' stances by the side they are on: "For", then "Against", "Both for and against", "On no clear side".

    `together`: all stances count as one holder's.
    """
    by_side: defaultdict[str, list[list[ShownStance]]] = defaultdict(list)
    for some in [list(held)] if together else by_holder(held):
        by_side[verb(some)].append(some)
    return [(side, by_side[said]) for said, side in _SIDE.items() if said in by_side]


def _side(on: Subject, held: list[ShownStance]) -> Line:
    """Returns one holder's line: the ways they took that side, and the exact target if it is narrower than what was asked about."""
    ways = [way for way in Expressed if any(stance.expressed == way for stance in held)]
    narrower = dict.fromkeys(called(stance.target) for stance in held if stance.target and stance.target.id != on.id)
    more = f", on {joined(list(narrower))}" if narrower else ""
    return Line(f"{held[0].holder.name}{more}, {joined([_BY[way] for way in ways])}", _once(held))


def _once(held: list[ShownStance]) -> tuple[Evidence, ...]:
    """Returns each sentence once, highest confidence first."""
    ranked = sorted(held, key=lambda stance: -stance.evidence.confidence)
    return tuple(
        {
            (stance.evidence.source.article, stance.evidence.at.start): stance.evidence for stance in reversed(ranked)
        }.values()
    )[::-1]


def _position(
    query: StanceQuery,
    about: tuple[Subject, Subject],
    held: list[ShownStance],
    where: str,
    others: tuple[Offer, ...],
) -> Answer:
    holder, on = about
    sides = {expressed: [stance for stance in held if stance.expressed == expressed] for expressed in Expressed}
    sections = (
        Section("In words", _lines(about, sides[Expressed.WORDS]), absent="No statements found."),
        Section("In actions", _lines(about, sides[Expressed.ACTIONS]), absent="No actions found."),
        *([Section("Through inaction", _lines(about, sides[Expressed.INACTION]))] if sides[Expressed.INACTION] else []),
    )
    headline = f"{sentence_case(called(holder))} {position_words(on, held)}."
    return Answer(query, headline, sections, scope=where, offers=others, chart=course_of(holder, on, held))


def position_words(on: Subject, held: list[ShownStance]) -> str:
    """One verb if words and actions agree, "opposes Iran, in words and in actions"; else each with its own, "supports Iran in words, opposes it in actions"."""
    ways = {way: verb(some) for way in Expressed if (some := [stance for stance in held if stance.expressed == way])}
    first = next(iter(ways.values()))
    if set(ways.values()) == {first}:
        return f"{first} {called(on)}, {joined([_BY[way] for way in ways])}"
    clauses = [f"{said} {'it' if number else called(on)} {_BY[way]}" for number, (way, said) in enumerate(ways.items())]
    return ", ".join(clauses)


def _positions(query: StanceQuery, holder: Subject, held: list[ShownStance], where: str) -> Answer:
    ranked = by_target(held)
    lines = tuple(_summary(target, some) for target, some in ranked)
    offers = [
        Offer(f"On {shortened(called(target), 60)}", replace(query, on=target)) for target, _ in ranked[:_OFFERED]
    ]
    headline = f"Where {called(holder)} stands on {counted(len(ranked), 'subject')}, strongest first."
    return Answer(
        query,
        headline,
        (Section("", lines),),
        scope=where,
        offers=(*offers, Offer(f"Timeline of {shortened(called(holder), 40)}", TimelineQuery(holder))),
    )


def ways(held: Iterable[ShownStance]) -> list[str]:
    """Returns how stances are expressed: "in words", "in actions"."""
    expressed = {stance.expressed for stance in held}
    return [words for way, words in _BY.items() if way in expressed]


def by_target(held: Iterable[ShownStance]) -> list[tuple[Subject, list[ShownStance]]]:
    """Returns the stances on each target, highest total confidence first."""
    targets: dict[tuple[str, str], Subject] = {}
    found: defaultdict[tuple[str, str], list[ShownStance]] = defaultdict(list)
    for stance in held:
        if target := stance.target:  # grouped by id, because articles may name one target in several ways
            targets.setdefault((target.kind, target.id), target)
            found[target.kind, target.id].append(stance)
    grouped = [(target, found[key]) for key, target in targets.items()]
    return sorted(grouped, key=lambda pair: (-_weight(pair[1]), pair[0].name))


def _summary(target: Subject, held: list[ShownStance]) -> Line:
    """One line for one target, with the sentence of the highest confidence."""
    sentences = len({(stance.evidence.source.article, stance.evidence.at) for stance in held})
    best = surest(held)
    return Line(f"{sentence_case(position_words(target, held))} ({counted(sentences, 'sentence')})", (best.evidence,))


def surest(held: Iterable[ShownStance]) -> ShownStance:
    """Returns the stance with the highest confidence, the first of several."""
    return max(held, key=lambda stance: stance.evidence.confidence)


def verb(held: list[ShownStance]) -> str:
    """Returns the verb for the stances, "both supports and opposes" if both sides have weight. Neutral stances don't count beside others."""
    sides = [stance for stance in held if stance.polarity != Polarity.NEUTRAL]
    if not sides:
        return _VERB[Polarity.NEUTRAL]
    supports, opposes = (
        _weight(stance for stance in sides if stance.polarity == polarity)
        for polarity in (Polarity.SUPPORTS, Polarity.OPPOSES)
    )
    if min(supports, opposes) >= _SECOND_SIDE * (supports + opposes) > 0:
        return _BOTH
    return _VERB[Polarity.SUPPORTS if supports >= opposes else Polarity.OPPOSES]


def _weight(held: Iterable[ShownStance]) -> float:
    return sum(stance.evidence.confidence for stance in held)


def _lines(about: tuple[Subject, Subject], held: list[ShownStance]) -> tuple[Line, ...]:
    """A line for each claim with its sentences, highest confidence first."""
    by_claim: defaultdict[str, dict[tuple[int, int], Evidence]] = defaultdict(dict)
    for stance in sorted(held, key=lambda stance: -stance.evidence.confidence):
        at = (stance.evidence.source.article, stance.evidence.at.start)
        by_claim[_claim(about, stance)].setdefault(at, stance.evidence)
    return tuple(Line(sentence_case(claim), tuple(evidence.values())) for claim, evidence in by_claim.items())


def _claim(about: tuple[Subject, Subject], stance: ShownStance) -> str:
    """The claim: "opposes it", with holder and target named if they differ from those asked about."""
    asked, subject = about
    holder = "" if stance.holder.id == asked.id else f"{stance.holder.name} "
    target = stance.target
    on = "it" if target is None or target.id == subject.id else called(target)
    return f"{holder}{_VERB[stance.polarity]} {on}"
