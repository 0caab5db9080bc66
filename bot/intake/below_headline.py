"""Finds the boxes between a page's headline and its text: cards of other stories, and who wrote the article and when."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from lxml import etree

from bot.intake.boxes import FEWEST_WORDS, HEADINGS, SENTENCE
from bot.intake.date_lines import line_date
from bot.intake.fragments import lines_of
from bot.intake.links import same_page
from bot.intake.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

_BOXES = frozenset({"article", "aside", "div", "figure", "li", "p", "section", "td", "ul", "ol"})
_LONGEST = 100
"""The most words of a box that is a card or tells who wrote the article."""
_TITLE_WORDS, _WORDS_AHEAD = 4, 6
"""The fewest words of a title; the most that a card has ahead of it, such as a section and a day."""
_LONGEST_NAME = 6
"""The most words of a line with a name, an office or a place."""
_MOST = 500
"""The most elements examined below a headline."""


def cards(headline: HtmlElement, url: str | None) -> list[HtmlElement]:
    """Returns the boxes of other stories below a headline and above the text: a title that is a link, and at most a teaser.

    Args:
        headline: the page's own.
        url: the page's address: a link to it leads nowhere else.
    """

    def card(title: HtmlElement) -> HtmlElement | None:
        if title.tag != "a" or not _is_a_title(title, url):
            return None
        box = box_around(title, lambda box: _is_a_card(box, title))
        return box if box is not None and box.tag != "p" and _is_above_text(box) else None

    return list(_boxes(headline, card))


def bylines(headline: HtmlElement) -> list[HtmlElement]:
    """Returns the boxes below a headline and above the text with nothing but names, offices, days, and what the author has done."""

    def byline(box: HtmlElement) -> HtmlElement | None:
        return box if box.tag in ("div", "section", "ul", "header") and _is_byline(box) else None

    return list(_boxes(headline, byline))


def _boxes(headline: HtmlElement, box_of: Callable[[HtmlElement], HtmlElement | None]) -> Iterator[HtmlElement]:
    """Yields the box of each element below a headline that has one, up to the text; none inside another."""
    inside: set[HtmlElement] = set()
    for element in islice(_following(headline), _MOST):
        if element in inside:
            continue
        if is_long_paragraph(element):
            break
        if (box := box_of(element)) is not None:
            yield box
            inside.update(box.iter(etree.Element))


def leads_elsewhere(link: HtmlElement, url: str | None) -> bool:
    """True for a link to another page."""
    target = (link.get("href") or "").strip()
    return bool(target) and not target.startswith("#") and not (url and same_page(target).startswith(same_page(url)))


def box_around(inner: HtmlElement, fits: Callable[[HtmlElement], bool]) -> HtmlElement | None:
    """Returns the largest box around an element that has few words, no headline, and fits."""
    found = None
    for box in inner.iterancestors():
        if box.tag in page_words("elements", "inline"):
            continue
        few = box.tag in _BOXES and count_words(box, _LONGEST + 1) <= _LONGEST
        if not few or box.find(".//h1") is not None or not fits(box):
            break
        found = box
    return found


def count_words(element: HtmlElement, most: int | None) -> int:
    """Returns the number of words in an element; `most` if there are that many or more."""
    count = 0
    for part in element.itertext():
        count += len(part.split())
        if most is not None and count >= most:
            return most
    return count


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the elements behind one, in the page's order."""
    for above in (element, *element.iterancestors()):
        for sibling in above.itersiblings():
            yield from sibling.iter(etree.Element)


def is_long_paragraph(element: HtmlElement) -> bool:
    """True for a paragraph of the text: long, and not made of links."""
    if element.tag not in ("p", "div") or any(child.tag not in page_words("elements", "inline") for child in element):
        return False
    linked = sum(len(link.text_content().split()) for link in element.iter("a"))
    return len(element.text_content().split()) >= max(FEWEST_WORDS, 2 * linked + 1)


def _is_a_title(link: HtmlElement, url: str | None) -> bool:
    """True for a link to another page with as many words as a title that has its line for itself, but for a day."""
    if count_words(link, _TITLE_WORDS) < _TITLE_WORDS or not leads_elsewhere(link, url):
        return False
    inline = page_words("elements", "inline")
    line = list(takewhile(lambda box: box.tag in inline, link.iterancestors()))
    for part in (link, *line):
        parent = part.getparent()
        if parent is None or (parent.text or "").strip() or any((beside.tail or "").strip() for beside in parent):
            return False
        if any(beside.tag in inline - {"time"} and beside is not part and count_words(beside, 1) for beside in parent):
            return False
    return True


def _is_a_card(box: HtmlElement, title: HtmlElement) -> bool:
    """True for a box that begins with a title and has one teaser at most."""
    titles = [link for link in box.iter("a") if count_words(link, _TITLE_WORDS) == _TITLE_WORDS]
    ahead = takewhile(lambda element: element is not title, box.iter(etree.Element))
    words = sum(len((element.text or "").split()) for element in ahead)
    return titles == [title] and words <= _WORDS_AHEAD and sum(map(is_long_paragraph, box.iter("p", "div"))) <= 1


def _is_above_text(box: HtmlElement) -> bool:
    """True if a long paragraph comes behind a box, in the same article."""
    levels = [box, *takewhile(lambda above: above.tag not in ("article", "main", "body"), box.iterancestors())]
    following = (inner for level in levels for sibling in level.itersiblings() for inner in sibling.iter("p", "div"))
    return any(map(is_long_paragraph, following))


def _is_byline(box: HtmlElement) -> bool:
    """True for a box of several lines, none of which is a sentence of the text."""
    if count_words(box, _LONGEST + 1) > _LONGEST or any(inner.tag in HEADINGS for inner in box.iter()):
        return False
    lines = lines_of(box).split("\n")
    return len(lines) > 1 and all(_is_beside_text(line) or _portrays(line, lines[0]) for line in lines)


def _is_beside_text(line: str) -> bool:
    return line_date(line, None, None) is not None or (
        len(line.split()) <= _LONGEST_NAME and SENTENCE.fullmatch(line) is None
    )


def _portrays(line: str, name: str) -> bool:
    """True for a sentence about who is named above it."""
    words = {word.strip(".,;:").lower() for word in line.split()}
    return name in line and not page_words("around", "portraying").isdisjoint(words)
