"""Finds numbers on which outlets differ about one event: four killed in one article, five in the other."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bot.digests.grouping import words_of
from bot.knowledge.counted import counted_words, shown_words
from bot.model.edition import EditionEntry, Mark, Part, Phrase, Reason
from bot.store.sentences import evidence_in
from bot.store.similarity import in_common

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.digests.memory import Memory
    from bot.model.answer import Evidence
    from bot.model.article import Span
    from bot.model.library import Libraries
    from bot.render.frames import Frame
    from bot.store.database import Database

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {word: n for n, word in enumerate(_SMALL, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?:-(?:{'|'.join(_SMALL[:9])}))?"
_NOUN = "|".join(counted_words("people", "things", "losses"))
_BEFORE, _AFTER = "|".join(counted_words("before")), "|".join(counted_words("after"))
_COUNTED = re.compile(
    rf"""(?<![\w.,/-])(?:(?P<doing>{_BEFORE})\ +(?:at\ +least\ +)?)?(?P<number>{_NUMBER})\ +
        (?:(?P<noun>(?:{_NOUN})\b)(?:\ +(?:were\ +|was\ +|have\ +been\ +|had\ +been\ +|are\ +)?(?P<done>(?:{_AFTER})\b))?
        |(?P<alone>(?:{_AFTER})\b))""",
    re.VERBOSE | re.IGNORECASE,
)
"""A number and what it counts, limited to nouns by which two outlets mean the same thing."""
_ONE_WORD = shown_words("one_word")
"""Different words for the same thing, by the one word used to compare and show it."""
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_SAME_EVENT = 0.6
"""Share of their other words that two sentences must have in common to count in one event; one of these must be a name."""


class _Count(NamedTuple):
    """One number in a sentence, with what tells which event it belongs to."""

    what: str
    number: int
    evidence: Evidence
    names: frozenset[str]
    first: str
    """The first word: it has a capital whether or not it is a name."""
    words: frozenset[str]
    told: bool
    """True if its sentence tells the entry's own event."""


async def counts_apart(
    database: Database, libraries: Libraries, entry: EditionEntry, told: Memory, frame: Frame
) -> EditionEntry | None:
    """Returns a conflict if outlets that report one event count the same thing differently, anywhere in these articles.

    An outlet that gives two numbers itself contradicts nobody, and counts in different events are no conflict.
    """
    sentences = await evidence_in(database, libraries, entry.articles) if len(entry.outlets) > 1 else []
    own = {(evidence.source.article, evidence.at) for evidence in entry.evidence}
    counts = [count for evidence in sentences for count in _counts(evidence, own)]
    for first in counts:
        said: defaultdict[str, list[_Count]] = defaultdict(list)
        for count in counts:
            if count is first or _one_event(first, count):
                said[count.evidence.source.outlet or ""].append(count)
        numbers = [{count.number for count in some} for some in said.values()]
        if all(len(some) == 1 for some in numbers) and len(set().union(*numbers)) > 1:
            return _conflict(entry, first.what, [some[0] for some in said.values()], told, frame)
    return None


def _counts(evidence: Evidence, own: set[tuple[int, Span]]) -> Iterator[_Count]:
    """Yields what a sentence of a named outlet counts; each thing only if it is counted once."""
    sentence = evidence.sentence
    found = [(_what(match), _number(match["number"])) for match in _COUNTED.finditer(sentence)]
    first = sentence.split(maxsplit=1)[0].strip("“\"‘'(,") if sentence.strip() else ""
    names = frozenset(_CAPITAL.findall(sentence))
    words = words_of(_COUNTED.sub(" ", sentence))
    for what, number in found if evidence.source.outlet else ():
        if [other for other, _ in found].count(what) == 1:
            yield _Count(what, number, evidence, names, first, words, (evidence.source.article, evidence.at) in own)


def _what(match: re.Match[str]) -> str:
    noun = (match["noun"] or "people").casefold()
    done = (match["done"] or match["alone"] or match["doing"] or "").casefold()
    return f"{noun} {_ONE_WORD.get(done, done)}".strip()


def _number(written: str) -> int:
    if written[0].isdigit():
        return int(written.replace(",", ""))
    return sum(_NUMBERS[part] for part in written.casefold().split("-"))


def _one_event(one: _Count, other: _Count) -> bool:
    """True if two sentences count the same thing in one event: both tell the entry's, or they share a name and most words."""
    if one.what != other.what:
        return False
    if one.told and other.told:
        return True
    shared = (one.names - {one.first}) & other.names | one.names & (other.names - {other.first})
    return bool(shared) and in_common(one.words, other.words) >= _SAME_EVENT


def _conflict(
    entry: EditionEntry, what: str, said: Sequence[_Count], told: Memory, frame: Frame
) -> EditionEntry | None:
    mark = Mark(Part.CONFLICT, what, entry.mark.who, entry.mark.whom, entry.mark.words)
    if mark in told:
        return None
    outlets = tuple(count.evidence.source.outlet or "" for count in said)
    counts = tuple(
        Phrase("count", (("name", outlet), ("number", count.number)))
        for outlet, count in zip(outlets, said, strict=True)
    )
    phrase = Phrase("counts", (("what", what), ("counts", counts)))
    return EditionEntry(
        Part.CONFLICT,
        frame.phrase(phrase),
        tuple(count.evidence for count in said),
        (Reason("outlets", len(said)), Reason("on", name=entry.phrase or entry.claim)),
        mark,
        outlets=outlets,
        articles=frozenset(count.evidence.source.article for count in said),
        subject=entry.subject,
        phrase=phrase,
    )
