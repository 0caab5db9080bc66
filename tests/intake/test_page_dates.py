"""Tests that a page's day is that of its own article; an uncertain one is approximate or missing."""

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
    """The day found in a page with this in its head, below its headline, and below its article."""
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
    # older times of other stories, comments, cards, and the page's frame
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
    # identified by its address, whatever its headline
    (ld(OTHER) + ld({**NEWS, "headline": "Moscow speaks", "mainEntityOfPage": {"@id": URL}}), "", "", "2025-06-23"),
    # an evening at the publisher's
    (ld({**NEWS, "datePublished": "2025-06-23T22:00:00-04:00"}), "", "", "2025-06-23"),
    # names in the head, in any order, but not that of a change
    ('<meta property="article:modified_time" content="2025-06-25"><meta property="article:published_time" content="2025-06-23">', "", "", "2025-06-23"),
    ('<meta name="DC.date.issued" content="23 June 2025">', "", "", "2025-06-23"),
    # month and day by the page's language
    ('<meta name="pubdate" content="06/04/2025">', "", "", "2025-06-04"),
    ("", '<time>06/04/2025</time>', "", "2025-06-04"),
    ("", '<span class="date">06/04/2025</span>', "", "2025-06-04"),
    # a day in a sentence is not the article's
    ("", '<p class="meta">Published June 23, 2025</p>', '<p>Israel attacked Iran on <time datetime="2025-06-13">Friday</time>, which nobody in Vienna or in Muscat had thought that it would do.</p>', "2025-06-23"),
    # a list of stories without names
    ("", '<section><h2>More stories</h2><ul><li><a href="/a">An old story of ours</a> <time datetime="2018-03-04">4 March 2018</time></li></ul></section><time datetime="2025-06-23">x</time>', "", "2025-06-23"),
    ("", '<ul><li><a href="/a">Old</a> <time datetime="2018-03-04">x</time></li><li><a href="/b">Older</a> <time datetime="2017-03-04">x</time></li></ul><time datetime="2025-06-23">x</time>', "", "2025-06-23"),
    ("", '<table><tr><td><a href="/a">An old story of ours</a></td><td><time datetime="2018-03-04">x</time></td></tr></table><time datetime="2025-06-23">x</time>', "", "2025-06-23"),
    ("", '<ul><li><h5><a href="/a">An old story of ours</a></h5><time datetime="2018-03-04">x</time></li></ul><time datetime="2025-06-23">x</time>', "", "2025-06-23"),
    # a byline that is an item
    ("", '<ul><li><a href="/by/js">John Smith</a> <time datetime="2025-06-23">23 June 2025</time></li></ul>', "", "2025-06-23"),
    # a comment, by its property
    ("", '<div itemprop="comment"><meta itemprop="datePublished" content="2015-01-01"></div><time datetime="2025-06-23">x</time>', "", "2025-06-23"),
    # changed, and published
    ("", '<p class="updated">Updated June 25, 2025</p><p class="meta">Published June 23, 2025</p>', "", "2025-06-23"),
    ("", '<time class="updated" datetime="2025-06-25">x</time><time class="published" datetime="2025-06-23">x</time>', "", "2025-06-23"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "above", "below", "day"), STATED)
def test_the_articles_own_date_is_taken(head: str, above: str, below: str, day: str) -> None:
    assert dated(head, above, below, lang="en-US") == (day, Dating.PAGE)


_TIME = '<time datetime="2018-03-04">4 March 2018</time>'
AHEAD = [
    # trap: a box without a name, whose title is a link, a heading, plain words, or beside a picture
    f'<div><a href="/a">An old story of ours</a> {_TIME}</div>',
    f'<div><div><div><a href="/a">An old story of ours</a></div><div><span>{_TIME}</span></div></div></div>',
    f'<div><h3><a href="/a">An old story of ours</a></h3>{_TIME}</div>',
    f"<div><h2>An old story of ours</h2><p>It was long.</p>{_TIME}</div>",
    f'<div onclick="go()"><div>An old story of ours</div>{_TIME}</div>',
    f'<div><img src="/a.jpg"><div>An old story of ours <a href="/a">More</a></div>{_TIME}</div>',
    '<div><a href="/a">An old story of ours</a><span class="date">4 March 2018</span></div>',
    f'<div><div><a href="/a">An old story here</a>{_TIME}</div><div><a href="/b">Another old one here</a>{_TIME}</div></div>',
]


@pytest.mark.parametrize("card", AHEAD)
@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_the_card_of_another_story_ahead_of_the_headline_does_not_date_the_article(card: str, heading: str) -> None:
    def day(own: str) -> str | None:
        head = "<head><title>Russia condemns attack</title></head>"
        article = f"<article><{heading}>Russia condemns attack</{heading}>{own}{TEXT}</article>"
        return article_in(f'<html lang="en">{head}<body>{card}{article}</body></html>', URL, TODAY).published

    assert day('<time datetime="2025-06-23">Monday</time>') == "2025-06-23"
    assert day("<div>23 June 2025</div>") == "2025-06-23~"
    assert day("") is None


# trap: too few words for a title, or none: it was taken for the article's own, which stands below the headline
@pytest.mark.parametrize("ahead", [f'<div><a href="/a">Old story</a> {_TIME}</div>', f"<div>{_TIME}</div>", _TIME])
@pytest.mark.parametrize("own", ['<time datetime="2025-06-23">x</time>', '<span class="date">23 June 2025</span>'])
def test_a_day_below_the_headline_counts_before_one_above(ahead: str, own: str) -> None:
    page = f'<html lang="en"><body>{ahead}<h1>Russia condemns attack</h1><div>{own}</div>{TEXT}</body></html>'
    assert article_in(page, URL, TODAY).published == "2025-06-23"


# trap: a story's card below the headline, whose title is no heading
@pytest.mark.parametrize(
    "teaser",
    [
        "",
        "<p>It was long.</p>",
        "<div>It was told in twenty words by those who saw it and by all the others who had heard of it.</div>",
    ],
)
def test_the_card_of_another_story_below_the_headline_does_not_date_the_article(teaser: str) -> None:
    card = f'<div><a href="/a">An old story of ours</a>{teaser}{_TIME}</div>'
    for own, day in (
        ("<div>23 June 2025</div>", "2025-06-23~"),
        ('<time datetime="2025-06-23">x</time>', "2025-06-23"),
    ):
        assert dated(above=card + own)[0] == day
        assert dated(above=own + card)[0] == day


# Nearest to the headline: the other is of what stands further up.
def test_of_two_days_above_the_headline_the_nearer_counts() -> None:
    near = '<div><time datetime="2025-06-23">x</time></div>'
    page = f'<html lang="en"><body><div>{_TIME}</div>{near}<h1>Russia condemns attack</h1>{TEXT}<div>{_TIME}</div></body></html>'
    assert article_in(page, URL, TODAY).published == "2025-06-23"


OWN_AHEAD = [
    '<div><time datetime="2025-06-23">x</time></div>',
    '<div><a href="/world">World</a> <a href="/world/europe">Europe</a> <time datetime="2025-06-23">x</time></div>',
    '<div>By Jane Doe and John Roe of the Wire <time datetime="2025-06-23">x</time></div>',
    '<div><a href="/">Home</a> › Russia condemns attack <time datetime="2025-06-23">x</time></div>',
]


@pytest.mark.parametrize("box", OWN_AHEAD)
def test_the_articles_own_date_may_be_ahead_of_its_headline(box: str) -> None:
    page = f'<html lang="en"><head><title>Russia condemns attack</title></head><body>{box}<h1>Russia condemns attack</h1>{TEXT}</body></html>'
    assert article_in(page, URL, TODAY).published == "2025-06-23"


def test_the_address_states_a_day() -> None:
    assert dated(url="https://wire.example/2025/06/23/attack") == ("2025-06-23", Dating.PAGE)


UNSURE = [
    # only a change is dated
    ('<meta property="article:modified_time" content="2025-06-25">', "", "2025-06-25~", Dating.CHANGED),
    (ld({"@type": "NewsArticle", "headline": "Russia condemns attack", "dateModified": "2025-06-25"}), "", "2025-06-25~", Dating.CHANGED),
    ('<meta property="og:updated_time" content="2025-06-25">', "", "2025-06-25~", Dating.CHANGED),
    # of another story, or of none that can be identified
    (ld(OTHER), "", None, Dating.UNKNOWN),
    (ld(OTHER, {**OTHER, "headline": "B"}), "", None, Dating.UNKNOWN),
    (ld(COMMENT), "", None, Dating.UNKNOWN),
    ("", CARD, None, Dating.UNKNOWN),
    # day or month first: the page does not say
    ('<meta name="pubdate" content="06/04/2025">', "", None, Dating.UNKNOWN),
    ("", "<p>Posted 06/04/2025</p>", "2025~", Dating.FOUND),
    # the day after tomorrow, and the zero of a clock
    (ld({**NEWS, "datePublished": "2025-07-03"}), "", None, Dating.UNKNOWN),
    ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', "", None, Dating.UNKNOWN),
    # broken markup
    ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "", None, Dating.UNKNOWN),
    ('<script type="application/ld+json">[[[[1], null], "x"]]</script>', "", None, Dating.UNKNOWN),
]  # fmt: skip


LINES = [
    # a line of its own, with who wrote, when it was said to be published, where
    ("<p>4 May 1999</p>", "1999-05-04~"),
    ("<p>Tuesday, May 4th, 1999, 10:14 a.m. EDT</p>", "1999-05-04~"),
    ("<div>By Anna Lee and Tom de Vries in Vienna | 4 May 1999 | 10:14 GMT</div>", "1999-05-04~"),
    ("<p>Posted by Anna on 1999-05-04</p>", "1999-05-04~"),
    ("<p>New York, 4 May 1999</p>", "1999-05-04~"),
    ("<p>Published: May 1999</p>", "1999-05~"),
    ("<p>1999年5月4日</p>", "1999-05-04~"),
    ("<p>Von Anna Lee, 4. Mai 1999</p>", "1999-05-04~"),
    ("<p>Publié le 4 mai 1999</p>", "1999-05-04~"),
    ("<p>4 de mayo de 1999</p>", "1999-05-04~"),
    ("<p>Published 4 May 1999</p><p>Updated 6 May 1999</p>", "1999-05-04~"),
    ("<p>6 May 1999</p><p>Published 4 May 1999</p>", "1999-05-04~"),
    # a date and that of a change, or of the first publication, in one line
    ("<p>April 1999, updated 5 May 1999</p>", "1999-04~"),
    ("<p>Published April 1999 | Last updated 5 May 1999</p>", "1999-04~"),
    ("<p class='date'>5 May 1999 (first published April 1999)</p>", "1999-04~"),
    ("<time>4 May 1999, revised May 1999</time>", "1999-05-04~"),
    # a dateline
    ("<p>VIENNA, May 4, 1999 (AP) - The talks on the fourth reactor of the plant went on in Vienna on Tuesday, and both sides said that they would not end before the week did.</p>", "1999-05-04~"),
    ("<p>Geneva (4 May 1999) – The talks on the fourth reactor of the plant went on in Geneva on Tuesday, and both sides said that they would not end before the week did.</p>", "1999-05-04~"),
    # a sentence, long or short, whatever marks the day
    ("<p>The law was passed on 4 May 1999, and nobody has thought of it since then in any of the councils that it was made for by those who made it.</p>", None),
    ("<p>The law was passed on 4 May 1999.</p>", None),
    ("<p>It was passed on <time datetime='1999-05-04'>4 May 1999</time>.</p>", None),
    ("<p>Congress met <time datetime='1999-05-04'>4 May</time>.</p>", None),
    ("<p>The law of <span class='date'>4 May 1999</span> is gone.</p>", None),
    ("<p>On 4 May 1999 - a Tuesday - the law was passed by the council of the city, and nobody has thought of it since then in any of its courts.</p>", None),
    # the day of something else: in the headline, of an event, of a life, of a deadline
    ("<h2>The treaty of 4 May 1999</h2>", None),
    ("<h2>Remembering <time datetime='1999-05-04'>4 May 1999</time></h2>", None),
    ("<p>Vienna Conference, 4 May 1999</p>", None),
    ("<p>Event date: 4 May 1999</p>", None),
    ("<p>Born 4 May 1999</p>", None),
    ("<p>Founded on 4 May 1999 by Anna Lee</p>", None),
    ("<p><time class='dt-start' datetime='1999-05-04'>4 May</time> in Vienna</p>", None),
    ("<p class='event-date'>4 May 1999</p>", None),
    ("<div>Anna Lee, joined <time datetime='1999-05-04'>4 May 1999</time></div>", None),
    ("<div><time datetime='1999-05-04'>Joined 4 May 1999</time></div>", None),
    ("<div>Deadline: <time datetime='1999-05-04'>4 May 1999</time></div>", None),
    ("<div class='event'><p><time datetime='1999-05-04'>4 May</time></p></div>", None),
    ("<span itemprop='startDate'><time datetime='1999-05-04'>4 May</time></span>", None),
    # two days of which none is said to be of publication
    ("<p>4 May 1999</p><p>6 May 1999</p>", None),
    ("<p>4 May 1999 - 6 May 1999</p>", None),
    # a year alone
    ("<p>1999</p>", None),
    ("<p>Photographs: 1999 Anna Lee</p>", None),
]  # fmt: skip


@pytest.mark.parametrize(("above", "day"), LINES)
def test_a_day_in_the_text_dates_it_only_in_a_line_of_its_own(above: str, day: str | None) -> None:
    assert dated(above=above) == (day, Dating.FOUND if day else Dating.UNKNOWN)


AROUND = [
    # the frame: copyright, the template's last change, lists of other stories, the day of the visit
    ("", "<div><p>© 1999-2024 The Wire. All rights reserved.</p></div>", None),
    ("", "<div>Last modified: 3 March 2020</div>", None),
    ("", "<p>Last updated <span class='date'>3 March 2020</span></p>", None),
    ("", "<div class='latest'><p>4 May 1999</p><p><a href='/b'>A raid</a></p></div>", None),
    ("<div class='masthead'><div class='date'>1 July 2025</div></div>", "", None),
    ("<p>Tuesday, 1 July 2025</p>", "", None),
    # the day above the headline, and below the text where it says that it was published
    ("<p>4 May 1999</p>", "", "1999-05-04~"),
    ("", "<p>Published by The Wire on 4 May 1999</p>", "1999-05-04~"),
    ("", "<p>4 May 1999</p>", None),
]


@pytest.mark.parametrize(("above", "below", "day"), AROUND)
def test_surrounding_text_dates_an_article_only_if_it_says_so(above: str, below: str, day: str | None) -> None:
    page = f"""<html lang="en"><head><title>Russia condemns attack</title></head><body>{above}<main><article>
        <h1>Russia condemns attack</h1>{TEXT}</article>{below}</main></body></html>"""
    assert article_in(page, URL, TODAY).published == day


def test_the_address_states_a_month() -> None:
    assert dated(url="https://wire.example/2025/06/attack") == ("2025-06~", Dating.FOUND)
    assert dated(url="https://wire.example/2025/13/attack") == (None, Dating.UNKNOWN)


@pytest.mark.parametrize(("head", "above", "day", "dating"), UNSURE)
def test_an_uncertain_date_is_approximate_or_missing(head: str, above: str, day: str | None, dating: Dating) -> None:
    assert dated(head, above) == (day, dating)
