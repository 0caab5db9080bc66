"""Tests that a piece of HTML yields every visible word, once and in its place."""

from __future__ import annotations

import time

import pytest

from bot.intake.fragments import text_of

PIECES = [
    # text next to paragraphs, and between them
    ("lead text <p>first</p> between <p>second</p> tail", "lead text\nfirst\nbetween\nsecond\ntail"),
    ("<b>Kyiv</b> said no.<ul><li>one<li>two</ul>And yes.", "Kyiv said no.\none\ntwo\nAnd yes."),
    # paragraphs within a block are not run together
    ("<blockquote><p>No.</p><p>Never.</p></blockquote>", "No.\nNever."),
    ("<li><p>No.</p><p>Never.</p></li>", "No.\nNever."),
    ("<div>No.<div>Never.</div>Ever.</div>", "No.\nNever.\nEver."),
    # and none appears twice
    ("<table><tr><td><p>No.</p></td><td>Never.</td></tr></table>", "No. | Never."),
    ("<blockquote><ul><li>No.</li></ul></blockquote>", "No."),
    # a row of figures is one line: results with a caption, prices, cells that hold blocks and tables, a row never closed
    (
        "A.<table><caption>Seats</caption><thead><tr><th>Party<th>Seats</thead><tbody><tr><td>Left<td>41</tbody></table>B.",
        "A.\nSeats\nParty | Seats\nLeft | 41\nB.",
    ),
    ("<table><tr><td><b>Pet</b>rol</td> <td></td><td>$1.40</td></tr><tr><td>Diesel", "Petrol | $1.40\nDiesel"),
    ("<p>A.<table><tr><td><p>Rafah</p></td><td><p>37</p><p>dead</p></td></tr></table>B.", "A.\nRafah | 37 dead\nB."),
    ("<table><tr><td>1<table><tr><td>2</td><td>3</td></tr></table></td><td>4</td></tr></table>", "1\n2 | 3\n4"),
    # the same made of boxes
    (
        "A.<div><div><p>Petrol</p><p>$1.40</p></div><div><p>Diesel</p><p>$1.55</p></div></div>B.",
        "A.\nPetrol | $1.40\nDiesel | $1.55\nB.",
    ),
    ("<ul><li><b>Left</b><i>41</i></li><li><b>Right</b><i>40</i></li></ul>", "Left | 41\nRight | 40"),
    (
        "<div><div><p>On Monday</p><p>It rained 3 times.</p></div><div><p>Then</p><p>It was 4.</p></div></div>",
        "On Monday\nIt rained 3 times.\nThen\nIt was 4.",
    ),
    # a table that lays sentences out has lines
    (
        "<table><tr><td>Monday</td><td>The two states signed a treaty.</td></tr></table>",
        "Monday\nThe two states signed a treaty.",
    ),
    ("<figure><figcaption><p>The port</p></figcaption></figure>", "The port"),
    # elements of forms and times inside sentences
    (
        "<p>Israel attacked Iran on <time>Friday</time>, and <button>Oman</button> <label>said</label> <output>no</output>.</p>",
        "Israel attacked Iran on Friday, and Oman said no.",
    ),
    # a line break inside words, a comment, and code
    ("<p>one<br>two<!-- three --> and four<?php five ?> six</p>", "one\ntwo and four six"),
    ("<p>one<script>two</script> three</p><style>p{}</style><noscript>four</noscript>", "one three"),
    ("<script>alert(1)</script>", ""),
    # HTML entities without a tag: the lines are its own
    ("AT&amp;T said no.\n\nIt said so twice. 1 < 2", "AT&T said no.\n\nIt said so twice. 1 < 2"),
    ("no markup\nat all", "no markup\nat all"),
    # not closed, and closed twice
    ("<p>one<p>two</b></p></div>three", "one\ntwo\nthree"),
]


@pytest.mark.parametrize(("fragment", "text"), PIECES)
def test_every_word_that_shows_is_told_once(fragment: str, text: str) -> None:
    assert text_of(fragment) == text


def test_deep_markup_takes_no_time() -> None:
    begun = time.process_time()
    assert text_of("<div>" * 300 + "no" + "</div>" * 300 + "never") == "no\nnever"
    assert text_of("<div>" * 100_000 + "end") == "end", "deeper than any parser goes"
    assert text_of("<p>a" * 100_000).count("a") == 100_000
    assert text_of("<table><tr><td>1<td>" * 2_000).startswith("1")
    assert time.process_time() - begun < 5
