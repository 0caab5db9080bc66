"""Feeds into an OPML file and back (opml.org/spec2): how lists of feeds travel between readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from bot.errors import AskError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.feed import Feed

MOST = 1_000
"""Feeds in a file that is attached."""
MOST_OWN = 10_000
"""Feeds in the operator's own file."""
_NONE = "That is no OPML file: export one from your reader, and attach it."


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
        AskError: it is no OPML, or lists no feed or too many.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise AskError(_NONE) from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise AskError(_NONE)
    listed: dict[str, str | None] = {}
    for outline in root.iter("outline"):
        told = {name.lower(): " ".join(value.split()) for name, value in outline.attrib.items()}
        if link := told.get("xmlurl"):
            listed.setdefault(link, told.get("title") or told.get("text"))
    if not listed and not empty:
        raise AskError("The file lists no feeds: export one from your reader that does.")
    if len(listed) > most:
        raise AskError(f"The file lists {len(listed):,} feeds, and {most:,} are the most at once: split it.")
    return tuple(listed.items())


def _plain(text: str) -> str:
    """Without what XML can't hold."""
    return "".join(
        sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
    )
