"""Tests which boxes between a page's headline and its text are none of the text."""

from __future__ import annotations

import lxml.html
import pytest

from bot.intake.below_headline import bylines, cards

URL = "https://courier.example/a"
LONG = "It rained all day in the capital while the ministers of both states spoke of a treaty that neither wanted now."
TITLE = '<a href="/b">Ferry strike ends in Oslo</a>'
TEXT = f"<p>{LONG}</p><p>{LONG}</p>"


def _left(find: object, inside: str, text: str = TEXT) -> str:
    """What is between headline and text once the boxes that are found are taken away."""
    tree = lxml.html.document_fromstring(f"<html><body><h1>Rain</h1><i></i>{inside}<i></i>{text}</body></html>")
    for box in find(tree.find(".//h1")):  # type: ignore[operator] # one of the two below
        box.drop_tree()
    return lxml.html.tostring(tree.body, encoding="unicode").split("<i></i>")[1]


def _without_cards(inside: str, text: str = TEXT) -> str:
    return _left(lambda headline: cards(headline, URL), inside, text)


CARDS = [
    # trap: a box without a name, and its title no heading: alone, with a teaser, a long one, a day, a picture, a section
    f"<div>{TITLE}</div>",
    f"<div><p>{TITLE}</p><p>The strike is over.</p></div>",
    f"<div>{TITLE}<div>{LONG}</div></div>",
    f"<div><div>{TITLE} <time>1 April 2025</time></div><div>The strike is over.</div></div>",
    f"<div><img src='/b.jpg'><div>{TITLE}</div><span>{LONG}</span></div>",
    f"<section><div>World</div><strong>{TITLE}</strong></section>",
    f"<ul><li>{TITLE}<p>{LONG}</p></li></ul>",
    # the whole of it a link; two beside one another
    f"<div><a href='/b'><img src='/b.jpg'><span>Ferry strike ends in Oslo</span><span>{LONG}</span></a></div>",
]


@pytest.mark.parametrize("inside", CARDS)
def test_the_card_of_another_story_is_found(inside: str) -> None:
    assert _without_cards(inside) == ""


def test_each_card_of_a_row_is_found() -> None:
    assert _without_cards(f"<div><div>{TITLE}</div><div>{TITLE}</div></div>") == "<div></div>"


TEXTS = [
    # a link in a sentence, of too few words, to this page, or of a line without a box
    f"<div><p>As {TITLE} the rain goes on.</p><p>It rained.</p></div>",
    '<div><a href="/by/ann">Ann Smith</a><p>It rained again.</p></div>',
    '<div><a href="#photos">All pictures of the rain</a><p>It rained again.</p></div>',
    f'<div><a href="{URL}?print">Print this page at home</a><p>It rained again.</p></div>',
    f"<p>{TITLE}</p>",
    # behind words of its own; above two paragraphs; two titles
    f"<div><p>It rained on and on, and again.</p><p>{TITLE}</p></div>",
    f"<div>{TITLE}<p>{LONG}</p><p>{LONG}</p></div>",
]


@pytest.mark.parametrize("inside", TEXTS)
def test_a_link_that_may_be_of_the_text_is_kept(inside: str) -> None:
    assert _without_cards(inside) == inside


# A story of one paragraph that begins with a link: nothing else on the page is its text.
def test_a_box_without_text_below_is_no_card() -> None:
    told = f"<div>{TITLE}<p>{LONG}</p></div>"
    assert _without_cards(told, "<p>Share this.</p>") == told


def test_what_stands_below_the_text_is_not_looked_at() -> None:
    told = f"<p>{LONG}</p><div>{TITLE}</div>"
    assert _without_cards(told) == told


BYLINES = [
    "<div><p>Ann Smith</p><p>Correspondent in Oslo</p></div>",
    "<div><span>By Ann Smith</span><br><span>23 June 2025, 10:12</span></div>",
    "<ul><li>Ann Smith</li><li>Oslo</li></ul>",
    f"<div><div>Ann Smith</div><div>Ann Smith is our correspondent in Oslo, where she has covered {LONG.lower()}</div></div>",
]


@pytest.mark.parametrize("inside", BYLINES)
def test_who_wrote_it_is_found(inside: str) -> None:
    assert _left(bylines, inside) == ""


STANDFIRSTS = [
    # one line; a sentence; a long one without a stop; a heading; somebody of the text who has an office
    "<div>Ministers speak of a treaty</div>",
    "<div><p>It rained.</p><p>Ann Smith</p></div>".replace("It rained", "It rained all day"),
    "<div><p>Ministers of both states speak of a treaty</p><p>Ann Smith</p></div>",
    "<div><h2>Ministers speak</h2><p>Ann Smith</p></div>",
    f"<div><div>Rain</div><div>A correspondent said {LONG.lower()}</div></div>",
]


@pytest.mark.parametrize("inside", STANDFIRSTS)
def test_what_introduces_the_text_is_kept(inside: str) -> None:
    assert _left(bylines, inside) == inside
