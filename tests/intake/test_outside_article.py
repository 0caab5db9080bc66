"""Tests that text beside a page's `<article>` is kept where it reads as the article's, and nothing else that stands there."""

from __future__ import annotations

import pytest

from bot.intake.web_pages import article_in

PARAGRAPHS = [
    f"The minister said on day {day} that the harbour would be closed for {day} weeks, because the cranes had to be taken down and built anew."
    for day in range(1, 6)
]
STANDFIRST = "The council had asked for it since spring, and the minister gave in on Monday."
OTHERS = """<div class="related"><h3>Read also</h3><ul><li><a href="/x">A dog was found in the old mill on Sunday</a></li></ul></div>
    <section id="comments"><h2>Comments</h2><p>I think that this is wrong and that the harbour should stay open for everybody all of the year.</p></section>"""


def some(*days: int) -> str:
    """Paragraphs."""
    return "".join(f"<p>{PARAGRAPHS[day - 1]}</p>" for day in days)


def read(body: str) -> str:
    """The text found in a page."""
    page = f'<!doctype html><html lang="en"><head><title>Harbour closed</title></head><body><nav>Home</nav>{body}<footer><p>The Fjord</p></footer></body></html>'
    return article_in(page, "https://www.fjord.test/harbour", "2025-06-24").text


H1 = "<h1>Harbour closed</h1>"
LAYOUTS = [
    # the first paragraph stands between the headline and the article
    f"<main>{H1}{some(1)}<article>{some(2, 3, 4, 5)}</article>{OTHERS}</main>",
    # the same in a box, with a byline and a picture between
    f'<main>{H1}<p class="byline">By Ann Lee</p><div class="intro">{some(1)}</div><figure><img src="a.jpg"></figure><article>{some(2, 3, 4, 5)}</article>{OTHERS}</main>',
    # it is in the headline's own box
    f'<main><header>{H1}<div class="lead">{some(1)}</div></header><article>{some(2, 3, 4, 5)}</article>{OTHERS}</main>',
    # the last paragraphs stand behind the article
    f"<main><article>{H1}{some(1, 2, 3)}</article>{some(4, 5)}{OTHERS}</main>",
    # the article is a box inside another, and an advertisement is between
    f'<div id="wrap"><div><article>{H1}<div>{some(1, 2, 3)}</div></article></div><div class="ad"><p>Buy a boat!</p></div>{some(4, 5)}{OTHERS}</div>',
    # the text goes on in a second column
    f'<div class="row"><div class="col"><article>{H1}{some(1, 2, 3)}</article></div><div class="col">{some(4, 5)}</div></div>{OTHERS}',
    # and in a box whose name an extractor would take for the whole
    f'<main><article>{H1}{some(1, 2, 3)}</article><div class="article-body">{some(4, 5)}</div>{OTHERS}</main>',
    f"<main><article>{H1}{some(1, 2)}</article><section>{some(3, 4, 5)}</section>{OTHERS}</main>",
]


@pytest.mark.parametrize("body", LAYOUTS)
def test_text_beside_the_article_is_kept_in_order(body: str) -> None:
    assert read(body).split("\n") == PARAGRAPHS


def test_a_standfirst_in_the_headlines_box_is_kept() -> None:
    body = f'<main><header>{H1}<p class="standfirst">{STANDFIRST}</p></header><article>{some(1, 2, 3)}</article></main>'
    assert read(body).split("\n") == [STANDFIRST, *PARAGRAPHS[:3]]


BESIDE = [
    # readers' words, with a heading and without a name
    "<h2>Comments</h2><p>I think that this is wrong and that the harbour should stay open for everybody all of the year, all said.</p>",
    '<div class="comment"><p>I think that this is wrong and that the harbour should stay open for everybody all of the year, all said.</p></div>',
    # what the page asks of its reader
    "<p>We use cookies to make this site better and to show what may be of interest, as the policy of it says in all its parts.</p>",
    '<div class="promo"><p>Sign up for the letter of the day and get the most important news of the coast every morning at seven, free.</p></div>',
    # who wrote it, and who publishes it
    "<p>Ann Lee has written for The Fjord since 2001 and has won a prize for her reports on the harbour of the city and its cranes.</p>",
    "<div><p>The Fjord has news of the coast every day for a hundred thousand people in the north and the west of the land.</p></div>",
    "<p>© 2025 The Fjord. All rights reserved. This may not be broadcast, rewritten or redistributed in any form or by anybody.</p>",
    # another story, behind its title
    '<div><a href="/x">A dog was found in the old mill</a><p>The dog had been in the mill for ten days, said the woman who found it on Sunday, and it was well.</p></div>',
]


@pytest.mark.parametrize("beside", BESIDE)
def test_what_is_no_text_of_the_article_stays_out(beside: str) -> None:
    assert read(f"<main><article>{H1}{some(1, 2, 3)}</article>{beside}{OTHERS}</main>").split("\n") == PARAGRAPHS[:3]
