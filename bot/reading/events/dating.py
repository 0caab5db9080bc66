"""Dates the events of a scene: each gets the date in its own clause, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.model.facts import Mode
from bot.reading.dates.expressions import to_edtf
from bot.reading.dates.words import MONTHS, PARTS, SHORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import TimeExpression
    from bot.reading.drafts import EventDraft
    from bot.reading.scene import Scene

_DAYS = frozenset([*MONTHS, *SHORT, "tonight", "tomorrow", "this", "last", "next"])
_PARTS = frozenset([*PARTS, "am", "pm", "a.m", "p.m"])
_BORDERS = frozenset(["since", "until", "till", "before", "after", "than"])
_ABOUT = frozenset(["about", "around", "roughly", "approximately", "almost", "nearly", "circa", "ca"])
_COMPARED = frozenset(["from", "than", "with", "against", "versus"])
_BEYOND = frozenset(["over", "under"])
_PERFECT = frozenset(["has", "have", "'ve"])
_PLUPERFECT = frozenset(["had", "'d", "having"])
_ELSEWHEN = frozenset(
    ["earlier", "later", "previously", "before", "after", "since", "once", "ago", "recently", "first", "meanwhile"]
)
"""Words that move a sentence to another time than the sentence before it."""
_TOGETHER = frozenset([None, "when", "as", "while"])
"""Words that open clauses about the same time as the clause around them. "if", "before" and "until" do not."""
_BEFORE, _BEHIND = 12, 8
"""How many words before and after a verb may move it to another time."""
_DAY_LONG = 10
_OPENING = 9
"""The sentences at the start of an article that report its news; later ones are as often background."""
_YEAR_AND_MONTH, _LAST_MONTH = 7, 12


@dataclass(frozen=True, slots=True)
class DayOfParagraph:
    """The day a paragraph is about, which dates its next sentences if they say nothing else, and the day of the news."""

    paragraph: int = -1
    day: str | None = None
    news: str | None = None
    """The first day mentioned in the week before the article's publication."""


def date_events(
    scene: Scene, drafts: Sequence[EventDraft], precise: bool, told: DayOfParagraph
) -> tuple[list[EventDraft], DayOfParagraph]:
    """The drafts of one scene with their dates (EDTF), and the day that its paragraph is about after it.

    `precise`: the date of publication is known to the day; `told`: the day that the paragraph was about before.
    """
    paragraph = scene.sentence.paragraph
    day = told.day if told.paragraph == paragraph else None
    dates: list[tuple[EventDraft, str]] = []
    kin: list[tuple[EventDraft, str]] = []
    for expression in scene.dates:
        edtf = to_edtf(expression.value, _exact(scene, expression, precise))
        if expression.type not in ("DATE", "TIME") or edtf is None:
            continue
        inside = _tokens(scene, expression)
        if not inside or _clock_alone(scene, inside) or _counts_from(scene, inside) or _of_a_figure(scene, inside[0]):
            continue
        of_noun = _modifies(scene, inside)
        own, others = _dated(scene, drafts, inside[0], of_noun=of_noun)
        dates += [(draft, edtf) for draft in own]
        kin += [(draft, edtf) for draft in others]
        if not of_noun and _DAY_LONG <= len(edtf) <= _DAY_LONG + 1 and not _to_come(edtf, scene):
            day = edtf
    dates += kin  # "was founded by X in 1976, and launched Y in 2003": each clause has its own date
    news = told.news or (day if day and _lately(scene, day, 7) else None)
    beside, undated = _beside(scene, dates), _names_no_day(scene)
    if beside:
        dates += [(draft, beside) for draft in drafts if draft.clause is not None and _goes_on(scene, draft)]
    elif undated and day and _lately(scene, day, 31):
        dates += [(draft, day) for draft in drafts if _goes_on(scene, draft) and not _perfect(scene, draft)]
    elif undated and (about := _about_now(scene, news, precise)):
        dates += [(draft, about) for draft in drafts if _goes_on(scene, draft)]
    given: dict[int, str] = {}
    scheduled: set[int] = set()
    for draft, edtf in dates:
        coming = _to_come(edtf, scene)
        if draft.mode is not Mode.ACTUAL or not coming or _in_the_present(scene, draft):
            given.setdefault(draft.number, edtf)
        if draft.mode is Mode.ACTUAL and coming and given.get(draft.number) == edtf:
            scheduled.add(draft.number)
    dated = [
        replace(
            draft,
            date=given.get(draft.number, draft.date),
            mode=Mode.PLANNED if draft.number in scheduled else draft.mode,
        )
        for draft in drafts
    ]
    return dated, DayOfParagraph(paragraph, day, news)


def _names_no_day(scene: Scene) -> bool:
    """True if a sentence names no date. It may have a time of day or a duration."""
    return all(
        expression.type not in ("DATE", "TIME") or _clock_alone(scene, _tokens(scene, expression))
        for expression in scene.dates
    )


def _tokens(scene: Scene, expression: TimeExpression) -> list[int]:
    """The tokens of a time expression."""
    span = expression.span
    return [i for i, token in enumerate(scene.tokens) if span.start < token.end <= span.end]


def _beside(scene: Scene, dates: Sequence[tuple[EventDraft, str]]) -> str | None:
    """The approximate day of the other events in a sentence with one dated event: `fled on Friday when a fire broke out`."""
    days = {edtf for _, edtf in dates}
    if len(days) != 1:
        return None
    day = days.pop().rstrip("~")
    return f"{day}~" if len(day) == _DAY_LONG and _lately(scene, day, 31) and not _to_come(day, scene) else None


def _about_now(scene: Scene, news: str | None, precise: bool) -> str | None:
    """The approximate day of an article's opening in the past tense: the day it mentioned, else that of its publication."""
    base = scene.base
    if scene.number >= _OPENING or base.narrative or not precise or base.day is None:
        return None
    if base.year not in (None, base.day.year):
        return None  # the text has just mentioned another year
    return (news or base.day.isoformat()).rstrip("~") + "~"


def _in_the_present(scene: Scene, draft: EventDraft) -> bool:
    """True if a draft is told in the present tense ("the talks resume on Friday"), or is a noun, which has no tense."""
    return draft.clause is None or not scene.syntax.clauses[draft.clause].past


def _lately(scene: Scene, day: str, days: int) -> bool:
    """True if a day belongs to the news rather than its background: it is at most a few days before the publication."""
    published = scene.base.day
    return published is not None and date.fromisoformat(day[:_DAY_LONG]) >= published - timedelta(days=days)


def _goes_on(scene: Scene, draft: EventDraft) -> bool:
    """True if a draft belongs to the day of the news: it happened, is outside quotations, and no word or tense moves it to another time."""
    if draft.mode is not Mode.ACTUAL or scene.syntax.quote[draft.first]:
        return False
    words = scene.syntax.words
    if draft.clause is None:
        return _ELSEWHEN.isdisjoint(words)
    clause = scene.syntax.clauses[draft.clause]
    if not _ELSEWHEN.isdisjoint(words[max(0, clause.first - _BEFORE) : clause.last + _BEHIND]):
        return False
    earlier = not _PLUPERFECT.isdisjoint(words[clause.first : clause.last])
    return not earlier and clause.marker in _TOGETHER


def _perfect(scene: Scene, draft: EventDraft) -> bool:
    """True if a verb only says that something has happened by now, on an unknown day."""
    if draft.clause is None:
        return False
    clause = scene.syntax.clauses[draft.clause]
    return not _PERFECT.isdisjoint(scene.syntax.words[clause.first : clause.last])


def _clock_alone(scene: Scene, inside: Sequence[int]) -> bool:
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


def _modifies(scene: Scene, inside: Sequence[int]) -> bool:
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


def _to_come(edtf: str, scene: Scene) -> bool:
    """True if a date is after the publication, when nothing can have happened yet."""
    day = scene.base.day
    begins = edtf.split("/", maxsplit=1)[0].rstrip("~")
    if day is None or not begins[:4].isdigit():
        return False
    if len(begins) == _YEAR_AND_MONTH and int(begins[5:]) > _LAST_MONTH:
        begins = begins[:4]
    return begins > day.isoformat()[: len(begins)]


def _exact(scene: Scene, expression: TimeExpression, precise: bool) -> bool:
    """True if a date is as precise as its form: not after "about", and not counted from an approximate day."""
    start, end = expression.span.start, expression.span.end
    words = [token.lower for token in scene.tokens if start <= token.start < end]
    if words and words[0] in _ABOUT:
        return False
    named = any(word.rstrip("s").isdigit() and len(word) >= 4 for word in words)
    return precise or (named and expression.value[:4].isdigit())


def _dated(
    scene: Scene, drafts: Sequence[EventDraft], at: int, *, of_noun: bool
) -> tuple[list[EventDraft], list[EventDraft]]:
    """The drafts that a time expression at token `at` dates: those of its noun, else those of its clause and the clauses coordinated with it."""
    for draft in drafts:
        if draft.clause is None and (draft.first <= at < draft.last or draft.last <= at <= draft.last + 1):
            return [draft], []
    if of_noun:
        return [draft for draft in drafts if draft.noun and draft.first <= at < draft.last], []
    finite = [k for k, clause in enumerate(scene.syntax.clauses)]
    before = [k for k in finite if scene.syntax.clauses[k].verb < at]
    own = before[-1] if before else next((k for k in finite if scene.syntax.clauses[k].form == "finite"), None)
    if own is None:
        return [], []
    if before and any(scene.tokens[i].text in (",", ";") for i in range(scene.syntax.clauses[own].last, at)):
        ahead = next(
            (k for k in finite if scene.syntax.clauses[k].first > at and scene.syntax.clauses[k].form == "finite"), None
        )
        if ahead is not None and scene.tokens[at - 1].text in (",", "on", "in"):
            own = ahead
    clause = scene.syntax.clauses[own]
    family: set[int] = set()
    if clause.parent is not None and clause.link in ("coordinate", "infinitive", "adjunct"):
        family.add(clause.parent)
    family |= {
        k
        for k in finite
        if scene.syntax.clauses[k].parent == own
        and scene.syntax.clauses[k].link == "coordinate"
        and (scene.syntax.clauses[k].form == clause.form or scene.syntax.clauses[k].form != "infinitive")
    }
    return [draft for draft in drafts if draft.clause == own], [draft for draft in drafts if draft.clause in family]
