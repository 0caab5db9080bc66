"""Finds words in a sentence, for spans that the sheet did not number and for reported content."""

from __future__ import annotations

import re

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "„": '"', "«": '"', "»": '"'})
_CLOSING = '”"»'
Place = tuple[int, int]


class PlaceError(ValueError):
    """Words that occur nowhere or in several places; the message says what to write."""


def place(text: str, words: str) -> Place:
    """Returns the place of the words; `of <the judge> who` is the place of "the judge" between these words.

    Raises:
        PlaceError: they occur nowhere, or more than once.
    """
    left, inner, right = "", words, ""
    if match := re.fullmatch(r"(.*?)<(.+)>(.*)", words):
        left, inner, right = match.groups()
    found = _places(text, left, inner, right)
    if not found:
        raise PlaceError(f'"{words}" stands nowhere in this sentence: copy the words as they are there')
    if len(found) > 1:
        raise PlaceError(f'"{words}" stands {len(found)} times here: add words around <it>: "before <{inner}> after"')
    return found[0]


def _places(text: str, left: str, inner: str, right: str) -> list[Place]:
    plain = text.translate(_PLAIN)
    for pattern in (_literal, _by_words):
        regex = f"{pattern(left)}{_gap(left, inner)}({pattern(inner)}){_gap(inner, right)}{pattern(right)}"
        first, last = (left + inner)[:1], (inner + right)[-1:]
        regex = (r"(?<!\w)" if first.isalnum() else "") + regex + (r"(?!\w)" if last.isalnum() else "")
        found = [match.span(1) for match in re.finditer(f"(?={regex})", plain)]
        if found:
            return sorted(set(found))
    return []


def _gap(left: str, right: str) -> str:
    return r"\s*" if left and right and (left[-1].isspace() or right[0].isspace()) else ""


def _literal(words: str) -> str:
    return r"\s+".join(re.escape(part) for part in words.translate(_PLAIN).split())


def _by_words(words: str) -> str:
    return r"\W+".join(re.escape(part) for part in re.findall(r"\w+", words))


def content(text: str, words: str) -> Place:
    """Returns the place of reported content, given in full or by its first and last words (`they would ... in court`).

    It includes the mark that closes a quotation in it, and the one that opens before its first word.

    Raises:
        PlaceError: an end occurs nowhere, or its place is ambiguous.
    """
    first, dots, last = words.partition(" ... ")
    if not dots:
        start, end = place(text, words)
        return _with_marks(text, start, end)
    start, _ = place(text, first.strip())
    ends = [place for place in _places(text, "", last.strip(), "") if place[0] >= start]
    if len(ends) != 1:
        many = "nowhere" if not ends else f"{len(ends)} times"
        raise PlaceError(f'"{last.strip()}" stands {many} after "{first.strip()}": give more of the last words')
    return _with_marks(text, start, ends[0][1])


def _with_marks(text: str, start: int, end: int) -> Place:
    stop = end
    while stop < len(text) and text[stop] in ".,!?":
        stop += 1
    if text[stop : stop + 1] in _CLOSING and stop < len(text) and _open_inside(text[start:end]):
        return start, stop + 1
    if start and text[start - 1] in '“"«„' and _closed_inside(text[start:end]):
        return start - 1, end
    return start, end


def _open_inside(piece: str) -> bool:
    return piece.count("“") > piece.count("”") or piece.count("«") > piece.count("»") or piece.count('"') % 2 == 1


def _closed_inside(piece: str) -> bool:
    return piece.count("”") > piece.count("“") or piece.count("»") > piece.count("«") or piece.count('"') % 2 == 1
