"""Removes from a page what stands around its article and between its paragraphs: hidden elements, other stories, tables of figures, boxes with a label such as "Advertisement"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.intake.below_headline import box_around, bylines, cards, count_words, leads_elsewhere
from bot.intake.boxes import FEWEST_WORDS, HEADINGS, grids, is_layout
from bot.intake.page_words import page_words, page_words_in_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_BESIDE_TEXT = ("p", "div", "li", "span", "strong", "b", "em", "small", *sorted(HEADINGS - {"h1"}))
"""The elements that a label may be in."""
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST = 100
"""The most words of a box with a label, of another story with its teaser, and of a quotation that repeats the text."""
_LONGEST_LABEL = 40
"""The most characters of a label."""
_NEAR = 3
"""The neighbours examined on each side."""
_MOST_QUOTED = 50
"""The most quotations that are compared with the text."""
_FEWEST_REPEATED = 5
"""The fewest words of a quotation that repeats the text; fewer are in it by chance."""
_WORD = re.compile(r"\w+")


def remove_surroundings(tree: HtmlElement, url: str | None) -> None:
    """Removes hidden elements, other stories with their teasers, labelled boxes, tables of figures, and quotations that repeat the text.

    Args:
        tree: the whole page.
        url: its address: a heading that is a link to it is its own.
    """
    whole = count_words(tree, None)
    for element in tree.xpath("//body//*[@hidden or @style or @class]"):
        if _is_hidden(element) and not _is_folded(element) and 2 * count_words(element, whole) < whole:
            _drop(element)
    for element in list(tree.iter(*page_words("elements", "around"))):
        _drop(element)
    stories = (_other_story(heading, url) for heading in tree.iter(*HEADINGS - {"h1"}))
    _drop_beside_text(tree, [box for box in stories if box is not None])
    labelled = (_labelled(element) for element in tree.iter(*_BESIDE_TEXT))
    _drop_beside_text(tree, [box for box in labelled if box is not None])
    headline = tree.find(".//h1")
    if headline is not None:
        _drop_beside_text(tree, cards(headline, url))
        _drop_beside_text(tree, bylines(headline))
    # An extractor that finds little text would take one in, and run its cells together with the sentences.
    _drop_beside_text(tree, [*(table for table in tree.iter("table") if not is_layout(table)), *grids(tree)])
    for quotation in list(_repeated(tree)):
        _drop(quotation)


def _is_hidden(element: HtmlElement) -> bool:
    """True if readers don't see it: by its attributes, or by a class for screen readers alone."""
    return (
        element.get("hidden") is not None
        or _NOT_SHOWN.search(element.get("style") or "") is not None
        or not page_words("around", "unseen").isdisjoint((element.get("class") or "").lower().split())
    )


def _is_folded(element: HtmlElement) -> bool:
    """True if it has several paragraphs next to others: the rest of an article behind a button."""
    beside = (*islice(element.itersiblings(preceding=True), _NEAR), *islice(element.itersiblings(), _NEAR))
    return any(each.tag == "p" for each in beside) and len(element.findall(".//p")) > 1


def _other_story(heading: HtmlElement, url: str | None) -> HtmlElement | None:
    """The box of a heading that is a link to another page, with no other heading; None if it has none."""
    links = (*islice(heading.iterancestors("a"), 1), *islice(heading.iter("a"), 1))
    link = next((link for link in links if link.get("href")), None)
    if link is None or count_words(link, _LONGEST) < count_words(heading, _LONGEST) or not leads_elsewhere(link, url):
        return None
    return box_around(heading, lambda box: len(list(islice(box.iter(*HEADINGS), 2))) == 1)


def _labelled(element: HtmlElement) -> HtmlElement | None:
    """The box that begins with a label, or the label alone; None if an element is no label."""
    label = _label(element)
    if label.rstrip(":") not in page_words_in_lines("around", "labels"):
        return None
    box = box_around(element, lambda box: _begins_with(box, label))
    if element.tag in page_words("elements", "inline"):
        return box if label.endswith(":") or _is_a_line(element) else None
    return box if box is not None else element


def _is_a_line(element: HtmlElement) -> bool:
    """True if an inline element has its line for itself: nothing but a block or a break comes after it."""
    following = element.getnext()
    ends = following is None or following.tag == "br" or following.tag not in page_words("elements", "inline")
    return ends and not (element.tail or "").strip()


def _label(element: HtmlElement) -> str:
    """An element's words in lower case; empty if they are too many for a label."""
    words = ""
    for part in element.itertext():
        words += part
        if len(words.strip()) > _LONGEST_LABEL:
            return ""
    return " ".join(words.lower().split())


def _begins_with(box: HtmlElement, label: str) -> bool:
    return " ".join(box.text_content().lower().split()).startswith(label)


def _drop_beside_text(tree: HtmlElement, boxes: list[HtmlElement]) -> None:
    """Removes boxes, unless the page would have no paragraph left: those of a live blog may look like other stories."""
    dropped = set(boxes)
    kept = (element for element in tree.iter("p", "div", "td", "li") if _has_own_paragraph(element))
    if any(dropped.isdisjoint((element, *element.iterancestors())) for element in kept):
        for box in boxes:
            _drop(box)


def _has_own_paragraph(element: HtmlElement) -> bool:
    """True if it has as many words outside of inner blocks as a paragraph."""
    inline = page_words("elements", "inline")
    own = [element.text or ""]
    for child in element:
        own += ["".join(child.itertext()) if child.tag in inline else "", child.tail or ""]
    return len(" ".join(own).split()) >= FEWEST_WORDS


def _repeated(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the quotations set apart that the text has too."""
    lines = "".join(f" {_plain(paragraph.itertext())} |" for paragraph in tree.iter("p"))
    for quotation in islice(tree.xpath("//blockquote | //*[contains(@class, 'pull')]"), _MOST_QUOTED):
        words = _plain(quotation.xpath(".//text()[not(ancestor::cite or ancestor::footer or ancestor::figcaption)]"))
        inside = sum(f" {words} " in f" {_plain(paragraph.itertext())} " for paragraph in quotation.iter("p"))
        if _FEWEST_REPEATED <= len(words.split()) <= _LONGEST and lines.count(f" {words} ") > inside:
            yield next(quotation.iterancestors("figure"), quotation)


def _plain(parts: Iterable[str]) -> str:
    return " ".join(_WORD.findall("".join(parts).lower()))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
