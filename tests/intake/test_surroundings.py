"""Tests what is removed around and between the paragraphs of an article, and what is kept."""

from __future__ import annotations

import lxml.html
import pytest

from bot.intake.surroundings import remove_surroundings

URL = "https://courier.example/a"
LONG = "It rained all day in the capital while the ministers of both states spoke of a treaty that neither wanted now."
TEXT = f"<h1>Rain</h1><p>{LONG}</p>"


def remaining(inside: str) -> str:
    """A page's body after the removal, without the text that stands in each."""
    tree = lxml.html.document_fromstring(f"<html><body>{TEXT}{inside}</body></html>")
    remove_surroundings(tree, URL)
    body = lxml.html.tostring(tree.body, encoding="unicode")
    return body.removeprefix(f"<body>{TEXT}").removesuffix("</body>")


REMOVED = [
    # not shown
    "<p hidden>Boots.</p>",
    "<div style='color: red; Display : NONE'><p>Boots.</p></div>",
    "<p style='visibility:hidden'>Boots.</p>",
    "<p class='x sr-only'>Boots.</p>",
    # of AMP
    f"<amp-ad><p>{LONG}</p></amp-ad>",
    # another story: its headline is a link to it
    f"<div><h3><a href='/b'>Ferry strike</a></h3><p>{LONG}</p></div>",
    f"<section><div><a href='https://other.example/'><img><h2>Ferry strike</h2></a></div><p>{LONG}</p></section>",
    f"<ul><li><a href='/b'><h4>Ferry strike</h4><p>{LONG}</p></a></li></ul>",
    # a label, with what it stands above
    "<p>Advertisement</p>",
    f"<div><span>Advertisement</span><p>{LONG}</p></div>",
    f"<div><div> Sponsored\n content </div><div>{LONG}</div></div>",
    "<p><strong>Related:</strong> <a href='/b'>Ferry strike</a></p>",
    f"<aside><h3>Most read</h3><p>{LONG}</p></aside>",
    # figures: results, prices without headings, cells that hold paragraphs
    "<table><caption>Seats</caption><tr><th>Party</th><th>Seats</th></tr><tr><td>Left</td><td>41</td></tr></table>",
    "<table><tr><td>Petrol</td><td>$1.40</td></tr><tr><td>Diesel</td><td>$1.55</td></tr></table>",
    "<table><tr><td><p>Rafah</p></td><td><p>37</p></td></tr></table>",
    # the same made of boxes: with a class, without, in a list, of spans
    "<div class='table'><div class='row'><div>Party</div><div>Seats</div></div><div class='row'><div>Left</div><div>41</div></div><div class='row'><div>Right</div><div>40</div></div></div>",
    "<div><div><p>Petrol</p><p>$1.40</p></div><div><p>Diesel</p><p>$1.55</p></div></div>",
    "<ul><li><b>Rafah</b><span>37</span></li><li><b>Gaza City</b><span>1,402</span></li></ul>",
    "<div style='display:table'><div><span>Iran</span> <span>3,000 missiles</span></div><div><span>Israel</span> <span>150 missiles</span></div></div>",
    # a quotation that the text has too
    "<blockquote>“A treaty that neither wanted now”<cite>A minister</cite></blockquote>",
    "<figure><blockquote><p>A treaty that neither wanted now</p></blockquote><figcaption>He</figcaption></figure>",
    "<div class='pullquote'><p>A treaty that neither wanted now.</p></div>",
]


@pytest.mark.parametrize("inside", REMOVED)
def test_what_is_not_the_article_is_removed(inside: str) -> None:
    assert remaining(inside) == ""


KEPT = [
    # the rest of an article behind a button; most of the page
    f'<div style="display:none"><p>{LONG}</p><p>{LONG}</p></div>',
    f'<div hidden="">{LONG} {LONG} {LONG}</div>',
    '<p style="display: inline">Boots.</p>',
    # a table that lays out sentences
    "<table><tr><td>Monday</td><td>The two states signed a treaty.</td></tr></table>",
    # boxes in rows: with a sentence, a cell too many, words beside the cells, no figure in three cells, one row alone
    "<div><div><p>Monday</p><p>The two states signed treaty 1.</p></div><div><p>Friday</p><p>It was 3 pages.</p></div></div>",
    "<div><div><p>Left</p><p>41</p></div><div><p>Right</p><p>40</p><p>41</p></div></div>",
    "<div><div>On <b>Monday</b> <b>12</b></div><div>On <b>Friday</b> <b>13</b></div></div>",
    "<div><div><p>Iran</p><p>Yes</p></div><div><p>Israel</p><p>No</p></div></div>",
    "<div><div><p>Left</p><p>41</p></div></div>",
    # a subheading that is a link, without a box; one that leads to a place of this page, or a page below it
    f'<h2><a href="/b">The treaty</a></h2><p>{LONG}</p>',
    f'<div><h2><a href="#b">The treaty</a></h2><p>{LONG}</p></div>',
    f'<div><h2><a href="{URL}/2">The treaty</a></h2><p>{LONG}</p></div>',
    # a heading of which a part is a link; two headings; too long for a teaser
    f'<div><h2>The <a href="/b">treaty</a></h2><p>{LONG}</p></div>',
    f'<div><h2><a href="/b">The treaty</a></h2><h3>Its words</h3><p>{LONG}</p></div>',
    f'<div><h2><a href="/b">The treaty</a></h2><p>{" ".join([LONG] * 5)}</p></div>',
    # a sentence that begins with a label's word
    f"<p><em>Related</em> to this, {LONG}</p>",
    "<p>Advertisement sales fell.</p>",
    # a label above too much
    f"<div><p>{' '.join([LONG] * 5)}</p><span>Read more</span></div>",
    # a quotation of its own, or of few words
    "<blockquote>“A treaty that both wanted then”</blockquote>",
    "<blockquote>“Neither wanted now”</blockquote>",
]


@pytest.mark.parametrize("inside", KEPT)
def test_what_may_be_the_article_is_kept(inside: str) -> None:
    assert remaining(inside) == inside


def test_the_posts_of_a_live_blog_with_links_are_kept() -> None:
    posts = "".join(f'<div><h2><a href="/live/{n}">Update {n}</a></h2><p>{LONG}</p></div>' for n in (1, 2))
    tree = lxml.html.document_fromstring(f"<html><body><h1>Rain</h1>{posts}</body></html>")
    remove_surroundings(tree, URL)
    assert lxml.html.tostring(tree.body, encoding="unicode") == f"<body><h1>Rain</h1>{posts}</body>"
