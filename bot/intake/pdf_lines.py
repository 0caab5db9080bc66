"""Joins the lines of a PDF's pages to paragraphs, without running heads and feet, and with hyphenated words joined."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.intake.pdf_order import SAME_ROW, in_order
from bot.reading.grammar.morphology import is_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.intake.pdf_order import PdfLine

_MARGIN = 0.12
"""The share of a page's height at top and bottom that can have running heads and page numbers."""
_FAR = 0.25
"""The share of a page's height at top and bottom where its first and last line can be a running head."""
_FROM_PAGES = 2
"""A line in the margin of so many pages is a running head."""
_FULL = 0.85
"""A line that ends a sentence and is shorter than this share of the box's widest line ends its paragraph."""
_ENDS = (".", "!", "?", "”", '"', "’", ":")
_NUMBER = re.compile(
    r"""(?:page|seite|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/|von|sur|de)\s*\d{1,4})?\s*[-–—|]?""",
    re.IGNORECASE | re.VERBOSE,
)
_TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
_UNITS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "first",
    "second",
    "third",
    "fifth",
    "ninth",
)
_AHEAD = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "but",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "that",
        "which",
        "who",
        "than",
        "as",
        "into",
        "over",
        "about",
    ]
)
"""Words that no line of its own ends with: the next line goes on, even with a name."""
_BESIDE = 2.0
"""Points to the side between two copies of a line that is printed twice to look bold."""
_PARTED = re.compile(r"([\w'’]*\w)(-|\u00ad)\n(\w[\w'’]*)")
_WORD = re.compile(r"\w+(?:-\w+)*")


def flowing(pages: list[list[PdfLine]]) -> str:
    """Returns the text of pages, one line for each paragraph."""
    paragraphs: list[str] = []
    for page in map(in_order, _without_margins([_once(page) for page in pages])):
        for box in sorted({line.box for line in page}):
            for number, paragraph in enumerate(_paragraphs([line for line in page if line.box == box])):
                if paragraphs and number == 0 and _goes_on(paragraphs[-1], paragraph):
                    paragraphs[-1] += f"\n{paragraph}"
                else:
                    paragraphs.append(paragraph)
    return "\n".join(_made_whole(paragraphs))


def _once(page: list[PdfLine]) -> list[PdfLine]:
    """The lines of a page without those printed again at the same place."""
    kept: dict[str, list[PdfLine]] = {}
    found = []
    for line in page:
        copies = kept.setdefault(line.text, [])
        if not any(abs(copy.left - line.left) < _BESIDE and abs(copy.down - line.down) < SAME_ROW for copy in copies):
            copies.append(line)
            found.append(line)
    return found


def _without_margins(pages: list[list[PdfLine]]) -> list[list[PdfLine]]:
    """The pages without page numbers, running heads and feet, and what else is at the same place on more than half of them.

    A head or foot may be nearer to the middle than the margin, and in one box with the text: then it is the first or last line of the page.
    """
    boxes = [Counter(line.box for line in page) for page in pages]
    alone = [[line for line in page if box[line.box] == 1] for page, box in zip(pages, boxes, strict=True)]
    running = Counter(key for page in pages for key in {_key(line) for line in page if _in_margin(line)})
    stamped = Counter(key for page in alone for key in {_key(line) for line in page})
    outermost = [_edges(page) for page in pages]
    edges = Counter(key for keys in outermost for key in keys)
    most = max(_FROM_PAGES, len(pages) // 2 + 1)
    return [
        [
            line
            for line in page
            if not (_in_margin(line) and (running[_key(line)] >= _FROM_PAGES or _NUMBER.fullmatch(line.text)))
            and not (box[line.box] == 1 and stamped[_key(line)] >= most)
            and not (edges[_key(line)] >= most and _key(line) in outer)
        ]
        for page, box, outer in zip(pages, boxes, outermost, strict=True)
    ]


def _edges(page: list[PdfLine]) -> set[tuple[str, int]]:
    """The keys of a page's first and last line, if they are far from its middle and end no sentence."""
    downwards = sorted(page, key=lambda line: line.down)
    return {
        _key(line)
        for line in (*downwards[:1], *downwards[-1:])
        if not _FAR < line.down < 1 - _FAR and not line.text.endswith(_ENDS)
    }


def _in_margin(line: PdfLine) -> bool:
    return not _MARGIN < line.down < 1 - _MARGIN


def _key(line: PdfLine) -> tuple[str, int]:
    """What a running head has in common on every page: its words without numbers, and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.down * 50)


def _paragraphs(lines: list[PdfLine]) -> list[str]:
    """The paragraphs of a box: each ends with a short line that ends a sentence."""
    widest = max(line.right for line in lines) - min(line.left for line in lines)
    found: list[list[str]] = [[]]
    for line in lines:
        found[-1].append(line.text)
        if line.text.endswith(_ENDS) and line.right - line.left < _FULL * widest:
            found.append([])
    return ["\n".join(paragraph) for paragraph in found if paragraph]


def _goes_on(before: str, after: str) -> bool:
    """True if a paragraph continues in the next box, column or page: its sentence has not ended, and no new one begins."""
    if before.endswith(("-", "\u00ad", ",")):
        return True
    last = before.rpartition(" ")[2].rpartition("\n")[2].lower()
    return not before.endswith(_ENDS) and (after[:1].islower() or last in _AHEAD)


def _made_whole(paragraphs: list[str]) -> list[str]:
    """The paragraphs on one line each, with hyphenated words joined."""
    told = Counter(_WORD.findall(" ".join(paragraphs).lower()))
    joined = _joiner(told)
    return [_PARTED.sub(joined, paragraph).replace("\n", " ") for paragraph in paragraphs]


def _joiner(told: Counter[str]) -> Callable[[re.Match[str]], str]:
    """A function that joins the parts around a hyphen at the end of a line. `told`: all words of the text, to see how it is written elsewhere."""

    def joined(found: re.Match[str]) -> str:
        before, hyphen, after = found.groups()
        whole, parted = f"{before}{after}", f"{before}-{after}"
        if hyphen == "\u00ad":
            return whole
        if not before[-1].islower() or not after[0].islower():  # US-Israel, anti-American
            return parted
        if before.lower() in _TENS and after.lower().startswith(_UNITS):
            return parted
        if told[whole.lower()] != told[parted.lower()]:
            return whole if told[whole.lower()] > told[parted.lower()] else parted
        words = is_word(before.lower()) and is_word(after.lower())
        return parted if words and not is_word(whole.lower()) else whole

    return joined
