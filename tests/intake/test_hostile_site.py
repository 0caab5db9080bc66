"""Tests pages and feeds of a hostile site with the real processes and limits: each ends soon, as an article or a message, and the next one is read."""

from __future__ import annotations

import io
import zlib
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from pypdf import PdfWriter
from pypdf.generic import EncodedStreamObject, NameObject

from bot.errors import AskError, LaterError
from bot.feeds.feed_fetching import find
from bot.intake.intake import Intake, open_intake
from tests.intake.conftest import HostileServer, head
from tests.intake.test_web_pages import page
from tests.lending import lent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.intake.workers import Workers

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = datetime(2025, 7, 1, tzinfo=UTC)
SECRET = "root:x:0"
SENTENCE = "Russia condemned the attack on Iran, and its minister said that the strikes broke international law. "
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12)
)
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
HTML, XHTML, RSS = "text/html; charset=utf-8", "application/xhtml+xml", "application/rss+xml"


def pdf_bomb() -> bytes:
    """A PDF of one page whose contents expand to a gigabyte."""
    piece, times = b"BT (x) Tj ET " * 80_000, 1_000
    packer = zlib.compressobj(9)
    # a full flush starts afresh, so that all pieces but the first look the same
    first, other = (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    end, check = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush(), 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    contents = EncodedStreamObject()
    contents._data = first + other * (times - 1) + end + check.to_bytes(4, "big")
    contents[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer = PdfWriter()
    writer.add_blank_page(612, 792)[NameObject("/Contents")] = writer._add_object(contents)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def intake(site: HostileServer, workers: Workers) -> AsyncIterator[Intake]:
    with lent(workers):
        async with open_intake(lambda: NOW, allowed=frozenset({site.origin})) as one:
            yield one


PAGES: dict[str, tuple[str, bytes | Callable[[], bytes]]] = {
    "a page of 900,000 tags": (HTML, b"<html><body>" + b"<div>" * 900_000 + SENTENCE.encode() * 20),
    "entities that unfold to a trillion": (
        XHTML,
        f"<?xml version='1.0'?>{LAUGHS}]><html><body><p>{SENTENCE * 9}&a11;</p></body></html>".encode(),
    ),
    "an entity that is a file of ours": (
        XHTML,
        f"<?xml version='1.0'?>{FILE}<html><body><p>{SENTENCE * 9}&f;</p></body></html>".encode(),
    ),
    "a charset that is another": ("text/html; charset=utf-16", page().encode()),
    "a charset that there is not": ("text/html; charset=klingon-8", page().encode()),
    "null bytes": (HTML, page().replace("attack", "at\0tack").encode() + b"\0" * 500_000),
    "a PDF that unfolds to a gigabyte": ("application/pdf", pdf_bomb),
    "a PDF that is none": ("application/pdf", b"%PDF-1.7\n" + b"\xff" * 100_000),
}
FEEDS = {
    "entities that unfold to a trillion": f"<?xml version='1.0'?>{LAUGHS}]><rss version='2.0'><channel><title>&a11;</title></channel></rss>",
    "an entity that is a file of ours": f"<?xml version='1.0'?>{FILE}<rss version='2.0'><channel><title>&f;</title><item><title>&f;</title></item></channel></rss>",
    "five thousand entries": f"<rss version='2.0'><channel>{'<item><title>x</title></item>' * 5_000}</channel></rss>",
    "a feed within a feed within a feed": "<rss version='2.0'><channel>" * 10_000,
}


@contextmanager
def perhaps_refused() -> Iterator[None]:
    """Allow a refusal, except for taking too long: nothing hostile may use up a process's time."""
    try:
        yield
    except LaterError:
        raise
    except AskError as error:
        assert "took longer than" not in str(error)  # noqa: PT017 - it may be refused or not


@pytest.mark.parametrize("name", PAGES)
async def test_a_hostile_page(intake: Intake, site: HostileServer, name: str) -> None:
    kind, body = PAGES[name]
    site.pages["/hostile"] = head(body=body if isinstance(body, bytes) else body(), content_type=kind)
    site.pages["/good"] = head(body=page().encode(), content_type=HTML)
    with perhaps_refused():
        text = (await intake.from_link(site.url("/hostile"))).article.text
        assert "\0" not in text
        assert SECRET not in text
        assert len(text) < 100_000
    assert (await intake.from_link(site.url("/good"))).article.title == "Russia condemns attack"


@pytest.mark.parametrize("name", FEEDS)
async def test_a_hostile_feed(intake: Intake, site: HostileServer, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.politeness.APART", 0.0)
    site.pages["/hostile"] = head(body=FEEDS[name].encode(), content_type=RSS)
    site.pages["/good"] = head(
        body=b"<rss version='2.0'><channel><title>Wire</title></channel></rss>", content_type=RSS
    )
    with perhaps_refused():
        contents = (await find(intake, site.url("/hostile"), NOW)).contents
        assert contents
        assert SECRET not in str(contents)
        assert len(str(contents)) < 100_000
    good = (await find(intake, site.url("/good"), NOW)).contents
    assert good
    assert good.title == "Wire"
