"""Tests that an article belongs to the site it was fetched from, whatever it claims."""

from __future__ import annotations

import pytest

from bot.intake.documents import candidate, plain_candidate
from bot.intake.files import Document
from tests.intake.test_pdf import LINES, pdf
from tests.intake.test_web_pages import page

WIRE, AGENCY = "https://wire.example/a", "https://www.reuters.com/world/a"
LINKS = [
    # the site's own address, however it is written
    ("https://wire.example/the-article", "https://wire.example/the-article", None),
    ("/the-article?utm_source=feed", "https://wire.example/the-article", None),
    ("https://www.wire.example/the-article", "https://www.wire.example/the-article", None),
    # another address of the same owner's: no other outlet, but its text may be other
    ("https://news.wire.example/a", WIRE, None),
    # another site's: its text would replace theirs
    (AGENCY, WIRE, AGENCY),
    ("https://wire.example.evil.example/a", WIRE, "https://wire.example.evil.example/a"),
    ("http://127.0.0.1/", WIRE, "http://127.0.0.1/"),
    # none
    ("javascript:alert(1)", WIRE, None),
    ("https://[", WIRE, None),
]


@pytest.mark.parametrize(("canonical", "url", "claimed"), LINKS)
def test_another_sites_link_is_a_claim(canonical: str, url: str, claimed: str | None) -> None:
    for name in ('<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'):
        raw = page(name.format(canonical)).encode()
        found = plain_candidate(Document(raw, "text/html", "The page", url=WIRE))
        assert (found.article.url, found.claimed) == (url, claimed)
    raw = f"---\nurl: {canonical}\n---\nRussia said no.".encode()
    if canonical.startswith("http"):
        found = plain_candidate(Document(raw, "text/markdown", "The page", url=WIRE))
        assert (found.article.url, found.claimed) == (url, claimed)


SITE_NAME = '<meta property="og:site_name" content="Reuters">'
PUBLISHER = '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"Reuters"}}</script>'
CLAIMS = [
    (page(SITE_NAME).encode(), "text/html", "Reuters"),
    (page(f'{SITE_NAME}<link rel="canonical" href="{AGENCY}">').encode(), "text/html", AGENCY),
    (page(f'<link rel="canonical" href="{AGENCY}">').encode(), "text/html", AGENCY),
    (page(PUBLISHER).encode(), "text/html", None),
    (b"---\noutlet: Reuters\n---\nRussia said no.", "text/markdown", "Reuters"),
    (f"---\noutlet: Reuters\nurl: {AGENCY}\n---\nRussia said no.".encode(), "text/markdown", AGENCY),
    (f"---\noutlet: Reuters\nurl: {AGENCY}\n---\nRussia said no.".encode(), "text/plain", AGENCY),
    (b"LONDON (Reuters) - Russia said no.", "text/plain", None),
    (pdf(LINES), "application/pdf", None),
]


@pytest.mark.parametrize(("raw", "kind", "claimed"), CLAIMS)
def test_served_text_belongs_to_its_site(raw: bytes, kind: str, claimed: str | None) -> None:
    for url, outlet in (
        ("https://reuters.example/a", "reuters.example"),
        ("https://evil.example/a", "evil.example"),
        ("https://reuters.evil.example/a", "evil.example"),
    ):
        found = plain_candidate(Document(raw, kind, "It", url=url))
        assert (found.article.outlet, found.article.url, found.claimed) == (outlet, url, claimed)


def test_an_editors_own_file_may_name_its_outlet() -> None:
    raw = f"---\noutlet: Reuters\nurl: {AGENCY}\n---\nRussia said no.".encode()
    found = plain_candidate(Document(raw, "text/markdown", "a.md"))
    assert (found.article.outlet, found.article.url, found.claimed) == ("Reuters", AGENCY, None)


def test_a_saved_page_is_of_the_site_it_names() -> None:
    for link, outlet, claimed in ((AGENCY, "Reuters", None), (WIRE, "wire.example", "Reuters")):
        raw = page(f'{SITE_NAME}<link rel="canonical" href="{link}">').encode()
        found = plain_candidate(Document(raw, "text/html", "a.html"))
        assert (found.article.outlet, found.article.url, found.claimed) == (outlet, link, claimed)


@pytest.mark.parametrize(
    ("raw", "title", "text"),
    [
        (b"# Russia objects\nRussia said no.", "Russia objects", "Russia said no."),
        (b"# Russia objects #\n\nRussia said no.", "Russia objects", "Russia said no."),
        (b"---\noutlet: Reuters\n---\n# Russia objects\n\nRussia said no.", "Russia objects", "Russia said no."),
        # a title of its own, another level, a tag, and nothing but a heading
        (
            b"---\ntitle: Objections\n---\n# Russia objects\n\nRussia said no.",
            "Objections",
            "# Russia objects\n\nRussia said no.",
        ),
        (b"## Russia objects\n\nRussia said no.", None, "## Russia objects\n\nRussia said no."),
        (b"#Russia objects\n\nRussia said no.", None, "#Russia objects\n\nRussia said no."),
        (b"# Russia said no", None, "# Russia said no"),
    ],
)
def test_the_heading_of_a_markdown_text_is_its_title(raw: bytes, title: str | None, text: str) -> None:
    found = candidate(Document(raw, "text/markdown", "a.md")).article
    assert (found.title, found.text) == (title, text)
