"""Extracts the article of a web page: its text without the surroundings, title, date, outlet and link."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError, ParserError
from readability import Document

from bot.catalogue.lazy import lazy
from bot.errors import AskError
from bot.intake.fragments import join_cells, lines_of
from bot.intake.links import checked
from bot.intake.outlets import claimed_outlet, outlet_of
from bot.intake.page_dates import published
from bot.intake.pictures import page_picture
from bot.intake.running_text import mend_running_text
from bot.intake.surroundings import remove_surroundings
from bot.intake.walls import FEWEST_WORDS, names_a_page, refuse_wall
from bot.wording import unmarked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.model.article import Dating

_TEASER = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)

for _name in ("trafilatura", "htmldate", "readability", "readability.readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they warn about the pages; we report that ourselves


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The article of a page. `published` is EDTF."""

    text: str
    title: str | None
    outlet: str | None
    link: str | None
    """The link that it gives for itself."""
    published: str | None
    dating: Dating
    picture: str | None
    teaser: bool
    """True if the page says that the rest is for subscribers."""
    claimed: str | None = None
    """The name of a known outlet that it gives itself, at an address that is not the outlet's."""


def article_in(page: str, url: str | None, today: str | None) -> PageArticle:
    """Returns the article in a page.

    Args:
        page: HTML.
        url: where it was found.
        today: ISO day; no article is from a later one. None: this machine's.

    Raises:
        AskError: there is no article in it.
    """
    tree, whole = _parsed(page), _parsed(page)
    link, picture = _named_link(tree, url), page_picture(tree, url)
    remove_surroundings(tree, url)
    mend_running_text(tree)
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False, include_tables=False, with_metadata=True)
    text = (found.text if found else None) or ""  # type: ignore[union-attr]
    if len(text.split()) < FEWEST_WORDS:
        text = _second_try(page) or text
    titles = [_line(getattr(found, "title", None)), _line(whole.findtext(".//h1")), _line(tree.findtext(".//title"))]
    title = titles[0] or titles[-1]
    refuse_wall(whole, text, title, url, getattr(found, "sitename", None))
    if title and names_a_page(title, getattr(found, "sitename", None)):
        title = next((title for title in titles if title and not names_a_page(title)), None)
    if not text.strip():
        raise AskError(lazy("I found no article text on that page: give a link to one article, or paste its text."))
    names = _names(tree, getattr(found, "sitename", None))
    where = url or link
    claimed = claimed_outlet(where, names) if where else None
    day, dating = published(whole, title, url, today)
    return PageArticle(
        text=_without_title(text, title),
        title=title,
        outlet=outlet_of(where, names) if where and (url or claimed) else next(iter(names), None),
        link=link,
        published=day,
        dating=dating,
        picture=picture,
        teaser=bool(_TEASER.search(page)),
        claimed=claimed,
    )


def _without_title(text: str, title: str | None) -> str:
    """The text without the title at its start, which is kept separately."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if rest.strip() and " ".join(first.split()) == title else text


def _parsed(page: str) -> HtmlElement:
    # As bytes: lxml takes no text with an encoding declaration. Network and entities are off in its HTML parser.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree: HtmlElement = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ParserError, ValueError) as error:
        raise AskError(
            lazy("That page is too broken to read: give another link, or paste the article's text.")
        ) from error
    return tree


def _second_try(page: str) -> str:
    """The text that readability finds in the page; empty if none."""
    try:
        chosen = lxml_html.fromstring(Document(page).summary(html_partial=True))
    except Exception:  # it has a dozen kinds; a page it can't read has no second try
        return ""
    for menu in list(chosen.iter("nav", "aside", "footer", "form")):
        if menu is not chosen:
            menu.drop_tree()
    join_cells(chosen)
    return lines_of(chosen)


def _named_link(tree: HtmlElement, url: str | None) -> str | None:
    """The link that the page gives for itself; it may be another site's."""
    given = [*tree.xpath("//link[@rel='canonical']/@href"), *tree.xpath("//meta[@property='og:url']/@content")]
    for link in given:
        try:
            return str(checked(urljoin(url or "", str(link))))
        except (AskError, ValueError):
            continue
    return None


def _names(tree: HtmlElement, found: str | None) -> tuple[str, ...]:
    """The names that the page gives its site: as stated, and as trafilatura finds it."""
    said = [
        *tree.xpath("//meta[@property='og:site_name']/@content"),
        *tree.xpath("//meta[@name='application-name']/@content"),
        found,
    ]
    return tuple(name for words in said if (name := _line(str(words or ""))))


def _line(value: str | None) -> str | None:
    return unmarked(value) or None if value else None
