"""Marks a page's running text as such, because extractors go by names and drop sentences with the wrong one.

A paragraph may be named "teaser", a day may be in `<time>`, a word may be a button: if its neighbours continue it, it is text.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.intake.boxes import FEWEST_OF_A_SENTENCE, FEWEST_WORDS, HEADINGS, SENTENCE, as_boxes, is_text
from bot.intake.outside_article import join_text_outside
from bot.intake.page_words import page_words
from bot.knowledge.shipped import DATA

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PICTURES = ("img", "picture", "figure", "video", "iframe", "svg", "amp-img")
_NEAR = 6
"""The neighbours examined on each side."""
_ALIKE = 3
"""With so many long paragraphs of its kind beside it, a short one is text too."""
_STRAIGHT = str.maketrans("’‘", "''")
_WORD = re.compile(r"[a-z]+")


def mend_running_text(tree: HtmlElement) -> None:
    """Removes names and elements from running text for which an extractor would drop it or run its paragraphs together."""
    as_boxes(tree)
    _mark_quotations(tree)
    for element in list(tree.iter("time", *page_words("elements", "controls"))):
        if _in_a_sentence(element):
            element.drop_tag()
    for element in tree.iter("span"):
        if element.attrib and _reads_on(element):
            _unname(element)
    join_text_outside(tree, _is_paragraph, _holds_sentences)
    kinds = Counter(_kind(element) for element in tree.iter("p", "div") if _is_paragraph(element))
    text = []
    for element in list(tree.iter("p", "div", "section")):
        alike = kinds[_kind(element)] >= _ALIKE and _holds_sentences(element)
        if alike or _is_running_text(element) or _is_short_text(element):
            _unname(element)
            text.append(element)
    for box in text:
        if box.tag in ("div", "section") and _is_bare(box) and not (box.get("class") or box.get("id")):
            box.tag = "p"
    for element in text:
        _join_body(element)
    for element in [aside for aside in tree.iter("aside") if _is_text_aside(aside)]:
        element.tag = "div"


def _mark_quotations(tree: HtmlElement) -> None:
    """Puts the words of each `<q>` in quotation marks, as a browser shows them: extractors begin a new line there."""
    for depth, element in sorted(
        ((len(list(each.iterancestors("q"))), each) for each in tree.iter("q")), key=lambda pair: -pair[0]
    ):
        opening, closing = "‘’" if depth % 2 else "“”"
        element.text = opening + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing
        element.drop_tag()


def _join_body(standfirst: HtmlElement) -> None:
    """Moves what stands between the headline and the box with the text into that box: extractors take the box alone."""
    before, body = standfirst.getprevious(), standfirst.getnext()
    if before is None or body is None or body.tag not in ("div", "section") or not _is_headline(before):
        return
    if any(map(_is_paragraph, body.iter("p"))) and not (body.text or "").strip():
        body.insert(0, standfirst)


def _kind(element: HtmlElement) -> tuple[HtmlElement | None, str, str | None]:
    """What the paragraphs of one text have in common: the box they are in, their tag and their class."""
    return element.getparent(), element.tag, element.get("class")


def _is_bare(element: HtmlElement) -> bool:
    """True for a box without boxes in it."""
    return all(child.tag in page_words("elements", "inline") for child in element)


def _is_text_aside(aside: HtmlElement) -> bool:
    """True if an aside between paragraphs is text too, such as a fact box: sentences in paragraphs or a list, hardly a link, nothing to fill in."""
    names = f"{aside.get('class') or ''} {aside.get('id') or ''}".lower()
    parts = page_words("around", "parts") | page_words("others", "parts")
    lines = [" ".join(line.text_content().split()) for line in aside.iter("p", "li")]
    return (
        any(map(_goes_on, islice(aside.itersiblings(preceding=True), 1)))
        and not any(part in names for part in parts)
        and next(aside.iter("form", "input", "button", "h1", *_PICTURES), None) is None
        and 4 * _linked(aside) < len(aside.text_content().split())
        and bool(lines)
        and all(is_text(line) and not _is_boilerplate(line) for line in lines)
    )


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
    around = {part for part in page_words("around", "parts") if part in names}
    around |= page_words("around", "words") & set(_WORD.findall(names))
    if not around or (around <= page_words("around", "doubtful") and _tells(element)):
        for name in ("class", "id"):
            element.attrib.pop(name, None)


def _tells(element: HtmlElement) -> bool:
    """True for a paragraph of whole sentences between two others that links nowhere and asks nothing of the reader: text, whatever its name. A box isn't."""
    words = _WORD.findall(element.text_content().lower())
    return (
        element.tag == "p"
        and _goes_on(element.getprevious())
        and _goes_on(element.getnext())
        and next(element.iter("a", "form", "input", "button"), None) is None
        and _holds_sentences(element)
        and page_words("around", "addressing").isdisjoint(words)
        and words[0] not in page_words("around", "calls")
    )


def _is_running_text(element: HtmlElement) -> bool:
    """True if it is a paragraph among others or below the headline, or a box of such paragraphs between others."""
    if _is_paragraph(element):
        beside = _beside(element)
        unnamed = [sibling for sibling in beside if not sibling.get("class") and not sibling.get("id")]
        return any(map(_is_headline, beside)) or any(map(_is_paragraph, unnamed)) or sum(map(_is_paragraph, beside)) > 1
    before = [*islice(element.itersiblings(preceding=True), _NEAR)]
    after = any(map(_is_paragraph, islice(element.itersiblings(), _NEAR)))
    if any(map(_is_paragraph, before)):
        told = _holds_paragraphs(element) or _holds_short_paragraphs(element)
        return told and (after or _is_of_text(element))
    if any(map(_holds_text, (element.getprevious(), element.getnext()))) and _is_of_text(element):
        return _holds_paragraphs(element)
    return after and any(map(_is_headline, before)) and _holds_paragraphs(element, fewest=2)


def _holds_text(box: HtmlElement | None) -> bool:
    """True for a box with paragraphs of the text."""
    return box is not None and box.tag in ("div", "section") and any(map(_is_paragraph, box.iter("p")))


def _is_of_text(element: HtmlElement) -> bool:
    """True if a box next to the text that is named for who wrote the article goes on with it, and tells nothing of who they are."""
    names = _WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
    words = _WORD.findall(element.text_content().lower())
    return (
        not page_words("around", "writers").isdisjoint(names)
        and next(element.iter("a", "form", "input", "button", *_PICTURES), None) is None
        and page_words("around", "addressing").isdisjoint(words)
        and page_words("around", "portraying").isdisjoint(words)
        and all(_holds_sentences(line) for line in element.iter("p"))
    )


def _is_short_text(element: HtmlElement) -> bool:
    """True if it is a short paragraph of the text: whole sentences between two paragraphs, or a standfirst below the headline."""
    previous, following = element.getprevious(), element.getnext()
    if previous is not None and _is_headline(previous):
        names = _WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        stands = not page_words("around", "standfirst").isdisjoint(names)
    else:
        stands = _goes_on(previous) and _goes_on(following)
    return stands and _holds_sentences(element)


def _is_headline(element: HtmlElement) -> bool:
    """True for the page's headline, and for a box that holds it and no text."""
    return element.tag == "h1" or (
        element.tag in ("header", "div")
        and element.find(".//h1") is not None
        and not any(map(_is_paragraph, element.iter("p", "div")))
    )


def _holds_sentences(element: HtmlElement) -> bool:
    """True if it contains whole sentences and no more: no boxes, few links, and none of what stands around a text."""
    boxes = list(element.iter("p", "div", "section"))
    wraps = len(boxes) == 2 and list(element) == [boxes[1]] and not f"{element.text or ''}{boxes[1].tail or ''}".strip()
    holder = boxes[1] if wraps else element
    words = " ".join(element.text_content().split())
    return (
        (len(boxes) == 1 or wraps)
        and all(child.tag in page_words("elements", "inline") - {"img"} for child in holder.iterdescendants())
        and len(words.split()) >= max(FEWEST_OF_A_SENTENCE, 2 * _linked(element) + 1)
        and SENTENCE.fullmatch(words) is not None
        and not _is_boilerplate(words)
    )


def _is_boilerplate(words: str) -> bool:
    """True for a line that belongs to the page: an advertisement, a credit, a caption."""
    plain = words.lower().translate(_STRAIGHT)
    return plain.startswith(_boilerplate("begins")) or any(credit in plain for credit in _boilerplate("credits"))


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


def _holds_paragraphs(element: HtmlElement, fewest: int = 1) -> bool:
    """True if it contains paragraphs of running text and little else."""
    if any(inner.tag in HEADINGS for inner in element.iter()):
        return False
    paragraphs = [len(paragraph.text_content()) for paragraph in element.iter("p") if _is_paragraph(paragraph)]
    return len(paragraphs) >= fewest and sum(paragraphs) > 0.8 * len(element.text_content().strip())


def _holds_short_paragraphs(element: HtmlElement) -> bool:
    """True if it has several paragraphs of whole sentences and nothing else."""
    words = f"{element.text or ''}{''.join(child.tail or '' for child in element)}"
    return (
        len(element) > 1
        and not words.strip()
        and all(child.tag == "p" and _holds_sentences(child) for child in element)
    )


def _is_paragraph(element: HtmlElement) -> bool:
    """True if it is a paragraph of running text: long enough, and not made of links."""
    if element.tag not in ("p", "div") or any(child.tag not in page_words("elements", "inline") for child in element):
        return False
    words = len(element.text_content().split())
    return words >= FEWEST_WORDS and 2 * _linked(element) < words
