"""Tests which tables, lists, figures and loose lines become boxes and paragraphs."""

from __future__ import annotations

import lxml.html
import pytest

from bot.intake.boxes import as_boxes

LONG = "It rained all day in the capital while the ministers of both states spoke of a treaty that neither wanted now."
SHORT = "It was over then."


def boxed(inside: str) -> str:
    """A page's body with boxes."""
    tree = lxml.html.document_fromstring(f"<html><body>{inside}</body></html>")
    as_boxes(tree)
    body = lxml.html.tostring(tree.body, encoding="unicode")
    return body.removeprefix("<body>").removesuffix("</body>")


CHANGED = [
    # a table for a layout; a list of paragraphs, also in boxes of their own
    (f"<table><tr><td>{LONG}</td><td>1</td></tr></table>", f"<div><div><p>{LONG}</p><div>1</div></div></div>"),
    # sentences alone in a table, in paragraphs or without, beside a long cell or a figure
    (f"<table><tr><td>{SHORT}</td></tr></table>", f"<div><div><p>{SHORT}</p></div></div>"),
    (f"<table><tr><td>{SHORT}</td><td>1</td></tr></table>", f"<div><div><p>{SHORT}</p><div>1</div></div></div>"),
    (f"<table><tr><td><p>{SHORT}</p></td></tr></table>", f"<div><div><div><p>{SHORT}</p></div></div></div>"),
    (f"<table><tr><td>{LONG}</td><td>{SHORT}</td></tr></table>", f"<div><div><p>{LONG}</p><p>{SHORT}</p></div></div>"),
    # what an aside holds without paragraphs, by itself, in boxes or a quotation
    (f"<aside>{SHORT}</aside>", f"<aside><p>{SHORT}</p></aside>"),
    ("<aside>It <b>was</b> over.</aside>", "<aside><p>It <b>was</b> over.</p></aside>"),
    (f"<aside><div>{SHORT}</div></aside>", f"<aside><p>{SHORT}</p></aside>"),
    (
        f"<aside><blockquote>{SHORT}</blockquote></aside>",
        f"<aside><blockquote><p>{SHORT}</p></blockquote></aside>",
    ),
    ("<ul><li><p>One.</p><p>Two.</p></li></ul>", "<div><div><p>One.</p><p>Two.</p></div></div>"),
    (
        f"<ol><li><i>9:00</i><div><p>{LONG}</p></div></li></ol>",
        f"<div><div><i>9:00</i><div><p>{LONG}</p></div></div></div>",
    ),
    # an element of the page's own, a quotation in a figure
    (f"<x-text>{LONG}</x-text>", f"<div>{LONG}</div>"),
    ("<figure><blockquote>No.</blockquote></figure>", "<div><blockquote>No.</blockquote></div>"),
    ("<figure><q>No.</q></figure>", "<div><q>No.</q></div>"),
    # lines before, between and after paragraphs; with a link, a break and two
    (f"<div>{LONG}<p>No.</p></div>", f"<div><p>{LONG}</p><p>No.</p></div>"),
    (f"<div><p>No.</p>{SHORT}<p>No.</p></div>", f"<div><p>No.</p><p>{SHORT}</p><p>No.</p></div>"),
    (
        "<div><p>No.</p>It <a>rained</a> <b>there</b>.</div>",
        "<div><p>No.</p><p>It <a>rained</a> <b>there</b>.</p></div>",
    ),
    ("<div><p>No.</p>It rained<br>there.</div>", "<div><p>No.</p><p>It rained<br>there.</p></div>"),
    (
        f"<div><p>No.</p>{SHORT}<br> <br>{SHORT}</div>",
        f"<div><p>No.</p><p>{SHORT}<br> </p><br><p>{SHORT}</p></div>",
    ),
    (f"<div><div>No.</div>{LONG}</div>", f"<div><div>No.</div><p>{LONG}</p></div>"),
    # the posts of a live blog
    (
        "<h1>Rain</h1><article><p>1</p></article><article><p>2</p></article>",
        "<h1>Rain</h1><div><p>1</p></div><div><p>2</p></div>",
    ),
]


@pytest.mark.parametrize(("inside", "expected"), CHANGED)
def test_what_is_laid_out_becomes_boxes_and_paragraphs(inside: str, expected: str) -> None:
    assert boxed(inside) == expected


KEPT = [
    # a table of figures, a list of points
    "<table><tr><td>1</td><td>2</td></tr></table>",
    f"<table><tr><th>Year</th></tr><tr><td>{SHORT}</td></tr></table>",
    f"<table><tr><td>{SHORT}</td><td>Paris London Rome Madrid Berlin</td></tr></table>",
    f"<ul><li>{LONG}</li><li><p>{LONG}</p></li></ul>",
    # a picture; a short line that is no sentence, or stands beside no paragraph; links
    '<figure><img src="/a"></figure>',
    '<figure><img src="/a"><q>No.</q></figure>',
    "<aside>Share</aside>",
    "<div><p>No.</p>Share<p>No.</p></div>",
    f"<div><div>No.</div>{SHORT}</div>",
    "<div><p>No.</p><a>Rain in the capital</a> <a>Rain at sea.</a></div>",
    # a box of one line; an article alone
    f"<div>{LONG} <b>No.</b></div>",
    "<h1>Rain</h1><article><p>1</p></article>",
]


@pytest.mark.parametrize("inside", KEPT)
def test_other_elements_stay(inside: str) -> None:
    assert boxed(inside) == inside
