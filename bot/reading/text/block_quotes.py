"""Finds what was said in paragraphs of its own, without quotation marks, after words that announce it: `The minister said:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model.article import SentenceKind
from bot.reading.grammar.morphology import verb_bases
from bot.reading.text.quotation_marks import quoted_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.article import Sentence
    from bot.reading.lexicon import ReportingWords

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Oo]urs|us|[Mm]y|me|[Mm]yself|[Oo]urselves)\b(?!\.)")
_AHEAD = 14
"""At most so many words before the colon is the verb of saying."""
_LONGEST = 8
"""The most paragraphs of one such quotation."""


def set_off(text: str, paragraphs: Sequence[Sequence[Sentence]], reporting: ReportingWords) -> dict[int, bool]:
    """Returns the indices of the paragraphs that are quotations without marks, and whether the quotation ends there.

    The first paragraph after the announcement is one; the next ones are as long as they are in the first person, which reports never are
    outside quotations. Once the article itself is in the first person, nothing tells its words from those of others: then none counts.
    """
    found: dict[int, bool] = {}
    number = 0
    while number < len(paragraphs):
        rows = paragraphs[number]
        number += 1
        if in_first_person(_unquoted(text, rows)):
            break
        if not _announces(text, rows[-1], reporting):
            continue
        number += _foreign(paragraphs[number : number + _LONGEST])
        block = range(number, number + _length(text, paragraphs[number : number + _LONGEST]))
        found |= {paragraph: paragraph == block[-1] for paragraph in block}
        number = block.stop
    return found


def _announces(text: str, sentence: Sentence, reporting: ReportingWords) -> bool:
    """True if a sentence ends in a colon, before it a verb of saying with nothing behind it but when, where, and to whom."""
    said = text[sentence.span.start : sentence.span.end]
    if sentence.kind is not SentenceKind.BODY or not said.endswith(":"):
        return False
    words = _WORD.findall(said)[-_AHEAD:]
    verbs = (
        i for i in reversed(range(len(words))) if words[i].islower() and verb_bases(words[i]) & reporting.setting_off
    )
    at = next(verbs, None)
    if at is None or (at and words[at - 1].lower() in reporting.not_yet):
        return False
    behind = words[at + 1 :]
    return not behind or (
        (behind[0].lower() in reporting.circumstances or behind[0][0].isupper()) and "that" not in behind
    )


def _foreign(paragraphs: Sequence[Sequence[Sentence]]) -> int:
    """How many paragraphs at the start are in another language: the words as they were said, before their translation."""
    read = (n for n, rows in enumerate(paragraphs) if rows[0].kind is not SentenceKind.BOILERPLATE)
    return next(read, 0)


def _length(text: str, paragraphs: Sequence[Sequence[Sentence]]) -> int:
    """How many of the paragraphs behind an announcement are what it announces. One between two in the first person belongs to them."""
    told = [_may_be_told(text, rows) for rows in paragraphs]
    if not told[:1] or not told[0]:
        return 0
    ours = [may and in_first_person(text[_span(rows)]) for may, rows in zip(told, paragraphs, strict=True)]
    length = 1
    while length < len(ours) and (ours[length] or (told[length] and any(ours[length + 1 : length + 2]))):
        length += 1
    return length


def _may_be_told(text: str, rows: Sequence[Sentence]) -> bool:
    """True if a paragraph is running text without a mark, a bullet or a number at its start."""
    words = text[_span(rows)]
    return all(row.kind is SentenceKind.BODY for row in rows) and words[0].isupper() and words[-1] in ".!?…"


def in_first_person(words: str) -> bool:
    """Returns True if somebody speaks of themselves in these words."""
    return _FIRST_PERSON.search(words) is not None


def _unquoted(text: str, rows: Sequence[Sentence]) -> str:
    """The words of a paragraph outside quotation marks."""
    return "".join(_between(text, rows))


def _between(text: str, rows: Sequence[Sentence]) -> Iterator[str]:
    whole = _span(rows)
    at = whole.start
    for quote in quoted_stretches(text, whole.start, whole.stop, runs_on=True):
        yield text[at : quote.start]
        at = quote.end
    yield text[at : whole.stop]


def _span(rows: Sequence[Sentence]) -> slice:
    return slice(rows[0].span.start, rows[-1].span.end)
