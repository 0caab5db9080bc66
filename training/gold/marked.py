r"""Writes and reads one sentence with numbered phrases, triggers and quoted texts as a line of text.

`[1 Attorneys general] {2 filed} [3 a combined {4 lawsuit}], <5 “we [6 hope]”>`: phrases are in square brackets,
triggers in curly ones, quoted text in angle brackets. `<2+ They went.”>` continues from the previous sentence. Brackets
that belong to the text have a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sort(StrEnum):
    """What a numbered span is."""

    PHRASE = "phrase"
    TRIGGER = "trigger"
    QUOTED = "quoted stretch"


_OPEN = {Sort.PHRASE: "[", Sort.TRIGGER: "{", Sort.QUOTED: "<"}
_CLOSE = {Sort.PHRASE: "]", Sort.TRIGGER: "}", Sort.QUOTED: ">"}
_SORT = {mark: sort for sort, mark in _OPEN.items()}
_RANK = {Sort.QUOTED: 0, Sort.PHRASE: 1, Sort.TRIGGER: 2}
_MARK = re.compile(r"\\(.)|([\[{<])(p?)(\d+)(\+?) |([\]}>])", re.DOTALL)
_ESCAPED = re.compile(r"([\[\]{}<>\\])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A span of a sentence with its number; offsets count from the start of the sentence. `runs_on`: it began in the previous sentence."""

    number: int
    start: int
    end: int
    sort: Sort
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A span without a number."""

    start: int
    end: int
    sort: Sort
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence's own text and its numbered spans, by number."""

    text: str
    spans: tuple[Numbered, ...] = ()


class MarkError(ValueError):
    """A line with inconsistent marks."""


def numbered(text: str, found: Iterable[Found]) -> Marked:
    """Returns the sentence with its spans numbered in reading order. Of spans that cross, only the first given is kept."""
    kept: list[Found] = []
    for span in found:
        if span not in kept and span.start < span.end and not any(_cross(span, other) for other in kept):
            kept.append(span)
    kept.sort(key=lambda span: (span.start, -span.end, _RANK[span.sort]))
    return Marked(
        text, tuple(Numbered(i, span.start, span.end, span.sort, span.runs_on) for i, span in enumerate(kept, 1))
    )


def _cross(one: Found, other: Found) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def written(sentence: Marked, prefix: str = "") -> str:
    """Returns the sentence as a line; `prefix` is written before each number."""
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for span in sentence.spans:  # in reading order; of two at one place, the outer one first
        goes_on = "+" if span.runs_on else ""
        opened.setdefault(span.start, []).append(f"{_OPEN[span.sort]}{prefix}{span.number}{goes_on} ")
    for span in sorted(
        sentence.spans, key=lambda span: -span.number
    ):  # before spans that open there; of two, the inner one first
        closed.setdefault(span.end, []).append(_CLOSE[span.sort])
    parts, at = [], 0
    for place in sorted({*opened, *closed}):
        parts += [_escaped(sentence.text[at:place]), *closed.get(place, ()), *opened.get(place, ())]
        at = place
    return "".join([*parts, _escaped(sentence.text[at:])])


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def read(line: str) -> Marked:
    """Parses a line.

    Raises:
        MarkError: a bracket is not closed, closes nothing, or has no number; the message says which.
    """
    text: list[str] = []
    length, at = 0, 0
    still_open: list[tuple[int, int, Sort, bool]] = []
    spans: list[Numbered] = []
    for match in _MARK.finditer(line):
        plain = line[at : match.start()]
        escaped, opener, _, number, goes_on, closer = match.groups()
        plain += escaped or ""
        text.append(plain)
        length += len(plain)
        at = match.end()
        if opener:
            still_open.append((int(number), length, _SORT[opener], bool(goes_on)))
        elif closer:
            if not still_open or _CLOSE[still_open[-1][2]] != closer:
                raise MarkError(
                    f"{closer!r} closes nothing after {''.join(text)[-30:]!r}; write \\{closer} for the text's own"
                )
            begun, start, sort, runs_on = still_open.pop()
            spans.append(Numbered(begun, start, length, sort, runs_on))
    if still_open:
        raise MarkError(f"number {still_open[-1][0]} is never closed")
    text.append(line[at:])
    spans.sort(key=lambda span: span.number)
    if len({span.number for span in spans}) < len(spans):
        raise MarkError("a number stands twice")
    return Marked("".join(text), tuple(spans))
