"""Answers /stance: a holder's position in one line, then words apart from actions; or who is for and who against a subject."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.charts import course_of, sentences_of
from bot.answers.nothing_found import newest, nothing, period_words, scope
from bot.catalogue import N_, say, say_n
from bot.edtf import date_bounds
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.chart import Side
from bot.model.facts import Expressed, Polarity
from bot.model.query import StanceQuery, Subject, TimelineQuery
from bot.wording import called, date_words, joined, named, sentence_case, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.answer import Evidence, ShownStance

_BY = {
    Expressed.WORDS: N_("in words"),
    Expressed.ACTIONS: N_("in actions"),
    Expressed.INACTION: N_("through inaction"),
}
_OF = {
    Expressed.WORDS: N_("in the words of {name}"),
    Expressed.ACTIONS: N_("in actions of {name}"),
    Expressed.INACTION: N_("through inaction of {name}"),
}
"""Where only others took a stance that counts as the holder's: a president for the state."""
_NAMED = 2
"""How many of these are named."""
_POSITION = {
    Side.FOR: N_("supports {on}"),
    Side.AGAINST: N_("opposes {on}"),
    Side.BOTH: N_("both supports and opposes {on}"),
    Side.UNCLEAR: N_("takes no clear side on {on}"),
}
_ON_IT = {
    Side.FOR: N_("supports it"),
    Side.AGAINST: N_("opposes it"),
    Side.BOTH: N_("both supports and opposes it"),
    Side.UNCLEAR: N_("takes no clear side on it"),
}
_POLARITY = {Polarity.SUPPORTS: Side.FOR, Polarity.OPPOSES: Side.AGAINST, Polarity.NEUTRAL: Side.UNCLEAR}
_HEADING = {
    Side.FOR: N_("For"),
    Side.AGAINST: N_("Against"),
    Side.BOTH: N_("Both for and against"),
    Side.UNCLEAR: N_("On no clear side"),
}
_NUMBER = {
    Side.FOR: N_("{n} for"),
    Side.AGAINST: N_("{n} against"),
    Side.BOTH: N_("{n} both for and against"),
    Side.UNCLEAR: N_("{n} on no clear side"),
}
_OFFERED, _OFFERED_ON = 4, 2
"""How many holders of a side, and how many of the strongest targets, get a button."""
LONGEST_LABEL = 30
"""Longest name on a button that narrows an answer, in characters: "Operation Midnight Hammer" was cut."""
_SURE = 0.9
"""From this confidence on, one sentence is enough to stand among the first."""

# The weaker side counts from a quarter of the total weight on. Below that, it is more often a misreading than a change of mind.
_SECOND_SIDE = 0.25


def answer_stance(query: StanceQuery, held: list[ShownStance], articles: int, others: tuple[Offer, ...]) -> Answer:
    """Returns the holder's position on one subject, or one line per subject, strongest first; without a holder, everybody's side."""
    if query.on is None:
        held = [stance for stance in held if stance.target]
        held = [stance for stance in held if says_something(stance.target)] or held
    if not held:
        return nothing(query, articles, others)
    where = scope(
        articles,
        period_words(query).strip(),
        newest(len(held), N_("the newest {n} stances: earlier ones with until")),
        behind=(stance.evidence for stance in held),
    )
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
    counts = [side_count(side, len(some)) for side, some in by_side]
    sections = tuple(
        Section(side_words(side), tuple(_side(query, on, held_by) for held_by in some)) for side, some in by_side
    )
    ranked = by_holder(others)
    offers = [
        Offer(shortened(named(some[0].holder.name), LONGEST_LABEL), replace(query, holder=some[0].holder))
        for some in ranked[:_OFFERED]
    ]
    headline = sentence_case(say("{on}: {counts}.", on=called(on), counts=joined(counts)))
    return Answer(query, headline, sections, scope=where, offers=tuple(offers), folded=True)


def by_holder(held: Iterable[ShownStance]) -> list[list[ShownStance]]:
    """Returns the stances of each holder, highest total confidence first."""
    found: defaultdict[str, list[ShownStance]] = defaultdict(list)
    for stance in held:
        found[stance.holder.id].append(stance)
    return sorted(found.values(), key=lambda some: (-_weight(some), some[0].holder.name))


def side_words(side: Side) -> str:
    """Returns the heading of a side: "For", "On no clear side"."""
    return say(_HEADING[side])


def side_count(side: Side, number: int) -> str:
    """Returns how many are on a side: "3 for", "1 on no clear side"."""
    return say(_NUMBER[side], n=number)


def sides(held: Iterable[ShownStance], *, together: bool = False) -> list[tuple[Side, list[list[ShownStance]]]]:
    """Returns the holders' stances by the side they are on: for it, against it, both, neither.

    `together`: all stances count as one holder's.
    """
    by_side: defaultdict[Side, list[list[ShownStance]]] = defaultdict(list)
    for some in [list(held)] if together else by_holder(held):
        by_side[side_of(some)].append(some)
    return [(side, by_side[side]) for side in _HEADING if side in by_side]


def _side(query: StanceQuery, on: Subject, held: list[ShownStance]) -> Line:
    """Returns one holder's line: the ways they took that side, and the exact target if it is narrower than what was asked about."""
    narrower = dict.fromkeys(called(stance.target) for stance in held if stance.target and stance.target.id != on.id)
    holder, how = named(held[0].holder.name), joined(ways(held[0].holder, held))
    text = say("{holder}, {ways}", holder=holder, ways=how)
    if narrower:
        text = say("{holder}, on {targets}, {ways}", holder=holder, targets=joined(list(narrower)), ways=how)
    return Line(text, _once(held), asks=replace(query, holder=held[0].holder))


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
        Section(say("In words"), _lines(about, sides[Expressed.WORDS]), absent=say("No statements found.")),
        Section(say("In actions"), _lines(about, sides[Expressed.ACTIONS]), absent=say("No actions found.")),
        *(
            [Section(say("Through inaction"), _lines(about, sides[Expressed.INACTION]))]
            if sides[Expressed.INACTION]
            else []
        ),
    )
    headline = sentence_case(
        say("{holder} {position}.", holder=called(holder), position=position_words(holder, on, held))
    )
    return Answer(query, headline, sections, scope=where, offers=others, chart=course_of(holder, on, held))


def position_words(holder: Subject, on: Subject, held: list[ShownStance]) -> str:
    """One verb if words and actions agree, "opposes Iran, in words and in actions"; else each with its own, "supports Iran in words, opposes it in actions"."""
    by_way = [side_of(some) for way in Expressed if (some := [stance for stance in held if stance.expressed == way])]
    told = ways(holder, held)
    if set(by_way) == {Side.BOTH} and (turn := _turned(held)):
        now, day, earlier = turn
        return say(_TURNED[now], on=called(on), ways=joined(told), day=day, earlier=earlier)
    if len(set(by_way)) == 1:
        return say("{position}, {ways}", position=position(by_way[0], on), ways=joined(told))
    clauses = [
        say("{position} {way}", position=position(side, None if number else on), way=way)
        for number, (side, way) in enumerate(zip(by_way, told, strict=True))
    ]
    return ", ".join(clauses)


def _turned(held: Iterable[ShownStance]) -> tuple[Side, str, str] | None:
    """Returns the side that a holder changed to, the day of its first sentence, and that of the other side's last; None if the sides are mixed, or undated."""
    days = defaultdict(list)
    for stance in held:
        if stance.polarity != Polarity.NEUTRAL:
            days[_POLARITY[stance.polarity]].append(stance.evidence.source.published)
    for now, before in ((Side.FOR, Side.AGAINST), (Side.AGAINST, Side.FOR)):
        new, old = ([(bounds, day) for day in days[side] if (bounds := date_bounds(day))] for side in (now, before))
        if not new or not old or len(new) + len(old) < len(days[now]) + len(days[before]):
            return None
        (first, day), (last, earlier) = min(new), max(old)
        if last[1] < first[0]:
            return now, date_words(day), date_words(earlier)
    return None


_TURNED = {
    Side.FOR: N_("now supports {on}, {ways} ({day}); opposed it before ({earlier})"),
    Side.AGAINST: N_("now opposes {on}, {ways} ({day}); supported it before ({earlier})"),
}


def position(side: Side, on: Subject | None) -> str:
    """Returns a side with what it is on, "opposes Iran"; without, "opposes it"."""
    return say(_POSITION[side], on=called(on)) if on else say(_ON_IT[side])


def _positions(query: StanceQuery, holder: Subject, held: list[ShownStance], where: str) -> Answer:
    ranked = sorted(by_target(held), key=lambda pair: not _is_solid(pair[1]))
    known = [(target, some) for target, some in ranked if not _is_sentence(target)]
    lines = tuple(_summary(query, holder, target, some) for target, some in known)
    others = tuple(
        _summary(query, holder, target, some)
        for target, some in ranked
        if _is_sentence(target) and not _is_told_by(target, some, known)
    )
    offers = [
        Offer(say("On {target}", target=shortened(called(target), LONGEST_LABEL)), replace(query, on=target))
        for target, _ in known[:_OFFERED_ON]
    ]
    headline = say_n(
        "Where {holder} stands on {n} subject.",
        "Where {holder} stands on {n} subjects, strongest first.",
        len(known),
        holder=called(holder),
    )
    if not known:
        headline = say_n(
            "Where {holder} stands on {n} event.",
            "Where {holder} stands on {n} events.",
            len(others),
            holder=called(holder),
        )
    nameless = Section(say("On single events") if known else "", others)
    return Answer(
        query,
        headline,
        tuple(section for section in (Section("", lines), nameless) if section.lines),
        scope=where,
        offers=(Offer(say("Timeline"), TimelineQuery(holder)), *offers),
        folded=True,
    )


def _is_solid(held: list[ShownStance]) -> bool:
    """True if a position rests on two sentences, or on one that is sure."""
    return sentences_of(held) > 1 or surest(held).evidence.confidence >= _SURE


def says_something(target: Subject | None) -> bool:
    """False for an event without a name that an article calls by one word: "opposes “move”" says nothing; with its sentence, it does."""
    return target is None or not _is_sentence(target) or " " in target.name


def _is_sentence(target: Subject) -> bool:
    """True if a subject has no name, but an article's words instead of one."""
    return target.kind == "event" and target.name.startswith("“")


def _is_told_by(
    target: Subject, held: Iterable[ShownStance], known: Iterable[tuple[Subject, list[ShownStance]]]
) -> bool:
    """True if an article's words for an event only say again what a subject with a name says of the same sentences: “providing medical access”."""
    at = {(stance.evidence.source.article, stance.evidence.at) for stance in held}
    return any(
        named.name.casefold() in target.name.casefold()
        and at <= {(stance.evidence.source.article, stance.evidence.at) for stance in some}
        for named, some in known
    )


def sentences_words(held: list[ShownStance]) -> str | None:
    """Returns on how many sentences a position rests, and the day of the last: "2 sentences, last 22 June 2025"; None for one."""
    number = sentences_of(held)
    last = max((stance.evidence.source.published or "" for stance in held), default="")
    if number < 2:
        return None
    if not last:
        return say_n("{n} sentence", "{n} sentences", number)
    return say_n("{n} sentence, last {day}", "{n} sentences, last {day}", number, day=date_words(last))


def ways(holder: Subject, held: Iterable[ShownStance]) -> list[str]:
    """Returns how a holder's stances are expressed: "in words", or "in the words of Donald Trump" if all of these are of others who speak for it."""
    by_way: defaultdict[Expressed, dict[str, str]] = defaultdict(dict)
    for stance in held:
        by_way[stance.expressed][stance.holder.id] = called(stance.holder)
    return [_way(way, by_way[way], holder) for way in Expressed if way in by_way]


def _way(way: Expressed, takers: dict[str, str], holder: Subject) -> str:
    if holder.id in takers:
        return say(_BY[way])
    names = list(takers.values())
    more = [say("{n} more", n=len(names) - _NAMED)] if len(names) > _NAMED else []
    return say(_OF[way], name=joined([*names[:_NAMED], *more]))


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


def _summary(query: StanceQuery, holder: Subject, target: Subject, held: list[ShownStance]) -> Line:
    """One line for one target, with the sentence of the highest confidence."""
    text, best = sentence_case(position_words(holder, target, held)), surest(held)
    return Line(text, (best.evidence,), mark=sentences_words(held), asks=replace(query, on=target))


def surest(held: Iterable[ShownStance]) -> ShownStance:
    """Returns the stance with the highest confidence, the first of several."""
    return max(held, key=lambda stance: stance.evidence.confidence)


def side_of(held: Sequence[ShownStance]) -> Side:
    """Returns the side of the stances, both if both have weight. Neutral stances don't count beside others."""
    sides = [stance for stance in held if stance.polarity != Polarity.NEUTRAL]
    if not sides:
        return Side.UNCLEAR
    supports, opposes = (
        _weight(stance for stance in sides if stance.polarity == polarity)
        for polarity in (Polarity.SUPPORTS, Polarity.OPPOSES)
    )
    if min(supports, opposes) >= _SECOND_SIDE * (supports + opposes) > 0:
        return Side.BOTH
    return Side.FOR if supports >= opposes else Side.AGAINST


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
    target = stance.target
    took = position(_POLARITY[stance.polarity], None if target is None or target.id == subject.id else target)
    if stance.holder.id == asked.id:
        return took
    return say("{holder} {position}", holder=named(stance.holder.name), position=took)
