"""Splits an article's text into sentences with their kinds: body, heading, dateline, boilerplate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nupunkt

from bot.limits import LONGEST_PARAGRAPH
from bot.model.article import Sentence, SentenceKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.reading.lexicon import PageWords

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NO_ABBREVIATION = re.compile(
    r"""(?x) \b (?: no | (?!(?:approx|dept|govt|assn|assoc|intl|natl|univ|incl|excl|resp|illus|trans|misc|vols|figs|cont)\b)[a-z]{4,} )
        (?: \. [”"’'“»]? | [!?] [“»] ) \s+ (?=[“"‘'„«]?[A-Z])"""
)
_LAST_WORD = re.compile(r"(?<![\w.])(?P<word>\w+)\.\s*\Z")
_WRAPPED_AT = 100
_HEADING_WORDS = 12
_CAPTION_LENGTH = 400
"""The most characters of a caption or credit."""
_TITLE_WORDS = 24
_DATE_LINE = re.compile(
    r"""(?ix) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?
        (?: [a-z]{3,9}\.?\s+\d{1,2},?\s+\d{4} | \d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{4} )"""
)
_CAPTION = re.compile(
    r"""(?x) , \s [A-Z][\w.'’-]* (?:\s[A-Z][\w.'’-]*){0,3}, \s                            # ..., Nigeria,
        (?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4} | \d{1,2}\s[A-Z][a-z]{2,8}\.?\s\d{4}) \.? (?:\s\([^()]*\))? \Z   # May 11, 2015."""
)
"""How the caption of a picture ends: with a place and a full date, without "on" between them."""
_DATED = re.compile(r", [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.?\Z")
_SIDES = re.compile(r",? \(?(?:left|right|center|centre|L|R|C|2nd left|2nd right|second left|second right)\)?, ")
_DATELINE = re.compile(
    r"""(?x) [A-Z][A-Z'’.-]+ (?:[ ,/]{1,2}[A-Z][\w'’.-]+){0,5}     # MOSCOW   NEW YORK, June 5
        (?:,\ [A-Z][a-z]{2,8}\.?\ \d{1,2})?
        (?:\ ?\([^()\n]{2,30}\))?\ ?(?:--|[-–—])\ """
)
_AGENCY_LINE = re.compile(r"[A-Z][\w'’.,\- ]{1,40}\((?P<agency>[A-Za-z]+)\)\s?(?:--|[-–—])\s")


def sentences(text: str, words: PageWords) -> tuple[Sentence, ...]:
    """Returns the sentences of a clean text, in order. They don't overlap, and only white space is left out."""
    found: list[Sentence] = []
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        kind = _kind(text[start:end], len(paragraphs), number, words)
        if kind is not SentenceKind.BODY:
            found.append(Sentence(Span(start, end), kind, number))
            continue
        match = _DATELINE.match(text, start, end) or _agency_line(text, start, end, words)
        if match:
            found.append(Sentence(Span(start, start + len(match.group().rstrip())), SentenceKind.DATELINE, number))
        body = match.end() if match else start
        found += [Sentence(span, kind, number) for span in _borders(text, body, end, words.titles)]
    return tuple(found)


def _agency_line(text: str, start: int, end: int, words: PageWords) -> re.Match[str] | None:
    """The dateline at the start of a text if its place is not in capitals, recognised by its agency: `Moscow (Reuters) - `."""
    match = _AGENCY_LINE.match(text, start, end)
    return match if match and match["agency"] in words.agencies else None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs: lines, or the blocks between empty lines if the text is wrapped at a fixed width."""
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    inner = [line for start, end in blocks for line in text[start:end].split("\n")[:-1]]
    broken = sum(not line.endswith((".", "!", "?", ":", '"', "”")) for line in inner)
    wrapped = (
        len(inner) > 3
        and max(map(len, inner)) <= _WRAPPED_AT
        and 2 * broken > len(inner)
        and 2 * sum(map(len, inner)) > 80 * len(inner)
    )
    for match in (_BLOCK if wrapped else _LINE).finditer(text):
        if match.group().strip():
            yield match.span()


def _kind(line: str, paragraphs: int, number: int, words: PageWords) -> SentenceKind:
    if line.lower().replace("’", "'").startswith(words.begins):
        return SentenceKind.BOILERPLATE
    if _is_caption(line, words):
        return SentenceKind.BOILERPLATE
    if _DATE_LINE.fullmatch(line.strip(" .")):
        return SentenceKind.DATELINE
    found = _WORD.findall(line)
    if not found:
        return SentenceKind.BOILERPLATE
    if paragraphs == 1:
        return SentenceKind.BODY
    long = [word for word in found if word.lower() not in words.small]
    titled = sum(word[0].isupper() for word in long) / len(long) if long else 0.0
    if line[-1] not in words.final and (len(found) <= _HEADING_WORDS or (titled > 0.7 and len(found) <= _TITLE_WORDS)):
        return SentenceKind.HEADING
    one_sentence = line[-1] in ".?!" and not re.search(r"[.?!][\"”]?\s+\S", line)
    if one_sentence and titled > 0.85 and len(long) >= 3 and len(found) <= _TITLE_WORDS:
        return SentenceKind.HEADING
    if one_sentence and line[-1] == "?" and titled > 0.7 and 2 <= len(found) <= _HEADING_WORDS and number:
        return SentenceKind.HEADING
    return SentenceKind.BODY


def _is_caption(line: str, words: PageWords) -> bool:
    """True for a picture's caption or the credits at an article's end: a short paragraph that has their words or ends like a caption."""
    if len(line) > _CAPTION_LENGTH or any(mark in line for mark in '“”"'):
        return False
    low = line.lower()
    sides = len(_SIDES.findall(line)) + (_DATED.search(line) is not None)
    return any(credit in low for credit in words.credits) or _CAPTION.search(line) is not None or sides > 1


def _borders(text: str, start: int, end: int, titles: frozenset[str]) -> Iterator[Span]:
    """The sentence borders of a paragraph. Borders in quotation marks that are closed later count only within their sentence."""
    paragraph = text[start:end].replace("\n", " ")
    # nupunkt takes more than linear time on absurdly long paragraphs; full stops must do there.
    spans = nupunkt.sent_spans(paragraph) if len(paragraph) <= LONGEST_PARAGRAPH else _plain_borders(paragraph)
    whole = _joined(paragraph, spans, titles)
    for first, last in (part for span in whole for part in _parted(paragraph, *span)):
        piece = paragraph[first:last]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            yield Span(start + first + left, start + first + right)


def _joined(paragraph: str, spans: Iterable[tuple[int, int]], titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The spans, joined where one ends in an abbreviated title: `Rear Adm. | Ann Lund`."""
    begun: tuple[int, int] | None = None
    for first, last in spans:
        named = paragraph[first:last].lstrip()[:1].isupper()
        if named and begun is not None and _ends_in_title(paragraph[begun[0] : begun[1]], titles):
            begun = (begun[0], last)
            continue
        if begun is not None:
            yield begun
        begun = (first, last)
    if begun is not None:
        yield begun


def _ends_in_title(sentence: str, titles: frozenset[str]) -> bool:
    match = _LAST_WORD.search(sentence)
    return match is not None and match["word"] in titles


def _parted(paragraph: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence split after "no." or a whole word before a capital: nupunkt takes "no" and "bank" for abbreviations."""
    for match in _NO_ABBREVIATION.finditer(paragraph, first, last):
        yield first, match.end()
        first = match.end()
    yield first, last


def _plain_borders(paragraph: str) -> Iterator[tuple[int, int]]:
    last = 0
    for match in re.finditer(r"[.!?]+[\"”’)]?\s+", paragraph):
        yield last, match.end()
        last = match.end()
    yield last, len(paragraph)
