"""Finds the day a page's article was published, and not the date of another story, a comment or a change."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

import orjson
from lxml import etree

from bot.intake.below_headline import cards, is_long_paragraph
from bot.intake.date_lines import A_DAY, A_MONTH, date_of_lines, says_when
from bot.intake.fragments import lines_of
from bot.intake.links import same_page
from bot.intake.page_words import page_words, page_words_in_order
from bot.intake.stated_days import in_english, stated_day
from bot.model.article import Dating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?:[/_-]|$)")
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])/")
_LONGEST_DATE = 80
"""The most characters of an element that shows a date and little else."""
_MOST_SHOWN = 200
"""The most dates of a page that are examined."""
_LONGEST_LINE = 12
"""The most words of a paragraph that holds a date and says no more than whose it is."""
_TITLE_WORDS, _DATE_WORDS = 4, 6
"""The fewest words of a title that a lone item of a list links, more than a name has; the most words of a day and what is beside it."""
_MOST_PARTS, _LONGEST_CARD = 40, 400
"""The most pieces of text, and the most characters, of a box with another story's title and day."""
_NEAR, _NEAR_ABOVE = 6, 3
"""The neighbours examined on each side of a date, and the elements around it."""
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|NewsArticle)\Z")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
"""The fields of JSON-LD with what a page is about; others have its comments and lists."""
_NAMES = ("property", "name", "itemprop", "http-equiv")
"""Attributes that name the properties in a page's head."""
_SHOWING = ("time", "abbr", "span", "p", "div", "li", "em", "small")
"""The elements that may show a date."""
_MOST_AHEAD = 2_000
"""The most elements examined ahead of the headline."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _DayPlace(Enum):
    """Where a day stands: ahead of the headline, between it and the text, or below."""

    AHEAD, BESIDE, BELOW = range(3)


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
    """Returns the day as EDTF, approximate if it isn't stated, and how it was found.

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


def _addresses(article: dict[str, Any]) -> set[str]:
    """The addresses of an article in JSON-LD, as keys."""
    page = article.get("mainEntityOfPage")
    said = [
        article.get("url"),
        article.get("@id"),
        page.get("@id") or page.get("url") if isinstance(page, dict) else page,
    ]
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
    """The day that the page shows for its article: between headline and text, else nearest above the headline, else below."""
    headline = _headline(page.tree, page.title)
    ahead: dict[HtmlElement, str] = {}
    below = None
    for day, place, element in _days_shown(page, headline):
        if place is _DayPlace.BESIDE:
            return day
        if place is _DayPlace.BELOW:
            below = below or day
        elif headline is not None:
            ahead.setdefault(_box_ahead(element, headline), day)
    near = [day for box, day in ahead.items() if headline is not None and not _is_a_story(box, headline)]
    return near[-1] if near else below


def _days_shown(page: _DatedPage, headline: HtmlElement | None) -> Iterator[tuple[str, _DayPlace, HtmlElement]]:
    """Yields the days shown for the article, where each stands and the element."""
    boxes = [] if headline is None else cards(headline, page.url)
    others = {inner for box in boxes for inner in box.iter(etree.Element)}
    shows, place = page.tree.find(".//h1") is None, _DayPlace.BESIDE if headline is None else _DayPlace.AHEAD
    examined = 0
    for element in page.tree.iter(*_HEADINGS, *_SHOWING):
        stated = _stated_by(element) if element.tag not in _HEADINGS else None
        shows, examined = shows or element.tag == "h1", examined + bool(stated)
        if element is headline:
            place = _DayPlace.BESIDE
        elif place is _DayPlace.BESIDE and element not in others and is_long_paragraph(element):
            place = _DayPlace.BELOW
        if not stated or element in others or _of_others(element) or _says_changed(element) or _of_an_event(element):
            continue
        day = page.day(stated)
        visited = day == page.today and not shows and element.tag != "time"  # mastheads show the day of the visit
        if examined > _MOST_SHOWN:
            return
        if day and not visited:
            yield day, place, element


def _stated_by(element: HtmlElement) -> str | None:
    """What an element for a date states; None if a sentence or a headline tells it."""
    marked = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
    named = not page_words("dates", "shown").isdisjoint(_names_of(element))
    if not (element.tag == "time" or marked or named) or (not marked and _is_told(element)):
        return None
    if element.tag == "time" or marked:
        return element.get("datetime") or element.get("content") or _date_in(element)
    return (element.tag == "abbr" and element.get("title")) or _date_in(element)


def _names_of(element: HtmlElement) -> list[str]:
    """An element's classes, id and property, and the words of them."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
    return [*names.split(), *re.findall(r"[a-z]+", names)]


def _date_in(element: HtmlElement) -> str | None:
    """The only date in an element that shows little else."""
    words = " ".join(element.text_content().split())
    plain = in_english(words) if len(words) <= _LONGEST_DATE else ""
    found = [each[0] for each in A_DAY.finditer(plain)]
    return found[0] if len(found) == 1 and not A_MONTH.search(A_DAY.sub("", plain)) else None


def _is_told(element: HtmlElement) -> bool:
    """True if a sentence or a headline tells when something happened: its words are around the element."""
    if element.tag in ("p", "div", "li"):
        return False
    before, after = _around(element)
    first = next(iter(element.text_content().split()), "").strip(":,.").lower()
    if first in page_words("dates", "occasions"):
        return True
    above = list(element.iterancestors())
    if any(parent.tag in _HEADINGS for parent in above):
        return bool(before or after)
    within = above and above[0].tag in ("p", "li", "blockquote", "td")
    return bool(within and len(above[0].text_content().split()) > _LONGEST_LINE) or says_when(before, after)


def _around(element: HtmlElement) -> tuple[str, str]:
    """The words before and after an element in its line."""
    blocks = page_words("elements", "blocks")
    before = after = ""
    inner: HtmlElement | None = element
    while inner is not None and (inner is element or inner.tag not in blocks):
        parent = inner.getparent()
        behind = [inner.tail or ""]
        for sibling in islice(inner.itersiblings(), _NEAR):
            if sibling.tag in blocks:
                break
            behind += [sibling.text_content(), sibling.tail or ""]
        ahead = [parent.text or ""] if parent is not None else []
        for sibling in reversed(list(islice(inner.itersiblings(preceding=True), _NEAR))):
            ahead = (
                [sibling.tail or ""] if sibling.tag in blocks else [*ahead, sibling.text_content(), sibling.tail or ""]
            )
        before, after = "".join(ahead) + before, after + "".join(behind)
        inner = parent
    return before.strip(), after.strip()


def _of_an_event(element: HtmlElement) -> bool:
    """True if its name or that of what it is in says that it is the date of something else, such as an event."""
    near = [element, *islice(element.iterancestors(), _NEAR_ABOVE)]
    return any(
        not page_words("dates", "elsewhere").isdisjoint(_names_of(element)) for element in near if element.tag != "body"
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
    return any(map(_has_others, element.iterancestors()))


def _has_others(element: HtmlElement) -> bool:
    """True if what is in an element is not the article's own."""
    if element.tag in ("aside", "nav", "footer", "figure", "form") or (element.tag == "a" and element.get("href")):
        return True
    names = " ".join(element.get(name) or "" for name in ("class", "id", "itemtype", "itemprop")).lower()
    if element.tag not in ("body", "html") and any(part in names for part in page_words("others", "parts")):
        return True
    if element.tag in ("li", "tr", "div") and (element.tag != "div" or _is_short(element)) and _is_of_a_list(element):
        return True
    return element.tag in ("article", "section", "li") and _has_headline_elsewhere(element)


def _is_of_a_list(item: HtmlElement) -> bool:
    """True for an item, row or box of a list of stories: a link with the words of a title, and hardly more than a day; a byline links a name."""
    if item.find(".//h1") is not None or item.getroottree().find(".//h1") is None:
        return False
    linked: list[str] = max(
        (link.text_content().split() for link in item.iter("a") if link.get("href")), key=len, default=[]
    )
    beside = [*islice(item.itersiblings(), _NEAR), *islice(item.itersiblings(preceding=True), _NEAR)]
    several = item.tag != "div" and any(other.tag == item.tag and other.find(".//a") is not None for other in beside)
    return (
        len(linked) >= (1 if several else _TITLE_WORDS)
        and len(item.text_content().split()) <= len(linked) + _DATE_WORDS
    )


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The page's headline: the first `<h1>`, else the heading that is the title."""
    first = tree.find(".//h1")
    if first is not None or not title:
        return first
    return next((each for each in tree.iter(*_HEADINGS) if _plain(each.text_content()) == _plain(title)), None)


def _box_ahead(element: HtmlElement, headline: HtmlElement) -> HtmlElement:
    """The largest box around an element ahead of the headline that the headline is not in."""
    around, box = set(headline.iterancestors()), element
    for parent in element.iterancestors():
        if parent in around:
            break
        box = parent
    return box


def _is_a_story(box: HtmlElement, headline: HtmlElement) -> bool:
    """True if a box ahead of the headline has a line with the words of another title. One for a place, a section or an author has none."""
    title = _plain(headline.text_content())
    lines = (line for line in lines_of(box).split("\n") if _plain(line) not in title and title not in _plain(line))
    return any(map(_names_a_story, lines))


def _is_short(element: HtmlElement) -> bool:
    """True if a box has no more than a title and a day, told without counting the words of a long one."""
    parts = list(islice(element.itertext(), _MOST_PARTS + 1))
    return len(parts) <= _MOST_PARTS and sum(len(part) for part in parts) <= _LONGEST_CARD


def _names_a_story(line: str) -> bool:
    """True if a line without its date has as many words as a title and names no author."""
    words = A_MONTH.sub(" ", A_DAY.sub(" ", in_english(line))).split()
    return len(words) >= _TITLE_WORDS and not any(
        word.lower().strip(":") in page_words("dates", "by") for word in words[:2]
    )


def _has_headline_elsewhere(element: HtmlElement) -> bool:
    """True if the page's headline is outside an article or item that has its own headline or link."""
    if element.find(".//h1") is not None or element.getroottree().find(".//h1") is None:
        return False
    return any(
        element.find(f".//{tag}//a") is not None or element.find(f".//a/{tag}") is not None
        for tag in ("h2", "h3", "h4")
    )


# ---- What its text tells ----


def _ahead_of(headline: HtmlElement, body: HtmlElement) -> list[HtmlElement]:
    """The elements of the body up to its headline that may show a date, at most so many."""
    shown = body.iter(*_SHOWING, headline.tag)
    return list(islice(takewhile(lambda element: element is not headline, shown), _MOST_AHEAD))


def _read(page: _DatedPage) -> tuple[str | None, Dating]:
    """The approximate day in the lines beside the headline, else the month in the address."""
    tree = deepcopy(page.tree)
    body = tree.find(".//body")
    body = tree if body is None else body
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headline = _headline(tree, page.title)
    if headline is not None:
        dated = (element for element in _ahead_of(headline, body) if _stated_by(element))
        stories = [
            box
            for box in dict.fromkeys(_box_ahead(element, headline) for element in dated)
            if _is_a_story(box, headline)
        ]
        for box in (*stories, *cards(headline, page.url)):
            if box.getparent() is not None:
                box.drop_tree()
    for element in [child for child in body.iter(etree.Element) if _has_others(child) or _of_an_event(child)]:
        if element is not body and element.getparent() is not None and element.find(".//h1") is None:
            element.drop_tree()
    lines = lines_of(body).split("\n")
    if found := date_of_lines(lines, [*filter(None, [page.title]), *headings], page.language, page.today):
        day, changed = found
        return f"{day}~", Dating.CHANGED if changed else Dating.FOUND
    month = _MONTH_IN_ADDRESS.search(page.url or "")
    if month and page.day(f"{month[1]}-{month[2]}-01"):
        return f"{month[1]}-{month[2]}~", Dating.FOUND
    return None, Dating.UNKNOWN
