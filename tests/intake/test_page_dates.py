"""Tests that a page's day is that of its own article; an uncertain one is approximate or left out."""

from __future__ import annotations

import json

import pytest

from bot.intake.web_pages import article_in
from bot.model.article import Dating
from tests.intake.test_web_pages import TEXT

TODAY, URL = "2025-07-01", "https://wire.example/a"


def dated(
    head: str = "", above: str = "", below: str = "", url: str = URL, lang: str = "en"
) -> tuple[str | None, Dating]:
    """The day of a page with this in its head, below its headline, and below its article."""
    page = f"""<html lang="{lang}"><head><title>Russia condemns attack</title>{head}</head><body><main><article>
        <header><h1>Russia condemns attack</h1>{above}</header>{TEXT}</article>{below}</main></body></html>"""
    found = article_in(page, url, TODAY)
    return found.published, found.dating


def ld(*described: dict[str, object]) -> str:
    return (
        f'<script type="application/ld+json">{json.dumps(described[0] if len(described) == 1 else described)}</script>'
    )


NEWS = {"@type": "NewsArticle", "headline": "Russia condemns attack", "datePublished": "2025-06-23T10:00:00Z"}
OTHER = {"@type": "NewsArticle", "headline": "A raid", "url": "https://wire.example/b", "datePublished": "2025-01-02"}
COMMENT = {"@type": "Comment", "datePublished": "2025-01-03", "dateCreated": "2025-01-03"}
CARD = '<div class="related"><h3><a href="/b">A raid</a></h3><time datetime="2025-01-02">2 January 2025</time></div>'

STATED = [
    # older times of other stories, of comments, of cards, in the page's frame
    (ld(NEWS), "", CARD, "2025-06-23"),
    ("", '<time datetime="2025-06-23">Monday</time>', CARD, "2025-06-23"),
    ("", '<time datetime="2025-06-23">Monday</time>', '<section id="comments"><time datetime="2025-01-02">x</time></section>', "2025-06-23"),
    ("", '<time datetime="2025-06-23">Monday</time>', '<article><h2><a href="/b">A raid</a></h2><time datetime="2025-01-02">x</time></article>', "2025-06-23"),
    ("", '<aside><time datetime="2025-01-02">x</time></aside><time datetime="2025-06-23">Monday</time>', "", "2025-06-23"),
    ("", '<a href="/b">A raid <time datetime="2025-01-02">x</time></a><time datetime="2025-06-23">Monday</time>', "", "2025-06-23"),
    # JSON-LD of another story or a comment before the article's own
    (ld(OTHER) + ld(NEWS), "", "", "2025-06-23"),
    (ld(OTHER, NEWS), "", "", "2025-06-23"),
    (ld({"@graph": [OTHER, NEWS]}), "", "", "2025-06-23"),
    (ld({**NEWS, "comment": [COMMENT], "hasPart": [OTHER]}), "", "", "2025-06-23"),
    (ld({"@type": "ItemList", "itemListElement": [OTHER]}) + ld(NEWS), "", "", "2025-06-23"),
    (ld(COMMENT) + ld(NEWS), "", "", "2025-06-23"),
    (ld({"@type": "WebPage", "mainEntity": {**NEWS, "headline": "Moscow speaks"}}), "", "", "2025-06-23"),
    # told by its address, whatever headline it has
    (ld(OTHER) + ld({**NEWS, "headline": "Moscow speaks", "mainEntityOfPage": {"@id": URL}}), "", "", "2025-06-23"),
    # an evening at the publisher's
    (ld({**NEWS, "datePublished": "2025-06-23T22:00:00-04:00"}), "", "", "2025-06-23"),
    # the head's names, in whichever order; not that of a change
    ('<meta property="article:modified_time" content="2025-06-25"><meta property="article:published_time" content="2025-06-23">', "", "", "2025-06-23"),
    ('<meta name="DC.date.issued" content="23 June 2025">', "", "", "2025-06-23"),
    # month and day by the page's language
    ('<meta name="pubdate" content="06/04/2025">', "", "", "2025-06-04"),
    ("", '<time>06/04/2025</time>', "", "2025-06-04"),
    ("", '<span class="date">06/04/2025</span>', "", "2025-06-04"),
    # a day in a sentence is not the article's
    ("", '<p class="meta">Published June 23, 2025</p>', '<p>Israel attacked Iran on <time datetime="2025-06-13">Friday</time>, which nobody in Vienna or in Muscat had thought that it would do.</p>', "2025-06-23"),
    # changed, and published
    ("", '<p class="updated">Updated June 25, 2025</p><p class="meta">Published June 23, 2025</p>', "", "2025-06-23"),
    ("", '<time class="updated" datetime="2025-06-25">x</time><time class="published" datetime="2025-06-23">x</time>', "", "2025-06-23"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "above", "below", "day"), STATED)
def test_the_articles_own_date_is_taken(head: str, above: str, below: str, day: str) -> None:
    assert dated(head, above, below, lang="en-US") == (day, Dating.PAGE)


def test_the_address_states_a_day() -> None:
    assert dated(url="https://wire.example/2025/06/23/attack") == ("2025-06-23", Dating.PAGE)
    assert dated(url="https://wire.example/2025/06/attack") != ("2025-06-01", Dating.PAGE)


UNSURE = [
    # only when it was changed
    ('<meta property="article:modified_time" content="2025-06-25">', "", "2025-06-25~", Dating.CHANGED),
    (ld({"@type": "NewsArticle", "headline": "Russia condemns attack", "dateModified": "2025-06-25"}), "", "2025-06-25~", Dating.CHANGED),
    ('<meta property="og:updated_time" content="2025-06-25">', "", "2025-06-25~", Dating.CHANGED),
    # another story's, or nobody's that can be told
    (ld(OTHER), "", None, Dating.UNKNOWN),
    (ld(OTHER, {**OTHER, "headline": "B"}), "", None, Dating.UNKNOWN),
    (ld(COMMENT), "", None, Dating.UNKNOWN),
    ("", CARD, None, Dating.UNKNOWN),
    # a day or a month first: the page does not say which
    ('<meta name="pubdate" content="06/04/2025">', "", None, Dating.UNKNOWN),
    ("", "<p>Posted 06/04/2025</p>", "2025~", Dating.FOUND),
    # the day after tomorrow, and the zero of a clock
    (ld({**NEWS, "datePublished": "2025-07-03"}), "", None, Dating.UNKNOWN),
    ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', "", None, Dating.UNKNOWN),
    # markup that is broken
    ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "", None, Dating.UNKNOWN),
    ('<script type="application/ld+json">[[[[1], null], "x"]]</script>', "", None, Dating.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("head", "above", "day", "dating"), UNSURE)
def test_what_is_not_certain_is_about_or_none(head: str, above: str, day: str | None, dating: Dating) -> None:
    assert dated(head, above) == (day, dating)
