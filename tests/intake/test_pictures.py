"""Tests which picture of a page or a feed's entry is kept, and that no hostile address is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.intake.documents import plain_candidate
from bot.intake.feeds import parse
from bot.intake.files import Document
from bot.intake.pictures import page_picture
from bot.intake.web_pages import article_in
from bot.picture_links import LONGEST, picture_address

PAGE = "https://www.wire.example/world/a"
CDN = "https://cdn.wire.example/2025/06/natanz.jpg"

GOOD = [
    (CDN, CDN),
    # a server ignores the fragment
    (f"{CDN}#top", CDN),
    # spaces and letters that an address may not contain are escaped
    ("https://cdn.wire.example/a photo.jpg", "https://cdn.wire.example/a%20photo.jpg"),
    ("https://cdn.wire.example/Köln.jpg", "https://cdn.wire.example/K%C3%B6ln.jpg"),
    ("https://bücher.example/a.jpg", "https://xn--bcher-kva.example/a.jpg"),
    ("https://cdn.wire.example:443/a.jpg", "https://cdn.wire.example/a.jpg"),
    # a signed resizer address
    (
        "https://i.wire.example/img/media/8f/master/3000.jpg?width=1200&s=6b1f&fit=crop",
        "https://i.wire.example/img/media/8f/master/3000.jpg?width=1200&s=6b1f&fit=crop",
    ),
]


@pytest.mark.parametrize(("link", "address"), GOOD)
def test_an_address_that_may_get_out(link: str, address: str) -> None:
    assert picture_address(link) == address


HOSTILE = [
    None,
    "",
    "  ",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://a.example/a.jpg",
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
    "attachment://a.png",
    "ftp://cdn.wire.example/a.jpg",
    # unencrypted
    "http://cdn.wire.example/a.jpg",
    # the clouds' metadata, in different notations
    "http://169.254.169.254/latest/meta-data",
    "https://169.254.169.254/a.jpg",
    "https://2852039166/a.jpg",
    "https://0xa9fea9fe/a.jpg",
    "https://0xa9.0xfe.0xa9.0xfe/a.jpg",
    "https://0251.0376.0251.0376/a.jpg",
    "https://169.254.43518/a.jpg",
    "https://①⑥⑨.②⑤④.①⑥⑨.②⑤④/a.jpg",
    "https://[fe80::1]/a.jpg",
    "https://[::ffff:a9fe:a9fe]/a.jpg",
    "https://127.0.0.1/a.jpg",
    "https://127.1/a.jpg",
    "https://10.0.0.8/a.jpg",
    "https://192.168.1.1/a.jpg",
    # an address of the open internet is not a name either
    "https://8.8.8.8/a.jpg",
    # names that lead nowhere but home
    "https://localhost/a.jpg",
    "https://printer.local/a.jpg",
    "https://metadata.google.internal/a.jpg",
    "https://router.lan/a.jpg",
    "https://intranet/a.jpg",
    # a user name, and a host that only looks like another
    "https://user:secret@cdn.wire.example/a.jpg",
    "https://cdn.wire.example@evil.example/a.jpg",
    "https://cdn.wire.example\\@evil.example/a.jpg",
    # another port
    "https://cdn.wire.example:8443/a.jpg",
    "https://cdn.wire.example:22/a.jpg",
    # control characters, line breaks, and characters that reverse text
    "https://cdn.wire.example/a\x00.jpg",
    "https://cdn.wire.example/a\r\nHost: evil.example",
    "https://cdn.wire.example/\u202egpj.exe",
    "https://cdn.wire.example/a\x1b[2J.jpg",
    # five thousand characters, and as many once they are escaped
    "https://cdn.wire.example/" + "a" * 5_000,
    "https://cdn.wire.example/" + "ü" * 900,
    # markdown around it
    "[x](https://cdn.wire.example/a.jpg)",
    "<https://cdn.wire.example/a.jpg>",
    # broken
    "https://",
    "https:///a.jpg",
    "https://cdn..example/a.jpg",
    "https://cdn.wire.example:99999/a.jpg",
    "https://[cdn/a.jpg",
    "https://-cdn.example/a.jpg",
    "https://cdn.wire.example%2f@evil/a.jpg",
    # a bare site is not a picture
    "https://cdn.wire.example",
    "https://cdn.wire.example/",
]


@pytest.mark.parametrize("link", HOSTILE, ids=lambda link: repr(link)[:60])
def test_a_hostile_address_gets_no_further(link: str | None) -> None:
    assert picture_address(link) is None
    meta = html.fragment_fromstring("<meta property='og:image'>")
    if link and link.isprintable():
        meta.set("content", link)
        assert page_picture(html.document_fromstring(html.tostring(meta)), None) is None


@given(st.text(max_size=80) | st.text(max_size=40).map(lambda text: f"https://{text}/a.jpg"))
def test_only_plain_https_picture_addresses_are_sent(text: str) -> None:
    address = picture_address(text)
    if address is not None:
        assert address.startswith("https://")
        assert address.isascii()
        assert address.isprintable()
        assert not set(address) & set(' <>"\\')
        assert "@" not in address.split("/")[2]
        assert len(address) <= LONGEST
        assert picture_address(address) == address  # checked again before it is sent


def og(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta property="{name}" content="{content}">' for name, content in pairs)


PAGES = [
    # Open Graph
    (og(("og:image", CDN)), CDN),
    # its https form, if the first is unencrypted
    (og(("og:image", "http://cdn.wire.example/a.jpg"), ("og:image:secure_url", CDN)), CDN),
    # relative, with and without the scheme
    (og(("og:image", "/photos/a.jpg")), "https://www.wire.example/photos/a.jpg"),
    (og(("og:image", "//cdn.wire.example/a.jpg")), "https://cdn.wire.example/a.jpg"),
    # large enough
    (og(("og:image", CDN), ("og:image:width", "1200"), ("og:image:height", "630")), CDN),
    # stated in words: the size is unknown
    (og(("og:image", CDN), ("og:image:width", "auto")), CDN),
    # the first is a pixel, the second is no picture
    (
        og(
            ("og:image", "https://t.example/p.gif"),
            ("og:image:width", "1"),
            ("og:image:height", "1"),
            ("og:image", CDN),
        ),
        CDN,
    ),
    # og:image:url is the same picture, not another one, and its size follows
    (og(("og:image", CDN), ("og:image:url", CDN), ("og:image:width", "90")), None),
    # a banner is written text
    (og(("og:image", CDN), ("og:image:width", "1200"), ("og:image:height", "200")), None),
    # Twitter's card, named by either attribute
    (f'<meta name="twitter:image" content="{CDN}">', CDN),
    (f'<meta property="twitter:image:src" content="{CDN}">', CDN),
    # if the first of them is a logo, the other may not be
    (og(("og:image", "https://cdn.wire.example/logo.png"), ("twitter:image", CDN)), CDN),
    (f'<link rel="image_src" href="{CDN}">', CDN),
    # logos and placeholders by their names
    (og(("og:image", "https://cdn.wire.example/assets/wire-logo-1200.png")), None),
    (og(("og:image", "https://cdn.wire.example/logos/1200.png")), None),
    (og(("og:image", "https://cdn.wire.example/img/WireLogo.png")), None),
    (og(("og:image", "https://cdn.wire.example/img/placeholder.jpg")), None),
    (og(("og:image", "https://cdn.wire.example/img/wire-default.jpg")), None),
    (og(("og:image", "https://cdn.wire.example/img/default_share_image.jpg")), None),
    (og(("og:image", "https://cdn.wire.example/favicon.png")), None),
    (og(("og:image", "https://cdn.wire.example/pixel.gif?id=4711")), None),
    (og(("og:image", "https://cdn.wire.example/1x1.png")), None),
    (og(("og:image", "https://cdn.wire.example/resize?url=https%3A%2F%2Fwire.example%2Flogo.png&amp;w=1200")), None),
    (og(("og:image", "https://cdn.wire.example/photo.svg")), None),
    (og(("og:image", "https://cdn.wire.example/film.mp4")), None),
    # Drupal keeps its files in a folder called default, and a default may be in the news
    (
        og(("og:image", "https://wire.example/sites/default/files/2025-06/summit.jpg")),
        "https://wire.example/sites/default/files/2025-06/summit.jpg",
    ),
    (
        og(("og:image", "https://cdn.wire.example/argentina-default-protest.jpg")),
        "https://cdn.wire.example/argentina-default-protest.jpg",
    ),
    # none
    ("", None),
    (og(("og:image", "")), None),
]


@pytest.mark.parametrize(("head", "picture"), PAGES, ids=[row[0][:90] for row in PAGES])
def test_the_first_that_is_worth_showing_is_a_pages_picture(head: str, picture: str | None) -> None:
    words = (
        "<p>" + "Russia condemned the attack on nuclear sites on Monday and called it a breach of law. " * 4 + "</p>"
    )
    page = f"<html><head><title>A</title>{head}</head><body><article>{words}</article></body></html>"
    assert article_in(page, PAGE, "2025-07-01").picture == picture
    found = plain_candidate(Document(page.encode(), "text/html", "The page", "utf-8", PAGE, today="2025-07-01"))
    assert found.article.picture == picture


FRONT_MATTER = [(CDN, CDN), ("http://169.254.169.254/", None), ("javascript:alert(1)", None), ("[]", None), ("7", None)]


@pytest.mark.parametrize(("given", "picture"), FRONT_MATTER)
def test_front_matter_may_name_a_picture_under_the_same_rule(given: str, picture: str | None) -> None:
    text = f"---\ntitle: A\npicture: {given}\n---\nRussia condemned the attack."
    assert plain_candidate(Document(text.encode(), "text/markdown", "a.md")).article.picture == picture


RSS = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Wire</title>
<item><title>A</title><link>https://wire.example/a</link>{media}</item></channel></rss>"""
ENTRIES = [
    (f'<media:content url="{CDN}" medium="image" width="1200" height="800"/>', CDN),
    (f'<media:content url="{CDN}" type="image/jpeg"/>', CDN),
    # the widest of several; thumbnails of 140 pixels are too small
    (
        "".join(
            f'<media:content url="{url}" medium="image" width="{width}"/>'
            for url, width in (
                ("https://cdn.wire.example/140.jpg", 140),
                (CDN, 700),
                ("https://cdn.wire.example/460.jpg", 460),
            )
        ),
        CDN,
    ),
    (f'<media:thumbnail url="{CDN}" width="240" height="135"/>', CDN),
    ('<media:thumbnail url="https://cdn.wire.example/a.jpg" width="140" height="84"/>', None),
    (f'<enclosure url="{CDN}" type="image/jpeg" length="100"/>', CDN),
    # podcasts and films are no pictures
    ('<enclosure url="https://cdn.wire.example/a.mp3" type="audio/mpeg" length="100"/>', None),
    ('<media:content url="https://cdn.wire.example/a.mp4" medium="video"/>', None),
    ('<media:content url="http://169.254.169.254/a.jpg" medium="image"/>', None),
    ('<enclosure url="javascript:alert(1)" type="image/png" length="1"/>', None),
    ("", None),
]


@pytest.mark.parametrize(("media", "picture"), ENTRIES, ids=[row[0][:90] for row in ENTRIES])
def test_the_picture_of_a_feeds_entry(media: str, picture: str | None) -> None:
    [entry] = parse(RSS.replace("{media}", media).encode(), None, "https://wire.example/rss").entries
    assert entry.picture == picture


JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [{"id": "1", "title": "A", %s}]}'


@pytest.mark.parametrize(
    ("given", "picture"),
    [
        (f'"image": "{CDN}"', CDN),
        (f'"banner_image": "{CDN}"', CDN),
        ('"image": "http://127.0.0.1/a.png"', None),
        ('"image": {}', None),
    ],
)
def test_the_picture_of_a_json_feeds_item(given: str, picture: str | None) -> None:
    [entry] = parse((JSON_FEED % given).encode(), None, "https://wire.example/feed").entries
    assert entry.picture == picture
