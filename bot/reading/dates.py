"""The time expressions of a sentence into TIMEX3 types and values, resolved from the day the article was published.

Nothing is invented: what the text and the published day do not fix stays open (`XXXX-06-22`), and words that only
look like times ("Midnight" in a name, "$60") are none. Values are TIMEX3; `to_edtf` says which of them are calendar dates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.model import Span, TimeExpression
from bot.reading.date_grammar import EXPRESSION, PLAIN_YEAR
from bot.reading.date_values import Anchor, value_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NARRATIVE_YEARS = 5
_NEWS = re.compile(
    r"(?i)\b(?:yesterday|today|tonight|tomorrow|(?:this|last|next) week|(?:on|since|until) (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
"""Words that count from the day of writing: a text with them is news, however many years it names."""


def anchor(published: str | None) -> Anchor:
    """The anchor an EDTF publication date gives: none where it is coarser than a day."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})([~?%]?)(?:T.*)?", published or "")
    try:
        return Anchor(date(int(match[1]), int(match[2]), int(match[3])), not match[4]) if match else Anchor(None)
    except ValueError:
        return Anchor(None)


def anchored(text: str, published: str | None) -> Anchor:
    """The anchor of an article: its published day, and whether it is a narrative of the past, by the years it names."""
    base = anchor(published)
    years = [int(year) for year in PLAIN_YEAR.findall(text)]
    recent = [year for year in years if base.day is None or base.day.year - year <= 1]
    told = len(years) >= _NARRATIVE_YEARS and not recent and not _NEWS.search(text)
    return replace(base, narrative=told)


def dates(
    text: str, start: int, end: int, base: Anchor, *, ahead: Callable[[int], bool] | None = None
) -> list[TimeExpression]:
    """The time expressions of the sentence `text[start:end]`.

    `ahead` says of an offset whether the verb there speaks of what is to come.
    """
    found: list[TimeExpression] = []
    for match in EXPRESSION.finditer(text, start, end):
        value = value_of(match, base, ahead is not None and ahead(match.start()))
        if value is None:
            continue
        first, last = _trimmed(match)
        if text[first].islower() or not _in_name(text, first, match):
            expression = TimeExpression(Span(first, last), *value)
            before = found[-1] if found else None
            if before and _one_moment(text, before, expression):
                time = before.value.partition("T")[2]
                expression = TimeExpression(Span(before.span.start, last), "TIME", f"{expression.value[:10]}T{time}")
                found.pop()
            found.append(expression)
            base = moved(base, expression)
    return found


def moved(base: Anchor, expression: TimeExpression) -> Anchor:
    """The anchor for what follows an expression."""
    match = re.match(r"(\d{4})(?:-(\d{2})-(\d{2}))?", expression.value)
    if not match or expression.type not in ("DATE", "TIME"):
        return base
    last = base.last
    if match[2]:
        last = date(int(match[1]), int(match[2]), int(match[3]))
    return replace(base, year=int(match[1]), last=last)


_WITH_ARTICLE = ("rel_which", "same", "decade", "vague", "quarter", "season_which", "span_lead")


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The span of a match without a leading "in", "for", or a "the" that does not belong to it."""
    words = match.group()
    first = match.start() + len(words) - len(words.lstrip())
    lead = re.match(r"(?i)(?:the|in|for|within|over|during|at)\s(?=\w)", words.lstrip())
    kept = any((match[group] or "").lower().startswith(("the", "that")) for group in _WITH_ARTICLE)
    return first + (lead.end() if lead and not kept else 0), match.end()


def _one_moment(text: str, before: TimeExpression, expression: TimeExpression) -> bool:
    """`10 p.m. on Wednesday`: a time of day and the day."""
    between = text[before.span.end : expression.span.start]
    whole = re.fullmatch(r"\d{4}-\d{2}-\d{2}|XXXX-.*", expression.value) is not None
    return (
        before.type == "TIME"
        and "T" in before.value
        and whole
        and bool(re.fullmatch(r",?\s(?:[A-Z]{3,4}\s)?(?:on\s)?", between))
    )


def _in_name(text: str, first: int, match: re.Match[str]) -> bool:
    """`Bloody Sunday`, `May Day`, `Mr. March`: a capitalised word before one that is a name besides."""
    if not (match["weekday"] or match["month"] or match["part"]):
        return False
    before = re.search(r"([A-Z][\w’']+) $", text[max(0, first - 30) : first])
    return bool(
        before
        and before[1]
        in ("Black", "Bloody", "Good", "Super", "Easter", "Ash", "Palm", "Cyber", "Mr", "Ms", "President", "Operation")
    )


def to_edtf(value: str, precise: bool = True) -> str | None:
    """A TIMEX3 calendar value as an EDTF date (a week as an interval of days), or None where it is none. `~` where not precise."""
    value = value.split("T", maxsplit=1)[0]
    edtf: str | None = None
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        edtf = value
    elif re.fullmatch(r"\d{3}", value):
        edtf = value + "X"
    elif match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        try:
            first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        except ValueError:
            return None
        return f"{first.isoformat()}/{(first + timedelta(days=1 if match[3] else 6)).isoformat()}"
    elif match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        edtf = f"{match[1]}-{ {'SP': 21, 'SU': 22, 'FA': 23, 'WI': 24}[match[2]] }"
    elif match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        edtf = f"{match[1]}-{32 + int(match[2])}"
    return edtf + ("" if precise else "~") if edtf else None
