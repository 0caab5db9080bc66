"""Finds the time expressions of a sentence, with TIMEX3 types and values that count from the article's publication.

Nothing is invented: what the text and the date of publication leave open stays open (`XXXX-06-22`), and words that only
look like times ("Midnight" in a name, "$60") don't count. `to_edtf` converts the values that are calendar dates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.model.facts import TimeExpression
from bot.reading.dates.anchor import moved
from bot.reading.dates.patterns import EXPRESSION
from bot.reading.dates.values import value_of
from bot.reading.dates.words import STARTERS, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from bot.reading.dates.anchor import Anchor

_FIGURES = re.compile(r"[$£€%]|(?i:\b(?:million|billion|percent|cents|points)\b)")
"""Signs that a sentence compares figures: "a year ago" is then the same quarter of the year before."""
_WORD = re.compile(r"['’]?\w+")
_REACH = 7
"""The most words from the beginning of an expression to its word of time: "the end of the past two and a half years"."""
_OPEN_DAY = r"\d{4}-\d{2}-\d{2}|XXXX-[\dWX-]+"


def time_expressions(
    text: str,
    start: int,
    end: int,
    base: Anchor,
    *,
    naming: Container[str] = (),
    way: Callable[[int], int] = lambda _: 0,
) -> list[TimeExpression]:
    """Returns the time expressions of the sentence `text[start:end]`.

    Args:
        text: the article's text.
        start: where the sentence begins.
        end: where it ends.
        base: the day that the sentence's dates are counted from.
        naming: words that make a name with the day or month after them ("Black Friday").
        way: tells of an offset whether the verb there is about the future (1), about what happened (-1), or may be either.
    """
    found: list[TimeExpression] = []
    matches = list(_matches(text, start, end))
    if matches:
        base = replace(base, figures=_FIGURES.search(text, start, end) is not None)
    for match in matches:
        told = way(match.start())
        base = replace(base, ahead=told > 0, behind=told < 0)
        value = value_of(match, base)
        if value is None:
            continue
        first, last = _trimmed(match)
        if _in_name(text, first, match, naming):
            continue
        expression = TimeExpression(Span(first, last), *value)
        if found and (moment := _one_moment(text, found[-1], expression)):
            found[-1] = expression = moment
        else:
            found.append(expression)
        base = moved(base, expression)
    return found


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of the grammar. As it is slow, it is tried only at words that can begin an expression and have a word of time near."""
    words = list(_WORD.finditer(text, start, end))
    near, number = [False] * len(words), _REACH + 1
    for i in range(len(words) - 1, -1, -1):
        said = words[i].group().lower()
        number = 0 if said in TRIGGERS or not said.isalpha() else number + 1
        near[i] = number <= _REACH and (said in STARTERS or not said.isalpha())
    at = start
    for i, word in enumerate(words):
        if near[i] and word.start() >= at and (match := EXPRESSION.match(text, word.start(), end)):
            yield match
            at = max(match.end(), at)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The span of a match without the article of a noun."""
    words = match.group()
    first, last = match.span()
    of_noun = match["md"] or match["present"] or re.search(r"(?i)\d-[a-z]|-(?:quarter|year|month|week|day|hour)", words)
    if of_noun and words[:4].lower() == "the ":  # "the Aug. 7 bombings", "the third-quarter loss"
        first += 4
    return first, last


def _one_moment(text: str, before: TimeExpression, expression: TimeExpression) -> TimeExpression | None:
    """A time of day and its day as one expression, or None: `10 p.m. on Wednesday`, `the morning of 31 January`."""
    whole = re.fullmatch(_OPEN_DAY, expression.value) is not None
    if before.type != "TIME" or "T" not in before.value or not whole or expression.type != "DATE":
        return None
    between = text[before.span.end : expression.span.start]
    if not re.fullmatch(r",?[ \n](?:[A-Z]{3,4},?[ \n])?(?:on[ \n]|of[ \n])?", between):
        return None
    time = before.value.partition("T")[2]
    return TimeExpression(Span(before.span.start, expression.span.end), "TIME", f"{expression.value[:10]}T{time}")


def _in_name(text: str, first: int, match: re.Match[str], naming: Container[str]) -> bool:
    """True if a match is part of a name: `Bloody Sunday`, `Operation Midnight`, `Mr. March`."""
    if match["relative"] and re.fullmatch(r"(?:This|Last|Next)\s(?:Week|Weekend|Year|Month|Day|Night)", match.group()):
        return True  # "ABC's This Week"
    inside = re.search(r"[\w,]\s$", text[max(0, first - 2) : first]) is not None
    if match["present"] and text[first].isupper() and inside:
        return True  # the journal "Current Biology"
    if not (match["weekday"] or match["month"] or match["part"] or match["season"]):
        return False
    if (
        match["part"]
        and match["part_name"][0].isupper()
        and not re.search(r"(?:^|[.“\"]\s?)$", text[max(0, first - 2) : first])
    ):
        return True
    before = re.search(r"([A-Z][\w’']+)\.? $", text[max(0, first - 30) : first])
    return bool(before and before[1] in naming)


def to_edtf(value: str, precise: bool = True) -> str | None:
    """Returns the EDTF date for a TIMEX3 calendar value (an interval of days for a week), or None for other values. `~` if not precise."""
    value = value.split("T", maxsplit=1)[0]
    edtf: str | None = None
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        edtf = value
    elif re.fullmatch(r"\d{3}", value):
        edtf = value + "X"
    elif re.fullmatch(r"\d{2}", value):
        edtf = value + "XX"
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
    elif match := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{match[1]}-01/{match[1]}-06" if match[2] == "1" else f"{match[1]}-07/{match[1]}-12"
    return edtf + ("" if precise else "~") if edtf else None
