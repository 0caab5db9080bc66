"""Tests that links, files and pasted text become an article with its details, or a message."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.catalogue.lazy import said
from bot.errors import AskError, Remedy
from bot.intake.intake import Intake, open_intake
from bot.limits import LARGEST_PAGE, LONGEST_TEXT
from bot.model.article import Dating
from tests.intake.conftest import HostileServer, head
from tests.intake.test_pdf import LINES, pdf
from tests.intake.test_web_pages import HEAD, page
from tests.lending import lent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.intake.workers import Workers

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def intake(site: HostileServer, workers: Workers) -> AsyncIterator[Intake]:
    with lent(workers):
        async with open_intake(lambda: datetime(2025, 7, 1, tzinfo=UTC), allowed=frozenset({site.origin})) as one:
            yield one


async def test_an_article_comes_from_a_link(intake: Intake, site: HostileServer) -> None:
    dated = HEAD + '<meta property="article:published_time" content="2025-06-23T10:00:00Z">'
    site.pages["/a"] = head(body=page(dated).encode(), content_type="text/html")
    found = await intake.from_link(site.url("/a?utm_source=x"))
    article = found.article
    assert (article.title, article.outlet, article.published) == ("Russia condemns attack", site.origin, "2025-06-23")
    assert (article.url, found.dating, found.unreadable, found.notes) == (site.url("/a"), Dating.PAGE, None, ())
    assert (await intake.read(article)).stances


async def test_a_file_on_a_site_is_of_no_day_to_come(intake: Intake, site: HostileServer) -> None:
    for day, published in (("2025-07-02", "2025-07-02"), ("2025-07-03", None), ("2026", None)):
        site.pages["/a.md"] = head(
            body=f"---\npublished: {day}\n---\nRussia said no.".encode(), content_type="text/markdown"
        )
        assert (await intake.from_link(site.url("/a.md"))).article.published == published


async def test_a_link_to_a_feed_is_told_where_feeds_go(intake: Intake, site: HostileServer) -> None:
    site.pages["/feed"] = head(body=b"<rss/>", content_type="application/rss+xml")
    with pytest.raises(AskError, match="leads to a feed") as refused:
        await intake.from_link(site.url("/feed"))
    assert refused.value.remedy is Remedy.ADD_FEED


async def test_a_page_of_no_stated_kind_is_looked_at(intake: Intake, site: HostileServer) -> None:
    site.pages["/a"] = head(body=page().encode())
    assert (await intake.from_link(site.url("/a"))).article.title == "Russia condemns attack"


@pytest.mark.parametrize(
    ("name", "raw", "title", "dating"),
    [
        ("a.txt", b"Russia said no.", None, Dating.UNKNOWN),
        ("A.TXT", b"Russia said no.", None, Dating.UNKNOWN),
        ("a.md", b"---\ntitle: A day\npublished: 2025-06-23\n---\nRussia said no.", "A day", Dating.STATED),
        ("a.html", page().encode(), "Russia condemns attack", Dating.UNKNOWN),
        ("a.pdf", pdf(LINES), "A day", Dating.MADE),
        # the first bytes show what a file is, whatever its name
        ("a.txt", pdf(LINES), "A day", Dating.MADE),
    ],
    ids=["txt", "TXT", "md", "html", "pdf", "pdf named txt"],
)
async def test_an_article_comes_from_a_file(
    intake: Intake, name: str, raw: bytes, title: str | None, dating: Dating
) -> None:
    found = await intake.from_file(name, raw)
    assert (found.article.title, found.dating) == (title, dating)


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.docx", b"PK", r"I can't read a\.docx: attach a file that ends in \.txt"),
        ("a", b"text", "attach a file that ends in"),
        ("a.txt", b"", "contains no text"),
        # traps: they were offered as articles, the first as one in another language
        ("a.txt", b'\xff\xfe\x00"bad"', "too little text"),
        ("a.txt", b"\xfe\xff\x00bad", "too little text"),
        ("a.md", b"\x80\x81\x82bad", "too little text"),
        ("a.html", b"<html><body><p>bad</p></body></html>", "too little text"),
        ("a.txt", b"x" * (LARGEST_PAGE + 1), "larger than 5 MB"),
        (
            "a.txt",
            b"Russia said no. " * (LONGEST_TEXT // 15),
            r"a\.txt has 1,066,655 characters, but an article may have at most 1,000,000: give only the part",
        ),
        ("a.md", b"---\ntitle: [\n---\ntext", r"front matter is broken \(a\.md\)"),
    ],
    ids=["docx", "no ending", "empty", "marked", "marked big-endian", "bytes", "page", "large", "long", "broken"],
)
async def test_a_file_that_is_no_article_is_refused(intake: Intake, name: str, raw: bytes, says: str) -> None:
    with pytest.raises(AskError, match=says):
        await intake.from_file(name, raw)


async def test_an_article_comes_from_pasted_words(intake: Intake) -> None:
    found = await intake.from_text("Russia said no.\r\nIran said yes. \ud800")
    assert found.article.text.startswith("Russia said no.\nIran said yes.")


async def test_another_language_is_said_to_be_one_and_yields_no_facts(intake: Intake) -> None:
    words = "Le président a condamné l'attaque contre l'Iran, et son ministre a dit que la France ne participera pas à cette guerre. "
    found = await intake.from_text(words * 5)
    assert found.unreadable == "the text is not in English"
    assert tuple(map(said, found.notes)) == ("It is kept without facts: the text is not in English.",)
    assert not (await intake.read(found.article)).stances


async def test_satire_is_said_to_be_satire_and_yields_no_facts(intake: Intake) -> None:
    words = (
        b"---\noutlet: The Onion\n---\nRussia condemned Iran on Monday, and Vladimir Putin met Donald Trump in Paris."
    )
    found = await intake.from_file("a.md", words)
    assert found.unreadable == "its outlet is satirical"
    assert tuple(map(said, found.notes)) == ("It is kept without facts: its outlet is satirical.",)
    reading = await intake.read(found.article)
    assert (reading.note, reading.mentions, reading.events) == ("its outlet is satirical", (), ())


async def test_only_what_is_shown_goes_into_a_draft(intake: Intake) -> None:
    words = "Russia attacked Ukraine on Monday. Talks with the group about the deal went on as villagers fled. Russia condemned the attack. "
    reading = await intake.read((await intake.from_text(words * 2)).article)
    assert reading.events
    assert reading.stances
    # The judge also proposes the talks, but is not sure; the attack stays because of the stance on it, without an
    # agent.
    assert "Talks" not in {reading.article.text[event.cue.start : event.cue.end] for event in reading.events}
    assert all(event.licence.shown or not (event.agents or event.recipients) for event in reading.events)
