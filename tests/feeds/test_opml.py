"""Tests OPML files: the number of feeds, characters that XML can't contain, entities, and what other readers accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from lxml import etree

from bot.errors import AskError
from bot.feeds.opml import MOST, listed_in, opml
from bot.model.feed import Feed


def outlines(number: int) -> bytes:
    listed = "".join(f'<outline xmlUrl="https://wire.example/{n}"/>' for n in range(number))
    return f"<opml><body>{listed}</body></opml>".encode()


def test_a_file_lists_as_many_as_it_may() -> None:
    assert MOST == 1_000
    assert len(listed_in(outlines(1_000))) == 1_000
    assert len(listed_in(outlines(3), most=3)) == 3
    for number, most in ((1_001, MOST), (4, 3)):
        with pytest.raises(AskError, match=rf"^The file lists {number:,} feeds, but {most:,} "):
            listed_in(outlines(number), most=most)


def test_a_file_may_be_empty_where_it_is_the_operators() -> None:
    assert listed_in(outlines(0), empty=True) == ()
    with pytest.raises(AskError, match=r"^The file lists no feeds"):
        listed_in(outlines(0))


LISTED = [
    # of two feeds with one address the first counts; its title comes before its text
    ('<outline xmlUrl="a" title="A" text="B"/><outline xmlUrl="a" title="C"/>', (("a", "A"),)),
    ('<outline xmlUrl="a" text=" A \n B "/>', (("a", "A B"),)),
    ('<outline xmlUrl="a"/>', (("a", None),)),
    # folders, comments and what has no address
    ('<outline text="F"><outline text="G"><outline xmlUrl="a"/></outline></outline><!-- x --><outline text="x"/>', (("a", None),)),
    # a name in another case, and one in another namespace
    ('<OUTLINE XMLURL="a"/><x:outline xmlns:x="urn:x" x:xmlUrl="b"/>', (("a", None), ("b", None))),
    ('<outline type="RSS" url="a"/><outline type="link" url="b"/><outline url="c"/><outline xmlUrl="d"/>', (("a", None), ("d", None))),
    ('<feed xmlUrl="a"/><outline xmlUrl="b"/>', (("b", None),)),
]  # fmt: skip


@pytest.mark.parametrize(("body", "listed"), LISTED)
def test_feeds_listed_in_a_file(body: str, listed: tuple[tuple[str, str | None], ...]) -> None:
    assert listed_in(f"<opml><body>{body}</body></opml>".encode()) == listed


NOW = datetime(2025, 6, 24, tzinfo=UTC)
WIRE = Feed(
    9, 1, "4242", "https://wire.example/feed", "wire.example", "Wire", None, 60, "active", None, None, None, None, NOW, 0, None, None, None
)  # fmt: skip


def test_a_file_holds_what_another_reader_takes() -> None:
    written = opml(
        [
            replace(WIRE, site="https://wire.example/"),
            replace(WIRE, title=None, url="https://post.example/rss?a=1&b=2"),
        ],
        "Ours",
    )
    root = etree.fromstring(written)
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Ours")
    assert [dict(outline.attrib) for outline in root.iter("outline")] == [
        {
            "type": "rss",
            "text": "Wire",
            "title": "Wire",
            "xmlUrl": "https://wire.example/feed",
            "htmlUrl": "https://wire.example/",
        },
        {
            "type": "rss",
            "text": "https://post.example/rss?a=1&b=2",
            "title": "https://post.example/rss?a=1&b=2",
            "xmlUrl": "https://post.example/rss?a=1&b=2",
        },
    ]
    assert written.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    assert [link for link, _ in listed_in(written)] == ["https://wire.example/feed", "https://post.example/rss?a=1&b=2"]


# Characters that XML can't contain are dropped, their neighbours are not.
SIGNS = [
    ("a\x00b\x1fc", "abc"), ("a\tb\rc\nd", "a b c d"), ("\x20\x7f", "\x7f"), ("\ud7ff\ud800\udfff\ue000", "\ud7ff\ue000"),
    ("\ufffd\ufffe\uffff\U00010000", "\ufffd\U00010000"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "kept"), SIGNS)
def test_signs_that_xml_cannot_hold(title: str, kept: str) -> None:
    [(_, found)] = listed_in(opml([replace(WIRE, title=title)], title))
    assert (found or "").split() == kept.split()


WRITTEN = [
    # entities that HTML has and XML has not
    ("Caf&eacute;", "Café"), ("A&hellip;", "A…"), ("A&nbsp;B", "A B"), ("&laquo;A&raquo;", "«A»"),
    # a character that could be markup, and unknown entities, stay as typed
    ("A&half;B", "A&half;B"), ("R&D; x", "R&D; x"), ("A & B", "A & B"), ("A&B", "A&B"), ("a?b&copy=c", "a?b&copy=c"),
    # XML's own
    ("A &amp; B &lt;c&gt; &#233;&#xE9;", "A & B <c> éé"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "title"), WRITTEN)
def test_entities_of_html_and_bare_ampersands_are_read(written: str, title: str) -> None:
    raw = f'<?xml version="1.0" encoding="utf-8"?><opml><body><outline xmlUrl="a" title="{written}"/></body></opml>'
    assert listed_in(raw.encode()) == (("a", title),)


def test_entities_defined_in_a_file_are_not_expanded() -> None:
    own = '<!DOCTYPE opml [<!ENTITY alpha "ten thousand words">]><opml><body><outline xmlUrl="a" title="B">&#65;&alpha;</outline></body></opml>'
    assert listed_in(own.encode()) == (("a", "B"),)
    named = '<!DOCTYPE opml [<!ENTITY zzz "words">]><opml><body><outline xmlUrl="a" title="&zzz;"/></body></opml>'
    assert listed_in(named.encode()) == (("a", "&zzz;"),)


# Other readers open it, and so do people.
def test_a_file_is_written_as_readers_and_people_read_it() -> None:
    wire = SimpleNamespace(title="The “Wire”", url="https://wire.example/rss?a&b", site="https://wire.example")
    bare = SimpleNamespace(title=None, url="https://b.example/rss", site=None)
    assert opml([wire, bare], "Feeds of x").decode() == (  # type: ignore[list-item] # what it uses
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<opml version="2.0">\n'
        "  <head>\n"
        "    <title>Feeds of x</title>\n"
        "  </head>\n"
        "  <body>\n"
        '    <outline type="rss" text="The “Wire”" title="The “Wire”" xmlUrl="https://wire.example/rss?a&amp;b" htmlUrl="https://wire.example"/>\n'
        '    <outline type="rss" text="https://b.example/rss" title="https://b.example/rss" xmlUrl="https://b.example/rss"/>\n'
        "  </body>\n"
        "</opml>\n"
    )
