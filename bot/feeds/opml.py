"""Feeds into an OPML file and back (opml.org/spec2): how lists of feeds travel between readers."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING

from lxml import etree

from bot.errors import AskError
from bot.intake.decoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.feed import Feed

MOST = 1_000
"""Feeds in a file that is attached."""
MOST_OWN = 10_000
"""Feeds in the operator's own file."""
_NONE = "That is not an OPML file: export one from your feed reader and attach it."
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});|([a-zA-Z]{2,31};)?)")
_SIGNS = "\u00a0–—‘’“”«»…"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def opml(feeds: Iterable[Feed], title: str) -> bytes:
    """An OPML 2.0 file."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _plain(title)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        named = _plain(feed.title or feed.url)
        told = {"type": "rss", "text": named, "title": named, "xmlUrl": _plain(feed.url)}
        etree.SubElement(body, "outline", told | ({"htmlUrl": _plain(feed.site)} if feed.site else {}))
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def listed_in(raw: bytes, *, empty: bool = False, most: int = MOST) -> tuple[tuple[str, str | None], ...]:
    """The feeds an OPML file lists, folders opened, each once: link and title. `empty`: it may list none; `most`: it may list so many.

    Raises:
        AskError: it is no OPML, is broken so that it can't be told what it lists, or lists no feed or too many.
    """
    listed: dict[str, str | None] = {}
    for outline in _root(raw).iter("{*}*"):
        if not isinstance(outline.tag, str) or etree.QName(outline).localname.lower() != "outline":
            continue
        told = {etree.QName(name).localname.lower(): " ".join(value.split()) for name, value in outline.attrib.items()}
        if link := told.get("xmlurl"):
            listed.setdefault(link, told.get("title") or told.get("text"))
    if not listed and not empty:
        raise AskError("The file lists no feeds: export one that does.")
    if len(listed) > most:
        raise AskError(f"The file lists {len(listed):,} feeds, but {most:,} is the maximum at once: split it.")
    return tuple(listed.items())


def _root(raw: bytes) -> etree._Element:
    """The root of an OPML file. Nothing but bare ampersands is mended: a guess at the rest would drop feeds, or read other addresses."""
    try:
        text = decoded(raw, where="The file")
    except AskError as error:
        raise AskError(_NONE) from error
    mended = _ENTITY.sub(_written_out, _DECLARATION.sub("", text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_plain(mended).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if not re.search(r"<opml[\s>]", text, re.IGNORECASE):
            raise AskError(_NONE) from error
        raise AskError(f"The OPML file is broken ({error.msg}): export it again, or fix it.") from error
    if etree.QName(root).localname.lower() != "opml":
        raise AskError(_NONE)
    return root


def _written_out(found: re.Match[str]) -> str:
    """An entity that XML knows as it is, one of HTML's as its sign, and an ampersand that begins none as one."""
    if found[1]:
        return found[0]
    sign = html.entities.html5.get(found[2]) if found[2] else None
    return sign if sign and (sign.isalpha() or sign in _SIGNS) else f"&amp;{found[0][1:]}"


def _plain(text: str) -> str:
    """Without what XML can't hold."""
    return "".join(
        sign
        for sign in text
        if (sign >= " " or sign in "\t\r\n") and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
    )
