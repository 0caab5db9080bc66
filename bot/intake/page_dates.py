"""Finds the day a page's article was published, and not the date of another story, a comment or a change."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson
from htmldate import find_date

from bot.intake.links import same_page
from bot.intake.page_words import page_words, page_words_in_order
from bot.intake.stated_days import stated_day
from bot.model.article import Dating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?:[/_-]|$)")
_BETWEEN = re.compile(r"(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?!\d)")
_LONGEST_DATE = 80
"""The most characters of an element that shows a date and little else."""
_MOST_SHOWN = 200
"""The most dates of a page that are examined."""
_DATE_IN_WORDS = re.compile(
    r"""(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2} | \d{1,2}[-/.]\d{1,2}[-/.]\d{4}
    | \d{1,2}(?:st|nd|rd|th)?\ [A-Z][a-z]{2,8}\.?,?\ \d{4} | [A-Z][a-z]{2,8}\.?\ \d{1,2}(?:st|nd|rd|th)?,?\ \d{4})""",
    re.VERBOSE,
)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|NewsArticle)\Z")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
"""The fields of JSON-LD with what a page is about; others have its comments and lists."""
_NAMES = ("property", "name", "itemprop", "http-equiv")
"""Attributes that name the properties in a page's head."""
_YEAR_ONLY, _MONTH_ONLY = "-01-01", "-01"


@dataclass(frozen=True, slots=True)
class _DatedPage:
    """What a page's dates are compared with."""

    tree: HtmlElement
    title: str | None
    url: str | None
    today: str | None
    language: str | None

    def day(self, stated: object) -> str | None:
        return stated_day(str(stated or ""), self.language, self.today)


def published(tree: HtmlElement, title: str | None, url: str | None, today: str | None) -> tuple[str | None, Dating]:
    """The day as EDTF, approximate if it isn't stated, and how it was found.

    Args:
        tree: the whole page.
        title: the article's title.
        url: the page's address.
        today: ISO day; None: this machine's.
    """
    page = _DatedPage(tree, title, url, today, _language(tree))
    own = list(_own_articles(page))
    stated = (
        _first(page, (item.get("datePublished") for item in own))
        or _in_head(page, "published")
        or _in_address(page)
        or _shown(page)
    )
    if stated:
        return stated, Dating.PAGE
    changed = _first(page, (item.get("dateModified") for item in own)) or _in_head(page, "changed")
    if changed:
        return f"{changed}~", Dating.CHANGED
    return _read(page)


def _first(page: _DatedPage, stated: Iterable[object]) -> str | None:
    return next((day for words in stated if (day := page.day(words))), None)


def _language(tree: HtmlElement) -> str | None:
    """The language that the page states, with its country if given."""
    said = [tree.get("lang"), *_contents(tree, frozenset({"og:locale", "content-language"}))]
    given = [code.strip().replace("_", "-").lower() for code in said if code and code.strip()]
    return next((code for code in given if "-" in code), given[0] if given else None)


# ---- What markup states ----


def _own_articles(page: _DatedPage) -> Iterator[dict[str, Any]]:
    """The articles in JSON-LD that are the page's own: by address, else by headline, else the only one."""
    found = [
        item
        for script in page.tree.iter("script")
        if "ld+json" in (script.get("type") or "")
        for item in _articles(script.text)
    ]
    here = {same_page(url) for url in (page.url, *_canonical(page.tree)) if url}
    by_address = [item for item in found if here & _addresses(item)]
    by_title = [item for item in found if page.title and _plain(item.get("headline")) == _plain(page.title)]
    alone = [item for item in found if not (page.url and _addresses(item))] if len(found) == 1 else []
    yield from by_address or by_title or alone


def _articles(script: str | None) -> Iterator[dict[str, Any]]:
    try:
        waiting: list[Any] = [orjson.loads((script or "").strip().removesuffix(";"))]
    except orjson.JSONDecodeError:
        return
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:100]
        elif isinstance(one, dict):
            kinds = one.get("@type")
            if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one
            waiting += [one[name] for name in _INSIDE if name in one]


def _addresses(one: dict[str, Any]) -> set[str]:
    """The addresses of an article in JSON-LD, as keys."""
    page = one.get("mainEntityOfPage")
    said = [one.get("url"), one.get("@id"), page.get("@id") or page.get("url") if isinstance(page, dict) else page]
    return {same_page(link.partition("#")[0]) for link in said if isinstance(link, str) and link.startswith("http")}


def _canonical(tree: HtmlElement) -> list[str]:
    return [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]


def _plain(title: object) -> str:
    return " ".join(re.findall(r"\w+", str(title or "").casefold()))


def _in_head(page: _DatedPage, which: str) -> str | None:
    """The day in a page's head, under the most reliable of its names, whatever their order."""
    names = list(page_words_in_order("dates", which))
    stated: dict[str, str] = {}
    for meta in page.tree.iter("meta"):
        for name in _NAMES:
            key = (meta.get(name) or "").strip().lower()
            if key in names and meta.get("content") and not _of_others(meta):
                stated.setdefault(key, meta.get("content") or "")
    return _first(page, (stated.get(name) for name in names))


def _contents(tree: HtmlElement, names: frozenset[str]) -> list[str]:
    return [
        meta.get("content") or ""
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower() in names
    ]


def _in_address(page: _DatedPage) -> str | None:
    found = _IN_ADDRESS.search(page.url or "")
    return page.day("-".join(found.groups())) if found else None


# ---- What it shows ----


def _shown(page: _DatedPage) -> str | None:
    """The day next to the article's own headline: in `<time>`, in an element marked as its date, or in one with such a name."""
    looked_at = (
        (element, _stated_by(element))
        for element in page.tree.iter("time", "abbr", "span", "p", "div", "li", "em", "small")
    )
    for element, stated in islice(((element, stated) for element, stated in looked_at if stated), _MOST_SHOWN):
        if not _of_others(element) and not _says_changed(element) and (day := page.day(stated)):
            return day
    return None


def _stated_by(element: HtmlElement) -> str | None:
    """Returns the date that an element for dates states."""
    marked = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
    if element.tag == "time" or marked:
        if element.tag == "time" and _in_a_sentence(element):
            return None
        return element.get("datetime") or element.get("content") or _date_in(element)
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if named.strip() and not page_words("dates", "shown").isdisjoint(re.findall(r"[a-z]+", named)):
        return _date_in(element)
    return None


def _date_in(element: HtmlElement) -> str | None:
    """The only date in an element that shows little else."""
    words = " ".join(element.text_content().split())
    found = _DATE_IN_WORDS.findall(words) if len(words) <= _LONGEST_DATE else []
    return found[0] if len(found) == 1 else None


def _in_a_sentence(element: HtmlElement) -> bool:
    """True if it tells when something happened: a paragraph's words come before and after it."""
    parent = element.getparent()
    return (
        parent is not None and parent.tag in ("p", "li", "blockquote", "td") and len(parent.text_content().split()) > 12
    )


def _says_changed(element: HtmlElement) -> bool:
    """True if its name or the words before it mark it as the date of a change."""
    said = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.text_content()[:_LONGEST_DATE]} {_before(element)[-30:]}".lower()
    return any(word in said for word in page_words("dates", "changing"))


def _before(element: HtmlElement) -> str:
    """The words before an element in its line."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "") if parent is not None else ""
    inline = previous.tag in page_words("elements", "inline")
    return (previous.tail or "").strip() or (previous.text_content() if inline else "")


def _of_others(element: HtmlElement) -> bool:
    """True if it is among other stories, comments or the frame of the page."""
    for above in element.iterancestors():
        if above.tag in ("aside", "nav", "footer", "figure", "form") or (above.tag == "a" and above.get("href")):
            return True
        names = f"{above.get('class') or ''} {above.get('id') or ''} {above.get('itemtype') or ''}".lower()
        if above.tag not in ("body", "html") and any(part in names for part in page_words("others", "parts")):
            return True
        if above.tag in ("article", "section", "li") and _has_headline_elsewhere(above):
            return True
    return False


def _has_headline_elsewhere(element: HtmlElement) -> bool:
    """True if the page's headline is outside an article or item that has its own headline or link."""
    if element.find(".//h1") is not None or element.getroottree().find(".//h1") is None:
        return False
    return any(
        element.find(f".//{tag}//a") is not None or element.find(f".//a/{tag}") is not None
        for tag in ("h2", "h3", "h4")
    )


# ---- What its text tells ----


def _read(page: _DatedPage) -> tuple[str | None, Dating]:
    """The approximate day found in the rest of the page, as precise as it is certain."""
    tree = deepcopy(page.tree)
    for element in list(tree.iter("script", "aside", "nav", "footer", "time", "form")):
        if element.getparent() is not None:
            element.drop_tree()
    known = {*page_words_in_order("dates", "published"), *page_words_in_order("dates", "changed")}
    for meta in [meta for meta in tree.iter("meta") if known & {(meta.get(name) or "").lower() for name in _NAMES}]:
        meta.drop_tree()
    for element in [block for block in tree.iter("div", "section", "ul", "ol") if _of_others(block)]:
        if element.getparent() is not None:
            element.drop_tree()
    try:
        read = find_date(tree, extensive_search=True, original_date=True, url=page.url, max_date=page.today)
    except Exception:  # a date that breaks its parser is not a date
        read = None
    if not read:
        return None, Dating.UNKNOWN
    return f"{_certain(read, tree, page)}~", Dating.FOUND


def _certain(read: str, tree: HtmlElement, page: _DatedPage) -> str:
    """The certain part of htmldate's answer: it completes open dates with the first month or day, and takes "06/04/2025" as day first."""
    told = " ".join([tree.text_content(), *(meta.get("content") or "" for meta in tree.iter("meta"))])
    for found in _BETWEEN.finditer(told):
        if read == f"{found[4]}-{int(found[3]):02}-{int(found[1]):02}":
            return page.day(found[0]) or found[4]
    return read.removesuffix(_YEAR_ONLY) if read.endswith(_YEAR_ONLY) else read.removesuffix(_MONTH_ONLY)
