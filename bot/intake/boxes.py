"""Turns tables and other elements that a page uses for layout into boxes and paragraphs, because extractors lose them or run them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from bot.intake.page_words import page_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_WORDS = 20
"""Fewest words of a paragraph of running text; captions, bylines and teasers have fewer."""


def as_boxes(tree: HtmlElement) -> None:
    """Changes tables, lists of paragraphs, `<center>`, elements of a page's own, boxes in quotations and text outside of paragraphs."""
    for element in list(tree.iter("font")):
        element.drop_tag()
    for table in [table for table in tree.iter("table") if any(map(_is_long, table.iter("td")))]:
        for part in list(table.iter("table", "thead", "tbody", "tr", "th", "td")):
            part.tag = "div"
    for listed in [
        element for element in tree.iter("ul", "ol") if any(len(item.findall("p")) > 1 for item in element.iter("li"))
    ]:
        for part in (listed, *listed.findall("li")):
            part.tag = "div"
    for element in list(tree.iter("center")):
        element.tag = "div"
    for element in [own for own in tree.iter(etree.Element) if "-" in own.tag and _is_long(own)]:
        element.tag = "div"
    for quotation in tree.iter("blockquote"):
        for box in [box for box in quotation.iter("div") if _first_block(box) is None]:
            box.tag = "p"
    for whole in tree.iter("main", "article"):
        _wrap_lead(whole)


def _wrap_lead(whole: HtmlElement) -> None:
    """Makes a paragraph of the words before the first block of an article."""
    first = _first_block(whole)
    if first is None or not (whole.text or "").strip():
        return
    lead = etree.Element("p")
    lead.text, whole.text = whole.text, None
    for part in list(whole)[: whole.index(first)]:
        lead.append(part)
    whole.insert(0, lead)


def _first_block(element: HtmlElement) -> HtmlElement | None:
    """The first child that is a block and not part of a line."""
    return next((child for child in element if child.tag not in page_words("elements", "inline")), None)


def _is_long(element: HtmlElement) -> bool:
    """True if it has as many words as a paragraph; the figures of a table don't."""
    return len(element.text_content().split()) >= FEWEST_WORDS
