"""Extracts the visible text from a piece of HTML, such as a feed entry: one line for each block and each row of figures."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import LxmlError, ParserError

from bot.intake.boxes import grids, is_layout
from bot.intake.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TAG = re.compile(r"<[a-zA-Z/!?]")
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^>]{0,2000}>")
_SPACES = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_BETWEEN_CELLS = " | "


def text_of(fragment: str) -> str:
    """Returns the text of a piece of HTML; plain text keeps its lines."""
    if not _TAG.search(fragment):
        return html.unescape(fragment).strip()
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(f"<body>{fragment.replace(chr(0), ' ')}", parser=parser)
        if tree.text_content().strip():  # None if it is nested deeper than the parser goes.
            join_cells(tree)
            return lines_of(tree)
    except (LxmlError, ParserError, ValueError):
        pass
    return html.unescape(" ".join(_ANY_TAG.sub(" ", fragment).split()))


def lines_of(tree: HtmlElement) -> str:
    """Returns the text of a tree, one line for each block. Removes invisible elements from the tree."""
    for hidden in list(tree.iter(*page_words("elements", "hidden"))):
        if hidden is not tree:
            hidden.drop_tree()
    return "\n".join(_lines(tree))


def join_cells(tree: HtmlElement) -> None:
    """Makes one line of each row in a tree's tables of figures: alone on its line, a figure tells nothing."""
    tables = [table for table in tree.iter("table") if table.find(".//table") is None and not is_layout(table)]
    rows = [*(row for table in tables for row in table.iter("tr")), *(row for grid in grids(tree) for row in grid)]
    for row in rows:
        words = _BETWEEN_CELLS.join(told for cell in row if (told := " ".join(_lines(cell))))
        for cell in list(row):
            row.remove(cell)
        row.text = words


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Yields the lines that aren't empty, with single spaces."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return (line for line in lines if line)


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Yields the words in order, with a line end where a block begins or ends."""
    blocks = page_words("elements", "blocks")
    written = 0  # how many elements are open whose empty lines are shown
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in blocks:
            yield "\n"
        if element.tag == "pre":
            written += 1 if event == "start" else -1
        words = element.text if event == "start" else element.tail if element is not tree else None
        if words:
            yield "\n".join(_SPACES.sub(" ", part) for part in (_EMPTY_LINE.split(words) if written else [words]))
