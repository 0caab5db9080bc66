"""Dates events in sentences without a date: by the day of their paragraph, of the news, or of the article so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.edtf import point
from bot.model.facts import Mode
from bot.reading.dates.expressions import to_edtf
from bot.reading.events.clause_dates import clock_alone, dates_nothing, modifies, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.facts import TimeExpression
    from bot.reading.drafts import EventDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_ABOUT = frozenset(["about", "around", "roughly", "approximately", "almost", "nearly", "circa", "ca"])
_PERFECT = frozenset(["has", "have", "'ve"])
_PLUPERFECT = frozenset(["had", "'d", "having"])
_BEGINNINGS = frozenset({"bear", "found"})
"""What is told of somebody or something as background: `was born in Leeds`, `was founded by two brothers`."""
_ELSEWHEN = frozenset(
    [
        "earlier",
        "later",
        "previously",
        "before",
        "after",
        "since",
        "once",
        "ago",
        "recently",
        "first",
        "meanwhile",
        "following",
    ]
)
"""Words that move a sentence to another time than the sentence before it."""
_ORDER = frozenset(["after", "before", "since", "following", "first", "once"])
"""Those of them that, behind a verb in the present, only say what came before: `Two people are killed after a fire`."""
_UNITS = frozenset(["hours", "days", "weeks", "months", "years"])
_TOGETHER = frozenset([None, "when", "as", "while"])
"""Words that open clauses about the same time as the clause around them. "if", "before" and "until" do not."""
_BEFORE, _BEHIND = 12, 8
"""How many words before and after a verb may move it to another time."""
_OPENING = 9
"""The sentences at the start of an article that report its news; later ones are as often background."""
_YEAR, _YEAR_AND_MONTH, _LAST_MONTH = 4, 7, 12
_FEW, _WEEK, _MONTH = 4, 7, 31
"""Days before the publication within which a day belongs to the news; and to its background."""
_KNOWN = frozenset(["nsubj", "nsubj:pass", "nmod", "nmod:poss", "appos", "compound"])
"""Relations of nouns that name what is known already ("the bombing shocked the city")."""
_TIMES = 3
"""Fewest paragraphs that begin with a time of day in an article that reports live."""
_CLOCK = re.compile(
    r"(?m)^[ \t]*\(?(?:[01]?\d|2[0-3])[:.][0-5]\d\b(?![.,:]?\d|[ \t]*(?:%|per[ ]?cent|million|billion))"
)


@dataclass(frozen=True, slots=True)
class Daybook:
    """What the days of an article's events are, as far as it has told.

    Attributes:
        precise: the date of publication is known to the day.
        live: the article is told as it happens, all on one day.
        paragraph: the paragraph of the last sentence.
        day: the day that this paragraph is about, which dates its next sentences if they say nothing else.
        news: the day that the article's news is of, where it names one.
        last: the last day that the article has named.
    """

    precise: bool
    live: bool = False
    paragraph: int = -1
    day: str | None = None
    news: str | None = None
    last: str | None = None


def begun(text: str, scenes: Sequence[Scene], precise: bool) -> Daybook:
    """Returns the daybook before the first sentence; looks ahead for the day of the news and whether the article reports live."""
    opening = reduce(told, scenes[:_OPENING], Daybook(precise))
    return Daybook(precise, len(_CLOCK.findall(text)) >= _TIMES, news=opening.news)


def told(story: Daybook, scene: Scene) -> Daybook:
    """Returns the daybook after one more sentence."""
    paragraph = scene.sentence.paragraph
    day = story.day if story.paragraph == paragraph else None
    last = story.last
    for inside, edtf in datings(scene, story.precise):
        if one_day(edtf) and not modifies(scene, inside) and not to_come(edtf, scene):
            day = last = edtf
    news = story.news or (day if day and _lately(scene, day, _WEEK) else None)
    return Daybook(story.precise, story.live, paragraph, day, news, last)


def datings(scene: Scene, precise: bool) -> list[tuple[list[int], str]]:
    """Returns the time expressions of a sentence that may date an event: their tokens and EDTF dates."""
    found = []
    for expression in scene.dates:
        edtf = to_edtf(expression.value, _exact(scene, expression, precise))
        inside = tokens_of(scene, expression)
        if expression.type in ("DATE", "TIME") and edtf and inside and not dates_nothing(scene, inside):
            found.append((inside, edtf))
    return found


def carried(scene: Scene, draft: EventDraft, story: Daybook) -> str | None:
    """Returns the date of a draft in a sentence without a day, given what the article has told; None if that says nothing."""
    if not _goes_on(scene, draft):
        return None
    now = f"{scene.base.day.isoformat()}~" if story.precise and scene.base.day and not scene.base.narrative else None
    opening = scene.number < _OPENING and scene.base.day and scene.base.year in (None, scene.base.day.year)
    if now and story.live:
        return now
    if now and _is_present(scene, draft) and (not perfect(scene, draft) or (opening and not story.day)):
        return now
    if story.day and _lately(scene, story.day, _MONTH):
        return None if perfect(scene, draft) else story.day
    if now and opening:
        return (story.news or now).rstrip("~") + "~" if draft.clause is not None or _is_new(scene, draft) else None
    if story.last and _lately(scene, story.last, _FEW) and draft.clause is not None and not perfect(scene, draft):
        return story.last.rstrip("~") + "~"
    return None


def names_no_day(scene: Scene) -> bool:
    """True if a sentence has no date of its own: only times of day, durations, "now", years of nouns, and the future."""
    return all(_no_day(scene, expression) for expression in scene.dates)


def _no_day(scene: Scene, expression: TimeExpression) -> bool:
    inside = tokens_of(scene, expression)
    if expression.type not in ("DATE", "TIME") or not inside or clock_alone(scene, inside):
        return True
    if expression.value.endswith("_REF") or to_come(expression.value, scene):
        return True
    year = scene.base.day.isoformat()[:_YEAR] if scene.base.day else None
    return expression.value == year and len(inside) == 1 and modifies(scene, inside)


def beside(scene: Scene, draft: EventDraft, days: Sequence[str]) -> str | None:
    """Returns the approximate date of a draft, if its sentence dates another one by a single day: `fled on Friday when a fire broke out`."""
    every = {day.rstrip("~") for day in days}
    if len(every) != 1 or draft.clause is None or not _goes_on(scene, draft):
        return None
    day = every.pop()
    return f"{day}~" if one_day(day) and _lately(scene, day, _MONTH) and not to_come(day, scene) else None


def to_come(edtf: str, scene: Scene) -> bool:
    """True if a date is after the publication, when nothing can have happened yet."""
    day = scene.base.day
    begins = edtf.split("/", maxsplit=1)[0].rstrip("~")
    if day is None or not begins[:_YEAR].isdigit():
        return False
    if len(begins) == _YEAR_AND_MONTH and begins[5:].isdigit() and int(begins[5:]) > _LAST_MONTH:
        begins = begins[:_YEAR]
    return begins > day.isoformat()[: len(begins)]


def _lately(scene: Scene, day: str, days: int) -> bool:
    """True if a day is at most so many days before the publication."""
    published = scene.base.day
    return published is not None and date.fromisoformat(day.rstrip("~")) >= published - timedelta(days=days)


def one_day(edtf: str) -> bool:
    """True for a single day, exact or approximate; false for a month, a year or an interval like `2019-06/..`, however long it is written."""
    found = point(edtf)
    return found is not None and found.day is not None


def _goes_on(scene: Scene, draft: EventDraft) -> bool:
    """True if a draft belongs to the day of the news: it happened, is outside quotations, and no word or tense moves it to another time."""
    if draft.mode is not Mode.ACTUAL or scene.syntax.quote[draft.first]:
        return False
    words = scene.syntax.words
    if draft.clause is None:
        return _ELSEWHEN.isdisjoint(words)
    clause = scene.syntax.clauses[draft.clause]
    elsewhen = _ELSEWHEN - _ORDER if reports(scene, draft) else _ELSEWHEN
    before, behind = words[max(0, clause.first - _BEFORE) : clause.last], words[clause.last : clause.last + _BEHIND]
    if not _ELSEWHEN.isdisjoint(before) or not elsewhen.isdisjoint(behind):
        return False
    earlier = not _PLUPERFECT.isdisjoint(words[clause.first : clause.last]) or _days_after(words[clause.last :])
    earlier |= _shares_had(scene, clause) or (clause.passive and clause.lemma in _BEGINNINGS)
    return not earlier and clause.link != "relative" and clause.marker in _TOGETHER


def _days_after(words: Sequence[str]) -> bool:
    """True for `tested positive within days after the meeting`, which tells of another day."""
    return any(one in _UNITS and other in _ELSEWHEN for one, other in pairwise(words))


def _shares_had(scene: Scene, clause: Clause) -> bool:
    """True for the second verb in `had kept them indoors and rarely allowed them out`."""
    tree, node = scene.syntax.tree, clause.node
    over = scene.syntax.clause_at(tree.heads[node]) if tree.relations[node] == "conj" else None
    own = tree.children(node, "nsubj", "nsubj:pass", "aux", "aux:pass")
    return over is not None and not own and not _PLUPERFECT.isdisjoint(scene.syntax.words[over.first : over.last])


def _is_present(scene: Scene, draft: EventDraft) -> bool:
    """True if a verb reports in the present tense ("Turkey bans the party"); parsers also take such verbs for nouns."""
    if draft.clause is None:
        return scene.syntax.tags[draft.first] == "VBZ"
    clause = scene.syntax.clauses[draft.clause]
    return clause.form == "finite" and not clause.past and scene.syntax.tags[clause.verb] != "VBD"


def reports(scene: Scene, draft: EventDraft) -> bool:
    """True if a verb in the present tense tells what happens: `a suspect is taken into custody`."""
    return draft.clause is not None and _is_present(scene, draft) and not perfect(scene, draft)


def _is_new(scene: Scene, draft: EventDraft) -> bool:
    """True if a noun is the result of the sentence's verb ("gave Rewa a win"), not something already known."""
    heads, relations = scene.syntax.tree.heads, scene.syntax.tree.relations
    top = next((i for i in range(draft.first, draft.last) if not draft.first <= heads[i] < draft.last), draft.first)
    owned = bool(scene.syntax.tree.children(top, "nmod:poss"))  # "combat Russia's invasion"
    return relations[top] not in _KNOWN and not owned and draft.noun not in scene.lexicon.open.lasting


def perfect(scene: Scene, draft: EventDraft) -> bool:
    """True if a verb only says that something has happened by now, on an unknown day."""
    if draft.clause is None:
        return False
    clause = scene.syntax.clauses[draft.clause]
    return not _PERFECT.isdisjoint(scene.syntax.words[clause.first : clause.last])


def _exact(scene: Scene, expression: TimeExpression, precise: bool) -> bool:
    """True if a date is as precise as its form: not after "about", and not counted from an approximate day."""
    start, end = expression.span.start, expression.span.end
    words = [token.lower for token in scene.tokens if start <= token.start < end]
    if words and words[0] in _ABOUT:
        return False
    named = any(word.rstrip("s").isdigit() and len(word) >= 4 for word in words)
    return precise or (named and expression.value[:4].isdigit())
