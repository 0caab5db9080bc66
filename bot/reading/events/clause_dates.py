"""Finds the events of a sentence that a time expression dates: those of its noun, its clause, and clauses about the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.reading.dates.words import MONTHS, PARTS, SHORT
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import TimeExpression
    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene

_DAYS = frozenset([*MONTHS, *SHORT, "tonight", "tomorrow", "this", "last", "next"])
_PARTS = frozenset([*PARTS, "am", "pm", "a.m", "p.m"])
_BORDERS = frozenset(["since", "until", "till", "before", "after", "than"])
_COMPARED = frozenset(["from", "than", "with", "against", "versus"])
_BEYOND = frozenset(["over", "under"])
_MODIFIERS = frozenset(["POS", "JJ", "NN", "NNS", "NNP", "CD"])
_AT_THE_START = 4
"""A date within so many tokens of the sentence's start belongs to the main clause."""
_UP = 6
"""The most steps up the tree from a date to what it dates."""


class Dated(NamedTuple):
    """What a time expression dates.

    Attributes:
        own: the drafts of its noun or clause.
        kin: those coordinated with it, which may have dates of their own.
        clause: its clause, where it belongs to a verb.
        sure: the tree agrees.
    """

    own: Sequence[EventDraft] = ()
    kin: Sequence[EventDraft] = ()
    clause: int | None = None
    sure: bool = False


def dated_by(scene: Scene, drafts: Sequence[EventDraft], inside: Sequence[int]) -> Dated:
    """Returns what a time expression (given by its tokens) dates."""
    of_noun = modifies(scene, inside)
    found = _by_clause(scene, drafts, inside[0], of_noun=of_noun)
    if of_noun:
        return found if found.own else Dated(_behind(scene, drafts, inside[-1] + 1))
    governing = _above(scene, drafts, inside)
    if governing is not None and governing in found.own:
        return found._replace(sure=True)
    if governing is not None:
        if found.clause is None or (found.own and found.own[0].clause is None):
            # "lost the nomination in 2016 to her": the tree knows that the date belongs to the verb
            return Dated([governing], [*found.own, *found.kin], found.clause, sure=True)
        found = found._replace(kin=[*found.kin, governing])
    if not found.own and inside[0] < _AT_THE_START:
        leading = [draft for draft in drafts if draft.clause is not None and _leads(scene, draft.clause)]
        found = found._replace(own=leading[:1], clause=leading[0].clause if leading else found.clause)
    return found


def _leads(scene: Scene, k: int) -> bool:
    """True for a finite main clause: it is no relative clause and depends on none."""
    clause = scene.syntax.clauses[k]
    return clause.form == "finite" and clause.link not in ("relative", "complement")


def _above(scene: Scene, drafts: Sequence[EventDraft], inside: Sequence[int]) -> EventDraft | None:
    """The draft that a time expression depends on in the tree, with no other verb between."""
    tree, within = scene.syntax.tree, set(inside)
    at = next((i for i in inside if tree.heads[i] not in within), None)
    verbs = {clause.verb for clause in scene.syntax.clauses}
    for _ in range(_UP):
        if at is None or tree.heads[at] == at:
            return None
        at = tree.heads[at]
        found = next((draft for draft in drafts if draft.first <= at < draft.last), None)
        if found is not None or at in verbs:
            return found
    return None


def _by_clause(scene: Scene, drafts: Sequence[EventDraft], at: int, *, of_noun: bool) -> Dated:
    """Returns what a time expression at token `at` dates, judging by the words around it: its noun, else its clause and clauses coordinated with it."""
    own = None if of_noun else _clause_at(scene, at)
    for draft in drafts:
        if draft.clause is None and (draft.first <= at < draft.last or draft.last <= at <= draft.last + 1):
            return Dated([draft], (), own)
    if own is None:
        return Dated([draft for draft in drafts if of_noun and draft.noun and draft.first <= at < draft.last])
    clauses = scene.syntax.clauses
    clause = clauses[own]
    family: set[int] = set()
    if clause.parent is not None and clause.link in ("coordinate", "infinitive", "adjunct"):
        family.add(clause.parent)
    family |= {
        k
        for k, other in enumerate(clauses)
        if other.parent == own
        and other.link == "coordinate"
        and (other.form == clause.form or other.form != "infinitive")
    }
    return Dated(
        [draft for draft in drafts if draft.clause == own], [draft for draft in drafts if draft.clause in family], own
    )


def _behind(scene: Scene, drafts: Sequence[EventDraft], after: int) -> list[EventDraft]:
    """The draft of the noun that a date before token `after` belongs to, with only its modifiers between: `Wednesday's deadly flood`."""
    last = after
    while last < len(scene.tokens) and scene.syntax.tags[last] in _MODIFIERS:
        last += 1
    return [draft for draft in drafts if draft.noun and draft.clause is None and after <= draft.first < last][-1:]


def _clause_at(scene: Scene, at: int) -> int | None:
    """The clause that a date at token `at` belongs to: the last one with its verb before it, or the one that it opens."""
    clauses = scene.syntax.clauses
    finite = [k for k, clause in enumerate(clauses) if clause.form == "finite"]
    before = [k for k, clause in enumerate(clauses) if clause.verb < at]
    if not before:
        return next((k for k in finite if _leads(scene, k)), next(iter(finite), None))
    between = [token.text for token in scene.tokens[clauses[before[-1]].last : at]]
    if ("," in between or ";" in between) and between[-1] in (",", "on", "in"):
        return next((k for k in finite if clauses[k].first > at), before[-1])
    if "that" in between[-2:]:  # "revealed that in December the prince ..."
        return next((k for k in finite if clauses[k].first > at), before[-1])
    return before[-1]


# ---- What a time expression is of ----


def tokens_of(scene: Scene, expression: TimeExpression) -> list[int]:
    """Returns the tokens of a time expression."""
    span = expression.span
    return [i for i, token in enumerate(scene.tokens) if span.start < token.end <= span.end]


def dates_nothing(scene: Scene, inside: Sequence[int]) -> bool:
    """True for a time expression that is not the time of an event: a time of day alone, the border of a period, the day of a figure, the year of a law."""
    of_what = _of_a_figure(scene, inside[0]) or _of_a_law(scene, inside)
    return clock_alone(scene, inside) or _counts_from(scene, inside) or of_what


def starts_since(scene: Scene, inside: Sequence[int]) -> bool:
    """True if a date is the start of something that continues: `since 1976`."""
    return inside[0] > 0 and scene.tokens[inside[0] - 1].lower == "since"


def clock_alone(scene: Scene, inside: Sequence[int]) -> bool:
    """True for a time of day without a day: `around 2 p.m.`."""
    words = [scene.tokens[i].lower for i in inside]
    named = any(word in _DAYS or (word.endswith("day") and word != "midday") for word in words)
    return (
        not named
        and all(not word.isdigit() or len(word) < 4 for word in words)
        and any(word.rstrip(".") in _PARTS or ":" in word for word in words)
    )


def _counts_from(scene: Scene, inside: Sequence[int]) -> bool:
    """True if a date is the start or end of a period, and not the time of the event: `since 1976`, `until July`, `less than two weeks ago`."""
    words = [scene.tokens[i].lower for i in inside[:2]]
    return (
        words[-1:] == ["than"]
        or words[0] in _BEYOND
        or (inside[0] > 0 and scene.tokens[inside[0] - 1].lower in _BORDERS)
    )


def _of_a_figure(scene: Scene, at: int) -> bool:
    """True if a date belongs to a figure for comparison: `fell to $85 million, from $93 million a year earlier`, `with 80 in 2020`."""
    last = at - 1 - (at > 0 and scene.tokens[at - 1].lower in ("in", "for"))
    phrase = scene.syntax.phrase_to(last)
    if phrase is None or phrase.first == 0 or scene.tokens[phrase.first - 1].lower not in _COMPARED:
        return False
    return any(scene.syntax.tags[i] == "CD" for i in range(phrase.first, phrase.last))


def _of_a_law(scene: Scene, inside: Sequence[int]) -> bool:
    """True for a year that belongs to the name of a law or treaty: `under the Citizenship Act of 1948`."""
    first = inside[0]
    if first < 2 or len(inside) > 1 or not scene.tokens[first].text.isdigit() or scene.tokens[first - 1].lower != "of":
        return False
    noun = singular(scene.tokens[first - 2].lower)
    return noun in scene.lexicon.open.laws or (
        noun in scene.lexicon.open.accords and noun[0] != scene.texts[first - 2][0]
    )


def modifies(scene: Scene, inside: Sequence[int]) -> bool:
    """True if a date belongs to a noun, not to the verb: `the 2020 election`, `yesterday's march`, `its January 3 alert`."""
    tags, first, after = scene.syntax.tags, inside[0], inside[-1] + 1
    if after >= len(tags):
        return False
    if tags[after] == "POS":
        return True
    if tags[after] not in ("NN", "NNS", "NNP", "JJ") or first == 0:
        return False
    year = len(inside) == 1 and scene.tokens[first].text.isdigit()
    opens = first <= 2 and tags[first - 1] == "IN"
    return (
        tags[first - 1] in ("DT", "PRP$", "POS", "JJ")
        or tags[first - 1][:2] == "VB"
        or (year and not opens and tags[after] != "NNP")
    )
