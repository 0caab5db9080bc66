"""Answers /stance: the position in one line, then words apart from actions, each with its sentences."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.answers.instead import nothing, scope
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.facts import Expressed, Polarity
from bot.model.query import StanceQuery, TimelineQuery
from bot.wording import called, counted, joined, sentence_case, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import Evidence, ShownStance
    from bot.model.query import Subject

_BY = {Expressed.WORDS: "in words", Expressed.DEEDS: "in actions", Expressed.INACTION: "through inaction"}
_VERB = {Polarity.SUPPORTS: "supports", Polarity.OPPOSES: "opposes", Polarity.NEUTRAL: "takes no clear side on"}
_OFFERED = 4
"""How many of the strongest targets get a button."""

# The weaker side counts from a quarter of the total weight on. Below that, it is more often a misreading than a change of mind.
_SECOND_SIDE = 0.25


def answer_stance(query: StanceQuery, held: list[ShownStance], articles: int, others: tuple[Offer, ...]) -> Answer:
    """Returns the holder's position on one subject, or one line per subject, strongest first."""
    if query.on is None:
        held = [stance for stance in held if _target(stance)]
    if not held:
        return nothing(query, articles, others)
    if query.on is None:
        return _positions(query, held, scope(articles))
    return _position(query, query.on, held, scope(articles), others)


def _position(
    query: StanceQuery, on: Subject, held: list[ShownStance], where: str, others: tuple[Offer, ...]
) -> Answer:
    sides = {expressed: [stance for stance in held if stance.expressed == expressed] for expressed in Expressed}
    sections = (
        Section("In words", _lines(query, sides[Expressed.WORDS]), absent="No statements found."),
        Section("In actions", _lines(query, sides[Expressed.DEEDS]), absent="No actions found."),
        *([Section("Through inaction", _lines(query, sides[Expressed.INACTION]))] if sides[Expressed.INACTION] else []),
    )
    return Answer(
        query,
        f"{sentence_case(called(query.holder))} {_position_words(on, held)}.",
        sections,
        scope=where,
        offers=others,
    )


def _position_words(on: Subject, held: list[ShownStance]) -> str:
    """One verb if words and actions agree, "opposes Iran, in words and in actions"; else each with its own, "supports Iran in words, opposes it in actions"."""
    ways = {way: verb(some) for way in Expressed if (some := [stance for stance in held if stance.expressed == way])}
    first = next(iter(ways.values()))
    if set(ways.values()) == {first}:
        return f"{first} {called(on)}, {joined([_BY[way] for way in ways])}"
    clauses = [f"{said} {'it' if number else called(on)} {_BY[way]}" for number, (way, said) in enumerate(ways.items())]
    return ", ".join(clauses)


def _positions(query: StanceQuery, held: list[ShownStance], where: str) -> Answer:
    targets: dict[tuple[str, str], Subject] = {}
    by_target: defaultdict[tuple[str, str], list[ShownStance]] = defaultdict(list)
    for stance in held:
        if target := _target(stance):  # grouped by id, because articles may name one target in several ways
            targets.setdefault((target.kind, target.id), target)
            by_target[target.kind, target.id].append(stance)
    grouped = [(target, by_target[key]) for key, target in targets.items()]
    ranked = sorted(grouped, key=lambda pair: (-_weight(pair[1]), pair[0].name))
    lines = tuple(_summary(target, some) for target, some in ranked)
    offers = [
        Offer(f"On {shortened(called(target), 60)}", StanceQuery(query.holder, target))
        for target, _ in ranked[:_OFFERED]
    ]
    headline = f"Where {called(query.holder)} stands on {counted(len(ranked), 'subject')}, strongest first."
    return Answer(
        query,
        headline,
        (Section("", lines),),
        scope=where,
        offers=(*offers, Offer(f"Timeline of {shortened(called(query.holder), 40)}", TimelineQuery(query.holder))),
    )


def _summary(target: Subject, held: list[ShownStance]) -> Line:
    """One line for one target, with the sentence of the highest confidence."""
    sentences = len({(stance.evidence.source.article, stance.evidence.at) for stance in held})
    best = max(held, key=lambda stance: stance.evidence.confidence)
    return Line(f"{sentence_case(_position_words(target, held))} ({counted(sentences, 'sentence')})", (best.evidence,))


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
        return "both supports and opposes"
    return _VERB[Polarity.SUPPORTS if supports >= opposes else Polarity.OPPOSES]


def _weight(held: Iterable[ShownStance]) -> float:
    return sum(stance.evidence.confidence for stance in held)


def _target(stance: ShownStance) -> Subject | None:
    return stance.on_event or stance.on_actor


def _lines(query: StanceQuery, held: list[ShownStance]) -> tuple[Line, ...]:
    """A line for each claim with its sentences, highest confidence first."""
    by_claim: defaultdict[str, dict[tuple[int, int], Evidence]] = defaultdict(dict)
    for stance in sorted(held, key=lambda stance: -stance.evidence.confidence):
        at = (stance.evidence.source.article, stance.evidence.at.start)
        by_claim[_claim(query, stance)].setdefault(at, stance.evidence)
    return tuple(Line(sentence_case(claim), tuple(evidence.values())) for claim, evidence in by_claim.items())


def _claim(query: StanceQuery, stance: ShownStance) -> str:
    """The claim: "opposes it", with holder and target named if they differ from those asked about."""
    holder = "" if stance.holder.id == query.holder.id else f"{stance.holder.name} "
    target = _target(stance)
    on = "it" if target is None or (query.on and target.id == query.on.id) else called(target)
    return f"{holder}{_VERB[stance.polarity]} {on}"
