"""Extracts the article from the bytes of a file or response: plain text, Markdown with front matter, a page or a PDF."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import frontmatter
import yaml

from bot.catalogue import N_
from bot.catalogue.lazy import Lazy, lazy, stored
from bot.edtf import point
from bot.errors import AskError
from bot.intake.date_lines import date_of_lines
from bot.intake.decoding import decoded
from bot.intake.files import document, paths
from bot.intake.outlets import claimed_outlet, outlet_of, same_site, site_of
from bot.intake.sizes import too_long
from bot.intake.stated_days import is_ahead, stated_day
from bot.intake.title_lines import titled
from bot.intake.walls import refuse_text
from bot.knowledge.satire import satirical_outlets
from bot.limits import LONGEST_TEXT
from bot.model.article import GUESSED, Article, Candidate, Dating
from bot.picture_links import picture_address
from bot.reading.text.clean import clean
from bot.reading.text.readability import why_unread
from bot.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.intake.files import Document

_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\u00ad": None}
)
"""Ligatures, and hyphens that show only at the end of a line: words with them would not be found."""
_LEAST_LETTERS = 8
"""Letters of the shortest sentence: "It rained"."""
MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN = ("text/markdown", "text/x-markdown")
_DATED = ("published", "date", "pubdate", "pubDate", "publishDate", "date_published")
"""The names of the date in front matter: ours, then those of site generators."""
_HEADING = re.compile(r"#[ \t]+(\S[^\n]{0,198}?)[ \t#]*\n\s*(?=\S)")
"""The heading of a Markdown text, and what separates it from the rest."""
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)


def articles(given: Path, published: str | None = None) -> Iterator[Article]:
    """Yields the articles at a path. `published`: the EDTF date of those that state none.

    Raises:
        AskError: a file can't be read as an article; the sentence says why.
    """
    for path in paths(given):
        yield article(path, published)


def article(path: Path, published: str | None = None) -> Article:
    """Returns the article in one file.

    Raises:
        AskError: the file can't be opened, is too large or too long, isn't text, or its front matter is broken.
    """
    return plain_candidate(document(path, published)).article


def candidate(document: Document) -> Candidate:
    """Returns the article in a document, and what an editor should know about it.

    Raises:
        AskError: as `filed_candidate` does.
    """
    found = filed_candidate(document)
    reason = why_unread(found.article, satirical_outlets())
    notes = (stored(lazy("It is kept without facts: {reason}.", reason=Lazy(reason))),) if reason else ()
    return replace(found, unreadable=reason, notes=(*found.notes, *notes))


def filed_candidate(document: Document) -> Candidate:
    """Returns the article in a document as it is filed: a plain text without the title it begins with.

    Raises:
        AskError: it holds no text or too much, is broken, states a date that is none, or is a wall or a placeholder.
    """
    found = plain_candidate(document)
    article = found.article
    if document.kind not in MARKUP:
        refuse_text(article.text, article.title, document.where)
    if sum(map(str.isalpha, article.text)) < _LEAST_LETTERS:
        raise AskError(
            lazy(
                "{where} has too little text for an article: it may be damaged, or no text at all.",
                where=Lazy(document.where),
            )
        )
    if document.kind in _MARKDOWN and article.title is None and (heading := _HEADING.match(article.text)):
        text = article.text[heading.end() :]
        return replace(found, article=replace(article, id=_digest(text), title=unmarked(heading[1]), text=text))
    title, text = titled(article.text)
    if not document.begins_with_title or title is None or title != article.title:
        return found
    return replace(found, article=replace(article, id=_digest(text), text=text))


def plain_candidate(document: Document) -> Candidate:
    """Returns the article in a document with the whole text, which facts have their places in.

    Raises:
        AskError: it holds no text or too much, is broken, or states a date that is none.
    """
    found = _read(document)
    if document.url:
        found = _as_fetched(found, document.url)
    article = found.article
    text = clean(article.text.translate(_LETTERS))
    if not any(map(str.isalnum, text)):
        raise AskError(lazy("{where} contains no text.", where=Lazy(document.where)))
    if len(text) > LONGEST_TEXT:
        raise AskError(too_long(document.where, len(text)))
    published, dating = article.published, found.dating
    if document.published and (not published or dating in GUESSED):
        published, dating = document.published, Dating.GIVEN
    title = article.title or (titled(text)[0] if document.begins_with_title else None)
    article = replace(article, id=_digest(text), text=text, title=title, published=published)
    return replace(found, article=article, dating=dating)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _as_fetched(found: Candidate, url: str) -> Candidate:
    """The article with the site it was fetched from as its origin: its text must not replace articles of another site."""
    article = found.article
    named = article.url or url
    try:
        own, near = site_of(named) == site_of(url), same_site(named, url)
    except AskError:  # its stated link is not one
        own, near, named = False, True, url
    kept = replace(article, outlet=outlet_of(url, [article.outlet]), url=named if own else url)
    name = found.claimed or claimed_outlet(url, [article.outlet])
    return replace(found, article=kept, claimed=name if near else named)


def _read(document: Document) -> Candidate:
    """The article as it is in the document, before its text is cleaned."""
    if document.kind == "application/pdf" or document.raw.startswith(b"%PDF-"):
        from bot.intake import pdf  # noqa: PLC0415 - few articles come as one

        read = pdf.article_in(document.raw, document.where)
        made = read.made and stated_day(read.made, None, document.today)
        dated = f"{made}~" if made else None
        found = Article("", read.text, read.title, url=document.url, published=dated)
        return _dated_by_text(found, Dating.MADE if dated else Dating.UNKNOWN, document)
    text = decoded(document.raw, document.charset, document.where)
    if not text.strip():
        raise AskError(lazy("{where} contains no text.", where=Lazy(document.where)))
    if document.kind in MARKUP or (document.kind == "" and _MARKUP.match(text)):
        return _page(text, document)
    if document.kind in _MARKDOWN or text.startswith("---\n"):
        return _front_matter(text.replace("\r\n", "\n"), document)
    return _dated_by_text(Article("", text, url=document.url), Dating.UNKNOWN, document)


def _dated_by_text(article: Article, dating: Dating, document: Document) -> Candidate:
    """The article with the day in its dateline or byline, approximate as a page's is; else as it is dated already."""
    title = article.title or titled(article.text)[0]
    lines = [" ".join(line.split()) for line in article.text.splitlines() if line.strip()]
    found = date_of_lines(lines, [title] if title else [], None, document.today)
    if found is None:
        return Candidate(article, dating)
    return Candidate(replace(article, published=f"{found[0]}~"), Dating.TEXT)


def _page(text: str, document: Document) -> Candidate:
    from bot.intake import web_pages  # noqa: PLC0415 - takes half a second to load

    page = web_pages.article_in(text, document.url, document.today)
    notes = (
        (N_("The site shows only the beginning of the article; the rest is for subscribers."),) if page.teaser else ()
    )
    return Candidate(
        Article("", page.text, page.title, page.outlet, page.link, page.published, page.picture),
        page.dating,
        notes=notes,
        claimed=page.claimed,
    )


def _front_matter(text: str, document: Document) -> Candidate:
    try:
        head, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise AskError(
            lazy(
                "The front matter is broken ({where}): {error}.",
                where=Lazy(document.where),
                error=" ".join(str(error).split()),
            )
        ) from error
    stated = next((head[name] for name in _DATED if head.get(name) is not None), None)
    published = _date(stated, document.where)
    if published and document.url and is_ahead(published, document.today):
        published = None
    article = Article(
        "",
        body,
        _line(head.get("title")),
        _line(head.get("outlet")),
        _line(head.get("url")) or document.url,
        published,
        picture_address(_line(head.get("picture"))),
        ", ".join(filter(None, (_line(head.get("credit")), _line(head.get("licence"))))) or None,
    )
    return Candidate(article, Dating.STATED) if published else _dated_by_text(article, Dating.UNKNOWN, document)


def _line(value: object) -> str | None:
    return unmarked(str(value)) or None if value is not None else None


def _date(value: Any, where: str) -> str | None:
    """A front matter date as EDTF; YAML reads an unquoted day as a date object.

    Raises:
        AskError: the value is not a date.
    """
    if value is None:
        return None
    text = (
        value.date().isoformat()
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value).strip()
    )
    found = point(text) or stated_day(text)
    if found is None:
        raise AskError(
            lazy(
                "{where}: “{text}” is not a date like 2025-06-23, 2025-06 or 2025-06-23~ (approximate).",
                where=Lazy(where),
                text=text,
            )
        )
    return str(found)
