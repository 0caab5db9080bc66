"""Turns tables and other elements that a page uses for layout into boxes and paragraphs, because extractors lose them or run them together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from bot.intake.page_words import page_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_WORDS = 20
"""Fewest words of a paragraph of running text; captions, bylines and teasers have fewer."""
FEWEST_OF_A_SENTENCE = 3
SENTENCE = re.compile(r"[“‘\"'«(¿¡]*[^\W_a-z].*[.!?…][”’\"'»)]*", re.DOTALL)
"""What a short paragraph of the text is: whole sentences."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROWS, _CELLS = frozenset({"div", "li", "ul"}), frozenset({"b", "div", "em", "i", "li", "p", "span", "strong"})
_FEWEST_ROWS = 2
_HOLDERS = ("body", "main", "article", "section", "div")
"""The boxes that may have text outside of paragraphs."""


def as_boxes(tree: HtmlElement) -> None:
    """Changes tables, lists of paragraphs, `<center>`, elements of a page's own, boxes in quotations and text outside of paragraphs."""
    for element in list(tree.iter("font")):
        element.drop_tag()
    _part_tables_and_lists(tree)
    for element in list(tree.iter("center")):
        element.tag = "div"
    for element in [own for own in tree.iter(etree.Element) if "-" in own.tag and _is_long(own)]:
        element.tag = "div"
    for figure in [
        figure for figure in tree.iter("figure") if figure.find("blockquote") is not None or _is_quoted(figure)
    ]:
        figure.tag = "div"
    for holder in tree.iter("blockquote", "aside"):
        for box in [box for box in holder.iter("div") if _first_block(box) is None]:
            box.tag = "p"
    for box in [box for aside in tree.iter("aside") for box in aside.iter("aside", "blockquote")]:
        if _first_block(box) is None and is_text(" ".join(box.text_content().split())):
            _wrap_whole(box)
    _part_posts(tree)
    for whole in tree.iter("main", "article"):
        _wrap_lead(whole)
    for holder in list(tree.iter(*_HOLDERS)):
        _wrap_lines(holder)


def _part_tables_and_lists(tree: HtmlElement) -> None:
    """Makes boxes of the cells of a table for layout, and of the items of a list that hold paragraphs."""
    for table in [table for table in tree.iter("table") if is_layout(table)]:
        for part in list(table.iter("table", "thead", "tbody", "tr", "th", "td")):
            part.tag = "p" if part.tag == "td" and _is_text_cell(part) else "div"
    for listed in [element for element in tree.iter("ul", "ol") if any(map(_holds_paragraphs, element.iter("li")))]:
        for part in (listed, *listed.findall("li")):
            part.tag = "div"


def is_layout(table: HtmlElement) -> bool:
    """True for a table with a long cell, or one without headings that has more words in sentences than in figures and names."""
    cells = list(table.iter("td"))
    told = sum(len(cell.text_content().split()) for cell in cells if _is_text_cell(cell) or _is_of_text(cell))
    headed = next(table.iter("th"), None) is not None
    return any(map(_is_long, cells)) or (not headed and 2 * told > len(table.text_content().split()))


def grids(tree: HtmlElement) -> list[HtmlElement]:
    """Returns the tables of figures that are made of other boxes: rows of the same number of short cells."""
    return [box for box in tree.iter("div", "section", "ul") if _is_grid(box)]


def _is_grid(box: HtmlElement) -> bool:
    """True for several rows of cells, one in three a figure."""
    rows = [_cells(row) for row in box]
    if len(rows) < _FEWEST_ROWS or (box.text or "").strip() or len({len(row) for row in rows}) > 1 or not rows[0]:
        return False
    cells = [cell for row in rows for cell in row]
    return 3 * sum(any(map(str.isdigit, cell)) for cell in cells) >= len(cells)


def _cells(row: HtmlElement) -> list[str]:
    """The words of each cell of a row; none if it is no row: it has words of its own, a block in a cell, or a sentence."""
    inline = page_words("elements", "inline")
    apart = [row.text, *(cell.tail for cell in row)]
    told = [" ".join(cell.text_content().split()) for cell in row]
    if row.tag not in _ROWS or len(row) < 2 or any((words or "").strip() for words in apart):
        return []
    simple = all(cell.tag in _CELLS and all(inner.tag in inline for inner in cell.iterdescendants()) for cell in row)
    return told if simple and not is_text(" ".join(told)) and not any(map(is_text, told)) else []


def _is_text_cell(cell: HtmlElement) -> bool:
    """True for a cell with text and no block in it."""
    return _first_block(cell) is None and is_text(" ".join(cell.text_content().split()))


def _is_of_text(cell: HtmlElement) -> bool:
    """True for a cell whose blocks are paragraphs of text."""
    return all(block.tag == "p" and is_text(" ".join(block.text_content().split())) for block in cell) and len(cell) > 0


def _is_quoted(figure: HtmlElement) -> bool:
    """True for a figure that is a quotation, not a picture."""
    return figure.find("q") is not None and next(figure.iter("img", "picture", "video", "iframe", "svg"), None) is None


def _wrap_whole(holder: HtmlElement) -> None:
    """Makes a paragraph of all that a box holds."""
    paragraph = etree.Element("p")
    paragraph.text, holder.text = holder.text, None
    paragraph.extend(list(holder))
    holder.append(paragraph)


def _part_posts(tree: HtmlElement) -> None:
    """Makes boxes of the posts of a live blog: an extractor would take the first `<article>` for the whole."""
    posts = [article for article in tree.iter("article") if article.find(".//h1") is None]
    if len(posts) > 1 and tree.find(".//h1") is not None and len(posts) == len(list(tree.iter("article"))):
        for post in posts:
            post.tag = "div"


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


def _wrap_lines(holder: HtmlElement) -> None:
    """Makes paragraphs of the sentences that a box has between its blocks."""
    if _first_block(holder) is None:
        return
    beside = holder.find("p") is not None
    for before, line in _lines_between(holder):
        lead = (holder.text if before is None else before.tail) or ""
        told = (f"{' ' if child.tag == 'br' else child.text_content()}{child.tail or ''}" for child in line)
        words = " ".join("".join([lead, *told]).split())
        linked = sum(len(link.text_content().split()) for child in line for link in child.iter("a"))
        if 2 * linked >= len(words.split()) or not (is_text(words) if beside else len(words.split()) >= FEWEST_WORDS):
            continue
        paragraph = etree.Element("p")
        paragraph.text = lead
        if before is None:
            holder.text = None
        else:
            before.tail = None
        paragraph.extend(line)
        holder.insert(0 if before is None else holder.index(before) + 1, paragraph)


def _lines_between(holder: HtmlElement) -> list[tuple[HtmlElement | None, list[HtmlElement]]]:
    """The lines between the blocks of a box: what each comes after (None: its beginning) and the elements in it. Two breaks part lines too."""
    inline = page_words("elements", "inline")
    lines: list[tuple[HtmlElement | None, list[HtmlElement]]] = [(None, [])]
    for child in holder:
        line = lines[-1][1]
        if child.tag not in inline or (
            child.tag == "br" and line and line[-1].tag == "br" and not (line[-1].tail or "").strip()
        ):
            lines.append((child, []))
        else:
            line.append(child)
    return lines


def is_text(words: str) -> bool:
    """True for a long line, or for whole sentences."""
    count = len(words.split())
    return count >= FEWEST_WORDS or (count >= FEWEST_OF_A_SENTENCE and SENTENCE.fullmatch(words) is not None)


def _holds_paragraphs(item: HtmlElement) -> bool:
    """True for an item of a list with several paragraphs, or with a long one beside something else."""
    return len(item.findall("p")) > 1 or any(
        _is_long(paragraph) for paragraph in item.iter("p") if paragraph.getparent() is not item or len(item) > 1
    )


def _first_block(element: HtmlElement) -> HtmlElement | None:
    """The first child that is a block and not part of a line."""
    return next((child for child in element if child.tag not in page_words("elements", "inline")), None)


def _is_long(element: HtmlElement) -> bool:
    """True if it has as many words as a paragraph; the figures of a table don't."""
    return len(element.text_content().split()) >= FEWEST_WORDS
