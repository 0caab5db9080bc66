"""Chooses the first picture offered by a page or feed that is worth showing.

trafilatura also finds `og:image` and `twitter:image`, but keeps only the last, without its size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml

from bot.knowledge.shipped import DATA
from bot.picture_links import picture_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

LEAST_WIDTH, LEAST_HEIGHT = 200, 100
"""The least pixels, if stated: smaller pictures are logos and trackers. 200 is the minimum of Open Graph's own consumers."""
LONGEST_SIDE = 3
"""The greatest ratio of the sides: longer pictures are banners or logos with text."""
_MOST = 20
"""The most pictures of a page or entry that are examined."""
_STARTS = frozenset({"og:image", "og:image:url"})
_ALSO = frozenset({"twitter:image", "twitter:image:src"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_DOT = re.compile(r"(?<!\d)1x1(?!\d)")
"""Recognises a tracking pixel by its name."""


@dataclass
class OfferedPicture:
    """An offered picture: its links, best first, and its size in pixels if stated."""

    links: list[str]
    width: int | None = None
    height: int | None = None


def page_picture(tree: HtmlElement, url: str | None) -> str | None:
    """Returns the picture that a page offers for previews, or None. `url`: the page's address."""
    return first_worth_showing([*_open_graph(tree), *_others(tree)], url)


def entry_picture(entry: Any, url: str) -> str | None:
    """Returns the picture of a feed's entry as feedparser read it: Media RSS, the widest first, or an enclosure. `url`: the feed's address."""
    media = [media_item for media_item in entry.get("media_content", ()) if _is_picture(media_item)]
    offers = [
        OfferedPicture(
            [str(offer.get("url") or offer.get("href") or "")],
            _pixels(offer.get("width")),
            _pixels(offer.get("height")),
        )
        for offer in (*media, *entry.get("media_thumbnail", ()), *filter(_is_picture, entry.get("enclosures", ())))
    ]
    offers.sort(key=lambda offer: -(offer.width or 0))
    return first_worth_showing(offers, url)


def first_worth_showing(offers: Iterable[OfferedPicture], url: str | None) -> str | None:
    """Returns the address of the first picture that may be handed on and belongs to the story; links are relative to `url`."""
    for offer in list(offers)[:_MOST]:
        if _too_small(offer):
            continue
        for link in offer.links:
            try:
                found = picture_address(urljoin(url or "", link.strip()))
            except ValueError:
                continue
            if found and not _is_a_mark(found):
                return found
    return None


def _open_graph(tree: HtmlElement) -> Iterator[OfferedPicture]:
    """`og:image` with the properties that follow it (ogp.me, "Structured Properties")."""
    offer: OfferedPicture | None = None
    for name, content in _metas(tree):
        if name in _STARTS and content and (offer is None or content not in offer.links):
            if offer:
                yield offer
            offer = OfferedPicture([content])
        elif offer and name == "og:image:secure_url":
            offer.links.insert(0, content)
        elif offer and name == "og:image:width":
            offer.width = _pixels(content)
        elif offer and name == "og:image:height":
            offer.height = _pixels(content)
    if offer:
        yield offer


def _others(tree: HtmlElement) -> Iterator[OfferedPicture]:
    yield from (OfferedPicture([content]) for name, content in _metas(tree) if name in _ALSO)
    yield from (OfferedPicture([str(link)]) for link in tree.xpath("//link[@rel='image_src']/@href"))


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        yield (meta.get("property") or meta.get("name") or "").strip().lower(), (meta.get("content") or "").strip()


def _is_picture(media: Any) -> bool:
    """True if Media RSS or an enclosure declares a picture, or if nothing is declared, its ending does."""
    kind = str(media.get("medium") or media.get("type") or "").lower()
    if kind:
        return kind == "image" or kind.startswith("image/")
    return bool(
        re.search(
            r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", str(media.get("url") or media.get("href") or ""), re.IGNORECASE
        )
    )


def _pixels(stated: object) -> int | None:
    found = re.match(r"\d{1,5}(?!\d)", str(stated or "").strip())
    return int(found.group()) if found else None


def _too_small(offer: OfferedPicture) -> bool:
    """True if its stated size is too small or too long for a photograph. Pictures without a size pass."""
    width, height = offer.width, offer.height
    if (width is not None and width < LEAST_WIDTH) or (height is not None and height < LEAST_HEIGHT):
        return True
    return bool(width and height) and max(width or 0, height or 0) > LONGEST_SIDE * min(width or 1, height or 1)


@cache
def _marks() -> dict[str, frozenset[str]]:
    listed = yaml.safe_load((DATA / "pictures.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in listed.items()}


def _is_a_mark(address: str) -> bool:
    """True if the address calls it a logo, a placeholder or a pixel (`data/pictures.yaml`), also within a resizer's query."""
    parts = urlsplit(address)
    # a resizer has the picture's own address in its path or query
    *folders, file = unquote(parts.path).split("/")
    files = [file, *(segment for segment in re.split(r"[/?&=]", unquote(parts.query)) if "." in segment)]
    if any(folder.lower() in _marks()["folders"] for folder in folders):
        return True
    return any(map(_names_a_mark, files))


def _names_a_mark(file: str) -> bool:
    name, dot, ending = file.rpartition(".")
    stem = name if dot else file
    words = [word.lower() for word in _WORD.findall(stem)]
    marks = _marks()
    return (
        (bool(dot) and ending.lower() in marks["endings"])
        or not marks["anywhere"].isdisjoint(words)
        or not marks["at_an_end"].isdisjoint(words[:1] + words[-1:])
        or bool(_DOT.search(stem))
    )
