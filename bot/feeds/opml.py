"""Reads and writes OPML (opml.org/spec2), the format in which feed readers exchange lists of feeds."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING

from lxml import etree

from bot.catalogue import N_, number, say
from bot.errors import AskError
from bot.intake.decoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.feed import Feed

MOST = 1_000
"""Most feeds in an attached file."""
MOST_OWN = 10_000
"""Most feeds in the operator's own file."""
_KINDS = ("rss", "atom", "feed")
"""What some readers state as the type of a feed whose address they call "url"."""
_NONE = N_("That is not an OPML file: export one from your feed reader and attach it.")
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});|([a-zA-Z]{2,31};)?)")
_SIGNS = "\u00a0–—‘’“”«»…"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def opml(feeds: Iterable[Feed], title: str) -> bytes:
    """Returns an OPML 2.0 file that lists the feeds."""
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
    """Returns the link and title of each feed in an OPML file, also inside folders, without repeats.

    `empty`: the file may list no feeds. `most`: it may list so many.

    Raises:
        AskError: it is not OPML, is broken, or lists no feeds or too many.
    """
    listed: dict[str, str | None] = {}
    for outline in _root(raw).iter("{*}*"):
        if not isinstance(outline.tag, str) or etree.QName(outline).localname.lower() != "outline":
            continue
        told = {etree.QName(name).localname.lower(): " ".join(value.split()) for name, value in outline.attrib.items()}
        is_feed = told.get("type", "").lower() in _KINDS
        if link := told.get("xmlurl") or (told.get("url") if is_feed else None):
            listed.setdefault(link, told.get("title") or told.get("text"))
    if not listed and not empty:
        raise AskError(say("The file lists no feeds: export one that does."))
    if len(listed) > most:
        raise AskError(
            say(
                "The file lists {n} feeds, but {most} is the maximum at once: split it.",
                n=number(len(listed)),
                most=number(most),
            )
        )
    return tuple(listed.items())


def _root(raw: bytes) -> etree._Element:
    """The root of an OPML file. Only bare ampersands and HTML entities are repaired: guessing at the rest could drop feeds or change addresses."""
    try:
        text = decoded(raw, where=N_("The file"))
    except AskError as error:
        raise AskError(say(_NONE)) from error
    mended = _ENTITY.sub(_written_out, _DECLARATION.sub("", text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_plain(mended).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if not re.search(r"<opml[\s>]", text, re.IGNORECASE):
            raise AskError(say(_NONE)) from error
        raise AskError(say("The OPML file is broken ({why}): export it again, or fix it.", why=error.msg)) from error
    if etree.QName(root).localname.lower() != "opml":
        raise AskError(say(_NONE))
    return root


def _written_out(found: re.Match[str]) -> str:
    """Keeps XML entities, replaces HTML entities by their characters, and escapes bare ampersands."""
    if found[1]:
        return found[0]
    sign = html.entities.html5.get(found[2]) if found[2] else None
    return sign if sign and (sign.isalpha() or sign in _SIGNS) else f"&amp;{found[0][1:]}"


def _plain(text: str) -> str:
    """The text without characters XML does not allow."""
    return "".join(
        sign
        for sign in text
        if (sign >= " " or sign in "\t\r\n") and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
    )
