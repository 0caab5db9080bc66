"""Marks a page's running text as such, because extractors go by names and drop sentences with the wrong one.

A paragraph may be named "teaser", a day may be in `<time>`, a word may be a button: if its neighbours continue it, it is text.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.intake.boxes import FEWEST_WORDS, as_boxes
from bot.intake.page_words import page_words
from bot.knowledge.shipped import DATA

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST_OF_A_SENTENCE = 3
_SENTENCE = re.compile(r"[“‘\"'«(¿¡]*[^\W_a-z].*[.!?…][”’\"'»)]*", re.DOTALL)
"""What a short paragraph of the text is: whole sentences."""
_PICTURES = ("img", "picture", "figure", "video", "iframe", "svg", "amp-img")
_NEAR = 6
"""The neighbours examined on each side."""
_STRAIGHT = str.maketrans("’‘", "''")
_WORD = re.compile(r"[a-z]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def mend_running_text(tree: HtmlElement) -> None:
    """Removes names and elements from running text for which an extractor would drop it or run its paragraphs together."""
    as_boxes(tree)
    for element in list(tree.iter("time", *page_words("elements", "controls"))):
        if _in_a_sentence(element):
            element.drop_tag()
    for element in tree.iter("span"):
        if element.attrib and _reads_on(element):
            _unname(element)
    for element in list(tree.iter("p", "div", "section")):
        if (element.get("class") or element.get("id")) and (_is_running_text(element) or _is_short_text(element)):
            _unname(element)


def _in_a_sentence(element: HtmlElement) -> bool:
    """True if it is inside a sentence: words are next to a time, or on both sides of a control."""
    if any(child.tag not in page_words("elements", "inline") for child in element):
        return False
    before, after = _words_before(element), _words_after(element)
    return before or after if element.tag == "time" else before and after


def _words_before(element: HtmlElement) -> bool:
    """True if there are words before it within its parent, not counting those of forms."""
    previous = list(islice(element.itersiblings(preceding=True), _NEAR))
    parent = element.getparent()
    opening = (parent.text or "") if parent is not None and len(previous) < _NEAR else ""
    return bool(opening.strip()) or any(map(_has_words, previous))


def _words_after(element: HtmlElement) -> bool:
    return bool((element.tail or "").strip()) or any(map(_has_words, islice(element.itersiblings(), _NEAR)))


def _has_words(sibling: HtmlElement) -> bool:
    """True if there are words behind a neighbour, or in it if it is neither a form's nor a block."""
    own = sibling.tag in page_words("elements", "inline") and sibling.text_content().strip()
    return bool((sibling.tail or "").strip() or own)


def _reads_on(element: HtmlElement) -> bool:
    return bool(_before(element) or (element.tail or "").strip())


def _before(element: HtmlElement) -> str:
    """The words before an element within its parent."""
    previous, parent = element.getprevious(), element.getparent()
    words = previous.tail if previous is not None else parent.text if parent is not None else None
    return (words or "").strip()


def _unname(element: HtmlElement) -> None:
    """Removes its names, unless they say that it isn't part of the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if page_words("around", "words").isdisjoint(_WORD.findall(names)) and not any(
        part in names for part in page_words("around", "parts")
    ):
        for name in ("class", "id"):
            element.attrib.pop(name, None)


def _is_running_text(element: HtmlElement) -> bool:
    """True if it is a paragraph among others or below the headline, or a box of such paragraphs between others."""
    if _is_paragraph(element):
        beside = _beside(element)
        unnamed = [sibling for sibling in beside if not sibling.get("class") and not sibling.get("id")]
        return (
            any(sibling.tag == "h1" for sibling in beside)
            or any(map(_is_paragraph, unnamed))
            or sum(map(_is_paragraph, beside)) > 1
        )
    return (
        any(map(_is_paragraph, islice(element.itersiblings(preceding=True), _NEAR)))
        and any(map(_is_paragraph, islice(element.itersiblings(), _NEAR)))
        and _holds_paragraphs(element)
    )


def _is_short_text(element: HtmlElement) -> bool:
    """True if it is a short paragraph of the text: whole sentences between two paragraphs, or a standfirst below the headline."""
    previous, following = element.getprevious(), element.getnext()
    if previous is not None and previous.tag == "h1":
        names = _WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        stands = not page_words("around", "standfirst").isdisjoint(names)
    else:
        stands = _goes_on(previous) and _goes_on(following)
    return stands and _holds_sentences(element)


def _holds_sentences(element: HtmlElement) -> bool:
    """True if it contains whole sentences and no more: no boxes, few links, and none of what stands around a text."""
    boxes = list(element.iter("p", "div", "section"))
    wraps = len(boxes) == 2 and list(element) == [boxes[1]] and not f"{element.text or ''}{boxes[1].tail or ''}".strip()
    holder = boxes[1] if wraps else element
    words = " ".join(element.text_content().split())
    plain = words.lower().translate(_STRAIGHT)
    return (
        (len(boxes) == 1 or wraps)
        and all(child.tag in page_words("elements", "inline") - {"img"} for child in holder.iterdescendants())
        and len(words.split()) >= max(_FEWEST_OF_A_SENTENCE, 2 * _linked(element) + 1)
        and _SENTENCE.fullmatch(words) is not None
        and not plain.startswith(_boilerplate("begins"))
        and not any(credit in plain for credit in _boilerplate("credits"))
    )


def _linked(element: HtmlElement) -> int:
    """The number of its words that are links."""
    return sum(len(link.text_content().split()) for link in element.iter("a"))


def _goes_on(sibling: HtmlElement | None) -> bool:
    """True for a paragraph of the text: a long one, or one without a name, and no picture in it."""
    if sibling is None or next(sibling.iter(*_PICTURES), None) is not None:
        return False
    named = sibling.get("class") or sibling.get("id")
    return _is_paragraph(sibling) or (sibling.tag == "p" and not named and bool(sibling.text_content().strip()))


@lru_cache(maxsize=2)
def _boilerplate(which: str) -> tuple[str, ...]:
    return tuple(tomllib.loads((DATA / "boilerplate.toml").read_text(encoding="utf-8"))[which])


def _beside(element: HtmlElement) -> list[HtmlElement]:
    """Its nearest neighbours within their parent."""
    return [*islice(element.itersiblings(preceding=True), _NEAR), *islice(element.itersiblings(), _NEAR)]


def _holds_paragraphs(element: HtmlElement) -> bool:
    """True if it contains paragraphs of running text and little else."""
    if any(inner.tag in _HEADINGS for inner in element.iter()):
        return False
    told = sum(len(paragraph.text_content()) for paragraph in element.iter("p") if _is_paragraph(paragraph))
    return told > 0.8 * len(element.text_content().strip())


def _is_paragraph(element: HtmlElement) -> bool:
    """True if it is a paragraph of running text: long enough, and not made of links."""
    if element.tag not in ("p", "div") or any(child.tag not in page_words("elements", "inline") for child in element):
        return False
    words = len(element.text_content().split())
    return words >= FEWEST_WORDS and 2 * _linked(element) < words
