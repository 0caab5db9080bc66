"""Finds the numbers of people and things in sentences, and where reports of one event give different numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.reports import outlet_words, side_by_side
from bot.catalogue import number as number_words
from bot.knowledge.counted import counted_words, shown_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import Evidence

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PEOPLE, _THINGS = counted_words("people", "more_people"), counted_words("things")
_DONE = shown_words("beginnings")
"""Beginnings of words for what happened to people, and the word that each is shown as."""
_DOING = rf"(?:{'|'.join(_DONE)})\w*"
_NUMBER = rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(_SMALL)})"
_ROUGHLY = r"(?:at\ least|at\ most|more\ than|nearly|about|around|some|up\ to|over|another)\ +"
_FOUND = re.compile(
    rf"""(?:(?P<before>\b{_DOING})\ +(?:{_ROUGHLY})?)?(?<![\w.,/-]){_NUMBER}\ +
        (?:(?P<noun>{"|".join((*_PEOPLE, *_THINGS))})\b(?:\ +(?:were|was|are|have\ been|had\ been|left)?\ *(?P<after>{_DOING})\b)?|(?P<only>{_DOING})\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def figures(sentence: str) -> dict[str, int]:
    """Returns what a sentence counts: {"killed": 4}, {"missiles": 12}. If it gives two numbers for one thing, that thing is left out."""
    found: dict[str, list[int]] = {}
    for match in _FOUND.finditer(sentence):
        done = match["only"] or match["after"] or match["before"] or ""
        what = next((word for start, word in _DONE.items() if done.casefold().startswith(start)), "")
        words = match["number"].casefold()
        number = _SMALL.index(words) + 1 if words in _SMALL else int(words.replace(",", ""))
        noun = (match["noun"] or "").casefold()
        if what or noun in _THINGS:  # "12 people" alone may be anybody
            found.setdefault(what or noun, []).append(number)
    return {what: numbers[0] for what, numbers in found.items() if len(set(numbers)) == 1}


def differing(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Returns the numbers on which reports differ, each with its outlets: "killed: 4 (A), 5 (B and C)"."""
    said: dict[str, dict[int, list[str]]] = {}
    for shown in evidence:
        outlet = outlet_words(shown.source.outlet)
        for what, number in figures(shown.sentence).items():
            outlets = said.setdefault(what, {}).setdefault(number, [])
            if outlet not in outlets:
                outlets.append(outlet)
    return tuple(
        side_by_side(what, [(number_words(number), outlets) for number, outlets in sorted(numbers.items())])
        for what, numbers in said.items()
        if len(numbers) > 1
    )
