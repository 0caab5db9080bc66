"""Finds what was said in paragraphs of its own, without quotation marks, after words that announce it: `The minister said:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model.article import SentenceKind
from bot.reading.grammar.morphology import verb_bases
from bot.reading.text.quotation_marks import quoted_stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.model.article import Sentence
    from bot.reading.lexicon import ReportingWords

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Oo]urs|us|[Mm]y|me|[Mm]yself|[Oo]urselves)\b(?!\.)")
_SPEAKS_ITSELF = re.compile(r"\b(?:I|[Ww]e|[Ll]et)\b")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„\n]+[”\"»“]")
_RUN_IN = re.compile(r"(?P<said>[^:.!?“”\"\n]{3,160}:)\s+(?=[A-Z])")
_TO_SAY = re.compile(r"\b(?:has|had|have) (?:only )?(?:this|that) to say\b[^:]*:\Z")
_SET_OFF = re.compile(r">\s*")
"""What a paragraph that is set off begins with in Markdown and in e-mails."""
_AHEAD = 14
"""At most so many words before the colon is the verb of saying."""
_LONGEST = 8
"""The most paragraphs of one such quotation."""
_SPEECH = 7
"""So many words in marks are no title and no single expression."""
_CUSTOM = 2
"""An article that quotes so often without marks does so as a rule."""
_ADJECTIVES = 3
"""So many words behind "the following" may be the noun: `the following short statement`."""


def set_off(text: str, paragraphs: Sequence[Sequence[Sentence]], reporting: ReportingWords) -> dict[int, bool]:
    """Returns the indices of the paragraphs that are quotations without marks, and whether the quotation ends there.

    The first paragraph after the announcement is one; the next ones are as long as they are in the first person, which reports never are
    outside quotations, or set off. In an article that quotes so again and again, or where only what follows is in the first person, any colon at the end of a paragraph announces one. Once the article itself is in the first person, nothing tells its words from those of others: then only the first counts.
    """
    found = _blocks(text, paragraphs, reporting, lambda sentence: _announces(text, sentence, reporting))
    if sum(found.values()) < _CUSTOM:
        return found
    return _blocks(text, paragraphs, reporting, lambda sentence: _leads_up(text, sentence, reporting))


def _blocks(
    text: str,
    paragraphs: Sequence[Sequence[Sentence]],
    reporting: ReportingWords,
    announces: Callable[[Sentence], bool],
) -> dict[int, bool]:
    found: dict[int, bool] = {}
    number, personal = 0, False
    while number < len(paragraphs):
        rows = paragraphs[number]
        number += 1
        personal = personal or in_first_person(_unquoted(text, rows))
        then = paragraphs[number : number + 1]
        speaks = not personal and any(in_first_person(text[_span(next_rows)]) for next_rows in then)
        if not (announces(rows[-1]) or (speaks and _leads_up(text, rows[-1], reporting))):
            continue
        number += _foreign(paragraphs[number : number + _LONGEST])
        length = _length(text, paragraphs[number : number + _LONGEST], personal)
        block = range(number, number + length)
        found |= {paragraph: paragraph == block[-1] for paragraph in block}
        number = block.stop
    return found


def _leads_up(text: str, sentence: Sentence, reporting: ReportingWords) -> bool:
    """True if a sentence announces what is said, or ends in a colon with no list behind it: enough in an article that quotes without marks all along."""
    said = text[sentence.span.start : sentence.span.end]
    lists = reporting.listing.intersection(word.lower() for word in _WORD.findall(said))
    ends = sentence.kind is SentenceKind.BODY and said.endswith(":") and not lists
    return (ends and not _SPEAKS_ITSELF.search(said)) or _announces(text, sentence, reporting)


def run_in(text: str, paragraphs: Sequence[Sequence[Sentence]], reporting: ReportingWords) -> dict[int, int]:
    """Returns the paragraphs that announce what the rest of them quotes without marks, and where that begins: `Ann Roe said: It is old. We shall mend it.`.

    Of one sentence alone, and where the article quotes others in marks, such words may be a report.
    """
    if any(_quotes(text[_span(rows)]) for rows in paragraphs):
        return {}
    found: dict[int, int] = {}
    for number, rows in enumerate(paragraphs):
        match = _RUN_IN.match(text, rows[0].span.start, rows[-1].span.end)
        body = len(rows) > 1 and all(row.kind is SentenceKind.BODY for row in rows)
        if match and body and _announces_in(match["said"], reporting):
            found[number] = match.end()
    return found


def _announces(text: str, sentence: Sentence, reporting: ReportingWords) -> bool:
    """True if a sentence announces what the next paragraph quotes."""
    return sentence.kind is SentenceKind.BODY and _announces_in(
        text[sentence.span.start : sentence.span.end], reporting
    )


def _announces_in(said: str, reporting: ReportingWords) -> bool:
    """True if words end in a colon, before it a verb of saying with nothing behind it but when, where, and to whom; or "the following statement"."""
    if not said.endswith(":") or _SPEAKS_ITSELF.search(said):
        return False
    words = _WORD.findall(said)[-_AHEAD:]
    if _TO_SAY.search(said) or _as_follows([word.lower() for word in words], reporting):
        return True
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


def _as_follows(words: Sequence[str], reporting: ReportingWords) -> bool:
    """True for "the following statement", and words behind it: `published the following statement by Ann Roe`."""
    if "following" not in words:
        return False
    return bool(reporting.statements.intersection(words[words.index("following") + 1 :][:_ADJECTIVES]))


def _foreign(paragraphs: Sequence[Sequence[Sentence]]) -> int:
    """How many paragraphs at the start are in another language: the words as they were said, before their translation."""
    read = (n for n, rows in enumerate(paragraphs) if rows[0].kind is not SentenceKind.BOILERPLATE)
    return next(read, 0)


def _length(text: str, paragraphs: Sequence[Sequence[Sentence]], personal: bool) -> int:
    """How many of the paragraphs behind an announcement are what it announces. One between two in the first person belongs to them.

    `personal`: the article itself is in the first person.
    """
    told = [_may_be_told(text, rows) for rows in paragraphs]
    if not told[:1] or not told[0]:
        return 0
    marked = [text[rows[0].span.start] == ">" for rows in paragraphs]
    if marked[0]:
        return next((n for n, mark in enumerate(marked) if not mark), len(marked))
    if personal:
        return 1
    ours = [may and in_first_person(text[_span(rows)]) for may, rows in zip(told, paragraphs, strict=True)]
    length = 1
    while length < len(ours) and (ours[length] or (told[length] and any(ours[length + 1 : length + 2]))):
        length += 1
    return length


def _may_be_told(text: str, rows: Sequence[Sentence]) -> bool:
    """True if a paragraph is running text without a mark, a bullet or a number at its start."""
    words = text[_span(rows)]
    begins = words[beginning(words) :][:1]
    body = all(row.kind is SentenceKind.BODY for row in rows) and begins.isupper() and words[-1] in ".!?…"
    return body and not _quotes(words)


def _quotes(words: str) -> bool:
    """True if a paragraph has speech in marks in it."""
    return any(len(quoted.split()) >= _SPEECH for quoted in _QUOTED.findall(words))


def beginning(words: str) -> int:
    """Returns where the words of a paragraph begin, behind a mark that sets it off."""
    mark = _SET_OFF.match(words)
    return mark.end() if mark else 0


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
