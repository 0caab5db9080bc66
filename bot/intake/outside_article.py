"""Moves text that stands beside a page's `<article>` into it: an extractor takes that element alone."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from bot.intake.boxes import HEADINGS
from bot.intake.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    Test = Callable[[HtmlElement], bool]

_WORD = re.compile(r"[a-z]+")
_MOST = 60
"""The most neighbours examined on each side."""
_BETWEEN = ("figure", "picture", "video", "iframe", "aside")
"""Behind these the text may go on."""


def join_text_outside(tree: HtmlElement, is_paragraph: Test, holds_sentences: Test) -> None:
    """Moves paragraphs between the headline and `<article>`, and those right behind it, into it, if they read as its text.

    Args:
        tree: the whole page, without what stands around its article.
        is_paragraph: True for a long paragraph.
        holds_sentences: True for whole sentences and no more.
    """
    article = _main(tree, is_paragraph)
    if article is None:
        return
    there = {_plain(element) for element in article.iter("p")}

    def is_text(element: HtmlElement) -> bool:
        return _belongs(element, is_paragraph, holds_sentences) and _plain(element) not in there

    def is_above(element: HtmlElement) -> bool:
        return is_text(element) or (_is_standfirst(element) and holds_sentences(element))

    behind = list(_behind(article, is_text))
    ahead = _ahead(article, is_above) if article.find(".//h1") is None else []
    for element in reversed(ahead):
        _move(element, article, 0)
    for element in behind:
        _move(element, article, len(article))


def _main(tree: HtmlElement, is_paragraph: Test) -> HtmlElement | None:
    """The one `<article>` with long paragraphs that is inside no other and not named for other stories; None if there are several."""
    found = [
        article
        for article in tree.iter("article")
        if next(article.iterancestors("article"), None) is None
        and not _is_named(article, "around", "others")
        and any(map(is_paragraph, article.iter("p", "div")))
    ]
    return found[0] if len(found) == 1 else None


def _behind(article: HtmlElement, is_text: Test) -> Iterator[HtmlElement]:
    """Yields the text behind an article, up to anything else."""
    for box in (article, *takewhile(lambda above: above.tag not in ("main", "body"), article.iterancestors())):
        for sibling in islice(box.itersiblings(), _MOST):
            if is_text(sibling) and (sibling.tag == "p" or len(list(islice(sibling.iter("p"), 2))) > 1):
                yield sibling
            elif _has_words(sibling) and not _interrupts(sibling):
                return


def _ahead(article: HtmlElement, is_above: Test) -> list[HtmlElement]:
    """The text between the headline and an article, in order; nothing if no headline stands before it."""
    found: list[HtmlElement] = []
    for box in (article, *takewhile(lambda above: above.tag != "body", article.iterancestors())):
        for sibling in islice(box.itersiblings(preceding=True), _MOST):
            headline = sibling if sibling.tag == "h1" else sibling.find(".//h1")
            if headline is not None:
                return [*filter(is_above, _below(headline, sibling)), *found]
            if is_above(sibling):
                found.insert(0, sibling)
    return []


def _below(headline: HtmlElement, box: HtmlElement) -> Iterator[HtmlElement]:
    """Yields what comes behind a headline in the box that holds it."""
    if headline is not box:
        for inner in (headline, *takewhile(lambda above: above is not box, headline.iterancestors())):
            yield from inner.itersiblings()


def _interrupts(element: HtmlElement) -> bool:
    """True for a picture or an advertisement: the text may go on behind it."""
    return element.tag in _BETWEEN or not page_words("around", "interrupting").isdisjoint(
        _WORD.findall(_names(element))
    )


def _is_standfirst(element: HtmlElement) -> bool:
    """True if it is named for introducing an article."""
    return element.tag in ("p", "div") and not page_words("around", "standfirst").isdisjoint(
        _WORD.findall(_names(element))
    )


def _belongs(element: HtmlElement, is_paragraph: Test, holds_sentences: Test) -> bool:
    """True for a paragraph, or a box of paragraphs, that reads as text and asks nothing of the reader, nor tells who wrote the article."""
    if (
        _is_named(element, "around", "others")
        or next(element.iter(*HEADINGS, "form", "input", "button", "img"), None) is not None
    ):
        return False
    paragraphs = [element] if is_paragraph(element) else list(element.iter("p"))
    words = set(_WORD.findall(element.text_content().lower()))
    told = sum(len(paragraph.text_content()) for paragraph in paragraphs)
    return (
        element.tag in ("p", "div", "section")
        and any(map(is_paragraph, paragraphs))
        and all(holds_sentences(paragraph) and not _is_named(paragraph, "around") for paragraph in paragraphs)
        and told > 0.9 * len(element.text_content().strip())
        and page_words("around", "addressing").isdisjoint(words)
        and page_words("around", "portraying").isdisjoint(words)
    )


def _is_named(element: HtmlElement, *which: str) -> bool:
    """True if its class or id says that it is none of the article's text."""
    names = _names(element)
    parts = any(part in names for each in which for part in page_words(each, "parts"))
    return parts or not (page_words("around", "words") | page_words("around", "writers")).isdisjoint(
        _WORD.findall(names)
    )


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _has_words(element: HtmlElement) -> bool:
    return bool(element.text_content().strip())


def _plain(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _move(element: HtmlElement, article: HtmlElement, at: int) -> None:
    """Puts an element into the article, without names by which an extractor would choose or drop it; the words behind it stay where they are."""
    for name in ("class", "id"):
        element.attrib.pop(name, None)
    tail, element.tail = element.tail, None
    if (tail or "").strip():
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        elif parent is not None:
            parent.text = (parent.text or "") + tail
    article.insert(at, element)
