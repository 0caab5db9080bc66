"""A piece of HTML, such as an entry of a feed, into its text: a line a block, and every word of it that shows, wherever it stands."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import LxmlError, ParserError

from bot.intake.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TAG = re.compile(r"<[a-zA-Z/!?]")
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^>]{0,2000}>")
_SPACES = re.compile(r"\s+")


def text_of(fragment: str) -> str:
    """The text of a piece of HTML; plain text stays in its own lines."""
    if not _TAG.search(fragment):
        return html.unescape(fragment).strip()
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(f"<body>{fragment.replace(chr(0), ' ')}", parser=parser)
        if tree.text_content().strip():  # None is left of what is nested deeper than the parser goes.
            return lines_of(tree)
    except (LxmlError, ParserError, ValueError):
        pass
    return html.unescape(" ".join(_ANY_TAG.sub(" ", fragment).split()))


def lines_of(tree: HtmlElement) -> str:
    """The text of a tree, a line a block. Elements that do not show are taken out of it."""
    for hidden in list(tree.iter(*page_words("elements", "hidden"))):
        if hidden is not tree:
            hidden.drop_tree()
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Words in their order, with a line end wherever a block begins or ends."""
    blocks = page_words("elements", "blocks")
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in blocks:
            yield "\n"
        words = element.text if event == "start" else element.tail if element is not tree else None
        if words:
            yield _SPACES.sub(" ", words)
